// Any bytes as a preference statement: parsed or refused with a place; what parses prints, parses again and means the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "stability/statements.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno::stability;
  static const std::vector<DecisionMaker> makers = {{"A", {0, 1, 2}}, {"B", {3, 4, 5}}};
  static const std::vector<Option> options = {{"open port", 0}, {"pay", 0}, {"full", 0}, {"full", 1}, {"x-y", 1}, {"U1 talk", 1}};
  static const OptionNames names(makers, options);
  const auto statement = parse_statement({reinterpret_cast<const char*>(data), size}, names, "f:7:9");
  if (!statement) {
    if (statement.error().where.substr(0, 2) != "f:" || statement.error().what.empty()) std::abort();
    return 0;
  }
  const std::string printed = print_statement(*statement);
  if (printed.size() > 10'000) return 0;
  const auto again = parse_statement(printed, names, "");
  if (!again && again.error().what.find("more than 200") == std::string::npos) std::abort();  // all brackets are printed
  if (!again) return 0;
  for (Mask m = 0; m < 64; ++m)
    if (again->holds(m) != statement->holds(m)) std::abort();
  return 0;
}
