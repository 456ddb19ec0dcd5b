// Any bytes as attitudes, on one line and as JSON: an error with a sentence, or a table of the model's size.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "stability/attitudes.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace st = locarno::stability;
  const std::string text(reinterpret_cast<const char*>(data), size);
  st::Model model;
  model.makers = {{"North", {}}, {"South", {}}, {"Mediator: the East", {}}};
  for (const auto& table : {st::parse_attitudes(text, model), st::attitudes_of_json(text, "fuzz.json", model)}) {
    if (!table ? table.error().what.empty() : table->size() != 3 || table->back().size() != 3) std::abort();
  }
  return 0;
}
