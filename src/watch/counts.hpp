#pragma once
// locarno/watch/counts.hpp -- how many a day, by sector: what alarms are computed from.
//
// Question   The bytes of a CSV file with a head. Of its columns three count: the day, the number, the sector.
// Answer     One series for each sector, in order of name, and their sum when there are several; every day from the first to the last.
//            A day without a row is 0 (and counted as such), an empty number or NA is "not known".
// Method     Without a column of numbers each row counts as one, so a list of events is a table of counts. Rows of the same day and
//            sector add up. A day is the first ten characters of its field (2026-03-01T06:00Z is 2026-03-01), or a month (2026-03): then every step
//            is a month. Rows may stand in any order.
// Cost       linear in the bytes; days * sectors of memory.
// Errors     bad_input with file:line:column: no such column, a day that is none, days and months mixed, a number that is not whole, below
//            0 or above 1e9, a row with other fields than the head, more than 40,000 steps, 5,000 sectors, 20 million cells or 256 MiB.
// No error   Blank lines, a byte order mark, CRLF.
// Tested by  tests/watch/counts_test.cpp, fuzz/counts_fuzz.cpp
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace locarno::watch {

inline constexpr std::int64_t not_known = -1;

struct CountSeries {
  std::string sector;                       ///< "" = all together
  std::vector<std::int64_t> counts;         ///< [step]; not_known where the source says nothing
  std::size_t rows = 0;                     ///< steps that had a row
};

struct CountTable {
  std::int32_t first_day = 0;               ///< day number (base/date.hpp)
  bool monthly = false;                     ///< steps are months, else days
  std::size_t steps = 0;
  std::vector<CountSeries> series;          ///< the sum first, then by sector
  /// The day a step begins.
  Date day(std::size_t step) const;
};

struct CountColumns {
  std::string day = "date";
  std::string count = "count";              ///< absent from the head: each row is one
  std::string sector = "sector";            ///< absent from the head: one series
};

Result<CountTable> read_counts(std::string_view csv, const CountColumns& columns, const std::string& file);
/// Counts by sector and day number.
using DayCounts = std::map<std::string, std::map<std::int32_t, std::int64_t>>;
/// The table from them, of [first, last]. `sectors` are listed also when nothing happened there.
CountTable count_days(const DayCounts& counts, const std::vector<std::string>& sectors, std::int32_t first, std::int32_t last);
/// The table from events: a day number and a sector each, from `first` to `last`. `sectors` are listed also when nothing happened there.
CountTable count_events(const std::vector<std::pair<std::int32_t, std::string>>& events, const std::vector<std::string>& sectors, std::int32_t first, std::int32_t last);

}  // namespace locarno::watch
