// Any bytes as the part of case.toml on institutions, [hold] and levers: an error with a place, or numbers within their bounds.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "model/case_file.hpp"
#include "model/outlook.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto parsed = locarno::parse_case(text, "case.toml", "fuzz");
  if (!parsed) return parsed.error().what.empty() || !parsed.error().where.starts_with("case.toml") ? std::abort(), 0 : 0;
  const auto outlook = locarno::parse_outlook(text, "case.toml", **parsed);
  if (!outlook) std::abort();  // the case was sound with it
  for (const auto& body : outlook->institutions)
    for (const auto& bloc : body.blocs)
      if (!(bloc.yes >= 0 && bloc.yes <= 1)) std::abort();
  for (const auto& value : outlook->hold)
    if (!(value.low <= value.value && value.value <= value.high)) std::abort();
  const auto settlement = locarno::parse_settlement(text.substr(0, 200), **parsed);
  return settlement || !settlement.error().what.empty() ? 0 : (std::abort(), 0);
}
