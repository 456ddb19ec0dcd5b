#include "settle/zone.hpp"

#include <gtest/gtest.h>

#include "settle/cases.hpp"
#include "settle/graphs.hpp"

namespace locarno::settle {
namespace {

ZoneAnswer ask(const ZoneQuestion& q) {
  locarno::Run run;
  auto answer = zone(q, run);
  EXPECT_TRUE(answer) << (answer ? "" : answer.error().what);
  return answer ? *answer : ZoneAnswer{};
}

/// Two parties, three issues: the north wants the port open and no tolls above low, the south the port closed unless
/// patrols are joint. The same question as in docs/settle.md.
ZoneQuestion harbour() {
  ZoneQuestion q;
  q.options = {3, 2, 3};  // port: closed shared open; patrols: own joint; tolls: none low high
  q.lines = {{"north.port", PartyId(0), Condition::negation(is_one(0, 0))},
             {"north.tolls", PartyId(0), Condition::negation(is_one(2, 2))},
             {"south.port", PartyId(1), Condition::either(is_one(0, 0), is_one(1, 1))},
             {"south.patrols", PartyId(1), is_one(1, 0)}};
  q.silences = {{PartyId(1), IssueId(2), OptionSet{1}}};
  return q;
}

TEST(Zone, AWorkedExample) {
  const ZoneAnswer answer = ask(harbour());
  EXPECT_EQ(show(answer),
            "of 18 open 0 strict 0 witness < > verdicts 000\n"
            "cheapest 1\n"
            "clash { 0 2 3 }\n"
            "opening { 2 } movers { 1 } opens 4 counted 0 witness < 1 0 0 >\n"
            "opening { 3 } movers { 1 } opens 4 counted 0 witness < 1 1 0 >\n"
            "opening { 0 } movers { 0 } opens 2 counted 0 witness < 0 0 0 >\n");
  EXPECT_TRUE(check(harbour(), answer));
}

TEST(Zone, SilenceCountsOnlyInTheStrictReading) {
  ZoneQuestion q = harbour();
  q.lines.pop_back();
  const ZoneAnswer answer = ask(q);
  EXPECT_EQ(answer.open, 4);
  EXPECT_EQ(answer.strict, 2);
  EXPECT_TRUE(answer.clashes.empty() && answer.openings.empty());
  EXPECT_TRUE(check(q, answer));
}

TEST(Zone, NoLinesPassEverythingNoIssuesAreOneSettlement) {
  ZoneQuestion q;
  EXPECT_EQ(ask(q).open, 1);
  q.options = {64, 3};
  EXPECT_EQ(ask(q).open, 192);
  q.lines = {{"never", PartyId(2), Condition::never()}};
  const ZoneAnswer answer = ask(q);
  EXPECT_EQ(answer.clashes, (std::vector<Clash>{{{0}}}));
  ASSERT_EQ(answer.openings.size(), 1u);
  EXPECT_EQ(answer.openings[0].opens, 192);
}

TEST(Zone, BadQuestionsAreErrors) {
  locarno::Run run;
  const auto failure = [&](const ZoneQuestion& q) {
    const auto answer = zone(q, run);
    EXPECT_FALSE(zone_by_listing(q, run));
    EXPECT_FALSE(check(q, ZoneAnswer{}));
    return answer ? std::string("answered") : answer.error().what;
  };
  ZoneQuestion q = harbour();
  q.lines[0].rule = is_one(3, 0);
  EXPECT_EQ(failure(q), "red line 'north.port' names an issue that does not exist, expected one of 3");
  q.lines[0].rule = is_one(1, 2);
  EXPECT_EQ(failure(q), "red line 'north.port' names an option out of range, issue 1 has 2");
  q.lines[0].rule = Condition::negation(is_one(1, 1));
  q.lines[0].rule.nodes[1].left = 1;
  EXPECT_EQ(failure(q), "red line 'north.port' has a condition whose parts do not stand before the whole");
  q = harbour();
  q.options[1] = 0;
  EXPECT_EQ(failure(q), "an issue with 0 options, expected 1 to 64");
  q = harbour();
  q.silences[0].options.bits = 8;
  EXPECT_EQ(failure(q), "a silence names an option out of range, issue 2 has 3");
  EXPECT_FALSE(count_passing(harbour(), {true}, false, run));
}

TEST(Zone, ALimitLeavesWhatIsKnown) {
  const ZoneQuestion q = random_question(7, 6, 30, 4, 120, 3, 30);
  const ZoneAnswer whole = ask(random_question(7, 6, 12, 4, 30, 3, 12));
  EXPECT_EQ(whole.counts, Verdict::proved);
  for (const std::uint64_t nodes : {1u, 10u, 100u, 1000u, 3000u}) {
    locarno::Run run;
    run.limits.nodes = nodes;
    const auto answer = zone(q, run);
    ASSERT_TRUE(answer);
    EXPECT_LE(answer->strict, answer->open);
    EXPECT_TRUE(answer->counts == Verdict::limit_reached || answer->clashes_complete == Verdict::limit_reached ||
                answer->openings_complete == Verdict::limit_reached)
        << nodes;
    EXPECT_LT(answer->effort.nodes + answer->effort.conflicts, nodes * 2 + 300);
  }
}

TEST(Zone, AMemoryLimitIsAVerdictToo) {
  locarno::Run run;
  run.limits.memory_bytes = 4096;
  const auto answer = zone(hard_squares(8), run);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->counts, Verdict::limit_reached);
  EXPECT_EQ(answer->open, 1);
  EXPECT_EQ(count_passing(hard_squares(8), std::vector<bool>(112, true), false, run).error().code, ErrorCode::limit_reached);
}

TEST(Zone, StoppedAtOnceSaysHowManySettlementsThereAreAndThatNothingElseIsKnown) {
  const std::atomic<bool> stop{true};
  locarno::Run run;
  run.cancel = &stop;
  const auto answer = zone(hard_squares(9), run);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->of, Integer(1) << 81);
  EXPECT_EQ(answer->open, 0);
  EXPECT_EQ(answer->open_at_most, answer->of);
  EXPECT_EQ(answer->counts, Verdict::limit_reached);
  EXPECT_EQ(answer->openings_complete, Verdict::limit_reached);
}

