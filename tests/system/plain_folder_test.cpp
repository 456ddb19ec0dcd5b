// `locarno stances` over a folder without a case: what ordinary sentences make of a party's line on an issue. Each sentence is a
// report of its own; the day after it, the party declines to comment, which changes nothing.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "run.hpp"

namespace locarno::system_test {
namespace {

using nlohmann::json;

struct Line {
  const char* verb;
  const char* stance;   ///< on the option "for"
};

/// The value of RUS's cell for "ceasefire" after the report `words`, and one the day after in which it keeps silent.
std::string line_of(const std::string& words) {
  const Folder folder;
  folder.write("a.txt", "Envoys meet\n2025-08-01\n\n" + words + "\n");
  folder.write("b.txt", "Envoys meet again\n2025-08-03\n\nThe Kremlin declined to comment on the ceasefire on Sunday.\n");
  const Ran ran = run("stances '" + folder.str() + "' --ledger :memory: --json");
  const json page = json::parse(ran.out, nullptr, false);
  if (ran.status != 0 || page.is_discarded()) return "error: " + ran.err;
  for (const json& row : page["stances"])
    if (row["party"] == "RUS" && row["issue"] == "ceasefire" && row["option"] == "for") return row["stance"];
  return "none";
}

constexpr Line english[] = {
    {"accepts the ceasefire", "accepts"},          {"has accepted the ceasefire plan", "accepts"}, {"is ready to accept a ceasefire", "accepts"},
    {"agrees to the ceasefire", "accepts"},        {"backs a ceasefire", "accepts"},               {"is in favour of a ceasefire", "accepts"},
    {"wants a ceasefire", "accepts"},              {"demands a ceasefire", "accepts"},             {"is open to a ceasefire", "accepts"},
    {"is ready for a ceasefire", "accepts"},       {"is willing to sign a ceasefire", "accepts"},  {"will observe the ceasefire", "accepts"},
    {"dropped its opposition to a ceasefire", "accepts"},
    {"rejects the ceasefire", "rejects"},          {"rejected a ceasefire", "rejects"},            {"will not accept a ceasefire", "rejects"},
    {"cannot accept the ceasefire", "rejects"},    {"opposes a ceasefire", "rejects"},             {"is against a ceasefire", "rejects"},
    {"has ruled out a ceasefire", "rejects"},      {"sees no reason for a ceasefire", "rejects"},  {"does not support a ceasefire", "rejects"},
    {"is considering the ceasefire", "silent"},    {"has reservations about the ceasefire", "silent"},
};

constexpr Line chinese[] = {
    {"接受停火方案", "accepts"}, {"愿意接受停火", "accepts"}, {"同意停火", "accepts"},   {"支持停火", "accepts"},     {"要求停火", "accepts"},
    {"将遵守停火", "accepts"},   {"不再反对停火", "accepts"}, {"拒绝停火", "rejects"},   {"不接受停火", "rejects"},   {"反对停火", "rejects"},
    {"不会接受停火方案", "rejects"}, {"无意停火", "rejects"}, {"正在考虑停火方案", "silent"}, {"对停火方案有保留", "silent"},
};

TEST(PlainFolder, WhatAPartySaysOfItselfInEnglish) {
  for (const Line& line : english) EXPECT_EQ(line_of(std::string("Moscow said on Friday that it ") + line.verb + "."), line.stance) << line.verb;
}

TEST(PlainFolder, WhatIsToldOfAPartyInEnglish) {
  for (const Line& line : english) EXPECT_EQ(line_of(std::string("Russia ") + line.verb + "."), line.stance) << line.verb;
}

TEST(PlainFolder, WhatAPartySaysAndWhatIsToldOfItInChinese) {
  for (const Line& line : chinese) {
    EXPECT_EQ(line_of(std::string("俄方表示，俄罗斯") + line.verb + "。"), line.stance) << line.verb;
    EXPECT_EQ(line_of(std::string("俄罗斯") + line.verb + "。"), line.stance) << line.verb;
  }
}

TEST(PlainFolder, WhatIsAcceptedInWordsThatDoNotNameTheIssueIsNotTheIssue) {
  EXPECT_EQ(line_of("俄方谈到停火。俄方表示，接受批评。"), "silent");
}

}  // namespace
}  // namespace locarno::system_test
