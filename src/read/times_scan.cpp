#include "read/times_scan.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "read/times_number.hpp"

namespace locarno::read {
namespace {

constexpr char16_t nian = 0x5E74, yue = 0x6708, ri = 0x65E5, hao = 0x53F7, ge = 0x4E2A, ban = 0x534A, shi = 0x4E16,
                   ji = 0x7EAA, dai = 0x4EE3, di = 0x7B2C, duo = 0x591A, fen = 0x4EFD, yuan = 0x5143, shang = 0x4E0A,
                   ben = 0x672C;
bool is_digit(char16_t c) { return c >= '0' && c <= '9'; }
bool is_letter(char16_t c) { return c >= 'a' && c <= 'z'; }

/// Marks that end a sentence, and those that end a clause: a bit each.
constexpr std::uint64_t bit(char c) { return std::uint64_t{1} << c; }
constexpr std::uint64_t full_stops = bit('!') | bit('?') | bit('\n'), stops = full_stops | bit(',') | bit(';') | bit(':');

/// May an expression begin with this unit, when no word of the codebook does?
constexpr auto begins_number = [] {
  std::array<bool, 0x10000> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    const auto c = static_cast<char16_t>(i);
    table[i] = (c >= '0' && c <= '9') || c == di || c == ban || c == shang || c == ben || is_han_numeral(c);
  }
  return table;
}();

int to_int(std::string_view text) {
  int value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class Scanner {
 public:
  Scanner(const Folded& folded, const TimeWords& words, std::uint32_t first, std::uint32_t last)
      : folded_(folded), units_(folded.units), words_(words), first_(first), last_(last) {}

  std::vector<TimeExpr> run() {
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

 private:
  /// Where the next expression may begin, from `at` on: a number, or a time word of the codebook.
  std::uint32_t next_begin(std::uint32_t at) {
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
  char16_t unit(std::uint32_t at) const { return at < last_ ? units_[at] : u'\0'; }
  bool is_inside_word(std::uint32_t at) const {
    if (at == first_) return false;
    const char16_t before = units_[at - 1], here = units_[at];
    if (is_digit(here)) return is_digit(before) || is_letter(before) || (before == '.' && at > first_ + 1 && is_digit(units_[at - 2]));
    return is_letter(here) && (is_letter(before) || is_digit(before));
  }
  std::uint32_t skip_space(std::uint32_t at) const { return unit(at) == ' ' ? at + 1 : at; }
  bool word_before(std::uint32_t at, std::initializer_list<std::u16string_view> names) const {
    std::uint32_t end = at;
    if (end > first_ && units_[end - 1] == ' ') --end;
    std::uint32_t begin = end;
    while (begin > first_ && is_letter(units_[begin - 1])) --begin;
    const std::u16string_view word(units_.data() + begin, end - begin);
    return std::find(names.begin(), names.end(), word) != names.end();
  }

  bool one(std::uint32_t at, TimeExpr& expr) {
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
      return true;
    }
    if (const auto* word = word_of("mod")) {
      if (counted(expr, skip_space(word->end), word->term->value)) return true;
      skip_to_ = at + 1;
      return false;
    }
    return plain(at, expr);
  }
  /// What no word of the codebook begins.
  bool plain(std::uint32_t at, TimeExpr& expr) {
    if (unit(at) == di) return ordinal(expr);
    if ((unit(at) == shang || unit(at) == ben) && unit(at + 1) == shi && unit(at + 2) == ji) return century(expr, unit(at) == ben);
    return numbered(expr);
  }

  /// "The talks' second day" counts days; "second day" at the front of a clause is the next day.
  bool is_counting(std::uint32_t at) const { return at > first_ && units_[at - 1] >= 0x4E00 && units_[at - 1] < 0xA000; }

  bool offset(TimeExpr& expr, const TimeWords::Word& word, TimeForm form, std::string_view part = {}) {
    expr.form = form;
    expr.offset = to_int(word.term->value);
    expr.part = part;
    expr.end = word.end;
    return true;
  }

  /// A part of the day right behind, perhaps with a space.
  bool with_part(TimeExpr& expr) {
    for (const std::uint32_t at : {expr.end, skip_space(expr.end)}) {
      const auto* word = words_.at(at, "part");
      if (word == nullptr || (at != expr.end && !is_letter(unit(at)))) continue;
      expr.part = word->term->value;
      if (expr.part.starts_with('+')) expr.part.remove_prefix(1);
      expr.end = word->end;
      break;
    }
    return true;
  }

  bool with_end(TimeExpr& expr) {
    if (const auto* word = words_.at(expr.end, "end"); word && !is_letter(unit(expr.end))) {
      expr.mod = word->term->value;
      expr.end = word->end;
    }
    return true;
  }

  /// After a month: a day, or its beginning, middle or end.
  bool with_day(TimeExpr& expr) {
    const Number number = number_at(units_, expr.end, last_);
    const bool fits = number.digits > 0 && number.value >= 1 && number.value <= 31;
    if (fits && (unit(number.end) == ri || unit(number.end) == hao)) {
      expr.day = static_cast<int>(number.value);
      expr.end = number.end + 1;
      return with_part(expr);
    }
    return with_end(expr);
  }

  bool with_month(TimeExpr& expr) {
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

  bool weekday(TimeExpr& expr, const TimeWords::Word& word) {
    offset(expr, word, TimeForm::weekday);
    if (unit(expr.end) == '(' ) return true;
    return with_part(expr);
  }

  /// "last week", or with a weekday in it: the Chinese forms share a character.
  bool week(TimeExpr& expr, const TimeWords::Word& word) {
    for (const std::uint32_t at : {word.begin + 1, word.end}) {
      const auto* day = words_.at(at, "weekday");
      if (day == nullptr || day->end <= word.end) continue;
      weekday(expr, *day);
      expr.is_this_week = true;
      expr.week = to_int(word.term->value);
      return true;
    }
    return offset(expr, word, TimeForm::week);
  }

  /// "the past two days", "the next three months", "last Tuesday".
  bool spanned(TimeExpr& expr, const TimeWords::Word& word) {
    const int direction = word.term->value == "past" ? -1 : 1;
    const std::uint32_t at = skip_space(word.end);
    if (const auto* day = words_.at(at, "weekday"); day && is_letter(unit(at))) {
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

  bool ordinal(TimeExpr& expr) {
    const Number number = number_at(units_, expr.begin + 1, last_);
    if (number.digits == 0) return false;
    skip_to_ = number.end;
    if (unit(number.end) != nian || unit(number.end + 1) == dai) return false;
    expr.form = TimeForm::ordinal;
    expr.amount = number.value;
    expr.unit = "Y";
    expr.end = number.end + 1;
    return true;
  }

  /// The last or this century, perhaps with a decade of it.
  bool century(TimeExpr& expr, bool is_this) {
    expr.form = TimeForm::decade;
    expr.end = expr.begin + 3;
    expr.value = is_this ? "20XX" : "19XX";
    return decade_behind(expr);
  }
  bool decade_behind(TimeExpr& expr) {
    const Number number = number_at(units_, expr.end, last_);
    if (number.digits > 0 && number.value < 100 && unit(number.end) == nian && unit(number.end + 1) == dai) {
      const int tens = number.value < 10 ? static_cast<int>(number.value) : static_cast<int>(number.value) / 10;
      expr.value = expr.value.substr(0, 2) + std::to_string(tens) + "X";
      expr.end = number.end + 2;
    }
    return true;
  }

  /// What begins with a number: a date, a count of units, a day of the month, a decade.
  bool numbered(TimeExpr& expr) {
    const Number number = number_at(units_, expr.begin, last_);
    if (number.digits == 0) return counted(expr, expr.begin, {});
    skip_to_ = number.end;
    const int value = number.value < 10000 ? static_cast<int>(number.value) : -1;
    const bool is_whole = number.value == value;
    const std::uint32_t at = number.end;
    if (unit(at) == nian && unit(at + 1) == dai && is_whole) {
      expr.form = TimeForm::decade;
      expr.value = value >= 1000 ? std::to_string(value / 10) + "X" : "19" + std::to_string(value / 10) + "X";
      expr.end = at + 2;
      return value >= 10;
    }
    if (unit(at) == nian && is_whole && value >= 1000 && value <= 2200 && number.digits == 4) {
      expr.year = value;
      expr.end = at + 1;
      return with_month(expr);
    }
    if (unit(at) == shi && unit(at + 1) == ji && is_whole && value >= 1 && value <= 30) {
      expr.form = TimeForm::decade;
      expr.value = std::to_string(value - 1) + "XX";
      expr.end = at + 2;
      return decade_behind(expr);
    }
    if (unit(at) == yue && is_whole && value >= 1 && value <= 12) {
      expr.month = value;
      expr.end = at + 1;
      if (unit(expr.end) == fen) ++expr.end;
      return with_day(expr);
    }
    const bool sure_day = number.is_digits || number.digits >= 2;
    if (unit(at) == ri && sure_day && is_whole && value >= 1 && value <= 31 && unit(at + 1) != yuan) {
      expr.day = value;
      expr.end = at + 1;
      return with_part(expr);
    }
    if (number.is_digits && is_whole && english_day(expr, value, at)) return true;
    return counted(expr, expr.begin, {});
  }

  /// "14 December [2025]", "the 14th", "in 2025", "the 1990s".
  bool english_day(TimeExpr& expr, int value, std::uint32_t at) {
    std::uint32_t end = at;
    const char16_t a = unit(at), b = unit(at + 1);
    const bool suffix = ((a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') || (a == 't' && b == 'h')) && !is_letter(unit(at + 2));
    if (suffix) end += 2;
    const auto* month = words_.at(skip_space(end), "month_name");
    if (value >= 1 && value <= 31 && month && folded_.is_upper(month->begin)) {
      expr.day = value;
      expr.month = to_int(month->term->value);
      expr.end = month->end;
      english_year(expr);
      return true;
    }
    if (suffix && value >= 1 && value <= 31 && word_before(expr.begin, {u"the"}) && !is_letter(unit(skip_space(end)))) {
      expr.day = value;
      expr.end = end;
      return true;
    }
    if (value >= 1900 && value <= 2099 && a == 's' && !is_letter(b)) {
      expr.form = TimeForm::decade;
      expr.value = std::to_string(value / 10) + "X";
      expr.end = at + 1;
      return true;
    }
    // A bare year: behind a word that years follow; with another word behind it, only the surest of them.
    const bool ends_here = !is_letter(unit(skip_space(at)));
    if (value < 1900 || value > 2099 || !word_before(expr.begin, ends_here ? year_words : strict_year_words)) return false;
    expr.year = value;
    expr.end = at;
    return true;
  }
  static constexpr std::initializer_list<std::u16string_view> year_words = {u"in", u"since", u"of", u"by", u"until", u"from", u"before", u"after", u"during", u"late", u"early", u"mid", u"year", u"the"};
  static constexpr std::initializer_list<std::u16string_view> strict_year_words = {u"in", u"of", u"since", u"until", u"before", u"during"};

  void english_year(TimeExpr& expr) {
    std::uint32_t at = expr.end;
    if (unit(at) == ',') ++at;
    at = skip_space(at);
    const Number number = number_at(units_, at, last_);
    if (!number.is_digits || number.digits != 4 || number.value < 1800 || number.value > 2200) return;
    expr.year = static_cast<int>(number.value);
    expr.end = number.end;
  }

  bool english_month(TimeExpr& expr, const TimeWords::Word& word) {
    expr.month = to_int(word.term->value);
    expr.end = word.end;
    const std::uint32_t at = skip_space(word.end);
    const Number number = number_at(units_, at, last_);
    if (number.is_digits && number.digits <= 2 && number.value >= 1 && number.value <= 31) {
      expr.day = static_cast<int>(number.value);
      expr.end = number.end;
      if (unit(expr.end) == 't' || unit(expr.end) == 's' || unit(expr.end) == 'n' || unit(expr.end) == 'r') expr.end += 2;
      english_year(expr);
      return true;
    }
    english_year(expr);
    return expr.year > 0 || word_before(expr.begin, {u"in", u"since", u"until", u"early", u"late", u"mid", u"of", u"last", u"this", u"next", u"by", u"from", u"through", u"before", u"after"});
  }

  /// A count and a unit from unit `at`, then what stands behind it (later, ago): duration or shift.
  bool counted(TimeExpr& expr, std::uint32_t at, std::string_view mod) {
    double amount = -1;
    std::uint32_t end = at;
    bool half_before_unit = false;
    if (unit(at) == ban) {
      amount = 0.5;
      end = at + 1;
      if (unit(end) == ge && words_.at(end, "unit") == nullptr) ++end;
    } else if (const Number number = number_at(units_, at, last_); number.digits > 0) {
      amount = number.value;
      end = number.end;
    } else if (const auto* word = words_.at(at, "number")) {
      amount = to_int(word->term->value);
      end = word->end;
    } else if (const auto* few = words_.at(at, "few")) {
      end = few->end;
    } else {
      return false;
    }
    skip_to_ = std::max(skip_to_, end);
    if (unit(end) == ge && (unit(end + 1) == ban || unit(end + 1) == duo)) {  // one and a half hours, three hours and more
      half_before_unit = unit(end + 1) == ban;
      if (!half_before_unit) mod = "MORE_THAN";
      end += 2;
    } else if (unit(end) == duo) {
      mod = "MORE_THAN";
      ++end;
    }
    const auto* unit_word = words_.at(end, "unit");
    if (unit_word == nullptr) unit_word = words_.at(skip_space(end), "unit");
    if (unit_word == nullptr) return false;
    expr.form = TimeForm::duration;
    expr.amount = amount < 0 ? -1 : amount + (half_before_unit ? 0.5 : 0.0);
    expr.unit = unit_word->term->value;
    expr.mod = mod;
    expr.end = unit_word->end;
    if (unit(expr.end) == ban && expr.amount >= 0) { expr.amount += 0.5; ++expr.end; }
    if (unit(expr.end) == duo) { expr.mod = "MORE_THAN"; ++expr.end; }
    if (expr.amount >= 0 && is_at(expr.end, u" and a half")) { expr.amount += 0.5; expr.end += 11; }
    for (const std::uint32_t behind : {expr.end, skip_space(expr.end)}) {
      const auto* after = words_.at(behind, "after");
      if (after == nullptr || expr.amount < 0) continue;
      if (is_letter(unit(behind)) && is_at(behind, u"before")) continue;
      if (is_letter(unit(behind)) && is_at(behind, u"after")) continue;
      expr.form = TimeForm::shift;
      expr.offset = after->term->value == "+" ? 1 : -1;
      expr.end = after->end;
      break;
    }
    return true;
  }

  bool is_at(std::uint32_t at, std::u16string_view words) const {
    return at + words.size() <= last_ && std::equal(words.begin(), words.end(), units_.begin() + at);
  }

  static bool ends_clause(char16_t c) { return (c < 0x40 && (stops >> c & 1u)) || c == 0x3002; }
  static bool ends_sentence(char16_t c) { return (c < 0x40 && (full_stops >> c & 1u)) || c == 0x3002; }

  /// Up to 200 units back.
  std::uint32_t sentence_begin(std::uint32_t at) const {
    const std::uint32_t stop = at > first_ + 200 ? at - 200 : first_;
    while (at > stop && !ends_sentence(units_[at - 1]) && !(units_[at - 1] == '.' && unit(at) == ' ')) --at;
    return at;
  }

  /// Does a word in the clause say that the expression lies ahead? In front of it; or behind, before any cue of speech.
  void look_ahead(TimeExpr& expr) const {
    std::uint32_t from = expr.begin;
    while (from > first_ && expr.begin - from < 40 && !ends_clause(units_[from - 1])) --from;
    const std::vector<TimeWords::Word>& all = words_.all();
    for (std::size_t i = words_.first_at(from); i < all.size() && all[i].begin < expr.begin; ++i)
      if (all[i].cls == "future" && words_.next_cue(all[i].begin) >= expr.begin) expr.future = true;
    const std::uint32_t sentence = sentence_begin(expr.begin);
    if (const std::uint32_t said = words_.last_cue(expr.begin); said != UINT32_MAX && said >= sentence) return;
    // In English only a day in front of the subject ("On Monday the envoys will ...") takes the verb's time.
    const bool latin = is_letter(unit(expr.begin));
    if (latin && expr.begin - sentence > 8) return;
    const std::uint32_t stop = std::min({last_, words_.next_cue(expr.end), expr.end + (latin ? 40u : 16u)});
    for (std::uint32_t at = expr.end; at < stop && !expr.maybe_future; ++at) {
      if (ends_sentence(units_[at]) || (units_[at] == '.' && unit(at + 1) == ' ')) break;
      expr.maybe_future = words_.at(at, "future") != nullptr;
    }
  }

  const Folded& folded_;
  const std::vector<char16_t>& units_;
  const TimeWords& words_;
  std::uint32_t first_, last_;
  std::uint32_t skip_to_ = 0;
  std::size_t word_ = words_.first_at(first_);   ///< the first time word not passed yet
  std::vector<TimeExpr> found_;
};

}  // namespace

TimeWords::TimeWords(const Codebook& codebook, const std::vector<Match>& matches) {
  for (const Match& match : matches) {
    const Term& term = codebook.terms[match.term];
    if (term.kind == TermKind::time) {
      const std::size_t block = match.begin / 64;
      if (begins_.size() <= block) begins_.resize(block + 1);
      while (first_of_.size() <= block) first_of_.push_back(static_cast<std::uint32_t>(words_.size()));
      begins_[block] |= std::uint64_t{1} << (match.begin % 64);
      words_.push_back({match.begin, match.end, Cls::of(term.cls), &term});
    }
    if (term.kind == TermKind::cue) cues_.push_back(match.begin);
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
  return Scanner(folded, words, first, last).run();
}

}  // namespace locarno::read
