// When the rate changed for good, and where events happen.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "base/counter_random.hpp"
#include "watch/change_points.hpp"
#include "watch/negative_binomial.hpp"

namespace locarno::watch {
namespace {

TEST(ChangePoints, AFallToATenthIsDatedToTheDay) {
  CounterStream stream(1, 1, 1);
  ChangeQuestion question;
  for (int day = 0; day < 300; ++day) question.counts.push_back(draw({day < 170 ? 20.0 : 2.0, 10}, stream.next()));
  const auto answer = change_points(question);
  ASSERT_TRUE(answer) << to_string(answer.error());
  ASSERT_EQ(answer->periods.size(), 2u);
  EXPECT_NEAR(static_cast<double>(answer->periods[1].from), 170, 2);
  EXPECT_NEAR(answer->periods[0].mean, 20, 2);
  EXPECT_NEAR(answer->periods[1].mean, 2, .5);
  EXPECT_GT(answer->phi, 1.2);
}

TEST(ChangePoints, WithoutAChangeThereIsOnePeriod) {
  CounterStream stream(1, 1, 2);
  ChangeQuestion question;
  for (int day = 0; day < 400; ++day) question.counts.push_back(draw({3, 1}, stream.next()));
  const auto answer = change_points(question);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->periods.size(), 1u);
  EXPECT_FALSE(change_points({}));
  question.counts.assign(7000, 1);
  EXPECT_FALSE(change_points(question));
}

RC_GTEST_PROP(ChangePoints, TheProgrammeEqualsTheListOfAllDivisions, ()) {
  ChangeQuestion question;
  for (const int count : *rc::gen::container<std::vector<int>>(*rc::gen::inRange<std::size_t>(1, 11), rc::gen::inRange(-1, 12))) question.counts.push_back(count);
  question.period = *rc::gen::element(2.0, 4.0, 30.0);
  question.phi = *rc::gen::element(1.0, 2.5);
  const auto fast = change_points(question), slow = change_points_by_listing(question);
  RC_ASSERT(fast && slow);
  RC_ASSERT(std::abs(fast->log_evidence - slow->log_evidence) < 1e-9);
  RC_ASSERT(std::abs(fast->log_best - slow->log_best) < 1e-9);
  for (std::size_t k = 0; k < fast->change.size(); ++k) {
    RC_ASSERT(std::abs(fast->change[k] - slow->change[k]) < 1e-9);
    RC_ASSERT(std::abs(fast->younger[k] - slow->younger[k]) < 1e-9);
  }
}

TEST(HotSpots, AMoveIsSeenAndAStayIsNot) {
  std::vector<std::int64_t> a(128, 3), b(128, 2), c(128, 0);
  const HotSpots still = hot_spots({&a, &b, &c}, 28, 100);
  EXPECT_GT(still.chance, .5);
  EXPECT_EQ(still.hot, (std::vector<std::size_t>{0, 1}));
  for (std::size_t day = 100; day < 128; ++day) a[day] = 0, c[day] = 3;
  const HotSpots moved = hot_spots({&a, &b, &c}, 28, 100);
  EXPECT_LT(moved.chance, 1e-6);
  EXPECT_EQ(moved.risen, 2u);
  EXPECT_NEAR(moved.share_before, 1, 1e-12);
  EXPECT_NEAR(moved.share_now, .4, 1e-12);
  EXPECT_TRUE(hot_spots({&a}, 28, 100).hot.empty());
}

}  // namespace
}  // namespace locarno::watch
