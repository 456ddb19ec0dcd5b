#pragma once
// Columns of a model whose moves are by options, each in order of its maker's ranks: what a sweep needs so that a column of
// c states costs c steps and not c*c.
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
  std::vector<std::uint32_t> worse;      ///< [states] how many of its column are worse
};

/// [makers]. 16 bytes per state and decision maker. Needs moves.are_transitive().
std::vector<RankedColumn> rank_columns(const CheckedModel& model, const Moves& moves, const Run& run);

}  // namespace locarno::stability
