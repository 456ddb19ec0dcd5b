#pragma once
// locarno/read/times_printed.hpp -- dates printed in full: year, month and day, with the time of day when it follows.
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/span.hpp"

namespace locarno::read {

struct PrintedDate {
  Span span;
  Date date;          ///< whole
  std::string clock;  ///< "10:25" or "00:52:55", empty when no time of day follows
  std::string zone;   ///< "Z", "+08:00", empty when none is printed
  bool is_rfc = false;   ///< "Wed, 04 Dec 2024 00:52:55 GMT"
};

/// 2025-12-16 10:25, 2025/12/16, 2025.12.16, 2025-12-16T02:25:00Z, the Chinese year-month-day, "Dec. 16, 2025",
/// "16 December 2025", 16/12/2025 (where one of the two can be no month, or the words before it say which), RFC 1123. Ascending. Impossible days are left out.
std::vector<PrintedDate> printed_dates(std::string_view text, Span within);

/// 1..12 for an English month name or its usual abbreviation at `at` (any case), and its size; 0 when there is none.
int month_name_at(std::string_view text, std::size_t at, std::size_t& size);

}  // namespace locarno::read
