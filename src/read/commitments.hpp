#pragma once
// locarno/read/commitments.hpp -- undertakings inside reported speech, and stands and undertakings told in the
// narrator's own voice.
#include "read/attribution.hpp"

namespace locarno::read {

/// Is a reported proposition a promise, an agreement or a joint undertaking?
bool is_undertaking(const Scene& scene, const Proposition& proposition, const std::string& cue_class);
/// A stretch without attribution: positions of parties (kind stance) and undertakings (kind commitment) it tells.
void narrate(const Scene& scene, Range range, Discourse& discourse, std::vector<Proposition>& out);

}  // namespace locarno::read
