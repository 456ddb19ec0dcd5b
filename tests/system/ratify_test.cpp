// locarno ratify power | pass as a user meets it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "run.hpp"

namespace locarno::system_test {
namespace {

using nlohmann::json;

TEST(RatifyCommand, PowerPrintsFractions) {
  const Ran ran = run("ratify power --quota 39 --weights 7x5,1x10 --json", project());
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json rows = json::parse(ran.out);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]["weight"], 7);
  EXPECT_EQ(rows[0]["banzhaf"], "106/635");
  EXPECT_EQ(rows[0]["shapley"], "421/2145");
  EXPECT_EQ(rows[1]["banzhaf"], "21/1270");
  EXPECT_EQ(rows[1]["shapley"], "4/2145");
  const Ran treaty = run("ratify power --quota 1/67 --weights 1/0,0/1x100 --json", project());
  EXPECT_EQ(json::parse(treaty.out)[0]["shapley"], "34/101");
  EXPECT_EQ(json::parse(treaty.out)[0]["weight"], json({1, 0}));
}

TEST(RatifyCommand, PassShowsBothFigures) {
  const Ran ran = run("ratify pass --members 100 --need 67 --blocs 47@0.95,53@0.45 --rho-common 0.1 --rho-bloc 0.3 --json", project());
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json page = json::parse(ran.out);
  EXPECT_NEAR(page["independent"].get<double>(), .6956868159, 1e-10);
  EXPECT_NEAR(page["correlated"].get<double>(), .533838248698, 1e-12);
  const Ran text = run("ratify pass --need 67 --blocs 47@0.95,53@0.45 --pivots", project());
  EXPECT_NE(text.out.find("we assess"), std::string::npos);
  EXPECT_NE(text.out.find("if each decided alone"), std::string::npos);
}

TEST(RatifyCommand, RefusesWithASentence) {
  EXPECT_EQ(run("ratify pass --need 67 --blocs 47@1.95", project()).status, 3);
  EXPECT_EQ(run("ratify pass --need 67 --blocs 47@0.95", project()).status, 3);
  EXPECT_EQ(run("ratify pass --need 7 --members 9 --blocs 8@0.95", project()).status, 2);
  EXPECT_EQ(run("ratify power --quota 9 --weights 7x", project()).status, 2);
  EXPECT_EQ(run("ratify power --quota 0 --weights 7", project()).status, 3);
  const Ran help = run("ratify power --help", project());
  EXPECT_EQ(help.status, 0);
  EXPECT_NE(help.out.find("Examples:"), std::string::npos);
}

}  // namespace
}  // namespace locarno::system_test
