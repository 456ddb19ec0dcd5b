#pragma once
// locarno/stability/paths.hpp -- how a conflict could unfold from where it stands.
//
// Question   A model, the state it is in now, and states of interest (equilibria): can they come about, by whose moves, how soon?
// Answer     For each target the least number of legal moves and one such sequence, by moves of any kind and by improvements
//            alone; what kind of steps it needs: improvements only, moves some mover does not like at the time, or a joint step of several
//            that all of them prefer. And V_k(i): the states that are reached in exactly k legal moves, the last by i.
// Legal      Nobody moves twice in a row.
// Method     Breadth-first search over (state, last mover). By coalitions: a step is a move of one, or a legal sequence of moves
//            of a group H from s to a q that every member of H prefers to s.
// Source     Li, Kilgour & Hipel (2005), J. Oper. Res. Soc. 56:699-707 (status quo analysis; from memory); Xu, Kilgour, Hipel &
//            Kemkes (2010), EJOR 207:318-329 (shortest coloured paths; abstract seen).
// Cost       O(makers * moves) for a search. Jumps of coalitions: for each of the 2^m groups a search from the states reached;
//            at most 4,096 states and 8 decision makers, else they are not looked for and the answer says so.
// Certainty  exact; check_path verifies a sequence from the definition; shortest_by_rounds is the twin.
// Tested by  tests/stability/paths_test.cpp
#include <vector>

#include "base/run.hpp"
#include "stability/model.hpp"
#include "stability/moves.hpp"
#include "stability/state_set.hpp"

namespace locarno::stability {

/// Which moves a sequence may hold: any, or only those that their mover prefers to the state it moves from.
enum class Steps { moves, improvements };

struct PathStep {
  MakerIndex maker = 0;
  StateIndex to = 0;
  bool is_improvement = false;
  bool operator==(const PathStep&) const = default;
};

/// From the start, in order. A path without steps stays where it is.
using Path = std::vector<PathStep>;

/// One step of several decision makers together: they move one after another, and each prefers the end to the beginning.
struct JointStep {
  StateIndex from = 0, to = 0;
  std::vector<MakerIndex> members;  ///< ascending
  Path moves;
  bool operator==(const JointStep&) const = default;
};

/// What it takes to get to a target at least.
enum class Needs { nothing, improvements, jump, disimprovement, unreachable, not_known };

struct Unfolding {
  StateIndex target = 0;
  Needs needs = Needs::unreachable;
  bool is_reachable = false, is_reachable_by_improvements = false;
  Path by_moves, by_improvements;     ///< shortest, when reachable; ties: the lowest decision maker, then state, first
  std::vector<JointStep> by_jumps;         ///< needs == jump: steps of one or more decision makers, each an improvement for all its movers
};

struct PathsAnswer {
  StateIndex start = 0;
  std::vector<Unfolding> targets;     ///< in the order asked
  bool has_jumps = true;              ///< whether joint steps were looked for
  std::size_t reached_by_moves = 0, reached_by_improvements = 0;  ///< states, the start included
};

/// Errors: cancelled. Not an error: a target that is the start.
Result<PathsAnswer> unfold(const CheckedModel& model, StateIndex start, const std::vector<StateIndex>& targets, Run& run);

/// [k][maker]: the states reached in exactly k legal moves with this last mover, k = 1.. until nothing new comes (the levels
/// repeat) or `most` levels. [0] is empty. Errors: cancelled.
struct Levels {
  std::vector<std::vector<StateSet>> reached;
  bool is_complete = false;           ///< the last level is one that was there before: from here on levels repeat
};
Result<Levels> levels(const CheckedModel& model, StateIndex start, Steps steps, std::size_t most, Run& run);

/// Is it a legal sequence from `start` to `target`, its marks of improvement true, and, with Steps::improvements, all set?
bool check_path(const CheckedModel& model, StateIndex start, StateIndex target, const Path& path, Steps steps);
bool check_jump(const CheckedModel& model, const JointStep& jump);

/// The twin: [state] least number of legal moves, -1 when none. Relaxation rounds over all (state, last mover) pairs.
std::vector<int> shortest_by_rounds(const CheckedModel& model, StateIndex start, Steps steps);

}  // namespace locarno::stability
