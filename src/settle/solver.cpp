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

}  // namespace locarno::settle
