#include "settle/prove.hpp"

#include <algorithm>
#include <cadical.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

namespace locarno::settle {
namespace {

struct Stop : CaDiCaL::Terminator {
  explicit Stop(Budget& b) : budget(b) {}
  bool terminate() override { return budget.ask_cancelled(); }
  Budget& budget;
};

/// What the solver wrote: clauses learned and clauses dropped, as text. nullopt: not unsatisfiable, or stopped.
std::optional<std::string> trace(const ClauseList& clauses, Budget& budget) {
  char* bytes = nullptr;
  std::size_t size = 0;
  std::FILE* file = open_memstream(&bytes, &size);
  if (file == nullptr) return std::nullopt;
  bool is_proved = false;
  {
    Stop stop(budget);
    CaDiCaL::Solver solver;
    solver.configure("plain");
    solver.set("quiet", 1);
    solver.set("binary", 0);
    solver.trace_proof(file, "memory");
    solver.connect_terminator(&stop);
    for (const std::vector<int>& clause : clauses.clauses) {
      for (const int literal : clause) solver.add(literal);
      solver.add(0);
    }
    if (budget.is_limited()) solver.limit("conflicts", static_cast<int>(std::min<std::uint64_t>(budget.left(), INT32_MAX)));
    is_proved = solver.solve() == 20;
    solver.close_proof_trace();
    solver.disconnect_terminator();
  }
  std::fclose(file);
  std::optional<std::string> text;
  if (is_proved && bytes != nullptr) text.emplace(bytes, size);
  std::free(bytes);
  return text;
}

/// Follows the trace with watched literals and notes for each clause what it follows from.
class Hinter {
 public:
  Hinter(const ClauseList& clauses, Budget& budget) : budget_(budget), given_(clauses.clauses.size()) {
    const auto literals = static_cast<std::size_t>(clauses.variables) * 2 + 2;
    watches_.resize(literals);
    value_.resize(static_cast<std::size_t>(clauses.variables) + 1, 0);
    reason_.resize(value_.size(), 0);
    seen_.resize(value_.size(), false);
    for (const std::vector<int>& clause : clauses.clauses) {
      if (is_done_) hints_.emplace_back(), clauses_.push_back(clause);
      else add(clause, {});
    }
  }

  std::optional<ProofSteps> run(const std::string& text) {
    const char* at = text.c_str();
    while (!is_done_ && *at != '\0') {
      while (*at == '\n' || *at == ' ') ++at;
      if (*at == '\0') break;
      const bool drops = *at == 'd';
      if (drops) ++at;
      std::vector<int> clause;
      for (;;) {
        char* end = nullptr;
        const long literal = std::strtol(at, &end, 10);
        if (end == at) return std::nullopt;
        at = end;
        if (literal == 0) break;
        clause.push_back(static_cast<int>(literal));
      }
      if (!budget_.take(1)) return std::nullopt;
      if (drops) drop(clause);
      else if (!learn(clause)) return std::nullopt;
    }
    if (!is_done_) return std::nullopt;
    return trimmed();
  }

 private:
  static std::size_t slot(int literal) { return static_cast<std::size_t>(std::abs(literal)) * 2 + (literal < 0 ? 1 : 0); }
  int value(int literal) const {
    const int v = value_[static_cast<std::size_t>(std::abs(literal))];
    return literal > 0 ? v : -v;
  }
  void assign(int literal, std::size_t reason) {
    value_[static_cast<std::size_t>(std::abs(literal))] = literal > 0 ? 1 : -1;
    reason_[static_cast<std::size_t>(std::abs(literal))] = reason;
    trail_.push_back(literal);
  }

  /// Numbers of clauses are 1.. as in the proof.
  std::size_t store(const std::vector<int>& clause, std::vector<std::size_t> hints) {
    clauses_.push_back(clause);
    hints_.push_back(std::move(hints));
    return clauses_.size();
  }

