// What `why` says a confidence is made of is what the record carries.
#include "read/confidence.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "read/attribution.hpp"
#include "read/explain.hpp"
#include "read/raw_report.hpp"

namespace locarno::read {
namespace {

Proposition plain_statement() {
  Proposition p;
  p.speaker.party = "RUS";
  p.has_cue = true;
  p.issue = "territory";
  return p;
}

TEST(Confidence, EveryPartIsNamedOnceAndTheyAddUp) {
  EXPECT_EQ(confidence_of(plain_statement()).value, 90);
  Proposition p = plain_statement();
  p.has_cue = false;
  p.carried = 7;
  p.relays = {"TASS"};
  EXPECT_EQ(confidence_of(p).value, 90 - 10 - 45 - 5);
  EXPECT_EQ(in_words(confidence_of(p)), (std::vector<std::string>{"90 to begin with", "-10 no cue", "-45 carried over from an earlier sentence", "-5 a relay"}));
}

TEST(Confidence, ASumBelowTheFloorSaysThatItWasHeld) {
  Proposition p;
  p.kind = RecordKind::stance;
  p.speaker.party = "UNKNOWN";
  p.speaker.is_new = true;
  p.carried = 3;
  p.loose_issue = true;
  p.relays = {"a relay"};
  EXPECT_EQ(confidence_of(p).value, 5);
  EXPECT_EQ(in_words(confidence_of(p)).back(), "held at 5");
}

TEST(Confidence, WhatIsExplainedIsWhatTheRecordCarries) {
  const auto reader = Reader::make(*world_codebook());
  ASSERT_TRUE(reader);
  RawReport piece;
  piece.name = "a.txt";
  piece.bytes =
      "Talks\n\nSergei Lavrov said on Monday that Russia would not accept foreign troops. He added that talks go on. Quill Brandt, an "
      "envoy, told TASS that the ceasefire had failed. Ukraine opposes elections.\n\nPutin met Trump in Anchorage on August 15, 2025.\n";
  const auto reading = reader->read(piece, locarno::Run());
  ASSERT_TRUE(reading);
  ASSERT_GE(reading->records.size(), 3u);
  for (const Record& record : reading->records) {
    const auto why = explain(*reader, piece, record, locarno::Run());
    ASSERT_TRUE(why);
    ASSERT_TRUE(why->is_found) << record.text;
    int sum = 0;
    for (const std::string& part : why->confidence)
      if (!part.starts_with("held")) sum += std::atoi(part.c_str());
    EXPECT_EQ(sum, record.confidence) << record.text;
  }
}

}  // namespace
}  // namespace locarno::read
