#include <gtest/gtest.h>

#include <algorithm>

#include "study/brief.hpp"
#include "study/notes.hpp"
#include "study/parties.hpp"
#include "study/quotations.hpp"

namespace locarno::study {
namespace {

Document published(const char* day) {
  Document document;
  document.id = "d1";
  document.name = "report.txt";
  if (*day) document.published = *parse_date(day);
  return document;
}

Record said(const char* day, DateBasis basis) {
  Record record;
  record.id = "r1";
  record.document = "d1";
  record.speaker_party = "UKR";
  if (*day) record.date = *parse_date_range(day);
  record.date_basis = basis;
  return record;
}

const auto day = [](const char* iso) { return std::optional<Date>(*parse_date(iso)); };

TEST(CountsFor, TheDayItWasSaidDecides) {
  const Document report = published("2025-12-16");
  EXPECT_TRUE(counts_for(said("2025-12-14", DateBasis::day_only), report, day("2025-12-16")));
  EXPECT_TRUE(counts_for(said("2025-12-14", DateBasis::day_only), report, day("2025-12-14")));
  EXPECT_FALSE(counts_for(said("2025-12-14", DateBasis::day_only), report, day("2025-12-13")));
}

TEST(CountsFor, ALaterReportsUndatedBackgroundDoesNot) {
  const Document report = published("2025-12-16");
  EXPECT_FALSE(counts_for(said("", DateBasis::none), report, day("2025-12-14")));
  EXPECT_FALSE(counts_for(said("2022-02", DateBasis::explicit_), report, day("2025-12-14")));
  EXPECT_FALSE(counts_for(said("2025-12-14", DateBasis::context), report, day("2025-12-14")));
  EXPECT_FALSE(counts_for(said("2022-02-12", DateBasis::explicit_), report, day("2024-12-04"))) << "recalled, not news";
}

TEST(CountsFor, AnUndatedReportCountsForEveryDay) {
  EXPECT_TRUE(counts_for(said("", DateBasis::none), published(""), day("2001-01-01")));
  EXPECT_FALSE(counts_for(said("2025-12-14", DateBasis::explicit_), published(""), day("2024-01-01")));
}

TEST(CountsFor, ARejectedRecordNever) {
  Record record = said("", DateBasis::none);
  record.review = ReviewState::rejected;
  EXPECT_FALSE(counts_for(record, published(""), std::nullopt));
}

TEST(SaidOn, APlannedMeetingIsAnnouncedWhenTheReportAppears) {
  Record record = said("2025-12-20/2025-12-21", DateBasis::relative);
  record.kind = RecordKind::contact;
  EXPECT_EQ(said_on(record, published("2025-12-16")), day("2025-12-16"));
}

TEST(Claims, AShareOfAgreementIsAClaimWithItsQuote) {
  Record claim = said("2025-12-15", DateBasis::day_only);
  claim.issue = "negotiation_progress";
  claim.text = "nine tenths, or 90%, has been agreed";
  Record other = claim;
  other.id = "r2";
  other.text = "much has been agreed";
  const auto claims = find_claims({claim, other});
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0].records, std::vector<std::string>{"r1"});
}

TEST(Parties, JoinedIdsComeApart) {
  EXPECT_EQ(split_parties("UKR;USA"), (std::vector<std::string>{"UKR", "USA"}));
  EXPECT_TRUE(split_parties("").empty());
  EXPECT_FALSE(is_party("EXPERT"));
  EXPECT_TRUE(is_party("HAMAS"));
}

TEST(PlainCase, HoldsThePartiesThatSpeakAndTheirIssues) {
  Record record = said("2025-12-15", DateBasis::day_only);
  record.issue = "ceasefire";
  record.speaker_party = "RSF;EXPERT";
  const Case made = plain_case({record}, Codebook{});
  ASSERT_EQ(made.parties.size(), 1u);
  EXPECT_EQ(made.parties[PartyId(0)].id, "RSF");
  ASSERT_EQ(made.issues.size(), 1u);
  EXPECT_EQ(made.issues[IssueId(0)].options.size(), 2u);
  EXPECT_TRUE(check(made));
}

TEST(PlainCase, AnIssueNamedByItsHeadNounIsAnIssueToo) {
  Record record = said("2025-12-15", DateBasis::day_only);
  record.issue = "other:dam";
  const Case made = plain_case({record}, Codebook{});
  EXPECT_EQ(made.issues.size(), 1u);
  EXPECT_TRUE(check(made));
}

TEST(PlainCase, HoldsNoMoreThanAPageAndOnlyUsableIds) {
  std::vector<Record> records;
  for (int i = 0; i < 3000; ++i) {
    records.push_back(said("2025-12-15", DateBasis::day_only));
    records.back().issue = "other:n" + std::to_string(i);
    records.back().speaker_party = "P" + std::to_string(i);
  }
  records.push_back(records[2999]);
  records.push_back(records[2999]);
  records[0].issue = "not a name";
  const Case made = plain_case(records, Codebook{});
  EXPECT_EQ(made.issues.size(), 60u);
  EXPECT_EQ(made.parties.size(), 24u);
  EXPECT_TRUE(check(made));
  EXPECT_TRUE(std::any_of(made.parties.begin(), made.parties.end(), [](const Party& p) { return p.id == "P2999"; }));
}

TEST(Quotations, NumberedInOrderOfFirstUseAndOnce) {
  Record record = said("2025-12-15", DateBasis::day_only);
  record.issue = "ceasefire";
  record.kind = RecordKind::commitment;
  record.via = {"Wire", "Ministry"};
  Brief brief;
  brief.the_case = std::make_shared<const CheckedCase>(*check(plain_case({record}, Codebook{})));
  Document document = published("2025-12-16");
  document.outlet = "Wire";
  brief.documents = {document};
  brief.records = {record};
  brief.claims = {{{}, {}, {}, PartyId(), {"r1"}}};
  brief.commitments = {record};
  brief.stances.rows.resize(2);
  brief.stances.first_row = {{0}};
  number_quotations(brief);
  ASSERT_EQ(brief.quotations.size(), 1u);
  EXPECT_EQ(brief.quotations[0].number, 1);
  EXPECT_EQ(brief.quotations[0].via, std::vector<std::string>{"Ministry"}) << "the outlet is no relay";
}

}  // namespace
}  // namespace locarno::study
