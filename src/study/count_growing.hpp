#pragma once
// locarno/study/count_growing.hpp -- how many settlements pass, told piece by piece while it is counted.
//
// Question   A zone question whose count may take long.
// Answer     The count (open reading); on the way, after each piece, how many are known to pass at least and how many pieces are done.
// Method     The issues that most lines speak of are held at each of their options in turn, at most 64 pieces; what passes in the pieces
//            counted so far adds up. A count that is little work is not cut up.
// Certainty  every number told is a lower bound and none is below the one before it; the last is the count, exactly.
// Tested by  tests/study/count_growing_test.cpp: against settle::count_passing
#include <cstdint>
#include <functional>

#include "settle/zone.hpp"

namespace locarno::study {

using KnowAtLeast = std::function<void(const Integer& least, std::uint64_t done, std::uint64_t pieces)>;

/// `quick_nodes`: work spent on counting at once before it is cut up; 0 = cut up at once. Errors: as settle::count_passing; what was told
/// before stays true.
Result<Integer> count_growing(const settle::ZoneQuestion& question, const KnowAtLeast& know, Run& run, std::uint64_t quick_nodes = 2'000'000);

}  // namespace locarno::study
