#include "stability/limited_moves.hpp"

#include <gtest/gtest.h>

#include "stability/published.hpp"
#include "stability/random_models.hpp"

namespace locarno::stability {
namespace {

TEST(LimitedMoves, TheTableIsTheRecursion) {
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    for (const Family family : families) {
      const auto model = check(random_model(seed, family, false, 2));
      if ((*model)->states() > 8) continue;
      LimitedMoveQuestion q;
      q.horizon = 4;
      q.ties = static_cast<TieRule>(seed % 3);
      locarno::Run run;
      const auto answer = limited_moves(*model, q, run);
      ASSERT_TRUE(answer);
      for (std::uint32_t h = 1; h <= 4; ++h) {
        for (MakerIndex maker = 0; maker < 2; ++maker) {
          for (StateIndex s = 0; s < (*model)->states(); ++s) {
            ASSERT_EQ(answer->horizons[h - 1].ends[maker][s], *anticipated_end(*model, q.ties, h, maker, s)) << seed << " h " << h;
          }
        }
      }
    }
  }
}

TEST(LimitedMoves, OneMoveAheadIsNash) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    for (const Family family : families) {
      const auto model = check(random_model(seed, family, false, 2));
      locarno::Run run;
      const auto ahead = limited_moves(*model, {1, TieRule::lowest_index, false}, run);
      const auto nash = stability(*model, {{Concept::R}, {}, {}, {}}, run);
      ASSERT_TRUE(ahead && nash);
      ASSERT_EQ(ahead->horizons[0].stable, nash->concepts[0].stable);
    }
  }
}

/// Without ties for the mover the rule has nothing to decide.
TEST(LimitedMoves, WithoutTiesTheTieRuleDoesNotMatter) {
  std::size_t untied = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto model = check(random_model(seed, Family::full, false, 2));
    locarno::Run run;
    const auto lowest = limited_moves(*model, {4, TieRule::lowest_index, true}, run), kind = limited_moves(*model, {4, TieRule::kind, true}, run);
    ASSERT_TRUE(lowest && kind);
    if (lowest->horizons.back().has_ties) continue;
    ++untied;
    EXPECT_EQ(lowest->horizons, kind->horizons);
  }
  EXPECT_GT(untied, 20u);
}

TEST(LimitedMoves, NonMyopicMeansStableAllAroundTheCycle) {
  std::size_t cycles = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const auto model = check(random_model(seed, families[seed % 5], false, 2));
    locarno::Run run;
    const auto answer = limited_moves(*model, {200, TieRule::lowest_index, true}, run);
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->verdict, Verdict::proved);
    cycles += answer->period > 1;
    std::vector<StateSet> expected(2, StateSet((*model)->states(), true));
    for (std::uint32_t h = std::max(answer->repeats_from, 1u); h < std::max(answer->repeats_from, 1u) + answer->period; ++h) {
      for (std::size_t maker = 0; maker < 2; ++maker) expected[maker] &= answer->horizons.at(h - 1).stable[maker];
    }
    ASSERT_EQ(answer->non_myopic, expected) << seed;
  }
  EXPECT_GT(cycles, 0u);
}

TEST(LimitedMoves, MoreThanTwoAreRefusedByName) {
  const auto model = check(random_model(1, Family::full, false, 3));
  locarno::Run run;
  const auto answer = limited_moves(*model, {}, run);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().what, "L_h is defined here for two decision makers, not for 3: for more the published definitions contradict each other");
}

TEST(OracleLimitedMoves, PublishedCasesUpToSixMovesAhead) {
  const auto names = published_names();
  if (names.empty()) GTEST_SKIP() << "no published cases";
  std::size_t compared = 0;
  for (const std::string& name : names) {
    const PublishedCase c = read_published(name);
    if (!c.json["computed"].contains("L_h_equilibria")) continue;
    const auto model = check(c.model);
    locarno::Run run;
    const auto answer = limited_moves(*model, {}, run);
    ASSERT_TRUE(answer) << to_string(answer.error());
    for (const auto& [h, states] : c.json["computed"]["L_h_equilibria"].items()) {
      const Horizon& horizon = answer->horizons.at(std::stoul(h) - 1);
      auto expected = states.get<std::vector<std::int64_t>>();
      std::sort(expected.begin(), expected.end());
      EXPECT_EQ(c.ids(horizon.equilibria), expected) << name << " h " << h << (horizon.has_ties ? " (ties)" : "");
      ++compared;
    }
  }
  EXPECT_GE(compared, 40u);
}

}  // namespace
}  // namespace locarno::stability
