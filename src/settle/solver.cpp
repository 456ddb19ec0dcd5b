#include "settle/solver.hpp"

#include <algorithm>
#include <cadical.hpp>

namespace locarno::settle {

/// Counts conflicts (every conflict learns one clause) and stops the search when the user asks.
struct Solver::Inside : CaDiCaL::Learner, CaDiCaL::Terminator {
  explicit Inside(Budget& b) : budget(b) {}
  bool learning(int) override {
    budget.add_conflict();
    return false;
  }
  void learn(int) override {}
  bool terminate() override { return budget.ask_cancelled(); }

  Budget& budget;
  CaDiCaL::Solver cadical;
};

Solver::Solver(Budget& budget, bool phase) : inside_(std::make_unique<Inside>(budget)), budget_(budget) {
  inside_->cadical.configure("plain");  // many small calls: no time spent on simplifying between them
  inside_->cadical.set("quiet", 1);     // a library does not print
  inside_->cadical.set("phase", phase ? 1 : 0);
  inside_->cadical.connect_learner(inside_.get());
  inside_->cadical.connect_terminator(inside_.get());
}

Solver::~Solver() {
  inside_->cadical.disconnect_terminator();
  inside_->cadical.disconnect_learner();
}

void Solver::add_clause(const std::vector<int>& literals) {
  for (const int literal : literals) inside_->cadical.add(literal);
  inside_->cadical.add(0);
}

Sat Solver::solve(const std::vector<int>& assumed) {
  if (!budget_.take(1)) return Sat::unknown;
  for (const int literal : assumed) inside_->cadical.assume(literal);
  if (budget_.is_limited())
    inside_->cadical.limit("conflicts", static_cast<int>(std::min<std::uint64_t>(budget_.left(), INT32_MAX)));
  switch (inside_->cadical.solve()) {
    case 10: return Sat::yes;
    case 20: return Sat::no;
    default: return Sat::unknown;
  }
}

bool Solver::value(int literal) const { return inside_->cadical.val(literal) > 0; }
bool Solver::failed(int literal) const { return inside_->cadical.failed(literal); }

int AtMost::bound(std::size_t bound) {
  if (bound >= literals_.size()) return 0;
  while (columns_.size() <= bound) {
    const std::vector<int>* before = columns_.empty() ? nullptr : &columns_.back();
    std::vector<int> column;
    for (std::size_t i = 0; i < literals_.size(); ++i) {
      const int here = solver_.new_variable();
      if (i > 0) solver_.add_clause({-column.back(), here});
      if (before == nullptr) solver_.add_clause({-literals_[i], here});
      else if (i > 0) solver_.add_clause({-literals_[i], -(*before)[i - 1], here});
      column.push_back(here);
    }
    columns_.push_back(std::move(column));
  }
  return -columns_[bound].back();
}

Encoding::Encoding(const Problem& problem, Solver& solver) : problem_(problem), solver_(solver) {
  true_ = solver_.new_variable();
  solver_.add_clause({true_});
  for (std::uint32_t issue = 0; issue < problem.classes.size(); ++issue) add_issue(issue);
  for (const Condition& rule : problem.rules) {
    const int selector = solver_.new_variable();
    selectors_.push_back(selector);
    solver_.add_clause({-selector, encode(rule)});
  }
}

void Encoding::add_issue(std::uint32_t issue) {
  const std::size_t n = problem_.classes[issue].size();
  std::vector<int> literals;
  if (n == 1) {
    literals = {true_};
  } else if (n == 2) {
    const int first = solver_.new_variable();
    literals = {first, -first};
  } else {
    for (std::size_t c = 0; c < n; ++c) literals.push_back(solver_.new_variable());
    solver_.add_clause(literals);
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = a + 1; b < n; ++b) solver_.add_clause({-literals[a], -literals[b]});
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
  const int any = solver_.new_variable();
  for (const int literal : inside) solver_.add_clause({-literal, any});
  for (const int literal : outside) solver_.add_clause({-literal, -any});
  return any;
}

int Encoding::both(int a, int b) {
  if (a == -true_ || b == -true_ || a == -b) return -true_;
  if (a == true_ || a == b) return b;
  if (b == true_) return a;
  const int both = solver_.new_variable();
  solver_.add_clause({-both, a});
  solver_.add_clause({-both, b});
  solver_.add_clause({-a, -b, both});
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

std::vector<std::uint32_t> Encoding::classes() const {
  std::vector<std::uint32_t> found;
  for (const auto& literals : chosen_) {
    const auto it = std::find_if(literals.begin(), literals.end(), [&](int literal) { return solver_.value(literal); });
    found.push_back(static_cast<std::uint32_t>(it - literals.begin()));
  }
  return found;
}

}  // namespace locarno::settle
