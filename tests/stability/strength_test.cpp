#include "stability/strength.hpp"

#include <gtest/gtest.h>

#include "stability/random_models.hpp"

namespace locarno::stability {
namespace {

/// A at 3 could go to 2, and B would answer with 0.
Model dilemma(std::vector<std::uint32_t> band) {
  Model m;
  m.makers = {{"A", {0}}, {"B", {1}}};
  m.options = {{"A cooperates", 0, Direction::both}, {"B cooperates", 1, Direction::both}};
  m.preferences = {{{2, 1, 4, 3}, std::move(band), {}}, {{2, 4, 1, 3}, {}, {}}};
  return m;
}

TEST(Strength, IsStrongWhenTheAnswerWouldBeMuchWorse) {
  locarno::Run run;
  const StabilityQuestion q{{Concept::SEQ, Concept::R}, {}, {}, {}};
  const auto strong = strength(*check(dilemma({0, 0, 1, 1})), q, run), weak = strength(*check(dilemma({0, 0, 1, 0})), q, run);
  ASSERT_TRUE(strong && weak);
  EXPECT_TRUE(strong->concepts[0].strong[0].has(3));
  EXPECT_FALSE(weak->concepts[0].strong[0].has(3));
  EXPECT_TRUE(weak->concepts[0].weak[0].has(3));
  EXPECT_EQ(weak->concepts[0].weak_equilibria.states(), std::vector<StateIndex>{3});
  EXPECT_TRUE(weak->concepts[1].weak[0].states().empty());  // nothing is only weakly stable by R
}

TEST(Strength, OfSimultaneousSanctionsIsNotAsked) {
  locarno::Run run;
  const auto answer = strength(*check(dilemma({})), {{Concept::SIM}, {}, {}, {}}, run);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::bad_use);
}

TEST(Strength, TwinsAgreeAndTheLawsHold) {
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    for (const Family family : families) {
      const auto model = check(random_model(seed, family));
      StabilityQuestion q;
      q.reach = static_cast<Reach>(seed % 3);
      q.sanction = seed % 5 == 0 ? Sanction::strict : Sanction::weak;
      locarno::Run fast_run, slow_run;
      fast_run.threads = 1 + seed % 2;
      const auto fast = strength(*model, q, fast_run), slow = strength_by_definition(*model, q, slow_run);
      const auto plain = stability(*model, q, fast_run);
      ASSERT_TRUE(fast && slow && plain);
      ASSERT_EQ(fast->concepts, slow->concepts) << seed << ' ' << static_cast<int>(family);
      for (std::size_t k = 0; k < fast->concepts.size(); ++k) {
        for (std::size_t maker = 0; maker < (*model)->makers.size(); ++maker) {
          const StrengthConceptAnswer& one = fast->concepts[k];
          ASSERT_FALSE(one.strong[maker].meets(one.weak[maker]));
          StateSet both = one.strong[maker];
          both |= one.weak[maker];
          ASSERT_EQ(both, plain->concepts[k].stable[maker]);
        }
      }
    }
  }
}

}  // namespace
}  // namespace locarno::stability
