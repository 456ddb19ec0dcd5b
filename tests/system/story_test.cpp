// The story of the bundled case, and of the shared reports when they are there: what `locarno brief` must tell.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "run.hpp"

namespace locarno::system_test {
namespace {

using nlohmann::json;

json brief(const std::string& reports, const std::string& as_of) {
  const Ran ran = run("brief cases/ukraine-2025 --reports '" + reports + "' --as-of " + as_of + " --json", project());
  EXPECT_EQ(ran.status, 0) << ran.err;
  return json::parse(ran.out);
}

json stance(const json& page, const std::string& party, const std::string& issue, const std::string& option) {
  for (const json& row : page["stances"])
    if (row["party"] == party && row["issue"] == issue && row["option"] == option) return row;
  return {};
}

/// Does a clash hold lines of both parties on this issue?
bool clash_between(const json& page, const std::string& a, const std::set<std::string>& b, const std::string& issue) {
  std::map<std::string, json> line;
  for (const json& row : page["red_lines"]) line[row["id"]] = row;
  for (const json& clash : page["clashes"]) {
    bool has_a = false, has_b = false;
    for (const json& id : clash) {
      const json& row = line[id];
      const bool on_issue = std::count(row["issues"].begin(), row["issues"].end(), issue) > 0;
      has_a |= on_issue && row["party"] == a;
      has_b |= on_issue && b.contains(row["party"]);
    }
    if (has_a && has_b) return true;
  }
  return false;
}

bool every_clash_touches(const json& page, const std::string& issue) {
  std::map<std::string, json> line;
  for (const json& row : page["red_lines"]) line[row["id"]] = row;
  for (const json& clash : page["clashes"])
    if (std::none_of(clash.begin(), clash.end(), [&](const json& id) {
          const json& issues = line[id]["issues"];
          return std::count(issues.begin(), issues.end(), issue) > 0;
        }))
      return false;
  return !page["clashes"].empty();
}

void expect_quotations_slice(const json& page, const std::string& reports) {
  EXPECT_FALSE(page["quotations"].empty());
  for (const json& quotation : page["quotations"]) {
    std::string bytes = slurp(reports + "/" + quotation["doc"].get<std::string>());
    if (bytes.rfind("\xEF\xBB\xBF", 0) == 0) bytes.erase(0, 3);
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < bytes.size(); ++i)
      if ((static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80) starts.push_back(i);
    starts.push_back(bytes.size());
    const std::size_t first = quotation["char_start"], last = quotation["char_end"];
    ASSERT_LT(last, starts.size());
    EXPECT_EQ(bytes.substr(starts[first], starts[last] - starts[first]), quotation["text"]);
  }
}

void expect_the_story(const std::string& reports) {
  const json before = brief(reports, "2024-12-04");
  EXPECT_EQ(stance(before, "UKR", "nato_membership", "membership")["stance"], "accepts");
  EXPECT_EQ(stance(before, "UKR", "nato_membership", "none")["stance"], "rejects");
  EXPECT_EQ(stance(before, "UKR", "nato_membership", "none")["source"], "read");
  EXPECT_TRUE(clash_between(before, "UKR", {"USA", "EUR"}, "nato_membership"));
  expect_quotations_slice(before, reports);

  const json between = brief(reports, "2025-02-13");
  EXPECT_EQ(stance(between, "USA", "nato_membership", "membership")["stance"], "rejects");
  EXPECT_EQ(stance(between, "USA", "nato_membership", "membership")["first_hand"], true);
  expect_quotations_slice(between, reports);

  const json after = brief(reports, "2025-12-16");
  const json gives_up = stance(after, "UKR", "nato_membership", "none");
  EXPECT_EQ(gives_up["stance"], "accepts_if") << gives_up;
  EXPECT_NE(gives_up["condition"].dump().find("article5_like"), std::string::npos) << gives_up;
  EXPECT_FALSE(clash_between(after, "UKR", {"USA", "EUR"}, "nato_membership"));
  EXPECT_TRUE(every_clash_touches(after, "territory"));
  EXPECT_TRUE(std::any_of(after["moves"].begin(), after["moves"].end(), [](const json& move) {
    return move["party"] == "UKR" && move["issue"] == "nato_membership" && !move["evidence"].empty();
  }));
  for (const json& row : after["stances"]) {
    if (row["party"] == "RUS" && row["issue"] == "territory" && row["stance"] != "silent") {
      EXPECT_TRUE(row["first_hand"] == false || row["source"] == "analyst") << row;
    }
  }
  for (const json& line : after["red_lines"]) EXPECT_TRUE(line["source"] == "read" || line["source"] == "analyst");
  expect_quotations_slice(after, reports);
}

TEST(Story, OfTheBundledReports) { expect_the_story(project() + "/cases/ukraine-2025/reports"); }

TEST(Story, OfTheSharedReports) {
  if (shared().empty()) GTEST_SKIP() << "no shared material";
  expect_the_story(shared() + "/seeds");
}

TEST(SameBytes, TwiceAndOnAnyNumberOfThreads) {
  for (const std::string form : {"--json", "--html -", "--md", "--html - --lang zh"}) {
    const std::string brief = "brief cases/ukraine-2025 --reports cases/ukraine-2025/reports " + form + " --threads ";
    const Ran one = run(brief + "1", project());
    EXPECT_EQ(one.status, 0) << one.err;
    EXPECT_FALSE(one.out.empty());
    EXPECT_EQ(one.out, run(brief + "2", project()).out) << form;
    EXPECT_EQ(one.out, run(brief + "2", project()).out) << form;
  }
}

TEST(PlainFolder, WorksWithoutACaseAndSkipsTheZone) {
  const Folder folder;
  const Ran ran = run("brief '" + project() + "/cases/ukraine-2025/reports' --ledger :memory: --json", folder.str());
  EXPECT_EQ(ran.status, 0) << ran.err;
  const json page = json::parse(ran.out);
  EXPECT_TRUE(page["zone"].is_null());
  EXPECT_FALSE(page["stances"].empty());
  EXPECT_FALSE(page["quotations"].empty());
}

TEST(PlainFolder, ACellSaysAcceptsOrRejectsNotTheMadeUpOption) {
  const Folder folder;
  const Ran ran = run("brief '" + project() + "/cases/ukraine-2025/reports' --ledger :memory: --md", folder.str());
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_NE(ran.out.find("\u25CF accepts, "), std::string::npos);
  EXPECT_NE(ran.out.find("\u25CB rejects, "), std::string::npos);
  EXPECT_EQ(ran.out.find("\u25CF for, "), std::string::npos);
  EXPECT_EQ(ran.out.find("\u25CB for, "), std::string::npos);
}

TEST(Places, GivenReportsNothingIsLeftBehind) {
  const Folder folder;
  run("brief '" + project() + "/cases/ukraine-2025' --reports '" + project() + "/cases/ukraine-2025/reports' --json", folder.str());
  EXPECT_TRUE(std::filesystem::is_empty(folder.str()));
}

}  // namespace
}  // namespace locarno::system_test
