#pragma once
// locarno/brief/ratify_page.hpp -- voting power and the chance to pass, as JSON and as a table for a terminal.
#include <string>

#include "study/voting.hpp"

namespace locarno::brief {

/// One row for each kind of voter: `weight` (a list where there are several dimensions), `voters`, `banzhaf`, `shapley` as "p/q".
std::string power_json(const study::PowerQuestion& question, const study::PowerAnswer& answer);
std::string power_text(const study::PowerQuestion& question, const study::PowerAnswer& answer);

/// `independent`, `correlated`, `expected`, `pivots`.
std::string vote_json(const study::VoteQuestion& question, const study::VoteAnswer& answer, const study::Pivots* pivots);
std::string vote_text(const study::VoteQuestion& question, const study::VoteAnswer& answer, const study::Pivots* pivots);

}  // namespace locarno::brief
