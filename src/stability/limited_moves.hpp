#pragma once
// locarno/stability/limited_moves.hpp -- which states hold still when two decision makers look h moves ahead.
//
// Question   A checked model with two decision makers, how many moves ahead they look (1, 2, ...), what breaks ties.
// Answer     For each horizon and decision maker where it, moving first at a state, anticipates play to end, and the states at which
//            that is the state itself: L_h stable. Non-myopic: stable at every horizon from some horizon on.
// Concepts   G_h(i, s), i to move: nobody looks further than 0 moves, G_0(i, s) = s. With h moves left i compares its own moves x by
//            the end the other then anticipates, G_{h-1}(j, x), takes the best, and makes it only when that end is better for i than
//            staying. L_1 is R. Where moves tie the tie rule decides; whether it ever had to is reported.
// Source     Kilgour (1985), Theory and Decision; Fang, Hipel & Kilgour (1993). Ties leave the end open and stability may cycle in h
//            (Games 16(5):54, 2025). For three or more decision makers the published definitions contradict each other (Soares et
//            al. 2026, doi 10.1007/s10726-026-09962-3): refused.
// Method     a table of ends per horizon from the one before. limited_moves_by_definition: the recursion itself.
// Cost       horizons times moves; the non-myopic search ends when the table repeats or after 10,000 horizons.
// Threads    one.
// Tested by  tests/stability/limited_moves_test.cpp
#include <vector>

#include "base/run.hpp"
#include "stability/state_set.hpp"

namespace locarno::stability {

/// Among own moves whose ends are equally good for the mover: the move to the state of lowest index; or the end the other likes
/// best, or least (then the lowest index).
enum class TieRule { lowest_index, kind, unkind };

struct LimitedMoveQuestion {
  std::uint32_t horizon = 6;   ///< 1..1,000: horizons 1..horizon are answered
  TieRule ties = TieRule::lowest_index;
  bool wants_non_myopic = true;
};

struct Horizon {
  std::vector<std::vector<StateIndex>> ends;  ///< [maker 0..1][state]
  std::vector<StateSet> stable;               ///< [maker]
  StateSet equilibria;
  bool has_ties = false;                      ///< moves with different ends tied for some mover, here or before
  bool operator==(const Horizon&) const = default;
};

struct LimitedMoveAnswer {
  std::vector<Horizon> horizons;              ///< [h - 1]
  std::vector<StateSet> non_myopic;           ///< [maker]; empty when not asked or not settled
  StateSet non_myopic_equilibria;
  std::uint32_t repeats_from = 0, period = 0; ///< the tables of horizons repeats_from, repeats_from + period, ... are equal; period 0: not settled
  Verdict verdict = Verdict::proved;          ///< limit_reached: the non-myopic search ended before the tables repeated
};

/// Errors: bad_use for other than two decision makers, or a horizon out of range; cancelled.
Result<LimitedMoveAnswer> limited_moves(const CheckedModel& model, const LimitedMoveQuestion& question, Run& run);

/// G_h(maker, s) by the recursion itself: for small models and horizons. Errors: as above; limit_reached for a horizon above 8.
Result<StateIndex> anticipated_end(const CheckedModel& model, TieRule ties, std::uint32_t horizon, MakerIndex maker, StateIndex state);

}  // namespace locarno::stability
