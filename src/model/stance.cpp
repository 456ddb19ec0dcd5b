#include "model/stance.hpp"

#include <array>

namespace locarno {
namespace {
constexpr std::array<std::string_view, 4> value_names = {"silent", "accepts", "accepts_if", "rejects"};
constexpr std::array<std::string_view, 3> source_names = {"none", "read", "analyst"};
}  // namespace

std::string_view to_string(StanceValue value) { return value_names[static_cast<std::size_t>(value)]; }
std::string_view to_string(StanceSource source) { return source_names[static_cast<std::size_t>(source)]; }

std::optional<StanceValue> parse_stance_value(std::string_view name) {
  for (std::size_t i = 0; i < value_names.size(); ++i)
    if (value_names[i] == name) return static_cast<StanceValue>(i);
  return std::nullopt;
}

}  // namespace locarno
