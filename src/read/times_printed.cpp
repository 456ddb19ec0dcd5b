#include "read/times_printed.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace locarno::read {
namespace {

constexpr std::string_view nian = "\xE5\xB9\xB4", yue = "\xE6\x9C\x88", ri = "\xE6\x97\xA5", hao = "\xE5\x8F\xB7";
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

/// What a printed date may begin with: a digit, or a letter that a month's name begins with. Bits, with one for all that
/// makes words.
enum Start : std::uint8_t { starts_number = 1, starts_month = 2, in_words = 4 };
constexpr auto starts_of = [] {
  std::array<std::uint8_t, 256> table{};
  for (int c = 0; c < 128; ++c)
    if (is_digit(static_cast<char>(c)) || is_letter(static_cast<char>(c))) table[static_cast<std::size_t>(c)] = in_words;
  for (const char c : std::string_view("0123456789")) table[static_cast<unsigned char>(c)] |= starts_number;
  for (const char c : std::string_view("jfmasondJFMASOND")) table[static_cast<unsigned char>(c)] |= starts_month;
  return table;
}();

/// The month whose name begins with these three letters; 0 when none does.
constexpr int month_of(char a, char b, char c) {
  constexpr std::string_view heads = "janfebmaraprmayjunjulaugsepoctnovdec";
  for (std::size_t i = 0; i < heads.size(); i += 3)
    if (heads[i] == a && heads[i + 1] == b && heads[i + 2] == c) return static_cast<int>(i / 3) + 1;
  return 0;
}

/// Reads forward over one stretch of text.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;

  bool skip(std::string_view what) {
    if (text.substr(at, what.size()) != what) return false;
    at += what.size();
    return true;
  }
  bool skip_any(std::string_view chars) {
    if (at >= text.size() || chars.find(text[at]) == std::string_view::npos) return false;
    ++at;
    return true;
  }
  void spaces() { while (skip_any(" \t")) {} }
  /// A number of at least `least` and at most `most` digits that no digit follows; -1 when there is none.
  int number(int least, int most) {
    std::size_t end = at;
    int value = 0;
    while (end < text.size() && is_digit(text[end]) && end - at < static_cast<std::size_t>(most))
      value = value * 10 + (text[end++] - '0');
    if (end - at < static_cast<std::size_t>(least) || (end < text.size() && is_digit(text[end]))) return -1;
    at = end;
    return value;
  }
};

std::optional<Date> whole(int year, int month, int day) {
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const Date date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
  if (day > latest(Date{date.year, date.month, 0}).day) return std::nullopt;
  return date;
}

/// "6:15 p.m.", "9 PM": the hour of a clock of twelve, made one of twenty-four.
void read_half(Cursor& cursor, PrintedDate& out) {
  Cursor probe = cursor;
  probe.spaces();
  if (probe.at >= probe.text.size()) return;
  const char half = lower(probe.text[probe.at]);
  if (half != 'a' && half != 'p') return;
  ++probe.at;
  const bool dotted = probe.skip_any(".");
  if (!probe.skip_any("mM") || (dotted && !probe.skip_any("."))) return;
  if (probe.at < probe.text.size() && is_letter(probe.text[probe.at])) return;
  int hour = (out.clock[0] - '0') * 10 + (out.clock[1] - '0');
  if (hour < 1 || hour > 12) return;
  hour = hour % 12 + (half == 'p' ? 12 : 0);
  out.clock[0] = static_cast<char>('0' + hour / 10);
  out.clock[1] = static_cast<char>('0' + hour % 10);
  cursor = probe;
}

/// Zones that mean one thing wherever they are printed.
void read_zone_name(Cursor& cursor, PrintedDate& out) {
  struct Zone { std::string_view name, offset; };
  static constexpr std::array<Zone, 8> zones = {{{"BST", "+01:00"}, {"CET", "+01:00"}, {"CEST", "+02:00"}, {"EDT", "-04:00"}, {"EST", "-05:00"},
                                                 {"HKT", "+08:00"}, {"JST", "+09:00"}, {"KST", "+09:00"}}};
  Cursor probe = cursor;
  probe.spaces();
  for (const Zone& zone : zones) {
    Cursor after = probe;
    if (!after.skip(zone.name) || (after.at < after.text.size() && is_letter(after.text[after.at]))) continue;
    out.zone = std::string(zone.offset);
    cursor = after;
    return;
  }
}