/// Fifteen issues, on each of which two parties want different things: 15 clashes, 2^15 openings of 15 lines.
TEST(Zone, ManySeparateClashesAreNoTrouble) {
  ZoneQuestion q;
  q.options.assign(15, 3);
  for (std::size_t issue = 0; issue < 15; ++issue) {
    q.lines.push_back({"north", PartyId(0), is_one(issue, 0)});
    q.lines.push_back({"south", PartyId(1), Condition::negation(is_one(issue, 0))});
  }
  q.max_openings = 3;
  const ZoneAnswer answer = ask(q);
  EXPECT_EQ(answer.clashes.size(), 15u);
  EXPECT_EQ(answer.clashes_complete, Verdict::proved);
  ASSERT_EQ(answer.openings.size(), 3u);
  EXPECT_EQ(answer.openings_complete, Verdict::limit_reached);
  for (const Opening& opening : answer.openings) EXPECT_EQ(opening.relax.size(), 15u);
  EXPECT_TRUE(check(q, answer));
}

TEST(Zone, SameQuestionSameAnswerAndEffort) {
  const ZoneQuestion q = random_question(3, 6, 12, 4, 40, 3, 12);
  const ZoneAnswer a = ask(q), b = ask(q);
  EXPECT_EQ(show(a), show(b));
  EXPECT_EQ(a.effort, b.effort);
}

TEST(Check, FindsEveryKindOfMistake) {
  const ZoneQuestion q = harbour();
  const ZoneAnswer good = ask(q);
  ASSERT_TRUE(check(q, good));
  const auto fault = [&](auto change) {
    ZoneAnswer bad = good;
    change(bad);
    const auto verdict = check(q, bad);
    return verdict ? std::string("accepted") : verdict.error().what;
  };
  EXPECT_EQ(fault([](ZoneAnswer& a) { a.of = 17; }), "the answer is wrong: there are 18 settlements, not 17");
  EXPECT_EQ(fault([](ZoneAnswer& a) { a.strict = 1; }), "the answer is wrong: the strict reading passes more than the open one");
  EXPECT_EQ(fault([](ZoneAnswer& a) { a.clashes[0].lines = {0, 1, 2, 3}; }),
            "the answer is wrong: clash {0 1 2 3} needs no line 1");
  EXPECT_EQ(fault([](ZoneAnswer& a) { a.clashes[0].lines = {0, 2}; }),
            "the answer is wrong: the lines of clash {0 2} can all be met");
  EXPECT_EQ(fault([](ZoneAnswer& a) { a.clashes[0].lines = {2, 0}; }), "the answer is wrong: clash {2 0} is not a set of lines");
  EXPECT_EQ(fault([](ZoneAnswer& a) { a.openings[0].opens = 5; }), "the answer is wrong: opening {2} opens 4, not 5");
  EXPECT_EQ(fault([](ZoneAnswer& a) { a.openings[0].relax = {1, 2}; a.openings[0].movers = {PartyId(0), PartyId(1)}; }),
            "the answer is wrong: opening {1 2} needs no line 1");
  EXPECT_EQ(fault([](ZoneAnswer& a) { a.openings[0].movers.clear(); }), "the answer is wrong: the movers of opening {2} are others");
  EXPECT_EQ(fault([](ZoneAnswer& a) { a.openings[0].witness[IssueId(1)] = OptionId(1); }),
            "the answer is wrong: the witness of opening {2} does not pass");
  EXPECT_EQ(fault([](ZoneAnswer& a) { a.openings[0].relax = {1}; a.openings[0].movers = {PartyId(0)}; a.openings[0].witness = {}; }),
            "the answer is wrong: opening {1} opens 0, not 4");
  ZoneQuestion free = harbour();
  free.lines.pop_back();
  ZoneAnswer open = ask(free);
  open.witness[IssueId(1)] = OptionId(0);
  EXPECT_EQ(check(free, open).error().what, "the answer is wrong: the witness does not pass");
  open = ask(free);
  open.open = 5;
  EXPECT_EQ(check(free, open).error().what, "the answer is wrong: 4 settlements pass, not 5");
}

}  // namespace
}  // namespace locarno::settle
