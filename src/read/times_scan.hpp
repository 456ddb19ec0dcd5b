#pragma once
// locarno/read/times_scan.hpp -- time expressions as they are printed, before anyone asks which day they mean.
//
// Patterns (numbers, units, year-month-day) are grammar and live here; words (recently, next day, Monday) come from the
// codebook's terms of kind time. docs/reading.md, Times.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fold.hpp"
#include "model/codebook.hpp"
#include "read/cls.hpp"
#include "read/match.hpp"

namespace locarno::read {

enum class TimeForm : std::uint8_t {
  date,        ///< any of year, month, day (0 = not printed)
  weekday,     ///< offset 1..7
  day,         ///< offset in days from the report's own day
  anchor,      ///< offset in days from the day last spoken of
  week, weekend, month, year,    ///< offset from the report's own; month and day when printed with it
  anchor_month, anchor_year,     ///< offset from those last spoken of
  part,        ///< a part of the day by itself
  duration,    ///< amount and unit
  shift,       ///< amount and unit before (offset -1) or after (+1) the day last spoken of
  span,        ///< the past (-1) or next (+1) amount of units
  vague,       ///< value = PAST_REF ...
  decade,      ///< value = 199X
  ordinal      ///< the fourth year: amount, unit
};

struct TimeExpr {
  std::uint32_t begin = 0, end = 0;   ///< folded units
  TimeForm form = TimeForm::date;
  int year = 0, month = 0, day = 0;
  int offset = 0;
  double amount = -1;          ///< -1: several, not said how many
  std::string_view unit;       ///< Y M W D TH TM TS
  std::string_view part;       ///< MO AF EV NI
  std::string_view mod;        ///< LESS_THAN APPROX MORE_THAN ONLY START MID END
  std::string value;
  bool is_this_week = false;   ///< weekday with last / this / next in front: offset of the week in `week`
  int week = 0;
  std::string clock, zone;     ///< printed with a full date
  bool future = false;         ///< a word in front of it says it lies ahead
  bool maybe_future = false;   ///< such a word behind it in the sentence: weaker, the nearer day decides
};

/// The time words among the matches of one text, by place.
class TimeWords {
 public:
  TimeWords(const Codebook& codebook, const std::vector<Match>& matches);
  struct Word { std::uint32_t begin = 0, end = 0; Cls cls; const Term* term = nullptr; };
  /// The word of class `cls` that begins at unit `at`; nullptr when there is none.
  const Word* at(std::uint32_t unit, Cls cls) const;
  /// Does any word begin at `unit`?
  bool any_at(std::uint32_t unit) const { return unit / 64 < begins_.size() && (begins_[unit / 64] >> (unit % 64) & 1u); }
  /// Where the first cue of speech at or after `unit` begins; UINT32_MAX when there is none.
  std::uint32_t next_cue(std::uint32_t unit) const;
  /// Where the last cue of speech before `unit` begins; UINT32_MAX when there is none.
  std::uint32_t last_cue(std::uint32_t unit) const;
  const std::vector<Word>& all() const { return words_; }
  /// Index of the first word that begins at or after `unit`.
  std::size_t first_at(std::uint32_t unit) const;

 private:
  std::vector<Word> words_;
  std::vector<std::uint64_t> begins_;   ///< bit per unit: a word begins here
  std::vector<std::uint32_t> first_of_; ///< per 64 units: the first word that begins in them or later
  std::vector<std::uint32_t> cues_;
};

/// Time expressions in units [first, last) of `folded`, ascending, not overlapping.
std::vector<TimeExpr> scan_times(const Folded& folded, const TimeWords& words, std::uint32_t first, std::uint32_t last);

}  // namespace locarno::read
