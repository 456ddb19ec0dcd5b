#pragma once
// locarno/watch/hawkes.hpp -- does one incident bring the next? The share of events that earlier events set off.
//
// Question   Times of events in [0, length), in any unit (or counts by step).
// Answer     Background rate mu, branching ratio n, decay beta (memory 1/beta), each with a standard error; a profile interval of n; residuals.
// Method     Intensity mu + n * sum over earlier events of beta exp(-beta (t - t_i)). For a given beta the log likelihood is concave in
//            (mu, n) and needs one pass: A_i = exp(-beta dt) (A_(i-1) + beta). Newton inside, a grid and golden section over log beta
//            outside. Counts: lambda_t = mu + n (1 - rho) sum rho^(t-1-s) x_s, Poisson; the same inner problem.
//            Residuals: the compensator between events is exponential(1) if the model holds; the largest gap of their distribution.
//            n < 1 settles at rate mu / (1-n), clusters of 1/(1-n) events. An alarm is a lower bound of n near 1, or the intensity now
//            against the settled rate.
// Source     Hawkes (1971) Biometrika 58:83-90; Ozaki (1979) Ann. Inst. Stat. Math. 31:145-155; thinning: Ogata (1981) IEEE IT-27;
//            residuals: Ogata (1988) JASA 83:9-27.
// Cost       linear in the events for each likelihood; about 60 to 100 of them times a few Newton steps a fit, 15 times that with the interval.
// Certainty  A slow change of the background looks like excitation, so n is an upper reading where the rate drifts: fit windows.
//            With few events n and beta are hardly told apart; the interval says so.
// Errors     bad_input: fewer than 10 events, times not ascending or outside.
// No error   n at its edge 0. Threads: pure. Tested by tests/watch/hawkes_test.cpp: the quadratic twin, drawn series, residuals.
#include <cstdint>
#include <vector>

#include "base/result.hpp"

namespace locarno::watch {

struct Hawkes {
  double background = 1;         ///< mu, events a unit of time
  double branching = 0;          ///< n
  double decay = 1;              ///< beta, 1 / time; of counts -log rho
  double settled_rate() const { return background / (1 - branching); }     ///< only for n < 1
  double cluster_mean() const { return 1 / (1 - branching); }
};

/// Log likelihood, one pass; its twin sums over all pairs.
double hawkes_log_likelihood(const Hawkes& hawkes, const std::vector<double>& times, double length);
double hawkes_log_likelihood_by_pairs(const Hawkes& hawkes, const std::vector<double>& times, double length);
double counts_log_likelihood(const Hawkes& hawkes, const std::vector<std::int64_t>& counts);
double counts_log_likelihood_by_pairs(const Hawkes& hawkes, const std::vector<std::int64_t>& counts);

struct HawkesFit {
  Hawkes hawkes;
  double background_se = 0, branching_se = 0, decay_se = 0;   ///< from the curvature; 0 where it is none (at an edge)
  double branching_low = 0, branching_high = 0;               ///< 95 in 100, by profile
  double log_likelihood = 0, log_likelihood_poisson = 0;
  double residual_gap = 0, residual_limit = 0;                ///< Kolmogorov's distance of the residuals; 5 in 100 exceed the limit
  double now = 0;                                             ///< intensity at the end
  std::uint64_t events = 0;
};
Result<HawkesFit> fit_hawkes(const std::vector<double>& times, double length, bool with_interval = true);
/// Steps that are not known count as 0. Residuals are not computed.
Result<HawkesFit> fit_hawkes_counts(const std::vector<std::int64_t>& counts, bool with_interval = true);

/// Compensators between successive events.
std::vector<double> hawkes_residuals(const Hawkes& hawkes, const std::vector<double>& times);
/// A series drawn by thinning, by the stream (seed, replicate). n < 1. At most `most` events.
std::vector<double> draw_hawkes(const Hawkes& hawkes, double length, std::uint64_t seed, std::uint32_t replicate, std::size_t most = 1'000'000);
/// P(a cluster has k events), the founder counted (Borel).
double cluster_probability(double branching, unsigned k);

}  // namespace locarno::watch
