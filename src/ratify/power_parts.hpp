#pragma once
// locarno/ratify/power_parts.hpp -- what the two ways of counting coalitions share. Used by the files power*.cpp only.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/run.hpp"
#include "ratify/power.hpp"

namespace locarno::ratify {

/// Voters with the same weights.
struct VoterKind {
  std::vector<std::uint32_t> weights;
  std::uint32_t voters = 0;
};

/// Coalitions of the other voters that one voter of a kind turns, by their size: [kind][size].
using SwingTable = std::vector<std::vector<Integer>>;

std::vector<VoterKind> kinds_of(const PowerQuestion& question);

inline bool wins(const std::vector<std::vector<std::uint64_t>>& ways, const std::vector<std::uint64_t>& sums) {
  return std::any_of(ways.begin(), ways.end(), [&](const auto& way) {
    for (std::size_t d = 0; d < way.size(); ++d)
      if (sums[d] < way[d]) return false;
    return true;
  });
}

/// Walks the numbers of each kind in a coalition.
SwingTable swings_by_kinds(const PowerQuestion& question, const std::vector<VoterKind>& kinds, Effort& effort);
/// Counts coalitions by size and weight. Errors: limit_reached, cancelled.
Result<SwingTable> swings_by_tables(const PowerQuestion& question, const std::vector<VoterKind>& kinds, const Run& run, Effort& effort);
/// The same for one weighted rule: `places` are the weights of the voters, `kinds` those asked for (power_sizes.cpp).
Result<SwingTable> swings_by_sizes(const std::vector<std::uint64_t>& places, std::uint64_t quota, const std::vector<std::uint64_t>& kinds,
                                   const Run& run, Effort& effort);

constexpr std::uint64_t usual_memory = 2ull << 30;

}  // namespace locarno::ratify
