#pragma once
// locarno/settle/lrat.hpp -- is this a proof that the clauses cannot all be true?
//
// Question   Clauses, and a proof: clauses that follow one after the other, the last of them empty. Each says which earlier
//            clauses make it follow, in the order in which they leave one literal or none (linear resolution asymmetric
//            tautologies without the asymmetric part: every step is reverse unit propagation with its hints).
// Answer     Yes, or which step is wrong.
// Source     Cruz-Filipe, Heule, Hunt, Kaufmann, Schneider-Kamp (2017), CADE, Efficient certified RAT verification.
// Cost       linear in the proof and the clauses it names. No search, no propagation of its own.
// Certainty  relies on nothing but this file and the clauses it is given.
// Threads    pure.
// Tested by  src/settle/lrat_test.cpp: proofs with one number changed, steps left out or swapped are refused.
#include <cstdint>
#include <vector>

#include "base/result.hpp"

namespace locarno::settle {

/// Steps one after the other: literals, 0, hints, 0. A hint is the number of a clause: 1.. in the order of the given clauses,
/// then the steps in their order.
using ProofSteps = std::vector<std::int64_t>;

/// Errors: bad_input with the number of the step that does not follow, names a clause that does not stand before it, or is
/// cut short; when no step is empty.
Result<void> check_proof(int variables, const std::vector<std::vector<int>>& clauses, const ProofSteps& proof);

}  // namespace locarno::settle