/// A time of day with seconds and zone, when one follows at once: " 10:25", "T02:25:00Z", " 00:52:55 GMT", "+08:00",
/// ", 6:15 p.m.", ", 06:20 BST".
void read_clock(Cursor& cursor, PrintedDate& out) {
  Cursor probe = cursor;
  if (!probe.skip_any("T")) {
    probe.skip_any(",");
    probe.spaces();
  }
  const std::size_t from = probe.at;
  if (probe.number(1, 2) < 0 || !probe.skip_any(":") || probe.number(2, 2) < 0) return;
  Cursor seconds = probe;
  if (seconds.skip_any(":") && seconds.number(2, 2) >= 0) probe = seconds;
  out.clock = std::string(probe.text.substr(from, probe.at - from));
  if (out.clock[1] == ':') out.clock.insert(0, "0");
  Cursor fraction = probe;
  if (fraction.skip_any(".") && fraction.number(1, 9) >= 0) probe = fraction;
  cursor = probe;
  read_half(cursor, out);
  read_zone_name(cursor, out);
  if (!out.zone.empty()) return;
  probe = cursor;
  probe.spaces();
  if (probe.skip("GMT") || probe.skip("UTC") || probe.skip("Z")) {
    out.zone = "Z";
    cursor = probe;
  } else if (probe.at < probe.text.size() && (probe.text[probe.at] == '+' || probe.text[probe.at] == '-')) {
    const std::size_t sign = probe.at++;
    const std::size_t digits = probe.at;
    int value = probe.number(2, 2);
    if (value >= 0) probe.skip_any(":");
    else value = -2;
    const int minutes = value >= 0 ? probe.number(2, 2) : probe.number(4, 4);
    if (minutes < 0) return;
    const std::string_view hours = probe.text.substr(digits, 2), rest = probe.text.substr(probe.at - 2, 2);
    out.zone = std::string(1, probe.text[sign]) + std::string(hours) + ":" + std::string(rest);
    cursor = probe;
  }
}

/// Year first: 2025-12-16, 2025/12/16, 2025.12.16, or with the Chinese units.
std::optional<Date> year_first(Cursor& cursor) {
  const int year = cursor.number(4, 4);
  if (year < 0) return std::nullopt;
  cursor.spaces();
  const bool chinese = cursor.skip(nian);
  const std::size_t separator = cursor.at;
  if (!chinese && !cursor.skip_any("-/.")) return std::nullopt;
  if (chinese) cursor.spaces();
  const int month = cursor.number(1, 2);
  if (chinese) cursor.spaces();
  if (month < 0 || !(chinese ? cursor.skip(yue) : cursor.skip(cursor.text.substr(separator, 1)))) return std::nullopt;
  if (chinese) cursor.spaces();
  const int day = cursor.number(1, 2);
  if (day < 0) return std::nullopt;
  Cursor unit = cursor;
  unit.spaces();
  if (chinese) {
    if (!unit.skip(ri) && !unit.skip(hao)) return std::nullopt;
    cursor = unit;
  }
  return whole(year, month, day);
}

/// "16 December 2025", "16th of Dec. 2025", "04 Dec 2024".
std::optional<Date> day_first(Cursor& cursor) {
  const int day = cursor.number(1, 2);
  if (day < 0) return std::nullopt;
  for (static constexpr std::string_view suffix_list[] = {"st", "nd", "rd", "th"}; const std::string_view suffix : suffix_list)
    if (cursor.skip(suffix)) break;
  if (!cursor.skip_any(" -")) return std::nullopt;
  cursor.skip("of ");
  std::size_t size = 0;
  const int month = month_name_at(cursor.text, cursor.at, size);
  if (month == 0) return std::nullopt;
  cursor.at += size;
  cursor.skip_any(",");
  if (!cursor.skip_any(" -")) return std::nullopt;
  return whole(cursor.number(4, 4), month, day);
}

/// "Dec. 16, 2025", "December 16 2025".
std::optional<Date> month_first(Cursor& cursor) {
  std::size_t size = 0;
  const int month = month_name_at(cursor.text, cursor.at, size);
  if (month == 0) return std::nullopt;
  cursor.at += size;
  cursor.spaces();
  const int day = cursor.number(1, 2);
  if (day < 0) return std::nullopt;
  for (static constexpr std::string_view suffix_list[] = {"st", "nd", "rd", "th"}; const std::string_view suffix : suffix_list)
    if (cursor.skip(suffix)) break;
  cursor.skip_any(",");
  if (!cursor.skip_any(" ")) return std::nullopt;
  return whole(cursor.number(4, 4), month, day);
}

/// Pages of the French broadcasters print the day first behind these words.
bool is_behind_day_label(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 6> labels = {"\xE7\x99\xBC\xE8\xA1\xA8\xE6\x99\x82\xE9\x96\x93", "\xE5\x8F\x91\xE8\xA1\xA8\xE6\x97\xB6\xE9\x97\xB4",
      "\xE6\x9B\xB4\xE6\x94\xB9\xE6\x99\x82\xE9\x96\x93", "\xE6\x9B\xB4\xE6\x94\xB9\xE6\x97\xB6\xE9\x97\xB4", "Issued on", "Modified"};
  std::string_view before = text.substr(0, at);
  while (before.ends_with(' ')) before.remove_suffix(1);
  if (before.ends_with(':')) before.remove_suffix(1);
  else if (before.ends_with("\xEF\xBC\x9A")) before.remove_suffix(3);
  for (const std::string_view label : labels)
    if (before.ends_with(label)) return true;
  return false;
}

