#pragma once
// locarno/read/contacts.hpp -- meetings, calls, visits and talks between parties: held, planned or denied.
#include "read/attribution.hpp"

namespace locarno::read {

/// Appends the contacts a sentence tells of, in the narrator's voice or in reported speech (`said`: the propositions of
/// the same sentence, whose speaker then vouches for the contact).
void find_contacts(const Scene& scene, const Discourse& discourse, const std::vector<Proposition>& said, std::size_t first_said,
                   std::vector<Proposition>& out);

}  // namespace locarno::read
