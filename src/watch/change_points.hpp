#pragma once
// locarno/watch/change_points.hpp -- when did the rate change for good?
//
// Question   Counts by step; how often a change is expected beforehand; how overdispersed the counts are within a period.
// Answer     The likeliest division into periods of one rate each, with their rates; for each step the chance that a new period began there; the chance
//            that the present period is so many steps old or younger.
// Method     Gamma-Poisson periods in closed form, a change before each step with the same chance. Best division: exact dynamic programme;
//            chances: exact sums forward and backward. Overdispersed counts enter as count / phi in 1 / phi steps, phi the variance over
//            the mean within periods of 28 steps (quasi-likelihood): otherwise each cluster would be a period.
// Source     Fearnhead (2006) Statistics and Computing 16:203-213; Adams and MacKay (2007) arXiv 0710.3742 (the same forward sums);
//            Barry and Hartigan (1992).
// Cost       n^2 / 2 closed forms; n at most 6000 steps.
// Errors     bad_input: no steps, more than 6000, an expectation below 2 steps. No error: unknown steps (they count as no time).
// Threads    pure. Tested by tests/watch/change_points_test.cpp: every division of small series.
#include <cstdint>
#include <vector>

#include "base/result.hpp"

namespace locarno::watch {

struct ChangeQuestion {
  std::vector<std::int64_t> counts;
  double period = 180;                    ///< expected steps between changes, beforehand
  double phi = 0;                         ///< variance over mean within a period; 0 = estimated, at least 1
  double shape = 0.5, rate = 0;           ///< Gamma belief of the rates; rate 0: so that its mean is the mean of all
};

struct Period {
  std::size_t from = 0, until = 0;        ///< steps, half-open
  double mean = 0;                        ///< a step, after the belief
};

struct ChangeAnswer {
  std::vector<Period> periods;
  std::vector<double> change;             ///< [step]: chance that a period began there; [0] is 1
  std::vector<double> younger;            ///< [k]: chance that the last period has at most k + 1 steps, given all
  double log_evidence = 0;                ///< of all divisions together, up to a constant of the counts
  double log_best = 0;                    ///< of the likeliest, up to the same
  double phi = 1;
};

Result<ChangeAnswer> change_points(const ChangeQuestion& question);
/// Twin: all 2^(n-1) divisions; n at most 16.
Result<ChangeAnswer> change_points_by_listing(const ChangeQuestion& question);

/// Where events happen: the sectors that hold most, and whether that moved.
struct HotSpots {
  std::vector<std::size_t> hot;           ///< series with three quarters of the events before the window, largest first
  double share_before = 0, share_now = 0; ///< of these in all events
  double chance = 1;                      ///< of a share now at least so far from before, were nothing moved (binomial, both sides)
  std::size_t risen = 0;                  ///< the series whose share rose most surprisingly
  double risen_before = 0, risen_now = 0;
  double risen_chance = 1;                ///< times the number of series looked at
  std::int64_t events_before = 0, events_now = 0;
};
/// The last `window` steps against the `baseline` before them. `series`: counts by sector, without their sum. Empty: too few events.
HotSpots hot_spots(const std::vector<const std::vector<std::int64_t>*>& series, std::size_t window, std::size_t baseline);

}  // namespace locarno::watch