  void add(const std::vector<int>& clause, std::vector<std::size_t> hints) {
    const std::size_t id = store(clause, std::move(hints));
    std::vector<int> sorted = clause;
    std::sort(sorted.begin(), sorted.end());
    known_[sorted].push_back(id);
    std::vector<int>& own = clauses_[id - 1];
    // Two literals that are not false, if there are, are watched.
    std::stable_partition(own.begin(), own.end(), [&](int literal) { return value(literal) >= 0; });
    const std::size_t open = static_cast<std::size_t>(std::count_if(own.begin(), own.end(), [&](int l) { return value(l) >= 0; }));
    if (own.size() >= 2) {
      watches_[slot(own[0])].push_back(id);
      watches_[slot(own[1])].push_back(id);
    }
    if (open == 0) return finish(id);
    if (open == 1 && value(own[0]) == 0) {
      assign(own[0], id);
      settle();
    }
  }

  /// Propagates for good: every literal that comes out becomes a clause of its own, so that later hints are short.
  void settle() {
    const std::size_t conflict = propagate();
    for (; settled_ < trail_.size(); ++settled_) {
      const int literal = trail_[settled_];
      const std::size_t reason = reason_[static_cast<std::size_t>(std::abs(literal))];
      if (clauses_[reason - 1].size() == 1) continue;
      std::vector<std::size_t> hints;
      for (const int other : clauses_[reason - 1])
        if (other != literal) hints.push_back(reason_[static_cast<std::size_t>(std::abs(other))]);
      hints.push_back(reason);
      reason_[static_cast<std::size_t>(std::abs(literal))] = store({literal}, std::move(hints));
    }
    if (conflict != 0) finish(conflict);
  }

  /// The empty clause, from one whose literals are all false for good.
  void finish(std::size_t conflict) {
    std::vector<std::size_t> hints;
    for (const int literal : clauses_[conflict - 1]) hints.push_back(reason_[static_cast<std::size_t>(std::abs(literal))]);
    hints.push_back(conflict);
    end_ = store({}, std::move(hints));
    is_done_ = true;
  }

  /// The clause all of whose literals are false, 0 when there is none.
  std::size_t propagate() {
    while (head_ < trail_.size()) {
      const int gone = -trail_[head_++];
      std::vector<std::size_t>& watching = watches_[slot(gone)];
      std::size_t kept = 0;
      for (std::size_t i = 0; i < watching.size(); ++i) {
        const std::size_t id = watching[i];
        std::vector<int>& clause = clauses_[id - 1];
        if (is_dropped(id)) continue;
        if (clause[0] == gone) std::swap(clause[0], clause[1]);
        if (value(clause[0]) > 0) { watching[kept++] = id; continue; }
        std::size_t other = 2;
        while (other < clause.size() && value(clause[other]) < 0) ++other;
        if (other < clause.size()) {
          std::swap(clause[1], clause[other]);
          watches_[slot(clause[1])].push_back(id);
          continue;
        }
        watching[kept++] = id;
        if (value(clause[0]) < 0) {
          for (++i; i < watching.size(); ++i) watching[kept++] = watching[i];
          watching.resize(kept);
          return id;
        }
        assign(clause[0], id);
      }
      watching.resize(kept);
    }
    return 0;
  }

  bool is_dropped(std::size_t id) const { return id < dropped_.size() && dropped_[id]; }

  void drop(std::vector<int> clause) {
    std::sort(clause.begin(), clause.end());
    const auto at = known_.find(clause);
    if (clause.size() < 2 || at == known_.end() || at->second.empty()) return;
    if (dropped_.size() <= clauses_.size()) dropped_.resize(clauses_.size() * 2 + 1, false);
    dropped_[at->second.back()] = true;
    at->second.pop_back();
  }

