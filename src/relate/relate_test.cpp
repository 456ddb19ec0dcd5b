// Links from records made by hand: every rule in its smallest case, and the work it may take.
#include "relate/relate.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace locarno::relate {
namespace {

struct Desk {
  std::vector<Document> documents;
  std::vector<Record> records;
  std::vector<Facets> facets;

  std::uint32_t report(const std::string& name, const std::string& day, const std::string& text = "", Language language = Language::en) {
    Document d;
    d.id = d.name = name;
    d.published = parse_date(day);
    d.text = text;
    if (!text.empty()) d.blocks.push_back({{0, static_cast<std::uint32_t>(text.size())}, BlockRole::body, language, -1, ""});
    documents.push_back(d);
    return static_cast<std::uint32_t>(documents.size() - 1);
  }
  Record& say(std::uint32_t doc, const std::string& party, const std::string& issue, Attitude stance, const std::string& text,
              const std::string& day = "") {
    Record r;
    r.id = "r" + std::to_string(records.size());
    r.doc = r.document = documents[doc].id;
    r.span = {static_cast<std::uint32_t>(records.size()) * 1000, static_cast<std::uint32_t>(records.size() * 1000 + text.size())};
    r.text = text;
    r.speaker = r.speaker_party = party;
    r.issue = issue;
    r.stance = stance;
    r.quote_type = QuoteType::indirect;
    if (const auto date = parse_date_range(day)) r.date = date;
    records.push_back(r);
    facets.emplace_back();
    return records.back();
  }
  Answer relate() const { return relate::relate({&documents, &records, &facets, nullptr}); }
};

const Link* find(const Answer& answer, LinkType type) {
  const auto found = std::find_if(answer.links.begin(), answer.links.end(), [&](const Link& l) { return l.type == type; });
  return found == answer.links.end() ? nullptr : &*found;
}

TEST(Relate, NothingGivesNothing) {
  const Answer answer = Desk().relate();
  EXPECT_TRUE(answer.links.empty());
  EXPECT_TRUE(answer.copies.empty());
}

TEST(Relate, TheSameWordsInTwoReportsAreOneStatement) {
  Desk desk;
  const auto a = desk.report("a", "2025-03-01"), b = desk.report("b", "2025-03-02");
  desk.say(a, "SDN", "ceasefire", Attitude::oppose, "the army will not accept a truce before the militia leaves the city");
  desk.say(b, "SDN", "ceasefire", Attitude::oppose, "the army would not accept a truce before the militia leaves the city");
  desk.say(b, "SDN", "ceasefire", Attitude::oppose, "soldiers have crossed the bridge at dawn near the airport");
  const Answer answer = desk.relate();
  const Link* same = find(answer, LinkType::same_statement);
  ASSERT_NE(same, nullptr);
  EXPECT_EQ(same->records, (std::vector<std::uint32_t>{0, 1}));
}

TEST(Relate, NamesInCommonAreNoStatementInCommon) {
  for (const bool knows_names : {false, true}) {
    Desk desk;
    const auto a = desk.report("a", "2025-03-01"), b = desk.report("b", "2025-03-02");
    const std::string name = "the Northern Army and the Rapid River Brigades";
    for (const auto& [doc, text] : {std::pair(a, name + " still talk of a truce"), std::pair(b, name + " would meet only before mediators")}) {
      const Span span = desk.say(doc, "SDN", "ceasefire", Attitude::oppose, text).span;
      if (knows_names) desk.facets.back().names.push_back({span.begin, span.begin + static_cast<std::uint32_t>(name.size())});
    }
    EXPECT_EQ(find(desk.relate(), LinkType::same_statement) == nullptr, knows_names);
  }
}

TEST(Relate, TheSameWordsAMonthLaterAreSaidAgain) {
  Desk desk;
  const auto a = desk.report("a", "2025-03-01"), b = desk.report("b", "2025-05-02");
  for (const auto doc : {a, b}) desk.say(doc, "SDN", "ceasefire", Attitude::oppose, "the army will not accept a truce before the militia leaves");
  EXPECT_EQ(find(desk.relate(), LinkType::same_statement), nullptr);
}

TEST(Relate, GivingWayAfterADemandIsAChange) {
  Desk desk;
  const auto a = desk.report("a", "2024-03-05"), b = desk.report("b", "2026-02-11");
  desk.say(a, "PRK", "denuclearisation", Attitude::oppose, "the north rejects talks on its weapons", "2024-03-05");
  desk.say(b, "PRK", "denuclearisation", Attitude::offer, "the north offers to freeze its weapons", "2026-02-11");
  const Answer answer = desk.relate();
  const Link* change = find(answer, LinkType::stance_change);
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->records, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(concerns(answer, 2)[0].stance_changes, 1u);
  desk.records[1].stance = Attitude::oppose;
  EXPECT_EQ(find(desk.relate(), LinkType::stance_change), nullptr);
}

TEST(Relate, ForAndAgainstInOneFortnightIsAContradictionOfTwoNotOfOne) {
  Desk desk;
  const auto a = desk.report("a", "2025-03-01");
  desk.say(a, "USA", "territory", Attitude::oppose, "restoring the old border is not realistic", "2025-03-01");
  desk.say(a, "EU", "territory", Attitude::demand, "the old border must be restored without condition", "2025-03-01");
  desk.facets[0].parties = desk.facets[1].parties = {"GEO"};
  EXPECT_NE(find(desk.relate(), LinkType::contradiction), nullptr);
  desk.records[1].speaker_party = "USA";
  EXPECT_EQ(find(desk.relate(), LinkType::contradiction), nullptr);
}

TEST(Relate, QuotedWordsCreditedToTwoSpeakers) {
  Desk desk;
  const auto a = desk.report("a", "2025-03-01"), b = desk.report("b", "2025-03-02");
  desk.say(a, "COL", "negotiation_progress", Attitude::report, "the talks were \"a door that will not close\"", "2025-03-01").quote_type = QuoteType::mixed;
  desk.say(b, "ELN", "negotiation_progress", Attitude::report, "there is \"a door that will not close\"", "2025-03-02").quote_type = QuoteType::mixed;
  EXPECT_NE(find(desk.relate(), LinkType::provenance_conflict), nullptr);
  desk.records[1].text = "there is a door that will not close";
  EXPECT_EQ(find(desk.relate(), LinkType::provenance_conflict), nullptr);
}

TEST(Relate, AFlatHeadlineOverAConditionalText) {
  Desk desk;
  const auto a = desk.report("a", "2025-03-01");
  desk.say(a, "PRK", "denuclearisation", Attitude::concede, "the north gives up its weapons").block_role = "title";
  desk.say(a, "PRK", "denuclearisation", Attitude::concede, "the north would give up its weapons if sanctions end").hedge = Hedge::conditional;
  EXPECT_NE(find(desk.relate(), LinkType::headline_overstates), nullptr);
  desk.records[1].hedge = Hedge::none;
  EXPECT_EQ(find(desk.relate(), LinkType::headline_overstates), nullptr);
}

TEST(Relate, CopiesCountOnceAndShowWhatWasAdded) {
  const std::string story = "The army said on Friday that it would not accept a humanitarian truce in the capital. "
                            "The militia had agreed on Thursday to a truce of three months proposed by the mediators. "
                            "Both sides were told to send their answers in writing before the end of the week.";
  Desk desk;
  desk.report("a", "2025-03-01", story);
  desk.report("b", "2025-03-02", story + " Residents of the northern suburbs told this paper that shelling went on through the night.");
  desk.report("c", "2025-03-02", "Nothing here repeats what the others wrote about armies or truces or any mediators at all.");
  const Answer answer = desk.relate();
  ASSERT_EQ(answer.copies.size(), 1u);
  EXPECT_EQ(answer.copies[0].kind, CopyKind::contained);
  EXPECT_EQ(answer.copies[0].only_in.size(), 1u);
  EXPECT_TRUE(answer.copies[0].only_from.empty());
  EXPECT_EQ(answer.source_of, (std::vector<std::uint32_t>{0, 0, 2}));
}

/// 20,000 records, all of one template: the worst case for lists of who shares a word.
TEST(Relate, WorkStaysNearLinear) {
  const auto work = [](std::size_t records) {
    Desk desk;
    for (std::size_t i = 0; i < records; ++i) {
      if (i % 20 == 0) desk.report("d" + std::to_string(i / 20), "2025-03-0" + std::to_string(1 + i % 9));
      const std::string party = i % 3 == 0 ? "USA" : i % 3 == 1 ? "RUS" : "UKR";
      desk.say(static_cast<std::uint32_t>(desk.documents.size() - 1), party, "issue" + std::to_string(i % 50),
               i % 2 == 0 ? Attitude::support : Attitude::oppose,
               "point " + std::to_string(i) + " of the plan is acceptable to the delegation in round " + std::to_string(i % 700), "2025-03-0" + std::to_string(1 + i % 9));
    }
    return desk.relate().effort.cells;
  };
  const auto small = work(5000), large = work(20000);
  EXPECT_LT(large, 6 * small);
  EXPECT_LT(large, 20000u * 1500u);
}

TEST(Relate, AnOfferAndItsLimit) {
  Desk desk;
  const auto a = desk.report("a", "2025-03-01"), late = desk.report("late", "2025-09-01");
  desk.say(a, "NOR", "monitoring", Attitude::offer, "Norway offers forty observers for the valley");
  Record& bound = desk.say(a, "NOR", "monitoring", Attitude::offer, "observers go in if both sides sign");
  bound.stance_if = Mention{{}, "both sides sign"};
  desk.say(a, "SWE", "monitoring", Attitude::offer, "Sweden offers a hospital");
  desk.say(late, "NOR", "monitoring", Attitude::offer, "Norway offers helicopters");
  const Answer answer = desk.relate();
  const Link* link = find(answer, LinkType::offer_vs_limit);
  ASSERT_NE(link, nullptr);
  EXPECT_EQ(link->records, (std::vector<std::uint32_t>{0, 1})) << "neither another party's offer nor one of half a year later";
  EXPECT_EQ(link->note, "NOR on monitoring: an offer, and what limits it");
  EXPECT_TRUE(is_conflict(link->type));
}

}  // namespace
}  // namespace locarno::relate
