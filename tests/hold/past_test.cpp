// The outside view: fits of past settlements, stored with their sources.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "flaws.hpp"
#include "hold/duration_tables.hpp"
#include "hold/past.hpp"

namespace locarno::hold {
namespace {

TEST(Past, CurvesStartWholeFallAndPartInTheLongRun) {
  for (const PastKind& kind : past_kinds()) {
    double before_frailty = 1, before_cured = 1;
    for (double year = 0; year <= 100; year += .5) {
      const double frailty = kept_by_frailty(kind.frailty, 1, year), cured = kept_by_cured(kind.cured, 1, year);
      if (year == 0) {
        EXPECT_DOUBLE_EQ(frailty, 1);
        EXPECT_DOUBLE_EQ(cured, 1);
      } else {
        EXPECT_LT(frailty, before_frailty) << kind.id;
        EXPECT_LE(cured, before_cured) << kind.id;
      }
      before_frailty = frailty, before_cured = cured;
    }
    EXPECT_LT(before_frailty, before_cured) << kind.id;  // some never break
    EXPECT_GT(kept_by_frailty(kind.frailty, .26, 5), kept_by_frailty(kind.frailty, 1, 5));
  }
}

TEST(Past, KnownSharesOfWarsBetweenStates) {
  const auto answer = past({}, locarno::Run{});
  ASSERT_TRUE(answer);
  EXPECT_NEAR(answer->frailty.kept[0], .953, 5e-4);  // 1, 2 and 5 years, as fitted elsewhere
  EXPECT_NEAR(answer->frailty.kept[1], .919, 5e-4);
  EXPECT_NEAR(answer->frailty.kept[2], .852, 5e-4);
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_LT(answer->frailty.p05[k], answer->frailty.kept[k]);
    EXPECT_GT(answer->cured.p95[k], answer->cured.kept[k]);
  }
}

TEST(Past, ARangeOfRatiosWidensTheBand) {
  PastQuestion plain, ranged;
  ranged.ratio_low = .5, ranged.ratio_high = 2;
  const auto a = past(plain, locarno::Run{}), b = past(ranged, locarno::Run{});
  ASSERT_TRUE(a && b);
  EXPECT_LT(b->frailty.p05[3], a->frailty.p05[3]);
  EXPECT_GT(b->frailty.p95[3], a->frailty.p95[3]);
  EXPECT_EQ(past(ranged, locarno::Run{})->cured.p05, b->cured.p05);
}

TEST(Past, RefusesWithASentence) {
  PastQuestion question;
  question.kind = "interstates";
  EXPECT_NE(complaint_of(past(question, locarno::Run{})).find("did you mean 'interstate'"), std::string::npos);
  question = {};
  question.ratio = 0;
  EXPECT_NE(complaint_of(past(question, locarno::Run{})).find("the ratio 0 is not above 0"), std::string::npos);
  question = {};
  question.ratio_low = 2;
  EXPECT_FALSE(past(question, locarno::Run{}));
  question = {};
  question.years = {-1};
  EXPECT_FALSE(past(question, locarno::Run{}));
}

/// Where the tables are at hand: the stored numbers are what maximum likelihood gives there.
TEST(Past, StoredFitsAreThoseOfTheTables) {
  const char* shared = std::getenv("LOCARNO_SHARED");
  const std::string folder = std::string(shared == nullptr ? "../shared" : shared) + "/data/hold/";
  int seen = 0;
  for (const auto& [file, table, kind] : {std::tuple{"ucdp_pa_survival.csv", "ucdp_pa", "signed"}, {"fortna_pk_peacekept.csv", "fortna", "civil"},
                                          {"fortna_pk_peacekept.csv", "fortna_pcw", "civil_after_1989"}}) {
    std::ifstream in(folder + file, std::ios::binary);
    if (!in) continue;
    const auto tables = read_duration_tables(std::string(std::istreambuf_iterator<char>(in), {}), file);
    ASSERT_TRUE(tables) << complaint_of(tables);
    for (const DurationTable& one : *tables) {
      if (one.id != table) continue;
      std::vector<Duration> rows = one.rows;
      for (Duration& row : rows) row.covariates.clear();
      const PastKind& stored = **find_past(kind);
      EXPECT_EQ(rows.size(), stored.cases);
      const auto frailty = fit(Curve::frailty, rows), cured = fit(Curve::cured, rows);
      ASSERT_TRUE(frailty && cured);
      EXPECT_NEAR(frailty->location, stored.frailty.log_rate, 2e-3);
      EXPECT_NEAR(std::log(frailty->shape), stored.frailty.second, 2e-3);
      EXPECT_NEAR(frailty->aic, stored.frailty.aic, 1e-2);
      EXPECT_NEAR(cured->location, stored.cured.log_rate, 2e-3);
      EXPECT_NEAR(cured->aic, stored.cured.aic, 1e-2);
      ++seen;
    }
  }
  if (seen == 0) GTEST_SKIP() << "no shared tables";
  EXPECT_EQ(seen, 3);
}

}  // namespace
}  // namespace locarno::hold
