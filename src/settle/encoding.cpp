#include "settle/encoding.hpp"

#include <algorithm>
#include <bit>
#include <map>

namespace locarno::settle {

int AtMost::bound(std::size_t bound) {
  if (bound >= literals_.size()) return 0;
  while (columns_.size() <= bound) {
    const std::vector<int>* before = columns_.empty() ? nullptr : &columns_.back();
    std::vector<int> column;
    for (std::size_t i = 0; i < literals_.size(); ++i) {
      const int here = clauses_.new_variable();
      if (i > 0) clauses_.add_clause({-column.back(), here});
      if (before == nullptr) clauses_.add_clause({-literals_[i], here});
      else if (i > 0) clauses_.add_clause({-literals_[i], -(*before)[i - 1], here});
      column.push_back(here);
    }
    columns_.push_back(std::move(column));
  }
  return -columns_[bound].back();
}

Encoding::Encoding(const Problem& problem, Clauses& clauses) : problem_(problem), clauses_(clauses) {
  true_ = clauses_.new_variable();
  clauses_.add_clause({true_});
  for (std::uint32_t issue = 0; issue < problem.classes.size(); ++issue) add_issue(issue);
  add_acceptance();
  for (std::uint32_t line = 0; line < problem.rules.size(); ++line) {
    const int selector = clauses_.new_variable();
    selectors_.push_back(selector);
    std::vector<int> clause{-selector};
    if (const std::uint32_t seat = seat_bit(problem.acceptance, problem.owner[line]); seat != 0)
      clause.push_back(-accepts_[static_cast<std::size_t>(std::countr_zero(seat))]);
    clause.push_back(encode(problem.rules[line]));
    clauses_.add_clause(clause);
    if (!problem.sums[line].is_given) continue;
    clause.back() = sum(line);
    clauses_.add_clause(clause);
  }
}

/// Who accepts weighs enough, and who has a veto accepts.
void Encoding::add_acceptance() {
  std::vector<std::vector<Alternative>> votes;
  for (const Seat& seat : problem_.acceptance.seats) {
    accepts_.push_back(clauses_.new_variable());
    votes.push_back({{accepts_.back(), seat.weight}, {-accepts_.back(), 0}});
    if (seat.has_veto) clauses_.add_clause({accepts_.back()});
  }
  if (!votes.empty())
    clauses_.add_clause({add_sum(clauses_, true_, votes, static_cast<std::int64_t>(problem_.acceptance.quota))});
}

int Encoding::sum(std::uint32_t line) {
  std::vector<std::vector<Alternative>> groups;
  const Problem::Sum& sum = problem_.sums[line];
  for (std::size_t k = 0; k < sum.values.size(); ++k) {
    groups.emplace_back();
    for (std::size_t cls = 0; cls < sum.values[k].size(); ++cls)
      groups.back().push_back({chosen_[problem_.touches[line][k]][cls], sum.values[k][cls]});
  }
  return add_sum(clauses_, true_, groups, sum.at_least);
}

int add_sum(Clauses& clauses, int true_literal, const std::vector<std::vector<Alternative>>& groups, std::int64_t need) {
  std::vector<std::int64_t> least(groups.size() + 1, 0), most(groups.size() + 1, 0);
  const auto by_value = [](const Alternative& a, const Alternative& b) { return a.value < b.value; };
  for (std::size_t k = groups.size(); k-- > 0;) {
    least[k] = least[k + 1] + std::min_element(groups[k].begin(), groups[k].end(), by_value)->value;
    most[k] = most[k + 1] + std::max_element(groups[k].begin(), groups[k].end(), by_value)->value;
  }
  std::vector<std::map<std::int64_t, int>> nodes(groups.size() + 1);  // [group] what is still needed -> literal
  const auto node = [&](std::size_t k, std::int64_t still) {
    if (still <= least[k]) return true_literal;
    if (still > most[k]) return -true_literal;
    const auto [at, is_new] = nodes[k].emplace(still, 0);
    if (is_new) at->second = clauses.new_variable();
    return at->second;
  };
  const int root = node(0, need);
  for (std::size_t k = 0; k < groups.size(); ++k)
    for (const auto& [still, literal] : nodes[k])
      for (const Alternative& choice : groups[k])
        if (const int next = node(k + 1, still - choice.value); next != true_literal)
          clauses.add_clause({-literal, -choice.literal, next});
  return root;
}

void Encoding::add_issue(std::uint32_t issue) {
  const std::size_t n = problem_.classes[issue].size();
  std::vector<int> literals;
  if (n == 1) {
    literals = {true_};
  } else if (n == 2) {
    const int first = clauses_.new_variable();
    literals = {first, -first};
  } else {
    for (std::size_t c = 0; c < n; ++c) literals.push_back(clauses_.new_variable());
    clauses_.add_clause(literals);
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = a + 1; b < n; ++b) clauses_.add_clause({-literals[a], -literals[b]});
  }
  chosen_.push_back(std::move(literals));
}

