// Bands, tornado, indices and attribution: golden tornado, laws, and the same bytes on any number of threads.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "hold/band.hpp"

namespace locarno::hold {
namespace {

TEST(Band, QuantilesAscendAndTheSeedDecides) {
  BandQuestion question;
  question.draws = 4000;
  locarno::Run run;
  const auto one = band(question, run);
  ASSERT_TRUE(one) << to_string(one.error());
  for (std::size_t y = 0; y < one->years.size(); ++y) {
    EXPECT_LT(one->p05[y], one->p25[y]);
    EXPECT_LT(one->p25[y], one->p50[y]);
    EXPECT_LT(one->p50[y], one->p75[y]);
    EXPECT_LT(one->p75[y], one->p95[y]);
    EXPECT_GT(one->p05[y], 0);
    EXPECT_LT(one->p95[y], 1);
    EXPECT_LT(one->p50[y], y == 0 ? 1 : one->p50[y - 1]);
  }
  for (const unsigned threads : {2u, 3u, 7u}) {
    run.threads = threads;
    const auto other = band(question, run);
    EXPECT_EQ(one->p05, other->p05);
    EXPECT_EQ(one->p50, other->p50);
    EXPECT_EQ(one->p95, other->p95);
  }
  run.seed = 2;
  EXPECT_NE(one->p50, band(question, run)->p50);
}

TEST(Band, WhatIsFixedIsNotDrawn) {
  GivenValues given;
  for (const Parameter& parameter : parameters()) {
    const double value = Package{}.*(parameter.member);
    given[std::string(parameter.name)] = {value, value, value};
  }
  BandQuestion question;
  question.given = given;
  question.draws = 10;
  const auto answer = band(question, locarno::Run{});
  ASSERT_TRUE(answer) << to_string(answer.error());
  EXPECT_TRUE(answer->drawn.empty());
  EXPECT_EQ(answer->p05, answer->p95);
  EXPECT_NEAR(answer->p50[2], .6960350057784751, 1e-12);
  question.given["g0"] = {.6, .5, .7};
  EXPECT_EQ(band(question, locarno::Run{})->drawn, std::vector<std::string>{"g0"});
  question.draws = 0;
  EXPECT_FALSE(band(question, locarno::Run{}));
  question.draws = 10;
  question.given["g0"] = {.9, .5, .7};
  EXPECT_FALSE(band(question, locarno::Run{}));
  question.given["g0"] = {.9, .5, 1.7};
  EXPECT_FALSE(band(question, locarno::Run{}));
}

TEST(Tornado, ThePublishedRows) {
  struct Row { const char* name; double low, high; };
  const std::vector<Row> rows = {{"theta", .482, .7555}, {"sigma", .8161, .6039}, {"c_A", .6111, .8053}, {"nu", .7975, .6121}, {"g0", .5966, .774},
                                 {"s_A", .6111, .7757}, {"pun_A", .6543, .7723}, {"esc", .7202, .6084}, {"M_B", .6391, .7395}, {"M_G", .6336, .7275},
                                 {"D", .6268, .7039}, {"tripwire", .696, .7659}, {"branch", .7057, .6511}, {"f_A", .696, .6441}, {"joint", .6837, .7094},
                                 {"decis", .6917, .6917}};
  const auto found = tornado({}, 5);
  ASSERT_TRUE(found);
  std::size_t after = 0;
  for (const Row& row : rows) {
    const auto at = std::find_if(found->begin(), found->end(), [&](const TornadoRow& one) { return one.name == row.name; });
    ASSERT_NE(at, found->end()) << row.name;
    EXPECT_NEAR(at->kept_low, row.low, 5.1e-5) << row.name;
    EXPECT_NEAR(at->kept_high, row.high, 5.1e-5) << row.name;
    const auto place = static_cast<std::size_t>(at - found->begin());
    EXPECT_GE(place, after) << row.name;  // in the published order, others between
    after = place;
  }
}

TEST(Indices, AddUpWhereOneParameterMoves) {
  GivenValues given;
  for (const Parameter& parameter : parameters()) {
    const double value = Package{}.*(parameter.member);
    given[std::string(parameter.name)] = {value, value, value};
  }
  given["g0"] = {.4, .2, .6};
  const auto one = indices(given, 5, 2000, locarno::Run{});
  ASSERT_TRUE(one);
  ASSERT_EQ(one->size(), 1u);
  EXPECT_NEAR(one->front().first, 1, 1e-9);
  EXPECT_NEAR(one->front().total, 1, .1);
  const auto all = indices({}, 5, 6000, locarno::Run{});
  ASSERT_TRUE(all);
  double first = 0;
  for (const IndexRow& row : *all) {
    first += row.first;
    EXPECT_GE(row.total, 0);
  }
  EXPECT_GT(first, .6);
  EXPECT_LT(first, 1.3);
}

RC_GTEST_PROP(AttributionLaws, AddsUpAndIgnoresWhatIsEqual, ()) {
  Package package;
  for (const Parameter& parameter : parameters()) {
    if (parameter.name == "sunset" || parameter.name == "f_A" || parameter.name == "f_B") continue;
    package.*(parameter.member) = parameter.low + (*rc::gen::inRange(0, 101) / 100.0) * (parameter.high - parameter.low);
  }
  const Package reference = bare(package);
  const auto parts = attribute(reference, package, 5);
  double whole = 0, before = 0, after = 0, year = 5;
  for (const double part : parts) whole += part;
  cumulative_hazard(reference, &year, 1, &before);
  cumulative_hazard(package, &year, 1, &after);
  RC_ASSERT(std::abs(whole - std::log(after / before)) < 1e-9);
  RC_ASSERT(parts[6] == 0);   // first strike is the same in both
  RC_ASSERT(parts[1] <= 1e-12);  // punishment never makes breaking likelier
}

TEST(Attribution, TheGuaranteeDoesMostInTheDefaultPackage) {
  const auto parts = attribute(bare(Package{}), Package{}, 5);
  EXPECT_LT(parts[0], parts[1]);
  EXPECT_LT(parts[5], 0);
  EXPECT_EQ(parts[2], 0);
}

TEST(NormalQuantile, InvertsTheDistribution) {
  for (const double share : {1e-10, .001, .02, .1, .5, .8, .99, 1 - 1e-9})
    EXPECT_NEAR(.5 * std::erfc(-normal_quantile(share) / std::sqrt(2.0)), share, 1e-8 * share + 1e-16);
}

}  // namespace
}  // namespace locarno::hold
