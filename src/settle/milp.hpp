#pragma once
// locarno/settle/milp.hpp -- one mixed-integer programme, maximised by CBC. Inside settle only.
//
// What comes back is a proposal in floating point: callers round it, verify it in exact numbers and never take `bound` for a
// proof of ours. One thread, a fixed seed, limits in nodes: the same programme gives the same answer.
#include <cstdint>
#include <utility>
#include <vector>

#include "base/run.hpp"

namespace locarno::settle {

struct Milp {
  struct Row {
    std::vector<std::pair<std::uint32_t, double>> terms;
    double low = 0, high = 0;           ///< +-1e30 = none
  };
  std::vector<double> objective;        ///< [column] maximised
  std::vector<double> low, high;        ///< [column]
  std::vector<bool> is_whole;           ///< [column]
  std::vector<Row> rows;
  std::vector<double> start;            ///< a solution to begin with; empty = none

  std::uint32_t add(double cost, double least, double most, bool whole);
};

struct MilpAnswer {
  enum class Status { optimal, infeasible, limit, cancelled };
  Status status = Status::limit;
  std::vector<double> x;     ///< the best found; empty = none
  double value = 0;
  double bound = 1e30;       ///< CBC says nothing is above this
  std::uint64_t nodes = 0;
};

/// Stops within a fraction of a second of run.cancel.
MilpAnswer maximise(const Milp& programme, std::uint64_t most_nodes, const Run& run);

}  // namespace locarno::settle
