// Alarms of a chosen false-alarm interval: reference run lengths, twins, laws.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

#include "watch/cusum.hpp"

namespace locarno::watch {
namespace {

const double poisson = std::numeric_limits<double>::infinity();

struct Row { double usual, risen, every, k, h, quiet, risen_steps, doubled; };

TEST(Cusum, TheTableOfRunLengths) {
  const std::vector<Row> rows = {
      {1, 2, 100, 1.4, 4.1, 108.1542, 7.226, 7.226},      {1, 2, 365, 1.4, 5.9, 381.4258, 10.2562, 10.2562},  {1, 2, 1000, 1.4, 7.5, 1094.6266, 12.9149, 12.9149},
      {4, 8, 100, 5.8, 4.3, 106.3089, 2.7817, 2.7817},    {4, 8, 365, 5.8, 6.3, 421.1145, 3.6483, 3.6483},    {4, 8, 1000, 5.8, 7.5, 1050.7842, 4.2367, 4.2367},
      {4, 6, 100, 4.9, 6.8, 101.0434, 6.6432, 2.9583},    {4, 6, 365, 4.9, 9.9, 366.2045, 9.4163, 3.9606},    {4, 6, 1000, 4.9, 12.5, 1000.0906, 11.674, 4.8297},
      {20, 26, 100, 22.9, 11.3, 103.7086, 4.3324, 1.1979}, {20, 26, 365, 22.9, 15.8, 365.8, 5.8015, 1.4322},  {20, 26, 1000, 22.9, 19.6, 1011.009, 7.0211, 1.7118}};
  for (const Row& row : rows) {
    const auto design = design_cusum({row.usual, poisson}, row.risen / row.usual, row.every, 10);
    ASSERT_TRUE(design) << to_string(design.error());
    EXPECT_NEAR(design->reference(), row.k, 1e-9);
    EXPECT_NEAR(design->threshold(), row.h, 1e-9) << row.usual << " to " << row.risen << " every " << row.every;
    EXPECT_NEAR(design->quiet_steps, row.quiet, 6e-5);
    EXPECT_NEAR(design->risen_steps, row.risen_steps, 6e-5);
    EXPECT_NEAR(run_lengths({2 * row.usual, poisson}, design->k, 10, 1, static_cast<std::size_t>(design->h)).back(), row.doubled, 6e-5);
  }
}

TEST(Cusum, OverdispersedCountsNeedAHigherThreshold) {
  const auto plain = design_cusum({4, poisson}, 2, 365);
  const auto wide = design_cusum({4, 1}, 2, 365);
  ASSERT_TRUE(plain && wide);
  EXPECT_GT(wide->threshold(), 2 * plain->threshold());
  // What the Poisson threshold would do on such a series: many times the false alarms that were asked for.
  EXPECT_LT(run_lengths({4, 1}, plain->k, plain->scale, plain->unit, static_cast<std::size_t>(plain->h)).back(), 60);
}

TEST(Cusum, TheSeriesDrawnAgreeWithTheChain) {
  for (const Rate& rate : {Rate{0.25, 0.5}, Rate{3, 2}, Rate{160, 4}}) {
    const auto design = design_cusum(rate, 2, 60);
    ASSERT_TRUE(design) << to_string(design.error());
    EXPECT_GE(design->quiet_steps, 60);
    EXPECT_NEAR(run_length_by_drawing(rate, *design, 1500, 7) / design->quiet_steps, 1, 0.08) << rate.mean;
  }
}

TEST(Cusum, LargeCountsAreTakenInUnits) {
  const auto design = design_cusum({5000, 3}, 2, 365);
  ASSERT_TRUE(design);
  EXPECT_GT(design->unit, 1);
  EXPECT_TRUE(design->reached);
}

// A thousand a day, every day: twice that is next to impossible, and one minus a sum of chances was below 0.
TEST(Cusum, WhatNeverVariesNeedsTheLeastThreshold) {
  for (const double mean : {300.0, 1000.0, 20000.0}) {
    const auto design = design_cusum({mean, poisson}, 2, 365);
    ASSERT_TRUE(design);
    EXPECT_EQ(design->h, 1) << mean;
    EXPECT_TRUE(design->reached);
    EXPECT_GE(design->quiet_steps, 365);
  }
}

TEST(Cusum, SaysWhatItCannotDesign) {
  EXPECT_FALSE(design_cusum({0, poisson}, 2, 365));
  EXPECT_FALSE(design_cusum({1, poisson}, 1, 365));
  EXPECT_FALSE(design_cusum({1, poisson}, 2, 1));
  EXPECT_FALSE(design_cusum({1, poisson}, std::nan(""), 100));
}

TEST(Cusum, AnUnknownDayChangesNothing) {
  const auto design = design_cusum({1, poisson}, 2, 100);
  ASSERT_TRUE(design);
  CusumState state;
  advance(state, *design, 3);
  const CusumState before = state;
  EXPECT_FALSE(advance(state, *design, -1));
  EXPECT_EQ(state, before);
}

RC_GTEST_PROP(Cusum, TheGrowingDecompositionEqualsTheDenseSolver, ()) {
  const Rate rate{*rc::gen::inRange(1, 60) / 10.0, *rc::gen::element(poisson, 0.3, 2.0, 10.0)};
  const int scale = *rc::gen::element(1, 2, 10);
  const std::int64_t k = *rc::gen::inRange<std::int64_t>(1, 80), h = *rc::gen::inRange<std::int64_t>(1, 40), unit = *rc::gen::inRange<std::int64_t>(1, 4);
  const double fast = run_lengths(rate, k, scale, unit, static_cast<std::size_t>(h)).back(), slow = run_length_dense(rate, k, h, scale, unit);
  RC_ASSERT(slow > 1e9 || std::abs(fast / slow - 1) < 1e-6);
}

RC_GTEST_PROP(Cusum, MoreEventsNeverAlarmLater, (std::vector<std::uint8_t> counts)) {
  static const auto design = design_cusum({1.5, 2}, 2, 50);
  const std::size_t more_at = counts.empty() ? 0 : *rc::gen::inRange<std::size_t>(0, counts.size());
  CusumState less, more;
  for (std::size_t day = 0; day < counts.size(); ++day) {
    const std::int64_t count = counts[day] % 5;
    const bool less_alarms = advance(less, *design, count), more_alarms = advance(more, *design, count + (day == more_at ? 1 : 0));
    RC_ASSERT(!less_alarms || more_alarms);
    RC_ASSERT(more.sum >= less.sum);
    if (more_alarms) return;
  }
}

RC_GTEST_PROP(NegativeBinomial, TheTailIsTheSumOfWhatIsAbove, ()) {
  const Rate rate{*rc::gen::inRange(1, 400) / 10.0, *rc::gen::element(poisson, 0.2, 1.0, 30.0)};
  const std::vector<double> p = probabilities(rate, 1e-15);
  RC_ASSERT(std::abs(std::accumulate(p.begin(), p.end(), 0.0) - 1) < 1e-9);
  const auto count = static_cast<std::size_t>(*rc::gen::inRange(0, 60));
  double tail = 0;
  for (std::size_t x = p.size(); x-- > count;) tail += p[x];
  RC_ASSERT(std::abs(chance_of_at_least(rate, static_cast<std::int64_t>(count)) - tail) < 1e-9);
}

TEST(NegativeBinomial, FitsWhatWasSeen) {
  const std::vector<std::int64_t> counts = {0, 0, 6, 0, 1, -1, 0, 7, 0, 2};
  std::size_t known = 0;
  const Rate rate = fit_rate(counts, &known);
  EXPECT_EQ(known, 9u);
  EXPECT_NEAR(rate.mean, 16 / 9.0, 1e-12);
  EXPECT_GT(rate.variance(), 2 * rate.mean);
  EXPECT_TRUE(std::isinf(fit_rate(std::vector<std::int64_t>{2, 2, 2, 2}).size));
  EXPECT_GT(fit_rate(std::vector<std::int64_t>{0, 0, 0, 0}).mean, 0);
}

}  // namespace
}  // namespace locarno::watch
