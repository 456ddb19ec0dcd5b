#pragma once
// locarno/study/ranges.hpp -- from a score table and what a user says of the weights to the settle room's question.
//
// Orders are written "PARTY: heaviest > next > ..." with names of the table; a band says how far off every weight of a party
// without ranges of its own may be, in per cent of it.
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "settle/ranges.hpp"
#include "study/brief.hpp"

namespace locarno::study {

/// The table of a case at level 3 under the red lines of the day (open reading), less those of opening `opening` (1 = the
/// first of the page; 0 = all lines hold).
/// Errors: bad_input when no party has scores; not_found when there is no such opening.
Result<settle::ScoreTable> case_table(const Brief& brief, std::size_t opening);

/// "UKR: territory > elections". Errors: bad_input naming what is not in the table, with the nearest name.
Result<settle::WeightOrder> parse_order(const std::string& words, const settle::ScoreTable& table);

/// Puts +-percent on every weight of each party that has no ranges of weights. Errors: bad_input outside 0..100.
Result<void> add_band(settle::ScoreTable& table, const Rational& percent);

}  // namespace locarno::study
