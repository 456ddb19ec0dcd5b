#include <gtest/gtest.h>

#include "ledger/edit.hpp"
#include "ledger/sample.hpp"

namespace locarno::ledger {
namespace {
using namespace sample;

class Review : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(put(ledger, s)); }
  Record first() { return ledger.records()->at(0); }
  std::string error_of(const Decision& d) {
    const auto made = ledger.decide(d);
    return made ? "no error" : made.error().what;
  }
  Sample s = sample::sample(1);
  std::string id = s.records[0].id;
  Ledger ledger = std::move(*Ledger::open(":memory:"));
};

TEST_F(Review, the_last_decision_gives_the_state_and_fields_stay_set) {
  ASSERT_TRUE(ledger.decide(decision("reject", id)));
  EXPECT_EQ(first().review, ReviewState::rejected);
  ASSERT_TRUE(ledger.decide(decision("set", id, "issue", "territory")));
  EXPECT_EQ(first().review, ReviewState::edited);
  ASSERT_TRUE(ledger.decide(decision("accept", id)));
  EXPECT_EQ(first().review, ReviewState::accepted);
  EXPECT_EQ(first().issue, "territory");
  EXPECT_EQ(ledger.records()->at(1).review, ReviewState::proposed);
  const auto all = *ledger.decisions();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[1].value, "territory");
  EXPECT_EQ(all[1].number, 3);  // entry 1 of the log is the document
  EXPECT_TRUE(ledger.verify_audit());
}

TEST_F(Review, every_settable_field_takes_a_good_value_and_says_what_it_wants) {
  const std::vector<std::pair<std::string, std::string>> good{
      {"channel", "phone"}, {"date", "2025-12-13/2025-12-14"}, {"date_basis", "weekday"}, {"date_inferred", "true"},
      {"due", "2026-01"}, {"hedge", "possible"}, {"issue", "other:grain corridor"}, {"issues_other", "elections; sanctions"},
      {"kind", "contact"}, {"location", "Geneva"}, {"negated", "true"}, {"participants", "A; B"}, {"quote_type", "mixed"},
      {"speaker", "Someone"}, {"speaker_org", "ministry"}, {"speaker_party", "USA;EUR"}, {"speaker_role", "envoy"},
      {"stance", "concede"}, {"stance_holder", "RUS"}, {"stance_if", "null"}, {"target", "NATO"}, {"via", "Agency;officials"}};
  ASSERT_EQ(good.size(), settable_fields().size());
  for (std::size_t i = 0; i < good.size(); ++i) {
    EXPECT_EQ(good[i].first, settable_fields()[i]) << "the list is alphabetical";
    EXPECT_FALSE(allowed_values(good[i].first).empty());
    EXPECT_EQ(error_of(decision("set", id, good[i].first, good[i].second)), "no error") << good[i].first;
  }
  const Record r = first();
  EXPECT_EQ(r.kind, RecordKind::contact);
  EXPECT_EQ(r.date, DateRange(Date{2025, 12, 13}, Date{2025, 12, 14}));
  EXPECT_EQ(r.hedge, Hedge::possible);
  EXPECT_EQ(r.issues_other, (std::vector<std::string>{"elections", "sanctions"}));
  EXPECT_EQ(r.via, (std::vector<std::string>{"Agency", "officials"}));
  EXPECT_EQ(r.speaker_party, "USA;EUR");
  EXPECT_TRUE(r.negated);
}

