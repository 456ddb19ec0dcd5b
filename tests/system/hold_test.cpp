// locarno hold as a user meets it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "run.hpp"

namespace locarno::system_test {
namespace {

using nlohmann::json;

TEST(HoldCommand, TheShapeOfTheContract) {
  const Ran ran = run("hold --set g0=0.745 --set T_sunset=5 --draws 500 --json", project());
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json page = json::parse(ran.out);
  EXPECT_NEAR(page["S1"].get<double>(), .9298, 5.1e-5);
  EXPECT_NEAR(page["S5"].get<double>(), .774, 5.1e-5);
  EXPECT_NEAR(page["S10"].get<double>(), .56129829933684, 1e-9);
  EXPECT_NEAR(page["rmst10"].get<double>(), 7.541, 5.1e-4);
  EXPECT_NEAR(page["first_to_break"]["A"].get<double>(), .715, 6e-4);
  EXPECT_NEAR(page["first_to_break"]["accident"].get<double>(), .241, 6e-4);
  EXPECT_EQ(page["band"]["draws"], 500);
  EXPECT_GT(page["assumptions"].size(), 25u);
  const Ran plain = run("hold --draws 0 --json", project());
  EXPECT_NEAR(json::parse(plain.out)["S5"].get<double>(), .6960350057784751, 1e-12);
}

TEST(HoldCommand, ABandWithItsAssumptions) {
  const Ran ran = run("hold --draws 300 --tornado --verified 1 2 1", project());
  ASSERT_EQ(ran.status, 0) << ran.err;
  for (const char* words : {"We assess", "nine in ten", "Assumptions", "rates x", "theta", "first: A 75 %"})
    EXPECT_NE(ran.out.find(words), std::string::npos) << words;
  EXPECT_EQ(ran.out, run("hold --draws 300 --tornado --verified 1 2 1 --threads 3", project()).out);
}

TEST(HoldCommand, SpeaksChineseAsWell) {
  const Ran ran = run("hold --draws 300 --past ceasefire --ratio 0.5..2 --lang zh --verified 1 2 1", project());
  ASSERT_EQ(ran.status, 0) << ran.err;
  for (const char* words : {"\u4ee5\u505c\u706b\u7ed3\u675f", "\u90e8\u5206\u6c38\u4e0d\u8fdd\u7ea6", "\u7b2c 10 \u5e74", "0.5 \u81f3 2 \u500d"})
    EXPECT_NE(ran.out.find(words), std::string::npos) << words;
  for (const char* words : {"year", "kept", "default", "guarantee that"}) EXPECT_EQ(ran.out.substr(0, ran.out.find("M_A")).find(words), std::string::npos) << words;
  EXPECT_EQ(run("hold --lang fr", project()).status, 2);
}

TEST(HoldCommand, BacktestOnSharedTables) {
  if (shared().empty()) GTEST_SKIP() << "no shared tables";
  const Ran ran = run("backtest hold --data " + shared() + "/data/hold --repeats 1 --json", project());
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json page = json::parse(ran.out);
  ASSERT_EQ(page.size(), 4u);
  for (const json& table : page) EXPECT_EQ(table["scores"].size(), 7u);
  EXPECT_EQ(run("backtest hold --data " + project() + "/docs", project()).status, 3);
  EXPECT_EQ(run("backtest hold --data /nowhere", project()).status, 5);
}

TEST(HoldCommand, RefusesWithASentence) {
  EXPECT_EQ(run("hold --set g0=1.5", project()).status, 3);
  EXPECT_EQ(run("hold --set nu=-1", project()).status, 3);
  EXPECT_EQ(run("hold --set g0", project()).status, 2);
  const Ran unknown = run("hold --set joints=0.5", project());
  EXPECT_EQ(unknown.status, 3);
  EXPECT_NE(unknown.err.find("did you mean 'joint'"), std::string::npos) << unknown.err;
  const Ran early = run("hold --set T_sunset=-2", project());
  EXPECT_NE(early.err.find("before entry into force"), std::string::npos);
}

}  // namespace
}  // namespace locarno::system_test
