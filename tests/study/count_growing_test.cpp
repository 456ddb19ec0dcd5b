// What is told of a count while it is counted: it never falls, and ends as the count.
#include "study/count_growing.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <random>

namespace locarno::study {
namespace {

/// Issues of two to four options; lines that each forbid one pair of options of two issues.
settle::ZoneQuestion made(unsigned seed) {
  std::mt19937 chance(seed);
  settle::ZoneQuestion question;
  for (int issue = 0; issue < 6; ++issue) question.options.push_back(static_cast<std::uint32_t>(2 + chance() % 3));
  for (int n = 0; n < 9; ++n) {
    const std::size_t a = chance() % 6, b = (a + 1 + chance() % 5) % 6;
    OptionSet left, right;
    left.add(OptionId(chance() % question.options[a]));
    right.add(OptionId(chance() % question.options[b]));
    settle::Line line;
    line.id = "l" + std::to_string(n);
    line.rule = Condition::either(Condition::negation(Condition::atom(IssueId(a), left)), Condition::negation(Condition::atom(IssueId(b), right)));
    question.lines.push_back(std::move(line));
  }
  return question;
}

TEST(CountGrowing, NeverFallsAndEndsAsTheCount) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const settle::ZoneQuestion question = made(seed);
    locarno::Run run;
    const auto whole = settle::count_passing(question, std::vector<bool>(question.lines.size(), true), false, run);
    ASSERT_TRUE(whole);
    for (const std::uint64_t quick : {std::uint64_t{0}, std::uint64_t{2'000'000}}) {
      Integer before = -1, last = -1;
      std::uint64_t done_before = 0, pieces = 0;
      const auto count = count_growing(question, [&](const Integer& least, std::uint64_t done, std::uint64_t of) {
        EXPECT_GE(least, before);
        EXPECT_EQ(done, done_before + 1);
        before = last = least, done_before = done, pieces = of;
      }, run, quick);
      ASSERT_TRUE(count);
      EXPECT_EQ(*count, *whole) << seed;
      EXPECT_EQ(last, *whole);
      EXPECT_EQ(done_before, pieces);
      EXPECT_TRUE(quick == 0 ? pieces > 1 && pieces <= 64 : pieces == 1);
    }
  }
}

TEST(CountGrowing, StopsWhenToldTo_WhatWasToldStaysTrue) {
  const settle::ZoneQuestion question = made(3);
  std::atomic<bool> is_stopped{false};
  locarno::Run run;
  run.cancel = &is_stopped;
  Integer told = 0;
  const auto count = count_growing(question, [&](const Integer& least, std::uint64_t done, std::uint64_t) { told = least; if (done == 2) is_stopped = true; }, run, 0);
  ASSERT_FALSE(count);
  EXPECT_EQ(count.error().code, ErrorCode::cancelled);
  locarno::Run plain;
  EXPECT_LE(told, *settle::count_passing(question, std::vector<bool>(question.lines.size(), true), false, plain));
}

TEST(CountGrowing, NoLinesAndNoIssues) {
  locarno::Run run;
  settle::ZoneQuestion question;
  int told = 0;
  const auto know = [&](const Integer&, std::uint64_t, std::uint64_t) { ++told; };
  EXPECT_EQ(*count_growing(question, know, run, 0), 1);
  question.options = {3, 2};
  EXPECT_EQ(*count_growing(question, know, run), 6);
  EXPECT_EQ(told, 2);
}

}  // namespace
}  // namespace locarno::study
