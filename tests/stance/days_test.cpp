// Which day counts: latest wins, undated words, since, an analyst's entries, moves.
#include <gtest/gtest.h>

#include <set>

#include "stance/first_case.hpp"
#include "stance/towns.hpp"

namespace locarno {
namespace {

using test::say;
using test::Towns;
constexpr auto accepts = StanceValue::accepts;
constexpr auto rejects = StanceValue::rejects;
constexpr auto silent = StanceValue::silent;

TEST(StanceDays, TheLatestWordStandsAndSinceIsItsFirst) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").on("2024-03-01"));
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-05-01"));
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-06-01"));
  const Stance now = t.at("NORTH", "bridge", "open");
  EXPECT_EQ(now.value, accepts);
  EXPECT_EQ(now.since, parse_date("2024-05-01"));
  EXPECT_EQ(now.evidence, (std::vector<std::string>{"#3", "#2"})) << "latest first, the old position's words left out";
  EXPECT_EQ(t.value("NORTH", "bridge", "open", "2024-04-01"), rejects);
  EXPECT_EQ(t.value("NORTH", "bridge", "open", "2024-02-01"), silent);
}

TEST(StanceDays, OfOneDayTheOwnWordStands) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-05-01"));
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").on("2024-05-01").via("Ferryman"));
  t.add(say("SOUTH", "bridge", Attitude::oppose, "open bridge").on("2024-05-01").held_by("NORTH"));
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").on("2024-05-01").kind(RecordKind::stance));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), accepts);
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").on("2024-05-02").via("Ferryman"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), rejects);
  EXPECT_FALSE(t.at("NORTH", "bridge", "open").first_hand);
}

TEST(StanceDays, FirstHandIfAnyWordsForItAre) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-05-01"));
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-06-01").via("Ferryman"));
  EXPECT_TRUE(t.at("NORTH", "bridge", "open").first_hand);
  EXPECT_TRUE(t.at("NORTH", "bridge", "open").via.empty());
}

TEST(StanceDays, UndatedWordsFillWhatNothingDatedSettles) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").in("r2"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open", "2001-01-01"), accepts) << "an undated report counts for every day";
  EXPECT_FALSE(t.at("NORTH", "bridge", "open").since);
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").on("2000-01-01"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), rejects);
  Towns u;
  u.add(say("NORTH", "bridge", Attitude::support, "open bridge").in("r1"));
  EXPECT_EQ(u.value("NORTH", "bridge", "open", "2024-06-01"), silent) << "the report was not out";
  EXPECT_EQ(u.value("NORTH", "bridge", "open", "2024-12-31"), accepts);
}

TEST(StanceDays, PartialDatesNeverReachPastTheReport) {
  Towns t;
  t.documents[0].published = parse_date("2024-05-10");
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-05"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open", "2024-05-10"), accepts);
  EXPECT_EQ(t.value("NORTH", "bridge", "open", "2024-05-09"), silent);
  EXPECT_EQ(t.at("NORTH", "bridge", "open").since, parse_date("2024-05")) << "shown as precisely as it is known";
}

TEST(StanceDays, UnnamedWordsDoNotOverturnNamedOnes) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-05-01"));
  t.add(say("NORTH", "bridge", Attitude::oppose, "what was said is not logical").on("2024-05-02"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open"), accepts);
}

constexpr const char* by_hand = R"(
[[stance]]
party = "NORTH"
issue = "bridge"
options = ["open"]
stance = "rejects"
since = 2024-04-01
until = 2024-05-31
source = "a letter"
[[stance]]
party = "NORTH"
issue = "bridge"
options = ["open"]
stance = "rejects"
since = 2024-06-01
first_hand = false
via = ["Ferryman"]
source = "another letter"
[[red_line]]
party = "SOUTH"
rule = "bridge = open => tolls != none"
since = 2024-06-01
source = "a speech"
)";

TEST(StanceDays, AnAnalystsEntryWinsFromItsDateOn) {
  Towns t(by_hand);
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-03-01"));
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-05-01"));
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").on("2024-05-15"));
  EXPECT_EQ(t.at("NORTH", "bridge", "open", "2024-03-15").source, StanceSource::read);
  const Stance first = t.at("NORTH", "bridge", "open", "2024-05-05");
  EXPECT_EQ(first.value, rejects);
  EXPECT_EQ(first.source, StanceSource::analyst);
  EXPECT_EQ(first.note, "a letter");
  EXPECT_TRUE(first.evidence.empty()) << "what was read says otherwise";
  const Stance second = t.at("NORTH", "bridge", "open", "2024-06-05");
  EXPECT_EQ(second.note, "another letter");
  EXPECT_EQ(second.since, parse_date("2024-04-01")) << "unbroken since the first entry";
  EXPECT_FALSE(second.first_hand);
  EXPECT_EQ(second.evidence, std::vector<std::string>{"#3"});
}

TEST(StanceDays, RedLinesByHandHoldFromTheirDate) {
  Towns t(by_hand);
  const auto lines_on = [&](const char* day) {
    std::set<std::string> ids;
    for (const RedLine& line : stance::red_lines(t.question(day), stance::stances(t.question(day)))) ids.insert(line.id);
    return ids;
  };
  EXPECT_EQ(lines_on("2024-05-05"), std::set<std::string>{"NORTH.bridge.1"});
  EXPECT_EQ(lines_on("2024-06-05"), (std::set<std::string>{"NORTH.bridge.1", "SOUTH.line.1"}));
}

