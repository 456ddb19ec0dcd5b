// Ladders under monitors that see everything, nothing, or too much.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "watch/rehearsal.hpp"

namespace locarno::watch {
namespace {

TermsRung rung(int level, int count, int severity, double within, double cooling = 0) {
  TermsRung out;
  out.level = level, out.count = count, out.severity = severity, out.within_days = within, out.cooling_days = cooling, out.clock_hours = 24;
  return out;
}

RehearsalQuestion weekly_bursts() {
  RehearsalQuestion question;
  question.days = 100;
  for (int week = 0; week < 10; ++week)
    for (int k = 0; k < 4; ++k) question.violations.push_back({week * 10 + k * .1, 3, .9});
  question.ladder = {rung(1, 1, 0, 1), rung(2, 4, 3, 1)};
  return question;
}

TEST(Rehearsal, APerfectMonitorMakesEveryCallAtOnce) {
  RehearsalQuestion question = weekly_bursts();
  question.monitor = {1, 0, 0};
  question.rehearsals = 3;
  const auto answer = rehearse(question, {});
  ASSERT_TRUE(answer) << to_string(answer.error());
  EXPECT_EQ(answer->at(0).called_for, 40u);
  EXPECT_EQ(answer->at(1).called_for, 10u);
  for (const RungRehearsal& row : *answer) {
    EXPECT_EQ(row.missed, 0);
    EXPECT_EQ(row.false_climbs, 0);
    EXPECT_EQ(row.answered_days_p90, 0);
    EXPECT_EQ(row.decided_days, 1);
  }
}

TEST(Rehearsal, ABlindMonitorMissesAndANoisyOneCriesWolf) {
  RehearsalQuestion question = weekly_bursts();
  question.monitor = {0, 0, 0};
  const auto blind = rehearse(question, {});
  ASSERT_TRUE(blind);
  EXPECT_EQ(blind->at(1).missed, 10);
  EXPECT_EQ(blind->at(1).made, 0);
  question.monitor = {1, 5, 0};
  const auto noisy = rehearse(question, {});
  ASSERT_TRUE(noisy);
  EXPECT_GT(noisy->at(1).false_climbs, 20);
  // Four seen of four with chance .5 each: one call in sixteen, were the delays none.
  question.monitor = {.5, 0, 0};
  question.rehearsals = 2000;
  const auto half = rehearse(question, {});
  ASSERT_TRUE(half);
  EXPECT_NEAR(half->at(1).share_answered, 1 / 16.0, .006);
}

TEST(Rehearsal, CoolingAndUsedUpReports) {
  std::vector<KnownReport> reports;
  for (int k = 0; k < 10; ++k) reports.push_back({k * .1, 2, 1});
  EXPECT_EQ(climbs(rung(1, 2, 0, 1), reports).size(), 5u);
  EXPECT_EQ(climbs(rung(1, 2, 0, 1, 30), reports).size(), 1u);
  EXPECT_EQ(climbs(rung(1, 2, 3, 1), reports).size(), 0u);
  EXPECT_EQ(climbs(rung(1, 2, 0, .05), reports).size(), 0u);
}

TEST(Rehearsal, SaysWhatItCannotRehearse) {
  RehearsalQuestion question = weekly_bursts();
  question.monitor.detection = 1.2;
  EXPECT_FALSE(rehearse(question, {}));
  question = weekly_bursts();
  question.ladder.clear();
  EXPECT_FALSE(rehearse(question, {}));
  question = weekly_bursts();
  question.violations.clear();
  EXPECT_TRUE(rehearse(question, {}));
}

RC_GTEST_PROP(Rehearsal, WhatIsMadeIsFalseOrAnswers, (std::uint32_t seed)) {
  RehearsalQuestion question = weekly_bursts();
  question.monitor = {*rc::gen::inRange(0, 100) / 100.0, *rc::gen::inRange(0, 30) / 10.0, *rc::gen::inRange(0, 30) / 10.0};
  question.rehearsals = 5;
  locarno::Run run;
  run.seed = seed;
  const auto answer = rehearse(question, run);
  RC_ASSERT(answer);
  for (const RungRehearsal& row : *answer) {
    const double answered = row.share_answered * static_cast<double>(row.called_for);
    RC_ASSERT(std::abs(row.made - row.false_climbs - answered) < 1e-9);
    RC_ASSERT(std::abs(row.missed + answered - static_cast<double>(row.called_for)) < 1e-9);
  }
}

}  // namespace
}  // namespace locarno::watch
