#pragma once
// locarno/read/propositions_open_zh.hpp -- Chinese clauses that say nothing until the next has come; inside of propositions.cpp.
#include "read/frames_scene.hpp"

namespace locarno::read {

/// "If ...": a clause that opens with a condition, by a single character or a word of the codebook's. `piece`: units of the scene's report.
bool begins_condition(const Scene& scene, Range piece);

/// A condition, a topic, a motive, a request, a day: the clause `piece` belongs to the one behind it. Never in Latin script.
bool waits_zh(const Scene& scene, Range piece);

}  // namespace locarno::read
