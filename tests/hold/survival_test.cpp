// Would it be kept: the published table, closed forms as laws, drawn histories, and inspection games.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "hold/inspection.hpp"
#include "hold/survival.hpp"

namespace locarno::hold {
namespace {

Package package_with(const std::vector<std::pair<const char*, double>>& values) {
  Package package;
  for (const auto& [name, value] : values) {
    const auto done = set(package, name, value);
    EXPECT_TRUE(done) << to_string(done.error());
  }
  return package;
}

SurvivalAnswer ten_years(const Package& package) {
  auto answer = survival(package, {1, 2, 5, 10}, 10);
  EXPECT_TRUE(answer) << to_string(answer.error());
  return answer ? *answer : SurvivalAnswer{};
}

TEST(Survival, TheDefaultPackageToThePrintedDigits) {
  const Package package;
  const Hazards rate = hazards(package, 0);
  EXPECT_NEAR(rate.a, .10973711079258135, 1e-15);
  EXPECT_NEAR(rate.b, .005694800046218663, 1e-15);
  EXPECT_NEAR(rate.accident, .030545454545454542, 1e-15);
  EXPECT_NEAR(margins(package, 0).a, -.1496854152288935, 1e-15);
  EXPECT_NEAR(margins(package, 0).b, -.464783950617284, 1e-15);
  EXPECT_NEAR(guarantee(package, 0), .41, 1e-15);
  EXPECT_NEAR(needed_guarantee(package).effective, -.09851187500000018, 1e-14);
  EXPECT_NEAR(needed_guarantee(package).honoured, -.09851187500000018 / .95, 1e-14);
  const SurvivalAnswer answer = ten_years(package);
  EXPECT_NEAR(answer.kept[0], .8887673410096727, 1e-12);
  EXPECT_NEAR(answer.kept[1], .8177935488350087, 1e-12);
  EXPECT_NEAR(answer.kept[2], .6960350057784751, 1e-12);
  EXPECT_NEAR(answer.kept[3], .5962561707327317, 1e-12);
  EXPECT_NEAR(answer.mean_years, 7.2412673983939975, 1e-12);
  EXPECT_NEAR(answer.first_a, .75174059008204, 1e-12);
  EXPECT_NEAR(answer.first_b, .03901152778876581, 1e-12);
  EXPECT_NEAR(answer.first_accident, .2092478821291916, 1e-12);
  EXPECT_NEAR(answer.median, median_at_constant(rate.total(), package.theta), 1e-8);
}

struct Row {
  std::vector<std::pair<const char*, double>> set;
  double s1, s2, s5, s10, mean, first_a, first_b, accident;
};

TEST(Survival, EveryRowOfTheTable) {
  const std::vector<Row> rows = {
      {{{"g0", 0}}, .8181, .7279, .5966, .5015, 6.337, .876, .02, .105},
      {{{"g0", .22}}, .8571, .7759, .6475, .5491, 6.804, .823, .028, .149},
      {{{"g0", .41}}, .8888, .8178, .696, .5963, 7.241, .752, .039, .209},
      {{{"g0", .745}}, .9298, .8774, .774, .6778, 7.934, .563, .069, .368},
      {{{"g0", .745}, {"delta", .2231}}, .922, .8537, .7011, .5619, 7.277, .752, .039, .209},
      {{{"g0", .745}, {"T_sunset", 5}}, .9298, .8774, .774, .5613, 7.541, .715, .045, .241},
      {{{"tau", .3}}, .9131, .8524, .7398, .6409, 7.63, .661, .053, .286},
      {{{"g0", 0}, {"M_B", .9}}, .8686, .7907, .6642, .565, 6.955, .756, .077, .168},
      {{{"D", .6}, {"J", 0}}, .8466, .7625, .633, .5352, 6.671, .777, .03, .193},
      {{{"pun_prob", .95}, {"pun_A", .2}}, .941, .895, .7997, .7065, 8.16, .495, .055, .45},
      {{{"growth_A", .1}, {"omega", .5}}, .9066, .8404, .7132, .5919, 7.37, .674, .1, .225},
      {{{"theta", 0}}, .8642, .7468, .482, .2323, 5.259, .752, .039, .209}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.set.front().first + std::to_string(row.set.front().second));
    const SurvivalAnswer answer = ten_years(package_with(row.set));
    EXPECT_NEAR(answer.kept[0], row.s1, 5.1e-5);
    EXPECT_NEAR(answer.kept[1], row.s2, 5.1e-5);
    EXPECT_NEAR(answer.kept[2], row.s5, 5.1e-5);
    EXPECT_NEAR(answer.kept[3], row.s10, 5.1e-5);
    EXPECT_NEAR(answer.mean_years, row.mean, 5.1e-4);
    EXPECT_NEAR(answer.first_a, row.first_a, 6e-4);
    EXPECT_NEAR(answer.first_b, row.first_b, 6e-4);
    EXPECT_NEAR(answer.first_accident, row.accident, 6e-4);
  }
  EXPECT_NEAR(ten_years(package_with({{"g0", .745}, {"T_sunset", 5}})).kept[3], .56129829933684, 5e-13);  // closed form
}

TEST(Survival, TheRisingSideWaitsAndTheOtherDoesNot) {
  const Package still, rising = package_with({{"growth_A", .1}, {"omega", .5}});
  EXPECT_LT(hazards(rising, 0).a, hazards(still, 0).a);
  EXPECT_GT(hazards(rising, 0).b, hazards(still, 0).b);
  EXPECT_NEAR(hazards(rising, 0).a, .0655, 5e-5);
  EXPECT_NEAR(hazards(rising, 0).b, .0186, 5e-5);
}

TEST(Survival, ClosedForms) {
  EXPECT_NEAR(kept_at_constant(.25, 0, 5), .2865047968601901, 1e-15);
  EXPECT_NEAR(mean_years_at_constant(.25, 0, 10), 3.6716600055044046, 1e-13);
  EXPECT_NEAR(median_at_constant(.25, 0), 2.772588722239781, 1e-14);
  EXPECT_NEAR(kept_at_constant(.25, 1, 5), .4444444444444444, 1e-15);
  EXPECT_NEAR(mean_years_at_constant(.25, 1, 10), 5.011051873981472, 1e-13);
  EXPECT_NEAR(kept_at_constant(.25, 3.5, 5), .6184725623599194, 1e-15);
  EXPECT_NEAR(mean_years_at_constant(.25, 3.5, 10), 6.538640233170599, 1e-13);
  EXPECT_NEAR(median_at_constant(.25, 3.5), 11.787095427411156, 1e-12);
  EXPECT_NEAR(kept_at_constant(1, 3.5, 10), .3592048092566435, 1e-15);
  EXPECT_NEAR(mean_years_at_constant(.05, 3.5, 10), 8.477793425783485, 1e-13);
  EXPECT_NEAR(median_at_constant(.05, 3.5), 58.93547713705577, 1e-10);
  EXPECT_NEAR(kept_at_two_rates(.05, .3, 5, 3.5, 10), .5706202508807791, 1e-14);
  EXPECT_NEAR(kept_at_two_rates(.05, .3, 5, 0, 10), .17377394345044514, 1e-14);
}

RC_GTEST_PROP(SurvivalLaws, ClosedFormsAndOrder, ()) {
  Package package;
  for (const Parameter& parameter : parameters()) {
    if (parameter.name == "sunset" || parameter.name.starts_with("growth") || parameter.name == "decay") continue;
    const double share = *rc::gen::inRange(0, 1001) / 1000.0;
    package.*(parameter.member) = parameter.low + share * (parameter.high - parameter.low);
  }
  const SurvivalAnswer flat = ten_years(package);
  const double rate = hazards(package, 0).total();
  RC_ASSERT(std::abs(flat.kept[2] - kept_at_constant(rate, package.theta, 5)) < 1e-12);
  RC_ASSERT(std::abs(flat.mean_years - mean_years_at_constant(rate, package.theta, 10)) < 1e-10);
  RC_ASSERT(std::abs(flat.first_a + flat.first_b + flat.first_accident - 1) < 1e-12);
  Package ending = package;
  ending.sunset = *rc::gen::inRange(1, 100) / 10.0;
  if (package.omega == 0) {
    Package after = package;
    after.sunset = 0;
    const double closed = kept_at_two_rates(rate, hazards(after, 0).total(), ending.sunset, package.theta, 10);
    RC_ASSERT(std::abs(ten_years(ending).kept[3] - closed) < 1e-12);
    RC_ASSERT(closed <= flat.kept[3] + 1e-12);  // a guarantee that ends is never better than one that stays
  }
  Package stronger = package;
  stronger.g0 = std::min(1.0, package.g0 + .1);
  if (package.omega == 0) RC_ASSERT(ten_years(stronger).kept[2] >= flat.kept[2] - 1e-12);
  Package fading = package;
  fading.decay = *rc::gen::inRange(1, 100) / 100.0;
  fading.g_inf = package.g0;  // fades to what it was: nothing changes
  RC_ASSERT(std::abs(ten_years(fading).kept[3] - flat.kept[3]) < 1e-12);
}

TEST(Survival, DrawnHistoriesAgree) {
  constexpr unsigned runs = 12000;
  for (const Package& package : {Package{}, package_with({{"g0", .745}, {"sunset", 5}}), package_with({{"growth_A", .1}, {"omega", .5}, {"decay", .1}})}) {
    const double exact = kept_to(package, 5);
    const double drawn = kept_by_drawing(package, 5, runs, 7);
    EXPECT_NEAR(drawn, exact, 3 * std::sqrt(exact * (1 - exact) / runs));
  }
}

TEST(Survival, VerifiedViolationsChangeTheOutlook) {
  const auto mean = [](double years, double violations) { return frailty_after(3.5, .2 * years, violations, years); };
  EXPECT_NEAR(mean(0, 0), 1, 1e-15);
  EXPECT_NEAR(mean(1, 0), .1923, 5e-5);
  EXPECT_NEAR(mean(1, 2), 1.5385, 5e-5);
  EXPECT_NEAR(mean(5, 10), 1.6364, 5e-5);
  EXPECT_NEAR(mean(5, 2), .3636, 5e-5);
  const Package package;
  // nothing seen and nothing looked at: only that it still stands counts
  EXPECT_NEAR(kept_after(package, 2, 5, 0, 0), kept_to(package, 5) / kept_to(package, 2), 1e-12);
  EXPECT_GT(kept_after(package, 2, 5, 0, 2), kept_after(package, 2, 5, 0, 0));
  EXPECT_LT(kept_after(package, 2, 5, 3, 2), kept_after(package, 2, 5, 0, 2));
}

TEST(Survival, AFadingGuaranteeByItselfAgreesWithTheWholeModel) {
  // a growth too small to matter sends the question the general way
  for (const double decay : {.05, .2, .5})
    for (const double sunset : {3.3, 5.0, 1e9})
      for (const double tripwire : {0.0, .3}) {
        Package fading;
        fading.g0 = .745, fading.g_inf = .1, fading.decay = decay, fading.sunset = sunset, fading.tripwire = tripwire;
        Package general = fading;
        general.growth_A = 1e-14;
        for (const double year : {.5, 2.0, 5.0, 9.75, 25.0}) EXPECT_NEAR(kept_to(fading, year), kept_to(general, year), 1e-11) << decay << ' ' << sunset << ' ' << year;
      }
}

TEST(Survival, RefusesWhatCannotBe) {
  Package package;
  EXPECT_EQ(set(package, "g0", 1.2).error().code, ErrorCode::bad_input);
  EXPECT_EQ(set(package, "nu", -1).error().code, ErrorCode::bad_input);
  EXPECT_EQ(set(package, "T_sunset", -1).error().code, ErrorCode::bad_input);
  EXPECT_NE(set(package, "T_sunset", -1).error().what.find("before entry into force"), std::string::npos);
  EXPECT_EQ(set(package, "g_0", .5).error().code, ErrorCode::not_found);
  EXPECT_EQ(set(package, "nu", std::nan("")).error().code, ErrorCode::bad_input);
  EXPECT_FALSE(survival(package, {5, 1}, 10));
  EXPECT_FALSE(survival(package, {11}, 10));
  EXPECT_FALSE(survival(package, {}, 0));
  package.branch = 1;
  EXPECT_FALSE(survival(package, {1}, 10));
}

TEST(Inspection, PublishedValues) {
  const auto value = [](unsigned periods, unsigned inspections) {
    const auto found = inspection_value(periods, inspections);
    EXPECT_TRUE(found);
    return found ? *found : Rational(0);
  };
  EXPECT_EQ(value(1, 0), -1);
  EXPECT_EQ(value(2, 1), Rational(-1, 3));
  EXPECT_EQ(value(3, 1), Rational(-1, 2));
  EXPECT_EQ(value(4, 2), Rational(-3, 11));
  EXPECT_EQ(value(5, 2), Rational(-3, 8));
  EXPECT_EQ(value(10, 3), Rational(-21, 44));
  EXPECT_NEAR(value(12, 4).get_d(), -.4156171284634761, 1e-15);
  EXPECT_NEAR(value(52, 10).get_d(), -.6260922126167878, 1e-15);
  for (unsigned periods = 1; periods < 12; ++periods)
    for (unsigned inspections = 0; inspections <= periods; ++inspections) EXPECT_EQ(value(periods, inspections), *inspection_value_by_recursion(periods, inspections));
}

TEST(Inspection, FalseAlarms) {
  EXPECT_NEAR(detection(.05, 2), .63876, 5e-7);
  EXPECT_NEAR(detection(.01, 3), .749734, 5e-7);
  EXPECT_NEAR(detection(.1, 1), .389144, 5e-7);
  EXPECT_NEAR(*detection_needed({1, 3, .05, 1}), .2625, 1e-12);
  EXPECT_NEAR(*detection_needed({1, 9, .01, 2}), .102, 1e-12);
  EXPECT_NEAR(*detection_needed({1, 1, 0, 0}), .5, 1e-12);
  EXPECT_FALSE(detection_needed({1, 1, 1.5, 0}));
  EXPECT_FALSE(detection_needed({-1, 1, .5, 0}));
  EXPECT_FALSE(inspection_value(2, 3));
  EXPECT_FALSE(inspection_value(0, 0));
  // more false alarms are accepted only as far as they deter: the best rate lies inside
  const auto best = best_alarm_rate(1, 3, 1, 1.5);
  ASSERT_TRUE(best);
  EXPECT_GT(best->margin, 0);
  for (const double alpha : {best->alarm_rate * .5, std::min(1.0, best->alarm_rate * 2)})
    EXPECT_LE(detection(alpha, 1.5) - *detection_needed({1, 3, alpha, 1}), best->margin + 1e-9);
}

}  // namespace
}  // namespace locarno::hold
