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
  finding.fields = {{"state", "found", "", "", false}, {"sources", "a school teacher", "", "", false}};
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
  EXPECT_FALSE(read_bulletin("{}", "b.json"));
}

}  // namespace
}  // namespace locarno::watch
