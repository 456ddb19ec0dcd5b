// locarno draft as a user meets it, on the bundled case.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "run.hpp"

namespace locarno::system_test {
namespace {

using nlohmann::json;

json draft_of(const json& page, const std::string& id) {
  for (const json& row : page["drafts"])
    if (row["id"] == id) return row;
  return {};
}

TEST(DraftCommand, TheTwentyPointPlanIsMostlyUnknown) {
  const Ran ran = run("draft cases/ukraine-2025 --as-of 2025-12-16 --ledger :memory: --json", project());
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json page = json::parse(ran.out);
  ASSERT_EQ(page["drafts"].size(), 4u);
  const json plan = draft_of(page, "plan-20");
  EXPECT_EQ(plan["points"], 20);
  EXPECT_EQ(plan["known"], 1);
  EXPECT_EQ(plan["accepted_by_all"]["of"], 20);
  EXPECT_EQ(plan["accepted_by_all"]["accepted"], 0);
  EXPECT_EQ(plan["clauses"]["territory"]["options"], json::array());            // dealt with, wording not known
  EXPECT_EQ(plan["clauses"]["security_guarantees"]["options"].size(), 2u);      // open between two
  EXPECT_FALSE(plan["evidence"].empty());                                       // the reports name it
  const json first = draft_of(page, "plan-28");
  bool hits_ukraine = false;
  for (const json& hit : first["hits"]) hits_ukraine |= hit["party"] == "UKR" && hit["points"] == json::array({21});
  EXPECT_TRUE(hits_ukraine);
  ASSERT_GE(first["completions"].size(), 2u);
  EXPECT_FALSE(first["completions"][0]["exists"]);                              // nothing passes as things stand
  EXPECT_TRUE(first["completions"][1]["exists"]);
  EXPECT_EQ(first["completions"][1]["verdict"], "proved");
}

TEST(DraftCommand, OnlyThoseNamedInTheirOrder) {
  const Ran ran = run("draft cases/ukraine-2025 counter-28 plan-28 --ledger :memory: --json", project());
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json page = json::parse(ran.out);
  ASSERT_EQ(page["drafts"].size(), 2u);
  EXPECT_EQ(page["drafts"][0]["id"], "counter-28");
  EXPECT_EQ(page["draft_changes"][0]["from"], "plan-28");
  EXPECT_EQ(page["draft_changes"][0]["to"], "counter-28");
}

TEST(DraftCommand, ErrorsHaveTheirCodes) {
  const Ran unknown = run("draft cases/ukraine-2025 plan28 --ledger :memory:", project());
  EXPECT_EQ(unknown.status, 3);
  EXPECT_NE(unknown.err.find("did you mean 'plan-28'"), std::string::npos) << unknown.err;
  const Ran folder = run("draft cases/ukraine-2025/reports --ledger :memory:", project());
  EXPECT_EQ(folder.status, 3);
  EXPECT_NE(folder.err.find("no case.toml"), std::string::npos) << folder.err;
}

TEST(DraftCommand, TheBriefHasASectionOnDraftsInBothLanguages) {
  const Ran en = run("brief cases/ukraine-2025 --ledger :memory: --html -", project());
  EXPECT_NE(en.out.find("id=\"h-drafts\""), std::string::npos);
  EXPECT_EQ(en.out.find("<script"), std::string::npos);
  const Ran zh = run("brief cases/ukraine-2025 --ledger :memory: --lang zh --html -", project());
  EXPECT_NE(zh.out.find("\u8349\u6848\u5bf9\u7167"), std::string::npos);
  const Ran early = run("brief cases/ukraine-2025 --ledger :memory: --as-of 2024-12-05 --html -", project());
  EXPECT_EQ(early.out.find("id=\"h-drafts\""), std::string::npos);  // none was on the table
}

}  // namespace
}  // namespace locarno::system_test
