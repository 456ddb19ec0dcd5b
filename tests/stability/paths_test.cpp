// How a conflict could unfold: the search against its twin, every path and jump verified from the definition.
#include "stability/paths.hpp"

#include <gtest/gtest.h>

#include "published.hpp"
#include "random_models.hpp"

namespace locarno::stability {
namespace {

std::vector<StateIndex> all_states(const Model& m) {
  std::vector<StateIndex> list(m.states());
  for (StateIndex s = 0; s < list.size(); ++s) list[s] = s;
  return list;
}

void expect_sound(const CheckedModel& model, StateIndex start) {
  locarno::Run run;
  const auto answer = unfold(model, start, all_states(*model), run);
  ASSERT_TRUE(answer);
  const std::vector<int> by_moves = shortest_by_rounds(model, start, Steps::moves);
  const std::vector<int> by_improvements = shortest_by_rounds(model, start, Steps::improvements);
  for (const Unfolding& u : answer->targets) {
    ASSERT_EQ(u.is_reachable ? static_cast<int>(u.by_moves.size()) : -1, by_moves[u.target]);
    ASSERT_EQ(u.is_reachable_by_improvements ? static_cast<int>(u.by_improvements.size()) : -1, by_improvements[u.target]);
    ASSERT_TRUE(!u.is_reachable || check_path(model, start, u.target, u.by_moves, Steps::moves));
    ASSERT_TRUE(!u.is_reachable_by_improvements || check_path(model, start, u.target, u.by_improvements, Steps::improvements));
    StateIndex at = start;
    for (const JointStep& jump : u.by_jumps) {
      ASSERT_EQ(jump.from, at);
      ASSERT_TRUE(check_jump(model, jump));
      at = jump.to;
    }
    ASSERT_EQ(u.needs == Needs::jump, !u.by_jumps.empty());
    ASSERT_TRUE(u.needs != Needs::jump || at == u.target);
    ASSERT_EQ(u.needs == Needs::unreachable, !u.is_reachable && u.target != start);
  }
}

TEST(Unfolding, AgreesWithItsTwinOnModelsOfAllFamilies) {
  for (const Family family : families)
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const auto model = check(random_model(seed, family));
      ASSERT_TRUE(model);
      expect_sound(*model, static_cast<StateIndex>(seed % (*model)->states()));
      if (HasFatalFailure()) FAIL() << seed;
    }
}

TEST(Unfolding, LevelsFirstHoldAStateWhereItsShortestPathEnds) {
  for (const Family family : families)
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const auto model = check(random_model(seed, family));
      locarno::Run run;
      const auto found = levels(*model, 0, Steps::improvements, 200, run);
      ASSERT_TRUE(found);
      const std::vector<int> least = shortest_by_rounds(*model, 0, Steps::improvements);
      for (StateIndex s = 1; s < (*model)->states(); ++s) {
        int first = -1;
        for (std::size_t k = 1; k < found->reached.size() && first < 0; ++k)
          for (const StateSet& set : found->reached[k])
            if (set.has(s)) first = static_cast<int>(k);
        ASSERT_EQ(first, least[s]) << seed;
      }
    }
}

TEST(Unfolding, AWrongPathIsFoundOut) {
  Model m;
  m.makers = {{"A", {0}}, {"B", {1}}};
  m.options = {{"x", 0, Direction::forward}, {"y", 1, Direction::both}};
  m.preferences = {{{0, 1, 0, 1}, {}, {}}, {{0, 0, 1, 1}, {}, {}}};
  const auto model = check(m);
  EXPECT_TRUE(check_path(*model, 0, 3, {{0, 1, true}, {1, 3, true}}, Steps::improvements));
  EXPECT_FALSE(check_path(*model, 0, 3, {{0, 1, true}, {1, 3, false}}, Steps::moves));  // it is an improvement
  EXPECT_FALSE(check_path(*model, 0, 1, {{0, 1, true}, {0, 0, false}}, Steps::moves));  // twice in a row
  EXPECT_FALSE(check_path(*model, 1, 0, {{0, 0, false}}, Steps::moves));                // cannot be taken back
  EXPECT_FALSE(check_path(*model, 0, 2, {{0, 1, true}}, Steps::moves));                 // ends elsewhere
}

TEST(OracleUnfolding, InElmiraTwoPartiesTogetherGetFromFiveToEight) {
  const auto names = published_names();
  if (std::find(names.begin(), names.end(), "elmira") == names.end()) GTEST_SKIP() << "no shared data";
  const PublishedCase c = read_published("elmira");
  const auto model = check(c.model);
  locarno::Run run;
  const auto answer = unfold(*model, c.state_of.at(5), {c.state_of.at(8)}, run);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->targets[0].needs, Needs::jump);
  ASSERT_EQ(answer->targets[0].by_jumps.size(), 1u);
  EXPECT_EQ(answer->targets[0].by_jumps[0].members, (std::vector<MakerIndex>{0, 1}));
}

}  // namespace
}  // namespace locarno::stability
