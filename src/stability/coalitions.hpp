#pragma once
// locarno/stability/coalitions.hpp -- which states hold still also when decision makers move together.
//
// Question   A checked model; the concepts CNash, CGMR, CSMR, CSEQ (named R, GMR, SMR, SEQ here); what counts as deterrence.
// Answer     For each coalition H the states that are stable for it; those stable for every coalition with i in it; those stable
//            for every coalition (universally stable); and the jumps: who together could leave a state, and to where.
// Concepts   CI_H(s): states that H reaches by legal moves of its members and that all of them prefer to s. s is stable for H by
//            CNash when there is none; CGMR when from each the others reach, by legal moves, a y not better than s for some member;
//            CSMR when moreover no state that H reaches from y is better than s for all members; CSEQ: as CGMR, the others moving by
//            coalitional improvements, coalition after coalition, none twice in a row.
// Source     Kilgour, Hipel, Fang & Peng (2001); Inohara & Hipel (2008) (both from memory: docs/stability-concepts.md).
// Method     coalitions: sets of states, one row per coalition and state. coalitions_by_definition: the sentences above.
// Cost       2^m coalitions, n*n/8 bytes each, twice; run.limits.memory_bytes (1 GiB when 0).
// Threads    over coalitions; the same answer on any number.
// Tested by  tests/stability/coalitions_test.cpp
#include <vector>

#include "base/run.hpp"
#include "stability/concepts.hpp"

namespace locarno::stability {

/// Bit i: decision maker i is in it.
using Coalition = std::uint32_t;

struct CoalitionQuestion {
  std::vector<Concept> concepts = {Concept::R, Concept::GMR, Concept::SMR, Concept::SEQ};
  Sanction sanction = Sanction::weak;
};

struct CoalitionConceptAnswer {
  Concept which = Concept::R;
  std::vector<StateSet> stable;      ///< [coalition - 1]
  std::vector<StateSet> containing;  ///< [maker] stable for every coalition with it
  StateSet universal;                ///< stable for every coalition
  bool operator==(const CoalitionConceptAnswer&) const = default;
};

struct CoalitionAnswer {
  std::vector<CoalitionConceptAnswer> concepts;  ///< in the order asked, each once
  const CoalitionConceptAnswer* find(Concept which) const {
    for (const CoalitionConceptAnswer& c : concepts) {
      if (c.which == which) return &c;
    }
    return nullptr;
  }
};

/// Errors: bad_use for a concept without a coalitional form (SSEQ, SIM); limit_reached when the tables are too large; cancelled.
Result<CoalitionAnswer> coalitions(const CheckedModel& model, const CoalitionQuestion& question, Run& run);

/// The slow twin, for at most 256 states and 6 decision makers.
Result<CoalitionAnswer> coalitions_by_definition(const CheckedModel& model, const CoalitionQuestion& question, Run& run);

/// A coalition and a state it prefers, reaches, and is not deterred from.
struct Jump {
  Coalition coalition = 0;
  StateIndex to = 0;
  bool operator==(const Jump&) const = default;
};

/// All jumps from a state by one concept, by coalition, then state; none exactly when it is universally stable.
Result<std::vector<Jump>> jumps(const CheckedModel& model, const CoalitionQuestion& question, Concept which, StateIndex state, Run& run);

}  // namespace locarno::stability
