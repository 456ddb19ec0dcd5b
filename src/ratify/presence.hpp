#pragma once
// locarno/ratify/presence.hpp -- a quorum of members present, and members who stay away together. Used by vote.cpp only.
//
// Method     Who is present is independent of how those present vote, but for the factors: given the factor of absence each bloc's
//            number present is binomial; given that and the factors of the vote its yes votes are spread as BlocTable has it. Blocs are
//            convolved as tables over (present, yes), the last one by its tails; the factors are integrated as in vote.hpp.
// Cost       Per pair of factors: about members^2 / 4 times the cells of a bloc. Two blocs of 50 with both factors: a second.
#include "ratify/vote.hpp"

namespace locarno::ratify {

/// The vote without quorum and with absences that are independent of each other.
using PlainVote = Result<VoteAnswer> (*)(const VoteQuestion&, const Run&);

/// For a question that passed the checks of vote.cpp. Errors: bad_input for a quorum with weighted votes or a second majority;
/// limit_reached above 2 * 10^10 steps; cancelled.
Result<VoteAnswer> pass_with_presence(const VoteQuestion& question, PlainVote plain, const Run& run);

}  // namespace locarno::ratify
