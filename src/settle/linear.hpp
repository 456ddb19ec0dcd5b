#pragma once
// locarno/settle/linear.hpp -- weights in a polytope, exactly: is there a point, and how large can a sum become. Inside settle.
//
// The polytope of one party: low <= w <= high for each issue, and chains of issues along which weights do not rise.
// Method     simplex with Bland's rule in rationals (Bland 1977, Math. Oper. Res. 2:103-107: it cannot cycle).
// Cost       small: tens of variables, tens of rows.
#include <cstdint>
#include <optional>
#include <vector>

#include "base/exact.hpp"

namespace locarno::settle {

struct WeightBox {
  std::vector<Rational> low, high;                     ///< [issue]
  std::vector<std::vector<std::uint32_t>> chains;      ///< heaviest first; an issue stands in at most one chain
};

/// A point of the box at which every `positive` sum is > 0 and every `zero` sum is = 0; the point that keeps the least of
/// the positive sums as large as it can be (at most 1). nullopt: there is none.
std::optional<std::vector<Rational>> point_in(const WeightBox& box, const std::vector<std::vector<Rational>>& positive,
                                              const std::vector<std::vector<Rational>>& zero);

/// The largest value of sum of coefficient * weight over the box; nullopt when the box is empty. Chains by dynamic
/// programming over the bounds: at a vertex every weight is one of them.
std::optional<Rational> largest_sum(const WeightBox& box, const std::vector<Rational>& coefficients);

}  // namespace locarno::settle
