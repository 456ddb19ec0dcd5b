#include "stability/column_table.hpp"

#include <algorithm>
#include <tuple>

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

/// Codes of the one-way and fixed options; false when their classes would outnumber the states by far.
bool find_classes(const CheckedModel& model, MakerIndex maker, RankedColumn& c) {
  struct Bit {
    Mask option;
    bool is_backward;
  };
  std::vector<Bit> bits;
  for (const OptionIndex option : model->makers[maker].options) {
    const Direction way = model->options[option].direction;
    if (way == Direction::both) continue;
    if (way != Direction::fixed) c.steps.push_back(std::uint32_t{1} << (bits.size() & 31));
    bits.push_back({Mask{1} << option, way == Direction::backward});
  }
  const std::size_t columns = c.start.size() - 1;
  if (bits.size() > 24 || columns > ((4 * model->states() + 65536) >> bits.size())) return false;
  c.codes = std::size_t{1} << bits.size();
  c.code_of.resize(model->states());
  for (StateIndex s = 0; s < model->states(); ++s) {
    std::uint32_t code = 0;
    for (std::size_t b = 0; b < bits.size(); ++b) code |= std::uint32_t{((model->mask(s) & bits[b].option) != 0) != bits[b].is_backward} << b;
    c.code_of[s] = code;
  }
  return true;
}

void sort_by_class(const CheckedModel& model, MakerIndex maker, RankedColumn& c) {
  const auto& value = model->preferences[maker].value;
  c.first.assign((c.start.size() - 1) * c.codes + 1, 0);
  for (std::uint32_t column = 0; column + 1 < c.start.size(); ++column) {
    const std::uint32_t begin = c.start[column], end = c.start[column + 1];
    std::sort(c.by_rank.begin() + begin, c.by_rank.begin() + end,
              [&](StateIndex a, StateIndex b) { return std::tuple(c.code_of[a], value[a], a) < std::tuple(c.code_of[b], value[b], b); });
    std::uint32_t place = begin;
    for (std::size_t code = 0; code < c.codes; ++code) {
      c.first[column * c.codes + code] = place;
      for (; place < end && c.code_of[c.by_rank[place]] == code; ++place) c.column_of[c.by_rank[place]] = column;
    }
  }
  c.first.back() = static_cast<std::uint32_t>(c.by_rank.size());
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
    if (!c.is_free && find_classes(model, maker, c)) return sort_by_class(model, maker, c);
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
