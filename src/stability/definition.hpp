#pragma once
// locarno/stability/definition.hpp -- the words of the definitions as functions: better, deterred, reached. Slow and obvious;
// the twin and `check` stand on it.
#include <map>
#include <tuple>

#include "stability/concepts.hpp"
#include "stability/moves.hpp"

namespace locarno::stability {

class Definitions {
 public:
  Definitions(const CheckedModel& model, const StabilityQuestion& question);

  const Moves& moves() const { return moves_; }
  bool is_unknown(MakerIndex maker, StateIndex a, StateIndex b) const;
  /// The maker, at `from`, has a reason to go to `to` (one step or not).
  bool improves(MakerIndex maker, StateIndex from, StateIndex to) const;
  /// Ending at `at` would deter the maker from leaving `from`.
  bool deters(MakerIndex maker, StateIndex from, StateIndex at) const;
  /// An opponent would make this move of its own accord.
  bool is_credible(MakerIndex mover, StateIndex from, StateIndex to) const;
  /// No own move of the maker leads from `at` to a state that would not deter it from leaving `from`.
  bool has_no_escape(MakerIndex maker, StateIndex from, StateIndex at) const;
  /// The states the others can bring about from x, at least one move. Kept: the next call with the same x is free.
  const StateSet& answers(MakerIndex maker, StateIndex x, bool only_credible);
  /// x in R_i(s) and improves.
  std::vector<StateIndex> improvements(MakerIndex maker, StateIndex s) const;
  /// Something the others can do deters the maker, at s, from improving to x.
  bool is_deterred(Concept which, MakerIndex maker, StateIndex s, StateIndex x);
  bool is_stable(Concept which, MakerIndex maker, StateIndex s);

 private:
  bool suits(MakerIndex maker, StateIndex from, StateIndex to) const;
  StateSet search_answers(MakerIndex maker, StateIndex x, bool only_credible) const;
  bool is_deterred_at_once(MakerIndex maker, StateIndex s, StateIndex x);
  const Model& model_;
  StabilityQuestion question_;
  Moves moves_;
  std::map<std::tuple<MakerIndex, StateIndex, bool>, StateSet> answers_;
  std::map<Mask, StateIndex> state_of_;
};

/// Errors: bad_use, as stability() says.
Result<void> check_attitudes(const CheckedModel& model, const StabilityQuestion& question);

}  // namespace locarno::stability
