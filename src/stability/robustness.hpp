#pragma once
// locarno/stability/robustness.hpp -- in which share of plausible rankings does a state hold still?
//
// Question   A model whose rankings are uncertain: pairs of unknown order, or places that may be off by so many.
// Answer     For each concept and state the number of samples in which it is an equilibrium, and in which it is stable for each
//            decision maker.
// Method     A sample draws for each decision maker (a) an order that keeps every known pair and resolves the unknown ones: from the
//            top, one of those classes that no class left is known to beat, each with the same chance; (b) a place for each class:
//            its own plus a number drawn evenly from (-blur, blur); classes more than 2 blur apart never change order. Ties that
//            are known stay ties.
// Certainty  an estimate over the analyst's own uncertainty, never a probability of peace; with its standard error. Sample r
//            depends on (seed, r) alone: same bytes on any number of threads.
// Cost       one answer of the engine a sample; (a) takes states squared, at most 1,024 states.
// Tested by  tests/stability/inverse_test.cpp
#include <vector>

#include "base/run.hpp"
#include "stability/concepts.hpp"

namespace locarno::stability {

struct RobustnessQuestion {
  StabilityQuestion stability;
  std::uint32_t samples = 1000;
  /// How far a class of a ranking may be off, in places; 0: only unknown pairs are drawn.
  double blur = 0;
};

struct RobustnessAnswer {
  std::uint32_t samples = 0;
  std::vector<Concept> concepts;
  std::vector<std::vector<std::uint32_t>> equilibrium;          ///< [concept][state] samples in which it is one
  std::vector<std::vector<std::vector<std::uint32_t>>> stable;  ///< [concept][maker][state]
};

/// Errors: bad_use when nothing is uncertain (no unknown pair and no blur) or samples is 0; limit_reached above 1,024 states with
/// unknown pairs; those of stability().
Result<RobustnessAnswer> robustness(const CheckedModel& model, const RobustnessQuestion& question, Run& run);

/// Sample number `replicate` of the rankings.
Model sampled(const Model& model, double blur, std::uint64_t seed, std::uint32_t replicate);

}  // namespace locarno::stability
