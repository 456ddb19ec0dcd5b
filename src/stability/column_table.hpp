#pragma once
// Columns of a model whose moves are by options, each in order of its maker's ranks: what a sweep needs so that a column of
// c states costs c steps and not c*c.
//
// One-way options. Members of a column that agree on them are a class; its code has a bit for each, set when it can go no further, so that
// moves only add bits. Going up or down one bit at a time passes every class that can be reached, empty ones too: d one-way options cost a
// column d steps a class, not a step for each pair of members. For credible moves a class is entered anew by a better state: as often
// as such come, at worst once for each member above it, in practice a few times.
#include <cstdint>
#include <vector>

#include "base/run.hpp"
#include "stability/moves.hpp"

namespace locarno::stability {

struct RankedColumn {
  bool is_free = true;                   ///< every option of the maker goes both ways: any member can move to any other
  std::vector<std::uint32_t> start;      ///< [columns + 1] into by_rank
  std::vector<std::uint32_t> column_of;  ///< [states]
  std::vector<StateIndex> by_rank;       ///< [states] column after column, worst first, equals by index
  std::vector<std::uint32_t> worse;      ///< [states] how many of its column are worse; empty where classes stand

  /// Where some options go one way, unless that would take more room than the states: then by_rank is in order of class first.
  bool has_classes() const { return !first.empty(); }
  std::size_t codes = 0;                 ///< classes of a column, a power of two
  std::vector<std::uint32_t> steps;      ///< the bits of a code that a move can add; the others never change
  std::vector<std::uint32_t> code_of;    ///< [states]
  std::vector<std::uint32_t> first;      ///< [columns * codes + 1] into by_rank
};

/// [makers]. 16 bytes per state and decision maker. Needs moves.are_transitive().
std::vector<RankedColumn> rank_columns(const CheckedModel& model, const Moves& moves, const Run& run);

}  // namespace locarno::stability
