#pragma once
// Models of two parties with one option each, for tests that can be followed by hand. States: 0 neither, 1 A, 2 B, 3 both.
#include <string>

#include "stability/model.hpp"

namespace locarno::stability {

inline Model two_by_two(const std::string& does, std::vector<std::uint32_t> a, std::vector<std::uint32_t> b) {
  Model m;
  m.makers = {{"A", {0}}, {"B", {1}}};
  m.options = {{"A " + does, 0, Direction::both}, {"B " + does, 1, Direction::both}};
  m.preferences = {{std::move(a), {}, {}}, {std::move(b), {}, {}}};
  return m;
}
/// The prisoners' dilemma: each is better off alone in not cooperating.
inline Model dilemma() { return two_by_two("cooperates", {2, 1, 4, 3}, {2, 4, 1, 3}); }
/// Two who could both gain, but only together.
inline Model stag_hunt() { return two_by_two("hunts", {2, 1, 3, 4}, {2, 3, 1, 4}); }

}  // namespace locarno::stability
