#pragma once
// locarno/stability/strength.hpp -- which states hold still because leaving would end much worse.
//
// Question   A checked model with degrees of preference (Preference::band); concepts, reach and sanction as in concepts.hpp.
// Answer     For each concept and decision maker the states that are strongly stable and those that are only weakly so.
// Concepts   A state that is stable is strongly stable when each improvement is deterred by a state greatly less preferred: y of
//            a lower band, and for SMR and SSEQ every own reply from y of a lower band too. Weakly stable: stable and not strongly so.
//            R has no sanction: what is stable by R is strongly stable. Whoever has no bands prefers nothing greatly.
// Source     Hamouda, Kilgour & Hipel (2004, 2006); Xu, Hipel, Kilgour & Fang (2018) ch. 6 (from memory).
// Method     the sweeps of the value form over bands instead of ranks; a state is strongly stable when no own move to a better
//            state has a least band at or above its own. strength_by_definition: the sentences above.
// Cost       as stability() by moves: the moves of the model times concepts times decision makers.
// Threads    concepts times decision makers; the same answer on any number.
// Tested by  tests/stability/strength_test.cpp
#include <vector>

#include "base/run.hpp"
#include "stability/concepts.hpp"

namespace locarno::stability {

struct StrengthConceptAnswer {
  Concept which = Concept::R;
  std::vector<StateSet> strong, weak;  ///< [maker]; disjoint, together the stable states
  StateSet strong_equilibria;          ///< strongly stable for all
  StateSet weak_equilibria;            ///< stable for all, for at least one only weakly
  bool operator==(const StrengthConceptAnswer&) const = default;
};

struct StrengthAnswer {
  std::vector<StrengthConceptAnswer> concepts;  ///< in the order asked, each once
};

/// Errors: bad_use for SIM and for unknown preferences; limit_reached and cancelled as stability().
Result<StrengthAnswer> strength(const CheckedModel& model, const StabilityQuestion& question, Run& run);

/// The slow twin, at most 4,096 states.
Result<StrengthAnswer> strength_by_definition(const CheckedModel& model, const StabilityQuestion& question, Run& run);

}  // namespace locarno::stability
