#pragma once
// locarno/settle/solver.hpp -- CaDiCaL behind three words: yes, no, unknown. Inside settle only.
//
// Deterministic: fixed options, no time, one thread. Conflicts are booked in the Budget and limited by it.
#include <cstdint>
#include <memory>
#include <vector>

#include "settle/budget.hpp"
#include "settle/encoding.hpp"

namespace locarno::settle {

enum class Sat : std::uint8_t { yes, no, unknown };

/// CaDiCaL.
class Solver : public Clauses {
 public:
  /// `phase`: what a free variable is tried as first.
  Solver(Budget& budget, bool phase);
  ~Solver() override;
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  int new_variable() override { return ++variables_; }
  void add_clause(const std::vector<int>& literals) override;
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

}  // namespace locarno::settle
