#pragma once
// locarno/read/stands.hpp -- positions of parties told in the outlet's own voice: PARTY + verb of wanting or refusing.
#include "read/attribution.hpp"

namespace locarno::read {

/// Appends a stance for every clause of `within` whose subject, its own or carried on from an earlier clause of the
/// sentence, is a party that wants, refuses, gives up or hesitates. `within` is no attributed content.
void narrate_stands(const Scene& scene, Range within, Discourse& discourse, std::vector<Proposition>& out);
/// Who takes the stand told in `said`, in the clause of `predicate`: the subject of a verb of wanting, refusing or promising.
Speaker stand_holder(const Scene& scene, Range said, std::uint32_t predicate);
/// Does a clause beginning at `at` go on to tell a stand, so that it is no longer the content of an act before it?
bool begins_stand(const Scene& scene, std::uint32_t at, std::uint32_t end);

}  // namespace locarno::read
