#pragma once
// locarno/settle/bargain_bounds.hpp -- exact bounds beside a search that works with rounded numbers.
//
// Question   How good can a bargain be at most, whatever the search has found?
// Method     The mean of shares is at least their least (weak duality); the inequality of means.
// Cost       One pass over the scores; some multiplications.
// Certainty  Rationals throughout: a bound holds however rough the weights or the root were.
#include <vector>

#include "settle/exchange.hpp"

namespace locarno::settle {

/// A rational that is at most k * (product)^(1/k), close to it. Precondition: product > 0, k >= 1.
Rational mean_bound(const Rational& product, std::size_t k);
/// An exact bound on the least share, whatever the weights are worth: no settlement's weighted mean of shares is above the sum of
/// the best options by that mean, and no least share above the mean. Rules are left out, which only raises it.
/// `from`, `span`: [party] where shares begin, and how far they reach; a span of 0 does not count.
Rational dual_bound(const ScoreTable& table, const Exchange& exchange, const std::vector<Rational>& from, const std::vector<Rational>& span);

}  // namespace locarno::settle
