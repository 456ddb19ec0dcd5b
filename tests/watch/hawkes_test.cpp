// How much one incident brings the next: likelihoods against their twins, drawn series, residuals.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "watch/hawkes.hpp"

namespace locarno::watch {
namespace {

TEST(Hawkes, WhatSettles) {
  EXPECT_NEAR((Hawkes{2, .45, 1}.settled_rate()), 3.6363636363636362, 1e-14);
  EXPECT_NEAR((Hawkes{2, .45, 1}.cluster_mean()), 1.8181818181818181, 1e-14);
  EXPECT_NEAR((Hawkes{2, .9, 1}.settled_rate()), 20, 1e-12);
  EXPECT_NEAR((Hawkes{2, .9, 1}.cluster_mean()), 10, 1e-12);
  const double borel[] = {.6376281516217733, .18295634688326962, .07874422917118955, .04016762983784553};
  for (unsigned k = 1; k <= 4; ++k) EXPECT_NEAR(cluster_probability(.45, k), borel[k - 1], 1e-14);
  EXPECT_EQ(cluster_probability(0, 1), 1);
}

// 2 a unit of time, .45, memory 1, over 100 units: what the mean of fits and their spread are known to be.
TEST(Hawkes, DrawnSeriesGiveBackWhatTheyWereDrawnWith) {
  const Hawkes truth{2, .45, 1};
  constexpr std::uint32_t replicates = 40;
  double mean[3] = {}, squares = 0, se = 0;
  int passes = 0;
  for (std::uint32_t r = 0; r < replicates; ++r) {
    const auto fit = fit_hawkes(draw_hawkes(truth, 150, 5, r), 150, false);
    ASSERT_TRUE(fit) << to_string(fit.error());
    mean[0] += fit->hawkes.background / replicates;
    mean[1] += fit->hawkes.branching / replicates;
    mean[2] += std::log(fit->hawkes.decay) / replicates;
    squares += (fit->hawkes.branching - truth.branching) * (fit->hawkes.branching - truth.branching) / replicates;
    se += fit->branching_se / replicates;
    passes += fit->residual_gap < fit->residual_limit ? 1 : 0;
    EXPECT_GT(fit->log_likelihood, fit->log_likelihood_poisson);
  }
  EXPECT_NEAR(mean[0], 2, .15);
  EXPECT_NEAR(mean[1], .45, .04);
  EXPECT_NEAR(mean[2], 0, .15);
  EXPECT_NEAR(se / std::sqrt(squares), 1, .35);             // the standard error means what it says
  EXPECT_GE(passes, 36);
}

TEST(Hawkes, TheIntervalCoversAndTellsExcitationFromNone) {
  int covers = 0;
  for (std::uint32_t r = 0; r < 12; ++r) {
    const auto fit = fit_hawkes(draw_hawkes({2, .5, 2}, 60, 6, r), 60);
    ASSERT_TRUE(fit);
    EXPECT_LE(fit->branching_low, fit->hawkes.branching);
    EXPECT_GE(fit->branching_high, fit->hawkes.branching);
    covers += fit->branching_low <= .5 && fit->branching_high >= .5 ? 1 : 0;
  }
  EXPECT_GE(covers, 9);
  const auto none = fit_hawkes(draw_hawkes({3, 0, 1}, 100, 7, 0), 100);
  ASSERT_TRUE(none);
  EXPECT_LT(none->branching_low, .1);
}

TEST(Hawkes, ResidualsOfAWrongModelShowIt) {
  const auto times = draw_hawkes({1, .7, 5}, 200, 8, 0);
  const auto residuals = hawkes_residuals({static_cast<double>(times.size()) / 200, 0, 1}, times);
  double mean = 0, squares = 0;
  for (const double one : residuals) mean += one / static_cast<double>(residuals.size());
  for (const double one : residuals) squares += one * one / static_cast<double>(residuals.size());
  EXPECT_NEAR(mean, 1, .05);
  EXPECT_GT(squares, 2.6);                                  // 2 if they were exponential
}

TEST(Hawkes, SaysWhatItCannotFit) {
  EXPECT_FALSE(fit_hawkes({1, 2, 3}, 10));
  EXPECT_FALSE(fit_hawkes({1, 2, 3, 4, 5, 6, 7, 8, 10, 9}, 11));
  EXPECT_FALSE(fit_hawkes({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 10));
  EXPECT_FALSE(fit_hawkes_counts({1, 2, 3}));
  EXPECT_TRUE(fit_hawkes_counts({5, -1, 9, 0, 3}));
}

RC_GTEST_PROP(Hawkes, OnePassEqualsAllPairs, (std::uint32_t replicate)) {
  const Hawkes drawn{*rc::gen::inRange(1, 40) / 10.0, *rc::gen::inRange(0, 90) / 100.0, *rc::gen::inRange(1, 80) / 10.0};
  const Hawkes other{*rc::gen::inRange(1, 40) / 10.0, *rc::gen::inRange(0, 150) / 100.0, *rc::gen::inRange(1, 80) / 10.0};
  const auto times = draw_hawkes(drawn, 20, 9, replicate, 300);
  const double fast = hawkes_log_likelihood(other, times, 20), slow = hawkes_log_likelihood_by_pairs(other, times, 20);
  RC_ASSERT(std::abs(fast - slow) < 1e-8 * (1 + std::abs(slow)));
}

RC_GTEST_PROP(Hawkes, CountsInOnePassEqualAllPairs, (std::vector<std::uint8_t> bytes)) {
  const std::vector<std::int64_t> counts(bytes.begin(), bytes.end());
  const Hawkes other{*rc::gen::inRange(1, 40) / 10.0, *rc::gen::inRange(0, 150) / 100.0, *rc::gen::inRange(1, 40) / 10.0};
  const double fast = counts_log_likelihood(other, counts), slow = counts_log_likelihood_by_pairs(other, counts);
  RC_ASSERT(std::abs(fast - slow) < 1e-8 * (1 + std::abs(slow)));
}

}  // namespace
}  // namespace locarno::watch
