// The five annotated reports (shared material): strict matching as in gold/score.py --strict, held to floors.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "score.hpp"

namespace locarno::read {
namespace {

using scoring::expect_floors;
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
  expect_floors(s, {{"f1", 0.85}, {"date", 0.82}, {"party", 0.94}, {"via", 0.92}, {"negated", 0.94}, {"stance", 0.83},
                    {"issue", 0.86}});
}

TEST(OracleReading, Contacts) {
  NEED_MATERIAL(m);
  const Score s = score(m->gold, m->records, {"contact"});
  expect_floors(s, {{"f1", 0.70}, {"date", 0.85}});
}

TEST(OracleReading, EveryRecordSlicesBackToItsWords) {
  NEED_MATERIAL(m);
  scoring::expect_slices(*m);
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
