// All combinations of options: the closed forms and slices against the value form on the graph, on larger cubes than the twin takes.
#include <gtest/gtest.h>

#include <map>

#include "stability/concepts.hpp"
#include "stability/random_models.hpp"
#include "stability/value_form.hpp"

namespace locarno::stability {
namespace {

/// Options are dealt in a row (each decision maker's stand together) or at random; one decision maker may hold nearly all.
Model random_cube(std::uint64_t seed) {
  Dice dice(seed);
  Model m;
  const std::size_t makers = 1 + dice.below(5), options = 6 + dice.below(seed % 10 == 0 ? 6 : 3);
  const bool in_a_row = dice.once_in(2), is_lopsided = dice.once_in(4);
  for (std::size_t i = 0; i < makers; ++i) m.makers.push_back({"M" + std::to_string(i), {}});
  for (OptionIndex o = 0; o < options; ++o) {
    const std::size_t maker = is_lopsided && !dice.once_in(6) ? 0 : in_a_row ? o * makers / options : dice.below(makers);
    m.options.push_back({"o" + std::to_string(o), static_cast<MakerIndex>(maker), Direction::both});
    m.makers[maker].options.push_back(o);
  }
  for (std::size_t i = 0; i < makers; ++i) m.preferences.push_back(random_preference(dice, m.states(), false));
  return m;
}

TEST(StabilityCubes, AgreeWithTheValueFormOnTheGraph) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const auto model = check(random_cube(seed));
    ASSERT_TRUE(model) << to_string(model.error());
    const Moves moves(*model);
    StabilityQuestion q;
    q.sanction = seed % 3 == 0 ? Sanction::strict : Sanction::weak;
    locarno::Run run;
    run.threads = seed % 4 == 0 ? 3 : 1;
    const auto answer = stability(*model, q, run);
    ASSERT_TRUE(answer);
    for (const ConceptAnswer& one : answer->concepts) {
      for (MakerIndex maker = 0; maker < (*model)->makers.size(); ++maker) {
        Effort effort;
        const auto least = thresholds_by_moves(*model, moves, maker, one.which, Reach::legal, q.sanction, run, effort);
        ASSERT_EQ(one.stable[maker], at_least((*model)->preferences[maker].value, least)) << "seed " << seed << ' ' << to_string(one.which) << ' ' << maker;
      }
    }
  }
}

/// Ranks up to the largest number, and columns of more than 256 and 65,536 states: every width of a place in a column.
TEST(StabilityCubes, EveryWidthOfAColumnAndTheLargestRanks) {
  for (const std::size_t own : {3u, 9u, 17u}) {
    Model m;
    m.makers = {{"A", {}}, {"B", {}}};
    for (OptionIndex o = 0; o < own + 1; ++o) {
      const MakerIndex maker = o < own ? 0 : 1;
      m.options.push_back({"o" + std::to_string(o), maker, Direction::both});
      m.makers[maker].options.push_back(o);
    }
    std::mt19937 engine(7);
    for (std::size_t i = 0; i < 2; ++i) {
      Preference& p = m.preferences.emplace_back();
      for (std::size_t s = 0; s < m.states(); ++s) p.value.push_back(~std::uint32_t{0} - static_cast<std::uint32_t>(engine() % 1000));
    }
    const auto model = check(m);
    const Moves moves(*model);
    locarno::Run run;
    const auto answer = stability(*model, {{Concept::SEQ, Concept::SSEQ}, {}, Sanction::strict, {}}, run);
    ASSERT_TRUE(answer);
    if (own > 10) {  // the graph would have 2^35 moves of A; B has two states a column
      EXPECT_TRUE(answer->concepts[1].stable[0].is_subset_of(answer->concepts[0].stable[0]));
      continue;
    }
    for (const ConceptAnswer& one : answer->concepts) {
      for (MakerIndex maker = 0; maker < 2; ++maker) {
        Effort effort;
        const auto least = thresholds_by_moves(*model, moves, maker, one.which, Reach::legal, Sanction::strict, run, effort);
        EXPECT_EQ(one.stable[maker], at_least(m.preferences[maker].value, least));
      }
    }
  }
}

/// Howard's theorem needs no twin: maximin and minimax of each decision maker.
TEST(StabilityCubes, MetarationalThresholdsAreMaximinAndMinimax) {
  const auto model = check(random_cube(3));
  const Model& m = **model;
  locarno::Run run;
  const auto answer = stability(*model, {{Concept::GMR, Concept::SMR}, {}, {}, {}}, run);
  const Moves moves(*model);
  for (MakerIndex maker = 0; maker < m.makers.size(); ++maker) {
    const Mask own = moves.own(maker);
    std::map<Mask, std::uint32_t> least, most;
    for (StateIndex s = 0; s < m.states(); ++s) {
      const std::uint32_t v = m.preferences[maker].value[s];
      least[s & own] = least.contains(s & own) ? std::min(least[s & own], v) : v;
      most[s & ~own] = std::max(most[s & ~own], v);
    }
    std::uint32_t maximin = 0, minimax = ~0u;
    for (const auto& [x, v] : least) maximin = std::max(maximin, v);
    for (const auto& [x, v] : most) minimax = std::min(minimax, v);
    for (StateIndex s = 0; s < m.states(); ++s) {
      EXPECT_EQ(answer->concepts[0].stable[maker].has(s), m.preferences[maker].value[s] >= maximin);
      EXPECT_EQ(answer->concepts[1].stable[maker].has(s), m.preferences[maker].value[s] >= minimax);
    }
  }
}

/// Work is counted, not timed: the same on any machine.
TEST(StabilityCubes, WorkGrowsWithStatesTimesMakersTimesMakers) {
  Model m = random_cube(3);
  const auto model = check(m);
  locarno::Run run;
  const auto columns = stability(*model, {{Concept::R, Concept::GMR, Concept::SMR}, {}, {}, {}}, run);
  EXPECT_EQ(columns->effort.nodes, 0u);
  EXPECT_EQ(columns->effort.cells, 3 * m.states() * m.makers.size());
  const auto sweeps = stability(*model, {{Concept::SEQ, Concept::SSEQ}, {}, {}, {}}, run);
  EXPECT_EQ(sweeps->effort.nodes, 2 * m.states() * m.makers.size());
  EXPECT_LE(sweeps->effort.cells, 2 * m.states() * m.makers.size() * (m.makers.size() - 1));
}

TEST(StabilityCubes, ATableThatIsTooLargeIsRefusedBeforeItIsBuilt) {
  const auto model = check(random_cube(3));
  locarno::Run run;
  run.limits.memory_bytes = 100;
  const auto answer = stability(*model, {}, run);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::limit_reached);
}

}  // namespace
}  // namespace locarno::stability
