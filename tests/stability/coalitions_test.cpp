#include "stability/coalitions.hpp"

#include <gtest/gtest.h>

#include "stability/published.hpp"
#include "stability/random_models.hpp"
#include "stability/small_models.hpp"

namespace locarno::stability {
namespace {

TEST(Coalitions, TogetherTheyLeaveWhatNeitherLeavesAlone) {
  const auto model = check(stag_hunt());
  locarno::Run run;
  const auto answer = coalitions(*model, {}, run);
  ASSERT_TRUE(answer) << to_string(answer.error());
  const CoalitionConceptAnswer& nash = *answer->find(Concept::R);
  EXPECT_TRUE(nash.stable[0b01 - 1].has(3));
  EXPECT_EQ(nash.universal.states(), std::vector<StateIndex>{3});
  const auto from_nothing = jumps(*model, {}, Concept::R, 0, run);
  ASSERT_TRUE(from_nothing);
  EXPECT_NE(std::find(from_nothing->begin(), from_nothing->end(), Jump{0b11, 3}), from_nothing->end());
  EXPECT_TRUE(jumps(*model, {}, Concept::R, 3, run)->empty());
}

TEST(Coalitions, WhatHasNoFormForCoalitionsIsRefused) {
  const auto model = check(stag_hunt());
  locarno::Run run;
  const auto answer = coalitions(*model, {{Concept::SSEQ}, {}}, run);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().what, "SSEQ has no form for coalitions");
}

TEST(Coalitions, TwinsAgreeOnModelsOfAllFamilies) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    for (const Family family : families) {
      const auto model = check(random_model(seed, family, false, 2 + seed % 2));
      if ((*model)->states() > 16) continue;
      locarno::Run fast_run, slow_run;
      fast_run.threads = 1 + seed % 2;
      const CoalitionQuestion q{{Concept::R, Concept::GMR, Concept::SMR, Concept::SEQ}, seed % 3 == 0 ? Sanction::strict : Sanction::weak};
      const auto fast = coalitions(*model, q, fast_run), slow = coalitions_by_definition(*model, q, slow_run);
      ASSERT_TRUE(fast && slow);
      ASSERT_EQ(fast->concepts, slow->concepts) << seed << ' ' << static_cast<int>(family);
    }
  }
}

TEST(Coalitions, ACoalitionOfOneIsTheDecisionMaker) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    for (const Family family : families) {
      const auto model = check(random_model(seed, family, false, 2 + seed % 3));
      locarno::Run run;
      const auto together = coalitions(*model, {}, run);
      const auto alone = stability(*model, {}, run);
      ASSERT_TRUE(together && alone);
      for (const CoalitionConceptAnswer& one : together->concepts) {
        // With two opponents or more CSEQ lets them improve together as well.
        if (one.which == Concept::SEQ && (*model)->makers.size() > 2) continue;
        for (std::size_t i = 0; i < (*model)->makers.size(); ++i) {
          ASSERT_EQ(one.stable[(std::size_t{1} << i) - 1], alone->find(one.which)->stable[i]) << seed << ' ' << to_string(one.which);
        }
      }
      const auto universal = [&](Concept c) -> const StateSet& { return together->find(c)->universal; };
      EXPECT_TRUE(universal(Concept::R).is_subset_of(universal(Concept::SMR)));
      EXPECT_TRUE(universal(Concept::SMR).is_subset_of(universal(Concept::GMR)));
      EXPECT_TRUE(universal(Concept::R).is_subset_of(universal(Concept::SEQ)));
    }
  }
}

TEST(OracleCoalitions, UniversallyStableStatesOfThePublishedCases) {
  const auto names = published_names();
  if (names.empty()) GTEST_SKIP() << "no published cases";
  std::size_t compared = 0;
  for (const std::string& name : names) {
    const PublishedCase c = read_published(name);
    if (!c.json["computed"].contains("universal_coalition") || c.json.contains("unknown")) continue;
    const auto model = check(c.model);
    locarno::Run run;
    const auto answer = coalitions(*model, {}, run);
    ASSERT_TRUE(answer) << to_string(answer.error());
    for (const auto& [key, states] : c.json["computed"]["universal_coalition"].items()) {
      const auto which = concept_named(key.substr(1));
      ASSERT_TRUE(which);
      auto expected = states.get<std::vector<std::int64_t>>();
      std::sort(expected.begin(), expected.end());
      EXPECT_EQ(c.ids(answer->find(*which)->universal), expected) << name << ' ' << key;
      ++compared;
    }
  }
  EXPECT_GE(compared, 40u);
}

/// The Elmira dispute: the ministry and the company together went from 5 to 8, which neither could alone.
TEST(OracleCoalitions, ElmiraJumpsFromFiveToEight) {
  const auto names = published_names();
  if (std::find(names.begin(), names.end(), "elmira") == names.end()) GTEST_SKIP() << "no published cases";
  const PublishedCase c = read_published("elmira");
  const auto model = check(c.model);
  locarno::Run run;
  for (const Concept which : {Concept::R, Concept::GMR, Concept::SMR, Concept::SEQ}) {
    const auto from_five = jumps(*model, {}, which, c.state_of.at(5), run);
    ASSERT_TRUE(from_five);
    EXPECT_EQ(*from_five, (std::vector<Jump>{{0b011, c.state_of.at(8)}})) << to_string(which);
    EXPECT_TRUE(jumps(*model, {}, which, c.state_of.at(8), run)->empty());
  }
}

}  // namespace
}  // namespace locarno::stability
