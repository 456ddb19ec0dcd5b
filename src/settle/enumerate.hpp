#pragma once
// locarno/settle/enumerate.hpp -- which lines clash, and which must give way: the solver's side. Inside settle only.
#include <optional>
#include <vector>

#include "settle/budget.hpp"
#include "settle/problem.hpp"
#include "settle/solver.hpp"

namespace locarno::settle {

using LineSet = std::vector<std::uint32_t>;  ///< ascending

/// Minimal sets found, in order of size, then by lines. complete: there is no other.
struct Found {
  std::vector<LineSet> sets;
  bool complete = false;
  std::size_t up_to = 0;  ///< no other has at most so many lines; SIZE_MAX when complete
};

/// Which settlements pass a chosen set of lines.
class Feasibility {
 public:
  Feasibility(const Problem& problem, Budget& budget);
  Sat feasible(const LineSet& lines);
  /// After feasible() said yes: the lines that its settlement passes.
  LineSet passed() const;
  /// After feasible() said no: lines enough for the no.
  LineSet core(const LineSet& asked) const;
  /// The classes [issue] of a settlement that passes the lines and has the class asked for on each of some issues.
  using Demand = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  Sat feasible_with(const LineSet& lines, const Demand& demand);
  /// After yes: the classes [issue] of the settlement found.
  std::vector<std::uint32_t> classes() const;
  Settlement settlement() const { return problem_.settlement(classes()); }
  /// The first settlement, in the order of options, that passes the lines; nullopt when there is none or the budget is spent.
  std::optional<Settlement> first_settlement(const LineSet& lines);

 private:
  /// May `issue` change to `cls` without breaking a line in force?
  bool may_change(std::vector<std::uint32_t>& classes, std::uint32_t issue, std::uint32_t cls,
                  const std::vector<bool>& in_force) const;
  /// After yes: must the line hold for the coalition that accepts?
  bool is_bound(std::uint32_t line) const;

  const Problem& problem_;
  std::vector<std::vector<std::uint32_t>> lines_of_;  ///< [issue]
  Solver solver_;
  Encoding encoding_;
};

/// Minimal correction sets by increasing size: a bound on the number of released lines, raised by one when no further
/// set of that size exists. Stops after the size at which `most` (0 = no limit) are known, or at `largest` (0 = any).
/// Source: Liffiton & Sakallah (2008), J. Automated Reasoning 40:1-33 (CAMUS, phase one).
/// When the budget ends before any is known, one that is minimal all the same (grown, not bounded) is given.
///   at_least   known lower bound of an opening's size
Found find_openings(const Problem& problem, Feasibility& feasibility, Budget& budget, std::size_t most, std::size_t largest,
                    std::size_t at_least);

/// One set of each of `choices`, joined: the `most` smallest (whole sizes; 0 = all) of at most `largest` lines (0 = any).
/// complete only when nothing was left out.
Found combine(const std::vector<Found>& choices, Budget& budget, std::size_t most, std::size_t largest);

/// By size, then by lines.
void sort_sets(std::vector<LineSet>& sets);

/// Minimal unsatisfiable sets. `openings`: minimal correction sets already known; when they are all, or when only the
/// `most` smallest are asked for, sets of lines that hit each of them are tried by increasing size; otherwise each
/// unsatisfiable set met is shrunk and each satisfiable one grown (MARCO). most: 0 = all. largest: 0 = any size; when no
/// clash is that small, one larger is given all the same.
Found find_clashes(const Problem& problem, Feasibility& feasibility, Budget& budget, const Found& openings,
                   std::size_t most, std::size_t largest);

}  // namespace locarno::settle