TEST(StanceDays, SeparateWordsAreSeparateLines) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").on("2024-05-01"));
  t.add(say("NORTH", "bridge", Attitude::oppose, "open by day").on("2024-05-02"));
  t.add(say("SOUTH", "tolls", Attitude::oppose, "shared tolls").on("2024-05-02"));
  const auto lines = stance::red_lines(t.question(), stance::stances(t.question()));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].id, "NORTH.bridge.1");
  EXPECT_EQ(lines[1].id, "NORTH.bridge.2");
  EXPECT_EQ(lines[2].rule.source, "tolls = none") << "two options named by the same words are one line";
  EXPECT_EQ(lines[2].words.en, "On tolls, South will not accept \"shared for ten years\" or \"shared for ever\".");
}

TEST(StanceMoves, AChangeOfSidesIsOneMove) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::demand, "nothing but an open bridge").on("2024-03-01"));
  t.add(say("NORTH", "bridge", Attitude::concede, "gives up free passage if shared tolls").if_words("shared tolls").on("2024-05-01"));
  const auto moved = stance::moves(t.question("2024-06-01"), parse_date("2024-04-01"));
  ASSERT_EQ(moved.size(), 1u);
  EXPECT_EQ(moved[0].date, parse_date("2024-05-01"));
  EXPECT_EQ(moved[0].from.values, (std::vector{rejects, rejects, accepts}));
  EXPECT_EQ(moved[0].to.values, (std::vector{StanceValue::accepts_if, StanceValue::accepts_if, accepts}));
  EXPECT_EQ(moved[0].evidence_from, std::vector<std::string>{"#1"});
  EXPECT_EQ(moved[0].evidence, std::vector<std::string>{"#2"});
  EXPECT_TRUE(stance::moves(t.question("2024-06-01"), parse_date("2024-05-01")).empty()) << "after it, nothing moved";
  EXPECT_TRUE(stance::moves(t.question("2024-04-01"), parse_date("2024-03-15")).empty()) << "before it, neither";
}

TEST(StanceMoves, FirstWordsAndRepetitionsAreNone) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-03-01"));
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-05-01"));
  t.add(say("SOUTH", "bridge", Attitude::oppose, "open bridge").on("2024-05-01"));
  EXPECT_TRUE(stance::moves(t.question("2024-06-01"), parse_date("2024-02-01")).empty());
}

TEST(StanceMoves, FirstWordsWithinThePeriodCanThenMove) {
  Towns t;
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").on("2024-03-01"));
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").on("2024-05-01"));
  EXPECT_EQ(stance::moves(t.question("2024-06-01"), parse_date("2024-02-01")).size(), 1u);
  t.documents[0].published = parse_date("2024-03-02");
  EXPECT_EQ(stance::moves(t.question("2024-06-01"), std::nullopt).size(), 1u) << "from the earliest report";
}

TEST(StanceMoves, UndatedWordsCannotMove) {
  Towns t;
  t.documents[0].published = parse_date("2024-05-01");
  t.add(say("NORTH", "bridge", Attitude::support, "open bridge").in("r2"));
  t.add(say("NORTH", "bridge", Attitude::oppose, "open bridge").in("r1"));
  EXPECT_EQ(t.value("NORTH", "bridge", "open", "2024-06-01"), rejects);
  EXPECT_TRUE(stance::moves(t.question("2024-06-01"), parse_date("2024-04-01")).empty());
}

TEST(FirstCase, KeepsWhatIsSpokenOfAndCanBeReadBack) {
  Case everything;
  everything.id = "reports";
  everything.title = {"Reports", ""};
  for (const char* id : {"NORTH", "SOUTH"}) everything.parties.push_back({id, {id, ""}, false, {}});
  for (const char* id : {"bridge", "tolls", "other:dam"}) {
    Issue issue;
    issue.id = id;
    issue.name = {id, ""};
    issue.main_option = issue.options.push_back({"for", {"for", ""}, {}});
    issue.none_option = issue.options.push_back({"against", {"against", ""}, {}});
    everything.issues.push_back(issue);
  }
  std::vector<Record> records;
  for (const char* issue : {"bridge", "bridge", "tolls", "other:dam", "other:dam"})
    records.push_back(say("NORTH", issue, Attitude::support, "x").record);
  Codebook book;
  Actor north;
  north.id = "NORTH";
  north.kind = ActorKind::state;
  book.actors.push_back(north);
  const Case made = stance::first_case(everything, records, book);
  ASSERT_EQ(made.parties.size(), 1u);
  EXPECT_TRUE(made.parties[PartyId(0)].signs);
  ASSERT_EQ(made.issues.size(), 1u) << "spoken of once, or no issue of the codebook: left out";
  const auto again = parse_case(stance::write_first_case(made, "re\nports"), "case.toml", "reports");
  ASSERT_TRUE(again) << to_string(again.error());
  EXPECT_EQ(**again, made);
}

}  // namespace
}  // namespace locarno
