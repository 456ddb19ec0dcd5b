// Any bytes as a graph model in JSON: read into a model that is written and read again the same, or refused with a sentence.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "stability/model_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno;
  if (size > 100'000) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto model = stability::read_model(bytes, "f.json", Run{});
  if (!model) {
    if (model.error().what.empty()) std::abort();
    return 0;
  }
  if ((*model)->states() > 4096) return 0;
  const auto again = stability::read_model(stability::write_model(**model), "again", Run{});
  if (!again || (*again)->preferences.size() != (*model)->preferences.size() || (*again)->states() != (*model)->states()) std::abort();
  return 0;
}
