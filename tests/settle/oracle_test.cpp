// Exact reference values from outside: counts and minimal sets that others have published or that a formula gives.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "settle/cases.hpp"
#include "settle/graphs.hpp"

namespace locarno::settle {
namespace {

ZoneAnswer ask(const ZoneQuestion& q) {
  locarno::Run run;
  auto answer = zone(q, run);
  EXPECT_TRUE(answer) << (answer ? "" : answer.error().what);
  return answer ? *answer : ZoneAnswer{};
}

std::vector<std::vector<std::uint32_t>> clash_sets(const ZoneAnswer& answer) {
  std::vector<std::vector<std::uint32_t>> sets;
  for (const Clash& clash : answer.clashes) sets.push_back(clash.lines);
  return sets;
}

std::vector<std::vector<std::uint32_t>> opening_sets(const ZoneAnswer& answer) {
  std::vector<std::vector<std::uint32_t>> sets;
  for (const Opening& opening : answer.openings) sets.push_back(opening.relax);
  std::sort(sets.begin(), sets.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  return sets;
}

using Sets = std::vector<std::vector<std::uint32_t>>;

// Liffiton & Sakallah (2008), J. Automated Reasoning 40:1-33, the running example: (x1)(-x1)(-x1 x2)(-x2)(-x1 x3)(-x3).
TEST(OracleZone, Camus2008RunningExample) {
  ZoneQuestion q;
  q.options = {2, 2, 2};
  const auto is = [](std::size_t issue) { return is_one(issue, 1); };
  const auto no = [](std::size_t issue) { return is_one(issue, 0); };
  const Condition clauses[] = {is(0), no(0), Condition::either(no(0), is(1)), no(1), Condition::either(no(0), is(2)), no(2)};
  for (std::size_t i = 0; i < 6; ++i) q.lines.push_back({std::to_string(i + 1), PartyId(i), clauses[i]});
  const ZoneAnswer answer = ask(q);
  EXPECT_EQ(clash_sets(answer), (Sets{{0, 1}, {0, 2, 3}, {0, 4, 5}}));
  EXPECT_EQ(opening_sets(answer), (Sets{{0}, {1, 2, 4}, {1, 2, 5}, {1, 3, 4}, {1, 3, 5}}));
  EXPECT_TRUE(check(q, answer));
}

// Reiter (1987), Artificial Intelligence 32:57-95, the full adder with inputs 1, 0, 1 and outputs 1, 0: conflict sets
// {X1 X2} and {X1 A2 O1}, diagnoses {X1}, {X2 A2}, {X2 O1}. Issues: the three inner wires.
TEST(OracleZone, Reiter1987FullAdder) {
  ZoneQuestion q;
  q.options = {2, 2, 2};  // out of X1, out of A1, out of A2
  const Condition same = Condition::either(Condition::both(is_one(0, 1), is_one(2, 1)), Condition::both(is_one(0, 0), is_one(2, 0)));
  q.lines = {{"X1", PartyId(0), is_one(0, 1)},
             {"X2", PartyId(1), is_one(0, 0)},
             {"A1", PartyId(2), is_one(1, 0)},
             {"A2", PartyId(3), same},
             {"O1", PartyId(4), Condition::both(is_one(1, 0), is_one(2, 0))}};
  const ZoneAnswer answer = ask(q);
  EXPECT_EQ(clash_sets(answer), (Sets{{0, 1}, {0, 3, 4}}));
  EXPECT_EQ(opening_sets(answer), (Sets{{0}, {1, 3}, {1, 4}}));
}

// Chromatic polynomial of a cycle, (k-1)^n + (-1)^n (k-1): 40 issues of 5 options, 9.1e27 settlements.
TEST(OracleZone, ColouringsOfACycle) {
  const ZoneAnswer answer = ask(colouring(40, 5, cycle(40)));
  Integer expected, of;
  mpz_ui_pow_ui(expected.get_mpz_t(), 4, 40);
  mpz_ui_pow_ui(of.get_mpz_t(), 5, 40);
  EXPECT_EQ(answer.open, expected + 4);
  EXPECT_EQ(answer.of, of);
  EXPECT_TRUE(check(colouring(40, 5, cycle(40)), answer));
}

// The Petersen graph has 120 colourings in 3 colours and none in 2.
TEST(OracleZone, ColouringsOfThePetersenGraph) {
  EXPECT_EQ(ask(colouring(10, 3, petersen())).open, 120);
  EXPECT_EQ(ask(colouring(10, 2, petersen())).open, 0);
}

// OEIS A006506: binary n x n matrices without adjacent ones.
TEST(OracleZone, HardSquares) {
  EXPECT_EQ(ask(hard_squares(4)).open, 1234);
  EXPECT_EQ(ask(hard_squares(6)).open, 5598861);
  EXPECT_EQ(ask(hard_squares(8)).open.get_str(), "660647962955");
}

TEST(FullOracleZone, HardSquaresTenByTen) { EXPECT_EQ(ask(hard_squares(10)).open.get_str(), "2030049051145980050"); }

// An odd cycle in two colours: one clash, the whole cycle; each edge alone opens the two colourings of the path.
TEST(OracleZone, OddCycleInTwoColours) {
  const ZoneQuestion q = colouring(21, 2, cycle(21));
  const ZoneAnswer answer = ask(q);
  ASSERT_EQ(answer.clashes.size(), 1u);
  EXPECT_EQ(answer.clashes[0].lines.size(), 21u);
  ASSERT_EQ(answer.openings.size(), 21u);
  for (const Opening& opening : answer.openings) {
    EXPECT_EQ(opening.relax.size(), 1u);
    EXPECT_EQ(opening.opens, 2);
  }
  EXPECT_TRUE(check(q, answer));
}

// K5 in three colours: the clashes are its five K4; K5 opens into classes 2+2+1 (15 ways) or 3+1+1 (10 ways), 3! each.
TEST(OracleZone, FiveMutualNeighboursInThreeColours) {
  const ZoneQuestion q = colouring(5, 3, complete(5));
  const ZoneAnswer answer = ask(q);
  EXPECT_EQ(answer.clashes.size(), 5u);
  for (const Clash& clash : answer.clashes) EXPECT_EQ(clash.lines.size(), 6u);
  EXPECT_EQ(answer.openings.size(), 25u);
  for (std::size_t i = 0; i < answer.openings.size(); ++i) {
    EXPECT_EQ(answer.openings[i].relax.size(), i < 15 ? 2u : 3u);
    EXPECT_EQ(answer.openings[i].opens, 6);
  }
  EXPECT_TRUE(check(q, answer));
}

/// A scoreable game: each party's line is "my score is at least my threshold", spelled out deal by deal.
ZoneQuestion score_game(const nlohmann::json& game) {
  ZoneQuestion q;
  for (const auto& issue : game.at("issues")) q.options.push_back(static_cast<std::uint32_t>(issue.at("options").size()));
  std::size_t party_index = 0;
  for (const auto& party : game.at("parties")) {
    Condition accepts = Condition::never();
    std::vector<std::size_t> deal(q.options.size(), 0);
    for (;;) {
      double score = 0;
      Condition here = Condition::always();
      for (std::size_t issue = 0; issue < deal.size(); ++issue) {
        score += party.at("weights").at(issue).get<double>() * party.at("values").at(issue).at(deal[issue]).get<double>();
        here = Condition::both(here, is_one(issue, deal[issue]));
      }
      if (score >= party.at("reservation").get<double>()) accepts = Condition::either(accepts, here);
      std::size_t issue = 0;
      while (issue < deal.size() && ++deal[issue] == q.options[issue]) deal[issue++] = 0;
      if (issue == deal.size()) break;
    }
    q.lines.push_back({party.at("name").get<std::string>(), PartyId(party_index++), accepts});
  }
  return q;
}

// Abdelnabi et al., arXiv:2309.17234: six-party scoreable games; deals that every party accepts.
TEST(OracleZone, ScoreableGamesOfSixParties) {
  const char* set = std::getenv("LOCARNO_SHARED");
  const std::filesystem::path domains = std::filesystem::path(set == nullptr ? "../shared" : set) / "oracles/settle/domains";
  if (!std::filesystem::exists(domains)) GTEST_SKIP() << "no shared material (LOCARNO_SHARED)";
  const std::pair<const char*, int> expected[] = {{"llmdelib_game2", 18}, {"llmdelib_game3", 35}};
  for (const auto& [name, deals] : expected) {
    std::ifstream in(domains / name / "neutral.json");
    ASSERT_TRUE(in) << name;
    const ZoneQuestion q = score_game(nlohmann::json::parse(in));
    const ZoneAnswer answer = ask(q);
    EXPECT_EQ(answer.of, 720);
    EXPECT_EQ(answer.open, deals) << name;
    EXPECT_TRUE(check(q, answer));
  }
}

}  // namespace
}  // namespace locarno::settle
