// What each line opens alone, from two passes over the tables, beside a count for every line.
#include <gtest/gtest.h>

#include "settle/budget.hpp"
#include "settle/count.hpp"
#include "settle/large_case.hpp"

namespace locarno::settle {
namespace {

LargeShape near_shape(std::size_t spoilers, std::uint64_t seed) {
  LargeShape shape;
  shape.issues = 14;
  shape.options = 6;
  shape.rules = 70;
  shape.apart = 3;
  shape.from = 2;
  shape.to = 4;
  shape.spoilers = spoilers;
  shape.seed = seed;
  return shape;
}

TEST(LineEffects, AreThoseOfACountForEveryLine) {
  for (const std::size_t spoilers : {0u, 1u, 2u})
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
      const ZoneQuestion q = large_question(near_shape(spoilers, seed));
      locarno::Run run;
      const auto open = count_passing(q, std::vector<bool>(q.lines.size(), true), false, run);
      const auto each = opened_by_each(q, run);
      const auto effects = line_effects(q, false, run);
      run.threads = 2;
      const auto by_two = line_effects(q, false, run);
      ASSERT_TRUE(open && each && effects && by_two);
      Integer opened = 0;
      for (std::size_t line = 0; line < q.lines.size(); ++line) {
        const LineEffect& effect = (*effects)[line];
        EXPECT_EQ(effect.verdict, Verdict::proved);
        EXPECT_EQ(effect.opens, (*each)[line] - *open) << q.lines[line].id;
        EXPECT_EQ(effect.opens, (*by_two)[line].opens);
        EXPECT_GT(effect.removes, 0);
        opened += effect.opens;
      }
      EXPECT_TRUE(spoilers > 1 || opened > 0);
    }
}

TEST(LineEffects, PartsThatShareNoIssueMultiplyAndAnImpossibleLineOpensAlone) {
  ZoneQuestion q;
  q.options = {3, 3, 2, 2};
  const auto is = [](std::size_t issue, std::uint64_t options) { return Condition::atom(IssueId(issue), OptionSet{options}); };
  q.lines = {{"a", PartyId(0), Condition::either(is(0, 1), is(1, 1))},   // 5 of 9
             {"b", PartyId(0), is(0, 3)},                                // with a: 1 passes, 2 with issue 1 = 0: 4
             {"c", PartyId(1), is(2, 1)}};                               // 1 of 2
  locarno::Run run;
  auto effects = line_effects(q, false, run);
  ASSERT_TRUE(effects.has_value());
  EXPECT_EQ((*effects)[0].opens, (6 - 4) * 2);
  EXPECT_EQ((*effects)[1].opens, (5 - 4) * 2);
  EXPECT_EQ((*effects)[2].opens, 4 * 4 - 4 * 2);
  q.lines.push_back({"never", PartyId(1), Condition::never()});
  effects = line_effects(q, false, run);
  ASSERT_TRUE(effects.has_value());
  EXPECT_EQ((*effects)[0].opens, 0);
  EXPECT_EQ((*effects)[3].opens, 4 * 2);
  EXPECT_EQ((*effects)[3].removes, 36);
}

TEST(LineEffects, WhatIsOutOfReachIsSaid) {
  LargeShape shape;  // three hundred lines anywhere: no tables
  shape.apart = 0;
  const ZoneQuestion q = large_question(shape);
  locarno::Run run;
  run.limits.nodes = 100'000;
  const auto effects = line_effects(q, false, run);
  ASSERT_TRUE(effects.has_value());
  EXPECT_EQ(effects->front().verdict, Verdict::limit_reached);
  EXPECT_GT(effects->front().removes, 0);
}

}  // namespace
}  // namespace locarno::settle
