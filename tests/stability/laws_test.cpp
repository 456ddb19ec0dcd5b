// The engine against its twin from the definitions on models made from seeds, and what must hold between concepts.
#include <gtest/gtest.h>

#include "stability/concepts.hpp"
#include "stability/random_models.hpp"

namespace locarno::stability {
namespace {

StabilityQuestion random_question(std::uint64_t seed, const CheckedModel& model, bool has_unknown) {
  Dice dice(seed + 77);
  StabilityQuestion q;
  q.reach = dice.once_in(2) ? Reach::legal : dice.once_in(2) ? Reach::once : Reach::single;
  q.sanction = dice.once_in(3) ? Sanction::strict : Sanction::weak;
  if (has_unknown) q.unknown = static_cast<Unknown>(1 + dice.below(4));
  if (has_simultaneous_moves(model)) q.concepts.push_back(Concept::SIM);
  return q;
}

void expect_twins_agree(std::uint64_t seeds, bool has_unknown) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    for (const Family family : families) {
      const auto model = check(random_model(seed, family, has_unknown));
      ASSERT_TRUE(model) << to_string(model.error());
      const StabilityQuestion q = random_question(seed, *model, has_unknown);
      locarno::Run fast_run, slow_run;
      const auto fast = stability(*model, q, fast_run), slow = stability_by_definition(*model, q, slow_run);
      ASSERT_TRUE(fast && slow);
      ASSERT_EQ(fast->concepts, slow->concepts) << "seed " << seed << " family " << static_cast<int>(family);
      ++compared;
    }
  }
  EXPECT_EQ(compared, seeds * std::size(families));
}

TEST(StabilityTwins, AgreeOnTenThousandModelsOfAllFamilies) { expect_twins_agree(2'000, false); }

TEST(StabilityTwins, AgreeWhenPreferencesAreUnknown) { expect_twins_agree(150, true); }

TEST(StabilityLaws, NashImpliesSymmetricSequentialImpliesTheOthersImplyGeneral) {
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    for (const Family family : families) {
      const auto model = check(random_model(seed, family));
      locarno::Run run;
      const auto answer = stability(*model, {}, run);
      ASSERT_TRUE(answer);
      for (std::size_t maker = 0; maker < (*model)->makers.size(); ++maker) {
        const auto stable = [&](Concept c) -> const StateSet& { return answer->find(c)->stable[maker]; };
        ASSERT_TRUE(stable(Concept::R).is_subset_of(stable(Concept::SSEQ)));
        ASSERT_TRUE(stable(Concept::SSEQ).is_subset_of(stable(Concept::SEQ)));
        ASSERT_TRUE(stable(Concept::SSEQ).is_subset_of(stable(Concept::SMR)));
        ASSERT_TRUE(stable(Concept::SEQ).is_subset_of(stable(Concept::GMR)));
        ASSERT_TRUE(stable(Concept::SMR).is_subset_of(stable(Concept::GMR)));
      }
    }
  }
}

/// The last decision maker comes first: everything it owns goes with it.
Model rotated(const Model& m) {
  Model r = m;
  const auto makers = static_cast<MakerIndex>(m.makers.size());
  for (Option& option : r.options) option.maker = (option.maker + 1) % makers;
  std::rotate(r.makers.rbegin(), r.makers.rbegin() + 1, r.makers.rend());
  std::rotate(r.preferences.rbegin(), r.preferences.rbegin() + 1, r.preferences.rend());
  if (!r.arcs.empty()) std::rotate(r.arcs.rbegin(), r.arcs.rbegin() + 1, r.arcs.rend());
  return r;
}

TEST(StabilityLaws, RenamingTheDecisionMakersRenamesTheAnswer) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    for (const Family family : families) {
      const Model m = random_model(seed, family);
      const auto plain = check(m), renamed = check(rotated(m));
      locarno::Run run;
      auto before = stability(*plain, {}, run);
      const auto after = stability(*renamed, {}, run);
      ASSERT_TRUE(before && after);
      for (ConceptAnswer& one : before->concepts) std::rotate(one.stable.rbegin(), one.stable.rbegin() + 1, one.stable.rend());
      ASSERT_EQ(before->concepts, after->concepts) << seed;
    }
  }
}

TEST(StabilityLaws, ThreadsChangeNothing) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    for (const Family family : families) {
      const auto model = check(random_model(seed, family));
      locarno::Run one, four;
      four.threads = 4;
      const auto a = stability(*model, {}, one), b = stability(*model, {}, four);
      ASSERT_TRUE(a && b);
      ASSERT_EQ(a->concepts, b->concepts);
      ASSERT_EQ(a->effort, b->effort);
    }
  }
}

TEST(StabilityLaws, StoppedMeansNoAnswer) {
  const auto model = check(random_model(1, Family::full));
  const std::atomic<bool> is_stopped{true};
  locarno::Run run;
  run.cancel = &is_stopped;
  const auto answer = stability(*model, {}, run);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace locarno::stability
