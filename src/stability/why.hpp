#pragma once
// locarno/stability/why.hpp -- why a state holds still for a decision maker, or why it does not.
//
// Question   A checked model, a concept (and reach, sanction, unknown of the question), a decision maker, a state.
// Answer     Unstable: the best improvement that nothing the others can do deters, with the worst answer to it and, for SMR and
//            SSEQ, the escape from each answer that would deter by itself. Stable: for each improvement one shortest sequence of the
//            others' moves that deters it, and for SMR and SSEQ all own replies, none of which is an escape.
// Method     breadth-first search over (state, who may not move next), decision makers and states in ascending order.
// Certainty  check() verifies each claim from the definitions alone.
// Cost       the moves reachable from each improvement; run.limits.nodes places at most (10 million when 0).
// Threads    one.
// Tested by  tests/stability/why_test.cpp
#include <optional>
#include <utility>
#include <vector>

#include "base/run.hpp"
#include "stability/concepts.hpp"

namespace locarno::stability {

struct Step {
  MakerIndex mover = 0;
  StateIndex to = 0;
  bool operator==(const Step&) const = default;
};

/// One improvement and what deters it.
struct Deterrence {
  StateIndex improvement = 0;
  std::vector<Step> path;           ///< from the improvement on; SIM: moves made at the state itself, each with where it alone would lead
  StateIndex ends_at = 0;
  std::vector<StateIndex> replies;  ///< SMR, SSEQ: where the maker could go from there, ascending; none is an escape
  bool operator==(const Deterrence&) const = default;
};

/// An improvement that stands.
struct Incentive {
  StateIndex improvement = 0;
  std::uint64_t answers = 0;         ///< states the others can bring about from it (not counted for R and SIM)
  std::vector<Step> worst;           ///< to the worst of these for the maker, the first of equals; empty when there is none
  /// SMR, SSEQ: answers that would deter, each with the best own move that escapes; by state, the first 1,000.
  std::vector<std::pair<StateIndex, StateIndex>> escapes;
  bool operator==(const Incentive&) const = default;
};

struct Why {
  Concept which = Concept::R;
  MakerIndex maker = 0;
  StateIndex state = 0;
  bool is_stable = false;
  std::optional<Incentive> leaves;   ///< when unstable
  std::vector<Deterrence> deterred;  ///< when stable: each improvement, ascending; empty: there is none
  bool operator==(const Why&) const = default;
};

/// Of the question only reach, sanction and unknown are read. Errors: bad_use for a state or decision maker that does not exist,
/// and as stability(); limit_reached when the search is too large; cancelled.
Result<Why> why(const CheckedModel& model, const StabilityQuestion& question, Concept which, MakerIndex maker, StateIndex state, Run& run);

/// Every claim, from the definitions. Errors: bad_input with the first claim that does not hold.
Result<void> check(const CheckedModel& model, const StabilityQuestion& question, const Why& why);

/// How firmly a state holds still, in ranks of the maker: its rank less the least rank at which it would be stable. Negative:
/// unstable, and by so much it would have to rise; stable: so far it may sink, all else equal (docs/stability-concepts.md). Strict sanctions on an explicit graph in which the others can
/// lead back to the state: it must rise at least so far.
/// [states]. Errors: bad_use for SIM and for unknown preferences; limit_reached, cancelled.
Result<std::vector<std::int64_t>> margins(const CheckedModel& model, const StabilityQuestion& question, Concept which, MakerIndex maker, Run& run);

}  // namespace locarno::stability
