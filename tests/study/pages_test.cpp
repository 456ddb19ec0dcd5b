// One page asked for in several ways: filtered, with red lines released, by its voices, along one issue. On the bundled case.
#include "study/pages.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "stance/course.hpp"
#include "study/voices.hpp"
#include "study/what_if.hpp"

namespace locarno::study {
namespace {

const std::string place = "cases/ukraine-2025";

const Desk& desk() {
  static const Result<Desk> opened = [] {
    locarno::Run run;
    DeskQuestion question;
    question.place = place;
    question.ledger = ":memory:";
    return open_desk(question, run);
  }();
  return *opened;
}

Brief page_with(const PageFilter& filter) {
  locarno::Run run;
  PageQuestion question;
  question.filter = filter;
  auto made = page(ground_of(desk(), place), question, run);
  EXPECT_TRUE(made) << (made ? "" : to_string(made.error()));
  return std::move(*made);
}

const Brief& whole() {
  static const Brief made = page_with({});
  return made;
}

TEST(Pages, AFilterLetsThroughOnlyWhatItNames) {
  ASSERT_FALSE(whole().records.empty());
  PageFilter chinese;
  chinese.languages = {"zh"};
  const Brief some = page_with(chinese);
  EXPECT_LT(some.records.size(), whole().records.size());
  EXPECT_FALSE(some.records.empty());
  PageFilter own_words;
  own_words.provenance = Provenance::first_hand;
  for (const Record& record : page_with(own_words).records) {
    const auto of = std::find_if(whole().documents.begin(), whole().documents.end(), [&](const Document& d) { return d.id == record.document; });
    ASSERT_NE(of, whole().documents.end());
    EXPECT_EQ(provenance_of(record, *of), Provenance::first_hand) << record.id;
  }
}

TEST(Pages, WithoutAnyOutletOnlyWhatTheAnalystSetStands) {
  PageFilter none;
  for (const Document& document : desk().documents) none.without_outlets.push_back(document.outlet);
  const Brief empty = page_with(none);
  EXPECT_TRUE(empty.records.empty());
  EXPECT_TRUE(empty.quotations.empty());
  EXPECT_FALSE(empty.red_lines.empty());  // the case sets some by hand
}

TEST(WhatIf, NothingReleasedIsThePageItself) {
  const Brief& brief = whole();
  ASSERT_TRUE(brief.zone);
  locarno::Run run;
  const auto same = what_if(brief, {}, run);
  ASSERT_TRUE(same) << to_string(same.error());
  ASSERT_EQ(same->openings.size(), brief.openings.size()) << "asked without a change, the openings are those of the page";
  for (std::size_t at = 0; at < brief.openings.size(); ++at) {
    EXPECT_EQ(same->openings[at].strict_opens, brief.openings[at].strict_opens);
    EXPECT_EQ(same->openings[at].still_silent, brief.openings[at].still_silent);
    EXPECT_EQ(same->openings[at].still_binding, brief.openings[at].still_binding);
  }
  EXPECT_EQ(same->zone.open, brief.zone->open);
  EXPECT_EQ(same->zone.strict, brief.zone->strict);
}

TEST(WhatIf, EachLineReleasedOpensWhatThePageSays) {
  const Brief& brief = whole();
  ASSERT_EQ(brief.opened_alone.size(), brief.red_lines.size());
  for (std::size_t line = 0; line < brief.red_lines.size(); ++line) {
    locarno::Run run;
    WhatIfQuestion question;
    question.release = {brief.zone_question.lines[line].id};
    const auto answer = what_if(brief, question, run);
    ASSERT_TRUE(answer) << to_string(answer.error());
    EXPECT_EQ(answer->zone.open, brief.opened_alone[line]) << question.release[0];
    for (const Settlement& one : answer->passing)
      for (const settle::Line& rule : answer->asked.lines) EXPECT_TRUE(rule.holds(one)) << rule.id;
    EXPECT_EQ(answer->passing.empty(), answer->zone.open == 0);
  }
}

TEST(WhatIf, WhatIsNotThereIsNotFound) {
  const Brief& brief = whole();
  locarno::Run run;
  WhatIfQuestion question;
  question.release = {"RUS.nothing.9"};
  const auto answer = what_if(brief, question, run);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::not_found);
}

TEST(Voices, ARecordTakesOneWayAndCountsForItsParty) {
  const Voices heard = voices(whole());
  ASSERT_FALSE(heard.arcs.empty());
  std::set<std::string> seen;
  for (std::size_t arc = 0; arc < heard.arcs.size(); ++arc) {
    if (arc > 0) { EXPECT_GE(heard.arcs[arc - 1].records.size(), heard.arcs[arc].records.size()); }
    for (const std::string& record : heard.arcs[arc].records) EXPECT_TRUE(seen.insert(record).second) << record;
  }
  for (const VoiceShare& share : heard.shares) {
    EXPECT_EQ(share.first_hand + share.relayed + share.told, share.records) << share.party;
    std::size_t along = 0;  // a party that takes in others counts their words too, so its own arcs hold no more
    for (const RelayArc& arc : heard.arcs) along += arc.party == share.party ? arc.records.size() : 0;
    EXPECT_LE(along, share.records) << share.party;
  }
}

TEST(Course, ItsLastStepIsTheTableOfTheDay) {
  const stance::Question question{&*desk().the_case, &desk().documents, &desk().records, &desk().codebook, {}};
  const StanceTable table = stance::stances(question);
  const Case& c = **desk().the_case;
  std::size_t steps = 0;
  for (std::size_t i = 0; i < c.issues.size(); ++i) {
    const auto parties = stance::course(question, IssueId(i));
    ASSERT_EQ(parties.size(), c.parties.size());
    for (const stance::PartyCourse& one : parties) {
      if (one.steps.empty()) continue;
      steps += one.steps.size();
      for (std::size_t o = 0; o < c.issues[IssueId(i)].options.size(); ++o)
        EXPECT_EQ(one.steps.back().values[o], table.at(one.party, IssueId(i), OptionId(o)).value) << c.parties[one.party].id << " " << c.issues[IssueId(i)].id;
    }
  }
  EXPECT_GT(steps, 10u);
}

}  // namespace
}  // namespace locarno::study
