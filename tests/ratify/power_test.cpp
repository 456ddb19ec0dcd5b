// Power indices: published games to the last digit, laws on drawn games, and the listing twin on every small game.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/decimal.hpp"
#include "ratify/power.hpp"

namespace locarno::ratify {
namespace {

PowerQuestion weighted(std::uint64_t quota, const std::vector<std::uint32_t>& weights) {
  PowerQuestion question;
  for (const std::uint32_t weight : weights) question.weights.push_back({weight});
  question.ways = {{quota}};
  return question;
}

/// Bodies of several kinds of seats; each way asks so many of each.
PowerQuestion chambers(const std::vector<std::uint32_t>& seats, const std::vector<std::vector<std::uint64_t>>& ways) {
  PowerQuestion question;
  for (std::size_t c = 0; c < seats.size(); ++c)
    for (std::uint32_t v = 0; v < seats[c]; ++v) {
      question.weights.emplace_back(seats.size(), 0);
      question.weights.back()[c] = 1;
    }
  question.ways = ways;
  return question;
}

PowerAnswer answer_of(const PowerQuestion& question) {
  auto answer = power(question, locarno::Run{});
  EXPECT_TRUE(answer) << to_string(answer.error());
  return answer ? std::move(*answer) : PowerAnswer{};
}

void expect_indices(const PowerQuestion& question, const std::vector<std::pair<std::string, std::string>>& expected) {
  const PowerAnswer answer = answer_of(question);
  ASSERT_EQ(answer.kinds.size(), expected.size());
  for (std::size_t k = 0; k < expected.size(); ++k) {
    EXPECT_EQ(fraction(answer.kinds[k].banzhaf), expected[k].first) << "kind " << k;
    EXPECT_EQ(fraction(answer.kinds[k].shapley), expected[k].second) << "kind " << k;
  }
}

std::vector<std::uint32_t> council(std::uint32_t heavy, std::uint32_t weight, std::uint32_t light) {
  std::vector<std::uint32_t> weights(heavy, weight);
  weights.insert(weights.end(), light, 1);
  return weights;
}

TEST(Power, PublishedGamesExactly) {
  expect_indices(weighted(39, council(5, 7, 10)), {{"106/635", "421/2145"}, {"21/1270", "4/2145"}});
  expect_indices(weighted(27, council(5, 5, 6)), {{"19/105", "76/385"}, {"1/63", "1/462"}});
  expect_indices(weighted(12, {4, 4, 4, 2, 2, 1}), {{"5/21", "7/30"}, {"1/7", "3/20"}, {"0", "0"}});
  expect_indices(weighted(41, {10, 10, 10, 10, 5, 5, 3, 3, 2}),
                 {{"53/317", "5/28"}, {"29/317", "17/210"}, {"21/317", "2/35"}, {"5/317", "1/105"}});
  expect_indices(weighted(58, {31, 31, 28, 21, 2, 2}), {{"1/3", "1/3"}, {"1/3", "1/3"}, {"0", "0"}, {"0", "0"}});
  expect_indices(weighted(51, {50, 49, 1}), {{"3/5", "2/3"}, {"1/5", "1/6"}, {"1/5", "1/6"}});
  expect_indices(weighted(6, {4, 3, 2, 1}), {{"5/12", "5/12"}, {"1/4", "1/4"}, {"1/4", "1/4"}, {"1/12", "1/12"}});
  expect_indices(weighted(27, std::vector<std::uint32_t>(27, 1)), {{"1/27", "1/27"}});
  expect_indices(weighted(51, std::vector<std::uint32_t>(101, 1)), {{"1/101", "1/101"}});
}

TEST(Power, LegislatureAndTreatyOfTheUnitedStates) {
  const PowerAnswer law = answer_of(chambers({1, 100, 435}, {{1, 51, 218}, {0, 67, 290}}));
  EXPECT_NEAR(law.kinds[0].shapley.get_d(), 0.16046952552431812, 1e-15);
  EXPECT_NEAR(law.kinds[1].shapley.get_d(), 0.004374181892033637, 1e-16);
  EXPECT_NEAR(law.kinds[2].shapley.get_d(), 0.0009243960580972832, 1e-17);
  EXPECT_EQ(law.kinds[0].shapley + 100 * law.kinds[1].shapley + 435 * law.kinds[2].shapley, 1);
  const PowerAnswer older = answer_of(chambers({1, 96, 435}, {{1, 49, 218}, {0, 64, 290}}));
  EXPECT_NEAR(older.kinds[0].shapley.get_d(), 0.15867212721558233, 1e-15);
  EXPECT_NEAR(Rational(older.kinds[0].shapley / older.kinds[2].shapley).get_d(), 168.11970236781093, 1e-10);
  const PowerAnswer treaty = answer_of(chambers({1, 100}, {{1, 67}}));
  EXPECT_EQ(fraction(treaty.kinds[0].shapley), "34/101");
  EXPECT_NEAR(treaty.kinds[1].shapley.get_d(), 0.0066336633663366335, 1e-16);
  EXPECT_NEAR(treaty.kinds[0].banzhaf.get_d(), 0.027282533848239057, 1e-15);
  EXPECT_NEAR(treaty.kinds[1].banzhaf.get_d(), 0.00972717466151761, 1e-15);
}

/// The double majority of the Council, every member against the shared reference values.
TEST(OraclePower, DoubleMajorityOfTheCouncil) {
  const char* set = std::getenv("LOCARNO_SHARED");
  const auto path = std::filesystem::path(set != nullptr ? set : "../shared") / "oracles/hold/power_golden.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared oracles at " << path;
  std::ifstream in(path);
  const auto golden = nlohmann::ordered_json::parse(in);
  std::size_t seen = 0;
  for (const auto& [name, game] : golden.items()) {
    if (!name.starts_with("EU2")) continue;
    PowerQuestion question;
    std::vector<std::pair<std::uint32_t, std::pair<std::string, std::string>>> members;
    for (const auto& [member, row] : game.items()) {
      if (member == "q") continue;
      question.weights.push_back({row["weight"], 1});
      members.push_back({row["weight"], {row["banzhaf"], row["shapley"]}});
    }
    const std::uint64_t quota = game["q"];
    if (name.starts_with("EU28")) question.ways = {{quota, 16}};
    else question.ways = {{quota, 15}, {0, 24}};
    for (const VoterPower& kind : answer_of(question).kinds)
      for (const auto& [weight, expected] : members) {
        if (weight != kind.weights[0]) continue;
        ++seen;
        EXPECT_EQ(fraction(kind.banzhaf), expected.first) << name << " " << weight;
        EXPECT_EQ(fraction(kind.shapley), expected.second) << name << " " << weight;
      }
  }
  EXPECT_EQ(seen, 55u);
}

/// So many different weights force the tables; the listing twin walks the coalitions.
TEST(Power, TablesAgreeWithListing) {
  PowerQuestion question = weighted(211, {});
  for (std::uint32_t w = 1; w <= 16; ++w) question.weights.push_back({3 * w + w * w % 5});
  question.weights.push_back({0});
  for (const std::uint64_t quota : {60u, 211u}) {
    question.ways = {{quota}};
    const auto listed = power_by_listing(question);
    ASSERT_TRUE(listed) << to_string(listed.error());
    const PowerAnswer answer = answer_of(question);
    EXPECT_EQ(answer.kinds, listed->kinds) << quota;
    PowerQuestion alone = question;
    alone.with_shapley = false;
    const PowerAnswer banzhaf = answer_of(alone);
    for (std::size_t k = 0; k < answer.kinds.size(); ++k) {
      EXPECT_EQ(banzhaf.kinds[k].swings, answer.kinds[k].swings);
      EXPECT_EQ(banzhaf.kinds[k].banzhaf, answer.kinds[k].banzhaf);
    }
  }
}

std::string sum_of(const PowerAnswer& answer) {
  Rational banzhaf = 0, shapley = 0;
  for (const VoterPower& kind : answer.kinds) {
    banzhaf += kind.banzhaf * kind.voters;
    shapley += kind.shapley * kind.voters;
  }
  return fraction(banzhaf) + " " + fraction(shapley);
}

/// Too many for the twin; the laws hold.
TEST(Power, TwentyFourLargeWeights) {
  PowerQuestion question = weighted(0, {});
  std::uint64_t total = 0;
  for (std::uint32_t w = 0; w < 24; ++w) {
    question.weights.push_back({100 + w * 37});
    total += 100 + w * 37;
  }
  question.ways = {{total / 2 + 1}};
  const PowerAnswer answer = answer_of(question);
  EXPECT_EQ(sum_of(answer), "1 1");
  for (std::size_t k = 1; k < answer.kinds.size(); ++k) EXPECT_GE(answer.kinds[k].shapley, answer.kinds[k - 1].shapley);
  question.ways = {{total - total / 2}};  // the dual rule: who can stop a coalition
  EXPECT_EQ(answer_of(question).kinds[7].shapley, answer.kinds[7].shapley);
  // The same game with every head counted beside it, asked for nothing: another road through the tables.
  for (auto& voter : question.weights) voter.push_back(1);
  question.ways = {{total / 2 + 1, 1}};
  const PowerAnswer general = answer_of(question);
  for (std::size_t k = 0; k < answer.kinds.size(); ++k) {
    EXPECT_EQ(general.kinds[k].shapley, answer.kinds[k].shapley);
    EXPECT_EQ(general.kinds[k].banzhaf, answer.kinds[k].banzhaf);
  }
}

/// Many voters, cells of several words, groups on several threads; the same game with every head counted beside it goes another road.
TEST(Power, BandsAgreeWithWholeTables) {
  for (const std::uint32_t voters : {17u, 40u, 130u}) {
    PowerQuestion question = weighted(0, {});
    std::uint64_t total = 0;
    for (std::uint32_t v = 0; v < voters; ++v) {
      question.weights.push_back({v * 7919 % 83 % 60 + (v == 5 ? 900u : 0u)});  // some weigh nothing, one very much
      total += question.weights.back()[0];
    }
    for (const std::uint64_t quota : {total / 3, total - total / 4}) {
      question.ways = {{quota}};
      PowerQuestion with_heads = question;
      for (auto& voter : with_heads.weights) voter.push_back(1);
      with_heads.ways = {{quota, 1}};
      const PowerAnswer whole = answer_of(with_heads);
      for (const unsigned threads : {1u, 2u, 3u}) {
        locarno::Run run;
        run.threads = threads;
        const auto bands = power(question, run);
        ASSERT_TRUE(bands) << to_string(bands.error());
        for (std::size_t k = 0; k < whole.kinds.size(); ++k) {
          ASSERT_EQ(bands->kinds[k].swings, whole.kinds[k].swings) << voters << " " << quota << " " << k;
          ASSERT_EQ(bands->kinds[k].shapley, whole.kinds[k].shapley) << voters << " " << quota << " " << k;
        }
        EXPECT_EQ(sum_of(*bands), "1 1");
      }
    }
  }
}

TEST(Power, EverySmallGame) {
  for (std::uint32_t code = 0; code < 256; ++code) {  // four voters of weight 0..3
    std::vector<std::uint32_t> weights;
    std::uint32_t total = 0;
    for (std::uint32_t v = 0, left = code; v < 4; ++v, left /= 4) {
      weights.push_back(left % 4);
      total += left % 4;
    }
    for (std::uint32_t quota = 1; quota <= total; ++quota) {
      const PowerQuestion question = weighted(quota, weights);
      ASSERT_EQ(answer_of(question).kinds, power_by_listing(question)->kinds) << code << " " << quota;
    }
  }
}

RC_GTEST_PROP(PowerLaws, ScaleDummyAndListing, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 9);
  const auto weights = *rc::gen::container<std::vector<std::uint32_t>>(count, rc::gen::inRange<std::uint32_t>(0, 12));
  std::uint32_t total = 0;
  for (const std::uint32_t weight : weights) total += weight;
  RC_PRE(total > 0);
  const auto quota = *rc::gen::inRange<std::uint32_t>(1, total + 1);
  PowerQuestion question = weighted(quota, weights);
  const PowerAnswer answer = answer_of(question);
  RC_ASSERT(answer.kinds == power_by_listing(question)->kinds);
  RC_ASSERT(sum_of(answer) == "1 1");
  PowerQuestion scaled = weighted(quota * 7ull, weights);
  for (auto& voter : scaled.weights) voter[0] *= 7;
  const PowerAnswer large = answer_of(scaled);
  for (std::size_t k = 0; k < answer.kinds.size(); ++k) RC_ASSERT(large.kinds[k].shapley == answer.kinds[k].shapley);
  question.weights.push_back({0});  // a voter without weight gains nothing and takes nothing
  const PowerAnswer more = answer_of(question);
  for (std::size_t k = 0; k < answer.kinds.size(); ++k) {
    RC_ASSERT(more.kinds[k].shapley == answer.kinds[k].shapley);
    RC_ASSERT(more.kinds[k].banzhaf == answer.kinds[k].banzhaf);
  }
}

TEST(Power, RefusesRulesThatCannotBe) {
  for (const PowerQuestion& bad : {weighted(0, {1, 2}), weighted(4, {1, 2}), weighted(1, {}), PowerQuestion{{{1}}, {}},
                                   PowerQuestion{{{1, 2}}, {{1}}}, PowerQuestion{{{1}}, {{1}, {1, 1}}}}) {
    const auto answer = power(bad, locarno::Run{});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::bad_input);
  }
  locarno::Run run;
  run.limits.memory_bytes = 1000;
  PowerQuestion large = weighted(5000, {});
  for (std::uint32_t v = 0; v < 100; ++v) large.weights.push_back({100 + v});
  const auto answer = power(large, run);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::limit_reached);
}

}  // namespace
}  // namespace locarno::ratify
