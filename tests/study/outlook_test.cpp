// Institutions, levers and what could be signed, ratified and kept, on a made-up case (tests/study/towns.toml).
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>

#include "model/case_file.hpp"
#include "flaws.hpp"
#include "study/outlook_case.hpp"

namespace locarno::study {
namespace {

std::string towns() {
  std::ifstream in("tests/study/towns.toml");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string with(const std::string& piece, const std::string& instead) { return replaced(towns(), piece, instead); }

struct Read {
  CheckedCase the_case;
  Outlook outlook;
};

Result<Read> read(const std::string& text) {
  LOC_TRY(CheckedCase checked, parse_case(text, "case.toml", "towns"));
  LOC_TRY(Outlook outlook, parse_outlook(text, "case.toml", *checked));
  LOC_CHECK(check_outlook(*checked, outlook));
  return Read{std::move(checked), std::move(outlook)};
}

RatificationAnswer ratified(const Read& read, const std::string& settlement, double tau = .5) {
  const auto chosen = parse_settlement(settlement, *read.the_case);
  EXPECT_TRUE(chosen);
  auto answer = ratification({&*read.the_case, &read.outlook, *chosen, tau}, locarno::Run{});
  EXPECT_TRUE(answer) << to_string(answer.error());
  return answer ? *answer : RatificationAnswer{};
}

double below(double x) { return .5 * std::erfc(-x / std::sqrt(2.0)); }

TEST(Ratification, EachInstitutionByItsRule) {
  const auto towns_read = read(towns());
  ASSERT_TRUE(towns_read) << to_string(towns_read.error());
  const RatificationAnswer plain = ratified(*towns_read, "");
  ASSERT_EQ(plain.institutions.size(), 3u);
  EXPECT_NEAR(plain.institutions[0].expected, 12 * .8 + 9 * .5 * .9, 1e-12);
  EXPECT_NEAR(plain.institutions[1].correlated, below(1) * below(2), 1e-12);  // 55 % +- 5 and a turnout of 60 % +- 5 against 50 %
  EXPECT_NEAR(plain.institutions[2].correlated, .9, 1e-12);
  EXPECT_EQ(plain.steps.size(), 1u);
  EXPECT_EQ(plain.steps[0].route, 0u);
  EXPECT_NEAR(plain.product, plain.institutions[1].correlated, 1e-12);
  const RatificationAnswer shared = ratified(*towns_read, "tolls=shared");
  EXPECT_LT(shared.institutions[1].correlated, plain.institutions[1].correlated);
  EXPECT_GT(shared.institutions[0].correlated, plain.institutions[0].correlated);
}

TEST(Ratification, ChainsBoundsAndTheBindingOne) {
  const auto chained = read(with("routes = [[\"vote\"], [\"mayor\", \"council\"]]", "routes = [[\"vote\", \"mayor\", \"council\"]]"));
  ASSERT_TRUE(chained) << to_string(chained.error());
  const RatificationAnswer answer = ratified(*chained, "guard=lasting,tolls=none", .3);
  double product = 1, least = 1, sum = 0;
  for (const InstitutionChance& one : answer.institutions) {
    product *= one.correlated;
    least = std::min(least, one.correlated);
    sum += one.correlated;
  }
  EXPECT_NEAR(answer.product, product, 1e-12);
  EXPECT_NEAR(answer.at_most, least, 1e-12);
  EXPECT_NEAR(answer.at_least, std::max(0.0, sum - 2), 1e-12);
  EXPECT_LE(answer.at_least, answer.product);
  EXPECT_LE(answer.product, answer.at_most);
  ASSERT_TRUE(answer.binding);
  EXPECT_EQ(chained->outlook.institutions[*answer.binding].id, "council");
  // the time is the council's alone: median 3 months, nine in ten within 9
  EXPECT_NEAR(*answer.months_median, 3, 1e-6);
  EXPECT_NEAR(*answer.months_late, 9, 1e-6);
  // the win set: every combination asked by itself
  EXPECT_EQ(answer.combinations, 6u);
  std::uint64_t passing = 0;
  double best = 0;
  for (const char* tolls : {"none", "shared"})
    for (const char* guard : {"none", "five_years", "lasting"}) {
      const double one = ratified(*chained, std::string("tolls=") + tolls + ",guard=" + guard, .3).product;
      passing += one >= .3 ? 1 : 0;
      best = std::max(best, one);
    }
  EXPECT_EQ(answer.passing, passing);
  EXPECT_NEAR(answer.best, best, 1e-12);
  ASSERT_FALSE(answer.clauses.empty());
  EXPECT_EQ(chained->the_case->issues[answer.clauses[0].issue].id, "guard");  // what costs the council most
  EXPECT_GT(answer.clauses[0].cost, 0);
  ASSERT_TRUE(answer.nearest);
  EXPECT_EQ(answer.nearest->changes, 1u);
  EXPECT_GE(answer.nearest->chance, .3);
}

TEST(Ratification, TheLastOfSeveral) {
  const auto many = read(with("months_late = 9", "months_late = 9\nratifiers = 31"));
  ASSERT_TRUE(many) << to_string(many.error());
  const RatificationAnswer answer = ratified(*many, "");
  EXPECT_FALSE(answer.months_median);  // the referendum is the way taken, and it has no time
  const auto only = read(with("routes = [[\"vote\"], [\"mayor\", \"council\"]]", "routes = [[\"council\"]]"));
  const double spread = std::log(3.0) / 1.2815515655446004;
  const RatificationAnswer one = ratified(*only, "");
  EXPECT_NEAR(*one.months_late, 3 * std::exp(1.2815515655446004 * spread), 1e-6);
}

TEST(Outlook, FlawsHaveTheirPlace) {
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"yes = 0.8", "yes = 1.8"}, {"need = \"2/3\"", "need = 22"}, {"left = 0.5", "lefty = 0.5"}, {"sunset = 5", "sunset = -5"}, {"{ g0 = 0.745 }", "{ nu = -1 }"},
      {"\"mayor\", \"council\"", "\"major\""}, {"tolls.shared\" = 0.4", "tolls.shore\" = 0.4"}, {"need = \"2/3\"", "need = \"3/2\""}, {"{ g0 = 0 }", "{ gg = 0 }"},
      {"range = [0.6, 0.8]", "range = [0.8, 0.6]"}, {"kind = \"executive\"", "kind = \"king\""}, {"party = \"NORTH\"\nneed", "party = \"EAST\"\nneed"},
      {"months_late = 9", "months_late = 1"}, {"months = 3", "months = -3"}, {"source = \"made up\"\nrho_of", "rho_of"}, {"id = \"mayor\"", "id = \"vote\""}};
  for (const auto& [from, to] : bad) {
    const auto found = read(with(from, to));
    ASSERT_FALSE(found) << to;
    EXPECT_TRUE(found.error().where.starts_with("case.toml:")) << to << ": " << to_string(found.error());
    EXPECT_EQ(found.error().code, ErrorCode::bad_input) << to;
  }
  std::string empty = with("voters = 12", "voters = 0");
  empty.replace(empty.find("voters = 9"), 10, "voters = 0");
  const auto found = read(empty);
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().what.find("empty"), std::string::npos);
}

