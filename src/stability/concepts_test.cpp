#include "stability/concepts.hpp"

#include <gtest/gtest.h>

#include "stability/small_models.hpp"

namespace locarno::stability {
namespace {

using States = std::vector<StateIndex>;

StabilityAnswer solve(const Model& m, const StabilityQuestion& q) {
  Run run;
  const auto model = check(m);
  const auto answer = stability(*model, q, run);
  EXPECT_TRUE(answer) << to_string(answer.error());
  return *answer;
}

TEST(Concepts, InTheDilemmaCooperationHoldsBySanctionsOnly) {
  const StabilityAnswer answer = solve(dilemma(), {{Concept::R, Concept::SEQ, Concept::SIM, Concept::R}, {}, {}, {}});
  ASSERT_EQ(answer.concepts.size(), 3u);
  EXPECT_EQ(answer.find(Concept::R)->equilibria.states(), States{0});
  EXPECT_EQ(answer.find(Concept::SEQ)->equilibria.states(), (States{0, 3}));
  EXPECT_EQ(answer.find(Concept::SIM)->equilibria.states(), (States{0, 3}));
  EXPECT_EQ(answer.find(Concept::GMR), nullptr);
}

TEST(Concepts, AnEqualStateDetersWeaklyButNotStrictly) {
  Model m = dilemma();
  m.preferences[0].value[0] = m.preferences[0].value[3] = 3;  // A: both defect as good as both cooperate
  EXPECT_TRUE(solve(m, {{Concept::GMR}, {}, Sanction::weak, {}}).concepts[0].stable[0].has(3));
  EXPECT_FALSE(solve(m, {{Concept::GMR}, {}, Sanction::strict, {}}).concepts[0].stable[0].has(3));
}

/// A would go from 3 to 2; whether 2 is better is not known.
TEST(Concepts, AnUnknownPairCountsAsTheExtensionSays) {
  Model m = dilemma();
  m.preferences[0].unknown = {{2, 3}};
  const auto is_stable = [&](Unknown u) { return solve(m, {{Concept::R}, {}, {}, u}).concepts[0].stable[0].has(3); };
  EXPECT_FALSE(is_stable(Unknown::none));
  EXPECT_FALSE(is_stable(Unknown::a));
  EXPECT_TRUE(is_stable(Unknown::b));
  EXPECT_FALSE(is_stable(Unknown::c));
  EXPECT_TRUE(is_stable(Unknown::d));
}

TEST(Concepts, SimultaneousSanctionsNeedMovesByOptions) {
  Model m = dilemma();
  m.masks = {0, 1, 2, 3};
  m.arcs = {{{0, 3}}, {}};
  locarno::Run run;
  const auto answer = stability(*check(m), {{Concept::SIM}, {}, {}, {}}, run);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::bad_use);
}

TEST(Concepts, WhatTheLimitLeavesTimeForIsExact) {
  const auto model = check(dilemma());
  locarno::Run whole, limited;
  limited.limits.nodes = 1;
  const auto all = stability(*model, {}, whole), some = stability(*model, {}, limited);
  ASSERT_TRUE(all && some);
  EXPECT_EQ(all->verdict, Verdict::proved);
  EXPECT_EQ(some->verdict, Verdict::limit_reached);
  ASSERT_EQ(some->concepts.size(), 1u);
  EXPECT_EQ(some->concepts[0], all->concepts[0]);
  limited.limits.nodes = 1'000'000;
  EXPECT_EQ(stability(*model, {}, limited)->concepts, all->concepts);
}

TEST(Concepts, NamesAreThoseOfTheField) {
  EXPECT_EQ(to_string(Concept::SSEQ), "SSEQ");
  EXPECT_EQ(*concept_named("GMR"), Concept::GMR);
  EXPECT_EQ(concept_named("gnr").error().what, "'gnr' is no concept of stability; known are R, GMR, SMR, SEQ, SSEQ, SIM");
}

TEST(StateSets, HoldAndListTheirMembers) {
  StateSet set(70), all(70, true);
  set.add(3);
  set.add(69);
  EXPECT_EQ(set.states(), (States{3, 69}));
  EXPECT_EQ(all.count(), 70u);
  EXPECT_TRUE(set.is_subset_of(all));
  EXPECT_FALSE(all.is_subset_of(set));
  set.remove(3);
  EXPECT_FALSE(set.has(3));
}

}  // namespace
}  // namespace locarno::stability
