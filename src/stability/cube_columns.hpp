#pragma once
// Streaming passes over the ranks of one decision maker on a cube: greatest of each column, least of each own choice, comparison
// with thresholds into bits. Each reads the ranks once.
#include <cstdint>
#include <vector>

#include "stability/cube_layout.hpp"

namespace locarno::stability {

struct ColumnFold {
  std::vector<std::uint32_t> most;   ///< [columns] greatest rank of the column
  std::vector<std::uint32_t> least;  ///< [own choices] least rank over the others' choices
};

ColumnFold fold_columns(const std::uint32_t* value, unsigned bits, const CubePart& part);

/// [columns] greatest, over own choices x, of min(rank, cap[x]).
std::vector<std::uint32_t> fold_capped(const std::uint32_t* value, unsigned bits, const CubePart& part, const std::vector<std::uint32_t>& cap);

/// One threshold: a number per column, or when empty `level` for all.
struct Threshold {
  std::vector<std::uint32_t> by_column;
  std::uint32_t level = 0;
};

/// Words [first_word, last_word) of the sets of states whose rank is at least their threshold; out[k] is the set of thresholds[k].
void pack_at_least(const std::uint32_t* value, const CubePart& part, const std::vector<const Threshold*>& thresholds, std::size_t first_word,
                   std::size_t last_word, const std::vector<StateSet*>& out);

}  // namespace locarno::stability
