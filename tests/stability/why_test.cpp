#include "stability/why.hpp"

#include <gtest/gtest.h>

#include "stability/random_models.hpp"
#include "stability/small_models.hpp"

namespace locarno::stability {
namespace {

TEST(Why, CooperationHoldsBecauseTheOtherWouldDefectAsWell) {
  const auto model = check(dilemma());
  locarno::Run run;
  const auto reason = why(*model, {}, Concept::SEQ, 0, 3, run);
  ASSERT_TRUE(reason) << to_string(reason.error());
  const Why expected{Concept::SEQ, 0, 3, true, {}, {{2, {{1, 0}}, 0, {}}}};
  EXPECT_EQ(*reason, expected);
  const auto nash = why(*model, {}, Concept::R, 0, 3, run);
  EXPECT_FALSE(nash->is_stable);
  EXPECT_EQ(nash->leaves->improvement, 2u);
}

TEST(Why, AFalseClaimIsFound) {
  const auto model = check(dilemma());
  locarno::Run run;
  const Why honest = *why(*model, {}, Concept::SMR, 0, 3, run);
  ASSERT_TRUE(check(*model, {}, honest));
  const auto complaint = [&](auto&& change) {
    Why w = honest;
    change(w);
    const auto checked = check(*model, {}, w);
    return checked ? std::string() : checked.error().what;
  };
  EXPECT_EQ(complaint([](Why& w) { w.deterred.clear(); }), "the improvements are not those of the state");
  EXPECT_EQ(complaint([](Why& w) { w.deterred[0].path[0].mover = 0; }), "a move is not by one of the others");
  EXPECT_EQ(complaint([](Why& w) { w.deterred[0].path[0].to = 3; }), "there is no move from state number 2 to 3");
  EXPECT_EQ(complaint([](Why& w) { w.deterred[0].ends_at = 1; }), "the sequence ends at state number 0, not 1");
  EXPECT_EQ(complaint([](Why& w) { w.deterred[0].replies.clear(); }), "the replies are not the moves from state number 0");
  EXPECT_EQ(complaint([](Why& w) { w.state = 9; }), "a state or decision maker does not exist");
  EXPECT_EQ(complaint([](Why& w) { w.is_stable = false; }), "no improvement is given");
  EXPECT_EQ(complaint([](Why& w) {
              w.is_stable = false;
              w.leaves = Incentive{2, 0, {}, {}};
            }),
            "the improvement to state number 2 is deterred");
}

/// Every verdict on every state of models of all families, with reasons that hold and that agree with the engine.
TEST(Why, ReasonsHoldOnModelsOfAllFamilies) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    for (const Family family : families) {
      const auto model = check(random_model(seed, family, seed % 3 == 0));
      StabilityQuestion q;
      q.reach = static_cast<Reach>(seed % 3);
      q.sanction = seed % 4 == 0 ? Sanction::strict : Sanction::weak;
      q.unknown = seed % 3 == 0 ? static_cast<Unknown>(1 + seed / 3 % 4) : Unknown::none;
      if (has_simultaneous_moves(*model)) q.concepts.push_back(Concept::SIM);
      locarno::Run run;
      const auto answer = stability(*model, q, run);
      ASSERT_TRUE(answer);
      for (const ConceptAnswer& one : answer->concepts) {
        for (MakerIndex maker = 0; maker < (*model)->makers.size(); ++maker) {
          for (StateIndex s = 0; s < (*model)->states(); ++s) {
            const auto reason = why(*model, q, one.which, maker, s, run);
            ASSERT_TRUE(reason);
            ASSERT_EQ(reason->is_stable, one.stable[maker].has(s)) << seed;
            const auto checked = check(*model, q, *reason);
            ASSERT_TRUE(checked) << checked.error().what << " seed " << seed << ' ' << to_string(one.which) << ' ' << maker << ' ' << s;
          }
        }
      }
    }
  }
}

/// Raised to its threshold a state holds still and not before; sunk no deeper than its margin it stays.
TEST(Margins, SayHowFarAStateMayMove) {
  std::size_t raised = 0, sunk = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    for (const Family family : families) {
      Model m = random_model(seed, family);
      for (Preference& p : m.preferences) {
        p.band.clear();
        for (auto& v : p.value) v = 2 * v + 1;  // so that there are ranks between
      }
      const auto model = check(m);
      StabilityQuestion q;
      q.sanction = seed % 2 == 0 ? Sanction::weak : Sanction::strict;
      const Concept which = static_cast<Concept>(seed % 5);
      const auto maker = static_cast<MakerIndex>(seed % m.makers.size());
      const auto s = static_cast<StateIndex>(seed / 5 % m.states());
      locarno::Run run;
      const std::int64_t margin = (*margins(*model, q, which, maker, run))[s];
      const auto is_stable_at = [&](std::int64_t rank) {
        Model changed = m;
        changed.preferences[maker].value[s] = static_cast<std::uint32_t>(rank);
        q.concepts = {which};
        const auto remade = check(changed);
        return stability(*remade, q, run)->concepts[0].stable[maker].has(s);
      };
      const std::int64_t rank = m.preferences[maker].value[s], least = rank - margin;
      EXPECT_EQ(is_stable_at(rank), margin >= 0);
      if (margin >= 0) {
        EXPECT_TRUE(is_stable_at(std::max<std::int64_t>(least, 0)));
        sunk += margin > 0;
      } else {
        // In a graph of their own the others may lead back to s: under strict sanctions its threshold then rises with it.
        if (family != Family::graph || q.sanction == Sanction::weak) {
          EXPECT_TRUE(is_stable_at(least)) << seed << ' ' << static_cast<int>(family);
        }
        EXPECT_FALSE(is_stable_at(least - 1)) << seed << ' ' << static_cast<int>(family);
        ++raised;
      }
    }
  }
  EXPECT_GT(raised, 50u);
  EXPECT_GT(sunk, 50u);
}

TEST(Margins, NeedRanks) {
  const auto model = check(dilemma());
  locarno::Run run;
  EXPECT_FALSE(margins(*model, {}, Concept::SIM, 0, run));
  EXPECT_EQ((*margins(*model, {}, Concept::SEQ, 0, run))[3], 3 - 2);
}

}  // namespace
}  // namespace locarno::stability
