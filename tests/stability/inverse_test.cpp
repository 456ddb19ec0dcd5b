// Changes of rankings that make a state hold still, against a twin that tries every raise; sampled rankings.
#include "stability/inverse.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "random_models.hpp"
#include "stability/robustness.hpp"

namespace locarno::stability {
namespace {

/// The least total over all sets of raises, tried one by one, each judged by the definitions.
std::size_t least_by_trying(const CheckedModel& model, StateIndex s, Concept which) {
  std::vector<std::vector<Raise>> choices;
  for (MakerIndex k = 0; k < model->makers.size(); ++k) {
    const auto& value = model->preferences[k].value;
    std::vector<Raise> list = {{k, true, false, s, false, 0}};
    for (StateIndex with = 0; with < value.size(); ++with) {
      if (value[with] < value[s]) continue;
      for (const bool is_above : {false, true}) {
        if (value[with] == value[s] && !is_above) continue;
        std::size_t passed = 0;
        for (StateIndex t = 0; t < value.size(); ++t) passed += t != s && value[t] >= value[s] && value[t] <= value[with] ? 1 : 0;
        list.push_back({k, true, true, with, is_above, passed});
      }
    }
    choices.push_back(std::move(list));
  }
  std::size_t least = ~std::size_t{0};
  std::vector<Raise> picked;
  locarno::Run run;
  const std::function<void(std::size_t, std::size_t)> pick = [&](std::size_t k, std::size_t total) {
    if (total >= least) return;
    if (k == choices.size()) {
      if (*check_raises(model, s, picked, which, {}, run)) least = total;
      return;
    }
    for (const Raise& raise : choices[k]) {
      picked.push_back(raise);
      pick(k + 1, total + raise.passed);
      picked.pop_back();
    }
  };
  pick(0, 0);
  return least;
}

TEST(Inverse, TheLeastRaisesAreThoseOfTryingEverything) {
  for (const Family family : families)
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
      Model m = random_model(seed, family, false, 2);
      if (m.states() > 8) continue;
      const auto model = check(m);
      ASSERT_TRUE(model);
      for (const Concept which : {Concept::R, Concept::SMR, Concept::SEQ, Concept::SSEQ}) {
        const auto s = static_cast<StateIndex>(seed % m.states());
        locarno::Run run;
        const auto answer = inverse(*model, s, which, {}, run);
        ASSERT_TRUE(answer);
        ASSERT_EQ(answer->verdict, Verdict::proved);
        ASSERT_EQ(answer->total, least_by_trying(*model, s, which)) << seed << to_string(which);
        ASSERT_TRUE(*check_raises(*model, s, answer->together, which, {}, run));
        for (const Raise& raise : answer->alone) ASSERT_EQ(raise.is_needed, !raise.is_stable_now);
      }
    }
}

TEST(Inverse, ARaiseAloneMakesItStableAndALesserOneDoesNot) {
  int needed = 0;
  for (const Family family : families)
    for (std::uint64_t seed = 100; seed < 120; ++seed) {
      const auto model = check(random_model(seed, family));
      const auto s = static_cast<StateIndex>(seed % (*model)->states());
      locarno::Run run;
      const auto answer = inverse(*model, s, Concept::GMR, {}, run);
      ASSERT_TRUE(answer);
      for (const Raise& raise : answer->alone) {
        if (!raise.is_needed) continue;
        ++needed;
        const auto after = stability_by_definition(*check(raised(**model, s, {raise})), {{Concept::GMR}, Reach::legal, Sanction::weak, Unknown::none}, run);
        ASSERT_TRUE(after->concepts[0].stable[raise.maker].has(s)) << seed;
      }
      ASSERT_TRUE(*check_raises(*model, s, answer->together, Concept::GMR, {}, run)) << seed;
    }
  EXPECT_GT(needed, 20);
}

TEST(Inverse, ALimitStillGivesAnEquilibriumAndSaysSo) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto model = check(random_model(seed, Family::full, false, 3));
    locarno::Run run;
    run.limits.nodes = 1;
    const auto answer = inverse(*model, 0, Concept::SEQ, {}, run);
    ASSERT_TRUE(answer);
    run.limits.nodes = 0;
    ASSERT_TRUE(*check_raises(*model, 0, answer->together, Concept::SEQ, {}, run));
    if (answer->verdict == Verdict::limit_reached) return;
  }
  FAIL() << "no model needed a search";
}

TEST(Inverse, AnExplanationNamesTheConceptsThatHoldAndWhoLeaves) {
  const auto model = check(random_model(3, Family::full, false, 2));
  locarno::Run run;
  const auto list = explain(*model, 0, run);
  ASSERT_TRUE(list);
  StabilityQuestion all;
  all.concepts.push_back(Concept::SIM);
  const auto answer = stability_by_definition(*model, all, run);
  for (const ConceptAnswer& found : answer->concepts) {
    const auto it = std::find_if(list->begin(), list->end(), [&](const Explanation& e) { return e.which == found.which; });
    ASSERT_NE(it, list->end());
    EXPECT_EQ(it->is_equilibrium, found.equilibria.has(0));
    EXPECT_EQ(it->leaves.empty(), it->is_equilibrium);
  }
}

TEST(Robustness, SamplesKeepWhatIsKnown) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Model m = random_model(seed, Family::infeasible, true);
    for (std::uint32_t r = 0; r < 5; ++r) {
      const Model drawn = sampled(m, 0, 7, r);
      for (std::size_t k = 0; k < m.makers.size(); ++k) {
        const auto& before = m.preferences[k];
        const auto& after = drawn.preferences[k].value;
        for (StateIndex a = 0; a < m.states(); ++a)
          for (StateIndex b = a + 1; b < m.states(); ++b) {
            if (std::binary_search(before.unknown.begin(), before.unknown.end(), std::pair(a, b))) continue;
            ASSERT_EQ(before.value[a] < before.value[b], after[a] < after[b]) << seed;
            ASSERT_EQ(before.value[a] == before.value[b], after[a] == after[b]) << seed;
          }
      }
    }
  }
}

TEST(Robustness, TheSameSeedGivesTheSameOnAnyNumberOfThreads) {
  const auto model = check(random_model(5, Family::full, true));
  RobustnessQuestion question;
  question.samples = 64;
  question.blur = 1.5;
  locarno::Run one, four;
  four.threads = 4;
  const auto a = robustness(*model, question, one), b = robustness(*model, question, four);
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->equilibrium, b->equilibrium);
  EXPECT_EQ(a->stable, b->stable);
  four.seed = 2;
  EXPECT_NE(robustness(*model, question, four)->stable, a->stable);
}

TEST(Robustness, ASmallBlurChangesNothing) {
  const auto model = check(random_model(9, Family::full));
  RobustnessQuestion question;
  question.samples = 20;
  question.blur = 0.5;
  locarno::Run run;
  const auto answer = robustness(*model, question, run);
  const auto exact = stability(*model, question.stability, run);
  ASSERT_TRUE(answer && exact);
  for (std::size_t c = 0; c < answer->concepts.size(); ++c)
    for (StateIndex s = 0; s < (*model)->states(); ++s) EXPECT_EQ(answer->equilibrium[c][s], exact->concepts[c].equilibria.has(s) ? 20u : 0u);
  question.blur = 0;
  EXPECT_FALSE(robustness(*model, question, run));
}

}  // namespace
}  // namespace locarno::stability