/// "16/12/2025", "12/16/2025": only where one of the two can be no month, or the words before it say that the day stands first.
std::optional<Date> slashed(Cursor& cursor) {
  const std::size_t from = cursor.at;
  const int first = cursor.number(1, 2);
  if (first < 0 || !cursor.skip_any("/")) return std::nullopt;
  const int second = cursor.number(1, 2);
  if (second < 0 || !cursor.skip_any("/")) return std::nullopt;
  const int year = cursor.number(4, 4);
  if (year < 0) return std::nullopt;
  Cursor dash = cursor;   // " - 20:18"
  const bool dashed = dash.skip(" - ");
  if (dashed && dash.at < dash.text.size() && is_digit(dash.text[dash.at])) cursor.at = dash.at - 1;
  if (first > 12 || is_behind_day_label(cursor.text, from)) return whole(year, second, first);
  return second > 12 ? whole(year, first, second) : std::nullopt;
}

/// Four digits in a row: no printed date has fewer. Every fourth byte is looked at.
bool has_four_digits(std::string_view text) {
  for (std::size_t at = 3; at < text.size(); at += 4) {
    if (!is_digit(text[at])) continue;
    std::size_t begin = at, end = at + 1;
    while (begin > 0 && is_digit(text[begin - 1])) --begin;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - begin >= 4) return true;
  }
  return false;
}

/// "Wed, " in front of the date belongs to it.
std::size_t with_weekday(std::string_view text, std::size_t begin, std::size_t from) {
  static constexpr std::array<std::string_view, 7> days = {"Mon, ", "Tue, ", "Wed, ", "Thu, ", "Fri, ", "Sat, ", "Sun, "};
  if (begin >= from + 5)
    for (const std::string_view day : days)
      if (text.substr(begin - 5, 5) == day) return begin - 5;
  return begin;
}

}  // namespace

int month_name_at(std::string_view text, std::size_t at, std::size_t& size) {
  if (at >= text.size() || !(starts_of[static_cast<unsigned char>(text[at])] & starts_month)) return 0;
  static constexpr std::array<std::string_view, 12> names = {"january", "february", "march",     "april",   "may",      "june",
                                                             "july",    "august",   "september", "october", "november", "december"};
  if (text.size() - at < 3) return 0;
  const int first = month_of(lower(text[at]), lower(text[at + 1]), lower(text[at + 2]));
  if (first == 0) return 0;
  std::size_t letters = 0;
  while (at + letters < text.size() && letters <= 9 && is_letter(text[at + letters])) ++letters;
  if (letters < 3 || letters > 9) return 0;   // longer than "September"
  const std::string_view name = names[static_cast<std::size_t>(first) - 1];
  if (letters > name.size() || (letters != name.size() && letters != 3 && !(first == 9 && letters == 4))) return 0;
  for (std::size_t i = 3; i < letters; ++i)
    if (lower(text[at + i]) != name[i]) return 0;
  size = letters + (letters < name.size() && at + letters < text.size() && text[at + letters] == '.');
  return first;
}

std::vector<PrintedDate> printed_dates(std::string_view text, Span within) {
  std::vector<PrintedDate> found;
  if (!has_four_digits(slice(text, within))) return found;
  const std::string_view until = text.substr(0, within.end);
  bool in_word = false;
  for (std::size_t at = within.begin; at < within.end; ++at) {
    const char c = until[at];
    const std::uint8_t start = starts_of[static_cast<unsigned char>(c)];
    const bool starts_word = !in_word;
    in_word = (start & in_words) != 0;
    if (!starts_word || !(start & (starts_number | starts_month))) continue;
    if ((start & starts_month) && (at + 2 >= within.end || month_of(lower(c), lower(until[at + 1]), lower(until[at + 2])) == 0)) continue;
    Cursor cursor{until, at};
    std::optional<Date> date = is_digit(c) ? year_first(cursor) : month_first(cursor);
    bool is_day_first = false;
    if (!date && is_digit(c)) {
      cursor = Cursor{until, at};
      date = day_first(cursor);
      is_day_first = date.has_value();
    }
    if (!date && is_digit(c)) {
      cursor = Cursor{until, at};
      date = slashed(cursor);
    }
    if (!date) continue;
    PrintedDate printed;
    printed.date = *date;
    read_clock(cursor, printed);
    const std::size_t begin = is_day_first ? with_weekday(until, at, within.begin) : at;
    printed.is_rfc = begin != at;
    printed.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(cursor.at)};
    at = cursor.at - 1;
    in_word = (starts_of[static_cast<unsigned char>(until[at])] & in_words) != 0;
    found.push_back(std::move(printed));
  }
  return found;
}

}  // namespace locarno::read
