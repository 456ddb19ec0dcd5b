#pragma once
// locarno/stability/inverse.hpp -- what would have to be different for a state to hold still, and how sure is it that one does?
//
// Question   A model, a concept, a wanted state: how far must each decision maker raise it in its ranking for the state to be stable
//            for it, all else equal; how far all of them for an equilibrium; which concepts explain an observed outcome; in which
//            share of sampled rankings is a state an equilibrium?
// Method     The threshold form: s is stable for i exactly when v_i(s) >= theta_i(s), and theta_i(s) does not depend on v_i(s)
//            (docs/stability.md): the least raise comes for free. R, GMR, SMR: theta_i does not depend on the others' rankings, so the least
//            raises together are the least change for all. SEQ, SSEQ: a raise changes what the others can do in their own interest;
//            raises of all decision makers are tried in order of their cost.
// Measure    A raise costs the number of states whose order with s changes in that ranking. Other changes (lowering single
//            states) are not looked at: the least number of them is a hard problem (docs/stability.md).
// Source     Kinsara, Kilgour & Hipel (2015), IEEE Trans. SMC Systems 45 (inverse approach; from memory); Wang, Hipel, Fang & Dang (2018).
// Cost       one sweep of the engine for each decision maker and each raise tried.
// Certainty  each answer is verified by asking the engine again on the changed model. Verdict limit_reached: the raises given do make the
//            state an equilibrium, and a cheaper set may exist.
// Tested by  tests/stability/inverse_test.cpp, with a twin that tries every raise
#include <vector>

#include "base/run.hpp"
#include "stability/concepts.hpp"

namespace locarno::stability {

/// How one decision maker's ranking of one state changes.
struct Raise {
  MakerIndex maker = 0;
  bool is_stable_now = true;
  bool is_needed = false;
  /// The state is to be ranked with this one (a tie), or just above it; meaningless when not needed.
  StateIndex level_with = 0;
  bool is_above = false;
  std::size_t passed = 0;     ///< states that change order with it: now better or equal, then equal or worse
  bool operator==(const Raise&) const = default;
};

struct InverseAnswer {
  Concept which = Concept::R;
  StateIndex wanted = 0;
  bool is_equilibrium_now = false;
  std::vector<Raise> alone;   ///< [maker] the least raise that makes it stable for this decision maker, the others as they are
  std::vector<Raise> together;///< [maker] raises that make it an equilibrium at the least total
  std::size_t total = 0;
  Verdict verdict = Verdict::proved;
  Effort effort;              ///< nodes: sets of raises tried
};

/// Concepts R, GMR, SMR, SEQ, SSEQ. Errors: bad_use for SIM or when unknown preferences are asked for; cancelled.
Result<InverseAnswer> inverse(const CheckedModel& model, StateIndex wanted, Concept which, const StabilityQuestion& question, Run& run);

/// The model with these raises made.
Model raised(const Model& model, StateIndex state, const std::vector<Raise>& raises);

/// Do these raises make the state an equilibrium? Asks the definitions.
Result<bool> check_raises(const CheckedModel& model, StateIndex state, const std::vector<Raise>& raises, Concept which,
                          const StabilityQuestion& question, Run& run);

/// Is a state an equilibrium by this concept, and if not, for whom is it not stable?
struct Explanation {
  Concept which = Concept::R;
  Reach reach = Reach::legal;
  Sanction sanction = Sanction::weak;
  bool is_equilibrium = false;
  std::vector<MakerIndex> leaves;  ///< decision makers for whom it is not stable
};
/// All concepts (SIM where it can be asked), by the published definitions first; then other reaches and strict sanctions where they say something else.
Result<std::vector<Explanation>> explain(const CheckedModel& model, StateIndex state, Run& run);

}  // namespace locarno::stability
