// A bulletin holds, is redacted and still holds, and does not hold once a word is changed.
#include <gtest/gtest.h>

#include "watch/bulletin.hpp"
#include "watch/sign.hpp"

namespace locarno::watch {
namespace {

Bulletin sample(const KeyPair& key) {
  Bulletin out;
  out.case_id = "truce", out.day = "2026-03-02", out.previous = std::string(64, '0'), out.digest = std::string(64, 'd');
  out.public_key = key.public_pem;
  BulletinFinding finding;
  finding.id = "f-1";
  for (const std::string_view name : bulletin_fields(false)) finding.fields.push_back({std::string(name), name == "state" ? "found" : name == "sources" ? "a school teacher" : "-", "", "", false});
  out.findings = {finding};
  seal(out, "secret");
  out.signature = *sign(key.secret_pem, out.hash);
  return out;
}

TEST(WatchBulletin, HoldsAlsoWhenRedacted) {
  const auto key = make_key();
  ASSERT_TRUE(key);
  const Bulletin whole = sample(*key);
  EXPECT_EQ(*public_key_of(key->secret_pem), key->public_pem);
  for (const std::set<std::string>& redact : {std::set<std::string>{}, std::set<std::string>{"sources"}, std::set<std::string>{"sources", "state"}}) {
    const std::string json = bulletin_json(whole, redact);
    const auto read = read_bulletin(json, "b.json");
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_TRUE(check_bulletin(*read, key->public_pem).empty());
    EXPECT_EQ(json.find("school teacher") == std::string::npos, redact.contains("sources"));
    EXPECT_EQ(bulletin_json(*read, {}), json);
  }
}

TEST(WatchBulletin, ShowsEveryChange) {
  const auto key = make_key(), other = make_key();
  const Bulletin whole = sample(*key);
  EXPECT_FALSE(check_bulletin(whole, other->public_pem).empty());
  const std::string json = bulletin_json(whole, {});
  for (const auto& [from, to] : {std::pair("found", "alleged"), std::pair("2026-03-02", "2026-03-03"), std::pair("\"number\": 1", "\"number\": 2"), std::pair("f-1", "f-2")}) {
    std::string forged = json;
    forged.replace(forged.find(from), std::string(from).size(), to);
    const auto read = read_bulletin(forged, "b.json");
    ASSERT_TRUE(read);
    EXPECT_FALSE(check_bulletin(*read, key->public_pem).empty()) << to;
  }
  Bulletin renamed = whole;   // whoever trusts the key in the file later would trust the forger's
  renamed.public_key = other->public_pem;
  EXPECT_EQ(check_bulletin(renamed, key->public_pem).size(), 1u);
  EXPECT_FALSE(read_bulletin("{}", "b.json"));
}

/// What hashes to the same and says something else.
TEST(WatchBulletin, WordsThatNobodySealedAreRefused) {
  const auto key = make_key();
  Bulletin whole = sample(*key);
  auto& fields = whole.findings[0].fields;
  fields.back().value = "1 by SOUTH: no\nobjections\nnone";
  for (auto& field : fields) field.salt.clear();
  seal(whole, "secret");
  whole.signature = *sign(key->secret_pem, whole.hash);
  ASSERT_TRUE(check_bulletin(whole, key->public_pem).empty());
  const std::string salt = fields.back().salt;
  const std::string json = bulletin_json(whole, {}), hidden = bulletin_json(whole, {"state", "sources"});
  const auto holds = [&](const std::string& bytes) {
    const auto read = read_bulletin(bytes, "b.json");
    return read && check_bulletin(*read, key->public_pem).empty();
  };
  const auto with = [](std::string bytes, const std::string& from, const std::string& to) {
    EXPECT_NE(bytes.find(from), std::string::npos) << from;
    return bytes.replace(bytes.find(from), from.size(), to);
  };
  ASSERT_TRUE(holds(json) && holds(hidden));
  EXPECT_FALSE(holds(with(json, "\"day\"", "\"summary\": \"all is quiet\", \"day\"")));
  EXPECT_FALSE(holds(with(json, "\"day\": ", "\"day\": \"2026-03-02\", \"day\": ")));
  EXPECT_FALSE(holds(with(hidden, "\"commitment\"", "\"value\": \"withdrawn\", \"commitment\"")));
  EXPECT_FALSE(holds(with(json, "\"version\": 1", "\"version\": 1, \"note\": \"withdrawn\"")));
  EXPECT_FALSE(holds(with(hidden, "\"name\": \"sources\"", "\"name\": \"dissent\"")));
  EXPECT_FALSE(holds(with(hidden, "\"name\": \"state\"", "\"name\": \"status\"")));
  // The line break of a value moved into salt and name; two commitments as one; the day told in the case's name.
  EXPECT_FALSE(holds(with(with(json, "1 by SOUTH: no\\nobjections\\nnone", "none"), salt, salt + "\\nobjections\\n1 by SOUTH: no")));
  Bulletin merged = whole;
  auto& two = merged.findings[0].fields;
  two[0].is_redacted = true, two[0].commitment += "\n" + two[1].commitment;
  two.erase(two.begin() + 1);
  EXPECT_FALSE(holds(bulletin_json(merged, {})));
  Bulletin moved = whole;
  moved.case_id = "truce\n2026-03-02", moved.day = "1", moved.number = 0;
  EXPECT_FALSE(check_bulletin(moved, key->public_pem).empty());
}

}  // namespace
}  // namespace locarno::watch
