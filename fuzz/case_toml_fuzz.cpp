// Any bytes as case.toml: an error with a place, or a case that is written and read back the same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "model/case_file.hpp"

namespace {

locarno::Case without_places(locarno::Case c) {
  for (auto& row : c.stances) row.where.clear();
  for (auto& row : c.red_lines) row.where.clear();
  return c;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto parsed = locarno::parse_case(text, "case.toml", "fuzz");
  if (!parsed) {
    if (parsed.error().what.empty() || !parsed.error().where.starts_with("case.toml")) std::abort();
    return 0;
  }
  const auto again = locarno::parse_case(locarno::write_case(**parsed), "case.toml", "fuzz");
  if (!again || !(without_places(**parsed) == without_places(**again))) std::abort();
  return 0;
}
