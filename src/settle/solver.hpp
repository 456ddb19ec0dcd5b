#pragma once
// locarno/settle/solver.hpp -- CaDiCaL behind three words: yes, no, unknown. Inside settle only.
//
// Deterministic: fixed options, no time, one thread. Conflicts are booked in the Budget and limited by it.
#include <cstdint>
#include <memory>
#include <vector>

#include "settle/budget.hpp"
#include "settle/problem.hpp"

namespace locarno::settle {

enum class Sat : std::uint8_t { yes, no, unknown };

/// A set of clauses. Literals are non-zero, -x is "not x".
class Solver {
 public:
  /// `phase`: what a free variable is tried as first.
  Solver(Budget& budget, bool phase);
  ~Solver();
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  int new_variable() { return ++variables_; }
  void add_clause(const std::vector<int>& literals);
  Sat solve(const std::vector<int>& assumed);
  /// After yes.
  bool value(int literal) const;
  /// After no: did this assumption take part?
  bool failed(int literal) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
  Budget& budget_;
  int variables_ = 0;
};

/// Counts how many of some literals are true, for bounds that are assumed: one column per bound, added when first asked.
class AtMost {
 public:
  AtMost(Solver& solver, std::vector<int> literals) : solver_(solver), literals_(std::move(literals)) {}
  /// Assume this literal: at most `bound` of the literals are true. 0 = no bound needed (bound >= their number).
  int bound(std::size_t bound);

 private:
  Solver& solver_;
  std::vector<int> literals_;
  std::vector<std::vector<int>> columns_;  ///< [j][i]: at least j+1 of the first i+1 are true
};

/// The question as clauses: exactly one class for every issue; a selector for every line, which brings its rule in force.
class Encoding {
 public:
  Encoding(const Problem& problem, Solver& solver);
  int selector(std::uint32_t line) const { return selectors_[line]; }
  /// Literal of "this issue is of this class"; true for the only class of an issue.
  int chosen(std::uint32_t issue, std::uint32_t cls) const { return chosen_[issue][cls]; }
  /// After yes: the class of every issue.
  std::vector<std::uint32_t> classes() const;

 private:
  void add_issue(std::uint32_t issue);
  int encode(const Condition& rule);
  int atom(std::uint32_t issue, OptionSet classes);
  int both(int a, int b);

  const Problem& problem_;
  Solver& solver_;
  int true_ = 0;
  std::vector<std::vector<int>> chosen_;
  std::vector<int> selectors_;
};

}  // namespace locarno::settle
