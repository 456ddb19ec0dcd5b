#include "stability/column_table.hpp"

#include <algorithm>

#include "stability/parallel.hpp"

namespace locarno::stability {
namespace {

/// Every combination is a state: a column is its lowest state with every choice of the maker put in.
void list_cube_columns(const Moves& moves, MakerIndex maker, std::size_t states, RankedColumn& c) {
  const Mask own = moves.own(maker);
  for (StateIndex s = 0; s < states; ++s) {
    if ((s & own) != 0) continue;
    c.start.push_back(static_cast<std::uint32_t>(c.by_rank.size()));
    for (Mask sub = 0;; sub = (sub - own) & own) {
      c.by_rank.push_back(static_cast<StateIndex>(s | sub));
      if (sub == own) break;
    }
  }
  c.start.push_back(static_cast<std::uint32_t>(states));
}

}  // namespace

std::vector<RankedColumn> rank_columns(const CheckedModel& model, const Moves& moves, const Run& run) {
  std::vector<RankedColumn> table(model->makers.size());
  in_parallel(run, table.size(), [&](std::size_t task, unsigned) {
    const auto maker = static_cast<MakerIndex>(task);
    RankedColumn& c = table[task];
    for (const OptionIndex option : model->makers[maker].options) c.is_free = c.is_free && model->options[option].direction == Direction::both;
    if (moves.is_cube()) {
      list_cube_columns(moves, maker, model->states(), c);
    } else {
      c.by_rank = moves.columns(maker).members;
      c.start = moves.columns(maker).start;
    }
    const auto& value = model->preferences[maker].value;
    c.column_of.resize(model->states());
    c.worse.resize(model->states());
    for (std::uint32_t column = 0; column + 1 < c.start.size(); ++column) {
      const std::uint32_t begin = c.start[column], end = c.start[column + 1];
      std::sort(c.by_rank.begin() + begin, c.by_rank.begin() + end, [&](StateIndex a, StateIndex b) { return std::pair(value[a], a) < std::pair(value[b], b); });
      for (std::uint32_t place = begin, below = 0; place < end; ++place) {
        if (place > begin && value[c.by_rank[place]] != value[c.by_rank[place - 1]]) below = place - begin;
        c.column_of[c.by_rank[place]] = column;
        c.worse[c.by_rank[place]] = below;
      }
    }
  });
  return table;
}

}  // namespace locarno::stability
