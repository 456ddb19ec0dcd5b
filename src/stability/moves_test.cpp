#include "stability/moves.hpp"

#include <gtest/gtest.h>

namespace locarno::stability {
namespace {

using States = std::vector<StateIndex>;

Model three_options() {
  Model m;
  m.makers = {{"A", {0, 2}}, {"B", {1}}};
  m.options = {{"a", 0, Direction::both}, {"b", 1, Direction::both}, {"c", 0, Direction::forward}};
  m.preferences = {{std::vector<std::uint32_t>(8, 0), {}, {}}, {std::vector<std::uint32_t>(8, 0), {}, {}}};
  return m;
}

TEST(Moves, ADecisionMakerChangesAnyOfItsOptionsInTheAllowedDirection) {
  const auto model = check(three_options());
  const Moves moves(*model);
  EXPECT_EQ(moves.from(0, 0b000), (States{0b001, 0b100, 0b101}));
  EXPECT_EQ(moves.from(0, 0b110), States{0b111});
  EXPECT_TRUE(moves.can_move(0, 0b001, 0b100));
  EXPECT_FALSE(moves.can_move(0, 0b100, 0b000));
  EXPECT_FALSE(moves.can_move(0, 0b000, 0b000));
  EXPECT_TRUE(moves.is_directed());
}

TEST(Moves, OnlyToStatesThatExist) {
  Model m = three_options();
  m.masks = {0b101, 0b000, 0b011};
  m.preferences = {{{0, 0, 0}, {}, {}}, {{0, 0, 0}, {}, {}}};
  const auto model = check(m);
  const Moves moves(*model);
  EXPECT_EQ(moves.from(0, 1), States{0});
  EXPECT_EQ(moves.from(1, 0), States{});
  EXPECT_EQ(moves.column(0, 0).size(), 2u);
  States before;
  moves.each_before(0, 0, [&](StateIndex t) { before.push_back(t); });
  EXPECT_EQ(before, States{1});
}

TEST(Moves, ExplicitGraphsAreTakenAsTheyAre) {
  Model m = three_options();
  m.arcs = {{{0, 7}, {2, 1}}, {{7, 0}}};
  const auto model = check(m);
  const Moves moves(*model);
  EXPECT_EQ(moves.from(0, 0), States{7});
  EXPECT_EQ(moves.from(0, 7), States{});
  EXPECT_TRUE(moves.can_move(1, 7, 0));
  EXPECT_FALSE(moves.are_transitive());
}

}  // namespace
}  // namespace locarno::stability
