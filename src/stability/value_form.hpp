#pragma once
// The value form of the concepts on any model, by its moves alone (docs/stability-concepts.md).
//
// With v the ranks of decision maker i, h(t) = v(t) (GMR, SEQ) or the best i has from t on (SMR, SSEQ), and z(x) the least h the
// others can bring about from x: s is unstable for i exactly when some own move x has min(v(x), z(x)) > v(s). So s is stable when
// v(s) is at least its threshold, the greatest min(v(x), z(x)) over its own moves x. z comes from one sweep: states in order of h,
// each marking whoever can bring it about and was not marked before.
#include <atomic>

#include "base/run.hpp"
#include "stability/column_table.hpp"
#include "stability/concepts.hpp"
#include "stability/moves.hpp"

namespace locarno::stability {

/// A rank no state has: nothing the others do can answer.
constexpr std::uint32_t no_answer = ~std::uint32_t{0};

/// What z is under strict sanctions, so that the same comparison holds: one rank more.
inline std::uint32_t allowed(std::uint32_t z, Sanction sanction) { return z + (sanction == Sanction::strict && z != no_answer ? 1 : 0); }

inline bool is_credible_only(Concept which) { return which == Concept::SEQ || which == Concept::SSEQ; }
inline bool forbids_escape(Concept which) { return which == Concept::SMR || which == Concept::SSEQ; }

/// Thresholds of one decision maker: s is stable when its rank is at least threshold[s]. Empty when the run was cancelled.
/// For the concepts R, GMR, SMR, SEQ, SSEQ and any reach. Adds what it visits to effort. `columns` (rank_columns) makes it quicker where
/// moves are by options and columns are long; a threshold may then be raised, at most to the state's own rank: the set is the same.
std::vector<std::uint32_t> thresholds_by_moves(const CheckedModel& model, const Moves& moves, MakerIndex maker, Concept which, Reach reach,
                                               Sanction sanction, const Run& run, Effort& effort,
                                               const std::vector<RankedColumn>* columns = nullptr);

/// z of every state, the least h the others can bring about from it (its own h included), with h from `weight` instead of the
/// ranks: its own weight or, for SMR and SSEQ, the greatest that the maker can reach from it. What others do follows their ranks.
std::vector<std::uint32_t> least_answers(const CheckedModel& model, const Moves& moves, MakerIndex maker, Concept which, Reach reach,
                                         const std::vector<std::uint32_t>& weight, const Run& run, Effort& effort);

/// States whose rank is at least the threshold.
StateSet at_least(const std::vector<std::uint32_t>& value, const std::vector<std::uint32_t>& threshold);

}  // namespace locarno::stability
