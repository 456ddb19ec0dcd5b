#pragma once
// SEQ and SSEQ on a cube: one sweep per own choice of the focal decision maker (cube.hpp says why that is enough).
#include <cstdint>
#include <vector>

#include "base/run.hpp"
#include "stability/cube_layout.hpp"

namespace locarno::stability {

/// Columns of every decision maker in order of rank. Unit: the smallest unsigned type that holds a place in a column.
template <class Unit>
struct RankedColumns {
  std::vector<std::vector<Unit>> order;  ///< [maker][column * choices + place]: own choice at that place, worst first
  std::vector<std::vector<Unit>> worse;  ///< [maker][state]: how many of its column are worse
};

template <class Unit>
RankedColumns<Unit> rank_columns(const std::vector<const std::uint32_t*>& values, const CubeLayout& layout, const Run& run);

struct SweepThresholds {
  std::vector<std::uint32_t> seq, sseq;  ///< [columns of the maker]; empty when not asked
};

struct SweepTask {
  const std::vector<const std::uint32_t*>& values;  ///< [maker][state]
  const CubeLayout& layout;
  bool is_strict = false, wants_seq = true, wants_sseq = true;
};

/// Thresholds of one decision maker; slices over the threads of the run. Unspecified when cancelled.
template <class Unit>
SweepThresholds sweep_slices(const SweepTask& task, const RankedColumns<Unit>& ranked, MakerIndex maker, const Run& run, Effort& effort);

}  // namespace locarno::stability
