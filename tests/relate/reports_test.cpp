// Small reports of our own about five conflicts, read and related: what must be linked, and what must not.
#include "relate/told.hpp"

namespace locarno::relate {
namespace {

using testing::Told;

TEST(RelateReports, TranslationsInsideOneBilingualReport) {
  const Told told = Told::of("gaza");
  EXPECT_GE(told.count(LinkType::translation) + told.count(LinkType::translation_divergent), 5u) << told.shown();
  for (const Link& link : told.answer.links) {
    if (link.type != LinkType::translation && link.type != LinkType::translation_divergent) continue;
    EXPECT_EQ(told.records[link.records[0]].speaker_party, told.records[link.records[1]].speaker_party) << told.shown();
  }
}

TEST(RelateReports, ASyndicatedCopyAndATranslationAreOneSource) {
  const Told told = Told::of("sudan");
  ASSERT_EQ(told.documents.size(), 4u);
  EXPECT_EQ(told.answer.source_of[1], told.answer.source_of[0]) << told.shown();
  EXPECT_EQ(told.answer.source_of[2], told.answer.source_of[0]) << told.shown();
  EXPECT_EQ(told.answer.source_of[3], 3u);
}

TEST(RelateReports, FiguresOfTheDeadStandSideBySide) {
  EXPECT_TRUE(Told::of("sudan").has(LinkType::quantity_conflict, "460", "600")) << Told::of("sudan").shown();
}

TEST(RelateReports, WhoDecides) {
  const Told told = Told::of("sudan");
  EXPECT_TRUE(told.has(LinkType::contradiction, "only be settled by", "must be decided by")) << told.shown();
}

TEST(RelateReports, PlannedThenHeldAndHowLong) {
  const Told korea = Told::of("korea"), caucasus = Told::of("caucasus");
  EXPECT_EQ(korea.count(LinkType::plan_outcome), 1u) << korea.shown();
  EXPECT_GE(korea.count(LinkType::quantity_conflict), 1u) << korea.shown();
  EXPECT_GE(caucasus.count(LinkType::plan_outcome), 1u) << caucasus.shown();
  EXPECT_GE(caucasus.count(LinkType::same_contact), 1u) << caucasus.shown();
}

TEST(RelateReports, AStanceChangesAndItsHeadlineGoesTooFar) {
  const Told told = Told::of("korea");
  EXPECT_GE(told.count(LinkType::stance_change), 1u) << told.shown();
  EXPECT_GE(told.count(LinkType::headline_overstates), 1u) << told.shown();
}

TEST(RelateReports, OneQuotationTwoSpeakers) {
  const Told told = Told::of("colombia");
  EXPECT_TRUE(told.has(LinkType::provenance_conflict, "will not close again", "will not close again")) << told.shown();
  EXPECT_TRUE(told.has(LinkType::quantity_conflict, "45", "60")) << told.shown();
}

TEST(RelateReports, AnOfferBesideItsLimits) {
  const Told cyprus = Told::of("cyprus"), truce = Told::of("truce_zh");
  EXPECT_TRUE(cyprus.has(LinkType::offer_vs_limit, "ready to provide", "approval of parliament")) << cyprus.shown();
  EXPECT_TRUE(cyprus.has(LinkType::offer_vs_limit, "ready to provide", "not last forever")) << cyprus.shown();
  EXPECT_TRUE(truce.has(LinkType::offer_vs_limit, "愿提供", "内阁批准")) << truce.shown();
  EXPECT_TRUE(truce.has(LinkType::offer_vs_limit, "愿提供", "为期六个月")) << truce.shown();
  EXPECT_EQ(Told::of("colombia").count(LinkType::offer_vs_limit), 0u) << "an offer that nobody limits";
}

TEST(RelateReports, AMeasureBesideADemand) {
  const Told cyprus = Told::of("cyprus"), truce = Told::of("truce_zh");
  EXPECT_TRUE(cyprus.has(LinkType::tension, "must be fair", "borders of the north")) << cyprus.shown();
  EXPECT_TRUE(truce.has(LinkType::tension, "必须公正", "撤军")) << truce.shown();
  EXPECT_EQ(Told::of("korea").count(LinkType::tension), 0u) << Told::of("korea").shown();
}

TEST(RelateReports, WhatIsSaidOfATreatyIsSaidOfItsMatter) {
  const Told told = Told::of("memorandum");
  const auto on = [&](const char* issue) {
    return std::count_if(told.answer.links.begin(), told.answer.links.end(), [&](const Link& l) {
      return l.type == LinkType::stance_change && l.note.find(std::string("on ") + issue) != std::string::npos;
    });
  };
  EXPECT_EQ(on("budapest_memorandum"), 1) << told.shown();
  EXPECT_EQ(on("security_guarantees"), 1) << told.shown();
}

}  // namespace
}  // namespace locarno::relate
