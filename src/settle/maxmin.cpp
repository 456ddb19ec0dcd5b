#include "settle/maxmin.hpp"

#include <algorithm>
#include <cmath>

namespace locarno::settle {
namespace {

constexpr double no_limit = 1e30;

/// A settlement's rounded, verified choice, or none.
std::optional<Choice> verified(const ScoreTable& table, const SettlementProgramme& programme, const MilpAnswer& answer,
                               const std::vector<std::optional<Rational>>& need) {
  if (answer.x.empty()) return std::nullopt;
  Choice choice = programme.choice(answer.x);
  if (!meets_rules(table, choice)) return std::nullopt;
  for (std::size_t p = 0; p < need.size(); ++p)
    if (need[p] && worth(table, p, choice) < *need[p]) return std::nullopt;
  return choice;
}

SolverPoint point_from(const ScoreTable& table, const SettlementProgramme& programme, const MilpAnswer& answer,
                       const std::vector<std::optional<Rational>>& need) {
  SolverPoint out;
  out.best = verified(table, programme, answer, need);
  out.is_optimal = answer.status == MilpAnswer::Status::optimal && out.best.has_value();
  out.is_infeasible = answer.status == MilpAnswer::Status::infeasible;
  out.bound = answer.bound;
  out.nodes = answer.nodes;
  return out;
}

std::vector<std::optional<Rational>> as_needs(const std::vector<Rational>& need) {
  return std::vector<std::optional<Rational>>(need.begin(), need.end());
}

double spread(const ScoreTable& table, std::size_t party) {
  double out = 0;
  for (std::size_t i = 0; i < table.issues.size(); ++i) {
    double most = 0;
    for (std::size_t o = 0; o < table.issues[i].options.size(); ++o) most = std::max(most, std::abs(table.parties[party].score(i, o).get_d()));
    out += most;
  }
  return out > 0 ? out : 1;
}

std::vector<double> as_start(const ScoreTable& table, const SettlementProgramme& programme, std::size_t columns, const Choice& choice) {
  std::vector<double> x(columns, 0.0);
  for (std::size_t i = 0; i < table.issues.size(); ++i) x[programme.column(i, choice[i])] = 1.0;
  return x;
}

}  // namespace

SettlementProgramme::SettlementProgramme(const ScoreTable& table) : table_(table) {
  for (const ScoredIssue& issue : table.issues) {
    first_.push_back(static_cast<std::uint32_t>(milp_.objective.size()));
    Milp::Row one;
    one.low = one.high = 1;
    for (std::size_t o = 0; o < issue.options.size(); ++o) one.terms.emplace_back(milp_.add(0, 0, 1, true), 1.0);
    milp_.rows.push_back(std::move(one));
  }
  for (const Condition& rule : table.rules) add_rule(rule);
}

/// A rule as rows. Negations are pushed down to the atoms; a conjunction is each of its parts; a disjunction of atoms is one
/// row; anything deeper gets a column that may be 1 only where its part holds.
void SettlementProgramme::add_rule(const Condition& rule) {
  using Kind = Condition::Kind;
  if (rule.nodes.empty()) return;
  struct Todo { std::uint32_t node; bool negated; std::int64_t column; };   // column: is bounded by this part; -1: it must hold
  std::vector<Todo> todo{{static_cast<std::uint32_t>(rule.nodes.size() - 1), false, -1}};
  const auto terms_of = [&](const Condition::Node& node, bool negated) {
    std::vector<std::pair<std::uint32_t, double>> terms;
    for (std::size_t o = 0; o < table_.issues[node.issue.index()].options.size(); ++o)
      if (node.options.has(OptionId(o)) != negated) terms.emplace_back(column(node.issue.index(), o), 1.0);
    return terms;
  };
  while (!todo.empty()) {
    const Todo now = todo.back();
    todo.pop_back();
    const Condition::Node& node = rule.nodes[now.node];
    if (node.kind == Kind::negation) { todo.push_back({node.left, !now.negated, now.column}); continue; }
    const bool is_and = node.kind == (now.negated ? Kind::disjunction : Kind::conjunction);
    if (is_and) {
      todo.push_back({node.left, now.negated, now.column});
      todo.push_back({node.right, now.negated, now.column});
      continue;
    }
    Milp::Row row;   // sum of the parts - column >= 0, or sum of the parts >= 1
    row.low = now.column < 0 ? 1 : 0;
    row.high = no_limit;
    if (now.column >= 0) row.terms.emplace_back(static_cast<std::uint32_t>(now.column), -1.0);
    if (node.kind == Kind::always || node.kind == Kind::never) {
      if ((node.kind == Kind::always) != now.negated) continue;   // holds: no bound
      milp_.rows.push_back(std::move(row));
      continue;
    }
    std::vector<Todo> parts{{now.node, now.negated, -1}};
    while (!parts.empty()) {   // a chain of disjunctions is one row
      const Todo part = parts.back();
      parts.pop_back();
      const Condition::Node& inner = rule.nodes[part.node];
      if (inner.kind == Kind::negation) parts.push_back({inner.left, !part.negated, -1});
      else if (inner.kind == (part.negated ? Kind::conjunction : Kind::disjunction)) {
        parts.push_back({inner.left, part.negated, -1});
        parts.push_back({inner.right, part.negated, -1});
      } else if (inner.kind == Kind::atom) {
        for (const auto& term : terms_of(inner, part.negated)) row.terms.push_back(term);
      } else {
        const std::uint32_t fresh = milp_.add(0, 0, 1, false);
        row.terms.emplace_back(fresh, 1.0);
        todo.push_back({part.node, part.negated, fresh});
      }
    }
    std::sort(row.terms.begin(), row.terms.end());
    std::vector<std::pair<std::uint32_t, double>> merged;
    for (const auto& term : row.terms) {
      if (!merged.empty() && merged.back().first == term.first) merged.back().second += term.second;
      else merged.push_back(term);
    }
    row.terms = std::move(merged);
    milp_.rows.push_back(std::move(row));
  }
}

void SettlementProgramme::worth_row(std::size_t party, double factor, std::vector<std::pair<std::uint32_t, double>> others, double low, double high) {
  Milp::Row row;
  for (std::size_t i = 0; i < table_.issues.size(); ++i)
    for (std::size_t o = 0; o < table_.issues[i].options.size(); ++o)
      if (const double score = table_.parties[party].score(i, o).get_d() * factor; score != 0) row.terms.emplace_back(column(i, o), score);
  for (const auto& term : others) row.terms.push_back(term);
  row.low = low;
  row.high = high;
  milp_.rows.push_back(std::move(row));
}

Choice SettlementProgramme::choice(const std::vector<double>& x) const {
  Choice out;
  for (std::size_t i = 0; i < table_.issues.size(); ++i) {
    std::uint32_t best = 0;
    for (std::uint32_t o = 1; o < table_.issues[i].options.size(); ++o)
      if (x[column(i, o)] > x[column(i, best)]) best = o;
    out.push_back(best);
  }
  return out;
}

SolverPoint solve_max_min(const ScoreTable& table, const std::vector<Rational>& from, const std::vector<Rational>& span,
                          const std::vector<Rational>& need, const std::optional<Choice>& start, std::uint64_t most_nodes, const Run& run) {
  SettlementProgramme programme(table);
  // nobody's ideal lies above the fallback: whatever meets the needs is worth 1, and t has no row to hold it
  const bool is_held = std::any_of(span.begin(), span.end(), [](const Rational& s) { return s > 0; });
  const std::uint32_t t = programme.milp().add(1, -no_limit, is_held ? no_limit : 1, false);
  double least_start = 1e300;
  for (std::size_t p = 0; p < table.parties.size(); ++p) {
    const double size = spread(table, p);
    if (span[p] > 0) {
      programme.worth_row(p, 1 / size, {{t, -span[p].get_d() / size}}, from[p].get_d() / size, no_limit);
      if (start) least_start = std::min(least_start, Rational((worth(table, p, *start) - from[p]) / span[p]).get_d());
    }
    if (!need.empty()) programme.worth_row(p, 1 / size, {}, need[p].get_d() / size - 1e-9, no_limit);
  }
  if (start) {
    programme.milp().start = as_start(table, programme, programme.milp().objective.size(), *start);
    programme.milp().start[t] = least_start;
    if (!table.rules.empty()) programme.milp().start.clear();  // helper columns of rules have no value here
  }
  return point_from(table, programme, maximise(programme.milp(), most_nodes, run), as_needs(need));
}

SolverPoint solve_weighted(const ScoreTable& table, const std::vector<double>& weight, const std::vector<std::optional<Rational>>& need,
                           std::uint64_t most_nodes, const Run& run) {
  SettlementProgramme programme(table);
  for (std::size_t p = 0; p < table.parties.size(); ++p) {
    for (std::size_t i = 0; i < table.issues.size(); ++i)
      for (std::size_t o = 0; o < table.issues[i].options.size(); ++o)
        programme.milp().objective[programme.column(i, o)] += weight[p] * table.parties[p].score(i, o).get_d();
    const double size = spread(table, p);
    if (p < need.size() && need[p]) programme.worth_row(p, 1 / size, {}, need[p]->get_d() / size - 1e-9, no_limit);
  }
  return point_from(table, programme, maximise(programme.milp(), most_nodes, run), need);
}

SolverPoint solve_product(const ScoreTable& table, const std::vector<Rational>& from, const std::optional<Choice>& start,
                          std::uint64_t most_nodes, const Run& run) {
  const std::size_t k = table.parties.size();
  std::vector<double> size(k), base(k);
  for (std::size_t p = 0; p < k; ++p) {
    size[p] = spread(table, p);
    base[p] = from[p].get_d() / size[p];
  }
  std::vector<std::vector<double>> touch(k, {0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0});
  const auto add_touch = [&](const Choice& choice) {
    for (std::size_t p = 0; p < k; ++p)
      if (const double g = worth(table, p, choice).get_d() / size[p] - base[p]; g > 1e-6) touch[p].push_back(g);
  };
  const auto logs = [&](const Choice& choice) {
    double sum = 0;
    for (std::size_t p = 0; p < k; ++p) sum += std::log(std::max(1e-12, worth(table, p, choice).get_d() / size[p] - base[p]));
    return sum;
  };
  SolverPoint out;
  if (start) {
    add_touch(*start);
    out.best = start;
  }
  std::vector<std::optional<Rational>> need(from.begin(), from.end());
  for (int round = 0; round < 12 && !run.is_cancelled(); ++round) {
    SettlementProgramme programme(table);
    for (std::size_t p = 0; p < k; ++p) {
      const std::uint32_t z = programme.milp().add(1, -60, no_limit, false);
      programme.worth_row(p, 1 / size[p], {}, base[p], no_limit);
      for (const double g : touch[p])  // z <= log g + (gain - g) / g
        programme.worth_row(p, -1 / (size[p] * g), {{z, 1.0}}, -no_limit, std::log(g) - 1 - base[p] / g);
    }
    const MilpAnswer answer = maximise(programme.milp(), most_nodes, run);
    out.nodes += answer.nodes;
    if (answer.status == MilpAnswer::Status::infeasible) { out.is_infeasible = !out.best; return out; }
    const auto found = verified(table, programme, answer, need);
    out.bound = std::min(out.bound, answer.bound);
    if (!found) return out;
    if (!out.best || logs(*found) > logs(*out.best)) out.best = found;
    if (answer.status != MilpAnswer::Status::optimal) return out;
    if (answer.bound - logs(*out.best) < 1e-9) { out.is_optimal = true; return out; }
    add_touch(*found);
  }
  return out;
}

}  // namespace locarno::settle
