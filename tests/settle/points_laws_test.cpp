// The frontier and the fair points against their listing twin, on thousands of small tables with rules.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "cases.hpp"
#include "settle/points.hpp"

namespace locarno::settle {
namespace {

ScoreTable random_table(std::uint64_t seed) {
  Dice dice(seed);
  ScoreTable table;
  const std::size_t issues = 1 + dice.below(5), parties = 1 + dice.below(5);
  const long spread = std::vector<long>{2, 5, 30, 1000}[dice.below(4)];
  std::vector<std::uint32_t> sizes;
  for (std::size_t i = 0; i < issues; ++i) {
    ScoredIssue issue;
    issue.name = "i" + std::to_string(i);
    const std::size_t options = 1 + dice.below(4);
    for (std::size_t o = 0; o < options; ++o) issue.options.push_back("o" + std::to_string(o));
    sizes.push_back(static_cast<std::uint32_t>(options));
    table.issues.push_back(std::move(issue));
  }
  for (std::size_t p = 0; p < parties; ++p) {
    ScoredParty party;
    party.name = "p" + std::to_string(p);
    party.fallback = Rational(static_cast<long>(dice.below(static_cast<std::size_t>(spread) * 2)), 2);
    for (const std::uint32_t options : sizes) {
      party.weights.emplace_back(1 + static_cast<long>(dice.below(3)), 1 + static_cast<long>(dice.below(7)));
      party.weights.back().canonicalize();
      std::vector<Rational> values;
      for (std::uint32_t o = 0; o < options; ++o)
        values.emplace_back(static_cast<long>(dice.below(static_cast<std::size_t>(spread))) - (dice.below(4) == 0 ? 3 : 0));
      party.values.push_back(std::move(values));
    }
    party.fallback.canonicalize();
    table.parties.push_back(std::move(party));
  }
  const std::size_t rules = dice.below(5);
  for (std::size_t r = 0; r < rules; ++r)
    table.rules.push_back(random_condition(dice, sizes, dice.below(issues), issues, 1 + dice.below(3)));
  return table;
}

void same_fair(const std::optional<FairPoint>& a, const std::optional<FairPoint>& b) {
  RC_ASSERT(a.has_value() == b.has_value());
  if (!a) return;
  RC_ASSERT(a->value == b->value);
  RC_ASSERT(a->at.worth == b->at.worth);
  RC_ASSERT(a->at.settlements == b->at.settlements);
  RC_ASSERT(a->tie_count == b->tie_count);
  for (std::size_t i = 0; i < a->ties.size(); ++i) RC_ASSERT(a->ties[i].worth == b->ties[i].worth);
}

void as_by_listing(const ScoreTable& table) {
  locarno::Run run;
  for (const PointRules rules : {PointRules::own, PointRules::genius, PointRules::negmas}) {
    PointsQuestion question;
    question.table = &table;
    question.rules = rules;
    const auto fast = points(question, run);
    const auto slow = points_by_listing(question, run);
    RC_ASSERT(fast.has_value());
    RC_ASSERT(slow.has_value());
    RC_ASSERT(fast->frontier == Verdict::proved);
    RC_ASSERT(fast->pareto_points == slow->pareto_points);
    RC_ASSERT(fast->pareto_outcomes == slow->pareto_outcomes);
    RC_ASSERT(fast->pareto_points_rational == slow->pareto_points_rational);
    RC_ASSERT(fast->points.size() == slow->points.size());
    for (std::size_t i = 0; i < fast->points.size(); ++i) {
      RC_ASSERT(fast->points[i].worth == slow->points[i].worth);
      RC_ASSERT(fast->points[i].settlements == slow->points[i].settlements);
      RC_ASSERT(meets_rules(table, fast->points[i].outcome));
      for (std::size_t p = 0; p < table.parties.size(); ++p)
        RC_ASSERT(worth(table, p, fast->points[i].outcome) == fast->points[i].worth[p]);
    }
    same_fair(fast->nash, slow->nash);
    same_fair(fast->egalitarian, slow->egalitarian);
    same_fair(fast->leximin, slow->leximin);
    same_fair(fast->ks, slow->ks);
    same_fair(fast->welfare, slow->welfare);
    same_fair(fast->min_difference, slow->min_difference);
  }
}

RC_GTEST_PROP(PointsLaws, AsByListing, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  for (std::uint64_t more = 0; more < 12; ++more) as_by_listing(random_table(seed + more));
}

/// Without the frontier: found by exchange and CBC, proved by bounds or by the solver alone; never worse than listed.
void bargained_as_listed(const ScoreTable& table) {
  locarno::Run run;
  PointsQuestion question;
  question.table = &table;
  const auto slow = points_by_listing(question, run);
  question.with_frontier = false;
  const auto fast = points(question, run);
  RC_ASSERT(fast.has_value() && slow.has_value());
  const auto same = [](const std::optional<FairPoint>& a, const std::optional<FairPoint>& b) {
    RC_ASSERT(a.has_value() == b.has_value());
    if (!a) return;
    RC_ASSERT(a->value == b->value);
    RC_ASSERT(a->proof == Proof::bounded || a->proof == Proof::solver);
  };
  same(fast->nash, slow->nash);
  same(fast->egalitarian, slow->egalitarian);
  same(fast->leximin, slow->leximin);
  same(fast->ks, slow->ks);
  same(fast->welfare, slow->welfare);
  RC_ASSERT(fast->ideal == slow->ideal);
}

RC_GTEST_PROP(PointsLaws, BargainAsByListing, ()) {
  bargained_as_listed(random_table(*rc::gen::arbitrary<std::uint64_t>()));
}

/// No party can get more than its fallback: every acceptable settlement shares all there is to share.
TEST(Points, KalaiSmorodinskyWhereTheIdealIsTheFallback) {
  const ScoreTable table = random_table(13852765);   // both ideals are the fallbacks
  locarno::Run run;
  PointsQuestion question;
  question.table = &table;
  const auto slow = points_by_listing(question, run);
  question.with_frontier = false;
  const auto fast = points(question, run);
  ASSERT_TRUE(fast.has_value() && slow.has_value());
  ASSERT_TRUE(slow->ks && fast->ks);
  for (std::size_t p = 0; p < table.parties.size(); ++p) EXPECT_EQ(slow->ideal[p], table.parties[p].fallback);
  EXPECT_EQ(fast->ks->value, slow->ks->value);
}

TEST(Points, WhereTheWorkEndsFirstTheGapIsStated) {
  std::size_t stated = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const ScoreTable table = random_table(seed);
    PointsQuestion question;
    question.table = &table;
    const auto sure = points(question, *std::make_unique<locarno::Run>());
    question.with_frontier = false;
    locarno::Run run;
    run.limits.nodes = 1;
    const auto cut = points(question, run);
    ASSERT_TRUE(sure && cut);
    for (const auto& [a, b] : {std::pair{&sure->ks, &cut->ks}, std::pair{&sure->egalitarian, &cut->egalitarian}}) {
      if (!*a || !*b || !(*b)->bound) continue;
      EXPECT_GE((*(*b)->bound).get_d(), (*a)->value.get_d() - 1e-6);   // a bound of CBC's is a double
      EXPECT_LE((*b)->value, (*a)->value);
      ++stated;
    }
  }
  EXPECT_GT(stated, 0u);
}

TEST(Points, SettlementsBeyondSixtyFourBitsAreCountedExactly) {
  ScoreTable table;
  table.parties.resize(2);
  for (std::size_t i = 0; i < 70; ++i) {
    table.issues.push_back({"i" + std::to_string(i), {"a", "b", "c"}});
    for (ScoredParty& party : table.parties) {
      party.weights.emplace_back(1);
      party.values.push_back({1, 1, 0});
    }
  }
  PointsQuestion question;
  question.table = &table;
  locarno::Run run;
  const auto answer = points(question, run);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->pareto_points, 1u);
  EXPECT_EQ(answer->pareto_outcomes, Integer(1) << 70);
}

TEST(Points, DenominatorsBeyondSixtyFourBitsStayExact) {
  ScoreTable table;
  table.issues = {{"x", {"a", "b"}}, {"y", {"a", "b"}}};
  const Rational tiny(1, Integer(1) << 200);
  table.parties.resize(2);
  table.parties[0] = {"p", 0, 1, {1, 1}, {{Rational(1) + tiny, 1}, {0, 0}}};
  table.parties[1] = {"q", 0, 1, {1, 1}, {{1, 1}, {1, 0}}};
  PointsQuestion question;
  question.table = &table;
  locarno::Run run;
  const auto answer = points(question, run);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->pareto_points, 1u);   // 1 + 2^-200 is more than 1
  EXPECT_EQ(answer->points[0].worth[0], Rational(1) + tiny);
  EXPECT_FALSE(answer->is_rounded);
}

TEST(Points, ALimitIsSaid) {
  const ScoreTable table = random_table(7);
  PointsQuestion question;
  question.table = &table;
  locarno::Run run;
  run.limits.nodes = 1;
  const auto answer = points(question, run);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->frontier, Verdict::limit_reached);
}

}  // namespace
}  // namespace locarno::settle
