#include "model/quantity.hpp"

#include <limits>
#include <utility>

namespace locarno {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();
constexpr double slack = 0.2;   // what "about" and "nearly" leave open

}  // namespace

std::optional<Bounds> bounds_of(const Quantity& quantity) {
  if (!quantity.value) return std::nullopt;
  const double v = *quantity.value;
  const std::string& m = quantity.modifier;
  if (m == "more than" || m == "at least") return Bounds{v, unlimited};
  if (m == "less than" || m == "up to") return Bounds{0, v};
  if (m == "nearly") return Bounds{v * (1 - slack), v};
  if (m == "about") return Bounds{v * (1 - slack), v * (1 + slack)};
  return Bounds{v, v};
}

Measure measure_of(const std::string& unit) {
  static constexpr std::pair<const char*, double> seconds[] = {{"minute", 60},     {"hour", 3600},      {"day", 86400},
                                                               {"week", 604800},   {"month", 2629800},  {"year", 31557600}};
  for (const auto& [name, factor] : seconds)
    if (unit == name) return {"second", factor};
  return {unit, 1};
}

}  // namespace locarno
