#include "settle/score_table.hpp"

#include <gtest/gtest.h>

#include "base/decimal.hpp"
#include "model/case_file.hpp"

namespace locarno::settle {
namespace {

const char* const bridge = R"(
[case]
title = "bridge"
[[party]]
id = "NORTH"
name = "North"
signs = true
fallback = 0.1
[[party]]
id = "SOUTH"
name = "South"
[[issue]]
id = "tolls"
name = "tolls"
[[issue.option]]
id = "none"
name = "none"
[[issue.option]]
id = "low"
name = "low"
[[score]]
party = "NORTH"
issue = "tolls"
weight = 0.3
values = { none = "1/3", low = [1, 2] }
source = "made up"
)";

TEST(ScoreTable, LevelThreeOfACaseIsReadExactly) {
  const auto c = parse_case(bridge, "c.toml", "bridge");
  ASSERT_TRUE(c) << to_string(c.error());
  const auto table = score_table(*c, {});
  ASSERT_TRUE(table) << to_string(table.error());
  ASSERT_EQ(table->parties.size(), 1u);
  EXPECT_EQ(table->parties[0].fallback, Rational(1, 10));
  EXPECT_EQ(worth(*table, 0, {0}), Rational(1, 10));
  EXPECT_EQ(worth(*table, 0, {1}), Rational(9, 20));   // the middle of the range
  EXPECT_EQ(table->parties[0].ranges.values[0][1], (Amount{1, 2}));
  const auto scaled = scale_scores(*table);
  ASSERT_TRUE(scaled);
  EXPECT_EQ(scaled->scale[0], 20);
  EXPECT_EQ(scaled->scores[0][0], (std::vector<std::int64_t>{2, 9}));
  EXPECT_EQ(scaled->fallback[0], 2);
  const auto again = parse_case(write_case(**c), "c.toml", "bridge");
  ASSERT_TRUE(again) << to_string(again.error());
  EXPECT_EQ((*again)->scores[0].values, (*c)->scores[0].values);
}

TEST(ScoreTable, FlawsAreNamedWithTheirPlace) {
  const auto broken = [](std::string from, std::string to) {
    std::string text = bridge;
    text.replace(text.find(from), from.size(), to);
    const auto c = parse_case(text, "c.toml", "bridge");
    return c ? std::string("accepted") : to_string(c.error());
  };
  EXPECT_EQ(broken("low = [1, 2]", "lo = 1"), "c.toml:25:31: issue 'tolls' has no option 'lo'; did you mean 'low'?");
  EXPECT_EQ(broken(", low = [1, 2]", ""), "c.toml:25:10: 'values' leaves out option 'low' of issue 'tolls'");
  EXPECT_EQ(broken("[1, 2]", "[3, 2]"), "c.toml:25:32: 'low' has a lowest number above its highest");
  EXPECT_EQ(broken("[1, 2]", "nan"), "c.toml:25:32: 'low' is a number that gives no exact number, expected 30, 0.25 or \"2/3\"");
  EXPECT_EQ(broken("weight = 0.3", "weight = -1"), "c.toml:21:1: a weight is negative; turn the values round instead");
}

TEST(Decimal, ExactBothWays) {
  EXPECT_EQ(parse_exact("0.1"), Rational(1, 10));
  EXPECT_EQ(parse_exact(" -1.5e-2 "), Rational(-3, 200));
  EXPECT_EQ(parse_exact("2/3"), Rational(2, 3));
  for (const char* bad : {"", "-", "1/0", "1e", "1e999", "nan", "inf", "0x10", "1.2.3", "1 2", "."})
    EXPECT_FALSE(parse_exact(bad)) << bad;
  EXPECT_EQ(decimal(Rational(2, 3), 4), "0.6667");
  EXPECT_EQ(decimal(Rational(-1, 8)), "-0.125");
  EXPECT_EQ(decimal(Rational(-1, 1000), 2), "0");
  EXPECT_EQ(decimal(Rational(7)), "7");
}

}  // namespace
}  // namespace locarno::settle
