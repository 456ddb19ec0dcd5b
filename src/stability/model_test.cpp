#include "stability/model.hpp"

#include <gtest/gtest.h>

namespace locarno::stability {
namespace {

Model two_switches() {
  Model m;
  m.makers = {{"North", {0}}, {"South", {1}}};
  m.options = {{"open", 0, Direction::both}, {"pay", 1, Direction::both}};
  m.preferences = {{{0, 1, 2, 3}, {}, {}}, {{0, 2, 1, 3}, {}, {}}};
  return m;
}

std::string complaint(Model m) {
  const auto checked = check(std::move(m));
  return checked ? "" : checked.error().what;
}

TEST(GraphModel, EveryCombinationOfTheOptionsIsAStateWhenNoneAreListed) {
  const auto checked = check(two_switches());
  ASSERT_TRUE(checked) << to_string(checked.error());
  EXPECT_EQ((*checked)->states(), 4u);
  EXPECT_EQ((*checked)->mask(3), 3u);
  EXPECT_EQ((*checked)->id_of(3), 4);
}

TEST(GraphModel, WhatDoesNotFitTogetherIsNamed) {
  Model m = two_switches();
  m.makers[1].options = {0};
  EXPECT_EQ(complaint(m), "option 0 of 'South' is not an option it controls");
  m = two_switches();
  m.preferences[0].value.pop_back();
  EXPECT_EQ(complaint(m), "'North' ranks 3 of 4 states");
  m = two_switches();
  m.preferences[1].band = {0, 0, 1, 1};
  EXPECT_EQ(complaint(m), "'South' greatly prefers a state that it does not prefer");
  m = two_switches();
  m.masks = {0, 1, 1, 3};
  EXPECT_EQ(complaint(m), "two states take the same options, and moves are by options");
  m = two_switches();
  m.arcs = {{{0, 1}, {1, 1}}, {}};
  EXPECT_EQ(complaint(m), "'North' has a move from state number 1 to 1 that is none");
  m = two_switches();
  m.preferences[0].unknown = {{1, 0}};
  EXPECT_EQ(complaint(m), "the unknown pairs of 'North' are not in order, or name a state that does not exist");
}

}  // namespace
}  // namespace locarno::stability
