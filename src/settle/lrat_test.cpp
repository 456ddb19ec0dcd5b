#include "settle/lrat.hpp"

#include <gtest/gtest.h>

#include "settle/encoding.hpp"
#include "settle/prove.hpp"

namespace locarno::settle {
namespace {

/// n+1 pigeons, n holes.
ClauseList pigeons(int n) {
  ClauseList list;
  for (int i = 0; i < (n + 1) * n; ++i) list.new_variable();
  const auto in = [&](int pigeon, int hole) { return pigeon * n + hole + 1; };
  for (int pigeon = 0; pigeon <= n; ++pigeon) {
    std::vector<int> some;
    for (int hole = 0; hole < n; ++hole) some.push_back(in(pigeon, hole));
    list.add_clause(some);
  }
  for (int hole = 0; hole < n; ++hole)
    for (int a = 0; a <= n; ++a)
      for (int b = a + 1; b <= n; ++b) list.add_clause({-in(a, hole), -in(b, hole)});
  return list;
}

ProofSteps proved(const ClauseList& list) {
  locarno::Run run;
  Budget budget(run);
  return prove(list, budget).value_or(ProofSteps{});
}

std::string verdict(const ClauseList& list, const ProofSteps& proof) {
  const auto checked = check_proof(list.variables, list.clauses, proof);
  return checked ? "accepted" : checked.error().what;
}

TEST(Lrat, ProofsOfTheSolverAreAccepted) {
  for (int n = 1; n <= 6; ++n) EXPECT_EQ(verdict(pigeons(n), proved(pigeons(n))), "accepted") << n;
}

TEST(Lrat, WhatCanBeTrueHasNoProof) {
  ClauseList list;
  list.new_variable();
  list.add_clause({1});
  EXPECT_TRUE(proved(list).empty());
  EXPECT_EQ(verdict(list, {}), "the proof does not reach a contradiction");
}

TEST(Lrat, EachKindOfMistakeIsNamed) {
  ClauseList list;  // 1 or 2, 1 or not 2, not 1 or 2, not 1 or not 2
  list.new_variable();
  list.new_variable();
  for (const std::vector<int>& clause : {std::vector<int>{1, 2}, {1, -2}, {-1, 2}, {-1, -2}}) list.add_clause(clause);
  EXPECT_EQ(verdict(list, {1, 0, 1, 2, 0, 0, 5, 3, 4, 0}), "accepted");
  EXPECT_EQ(verdict(list, {1, 0, 1, 2, 0, 0, 5, 3, 4}), "step 2 of the proof is cut short");
  EXPECT_EQ(verdict(list, {1, 0, 1, 2, 0}), "the proof does not reach a contradiction");
  EXPECT_EQ(verdict(list, {1, 0, 1, 0, 0, 5, 3, 4, 0}), "step 1 of the proof does not follow from the clauses it names");
  EXPECT_EQ(verdict(list, {1, 0, 3, 2, 0, 0, 5, 3, 4, 0}), "step 1 of the proof names a clause that leaves more than one literal");
  EXPECT_EQ(verdict(list, {1, 0, 1, 2, 0, 0, 6, 3, 4, 0}), "step 2 of the proof names a clause that does not stand before it");
  EXPECT_EQ(verdict(list, {7, 0, 1, 2, 0, 0, 5, 3, 4, 0}), "step 1 of the proof has a literal that no clause has");
  EXPECT_EQ(verdict(list, {1, -1, 0, 1, 2, 0}), "step 1 of the proof holds a literal and its opposite");
  EXPECT_EQ(verdict(list, {0, 3, 4, 0}), "step 1 of the proof names a clause that leaves more than one literal");
}

/// One number changed: whatever is still accepted must still prove the same, so the clauses are made satisfiable instead.
TEST(Lrat, NoDamagedProofProvesWhatIsPossible) {
  ClauseList list = pigeons(4);
  const ProofSteps good = proved(list);
  list.clauses[0].push_back(++list.variables);  // the first pigeon may stay out
  EXPECT_NE(verdict(list, good), "accepted");
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const std::int64_t change : {-1, 1, 7}) {
      ProofSteps bad = good;
      bad[at] += change;
      EXPECT_NE(verdict(list, bad), "accepted") << at << " " << change;
    }
}

}  // namespace
}  // namespace locarno::settle
