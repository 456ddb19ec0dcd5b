#pragma once
// locarno/settle/prove.hpp -- from clauses that cannot all be true to a proof that check_proof accepts. Inside settle only.
//
// CaDiCaL writes down the clauses it learns (DRAT); each is propagated once to find the clauses it follows from, and only
// what the end rests on is kept. Source: Wetzler, Heule, Hunt (2014), SAT, DRAT-trim; Cruz-Filipe et al. (2017).
#include <optional>

#include "settle/budget.hpp"
#include "settle/encoding.hpp"
#include "settle/lrat.hpp"

namespace locarno::settle {

/// nullopt: the clauses can all be true, or the budget is spent.
std::optional<ProofSteps> prove(const ClauseList& clauses, Budget& budget);

}  // namespace locarno::settle