int Encoding::atom(std::uint32_t issue, OptionSet classes) {
  std::vector<int> inside, outside;
  for (std::uint32_t c = 0; c < chosen_[issue].size(); ++c)
    (classes.has(OptionId(c)) ? inside : outside).push_back(chosen_[issue][c]);
  if (inside.empty()) return -true_;
  if (outside.empty()) return true_;
  if (inside.size() == 1) return inside.front();
  if (outside.size() == 1) return -outside.front();
  const int any = clauses_.new_variable();
  for (const int literal : inside) clauses_.add_clause({-literal, any});
  for (const int literal : outside) clauses_.add_clause({-literal, -any});
  return any;
}

int Encoding::both(int a, int b) {
  if (a == -true_ || b == -true_ || a == -b) return -true_;
  if (a == true_ || a == b) return b;
  if (b == true_) return a;
  const int both = clauses_.new_variable();
  clauses_.add_clause({-both, a});
  clauses_.add_clause({-both, b});
  clauses_.add_clause({-a, -b, both});
  return both;
}

int Encoding::encode(const Condition& rule) {
  std::vector<int> literals;
  literals.reserve(rule.nodes.size());
  for (const Condition::Node& node : rule.nodes) {
    switch (node.kind) {
      case Condition::Kind::always: literals.push_back(true_); break;
      case Condition::Kind::never: literals.push_back(-true_); break;
      case Condition::Kind::atom: literals.push_back(atom(node.issue.index(), node.options)); break;
      case Condition::Kind::negation: literals.push_back(-literals[node.left]); break;
      case Condition::Kind::conjunction: literals.push_back(both(literals[node.left], literals[node.right])); break;
      case Condition::Kind::disjunction: literals.push_back(-both(-literals[node.left], -literals[node.right])); break;
    }
  }
  return literals.back();
}

std::vector<std::uint32_t> Encoding::classes(const std::function<bool(int)>& is_true) const {
  std::vector<std::uint32_t> found;
  for (const auto& literals : chosen_) {
    const auto it = std::find_if(literals.begin(), literals.end(), is_true);
    found.push_back(static_cast<std::uint32_t>(it - literals.begin()));
  }
  return found;
}

std::uint32_t Encoding::accepting(const std::function<bool(int)>& is_true) const {
  std::uint32_t seats = 0;
  for (std::size_t seat = 0; seat < accepts_.size(); ++seat)
    if (is_true(accepts_[seat])) seats |= std::uint32_t{1} << seat;
  return seats;
}

void add_cheaper(const ZoneQuestion& question, const Encoding& encoding, std::uint64_t cost, Clauses& clauses) {
  std::vector<std::vector<Alternative>> groups;
  for (std::uint32_t line = 0; line < question.lines.size(); ++line)
    groups.push_back({{-encoding.selector(line), -static_cast<std::int64_t>(question.lines[line].cost)},
                      {encoding.selector(line), 0}});
  clauses.add_clause({add_sum(clauses, encoding.true_literal(), groups, 1 - static_cast<std::int64_t>(cost))});
}

}  // namespace locarno::settle
