// Every small conflict there is: two decision makers with one option each, all rankings with ties.
#include <gtest/gtest.h>

#include "stability/concepts.hpp"
#include "stability/random_models.hpp"

namespace locarno::stability {
namespace {

/// All rankings of n states with ties: every row of ranks in which 0..k each occur.
std::vector<std::vector<std::uint32_t>> weak_orders(std::size_t n) {
  std::vector<std::vector<std::uint32_t>> orders;
  std::vector<std::uint32_t> row(n, 0);
  for (;;) {
    const std::uint32_t top = *std::max_element(row.begin(), row.end());
    bool is_dense = true;
    for (std::uint32_t rank = 0; rank < top; ++rank) is_dense = is_dense && std::find(row.begin(), row.end(), rank) != row.end();
    if (is_dense) orders.push_back(row);
    std::size_t k = 0;
    while (k < n && ++row[k] == n) row[k++] = 0;
    if (k == n) return orders;
  }
}

StabilityQuestion all_concepts(Sanction sanction) {
  return {{Concept::R, Concept::GMR, Concept::SMR, Concept::SEQ, Concept::SSEQ, Concept::SIM}, Reach::legal, sanction, {}};
}

void expect_twins_agree(const Model& m, Sanction sanction) {
  const auto model = check(m);
  ASSERT_TRUE(model) << to_string(model.error());
  locarno::Run run;
  const auto fast = stability(*model, all_concepts(sanction), run), slow = stability_by_definition(*model, all_concepts(sanction), run);
  ASSERT_TRUE(fast && slow);
  ASSERT_EQ(fast->concepts, slow->concepts);
}

TEST(StabilitySmallWorld, EveryTwoByTwoConflictWithTies) {
  const auto orders = weak_orders(4);
  ASSERT_EQ(orders.size(), 75u);  // the fourth Fubini number
  Model m;
  m.makers = {{"A", {0}}, {"B", {1}}};
  m.options = {{"a", 0, Direction::both}, {"b", 1, Direction::both}};
  for (const auto& first : orders) {
    for (const auto& second : orders) {
      m.preferences = {{first, {}, {}}, {second, {}, {}}};
      expect_twins_agree(m, Sanction::weak);
    }
  }
}

TEST(FullStabilitySmallWorld, EveryTwoByTwoConflictInEveryDirectionWithAStateMissing) {
  const auto orders = weak_orders(3);
  for (const Direction a : {Direction::both, Direction::forward, Direction::backward, Direction::fixed}) {
    for (const Direction b : {Direction::both, Direction::forward, Direction::backward, Direction::fixed}) {
      for (Mask missing = 0; missing < 4; ++missing) {
        for (const auto& first : orders) {
          for (const auto& second : orders) {
            Model m;
            m.makers = {{"A", {0}}, {"B", {1}}};
            m.options = {{"a", 0, a}, {"b", 1, b}};
            for (Mask mask = 0; mask < 4; ++mask) {
              if (mask != missing) m.masks.push_back(mask);
            }
            m.preferences = {{first, {}, {}}, {second, {}, {}}};
            expect_twins_agree(m, Sanction::weak);
            expect_twins_agree(m, Sanction::strict);
          }
        }
      }
    }
  }
}

/// Long columns of one-way, fixed and free options, all states or some: the twin agrees, and the work grows with the classes, not the pairs.
TEST(StabilitySmallWorld, LongColumnsOfOneWayOptions) {
  Dice dice(17);
  for (const bool is_listed : {false, true}) {
    Model m;
    m.makers = {{"A", {}}, {"B", {}}};
    for (OptionIndex o = 0; o < 10; ++o) {
      constexpr Direction ways[] = {Direction::forward, Direction::both, Direction::backward, Direction::fixed, Direction::forward};
      m.options.push_back({"o" + std::to_string(o), static_cast<MakerIndex>(o / 5), ways[o % 5]});
      m.makers[o / 5].options.push_back(o);
    }
    for (Mask mask = 0; is_listed && mask < 1024; ++mask)
      if (dice.below(3) != 0) m.masks.push_back(mask);
    const std::size_t states = is_listed ? m.masks.size() : 1024;
    m.preferences.resize(2);
    for (Preference& p : m.preferences)
      for (std::size_t s = 0; s < states; ++s) p.value.push_back(static_cast<std::uint32_t>(dice.below(40)));
    expect_twins_agree(m, Sanction::weak);
    expect_twins_agree(m, Sanction::strict);
    locarno::Run run;
    const auto answer = stability(*check(m), StabilityQuestion{}, run);
    ASSERT_TRUE(answer);
    EXPECT_LT(answer->effort.cells, 8 * states * 2 * answer->concepts.size());  // pairs of a column would be 32 a state
  }
}

TEST(FullStabilitySmallWorld, ManyConflictsOfThreeWithOneOptionEach) {
  Dice dice(11);
  Model m;
  m.makers = {{"A", {0}}, {"B", {1}}, {"C", {2}}};
  m.options = {{"a", 0, Direction::both}, {"b", 1, Direction::both}, {"c", 2, Direction::both}};
  m.preferences.resize(3);
  for (std::size_t round = 0; round < 60'000; ++round) {
    for (Preference& p : m.preferences) {
      p.value.resize(8);
      for (auto& value : p.value) value = static_cast<std::uint32_t>(dice.below(8));
    }
    expect_twins_agree(m, round % 4 == 0 ? Sanction::strict : Sanction::weak);
  }
}

}  // namespace
}  // namespace locarno::stability
