// A record's line of JSON: what is read is written, and reads back to the same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "model/record_json.hpp"

using namespace locarno;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string line(reinterpret_cast<const char*>(data), size);
  const auto record = record_from_json(line);
  if (!record) return record.error().what.empty() ? (std::abort(), 0) : 0;
  const CharIndex text("some text of a report");
  const std::string written = to_json_line(*record, text);
  const auto again = record_from_json(written);
  if (!again || to_json_line(*again, text) != written) std::abort();
  return 0;
}
