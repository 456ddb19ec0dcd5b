#pragma once
// locarno/watch/cusum.hpp -- has the rate gone up? An alarm whose false-alarm interval is chosen, not discovered.
//
// Question   Counts, one a step; the usual rate (mean, overdispersion); the rise that matters (`factor` times the mean); how many steps
//            should pass on average before an alarm without a rise.
// Answer     The reference value k, the threshold h, the run length without a rise (at least what was asked for) and with it.
// Method     Page's sum C = max(0, C + x - k), alarm at C >= h, then C = 0. k is what makes it the sequential likelihood-ratio test of the two negative
//            binomials (of two Poissons: (m1-m0)/ln(m1/m0)). k and h stand on a lattice, so the run length is that of a Markov chain
//            and exact: (I-Q) L = 1. One LU decomposition that grows by a row gives it for every h at once, because a
//            smaller threshold is a leading block of the same matrix.
// Source     Page (1954) Biometrika 41; Brook and Evans (1972) Biometrika 59:539-549; Lucas (1985) Technometrics 27:129-144;
//            Hoehle and Paul (2008) CSDA 52 for the negative binomial.
// Cost       n^2 K for n lattice states below h and K of k; n at most 4000, the lattice grows coarser (tenths, halves, ones, `unit` counts)
//            with the mean. A step of watching costs three additions.
// Certainty  Exact for independent counts of the fitted distribution. Real series are clustered, so real alarms without a lasting rise
//            come more often; the backtest says how much (docs/watch-alarms.md).
// Errors     bad_input: a mean or factor out of range, an interval outside of 2 to 1e6 steps.
// No error   No threshold below the lattice's limit: `reached` is false, the answer holds the last run length.
// Threads    pure. Tested by tests/watch/cusum_test.cpp: reference run lengths, a dense solver, drawn series.
#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "watch/negative_binomial.hpp"

namespace locarno::watch {

struct CusumDesign {
  Rate rate;                     ///< usual
  double factor = 2;             ///< the rise that matters
  int scale = 10;                ///< lattice points a (unit) count
  std::int64_t unit = 1;         ///< counts are taken in units of so many
  std::int64_t k = 0, h = 0;     ///< in lattice points
  double quiet_steps = 0;        ///< mean steps to an alarm without a rise
  double risen_steps = 0;        ///< with it
  bool reached = true;
  double reference() const { return static_cast<double>(k) / scale * static_cast<double>(unit); }
  double threshold() const { return static_cast<double>(h) / scale * static_cast<double>(unit); }
};

/// k of the likelihood ratio, not rounded.
double reference_value(const Rate& rate, double factor);
/// The least h whose mean interval between false alarms is at least `every`. `scale` 0: chosen by the mean.
Result<CusumDesign> design_cusum(const Rate& rate, double factor, double every, int scale = 0);

/// Exact mean steps to the first alarm from C = 0 for every h = 1..most lattice points, at `rate`; stops when `enough` is passed.
std::vector<double> run_lengths(const Rate& rate, std::int64_t k, int scale, std::int64_t unit, std::size_t most, double enough = 0);
/// Twin: a dense solver for one h.
double run_length_dense(const Rate& rate, std::int64_t k, std::int64_t h, int scale, std::int64_t unit = 1);
/// Twin: the mean over drawn series, by the stream `seed`.
double run_length_by_drawing(const Rate& rate, const CusumDesign& design, unsigned series, std::uint64_t seed);

/// The whole state of a watched series.
struct CusumState {
  std::int64_t sum = 0;          ///< lattice points
  std::int64_t since = 0;        ///< steps since the sum was 0 last
  std::int64_t seen = 0;         ///< counts in these steps
  bool operator==(const CusumState&) const = default;
};
/// One step on; a count below 0 (not known) leaves the state. True: an alarm; the state still shows it, `clear` it before the next.
bool advance(CusumState& state, const CusumDesign& design, std::int64_t count);

}  // namespace locarno::watch
