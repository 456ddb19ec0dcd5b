// What the page says of gates and of keeping, where the case names institutions and parameters.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "brief/brief_page.hpp"
#include "brief/hold_words.hpp"
#include "brief/made_up.hpp"
#include "model/outlook.hpp"
#include "study/outlook_view.hpp"

namespace locarno::brief_test {
namespace {

constexpr const char* after_signature = R"(
[[institution]]
id = "council"
name = { en = "The Council", zh = "Yihui" }
need = "2/3"
source = "a made-up whip count"
[[institution.bloc]]
id = "left"
voters = 12
yes = 0.8
[[institution.bloc]]
id = "right"
voters = 9
yes = 0.5
[[institution]]
id = "mayor"
name = { en = "The Mayor", zh = "Shizhang" }
kind = "executive"
yes = 0.9
source = "made up"
[hold]
g0 = { value = 0.5, range = [0.3, 0.7], source = "made up" }
)";

MadeUp with_outlook() {
  MadeUp page = made_up();
  const auto outlook = parse_outlook(after_signature, "case.toml", **page.the_case);
  EXPECT_TRUE(outlook) << to_string(outlook.error());
  const auto view = study::outlook_view(**page.the_case, *outlook, locarno::Run{});
  EXPECT_TRUE(view) << to_string(view.error());
  page.brief.outlook = *view;
  return page;
}

std::string percent(double share) { return fmt::format("{:.0f}%", 100 * share); }

void expect_words(const std::string& page, const std::vector<std::string>& words) {
  for (const std::string& one : words) EXPECT_NE(page.find(one), std::string::npos) << one;
}

TEST(Chances, GatesSayTogetherAndAloneWithTheBounds) {
  const MadeUp made = with_outlook();
  const study::RatificationAnswer& answer = *made.brief.outlook->ratification;
  ASSERT_EQ(answer.institutions.size(), 2u);
  const std::string page = brief::to_markdown(made.brief, PageLanguage::en);
  expect_words(page, {"The Council", "The Mayor", "a made-up whip count", percent(answer.institutions[0].correlated), percent(answer.institutions[0].independent),
                      percent(answer.product), percent(answer.at_least)});
  EXPECT_NE(percent(answer.institutions[0].correlated), percent(answer.institutions[0].independent));
  const std::string chinese = brief::to_markdown(made.brief, PageLanguage::zh);
  expect_words(chinese, {"Yihui", "Shizhang", "\u901a\u8fc7\u7684\u53ef\u80fd\u4e3a", percent(answer.product)});
}

TEST(Chances, KeepingIsABandNeverABarePoint) {
  const MadeUp made = with_outlook();
  const study::HoldingAnswer& answer = *made.brief.outlook->holding;
  ASSERT_GT(answer.band.draws, 0u);
  std::size_t five = 0;
  while (answer.band.years[five] != 5) ++five;
  const std::string page = brief::to_markdown(made.brief, PageLanguage::en);
  expect_words(page, {"kept to year 5 with", percent(answer.band.p05[five]), percent(answer.band.p95[five]), "Who can check", "Assumed, not read"});
  EXPECT_EQ(brief::to_markdown(made_up().brief, PageLanguage::en).find("kept to year 5 with"), std::string::npos);
}

TEST(Chances, WhatWouldChangeItIsSaidInThePagesLanguage) {
  const MadeUp made = with_outlook();
  const std::string english = brief::to_markdown(made.brief, PageLanguage::en), chinese = brief::to_markdown(made.brief, PageLanguage::zh);
  const auto& rows = made.brief.outlook->holding->tornado;
  ASSERT_GE(rows.size(), 3u);
  for (std::size_t k = 0; k < 3; ++k) {
    const hold::Parameter& parameter = *hold::find_parameter(rows[k].name);
    expect_words(english, {std::string(parameter.meaning)});
    expect_words(chinese, {brief::parameter_meaning(parameter, PageLanguage::zh)});
    EXPECT_EQ(chinese.find(parameter.meaning), std::string::npos) << parameter.name;
  }
}

TEST(Chances, EveryParameterHasItsWordsInChinese) {
  for (const hold::Parameter& parameter : hold::parameters()) {
    const std::string words = brief::parameter_meaning(parameter, PageLanguage::zh);
    EXPECT_NE(words, parameter.meaning) << parameter.name;
    EXPECT_EQ(brief::parameter_meaning(parameter, PageLanguage::en), parameter.meaning);
  }
}

}  // namespace
}  // namespace locarno::brief_test
