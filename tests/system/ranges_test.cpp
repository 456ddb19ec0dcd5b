// locarno ranges as a user meets it, on a made-up case with scores.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "run.hpp"
#include "towns_case.hpp"

namespace locarno::system_test {
namespace {

using nlohmann::json;

const std::string bridge = towns_case({{"tolls", {"low", "high"}}, {"patrols", {"own", "joint"}}}) + R"(
[[score]]
party = "NORTH"
issue = "tolls"
values = { low = 2, high = 0 }
source = "interview"
[[score]]
party = "NORTH"
issue = "patrols"
values = { own = 0, joint = 1 }
source = "interview"
[[score]]
party = "SOUTH"
issue = "tolls"
weight = [0.25, 1]
values = { low = 0, high = 2 }
source = "interview"
[[score]]
party = "SOUTH"
issue = "patrols"
weight = [0.25, 1]
values = { own = 1, joint = 0 }
source = "interview"
)";

void make(const Folder& folder, const std::string& more = "") {
  folder.write("case.toml", bridge + more);
  folder.write("reports/one.txt", "The towns met on 5 May 2024. Nothing was said.\n");
}

json candidate(const json& out, const json& outcome) {
  for (const json& row : out["candidates"])
    if (row["outcome"] == outcome) return row;
  return {};
}

TEST(RangesCommand, SaysWhatHoldsWhateverTheNumbersAre) {
  const Folder folder;
  make(folder);
  const Ran ran = run("ranges '" + folder.str() + "' --ledger :memory: --json");
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json out = json::parse(ran.out);
  EXPECT_EQ(out["settlements"], 4);
  EXPECT_EQ(candidate(out, {"low", "own"})["necessarily_efficient"], "yes");
  EXPECT_EQ(candidate(out, {"low", "joint"})["regret"]["SOUTH"]["exact"], "3");
  EXPECT_EQ(out["samples"], 1000);
  const Ran again = run("ranges '" + folder.str() + "' --ledger :memory: --json --threads 1");
  EXPECT_EQ(ran.out, again.out);  // the same bytes on any number of threads
  const Ran words = run("ranges '" + folder.str() + "' --ledger :memory: --order 'SOUTH: tolls > patrols' --samples 0");
  EXPECT_EQ(words.status, 0) << words.err;
  EXPECT_NE(words.out.find("tolls = high, patrols = joint\n   efficient whatever the numbers are"), std::string::npos) << words.out;
}

TEST(RangesCommand, SpeaksChinese) {
  const Folder folder;
  make(folder, "[[red_line]]\nid = \"N.1\"\nparty = \"NORTH\"\nrule = \"tolls = low\"\nsource = \"letter\"\n");
  const auto is_told = [&](const std::string& command) {
    const Ran en = run(command + " '" + folder.str() + "' --ledger :memory:"), zh = run(command + " '" + folder.str() + "' --ledger :memory: --lang zh");
    EXPECT_EQ(zh.status, 0) << zh.err;
    EXPECT_NE(en.out, zh.out);
    return zh.out;
  };
  const std::string ranges = is_told("ranges"), settle = is_told("settle");
  EXPECT_EQ(ranges.find("efficient"), std::string::npos) << ranges;
  EXPECT_EQ(ranges.find("worth"), std::string::npos) << ranges;
  EXPECT_EQ(settle.find("Removed by"), std::string::npos) << settle;
  EXPECT_EQ(settle.find("traded together"), std::string::npos) << settle;
  EXPECT_NE(settle.find("N.1"), std::string::npos) << settle;
}

TEST(BriefCommand, ThePageOfACaseWithScoresHasTheFrontier) {
  const Folder folder;
  make(folder, "[[red_line]]\nparty = \"NORTH\"\nrule = \"tolls = low\"\nsource = \"letter\"\n");
  for (const char* language : {"en", "zh"}) {
    const Ran page = run("brief '" + folder.str() + "' --ledger :memory: --html - --lang " + language);
    EXPECT_EQ(page.status, 0) << page.err;
    const auto section = page.out.find("s-frontier");
    ASSERT_NE(section, std::string::npos) << page.out;
    EXPECT_NE(page.out.find("<svg", section), std::string::npos);
    EXPECT_EQ(page.out.find("Frontier of") == std::string::npos, std::string(language) == "zh");
  }
}

TEST(RangesCommand, ErrorsHaveTheirCodes) {
  const Folder folder;
  make(folder);
  const std::string ask = "ranges '" + folder.str() + "' --ledger :memory: ";
  const Ran party = run(ask + "--order 'SUOTH: tolls > patrols'");
  EXPECT_EQ(party.status, 3);
  EXPECT_NE(party.err.find("did you mean 'SOUTH'"), std::string::npos) << party.err;
  EXPECT_EQ(run(ask + "--order 'no colon'").status, 2);
  EXPECT_EQ(run(ask + "--band 101").status, 2);
  EXPECT_EQ(run(ask + "--most 2").status, 4);
  const Ran none = run("ranges cases/ukraine-2025 --ledger :memory:", project());
  EXPECT_EQ(none.status, 3) << none.out;  // no scores there
}

TEST(RangesCommand, WhereNothingPassesAnOpeningMayBeReleased) {
  const Folder folder;
  make(folder, "[[red_line]]\nparty = \"NORTH\"\nrule = \"tolls = low\"\nsource = \"letter\"\n"
               "[[red_line]]\nparty = \"SOUTH\"\nrule = \"tolls = high\"\nsource = \"letter\"\n");
  const Ran none = run("ranges '" + folder.str() + "' --ledger :memory:");
  EXPECT_EQ(none.status, 0) << none.err;
  EXPECT_NE(none.out.find("--opening 1"), std::string::npos) << none.out;
  const Ran one = run("ranges '" + folder.str() + "' --ledger :memory: --opening 1 --json");
  EXPECT_EQ(json::parse(one.out)["settlements"], 2);
  EXPECT_EQ(run("ranges '" + folder.str() + "' --ledger :memory: --opening 9").status, 3);
}

TEST(PictureFiles, TheFrontierAndTheStripsAreWritten) {
  const Folder folder;
  make(folder, "[[red_line]]\nparty = \"NORTH\"\nrule = \"tolls = low\"\nsource = \"letter\"\n");
  const std::string pictures = folder / "pictures";
  const Ran settled = run("settle '" + folder.str() + "' --ledger :memory: --svg '" + pictures + "'");
  EXPECT_EQ(settled.status, 0) << settled.err;
  const std::string frontier = slurp(pictures + "/frontier.svg");
  EXPECT_NE(frontier.find("<title>"), std::string::npos);
  EXPECT_NE(frontier.find("NORTH"), std::string::npos);
  const Ran page = run("brief '" + folder.str() + "' --ledger :memory: --svg '" + pictures + "'");
  EXPECT_EQ(page.status, 0) << page.err;
  EXPECT_NE(page.out.find("red-lines.svg"), std::string::npos) << page.out;
  EXPECT_NE(slurp(pictures + "/red-lines.svg").find("4 of 4"), std::string::npos);  // without the one line everything passes
  EXPECT_EQ(run("brief '" + folder.str() + "' --ledger :memory: --svg /dev/null/x").status, 5);
}

}  // namespace
}  // namespace locarno::system_test
