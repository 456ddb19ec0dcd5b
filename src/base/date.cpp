#include "base/date.hpp"

#include <chrono>
#include <cstdio>

namespace locarno {
namespace {
using namespace std::chrono;

bool read_digits(std::string_view text, std::size_t at, std::size_t n, int& out) {
  if (at + n > text.size()) return false;
  out = 0;
  for (std::size_t i = at; i < at + n; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    out = out * 10 + (text[i] - '0');
  }
  return true;
}

year_month_day civil(Date d) {
  return year{d.year} / month{d.month ? d.month : 1u} / day{d.day ? d.day : 1u};
}
}  // namespace

std::optional<Date> parse_date(std::string_view iso) {
  int y = 0, m = 0, d = 0;
  if (!read_digits(iso, 0, 4, y) || y == 0) return std::nullopt;
  if (iso.size() != 4 && iso.size() != 7 && iso.size() != 10) return std::nullopt;
  if (iso.size() >= 7 && (iso[4] != '-' || !read_digits(iso, 5, 2, m) || m < 1 || m > 12)) return std::nullopt;
  if (iso.size() == 10 && (iso[7] != '-' || !read_digits(iso, 8, 2, d) || d < 1)) return std::nullopt;
  const Date date{static_cast<std::int16_t>(y), static_cast<std::uint8_t>(m), static_cast<std::uint8_t>(d)};
  if (d > 0 && !civil(date).ok()) return std::nullopt;
  return date;
}

std::optional<DateRange> parse_date_range(std::string_view iso) {
  const auto slash = iso.find('/');
  if (slash == std::string_view::npos) {
    const auto one = parse_date(iso);
    return one ? std::optional<DateRange>(*one) : std::nullopt;
  }
  const auto from = parse_date(iso.substr(0, slash));
  const auto to = parse_date(iso.substr(slash + 1));
  if (!from || !to || *to < *from) return std::nullopt;
  return DateRange(*from, *to);
}

std::string to_string(Date date) {
  char buffer[16];
  if (date.year >= 0 && date.year <= 9999 && date.month <= 99 && date.day <= 99) {   // no four-digit year is anything else
    const auto two = [&](int at, int value) {
      buffer[at] = static_cast<char>('0' + value / 10);
      buffer[at + 1] = static_cast<char>('0' + value % 10);
    };
    two(0, date.year / 100);
    two(2, date.year % 100);
    buffer[4] = buffer[7] = '-';
    two(5, date.month);
    two(8, date.day);
    return std::string(buffer, date.month == 0 ? 4 : date.day == 0 ? 7 : 10);
  }
  if (date.month == 0) std::snprintf(buffer, sizeof buffer, "%04d", date.year);
  else if (date.day == 0) std::snprintf(buffer, sizeof buffer, "%04d-%02d", date.year, date.month);
  else std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month, date.day);
  return buffer;
}

std::string to_string(const DateRange& range) {
  return range.first == range.last ? to_string(range.first) : to_string(range.first) + "/" + to_string(range.last);
}

Date earliest(Date date) {
  if (date.month == 0) date.month = 1;
  if (date.day == 0) date.day = 1;
  return date;
}

Date latest(Date date) {
  if (date.month == 0) date.month = 12;
  if (date.day == 0) {
    const year_month_day_last end = year{date.year} / month{date.month} / last;
    date.day = static_cast<std::uint8_t>(static_cast<unsigned>(end.day()));
  }
  return date;
}

std::int32_t day_number(Date date) {
  return static_cast<std::int32_t>(sys_days(civil(date)).time_since_epoch().count());
}

Date from_day_number(std::int32_t days_since_epoch) {
  const year_month_day ymd{sys_days{days{days_since_epoch}}};
  return {static_cast<std::int16_t>(static_cast<int>(ymd.year())),
          static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()))};
}

Date add_days(Date date, std::int32_t n) { return from_day_number(day_number(date) + n); }

int weekday(Date date) {
  const std::int32_t n = day_number(date) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(((n % 7) + 7) % 7);
}

}  // namespace locarno
