#pragma once
// locarno/watch/board.hpp -- which clause is kept, week by week.
//
// Question   Findings against the clauses of the terms, and a day.
// Answer     For each clause and week one status; days to the deadline; days of quiet.
//
// Method     A clause that forbids is, in a week, `breached` by a finding, `disputed` by contested ones alone, else `done`; alleged
//            ones are counted beside it. A deed is `started` once it is alleged, `partly` from the first one verified, `done` when
//            enough are, `disputed` when it is enough only with contested ones, `breached` when the deadline passed before that.
// Weeks      begin on Monday, 00:00 UTC; the first is that of the entry into force.
// Tested by  tests/watch/findings_test.cpp
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
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

/// Fed one finding after another, in any order; memory grows with weeks, not with findings.
struct Board;
class BoardCount {
 public:
  explicit BoardCount(const Terms& terms) : terms_(&terms), clauses_(terms.clauses.size()) {}
  void add(const Finding& finding);
  /// Something was reported of this moment, whatever came of it.
  void report(std::int64_t begin) { last_report_ = std::max(last_report_, begin); }
  /// As of an instant: what began later does not count.
  Board at(std::int64_t as_of) const;

 private:
  struct Day { std::int64_t found = 0, contested = 0, alleged = 0, deeds = 0; };
  const Terms* terms_;
  std::int64_t last_report_ = time_begins;
  std::vector<std::map<std::int64_t, Day>> clauses_;   ///< by day since 1970
};

struct Board {
  std::int64_t as_of = 0;
  std::int64_t first_monday = 0;
  std::optional<std::int64_t> last_report;   ///< the latest event reported of: what lies behind it is unknown, not quiet
  std::vector<BoardRow> rows;         ///< in order of the clauses
};

}  // namespace locarno::watch
