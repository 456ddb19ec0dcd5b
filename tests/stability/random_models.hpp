#pragma once
// Small conflicts made from a seed: all combinations, some states missing, one-way options, explicit graphs.
#include <algorithm>
#include <random>

#include "stability/concepts.hpp"

namespace locarno::stability {

enum class Family { full, infeasible, directed, directed_infeasible, graph };
constexpr Family families[] = {Family::full, Family::infeasible, Family::directed, Family::directed_infeasible, Family::graph};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  bool once_in(std::size_t n) { return below(n) == 0; }

 private:
  std::mt19937_64 engine_;
};

/// Values below `classes`: few classes make many ties. Bands cut the values in up to three degrees.
inline Preference random_preference(Dice& dice, std::size_t states, bool has_unknown) {
  const std::size_t classes = 1 + dice.below(dice.once_in(2) ? 4 : 3 * states);
  Preference p{std::vector<std::uint32_t>(states), {}, {}};
  for (auto& value : p.value) value = static_cast<std::uint32_t>(dice.below(classes));
  if (dice.once_in(2)) {
    const std::uint32_t cut = static_cast<std::uint32_t>(dice.below(classes + 1)), second = static_cast<std::uint32_t>(dice.below(classes + 1));
    for (const auto value : p.value) p.band.push_back((value >= cut ? 1u : 0u) + (value >= second ? 1u : 0u));
  }
  if (!has_unknown) return p;
  for (StateIndex a = 0; a < states; ++a) {
    for (StateIndex b = a + 1; b < states; ++b) {
      if (dice.once_in(5)) p.unknown.emplace_back(a, b);
    }
  }
  return p;
}

inline void add_options(Dice& dice, Model& m, std::size_t makers, std::size_t options, bool is_directed) {
  for (std::size_t i = 0; i < makers; ++i) m.makers.push_back({"M" + std::to_string(i), {}});
  for (OptionIndex o = 0; o < options; ++o) {
    const std::size_t maker = o < makers && !dice.once_in(4) ? o : dice.below(makers);  // now and then somebody has none
    const Direction way = is_directed && dice.once_in(2) ? static_cast<Direction>(1 + dice.below(3)) : Direction::both;
    m.options.push_back({"o" + std::to_string(o), static_cast<MakerIndex>(maker), way});
    m.makers[maker].options.push_back(o);
  }
}

inline Model random_model(std::uint64_t seed, Family family, bool has_unknown = false, std::size_t fixed_makers = 0) {
  Dice dice(seed * 8 + static_cast<std::uint64_t>(family));
  Model m;
  const std::size_t makers = fixed_makers != 0 ? fixed_makers : 2 + dice.below(4);
  const std::size_t options = std::max<std::size_t>(makers, 2 + dice.below(dice.once_in(8) ? 4 : 3));
  add_options(dice, m, makers, options, family == Family::directed || family == Family::directed_infeasible);
  std::size_t states = std::size_t{1} << options;
  if (family == Family::infeasible || family == Family::directed_infeasible || family == Family::graph) {
    for (Mask mask = 0; mask < states; ++mask) {
      if (!dice.once_in(3)) m.masks.push_back(mask);
    }
    if (m.masks.empty()) m.masks.push_back(0);
    std::shuffle(m.masks.begin(), m.masks.end(), std::mt19937_64(seed));
    states = m.masks.size();
  }
  for (std::size_t i = 0; i < makers; ++i) {
    m.preferences.push_back(random_preference(dice, states, has_unknown));
    if (family != Family::graph) continue;
    std::vector<Arc>& arcs = m.arcs.emplace_back();
    const std::size_t rarity = 2 + dice.below(8);
    for (StateIndex a = 0; a < states; ++a) {
      for (StateIndex b = 0; b < states; ++b) {
        if (a != b && dice.once_in(rarity)) arcs.push_back({a, b});
      }
    }
  }
  return m;
}

}  // namespace locarno::stability
