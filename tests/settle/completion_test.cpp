// The settlement nearest to a draft: a worked example, and laws against walking every settlement.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "settle/cases.hpp"
#include "settle/completion.hpp"

namespace locarno::settle {
namespace {

OptionSet set_of(std::initializer_list<std::size_t> options) {
  OptionSet out;
  for (const std::size_t option : options) out.add(OptionId(option));
  return out;
}

Condition is(std::size_t issue, std::initializer_list<std::size_t> options) { return Condition::atom(IssueId(issue), set_of(options)); }

CompletionAnswer ask(const CompletionQuestion& question) {
  locarno::Run run;
  auto answer = complete(question, run);
  EXPECT_TRUE(answer.has_value());
  return answer ? std::move(*answer) : CompletionAnswer{};
}

std::string show(const CompletionAnswer& answer) {
  std::string text = std::to_string(answer.exists) + " changed " + std::to_string(answer.changed) + " settlements " +
                     answer.settlements.get_str() + " verdicts " + std::to_string(static_cast<int>(answer.verdict)) +
                     std::to_string(static_cast<int>(answer.sets_complete)) + std::to_string(static_cast<int>(answer.counted)) + "\n";
  for (std::size_t at = 0; at < answer.sets.size(); ++at) {
    for (const std::uint32_t point : answer.sets[at]) text += std::to_string(point) + " ";
    text += ":";
    for (const OptionId option : answer.witnesses[at]) text += " " + std::to_string(option.index());
    text += "\n";
  }
  return text;
}

/// docs/settle.md's harbour: port (closed, shared, open), patrols (own, joint), tolls (none, low, high).
CompletionQuestion harbour() {
  CompletionQuestion question;
  question.zone.options = {3, 2, 3};
  question.zone.lines = {make_line(0, Condition::negation(is(0, {0}))), make_line(0, Condition::negation(is(2, {2}))),
                         make_line(1, Condition::either(is(0, {0}), is(1, {1})))};
  question.points = {is(0, {2}), is(1, {0}), is(2, {2}), is(2, {1, 2})};
  return question;
}

TEST(Completion, CountsThePointsThatMustChange) {
  const CompletionAnswer answer = ask(harbour());
  EXPECT_TRUE(answer.exists);
  EXPECT_EQ(answer.changed, 2u);  // patrols, and high tolls; "low or high" can stay
  EXPECT_EQ(answer.sets, (std::vector<std::vector<std::uint32_t>>{{1, 2}}));
  EXPECT_EQ(answer.settlements, 1);
  EXPECT_EQ(answer.witnesses.front()[IssueId(2)], OptionId(1));
  EXPECT_TRUE(check(harbour(), answer).has_value());
}

TEST(Completion, ADraftThatSaysNothingIsCompletedByWhateverPasses) {
  CompletionQuestion question = harbour();
  question.points.clear();
  const CompletionAnswer answer = ask(question);
  EXPECT_EQ(answer.changed, 0u);
  EXPECT_EQ(answer.settlements, 4);
}

TEST(Completion, WhereNothingPassesThereIsNothingNear) {
  CompletionQuestion question = harbour();
  question.zone.lines.push_back(make_line(1, is(1, {0})));
  const CompletionAnswer answer = ask(question);
  EXPECT_FALSE(answer.exists);
  EXPECT_TRUE(answer.sets.empty());
  EXPECT_TRUE(check(question, answer).has_value());
}

TEST(Completion, AFalseAnswerIsRefused) {
  const CompletionQuestion question = harbour();
  CompletionAnswer answer = ask(question);
  CompletionAnswer fewer = answer;
  fewer.settlements = 2;
  EXPECT_FALSE(check(question, fewer).has_value());
  CompletionAnswer other = answer;
  other.sets = {{1, 3}};
  EXPECT_FALSE(check(question, other).has_value());
  CompletionAnswer more = answer;
  more.sets = {{1, 2, 3}};
  more.changed = 3;
  more.witnesses.front()[IssueId(2)] = OptionId(0);
  more.settlements = 2;
  EXPECT_FALSE(check(question, more).has_value());  // not the fewest
}

TEST(Completion, AWitnessThatALimitCutOffIsNoError) {
  const CompletionQuestion question = harbour();
  CompletionAnswer answer = ask(question);
  ASSERT_FALSE(answer.sets.empty());
  answer.witnesses.front() = {};
  EXPECT_FALSE(check(question, answer).has_value());  // nothing says that a limit was reached
  answer.counted = Verdict::limit_reached;
  const auto verdict = check(question, answer);
  EXPECT_TRUE(verdict.has_value()) << verdict.error().what;
  for (std::uint64_t nodes = 1; nodes < 400; nodes += 3) {
    locarno::Run run;
    run.limits.nodes = nodes;
    const auto cut = complete(question, run);
    ASSERT_TRUE(cut.has_value());
    const auto checked = check(question, *cut);
    EXPECT_TRUE(checked.has_value()) << nodes << ": " << (checked ? "" : checked.error().what);
  }
}

TEST(Completion, APointOutOfRangeIsRefused) {
  CompletionQuestion question = harbour();
  question.points.push_back(is(7, {0}));
  locarno::Run run;
  EXPECT_FALSE(complete(question, run).has_value());
}

/// Small questions with up to six points.
rc::Gen<CompletionQuestion> small_drafts() {
  return rc::gen::map(rc::gen::pair(small_questions(), rc::gen::arbitrary<std::uint64_t>()),
                      [](const std::pair<ZoneQuestion, std::uint64_t>& from) {
                        CompletionQuestion question;
                        question.zone = from.first;
                        Dice dice(from.second);
                        question.strict = dice.below(3) == 0;
                        question.max_sets = dice.below(4) == 0 ? 2 : 0;
                        for (std::size_t n = dice.below(7); n > 0; --n)
                          question.points.push_back(random_condition(dice, question.zone.options, 0, question.zone.options.size(), 1 + dice.below(2)));
                        return question;
                      });
}

RC_GTEST_PROP(CompletionLaws, AgreesWithWalkingEverySettlement, ()) {
  const CompletionQuestion question = *small_drafts();
  locarno::Run run;
  const auto listed = completion_by_listing(question, run);
  RC_ASSERT(listed.has_value());
  CompletionQuestion all = question;
  all.max_sets = 0;
  RC_ASSERT(show(ask(all)) == show(*completion_by_listing(all, run)));
  const CompletionAnswer cut = ask(question);
  RC_ASSERT(cut.changed == listed->changed);
  RC_ASSERT(cut.sets.size() == listed->sets.size());
  RC_ASSERT(cut.sets_complete == listed->sets_complete);
}

RC_GTEST_PROP(CompletionLaws, TheAnswerChecks, ()) {
  const CompletionQuestion question = *small_drafts();
  const auto verdict = check(question, ask(question));
  RC_LOG() << (verdict ? "" : verdict.error().what);
  RC_ASSERT(verdict.has_value());
}

RC_GTEST_PROP(CompletionLaws, ReleasingALineNeverMovesTheDraftFurther, ()) {
  CompletionQuestion question = *small_drafts();
  RC_PRE(!question.zone.lines.empty());
  const CompletionAnswer before = ask(question);
  RC_PRE(before.exists);
  question.zone.lines.pop_back();
  RC_ASSERT(ask(question).changed <= before.changed);
}

}  // namespace
}  // namespace locarno::settle
