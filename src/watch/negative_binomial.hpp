#pragma once
// locarno/watch/negative_binomial.hpp -- counts that vary more than chance alone: the distribution, its fit, its tail.
//
// A negative binomial of mean m and size r has variance m + m^2/r; size infinite is Poisson.
// Fit        Mean of the known days; size by moments. A variance at or below the mean gives Poisson. A mean of 0 gives half an event in
//            the whole time, so that a first event is rare and not impossible.
// Cost       fit linear; pmf and tail linear in the count. Threads: pure. Tested by tests/watch/cusum_test.cpp
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace locarno::watch {

struct Rate {
  double mean = 1;                                                ///< a step, above 0
  double size = std::numeric_limits<double>::infinity();          ///< above 0
  double variance() const { return mean + mean * mean / size; }
};

/// Days that are not known are left out. `known`: how many were not.
Rate fit_rate(std::span<const std::int64_t> counts, std::size_t* known = nullptr);
double log_probability(const Rate& rate, std::int64_t count);
/// P(0), P(1), .. up to the last that matters: the rest is below `rest`, and `most` at most are given.
std::vector<double> probabilities(const Rate& rate, double rest = 1e-14, std::size_t most = 1u << 20);
/// P(at least `count`) in `steps` independent steps together.
double chance_of_at_least(const Rate& rate, std::int64_t count, double steps = 1);
/// The q-quantile of one draw, by inversion of `u` in [0, 1).
std::int64_t draw(const Rate& rate, double u);

}  // namespace locarno::watch
