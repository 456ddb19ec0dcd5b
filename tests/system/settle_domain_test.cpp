// `locarno settle` on a domain folder, as a user meets it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "run.hpp"

namespace locarno::system_test {
namespace {

using nlohmann::json;

class SettleDomain : public testing::Test {
 protected:
  void SetUp() override {
    folder_.write("in/bridge.csv",
                  "issue,option,North,South\n(fallback),,2,1\ntolls,none,0,3\ntolls,low,2,2\ntolls,high,4,0\nport,open,3,0\nport,shut,0,4\n"
                  "(forbid),tolls,high,port,open\n");
  }
  std::string in() const { return folder_ / "in"; }
  Folder folder_;
};

TEST_F(SettleDomain, PrintsTheShapeOfTheContract) {
  const Ran ran = run("settle " + in() + " --json --frontier", project());
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json page = json::parse(ran.out);
  EXPECT_EQ(page["outcomes"], 6);
  // worths under the rule: (0,7) (3,3) (2,6) (5,2) (4,4); (3,3) is worse than (4,4) for both
  EXPECT_EQ(page["pareto_points"], 4);
  EXPECT_EQ(page["pareto_outcomes"], 4);
  EXPECT_EQ(page["pareto_points_rational"], 3);
  EXPECT_EQ(page["nash"]["utilities"], json({"4", "4"}));
  EXPECT_EQ(page["nash"]["outcome"], json({"high", "shut"}));
  EXPECT_EQ(page["nash"]["decimals"], json({4.0, 4.0}));
  EXPECT_EQ(page["nash"]["proof"], "listed");
  EXPECT_EQ(page["welfare"]["utilities"], json({"2", "6"}));
  EXPECT_EQ(page["welfare"]["tie_count"], 1);
  EXPECT_EQ(page["min_difference"]["utilities"], json({"4", "4"}));
  EXPECT_EQ(page["frontier"].size(), 4u);
}

TEST_F(SettleDomain, ATableForPeople) {
  const Ran ran = run("settle " + in(), project());
  EXPECT_EQ(ran.status, 0);
  EXPECT_NE(ran.out.find("Frontier: 4 points"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("high | shut"), std::string::npos);
}

TEST_F(SettleDomain, JudgesADraft) {
  const json page = json::parse(run("settle " + in() + " --json --draft 'low | open'", project()).out)["draft"];
  EXPECT_EQ(page["efficient"], true);
  const json worse = json::parse(run("settle " + in() + " --json --draft 'tolls=none|port=open'", project()).out)["draft"];
  EXPECT_EQ(worse["efficient"], false);
  EXPECT_EQ(worse["better"][0]["utilities"], json({"4", "4"}));
  const json low = json::parse(run("settle " + in() + " --json --draft 'none|shut'", project()).out)["draft"];
  EXPECT_EQ(low["lifts"][0]["party"], "North");
  EXPECT_EQ(low["lifts"][0]["changes"], json::parse(R"([{"issue":"tolls","from":"none","to":"low"}])"));
  EXPECT_EQ(low["lifts"][0]["cost_to_others"], "1");
  const Ran bad = run("settle " + in() + " --draft 'hgh|shut'", project());
  EXPECT_EQ(bad.status, 3);
  EXPECT_NE(bad.err.find("did you mean 'high'"), std::string::npos) << bad.err;
}

TEST_F(SettleDomain, WritesAndReadsBack) {
  const std::string out = folder_ / "out";
  ASSERT_EQ(run("settle " + in() + " --export genius --to " + out, project()).status, 0);
  const json page = json::parse(run("settle " + out + " --json", project()).out);
  EXPECT_EQ(page["outcomes"], 6);
  EXPECT_EQ(page["pareto_points"], 5);   // the format has no rules, so (7,0) comes in
  EXPECT_EQ(run("settle " + in() + " --export genius --to " + out, project()).status, 5);
  EXPECT_EQ(run("settle " + in() + " --export genius", project()).status, 2);
}

/// The same bridge as a case: the points stand beside zone, clashes and openings.
TEST_F(SettleDomain, ACaseWithScoresHasTheSamePoints) {
  std::string text = "[case]\ntitle = \"bridge\"\n";
  for (const auto& [id, fallback] : {std::pair{"NORTH", "2"}, std::pair{"SOUTH", "1"}})
    text += "[[party]]\nid = \"" + std::string(id) + "\"\nname = \"" + id + "\"\nsigns = true\nfallback = " + fallback + "\n";
  const auto issue = [&](const std::string& id, std::initializer_list<const char*> options) {
    text += "[[issue]]\nid = \"" + id + "\"\nname = \"" + id + "\"\n";
    for (const char* option : options) text += "[[issue.option]]\nid = \"" + std::string(option) + "\"\nname = \"" + option + "\"\n";
  };
  issue("tolls", {"none", "low", "high"});
  issue("port", {"open", "shut"});
  const auto score = [&](const std::string& party, const std::string& of, const std::string& values) {
    text += "[[score]]\nparty = \"" + party + "\"\nissue = \"" + of + "\"\nvalues = { " + values + " }\nsource = \"made up\"\n";
  };
  score("NORTH", "tolls", "none = 0, low = 2, high = 4");
  score("NORTH", "port", "open = 3, shut = 0");
  score("SOUTH", "tolls", "none = 3, low = 2, high = 0");
  score("SOUTH", "port", "open = 0, shut = 4");
  text += "[[red_line]]\nparty = \"SOUTH\"\nrule = \"not (tolls = high and port = open)\"\nsource = \"made up\"\n";
  folder_.write("case/case.toml", text);
  folder_.write("case/reports/a.txt", "Nothing is said here.\n");
  const Ran ran = run("settle " + (folder_ / "case") + " --ledger :memory: --json", project());
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json page = json::parse(ran.out);
  EXPECT_EQ(page["zone"]["open"]["passing"], 5);
  EXPECT_EQ(page["passing"], 5);
  EXPECT_EQ(page["pareto_points"], 4);
  EXPECT_EQ(page["nash"]["utilities"], json({"4", "4"}));
  EXPECT_EQ(page["nash"]["outcome"], json({"high", "shut"}));
}

TEST_F(SettleDomain, ALimitEndsItWithFour) {
  const Ran ran = run("settle " + in() + " --limit 1 --json", project());
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(json::parse(ran.out)["frontier_verdict"], "limit_reached");
}

}  // namespace
}  // namespace locarno::system_test