TEST_F(Review, bad_values_are_refused_with_what_is_allowed) {
  const std::vector<std::tuple<std::string, std::string, std::string>> bad{
      {"negated", "yes", "negated cannot be 'yes'; allowed: true, false"},
      {"stance", "likes", "stance cannot be 'likes'; allowed: support, oppose, concede, demand, offer, uncertain, report"},
      {"date", "2025-02-30", "date cannot be '2025-02-30'; allowed: an ISO date (2025-12-14, 2025-12, 2025), two joined by '/', or null"},
      {"speaker_party", "ukraine", "speaker_party cannot be 'ukraine'; allowed: party ids in capitals joined by ';', e.g. UKR or USA;EUR"},
      {"issue", "NATO membership", "issue cannot be 'NATO membership'; allowed: an issue id (small letters, digits, _) or other:<words>"},
      {"speaker", "", "speaker cannot be ''; allowed: a name"},
      {"stance_if", "if pigs fly", "stance_if cannot be 'if pigs fly'; allowed: null (a condition that was misread can be taken away; its words cannot be made up)"}};
  for (const auto& [field, value, expected] : bad) EXPECT_EQ(error_of(decision("set", id, field, value)), expected);
  EXPECT_NE(error_of(decision("set", id, "text", "other words")).find("'text' cannot be set"), std::string::npos);
  EXPECT_NE(error_of(decision("set", id, "isue", "territory")).find("did you mean 'issue'?"), std::string::npos);
  EXPECT_NE(error_of(decision("set", id, "location", "\xFF")).find("must be UTF-8"), std::string::npos);
  EXPECT_EQ(first(), s.records[0]);
  EXPECT_EQ(ledger.audit()->size(), 1u);
}

TEST_F(Review, a_decision_needs_a_record_a_reason_and_a_person) {
  Decision d = decision("accept", id);
  d.reason = " \n";
  EXPECT_EQ(error_of(d), "a decision needs a reason");
  d = decision("accept", id);
  d.who = "";
  EXPECT_EQ(error_of(d), "a decision needs a who");
  d = decision("accept", id);
  d.reason = std::string(5000, 'x');
  EXPECT_EQ(error_of(d), "the reason has 5000 bytes, at most 4000 are kept");
  EXPECT_EQ(error_of(decision("approve", id)), "unknown decision 'approve' (accept, reject, set, span, split, merge, undo)");
  EXPECT_EQ(error_of(decision("accept", id, "issue", "territory")), "only 'set' has a field, this is 'accept'");
  EXPECT_EQ(error_of(decision("accept", id, "", "territory")), "'accept' has no value");
}

TEST_F(Review, an_unknown_id_suggests_near_ones) {
  std::string wrong = id;
  wrong[3] = wrong[3] == 'f' ? 'e' : 'f';
  const auto made = ledger.decide(decision("accept", wrong));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::not_found);
  EXPECT_EQ(made.error().what, "no record '" + wrong + "'; near it: " + id);
  EXPECT_EQ(error_of(decision("accept", id.substr(0, 5))), "no record '" + id.substr(0, 5) + "'; near it: " + id);
  EXPECT_EQ(error_of(decision("accept", "nothing like it")),
            "no record 'nothing like it'; 'locarno review list --all' shows the ids");
}

TEST_F(Review, all_or_none) {
  const auto made = ledger.decide_all({decision("accept", id), decision("accept", "nobody")});
  ASSERT_FALSE(made);
  EXPECT_TRUE(ledger.decisions()->empty());
  EXPECT_EQ(first().review, ReviewState::proposed);
  EXPECT_EQ(ledger.decide_all({decision("accept", id), decision("reject", s.records[1].id)})->size(), 2u);
}

TEST_F(Review, an_id_of_two_reports_is_refused) {
  Sample other = sample::sample(2);
  other.records[0].id = id;
  ASSERT_TRUE(put(ledger, other));
  EXPECT_EQ(error_of(decision("accept", id)), "record id " + id + " stands in report-1001.txt and in report-1002.txt");
}

TEST_F(Review, setting_a_date_says_the_year_and_emptying_it_says_nothing) {
  ASSERT_TRUE(ledger.decide(decision("set", id, "date_inferred", "true")));
  ASSERT_TRUE(ledger.decide(decision("set", id, "date", "2024-12-03")));
  EXPECT_FALSE(first().date_inferred);
  ASSERT_TRUE(ledger.decide(decision("set", id, "date", "null")));
  EXPECT_EQ(first().date, std::nullopt);
  EXPECT_EQ(first().date_basis, DateBasis::none);
}

}  // namespace
}  // namespace locarno::ledger
