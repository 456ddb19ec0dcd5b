#pragma once
// locarno/settle/exchange.hpp -- a good settlement by changing one issue at a time, then two. Inside settle only.
//
// A guess to set bounds against, never a verdict: it works in floating point and stops at the first place where no single
// exchange helps. Deterministic.
#include <functional>
#include <optional>
#include <vector>

#include "settle/score_table.hpp"

namespace locarno::settle {

class Exchange {
 public:
  explicit Exchange(const ScoreTable& table);

  /// Climbs from `start` (which meets the rules) while `score` of the worths grows.
  Choice climb(Choice start, const std::function<double(const std::vector<double>& worth)>& score) const;
  /// Best by a weighted sum in each issue; rules are not looked at.
  Choice weighted(const std::vector<double>& weight) const;
  /// Weights for which the largest weighted sum of (u_p - from_p) / span_p lies near the least over all weights: a
  /// subgradient search (Held & Karp 1971). Sum 1.
  std::vector<double> dual_weights(const std::vector<double>& from, const std::vector<double>& span) const;
  std::vector<double> worths(const Choice& choice) const;

 private:
  bool may_change(Choice& choice, std::size_t issue, std::uint32_t option) const;

  const ScoreTable& table_;
  std::size_t k_;
  std::vector<std::vector<std::vector<double>>> score_;   ///< [issue][option][party]
  std::vector<std::vector<const Condition*>> rules_of_;   ///< [issue]
};

}  // namespace locarno::settle