  /// False: the clause does not follow by propagation, which a sound trace never has.
  bool learn(const std::vector<int>& clause) {
    const std::size_t before = trail_.size();
    for (const int literal : clause)
      if (value(literal) > 0) return true;  // true for good already: nothing to learn
    for (const int literal : clause)
      if (value(literal) == 0) assign(-literal, 0);
    const std::size_t conflict = propagate();
    if (conflict == 0) return false;
    std::vector<std::size_t> hints = explain(conflict, before, clause);
    for (std::size_t i = before; i < trail_.size(); ++i) value_[static_cast<std::size_t>(std::abs(trail_[i]))] = 0;
    trail_.resize(before);
    head_ = before;
    if (clause.empty()) {
      end_ = store({}, std::move(hints));
      is_done_ = true;
      return true;
    }
    add(clause, std::move(hints));
    return true;
  }

  /// The clauses the conflict rests on, in the order in which they act.
  std::vector<std::size_t> explain(std::size_t conflict, std::size_t before, const std::vector<int>& denied) {
    std::vector<std::size_t> used{conflict}, units;
    std::vector<std::size_t> marked;
    const auto mark = [&](std::size_t clause) {
      for (const int literal : clauses_[clause - 1]) {
        const auto variable = static_cast<std::size_t>(std::abs(literal));
        if (seen_[variable]) continue;
        seen_[variable] = true;
        marked.push_back(variable);
      }
    };
    mark(conflict);
    for (std::size_t i = trail_.size(); i-- > 0;) {
      const auto variable = static_cast<std::size_t>(std::abs(trail_[i]));
      if (!seen_[variable] || reason_[variable] == 0) continue;
      if (i < before) {  // true for good, unless the step itself supposes it
        if (std::find(denied.begin(), denied.end(), -trail_[i]) == denied.end()) units.push_back(reason_[variable]);
        continue;
      }
      used.push_back(reason_[variable]);
      mark(reason_[variable]);
    }
    for (const std::size_t variable : marked) seen_[variable] = false;
    units.insert(units.end(), used.rbegin(), used.rend());
    return units;
  }

  ProofSteps trimmed() const {
    std::vector<bool> is_needed(clauses_.size() + 1, false);
    is_needed[end_] = true;
    for (std::size_t id = clauses_.size(); id > 0; --id)
      if (is_needed[id])
        for (const std::size_t hint : hints_[id - 1]) is_needed[hint] = true;
    // Clauses found while the given ones were added stand between them: the given keep their order, steps come after.
    std::vector<std::int64_t> number(clauses_.size() + 1, 0);
    std::int64_t given = 0, next = static_cast<std::int64_t>(given_);
    for (std::size_t id = 1; id <= clauses_.size(); ++id) {
      const bool is_given = hints_[id - 1].empty();
      if (is_given) number[id] = ++given;
      else if (is_needed[id]) number[id] = ++next;
    }
    ProofSteps proof;
    for (std::size_t id = 1; id <= clauses_.size(); ++id) {
      if (hints_[id - 1].empty() || !is_needed[id]) continue;
      proof.insert(proof.end(), clauses_[id - 1].begin(), clauses_[id - 1].end());
      proof.push_back(0);
      for (const std::size_t hint : hints_[id - 1]) proof.push_back(number[hint]);
      proof.push_back(0);
    }
    return proof;
  }

  Budget& budget_;
  std::size_t given_;
  std::vector<std::vector<int>> clauses_;           ///< [number - 1]
  std::vector<std::vector<std::size_t>> hints_;     ///< [number - 1] empty: a given clause
  std::vector<std::vector<std::size_t>> watches_;   ///< [literal]
  std::vector<signed char> value_;
  std::vector<std::size_t> reason_;                 ///< [variable] clause that made it so; 0 = supposed
  std::vector<bool> seen_, dropped_;
  std::vector<int> trail_;
  std::size_t head_ = 0, settled_ = 0, end_ = 0;
  std::map<std::vector<int>, std::vector<std::size_t>> known_;
  bool is_done_ = false;
};

}  // namespace

std::optional<ProofSteps> prove(const ClauseList& clauses, Budget& budget) {
  const auto text = trace(clauses, budget);
  if (!text) return std::nullopt;
  return Hinter(clauses, budget).run(*text);
}

}  // namespace locarno::settle
