#pragma once
// locarno/read/sides.hpp -- who "both sides" are: the two states or groups that the report has named together most often.
// Mediators are named together as well, but less often than those whose conflict it is; the pair that met last
// (Memory::pair) stays the answer for "both leaders", and where no two were named together. English only.
#include "read/attribution.hpp"

namespace locarno::read {

/// Counts the pairs "A and B", "A-B" of one sentence.
void note_sides(const Scene& scene, Memory& memory);
/// The two that "both sides" in `phrase` stands for; none when it does not say sides, or no two were named together.
Speaker sides_of(const Scene& scene, Range phrase, const Memory& memory);

}  // namespace locarno::read
