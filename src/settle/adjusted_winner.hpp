#pragma once
// locarno/settle/adjusted_winner.hpp -- dividing what two parties want, at most one issue being split.
//
// Question   Two parties, issues with two options, each option being what one of them wants; the points each puts on
//            getting its way (the difference of its two scores). Issues count as divisible.
// Answer     Each party's share of every issue, in exact fractions: efficient, equitable (the same total for both) and, when
//            both put the same number of points on everything, envy-free.
// Method     Each issue to the higher bidder, ties to the party behind; then from the party ahead, in increasing order of the
//            ratio of its points to the other's, until the totals are equal; the last issue moved is split.
// Source     Brams & Taylor (1996), Fair Division, ch. 4; (1999), The Win-Win Solution.
// Cost       n log n. Certainty: exact; equal to the largest least total over all divisions.
// Tested by  adjusted_winner_test.cpp: Panama Canal 1974, Camp David 1978 and three textbook divisions.
#include <vector>

#include "settle/score_table.hpp"

namespace locarno::settle {

struct AdjustedWinner {
  std::vector<Rational> first, second;   ///< [issue] points of the two parties
  std::vector<Rational> share;           ///< [issue] the first party's, 0..1
  Rational won_first, won_second;        ///< totals of the issues each alone bids higher on, ties aside
  Rational total_first, total_second;    ///< after the division
  struct Move { std::uint32_t issue; bool to_first; Rational part; };
  std::vector<Move> moves;               ///< in order; the last may be a part of an issue
};

/// Errors: bad_input when the table has not two parties, an issue has not two options, or both want the same option
/// of an issue, or rules tie issues together.
Result<AdjustedWinner> adjusted_winner(const ScoreTable& table);

}  // namespace locarno::settle
