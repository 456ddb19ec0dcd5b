// The words of [watch] in case.toml: acts, source classes, instants.
#include <array>
#include <charconv>

#include "base/date.hpp"
#include "model/watch_terms.hpp"

namespace locarno {
namespace {

constexpr std::array<std::string_view, watch_act_count> act_names = {
    "shelling", "small_arms", "strike", "explosion", "incursion", "weapon_presence", "overflight", "detention", "access_denied",
    "attack_civilians", "fire_spot", "withdrawal", "release", "reopening", "inventory", "other"};
constexpr std::array<std::string_view, source_class_count> class_names = {"monitor", "camera", "party", "media", "ngo", "thermal", "unknown"};

/// Exactly `digits` digits at `at`; -1 when they are none. Moves past them.
int digits_at(std::string_view words, std::size_t& at, std::size_t digits) {
  if (words.size() - at < digits) return -1;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const char c = words[at + i];
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  at += digits;
  return value;
}

bool take(std::string_view words, std::size_t& at, char c) {
  if (at >= words.size() || words[at] != c) return false;
  ++at;
  return true;
}

/// "", "Z", "+02:00", "-0330", "+02": seconds to take off. None for anything else.
std::optional<std::int64_t> zone_seconds(std::string_view words) {
  if (words.empty() || words == "Z" || words == "z") return 0;
  if (words[0] != '+' && words[0] != '-') return std::nullopt;
  std::size_t at = 1;
  const int hours = digits_at(words, at, 2);
  if (hours < 0 || hours > 14) return std::nullopt;
  take(words, at, ':');
  int minutes = 0;
  if (at < words.size()) minutes = digits_at(words, at, 2);
  if (minutes < 0 || minutes > 59 || at != words.size()) return std::nullopt;
  return (words[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

}  // namespace

std::string_view to_string(WatchAct act) { return act_names[static_cast<std::size_t>(act)]; }

std::optional<WatchAct> parse_watch_act(std::string_view word) {
  for (std::size_t i = 0; i < act_names.size(); ++i)
    if (act_names[i] == word) return static_cast<WatchAct>(i);
  return std::nullopt;
}

std::string_view to_string(SourceClass source) { return class_names[static_cast<std::size_t>(source)]; }

std::optional<SourceClass> parse_source_class(std::string_view word) {
  for (std::size_t i = 0; i < class_names.size(); ++i)
    if (class_names[i] == word) return static_cast<SourceClass>(i);
  return std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view words) {
  std::size_t at = 0;
  if (words.size() < 10) return std::nullopt;
  const auto day = parse_date(words.substr(0, 10));
  if (!day || !day->is_whole()) return std::nullopt;
  Instant out{static_cast<std::int64_t>(day_number(*day)) * 86400, 86400};
  at = 10;
  if (at == words.size()) return out;
  if (!take(words, at, 'T') && !take(words, at, ' ')) return std::nullopt;
  const int hour = digits_at(words, at, 2);
  if (hour < 0 || hour > 23 || !take(words, at, ':')) return std::nullopt;
  const int minute = digits_at(words, at, 2);
  if (minute < 0 || minute > 59) return std::nullopt;
  out.open_seconds = 60;
  int second = 0;
  if (take(words, at, ':')) {
    second = digits_at(words, at, 2);
    if (second < 0 || second > 60) return std::nullopt;   // 60: a leap second counts as the next one
    out.open_seconds = 1;
    if (take(words, at, '.')) {
      const std::size_t from = at;
      while (at < words.size() && words[at] >= '0' && words[at] <= '9') ++at;
      if (at == from) return std::nullopt;
    }
  }
  if (at < words.size() && words[at] == ' ') ++at;
  const auto zone = zone_seconds(words.substr(at));
  if (!zone) return std::nullopt;
  out.at += hour * 3600 + minute * 60 + second - *zone;
  return out;
}

std::string instant_text(std::int64_t at) {
  if (at == time_begins) return "always";
  if (at == time_ends) return "for good";
  std::int64_t day = at / 86400, rest = at % 86400;
  if (rest < 0) { rest += 86400; --day; }
  constexpr std::int64_t last = 2932896;   // 9999-12-31
  if (day > last || day < -719162) return "beyond the calendar";
  const auto two = [](std::int64_t value) { return std::string{static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)}; };
  return to_string(from_day_number(static_cast<std::int32_t>(day))) + "T" + two(rest / 3600) + ":" + two(rest / 60 % 60) + ":" + two(rest % 60) + "Z";
}

}  // namespace locarno