TEST(Outlook, LeversOfTheOptionsChosen) {
  const auto towns_read = read(towns());
  const auto given = given_of(towns_read->outlook, *parse_settlement("guard=five_years", *towns_read->the_case));
  ASSERT_TRUE(given);
  EXPECT_EQ(given->at("g0").value, .745);
  EXPECT_EQ(given->at("sunset").value, 5);
  EXPECT_EQ(given->at("M_B").value, .7);
  EXPECT_EQ(given->at("M_B").high, .8);
  EXPECT_FALSE(parse_settlement("guard=for_ever", *towns_read->the_case));
}

TEST(Trade, TheFrontierByItsDefinition) {
  const auto towns_read = read(towns());
  TradeQuestion question{&*towns_read->the_case, &towns_read->outlook, {}, *parse_settlement("", *towns_read->the_case), 20};
  for (const RedLineEntry& line : towns_read->the_case->red_lines) question.lines.push_back(&line.rule);
  const auto answer = trade(question, locarno::Run{});
  ASSERT_TRUE(answer) << to_string(answer.error());
  EXPECT_EQ(answer->packages, 6u);
  EXPECT_EQ(answer->signable, 4u);
  ASSERT_EQ(answer->rows.size(), 6u);
  for (const TradeRow& row : answer->rows) {
    bool is_beaten = false;
    for (const TradeRow& other : answer->rows)
      is_beaten = is_beaten || (other.broken <= row.broken && other.ratified >= row.ratified && other.kept10 >= row.kept10 &&
                                (other.broken < row.broken || other.ratified > row.ratified || other.kept10 > row.kept10));
    EXPECT_EQ(row.on_frontier, !is_beaten);
  }
  question.fixed = *parse_settlement("guard=none", *towns_read->the_case);
  EXPECT_EQ(trade(question, locarno::Run{})->packages, 2u);
}

}  // namespace
}  // namespace locarno::study
