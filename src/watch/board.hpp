#pragma once
// locarno/watch/board.hpp -- which clause is kept, week by week.
//
// Question   Findings against the clauses of the terms, and a day.
// Answer     For each clause and week one status; days to the deadline; days of quiet.
#include <cstdint>
#include <string>
#include <vector>

#include "model/watch_terms.hpp"
#include "watch/finding.hpp"

namespace locarno::watch {

enum class ClauseStatus : std::uint8_t { not_due, started, partly, done, disputed, breached };
std::string_view to_string(ClauseStatus status);

struct BoardRow {
  std::string clause;
  std::vector<ClauseStatus> weeks;    ///< from the week of entry into force (its Monday) to that of `as_of`
  int deeds = 0;                      ///< verified so far
  std::int64_t days_left = 0;         ///< to the deadline; negative = overdue; only with has_deadline
  bool has_deadline = false;
  std::int64_t quiet_days = 0;        ///< since the last finding, or since it binds
  std::int64_t found = 0, contested = 0, alleged = 0;
};

struct Board {
  std::int64_t as_of = 0;
  std::int64_t first_monday = 0;
  std::vector<BoardRow> rows;         ///< in order of the clauses
};

}  // namespace locarno::watch
