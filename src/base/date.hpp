#pragma once
// locarno/base/date.hpp -- calendar dates as reports give them: whole, or only a month, or only a year.
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locarno {

/// A proleptic Gregorian date, possibly partial. month 0 = only the year is known; day 0 = only year and month.
struct Date {
  std::int16_t year = 0;   ///< 1..9999
  std::uint8_t month = 0;  ///< 1..12, 0 unknown
  std::uint8_t day = 0;    ///< 1..31, 0 unknown
  constexpr bool is_whole() const { return month != 0 && day != 0; }
  /// Orders partial dates before the whole dates they contain: 2025 < 2025-01 < 2025-01-01.
  constexpr auto operator<=>(const Date&) const = default;
};

/// An interval of days, both ends included; a single date has first == last.
struct DateRange {
  Date first;
  Date last;
  DateRange() = default;
  DateRange(Date day) : first(day), last(day) {}
  DateRange(Date from, Date to) : first(from), last(to) {}
  auto operator<=>(const DateRange&) const = default;
};

/// "2025", "2025-12" or "2025-12-14"; nullopt for anything else or an impossible day.
std::optional<Date> parse_date(std::string_view iso);
/// One date, or "a/b".
std::optional<DateRange> parse_date_range(std::string_view iso);
std::string to_string(Date date);
/// "2025-12-14" or "2025-12-14/2025-12-15".
std::string to_string(const DateRange& range);

/// First and last day a (partial) date can mean: 2025-02 -> 2025-02-01, 2025-02-28.
Date earliest(Date date);
Date latest(Date date);
/// Days since 1970-01-01 of a whole date (partial: its earliest day).
std::int32_t day_number(Date date);
Date from_day_number(std::int32_t days);
/// The whole date `days` later (earlier when negative).
Date add_days(Date date, std::int32_t days);
/// 0 = Monday .. 6 = Sunday, of a whole date.
int weekday(Date date);

}  // namespace locarno
