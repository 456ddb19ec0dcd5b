// Drafts against stances and red lines: standings, hits, brackets, completion, what reads better for whom.
#include <gtest/gtest.h>

#include "model/case_file.hpp"
#include "model/codebook.hpp"
#include "model/draft_file.hpp"
#include "study/brief.hpp"
#include "study/draft_standing.hpp"
#include "towns_case.hpp"

namespace locarno::study {
namespace {

const std::string towns = towns_case({{"tolls", {"none", "low", "high"}}, {"patrols", {"own", "joint"}}}) + R"(
[[stance]]
party = "NORTH"
issue = "tolls"
options = ["none", "low"]
stance = "accepts"
source = "letter"
[[stance]]
party = "SOUTH"
issue = "tolls"
options = ["low"]
stance = "accepts_if"
if = "patrols = joint"
source = "letter"
[[stance]]
party = "SOUTH"
issue = "tolls"
options = ["none"]
stance = "rejects"
source = "letter"
[[red_line]]
id = "N"
party = "NORTH"
rule = "tolls != high"
source = "letter"
[[red_line]]
id = "S"
party = "SOUTH"
rule = "tolls = none => patrols = joint"
source = "letter"
)";

constexpr const char* head = "[draft]\ntitle = \"d\"\nsource = \"letter\"\npoints = 4\n";

struct Asked {
  CheckedCase the_case;
  Brief brief;
  std::size_t line(const std::string& id) const {
    for (std::size_t at = 0; at < brief.red_lines.size(); ++at)
      if (brief.red_lines[at].id == id) return at;
    return SIZE_MAX;
  }
};

Asked ask(const std::vector<std::string>& points, const std::string& more_case = "") {
  const auto the_case = parse_case(towns + more_case, "c.toml", "towns");
  EXPECT_TRUE(the_case.has_value()) << to_string(the_case.error());
  const auto codebook = world_codebook();
  BriefQuestion question;
  question.the_case = &*the_case;
  question.codebook = &*codebook;
  question.as_of = parse_date("2025-01-01");
  for (std::size_t at = 0; at < points.size(); ++at) {
    auto draft = parse_draft(head + points[at], "d.toml", "d" + std::to_string(at), *the_case);
    EXPECT_TRUE(draft.has_value()) << to_string(draft.error());
    if (at > 0) draft->parent = "d" + std::to_string(at - 1);
    question.drafts.push_back(*draft);
  }
  Run run;
  auto answer = brief(question, run);
  EXPECT_TRUE(answer.has_value()) << to_string(answer.error());
  return {*the_case, std::move(*answer)};
}

std::string point(const std::string& settles) { return "[[point]]\ntitle = \"p\"\nsettles = { " + settles + " }\n"; }

TEST(Drafts, StandingIsJudgedAgainstTheDraftItself) {
  const Asked joint = ask({point("tolls = \"low\"") + point("patrols = \"joint\"")});
  EXPECT_EQ(joint.brief.drafts.drafts[0].points[0].standing[1], Standing::accepted);     // the draft meets the condition
  const Asked own = ask({point("tolls = \"low\"") + point("patrols = \"own\"")});
  EXPECT_EQ(own.brief.drafts.drafts[0].points[0].standing[1], Standing::rejected);       // and here it cannot
  const Asked open = ask({point("tolls = \"low\"") + point("patrols = \"?\"")});
  EXPECT_EQ(open.brief.drafts.drafts[0].points[0].standing[1], Standing::conditional);
  EXPECT_EQ(open.brief.drafts.drafts[0].points[1].standing[1], Standing::unknown);
  const Asked bracket = ask({point("tolls = [\"none\", \"low\"]")});
  EXPECT_EQ(bracket.brief.drafts.drafts[0].points[0].standing[0], Standing::accepted);   // both are accepted
  EXPECT_EQ(bracket.brief.drafts.drafts[0].points[0].standing[1], Standing::open);       // it depends
}

TEST(Drafts, APointNobodyKnowsIsAcceptedByNobody) {
  const Asked asked = ask({point("tolls = \"low\"") + point("patrols = \"joint\"")});
  const DraftView& view = asked.brief.drafts.drafts[0];
  EXPECT_EQ(view.draft.points, 4);
  EXPECT_EQ(view.known, 2u);
  EXPECT_EQ(view.all_accept, 1u);  // of four
  EXPECT_EQ(view.accepted_by, (std::vector<std::size_t>{1, 1}));
}

TEST(Drafts, HitsAreTheSmallestSetsOfPoints) {
  const Asked asked = ask({point("tolls = \"none\"") + point("patrols = \"own\"")});
  const DraftView& view = asked.brief.drafts.drafts[0];
  ASSERT_EQ(view.hits.size(), 2u);  // South rejects "none"; and its line needs both points
  std::vector<std::vector<std::size_t>> rows;
  for (const DraftHit& hit : view.hits)
    if (hit.line == asked.line("S")) rows.push_back(hit.rows);
  EXPECT_EQ(rows, (std::vector<std::vector<std::size_t>>{{0, 1}}));
}

TEST(Drafts, AnOptionInBracketsHitsAlone) {
  const Asked asked = ask({point("tolls = [\"low\", \"high\"]")});
  const DraftView& view = asked.brief.drafts.drafts[0];
  ASSERT_EQ(view.hits.size(), 1u);
  EXPECT_EQ(view.hits[0].line, asked.line("N"));
  EXPECT_EQ(view.hits[0].option, OptionId(2));
  EXPECT_EQ(view.completions[0].answer.changed, 0u);  // the bracket leaves room for "low"
}

TEST(Drafts, TheNearestPassingSettlementChangesTheFewestPoints) {
  const Asked asked = ask({point("tolls = \"high\"") + point("patrols = \"joint\"")});
  const DraftView& view = asked.brief.drafts.drafts[0];
  ASSERT_EQ(view.completions.size(), 1u);
  EXPECT_EQ(view.completions[0].answer.changed, 1u);
  EXPECT_EQ(view.completions[0].answer.sets, (std::vector<std::vector<std::uint32_t>>{{0}}));
  EXPECT_EQ(view.room, 1);
  EXPECT_EQ(view.passing, 0);
}

TEST(Drafts, BetterAndWorseRestOnStatedPositionsOnly) {
  const Asked asked = ask({point("tolls = \"none\""), point("tolls = \"low\"") + point("patrols = \"joint\"")});
  ASSERT_EQ(asked.brief.drafts.changes.size(), 1u);
  const DraftChange& change = asked.brief.drafts.changes[0];
  ASSERT_EQ(change.clauses.size(), 2u);
  EXPECT_EQ(change.clauses[0].shift[0], Shift::same);       // North accepts both
  EXPECT_EQ(change.clauses[0].shift[1], Shift::better);     // South rejected the one
  EXPECT_EQ(change.clauses[1].shift[1], Shift::not_known);  // nothing was said on patrols
  EXPECT_EQ(change.clauses[0].score_shift[0], Shift::not_known);
  EXPECT_EQ(change.gone_hits.size(), 1u);
  EXPECT_TRUE(change.new_hits.empty());
}

TEST(Drafts, ScoresTellBetterAndWorseWhereTheyAreKnown) {
  const std::string scores = "[[score]]\nparty = \"NORTH\"\nissue = \"tolls\"\nvalues = { none = 10, low = [4, 6], high = 0 }\nsource = \"interview\"\n";
  const Asked asked = ask({point("tolls = \"none\""), point("tolls = \"low\""), point("tolls = [\"low\", \"none\"]")}, scores);
  EXPECT_EQ(asked.brief.drafts.changes[0].clauses[0].score_shift[0], Shift::worse);
  EXPECT_EQ(asked.brief.drafts.changes[1].clauses[0].score_shift[0], Shift::not_known);
  EXPECT_EQ(asked.brief.drafts.changes[0].clauses[0].score_shift[1], Shift::not_known);  // South has no scores
  ASSERT_TRUE(asked.brief.drafts.drafts[1].worth[0].has_value());
  EXPECT_EQ(asked.brief.drafts.drafts[1].worth[0]->low, 4);
  EXPECT_EQ(asked.brief.drafts.drafts[1].worth[0]->high, 6);
  EXPECT_FALSE(asked.brief.drafts.drafts[1].worth[1].has_value());
}

TEST(Drafts, DraftsAfterTheDayAreLeftOutAndNamed) {
  const auto the_case = parse_case(towns, "c.toml", "towns");
  const auto codebook = world_codebook();
  auto draft = parse_draft(std::string("[draft]\ntitle = \"d\"\nsource = \"s\"\npoints = 1\ndate = 2025-02-01\n"), "d.toml", "late", *the_case);
  ASSERT_TRUE(draft.has_value());
  BriefQuestion question;
  question.the_case = &*the_case;
  question.codebook = &*codebook;
  question.as_of = parse_date("2025-01-01");
  question.drafts = {*draft};
  locarno::Run run;
  const auto answer = brief(question, run);
  ASSERT_TRUE(answer.has_value());
  EXPECT_TRUE(answer->drafts.drafts.empty());
  EXPECT_EQ(answer->later_drafts, std::vector<std::string>{"late"});
}

TEST(Drafts, AMistypedIdNamesTheNearest) {
  Draft one;
  one.id = "plan-28";
  const auto picked = pick_drafts({one}, {"plan28"});
  ASSERT_FALSE(picked.has_value());
  EXPECT_NE(picked.error().what.find("did you mean 'plan-28'"), std::string::npos);
  EXPECT_FALSE(pick_drafts({one}, {"plan-28", "plan-28"}).has_value());
  EXPECT_FALSE(pick_drafts({one}, std::vector<std::string>(9, "plan-28")).has_value());
}

TEST(Drafts, WhatHoldsNeverSometimesAlways) {
  const auto the_case = parse_case(towns, "c.toml", "towns");
  const Case& c = **the_case;
  IdVec<IssueId, OptionSet> allowed = allowed_by({}, c);
  const auto rule = parse_condition("tolls = none => patrols = joint", c.issues, "");
  EXPECT_EQ(can_hold(*rule, allowed), Holds::sometimes);
  allowed[IssueId(1)].bits = 2;
  EXPECT_EQ(can_hold(*rule, allowed), Holds::always);
  allowed[IssueId(0)].bits = 1;
  allowed[IssueId(1)].bits = 1;
  EXPECT_EQ(can_hold(*rule, allowed), Holds::never);
}

}  // namespace
}  // namespace locarno::study
