#include <gtest/gtest.h>

#include "flaws.hpp"
#include "stability/attitudes.hpp"
#include "stability/concepts.hpp"
#include "stability/random_models.hpp"
#include "stability/small_models.hpp"
#include "stability/why.hpp"

namespace locarno::stability {
namespace {

constexpr Attitude plus = Attitude::positive, zero = Attitude::neutral, minus = Attitude::negative;

std::vector<StateIndex> nash(const std::vector<std::vector<Attitude>>& attitudes) {
  locarno::Run run;
  const auto model = check(dilemma());
  const auto answer = stability(*model, {{Concept::R}, {}, {}, {}, attitudes}, run);
  EXPECT_TRUE(answer) << to_string(answer.error());
  return answer->concepts[0].equilibria.states();
}

TEST(Attitudes, WhoWishesTheOtherWellDoesNotDefect) {
  EXPECT_EQ(nash({}), (std::vector<StateIndex>{0}));
  EXPECT_EQ(nash({{plus, plus}, {plus, plus}}), (std::vector<StateIndex>{0, 1, 2, 3}));  // each move helps one and harms the other
  EXPECT_EQ(nash({{zero, plus}, {plus, zero}}), (std::vector<StateIndex>{3}));           // each serves the other alone
  EXPECT_EQ(nash({{zero, minus}, {minus, zero}}), (std::vector<StateIndex>{0}));
}

std::vector<std::vector<Attitude>> selfish(std::size_t makers) {
  std::vector<std::vector<Attitude>> attitudes(makers, std::vector<Attitude>(makers, zero));
  for (std::size_t i = 0; i < makers; ++i) attitudes[i][i] = plus;
  return attitudes;
}

TEST(Attitudes, PositiveToOneselfAloneIsThePlainQuestion) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    for (const Family family : families) {
      const auto model = check(random_model(seed, family));
      StabilityQuestion q;
      q.reach = static_cast<Reach>(seed % 3);
      if (has_simultaneous_moves(*model)) q.concepts.push_back(Concept::SIM);
      locarno::Run run;
      const auto plain = stability(*model, q, run);
      q.attitudes = selfish((*model)->makers.size());
      const auto same = stability(*model, q, run);
      ASSERT_TRUE(plain && same);
      ASSERT_EQ(plain->concepts, same->concepts) << seed;
    }
  }
}

TEST(Attitudes, TwinsAgreeAndReasonsHold) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    for (const Family family : families) {
      const auto model = check(random_model(seed, family));
      Dice dice(seed);
      StabilityQuestion q;
      q.attitudes = selfish((*model)->makers.size());
      for (auto& row : q.attitudes) {
        for (Attitude& attitude : row) attitude = dice.once_in(2) ? attitude : static_cast<Attitude>(dice.below(3));
      }
      locarno::Run run;
      const auto fast = stability(*model, q, run), slow = stability_by_definition(*model, q, run);
      ASSERT_TRUE(fast && slow);
      ASSERT_EQ(fast->concepts, slow->concepts) << seed;
      const auto reason = why(*model, q, Concept::SEQ, 0, 0, run);
      ASSERT_TRUE(reason);
      EXPECT_EQ(reason->is_stable, fast->find(Concept::SEQ)->stable[0].has(0));
      EXPECT_TRUE(check(*model, q, *reason));
    }
  }
}

TEST(Attitudes, MustBeGivenForAllTowardsAll) {
  locarno::Run run;
  const auto model = check(dilemma());
  const auto answer = stability(*model, {{Concept::R}, {}, {}, {}, {{plus}}}, run);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().what, "attitudes must be given for each of 2 decision makers towards each");
  EXPECT_FALSE(stability(*model, {{Concept::R}, {}, Sanction::strict, {}, selfish(2)}, run));
}

TEST(Attitudes, AreWrittenOnOneLineOrAsJson) {
  Model model;
  model.makers = {{"North", {}}, {"South", {}}};
  const AttitudeTable expected = {{plus, minus}, {plus, zero}};
  EXPECT_EQ(*parse_attitudes("North:South=-, South : South = 0,South:North=positive", model), expected);
  EXPECT_EQ(*attitudes_of_json(R"({"North": {"South": "-"}, "South": {"South": 0, "North": "positive"}})", "a.json", model), expected);
  EXPECT_EQ(*attitudes_of_json("{}", "a.json", model), (AttitudeTable{{plus, zero}, {zero, plus}}));
  const auto complaint = [&](std::string_view line) { return complaint_of(parse_attitudes(line, model)); };
  EXPECT_EQ(complaint("North:Suoth=-"), "--attitudes: no decision maker is called 'Suoth'; did you mean 'South'?");
  EXPECT_EQ(complaint("North:South=*"), "--attitudes: an attitude is +, - or 0 (positive, negative, neutral); '*' is none of them");
  EXPECT_EQ(complaint("North:South=+,North:South=+"), "--attitudes: the attitude of 'North' towards 'South' is given twice");
  EXPECT_EQ(complaint("friendly"), "--attitudes: 'friendly' is no attitude; written as WHO:TOWARDS=+ (or -, or 0)");
  EXPECT_EQ(complaint_of(attitudes_of_json("{\"North\":\n {\"Suoth\": \"-\"}}", "a.json", model)), "a.json:2:12: no decision maker is called 'Suoth'; did you mean 'South'?");
  EXPECT_NE(complaint_of(attitudes_of_json("[]", "a.json", model)), "");
}

}  // namespace
}  // namespace locarno::stability
