#pragma once
// Every combination of the options is a state and every option can be changed both ways: the state is a number whose bits are the
// options, a decision maker's column is a sub-cube, and nobody needs a graph.
//
//   R     v(s) is the greatest of its column.
//   GMR   v(s) reaches the greatest, over own choices, of the least over the others' (maximin): one number per decision maker.
//   SMR   v(s) reaches the least, over the others' choices, of the greatest over own (minimax): one number.       Howard (1971)
//   SEQ, SSEQ  the others never change i's options, so each own choice is a slice of its own. In a slice one sweep in order of h
//         marks who brings it about; those of a column who would move to a state are the first so many of the column in order of
//         rank, so one pointer a column is all a sweep keeps, and every state is marked once.
#include "base/run.hpp"
#include "stability/concepts.hpp"
#include "stability/moves.hpp"

namespace locarno::stability {

/// Fills stable[maker] of the concepts R, GMR, SMR, SEQ, SSEQ in `answer` (reach legal, nothing unknown) and adds to its effort. Needs
/// moves.is_free_cube(). Errors: limit_reached before anything is built when the tables exceed run.limits.memory_bytes; cancelled.
Result<void> solve_cube(const CheckedModel& model, const Moves& moves, Sanction sanction, const Run& run, StabilityAnswer& answer);

}  // namespace locarno::stability
