// Rules as a person types them.
#include <gtest/gtest.h>

#include "ratify/inline_rules.hpp"

namespace locarno::ratify {
namespace {

TEST(InlineRules, WeightsAndQuotas) {
  const auto weights = parse_weights("7x2, 1x3");
  ASSERT_TRUE(weights);
  EXPECT_EQ(*weights, (std::vector<std::vector<std::uint32_t>>{{7}, {7}, {1}, {1}, {1}}));
  EXPECT_EQ(*parse_weights("1/0, 0/1x2"), (std::vector<std::vector<std::uint32_t>>{{1, 0}, {0, 1}, {0, 1}}));
  EXPECT_EQ(*parse_quota("1/51/218"), (std::vector<std::uint64_t>{1, 51, 218}));
  for (const char* bad : {"", "x", "7x", "7x2x3", "-1x2", "7x5,", "1.5x2", "99999999999x1", "1x200000"}) EXPECT_FALSE(parse_weights(bad)) << bad;
}

TEST(InlineRules, BlocsAndNeeds) {
  const auto blocs = parse_blocs("47@0.95, 53@9/20*2~0.1");
  ASSERT_TRUE(blocs);
  EXPECT_EQ((*blocs)[0], (VotingBloc{47, .95, 1, 0}));
  EXPECT_EQ((*blocs)[1], (VotingBloc{53, .45, 2, .1}));
  EXPECT_EQ(parse_blocs("3@1.5")->front().yes, 1.5);  // the question refuses it, with its words
  for (const char* bad : {"", "47", "47@", "@0.5", "47@x", "47@0.5*", "47@0.5~", "1@1@1"}) EXPECT_FALSE(parse_blocs(bad)) << bad;
  EXPECT_EQ(parse_need("67")->votes, 67u);
  EXPECT_TRUE(parse_need(">1/2")->more_than);
  EXPECT_EQ(parse_need("2/3")->denominator, 3u);
  for (const char* bad : {"", "two", "2/", "/3", "1/2/3", ">"}) EXPECT_FALSE(parse_need(bad)) << bad;
}

}  // namespace
}  // namespace locarno::ratify
