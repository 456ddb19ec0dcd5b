#pragma once
// locarno/read/home_state.hpp -- the state a report is about, for offices it names without one ("Senator X", "the army
// spokesman"): the state named by far the most often. Linear in the matches.
#include <string>
#include <string_view>
#include <vector>

#include "model/codebook.hpp"
#include "read/match.hpp"
#include "read/party_table.hpp"

namespace locarno::read {

/// The actor of that state, or nullptr when none is named three times and half as often again as any other.
const Actor* home_state(const Codebook& book, const PartyTable& parties, const std::vector<Match>& matches);

/// Is an office of this class and role one of the state the report is about, when no other is named? Envoys, negotiators
/// and leaders are not: they are as often those of the other side.
bool is_domestic(std::string_view cls, std::string_view role);

}  // namespace locarno::read
