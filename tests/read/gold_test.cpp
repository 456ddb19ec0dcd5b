// The five annotated reports (shared material): strict matching as in gold/score.py --strict, held to floors.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "score.hpp"

namespace locarno::read {
namespace {

using scoring::Material;
using scoring::Score;
using scoring::score;

const Material* material() {
  static const std::optional<Material> loaded = scoring::read_material(
      testing::ukraine_reader(), testing::shared_folder() / "gold/gold.jsonl", testing::shared_folder() / "seeds");
  return loaded ? &*loaded : nullptr;
}

#define NEED_MATERIAL(name)                                             \
  const Material* name = material();                                    \
  if (name == nullptr) GTEST_SKIP() << "shared material is not there"

TEST(OracleReading, StatementsAndCommitments) {
  NEED_MATERIAL(m);
  const Score s = score(m->gold, m->records, {"statement", "commitment"});
  RecordProperty("f1", std::to_string(s.f1()));
  EXPECT_GE(s.f1(), 0.85) << s.matched << " of " << s.gold << " found, " << s.read << " read";
  EXPECT_GE(s.share(s.date), 0.82);
  EXPECT_GE(s.share(s.party), 0.94);
  EXPECT_GE(s.share(s.via), 0.92);
  EXPECT_GE(s.share(s.negated), 0.94);
  EXPECT_GE(s.share(s.stance), 0.80);
  EXPECT_GE(s.share(s.issue), 0.68);
}

TEST(OracleReading, Contacts) {
  NEED_MATERIAL(m);
  const Score s = score(m->gold, m->records, {"contact"});
  EXPECT_GE(s.f1(), 0.70) << s.matched << " of " << s.gold << " found, " << s.read << " read";
  EXPECT_GE(s.share(s.date), 0.85);
}

TEST(OracleReading, EveryRecordSlicesBackToItsWords) {
  NEED_MATERIAL(m);
  for (const Record& r : m->records) {
    const std::string& text = m->texts.at(r.doc);
    EXPECT_EQ(slice(text, r.span), r.text);
    const CharIndex chars(text);
    EXPECT_EQ(chars.byte_of(r.char_start), r.span.begin);
    EXPECT_EQ(chars.byte_of(r.char_end), r.span.end);
  }
}

/// A territorial demand that one side passes on for another, as told by a third: the holder is the one who demands.
TEST(OracleReading, ADemandPassedOnBelongsToWhoDemands) {
  NEED_MATERIAL(m);
  const bool found = std::any_of(m->records.begin(), m->records.end(), [](const Record& r) {
    return r.issue == "territory" && r.speaker_party == "UKR" && r.stance_holder == "RUS" && r.stance == Attitude::demand;
  });
  EXPECT_TRUE(found);
}

/// The concession of December 2025 carries its condition, in all three languages.
TEST(OracleReading, TheConcessionIsConditional) {
  NEED_MATERIAL(m);
  std::set<std::string> documents;
  for (const Record& r : m->records)
    if (r.speaker_party == "UKR" && r.stance == Attitude::concede && r.stance_if) documents.insert(r.doc);
  EXPECT_GE(documents.size(), 3u);
}

}  // namespace
}  // namespace locarno::read
