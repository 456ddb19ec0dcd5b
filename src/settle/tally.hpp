#pragma once
// locarno/settle/tally.hpp -- counts under the acceptance rule, and bounds when a count is out of reach. Inside settle only.
//
// Unanimity: every line binds, one Counter. Otherwise: let N(T) be how many settlements every party of T accepts. The
// settlements that some winning coalition accepts number sum over T of d(T) N(T), where d are the dividends (Harsanyi 1963,
// Int. Econ. Rev. 4:194-220) of the game that gives 1 to winning coalitions: d(T) = [T wins] - sum over S inside T of d(S).
#include <map>
#include <memory>
#include <optional>

#include "settle/count.hpp"

namespace locarno::settle {

class Tally {
 public:
  Tally(const Problem& problem, Budget& budget);
  /// nullopt when the budget or its memory is spent.
  std::optional<Integer> count(const std::vector<bool>& active, bool strict);
  /// All lines but `released`, open reading.
  std::optional<Integer> count_without(const std::vector<std::uint32_t>& released);
  /// [line] as Counter::opens_alone, under the acceptance rule, all lines in force.
  std::vector<std::optional<Integer>> opens_alone(unsigned threads, bool patient);
  /// Settlements that pass when this line alone is in force (open reading).
  std::optional<Integer> count_alone(std::uint32_t line);
  Counter& all_lines() { return counter_; }

 private:
  struct Term {
    std::uint32_t coalition = 0;
    Integer dividend;
  };
  struct Strict {
    Problem problem;
    std::unique_ptr<Counter> counter;
  };
  std::vector<bool> lines_of(const Term& term, const std::vector<bool>& active) const;

  const Problem& problem_;
  Budget& budget_;
  Counter counter_;
  std::vector<Term> terms_;
  std::map<std::uint32_t, Strict> strict_;  ///< coalition -> the same problem with only its silences
};

/// Are tables over these lines (as one component) small enough for a bound?
bool can_be_counted(const Problem& problem, const std::vector<std::uint32_t>& lines);

/// At most so many settlements pass: those that pass some of the lines, chosen so that they can be counted.
struct UpperBound {
  std::vector<std::uint32_t> kept;
  Integer open, strict;
};
std::optional<UpperBound> upper_bound(const Problem& problem, Budget& budget);

/// At least so many pass: those that agree with `classes` (a settlement that passes) on enough issues.
struct LowerBound {
  std::vector<std::uint32_t> fixed;  ///< issues
  Integer open, strict;
};
std::optional<LowerBound> lower_bound(const Problem& problem, const Settlement& passing, Budget& budget);

}  // namespace locarno::settle
