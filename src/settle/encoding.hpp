#pragma once
// locarno/settle/encoding.hpp -- the question as clauses. Inside settle only.
//
// Literals are non-zero, -x is "not x". The same question always gives the same clauses under the same numbers: a proof is
// written against them, and check makes them anew. That they mean what the question means is a test of its own
// (tests/settle/encoding_test.cpp: their models are the settlements that pass, on thousands of questions).
#include <cstdint>
#include <functional>
#include <vector>

#include "settle/problem.hpp"

namespace locarno::settle {

/// Where clauses go: the solver, or a list.
class Clauses {
 public:
  virtual ~Clauses() = default;
  virtual int new_variable() = 0;
  virtual void add_clause(const std::vector<int>& literals) = 0;
};

/// Clauses one after the other.
class ClauseList : public Clauses {
 public:
  int new_variable() override { return ++variables; }
  void add_clause(const std::vector<int>& literals) override { clauses.push_back(literals); }

  int variables = 0;
  std::vector<std::vector<int>> clauses;
};

/// Counts how many of some literals are true, for bounds that are assumed: one column per bound, added when first asked.
/// Source: Sinz (2005), CP, Towards an optimal CNF encoding of Boolean cardinality constraints.
class AtMost {
 public:
  AtMost(Clauses& clauses, std::vector<int> literals) : clauses_(clauses), literals_(std::move(literals)) {}
  /// Assume this literal: at most `bound` of the literals are true. 0 = no bound needed (bound >= their number).
  int bound(std::size_t bound);

 private:
  Clauses& clauses_;
  std::vector<int> literals_;
  std::vector<std::vector<int>> columns_;  ///< [j][i]: at least j+1 of the first i+1 are true
};

/// One of several choices is made, and brings so much.
struct Alternative {
  int literal = 0;
  std::int64_t value = 0;
};

/// A literal that implies: the choices made, one of each group, add up to at least `need`. true_literal: one that is true.
/// A decision diagram over (group, what is still needed); its nodes are the distinct needs.
int add_sum(Clauses& clauses, int true_literal, const std::vector<std::vector<Alternative>>& groups, std::int64_t need);

/// Exactly one class for every issue; a selector for every line, which brings it in force; the acceptance rule.
class Encoding {
 public:
  Encoding(const Problem& problem, Clauses& clauses);
  int selector(std::uint32_t line) const { return selectors_[line]; }
  /// Literal of "this issue is of this class"; true for the only class of an issue.
  int chosen(std::uint32_t issue, std::uint32_t cls) const { return chosen_[issue][cls]; }
  int true_literal() const { return true_; }
  /// The class of every issue, given which literals are true.
  std::vector<std::uint32_t> classes(const std::function<bool(int)>& is_true) const;
  /// The seats whose acceptance the clauses count on (bits).
  std::uint32_t accepting(const std::function<bool(int)>& is_true) const;

 private:
  void add_issue(std::uint32_t issue);
  void add_acceptance();
  int encode(const Condition& rule);
  int sum(std::uint32_t line);
  int atom(std::uint32_t issue, OptionSet classes);
  int both(int a, int b);

  const Problem& problem_;
  Clauses& clauses_;
  int true_ = 0;
  std::vector<std::vector<int>> chosen_;
  std::vector<int> accepts_;               ///< [seat]
  std::vector<int> selectors_;
};

/// Lines whose total cost is less than `cost` are out of force, and no more.
void add_cheaper(const ZoneQuestion& question, const Encoding& encoding, std::uint64_t cost, Clauses& clauses);

}  // namespace locarno::settle
