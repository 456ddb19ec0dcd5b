#include "stability/statements.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace locarno::stability {
namespace {

const std::vector<DecisionMaker> makers = {{"North", {0, 1, 2}}, {"South", {3, 4}}};
const std::vector<Option> options = {{"T1 open port", 0}, {"T2 hold back-pay", 0}, {"full", 0}, {"full", 1}, {"pay", 1}};
const OptionNames names(makers, options);
const locarno::Run quiet;

Statement parsed(const std::string& text) {
  const auto statement = parse_statement(text, names, "f:3:10");
  EXPECT_TRUE(statement) << text << ": " << (statement ? "" : to_string(statement.error()));
  return statement ? *statement : Statement{};
}

std::string complaint(const std::string& text) {
  const auto statement = parse_statement(text, names, "f:3:10");
  return statement ? "" : to_string(statement.error());
}

TEST(Statements, AnOptionGoesByItsNameItsFirstWordOrItsNumber) {
  for (const char* same : {"T1", "t1 open PORT", "1", "(T1 = 1)", "\"T1 open port\"", "north.t1 open port", "NOT T1=N", "--1", "T1!=0"})
    EXPECT_EQ(parsed(same).holds(0b00001), true) << same;
  for (const char* same : {"T1=0", "-1", "! T1", "not T1 open port", "~(1)"}) EXPECT_EQ(parsed(same).holds(0b00001), false) << same;
  EXPECT_TRUE(parsed("South.full").holds(0b01000));
  EXPECT_TRUE(parsed("T2 hold back-pay & pay").holds(0b10010));
}

TEST(Statements, BracketsAndStrengthDecideWhatBelongsTogether) {
  EXPECT_TRUE(parsed("1 | 2 & pay").holds(0b00001));
  EXPECT_FALSE(parsed("(1 | 2) AND pay").holds(0b00001));
  EXPECT_TRUE(parsed("1 IF pay").holds(0));
  EXPECT_FALSE(parsed("1 IF pay").holds(0b10000));
  EXPECT_TRUE(parsed("1 IF 2 & pay").holds(0b10000));
  EXPECT_TRUE(parsed("pay => 1").holds(0b10001));
  EXPECT_TRUE(parsed("1 IFF 2").holds(0b00011));
  EXPECT_FALSE(parsed("1 <=> 2").holds(0b00010));
  EXPECT_TRUE(parsed("1 => 2 => pay").holds(0b00000));
  EXPECT_TRUE(parsed("true").holds(0));
}

TEST(Statements, AComplaintNamesThePlace) {
  EXPECT_EQ(complaint("full"), "f:3:10: 'full' may be one of several options; write the decision maker before it, with a point, or its number");
  EXPECT_EQ(complaint("1 & pey"), "f:3:14: no option is called 'pey'; did you mean 'pay'?");
  EXPECT_EQ(complaint("0"), "f:3:10: there is no option number 0; they are counted from 1 to 5");
  EXPECT_EQ(complaint("(1 & 2"), "f:3:10: this bracket is never closed");
  EXPECT_EQ(complaint("1) "), "f:3:11: this bracket was never opened");
  EXPECT_EQ(complaint("1 &"), "f:3:13: an option is expected here");
  EXPECT_EQ(complaint("1 !2"), "f:3:12: an operator is expected here (AND, OR, IF, IFF, => or a bracket)");
  EXPECT_EQ(complaint("pay = maybe"), "f:3:16: 1 (taken) or 0 (not taken) is expected after '='");
  EXPECT_NE(complaint(std::string(300, '(') + "1" + std::string(300, ')')), "");
  EXPECT_NE(complaint(""), "");
}

TEST(Statements, APatternNamesWhatIsTakenAndWhatIsNot) {
  const auto rule = parse_pattern("Y-N--", 5, "");
  ASSERT_TRUE(rule);
  EXPECT_TRUE(rule->holds(0b00011));
  EXPECT_FALSE(rule->holds(0b00101));
  EXPECT_FALSE(parse_pattern("Y-N", 5, ""));
  const auto masks = feasible_masks(5, {*rule, *parse_pattern("----Y", 5, "")}, quiet);
  ASSERT_TRUE(masks);
  EXPECT_EQ(masks->size(), 12u);
  EXPECT_TRUE(std::is_sorted(masks->begin(), masks->end()));
}

Statement drawn(OptionIndex most) {
  Statement s;
  std::size_t depth = 0;
  const int length = *rc::gen::inRange(1, 12);
  for (int k = 0; k < length || depth > 1; ++k) {
    if (depth >= 2 && (k >= length || *rc::gen::inRange(0, 2) == 0)) {
      s.steps.push_back({*rc::gen::element(Statement::Op::conjunction, Statement::Op::disjunction, Statement::Op::implication, Statement::Op::equivalence), 0});
      --depth;
    } else if (depth >= 1 && *rc::gen::inRange(0, 4) == 0) {
      s.steps.push_back({Statement::Op::negation, 0});
    } else {
      s.steps.push_back({Statement::Op::option, *rc::gen::inRange<OptionIndex>(0, most)});
      ++depth;
    }
  }
  return s;
}

RC_GTEST_PROP(StatementLaws, RanksAreThoseOfPlainEvaluation, ()) {
  const std::size_t count = *rc::gen::inRange<std::size_t>(1, 9);
  std::vector<Mask> masks;
  if (*rc::gen::arbitrary<bool>())
    for (Mask m = 0; m < Mask{1} << count; ++m)
      if (*rc::gen::inRange(0, 3) > 0 || m == 0) masks.push_back(m);
  std::vector<Statement> statements;
  const std::size_t k = *rc::gen::inRange<std::size_t>(0, 40);
  for (std::size_t i = 0; i < k; ++i) statements.push_back(drawn(static_cast<OptionIndex>(count)));
  const States states{masks, count};
  const auto fast = rank_by_statements(states, statements, quiet);
  RC_ASSERT(fast);
  RC_ASSERT(*fast == rank_by_statements_slowly(states, statements));
}

RC_GTEST_PROP(StatementLaws, WhatIsPrintedMeansTheSame, ()) {
  const Statement before = drawn(5);
  const auto after = parse_statement(print_statement(before), names, "");
  RC_ASSERT(after);
  for (Mask m = 0; m < 32; ++m) RC_ASSERT(after->holds(m) == before.holds(m));
}

TEST(Statements, ManyStatesAreRankedLikeFew) {  // the way by bitmap
  std::vector<Statement> statements;
  for (OptionIndex o = 0; o < 17; ++o) statements.push_back({{{Statement::Op::option, (o * 5 + 3) % 17}}, ""});
  for (OptionIndex o = 0; o < 14; ++o) statements.push_back({{{Statement::Op::option, o}, {Statement::Op::option, o + 1}, {Statement::Op::equivalence, 0}}, ""});
  const std::vector<Statement> turned(statements.rbegin(), statements.rend());
  const States all{{}, 17};
  for (const auto& list : {statements, turned}) {
    const auto fast = rank_by_statements(all, list, quiet);
    ASSERT_TRUE(fast);
    EXPECT_EQ(*fast, rank_by_statements_slowly(all, list));
  }
}

TEST(Statements, WeightsAddUpExactly) {
  const std::vector<Mask> none;
  const std::vector<Weighted> terms = {{parsed("1"), Rational(1, 3)}, {parsed("2"), Rational(1, 6)}, {parsed("pay"), Rational(1, 2)}};
  const auto rank = rank_by_weights({none, 5}, terms, quiet);
  ASSERT_TRUE(rank);
  EXPECT_EQ((*rank)[0b00011], (*rank)[0b10000]);
  EXPECT_GT((*rank)[0b10001], (*rank)[0b10010]);
}

}  // namespace
}  // namespace locarno::stability
