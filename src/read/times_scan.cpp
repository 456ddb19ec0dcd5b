#include "read/times_scan.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "read/times_number.hpp"
#include "read/times_scanner.hpp"

namespace locarno::read {
namespace {

using namespace han;
bool is_digit(char16_t c) { return c >= '0' && c <= '9'; }

/// May an expression begin with this unit, when no word of the codebook does?
constexpr auto begins_number = [] {
  std::array<bool, 0x10000> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    const auto c = static_cast<char16_t>(i);
    table[i] = (c >= '0' && c <= '9') || c == di || c == ban || c == shang || c == ben || is_han_numeral(c);
  }
  return table;
}();

}  // namespace

int number_of(std::string_view text) {
  int value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<TimeExpr> TimeScanner::run() {
  for (std::uint32_t at = next_begin(first_); at < last_; at = next_begin(at)) {
    if (is_inside_word(at)) { ++at; continue; }
    TimeExpr expr;
    expr.begin = at;
    skip_to_ = at + 1;
    if (one(at, expr)) {
      look_ahead(expr);
      found_.push_back(expr);
      skip_to_ = expr.end;
    }
    at = std::max(skip_to_, at + 1);
  }
  return std::move(found_);
}

std::uint32_t TimeScanner::next_begin(std::uint32_t at) {
  const std::vector<TimeWords::Word>& all = words_.all();
  while (word_ < all.size() && all[word_].begin < at) ++word_;
  const std::uint32_t stop = word_ < all.size() ? std::min(last_, all[word_].begin) : last_;
  const char16_t* units = units_.data();
  constexpr std::uint64_t ones = 0x0001000100010001u;
  for (std::uint64_t four; at + 4 <= stop; at += 4) {   // four Latin letters or spaces at a time
    std::memcpy(&four, units + at, 8);
    if ((four & 0xFF80 * ones) == 0 && ((four + (0x80 - '0') * ones) & ~(four + (0x80 - '9' - 1) * ones) & 0x80 * ones) == 0) continue;
    for (std::uint32_t i = at; i < at + 4; ++i)
      if (begins_number[units[i]]) return i;
  }
  while (at < stop && !begins_number[units[at]]) ++at;
  return std::min(at, last_);
}

bool TimeScanner::is_inside_word(std::uint32_t at) const {
  if (at == first_) return false;
  const char16_t before = units_[at - 1], here = units_[at];
  if (is_digit(here)) return is_digit(before) || is_small_latin(before) || (before == '.' && at > first_ + 1 && is_digit(units_[at - 2]));
  return is_small_latin(here) && (is_small_latin(before) || is_digit(before));
}

bool TimeScanner::word_before(std::uint32_t at, std::initializer_list<std::u16string_view> names) const {
  std::uint32_t end = at;
  if (end > first_ && units_[end - 1] == ' ') --end;
  std::uint32_t begin = end;
  while (begin > first_ && is_small_latin(units_[begin - 1])) --begin;
  const std::u16string_view word(units_.data() + begin, end - begin);
  return std::find(names.begin(), names.end(), word) != names.end();
}

bool TimeScanner::one(std::uint32_t at, TimeExpr& expr) {
  if (!words_.any_at(at)) return plain(at, expr);
  const std::vector<TimeWords::Word>& all = words_.all();
  const std::size_t first = words_.first_at(at);
  const auto word_of = [&](Cls cls) -> const TimeWords::Word* {
    for (std::size_t i = first; i < all.size() && all[i].begin == at; ++i)
      if (all[i].cls == cls) return &all[i];
    return nullptr;
  };
  if (const auto* word = word_of("anchor_part")) return offset(expr, *word, TimeForm::anchor, "DAY");
  if (const auto* word = word_of("day_part")) return offset(expr, *word, TimeForm::day, "DAY");
  if (const auto* word = word_of("weekend")) return offset(expr, *word, TimeForm::weekend);
  if (const auto* word = word_of("week")) return week(expr, *word);
  if (const auto* word = word_of("weekday")) return weekday(expr, *word);
  if (const auto* word = word_of("anchor"); word && !(unit(at) == di && is_counting(at))) return offset(expr, *word, TimeForm::anchor) && with_part(expr);
  if (const auto* word = word_of("day")) return offset(expr, *word, TimeForm::day) && with_part(expr);
  if (const auto* word = word_of("month")) return offset(expr, *word, TimeForm::month) && with_day(expr);
  if (const auto* word = word_of("anchor_month")) return offset(expr, *word, TimeForm::anchor_month) && with_day(expr);
  if (const auto* word = word_of("year")) return offset(expr, *word, TimeForm::year) && with_month(expr);
  if (const auto* word = word_of("anchor_year")) return offset(expr, *word, TimeForm::anchor_year) && with_month(expr);
  if (const auto* word = word_of("month_name"); word && folded_.is_upper(at)) return english_month(expr, *word);
  if (const auto* word = word_of("span"); word && spanned(expr, *word)) return true;
  if (const auto* word = word_of("vague")) {
    expr.form = TimeForm::vague;
    expr.value = word->term->value;
    expr.end = word->end;
    return true;
  }
  if (const auto* word = word_of("part"); word && !word->term->value.starts_with('+')) {
    expr.form = TimeForm::part;
    expr.part = word->term->value;
    expr.end = word->end;
    with_clock(expr);
    return true;
  }
  if (const auto* word = word_of("end"); word && is_small_latin(unit(at)) && edge_of(expr, *word)) return true;
  if (const auto* word = word_of("unit"); word && is_small_latin(unit(at)) && uncounted(expr, *word)) return true;
  if (const auto* word = word_of("mod")) {
    if (counted(expr, skip_space(word->end), word->term->value)) return true;
    skip_to_ = at + 1;
    return false;
  }
  return plain(at, expr);
}

bool TimeScanner::plain(std::uint32_t at, TimeExpr& expr) {
  if (unit(at) == di) return ordinal(expr);
  if ((unit(at) == shang || unit(at) == ben) && unit(at + 1) == shi && unit(at + 2) == ji) return century(expr, unit(at) == ben);
  return numbered(expr);
}

bool TimeScanner::offset(TimeExpr& expr, const TimeWords::Word& word, TimeForm form, std::string_view part) {
  expr.form = form;
  expr.offset = number_of(word.term->value);
  expr.part = part;
  const std::string_view value = word.term->value;   // "0NI": today, at night
  if (const std::size_t letter = value.find_first_not_of("+-0123456789"); part.empty() && letter != std::string_view::npos) expr.part = value.substr(letter);
  expr.end = word.end;
  return true;
}

bool TimeScanner::with_part(TimeExpr& expr) {
  for (const std::uint32_t at : {expr.end, skip_space(expr.end)}) {
    const auto* word = words_.at(at, "part");
    if (word == nullptr || (at != expr.end && !is_small_latin(unit(at)))) continue;
    expr.part = word->term->value;
    if (expr.part.starts_with('+')) expr.part.remove_prefix(1);
    expr.end = word->end;
    with_clock(expr);
    break;
  }
  return true;
}

bool TimeScanner::with_end(TimeExpr& expr) {
  if (const auto* word = words_.at(expr.end, "end"); word && !is_small_latin(unit(expr.end))) {
    expr.mod = word->term->value;
    expr.end = word->end;
  }
  return true;
}

bool TimeScanner::with_day(TimeExpr& expr) {
  const Number number = number_at(units_, expr.end, last_);
  const bool fits = number.digits > 0 && number.value >= 1 && number.value <= 31;
  if (fits && (unit(number.end) == ri || unit(number.end) == hao)) {
    expr.day = static_cast<int>(number.value);
    expr.end = number.end + 1;
    return with_part(expr);
  }
  return with_end(expr);
}

bool TimeScanner::with_month(TimeExpr& expr) {
  const std::uint32_t at = skip_space(expr.end);
  const Number number = number_at(units_, at, last_);
  if (number.digits > 0 && number.value >= 1 && number.value <= 12 && unit(number.end) == yue) {
    expr.month = static_cast<int>(number.value);
    expr.end = number.end + 1;
    if (unit(expr.end) == fen) ++expr.end;
    return with_day(expr);
  }
  return with_end(expr);
}

bool TimeScanner::weekday(TimeExpr& expr, const TimeWords::Word& word) {
  offset(expr, word, TimeForm::weekday);
  if (unit(expr.end) == '(' ) return true;
  return with_part(expr);
}

bool TimeScanner::week(TimeExpr& expr, const TimeWords::Word& word) {
  for (const std::uint32_t at : {word.begin + 1, word.end}) {
    const auto* day = words_.at(at, "weekday");
    if (day == nullptr || day->end <= word.end) continue;
    weekday(expr, *day);
    expr.is_this_week = true;
    expr.week = number_of(word.term->value);
    return true;
  }
  return offset(expr, word, TimeForm::week);
}

bool TimeScanner::spanned(TimeExpr& expr, const TimeWords::Word& word) {
  const int direction = word.term->value == "past" ? -1 : 1;
  const std::uint32_t at = skip_space(word.end);
  if (const auto* day = words_.at(at, "weekday"); day && is_small_latin(unit(at))) {
    weekday(expr, *day);
    expr.is_this_week = true;
    expr.week = direction;
    expr.value = "last";
    return true;
  }
  if (!counted(expr, at, {})) return false;
  if (expr.form != TimeForm::duration) return true;
  expr.form = TimeForm::span;
  expr.offset = direction;
  if (word.term->value == "ahead") expr.value = "published";
  return true;
}

bool TimeScanner::ordinal(TimeExpr& expr) {
  const Number number = number_at(units_, expr.begin + 1, last_);
  if (number.digits == 0) return false;
  skip_to_ = number.end;
  const bool rounds = unit(number.end) == ge && unit(number.end + 1) == nian && unit(number.end + 2) == tou;
  if (!rounds && (unit(number.end) != nian || unit(number.end + 1) == dai)) return false;
  expr.form = TimeForm::ordinal;
  expr.amount = number.value;
  expr.unit = "Y";
  expr.end = number.end + (rounds ? 3 : 1);
  return true;
}

bool TimeScanner::century(TimeExpr& expr, bool is_this) {
  expr.form = TimeForm::decade;
  expr.end = expr.begin + 3;
  expr.value = is_this ? "20XX" : "19XX";
  return decade_behind(expr);
}

bool TimeScanner::decade_behind(TimeExpr& expr) {
  const Number number = number_at(units_, expr.end, last_);
  if (number.digits > 0 && number.value < 100 && unit(number.end) == nian && unit(number.end + 1) == dai) {
    const int tens = number.value < 10 ? static_cast<int>(number.value) : static_cast<int>(number.value) / 10;
    expr.value = expr.value.substr(0, 2) + std::to_string(tens) + "X";
    expr.end = number.end + 2;
  }
  return true;
}

bool TimeScanner::is_at(std::uint32_t at, std::u16string_view words) const {
  return at + words.size() <= last_ && std::equal(words.begin(), words.end(), units_.begin() + at);
}

std::uint32_t TimeScanner::sentence_begin(std::uint32_t at) const {
  const std::uint32_t stop = at > first_ + 200 ? at - 200 : first_;
  while (at > stop && !ends_sentence(units_[at - 1]) && !(units_[at - 1] == '.' && unit(at) == ' ')) --at;
  return at;
}

void TimeScanner::look_ahead(TimeExpr& expr) const {
  std::uint32_t from = expr.begin;
  while (from > first_ && expr.begin - from < 40 && !ends_clause(units_[from - 1])) --from;
  const std::vector<TimeWords::Word>& all = words_.all();
  for (std::size_t i = words_.first_at(from); i < all.size() && all[i].begin < expr.begin; ++i)
    if (all[i].cls == "future" && words_.next_cue(all[i].begin) >= expr.begin) expr.future = true;
  const std::uint32_t sentence = sentence_begin(expr.begin);
  if (const std::uint32_t said = words_.last_cue(expr.begin); said != UINT32_MAX && said >= sentence) return;
  // In English only a day in front of the subject ("On Monday the envoys will ...") takes the verb's time.
  const bool latin = is_small_latin(unit(expr.begin));
  if (latin && expr.begin - sentence > 8) return;
  const std::uint32_t stop = std::min({last_, words_.next_cue(expr.end), expr.end + (latin ? 40u : 16u)});
  for (std::uint32_t at = expr.end; at < stop && !expr.maybe_future; ++at) {
    if (ends_sentence(units_[at]) || (units_[at] == '.' && unit(at + 1) == ' ')) break;
    expr.maybe_future = words_.at(at, "future") != nullptr;
  }
}
TimeWords::TimeWords(const Codebook& codebook, const std::vector<Match>& matches) {
  for (const Match& match : matches) {
    if (match.kind == TermKind::time) {
      const Term& term = codebook.terms[match.term];
      const std::size_t block = match.begin / 64;
      if (begins_.size() <= block) begins_.resize(block + 1);
      while (first_of_.size() <= block) first_of_.push_back(static_cast<std::uint32_t>(words_.size()));
      begins_[block] |= std::uint64_t{1} << (match.begin % 64);
      words_.push_back({match.begin, match.end, Cls::of(term.cls), &term});
    }
    if (match.kind == TermKind::cue) cues_.push_back(match.begin);
  }
}

std::size_t TimeWords::first_at(std::uint32_t unit) const {
  if (unit / 64 >= first_of_.size()) return words_.size();
  std::size_t i = first_of_[unit / 64];
  while (i < words_.size() && words_[i].begin < unit) ++i;
  return i;
}

const TimeWords::Word* TimeWords::at(std::uint32_t unit, Cls cls) const {
  if (!any_at(unit)) return nullptr;
  for (std::size_t i = first_at(unit); i < words_.size() && words_[i].begin == unit; ++i)
    if (words_[i].cls == cls) return &words_[i];
  return nullptr;
}

std::uint32_t TimeWords::last_cue(std::uint32_t unit) const {
  const auto found = std::lower_bound(cues_.begin(), cues_.end(), unit);
  return found == cues_.begin() ? UINT32_MAX : *(found - 1);
}

std::uint32_t TimeWords::next_cue(std::uint32_t unit) const {
  const auto found = std::lower_bound(cues_.begin(), cues_.end(), unit);
  return found == cues_.end() ? UINT32_MAX : *found;
}

std::vector<TimeExpr> scan_times(const Folded& folded, const TimeWords& words, std::uint32_t first, std::uint32_t last) {
  return TimeScanner(folded, words, first, last).run();
}

}  // namespace locarno::read
