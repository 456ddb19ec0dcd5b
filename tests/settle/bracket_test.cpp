// Bounds from shares hold the true count, and close in on it as they are looked into more finely.
#include "settle/bracket.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "settle/cases.hpp"
#include "settle/certificate.hpp"
#include "settle/count.hpp"
#include "settle/large_case.hpp"
#include "settle/recount.hpp"

namespace locarno::settle {
namespace {

LargeShape wide_shape(std::size_t issues, std::size_t options, std::size_t rules, std::uint64_t seed, bool forbids) {
  LargeShape shape;
  shape.parties = 3;
  shape.issues = issues;
  shape.options = options;
  shape.rules = rules;
  shape.apart = 0;
  shape.from = forbids ? 1 : 2;
  shape.to = forbids ? 1 : options - 1;
  shape.forbids = forbids;
  shape.seed = seed;
  return shape;
}

RC_GTEST_PROP(BracketLaws, HoldsTheCountOfAnyQuestion, ()) {
  const ZoneQuestion q = *questions_with_rules();
  RC_PRE(q.acceptance.is_unanimous());
  const auto problem = make_problem(q);
  RC_ASSERT(problem.has_value());
  std::vector<std::uint32_t> all;
  for (std::uint32_t line = 0; line < q.lines.size(); ++line) all.push_back(line);
  for (const bool strict : {false, true})
    for (const std::uint32_t fineness : {1u, 4u, 12u, 40u}) {
      locarno::Run run;
      Budget budget(run);
      std::uint64_t steps = 0;
      const auto found = bracket_all_out(*problem, strict, fineness, 1'000'000, budget);
      const Integer count = *recount(q, all, strict, steps);
      RC_ASSERT(found.has_value());
      RC_ASSERT(found->least <= count);
      RC_ASSERT(count <= found->most);
    }
}

TEST(Bracket, ClosesInOnAnExactCountAsItGetsFiner) {
  for (const bool forbids : {true, false}) {
    const ZoneQuestion q = large_question(wide_shape(12, 5, 40, 7, forbids));
    const auto problem = make_problem(q);
    ASSERT_TRUE(problem.has_value());
    locarno::Run run;
    Budget budget(run);
    const auto count = Counter(*problem, budget).count(std::vector<bool>(q.lines.size(), true), false);
    ASSERT_TRUE(count.has_value());
    Integer width = -1;
    for (const std::uint32_t fineness : {4u, 8u, 12u, 16u, 20u}) {
      const auto found = bracket_all_out(*problem, false, fineness, 20'000'000, budget);
      ASSERT_TRUE(found.has_value());
      EXPECT_LE(found->least, *count);
      EXPECT_GE(found->most, *count);
      const Integer now = found->most - found->least;
      EXPECT_TRUE(width < 0 || now <= width) << fineness;
      width = now;
    }
    EXPECT_LT(width * 10, *count);  // within ten per cent
  }
}

TEST(Bracket, LinesOfThreeIssuesLowerTheLowerEnd) {
  LargeShape shape = wide_shape(9, 5, 14, 3, true);
  shape.triples = 6;
  const ZoneQuestion q = large_question(shape);
  const auto problem = make_problem(q);
  ASSERT_TRUE(problem.has_value());
  locarno::Run run;
  Budget budget(run);
  const auto count = Counter(*problem, budget).count(std::vector<bool>(q.lines.size(), true), false);
  const auto found = bracket_all_out(*problem, false, 24, 50'000'000, budget);
  ASSERT_TRUE(count.has_value() && found.has_value());
  EXPECT_LE(found->least, *count);
  EXPECT_GE(found->most, *count);
  EXPECT_GT(found->least * 10, *count * 9);   // six lines of one in 125 each
  EXPECT_LT(found->least, found->most);       // the upper end knows nothing of them
}

TEST(FullBracket, ThreeHundredLinesSomeOfThreeIssuesAreHeldClose) {
  LargeShape shape = wide_shape(40, 10, 240, 1, true);
  shape.triples = 60;
  const ZoneQuestion q = large_question(shape);
  locarno::Run run;
  run.limits.nodes = 4'000'000;
  const auto answer = zone(q, run);
  ASSERT_TRUE(answer.has_value());
  EXPECT_GT(answer->open, 0);
  EXPECT_LT(answer->open_at_most * 10, answer->open * 13);
  const auto certificate = certify(q, *answer, run);
  ASSERT_TRUE(certificate.has_value());
  EXPECT_TRUE(check_certificate(*certificate).has_value());
}

TEST(FullBracket, ThreeHundredLinesAnywhereAreHeldClose) {
  LargeShape shape = wide_shape(40, 10, 300, 1, true);
  const ZoneQuestion q = large_question(shape);
  locarno::Run run;
  run.limits.nodes = 4'000'000;
  const auto answer = zone(q, run);
  ASSERT_TRUE(answer.has_value());
  ASSERT_EQ(answer->counts, Verdict::limit_reached);
  EXPECT_GT(answer->open, 0);
  EXPECT_LT(answer->open_at_most * 10, answer->open * 13);  // at most 1.3 times the lower bound
  EXPECT_LE(answer->strict_at_most, answer->open_at_most);
  const auto certificate = certify(q, *answer, run);
  ASSERT_TRUE(certificate.has_value());
  EXPECT_TRUE(check_certificate(*certificate).has_value());
  for (const bool high : {false, true}) {  // a bound that does not hold is found out
    Certificate bent = *certificate;
    if (high) bent.answer.open_at_most = bent.answer.open_at_most * 99 / 100;
    else bent.answer.open = bent.answer.open * 101 / 100;
    bent.answer.strict_at_most = std::min(bent.answer.strict_at_most, bent.answer.open_at_most);
    const auto checked = check_certificate(bent);
    EXPECT_TRUE(!checked.has_value() || !checked->open.empty()) << high;
  }
}

TEST(Bracket, StepsEndIt) {
  const ZoneQuestion q = large_question(wide_shape(12, 5, 40, 7, true));
  const auto problem = make_problem(q);
  locarno::Run run;
  Budget budget(run);
  EXPECT_FALSE(bracket_all_out(*problem, false, 30, 100, budget).has_value());
}

}  // namespace
}  // namespace locarno::settle
