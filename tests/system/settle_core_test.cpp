// `locarno settle` and `locarno check` on a large case, as a user meets them.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "model/case_file.hpp"
#include "run.hpp"
#include "settle/large_case.hpp"

namespace locarno::system_test {
namespace {

using nlohmann::json;
using settle::LargeCase;
using settle::LargeShape;

LargeShape blocked() {
  LargeShape shape;
  shape.from = 6;
  shape.to = 4;
  shape.spoilers = 2;
  return shape;
}

TEST(SettleCore, ALargeCaseIsAnsweredCertifiedAndChecked) {
  const Folder folder;
  folder.write("large/case.toml", write_case(LargeCase(blocked()).make()));
  const Ran ran = run("settle " + (folder / "large") + " --json --certificate " + (folder / "c.json"));
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json page = json::parse(ran.out);
  EXPECT_EQ(page["zone"]["open"]["passing"], 0);
  EXPECT_EQ(page["zone"]["open"]["of"], "1" + std::string(40, '0'));
  EXPECT_EQ(page["zone"]["verdict"], "proved");
  EXPECT_EQ(page["openings_up_to"], 3);
  EXPECT_FALSE(page["openings"].empty());
  EXPECT_EQ(page["cheapest"]["verdict"], "proved");
  ASSERT_EQ(page["effects"].size(), 300u);
  for (const json& effect : page["effects"]) EXPECT_EQ(effect["verdict"], "proved");
  EXPECT_EQ(page["traded_together"]["verdict"], "proved");
  const Ran checked = run("check " + (folder / "c.json") + " " + (folder / "large") + " --json");
  ASSERT_EQ(checked.status, 0) << checked.err;
  EXPECT_TRUE(json::parse(checked.out)["open"].empty()) << checked.out;

  std::string text = slurp(folder / "c.json");
  const auto at = text.find("\"proof\":\"");
  ASSERT_NE(at, std::string::npos);
  text[at + 9] = text[at + 9] == '9' ? '8' : '9';
  folder.write("bad.json", text);
  EXPECT_EQ(run("check " + (folder / "bad.json")).status, 1);
  EXPECT_EQ(run("check " + (folder / "large/case.toml")).status, 3);
  EXPECT_EQ(run("check " + (folder / "none.json")).status, 5);
}

TEST(SettleCore, ALimitEndsItWithWhatIsKnown) {
  const Folder folder;
  LargeShape shape;
  shape.apart = 0;
  folder.write("large/case.toml", write_case(LargeCase(shape).make()));
  const auto start = std::chrono::steady_clock::now();
  const Ran ran = run("settle " + (folder / "large") + " --json --limit 10");
  EXPECT_EQ(ran.status, 4);
  const json page = json::parse(ran.out);
  EXPECT_EQ(page["zone"]["verdict"], "limit_reached");
  EXPECT_EQ(page["zone"]["open"]["of"], "1" + std::string(40, '0'));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(SettleCore, WhoMustAcceptStandsInTheCase) {
  const Folder folder;
  std::string toml = "[case]\ntitle = \"three towns\"\n";
  for (const char* id : {"NORTH", "SOUTH", "EAST"}) toml += std::string("[[party]]\nid = \"") + id + "\"\nname = \"x\"\nsigns = true\nfallback = 2\n";
  toml += "[[issue]]\nid = \"toll\"\nname = \"toll\"\n[[issue.option]]\nid = \"low\"\nname = \"low\"\n[[issue.option]]\nid = \"high\"\nname = \"high\"\n";
  for (const char* line : {"NORTH\"\nrule = \"toll = low", "SOUTH\"\nrule = \"toll = high", "EAST\"\nrule = \"toll = high"})
    toml += std::string("[[red_line]]\nparty = \"") + line + "\"\nsource = \"made up\"\ncost = 5\n";
  const auto passing = [&](const std::string& more) {
    folder.write("c/case.toml", toml + more);
    const Ran ran = run("settle " + (folder / "c") + " --json");
    EXPECT_EQ(ran.status, 0) << ran.err;
    return ran.status == 0 ? json::parse(ran.out)["zone"]["open"]["passing"].get<int>() : -1;
  };
  EXPECT_EQ(passing(""), 0);
  EXPECT_EQ(passing("[acceptance]\nquota = 2\n"), 1);
  EXPECT_EQ(passing("[acceptance]\nquota = 2\nessential = [\"NORTH\"]\n"), 0);
  EXPECT_EQ(passing("[acceptance]\nquota = 1\n"), 2);
  EXPECT_EQ(passing("[acceptance]\nquota = 1\nside_payments = true\n"), 0);  // nothing is worth the fallbacks
  folder.write("c/case.toml", toml + "[acceptance]\nquota = 9\n");
  EXPECT_EQ(run("settle " + (folder / "c")).status, 3);
}

}  // namespace
}  // namespace locarno::system_test
