#pragma once
// Engines that look at pairs of states or at combinations of moves: unknown preferences, where a rank does not say everything, and
// simultaneous sanctions.
#include "base/run.hpp"
#include "stability/concepts.hpp"
#include "stability/definition.hpp"

namespace locarno::stability {

/// Largest model whose pairs are tabled.
constexpr std::size_t most_paired_states = 32768;

/// States that are stable for the maker by R, GMR, SMR, SEQ or SSEQ, from sets of states (n*n/8 bytes, twice). Incomplete when the
/// run was cancelled.
StateSet stable_by_pairs(const CheckedModel& model, const StabilityQuestion& question, MakerIndex maker, Concept which, const Run& run,
                         Effort& effort);

/// States that are stable for the maker by SIM. Needs has_simultaneous_moves.
StateSet stable_at_once(const CheckedModel& model, const StabilityQuestion& question, MakerIndex maker, const Run& run, Effort& effort);

}  // namespace locarno::stability
