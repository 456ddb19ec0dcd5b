#pragma once
// locarno/settle/bargain.hpp -- fair points where the frontier is too large to build. Inside settle only.
//
// Each point is first looked for (exchange of one option at a time; CBC where rules or the least gain make that weak), then an
// exact bound is set against it: if a better settlement existed, it would meet a linear inequality with every partial sum that
// goes with it, and the engine of the frontier, cut down to what meets the inequality, lists all that is left.
//   nash          a better x has sum over parties of gain_p(x) / gain_p(found) above the number of parties (arithmetic and
//                 geometric mean)
//   egalitarian, ks  a better x gives every party more than it needs for the found value, so also any weighted sum
//                 of them; the weights come from a subgradient search and need not be the best
//   welfare       one party that holds the sum of all scores
// When the engine finishes, the proof is `bounded` and all ties are known. When its work limit comes first, CBC's
// claim stands (`solver`), or nothing does (`open`) with the gap to CBC's bound.
#include "settle/points.hpp"

namespace locarno::settle {

/// Fills those of nash, egalitarian, leximin, ks, welfare, ideal that are asked for, and fallback. `most_nodes`: work for each.
Result<void> bargain(const PointsQuestion& question, std::uint64_t most_nodes, Run& run, PointsAnswer& answer);

}  // namespace locarno::settle
