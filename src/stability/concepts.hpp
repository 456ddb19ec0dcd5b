#pragma once
// locarno/stability/concepts.hpp -- which states would no decision maker move away from.
//
// Question   A checked model, the concepts of stability asked for, how far opponents are taken to reach, what counts as
//            deterrence, and how unknown preferences are read.
// Answer     For each concept and decision maker the set of states that are stable for it, and the equilibria: the states
//            that are stable for all.
// Concepts   i at s has an improvement x when it can move there in one step and prefers it (x in R_i+(s)). s is stable by
//            R     when there is no improvement (Nash);
//            GMR   when each improvement x is deterred: the others can bring about, by legal moves from x, a y not better than s;
//            SMR   ... and from y no own move of i leads to a state better than s;
//            SEQ   GMR with every move of the others an improvement for its mover;
//            SSEQ  SMR with every move of the others an improvement for its mover;
//            SIM   when each x, together with some improvements of others chosen from s at the same time, lands on a state not
//                  better than s.
//            Legal moves: a sequence in which nobody moves twice in a row.
// Source     Nash (1950); Howard (1971), Paradoxes of Rationality; Fraser & Hipel (1979), IEEE SMC-9:805; Fang, Hipel & Kilgour
//            (1993), ch. 3; Rego & Vieira (2017), Group Decision and Negotiation 26, doi 10.1007/s10726-016-9520-8; unknown
//            preferences: Li, Hipel, Kilgour & Fang (2004), IEEE SMC-A 34:507 (from memory: docs/stability-concepts.md).
// Method     stability: the value form (docs/stability-concepts.md): s is unstable for i exactly when some own move x has
//            min(v(x), worst answer to x) > v(s). stability_by_definition: the sentences above, word for word.
// Cost       All combinations of K options, n = 2^K: about n*m for R, GMR, SMR and n*m*m for SEQ, SSEQ (m decision makers).
//            Listed states: the same with a sort; explicit graphs: m times the moves. SIM: the product of the others'
//            improvements. Unknown preferences, attitudes: n*n/8 bytes, at most 32,768 states.
// Certainty  exact. run.limits.nodes: concepts are answered in the order asked, and none is begun when the work done (nodes and cells)
//            has reached it; then the verdict is limit_reached, and what is there is exact.
// Threads    run.threads; the same answer and Effort on any number. Progress in concepts times decision makers.
// Tested by  src/stability/concepts_test.cpp, tests/stability/*
#include <string_view>
#include <vector>

#include "base/run.hpp"
#include "stability/state_set.hpp"

namespace locarno::stability {

enum class Concept { R, GMR, SMR, SEQ, SSEQ, SIM };

/// What the others can do in answer to a move. legal: any legal sequence (the published definition); once: each moves at most
/// once; single: one move of one of them (both as other programs have it).
enum class Reach { legal, once, single };
/// weak: deterred by a state not better than where it was; strict: only by a worse one.
enum class Sanction { weak, strict };
/// How pairs of unknown order are read; none: the ranking counts. Leaves for better states: b, d; for better or unknown: a, c.
/// Deterred by states surely not better: a, b; by those or unknown: c, d. Others answer (SEQ, SSEQ) by what is better or unknown to them.
enum class Unknown { none, a, b, c, d };

/// How a decision maker takes what another gets. positive: a state must not be worse for the other; negative: not better; neutral: anything.
enum class Attitude { neutral, positive, negative };

struct StabilityQuestion {
  std::vector<Concept> concepts = {Concept::R, Concept::GMR, Concept::SMR, Concept::SEQ, Concept::SSEQ};
  Reach reach = Reach::legal;
  Sanction sanction = Sanction::weak;
  Unknown unknown = Unknown::none;
  /// [maker][maker], own included, or empty: everybody positive to itself and neutral to the others, which is the plain question. Given:
  /// i leaves s for t when t is not worse for those it is positive to, not better for those it is negative to, and different for
  /// one of them (neutral to all: for any t); every other t deters it (Inohara, Hipel & Walker 2007, from memory).
  std::vector<std::vector<Attitude>> attitudes = {};
};

struct ConceptAnswer {
  Concept which = Concept::R;
  std::vector<StateSet> stable;  ///< [maker]
  StateSet equilibria;
  bool operator==(const ConceptAnswer&) const = default;
};

struct StabilityAnswer {
  std::vector<ConceptAnswer> concepts;  ///< in the order asked, each once
  Verdict verdict = Verdict::proved;
  Effort effort;                        ///< nodes: states visited in sweeps; cells: ranks read
  const ConceptAnswer* find(Concept which) const {
    for (const ConceptAnswer& c : concepts) {
      if (c.which == which) return &c;
    }
    return nullptr;
  }
};

/// Errors: bad_use when SIM is asked of a model whose moves are not by options (see has_simultaneous_moves), and for attitudes of another
/// size or together with strict sanctions or unknown preferences; limit_reached when
/// a table would exceed run.limits.memory_bytes or a bound named under Cost; cancelled.
/// Not an error: no concept asked, no equilibrium, a concept asked twice.
Result<StabilityAnswer> stability(const CheckedModel& model, const StabilityQuestion& question, Run& run);

/// The slow twin: legal sequences by search over (state, last mover). At most 4,096 states, or run.limits.nodes when that is given.
Result<StabilityAnswer> stability_by_definition(const CheckedModel& model, const StabilityQuestion& question, Run& run);

/// Whether moves of several decision makers can be made at once: states are told apart by their options and every move changes
/// only options of its mover. Always so when moves are by options.
bool has_simultaneous_moves(const CheckedModel& model);

/// "R", "GMR", ... as the field writes them.
std::string_view to_string(Concept which);
/// Errors: bad_use naming the word and the known ones.
Result<Concept> concept_named(std::string_view name);

}  // namespace locarno::stability
