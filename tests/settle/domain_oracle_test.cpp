// Every domain of the shared oracle, read from its own files: exact counts, points to 1e-12, published cases.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "settle/domain.hpp"
#include "settle/points.hpp"

namespace locarno::settle {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

fs::path oracle_folder() {
  const char* shared = std::getenv("LOCARNO_SHARED");
  return fs::path(shared != nullptr ? shared : "../shared") / "oracles" / "settle" / "domains";
}

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

bool is_at(const FrontierPoint& point, const json& u) {
  if (u.size() != point.worth.size()) return false;
  for (std::size_t p = 0; p < point.worth.size(); ++p)
    if (std::abs(point.worth[p].get_d() - u[p].get<double>()) > 1e-12) return false;
  return true;
}

void expect_at(const std::optional<FairPoint>& found, const json& expected, const std::string& what) {
  if (expected.is_null()) return;
  ASSERT_TRUE(found) << what;
  EXPECT_TRUE(is_at(found->at, expected["u"])) << what << ": expected " << expected["u"].dump() << ", found " << found->at.worth[0].get_d();
}

TEST(OracleDomains, EveryRowIsReproduced) {
  const fs::path folder = oracle_folder();
  if (!fs::exists(folder)) GTEST_SKIP() << "no shared oracles at " << folder;
  std::size_t seen = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!fs::exists(entry.path() / "oracle.json")) continue;
    SCOPED_TRACE(entry.path().filename().string());
    const json expected = json::parse(slurp(entry.path() / "oracle.json"));
    const auto table = load_domain(entry.path().string());
    ASSERT_TRUE(table) << to_string(table.error());
    PointsQuestion question;
    question.table = &*table;
    locarno::Run run;
    const auto answer = points(question, run);
    ASSERT_TRUE(answer) << to_string(answer.error());
    EXPECT_EQ(answer->frontier, Verdict::proved);
    EXPECT_FALSE(answer->is_rounded);
    EXPECT_EQ(answer->outcomes, expected["outcomes"].get<unsigned long>());
    EXPECT_EQ(answer->pareto_points, expected["pareto_points"].get<std::uint64_t>());
    EXPECT_EQ(answer->pareto_outcomes, expected["pareto_outcomes"].get<unsigned long>());
    EXPECT_EQ(answer->pareto_points_rational, expected["pareto_rational"].get<std::uint64_t>());
    expect_at(answer->nash, expected["nash"], "nash");
    expect_at(answer->egalitarian, expected["egal"], "egalitarian");
    expect_at(answer->ks, expected["ks"], "ks");
    expect_at(answer->welfare, expected["welfare"], "welfare");
    expect_at(answer->min_difference, expected["genius_ks"], "min_difference");
    for (const FrontierPoint& one : answer->points) {   // witnesses are what they claim to be
      for (std::size_t p = 0; p < one.worth.size(); ++p) EXPECT_EQ(worth(*table, p, one.outcome), one.worth[p]);
    }
    if (expected.contains("front") && expected["front"].is_array() && answer->points.size() == answer->pareto_points) {
      std::size_t found = 0;
      for (const json& u : expected["front"])
        for (const FrontierPoint& one : answer->points) found += is_at(one, u) ? 1 : 0;
      EXPECT_EQ(found, expected["front"].size());
    }
    ++seen;
  }
  EXPECT_GE(seen, 32u);
}

/// What NegMAS does under the same names, on utilities as Genius normalises them.
TEST(OracleDomains, TheDefinitionsOfNegmas) {
  const fs::path folder = oracle_folder();
  if (!fs::exists(folder)) GTEST_SKIP() << "no shared oracles at " << folder;
  std::size_t seen = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!fs::exists(entry.path() / "oracle.json")) continue;
    const json expected = json::parse(slurp(entry.path() / "oracle.json"));
    const auto table = load_domain(entry.path().string());
    if (!table || !expected.contains("nash_negmas_def")) continue;
    SCOPED_TRACE(entry.path().filename().string());
    PointsQuestion question;
    question.table = &*table;
    question.rules = PointRules::negmas;
    locarno::Run run;
    const auto answer = points(question, run);
    ASSERT_TRUE(answer);
    expect_at(answer->nash, expected["nash_negmas_def"], "nash");
    expect_at(answer->egalitarian, expected["egal_negmas_def"], "kalai");
    expect_at(answer->ks, expected["ks_minspread"], "ks");
    ++seen;
  }
  EXPECT_GE(seen, 20u);
}

/// What Genius 10.4 says: worth capped at 1, "ks" the least difference.
TEST(OracleDomains, TheDefinitionsOfGenius) {
  const fs::path folder = oracle_folder();
  if (!fs::exists(folder)) GTEST_SKIP() << "no shared oracles at " << folder;
  const auto table = load_domain((folder / "Laptop").string());
  ASSERT_TRUE(table);
  PointsQuestion question;
  question.table = &*table;
  question.rules = PointRules::genius;
  locarno::Run run;
  const auto answer = points(question, run);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->nash->at.worth[0], 1);
  EXPECT_NEAR(answer->nash->at.worth[1].get_d(), 0.8151053952, 1e-9);
  EXPECT_NEAR(answer->ks->at.worth[0].get_d(), 0.8740242985, 1e-9);
}

TEST(OracleDomains, NegmasReadsGeniusFilesWithoutTheirNormalisation) {
  const fs::path folder = oracle_folder();
  if (!fs::exists(folder)) GTEST_SKIP() << "no shared oracles at " << folder;
  const auto table = load_domain((folder / "Travel").string(), {}, ProfileReading::negmas);
  ASSERT_TRUE(table) << to_string(table.error());
  PointsQuestion question;
  question.table = &*table;
  question.rules = PointRules::negmas;
  locarno::Run run;
  const auto answer = points(question, run);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->pareto_points, 21u);
  EXPECT_NEAR(answer->nash->at.worth[0].get_d(), 337.9143018, 1e-6);
  EXPECT_NEAR(answer->nash->at.worth[1].get_d(), 287.9892173, 1e-6);
}

}  // namespace
}  // namespace locarno::settle
