#pragma once
// locarno/settle/maxmin.hpp -- settlements as 0-1 programmes for CBC. Inside settle only.
#include <cstdint>
#include <optional>
#include <vector>

#include "settle/milp.hpp"
#include "settle/score_table.hpp"

namespace locarno::settle {

/// A programme whose first columns choose one option for every issue, under the table's rules.
class SettlementProgramme {
 public:
  explicit SettlementProgramme(const ScoreTable& table);
  Milp& milp() { return milp_; }
  std::uint32_t column(std::size_t issue, std::size_t option) const { return first_[issue] + static_cast<std::uint32_t>(option); }
  /// A row: worth to `party`, times `factor`, plus `others`, lies between low and high.
  void worth_row(std::size_t party, double factor, std::vector<std::pair<std::uint32_t, double>> others, double low, double high);
  /// The settlement of a solution: the option with the largest column of every issue.
  Choice choice(const std::vector<double>& x) const;

 private:
  void add_rule(const Condition& rule);

  const ScoreTable& table_;
  Milp milp_;
  std::vector<std::uint32_t> first_;
};

struct SolverPoint {
  std::optional<Choice> best;      ///< verified: meets the rules
  bool is_optimal = false;         ///< CBC says nothing is better
  bool is_infeasible = false;      ///< CBC says there is none
  double bound = 1e30;             ///< CBC's, on the value
  std::uint64_t nodes = 0;
};

/// Largest t with (u_p - from_p) >= t * span_p for every p and u_p >= need_p.
SolverPoint solve_max_min(const ScoreTable& table, const std::vector<Rational>& from, const std::vector<Rational>& span,
                          const std::vector<Rational>& need, const std::optional<Choice>& start, std::uint64_t most_nodes, const Run& run);

/// Largest sum of weight_p * u_p with u_p >= need_p (none = no need).
SolverPoint solve_weighted(const ScoreTable& table, const std::vector<double>& weight, const std::vector<std::optional<Rational>>& need,
                           std::uint64_t most_nodes, const Run& run);

/// Largest product of u_p - from_p: tangents of the logarithm, added where the last solution lies, until nothing changes.
/// `bound` is on the sum of logarithms.
SolverPoint solve_product(const ScoreTable& table, const std::vector<Rational>& from, const std::optional<Choice>& start,
                          std::uint64_t most_nodes, const Run& run);

}  // namespace locarno::settle
