// Time expressions that begin with a number: dates, days of a month, counts of units, decades; and English months.
#include <algorithm>
#include <string>

#include "read/times_number.hpp"
#include "read/times_scanner.hpp"

namespace locarno::read {
namespace {

using namespace han;
constexpr char16_t fen_of_hour = 0x5206, hou = 0x540E, bu = 0x90E8, ge_of_cabinet = 0x9601, zheng = 0x653F, zhan = 0x6218;

}  // namespace

bool TimeScanner::numbered(TimeExpr& expr) {
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
  if (unit(at) == ri && end_of_within(at + 1) > at + 1) return counted(expr, expr.begin, {});
  const bool sure_day = number.is_digits || number.digits >= 2 || told_on_day(expr.begin, at + 1);
  if (unit(at) == ri && sure_day && is_whole && value >= 1 && value <= 31 && unit(at + 1) != yuan) {
    expr.day = value;
    expr.end = at + 1;
    return with_part(expr);
  }
  if (number.is_digits && is_whole && english_day(expr, value, at)) return true;
  return counted(expr, expr.begin, {});
}

bool TimeScanner::told_on_day(std::uint32_t begin, std::uint32_t end) const {
  constexpr std::uint32_t longest_gap = 6;   // adverbs, a place
  constexpr std::u16string_view counts_before = u"\u7B2C\u8FD1\u51E0\u8FC7\u524D\u8FDE\u8FD9\u540E\u706B\u8FBE\u671F";   // the nth, the last, these, a truce of, for
  if (begin == first_ || units_[begin - 1] < 0x4E00 || counts_before.find(units_[begin - 1]) != std::u16string_view::npos) return false;
  if (words_.at(end, "part") != nullptr) return true;
  const std::uint32_t cue = words_.next_cue(end);
  if (cue > end + longest_gap) return false;
  for (std::uint32_t i = end; i < cue; ++i)
    if (ends_clause(units_[i])) return false;
  return true;
}

bool TimeScanner::english_day(TimeExpr& expr, int value, std::uint32_t at) {
  std::uint32_t end = at;
  const char16_t a = unit(at), b = unit(at + 1);
  const bool suffix = ((a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') || (a == 't' && b == 'h')) && !is_small_latin(unit(at + 2));
  if (suffix) end += 2;
  const auto* month = words_.at(skip_space(end), "month_name");
  if (value >= 1 && value <= 31 && month && folded_.is_upper(month->begin)) {
    expr.day = value;
    expr.month = number_of(month->term->value);
    expr.end = month->end;
    english_year(expr);
    return true;
  }
  if (suffix && value >= 1 && value <= 31 && word_before(expr.begin, {u"the"}) && !is_small_latin(unit(skip_space(end)))) {
    expr.day = value;
    expr.end = end;
    return true;
  }
  if (value >= 1900 && value <= 2099 && a == 's' && !is_small_latin(b)) {
    expr.form = TimeForm::decade;
    expr.value = std::to_string(value / 10) + "X";
    expr.end = at + 1;
    return true;
  }
  // A bare year: behind a word that years follow; with another word behind it, only the surest of them.
  const bool ends_here = !is_small_latin(unit(skip_space(at)));
  if (value < 1900 || value > 2099 || !word_before(expr.begin, ends_here ? year_words : strict_year_words)) return false;
  expr.year = value;
  expr.end = at;
  return true;
}

void TimeScanner::english_year(TimeExpr& expr) {
  std::uint32_t at = expr.end;
  if (unit(at) == ',') ++at;
  at = skip_space(at);
  const Number number = number_at(units_, at, last_);
  if (!number.is_digits || number.digits != 4 || number.value < 1800 || number.value > 2200) return;
  expr.year = static_cast<int>(number.value);
  expr.end = number.end;
}

bool TimeScanner::english_month(TimeExpr& expr, const TimeWords::Word& word) {
  expr.month = number_of(word.term->value);
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

bool TimeScanner::counted(TimeExpr& expr, std::uint32_t at, std::string_view mod) {
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
    amount = number_of(word->term->value);
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
  // "three years within" ends in the word for "within the year"
  const bool years = unit_word == nullptr && unit(end) == nian && amount >= 0;
  // the word for a day of the month counts days behind "several" and in front of "within"
  const bool days = unit_word == nullptr && unit(end) == ri && (amount < 0 || end_of_within(end + 1) > end + 1);
  if (unit_word == nullptr && !days && !years) return false;
  expr.form = TimeForm::duration;
  expr.amount = amount < 0 ? -1 : amount + (half_before_unit ? 0.5 : 0.0);
  expr.unit = years ? std::string_view("Y") : days ? std::string_view("D") : std::string_view(unit_word->term->value);
  expr.mod = mod;
  expr.end = days || years ? end + 1 : unit_word->end;
  if (unit(expr.end) == ban && expr.amount >= 0) { expr.amount += 0.5; ++expr.end; }
  if (unit(expr.end) == duo) { expr.mod = "MORE_THAN"; ++expr.end; }
  if (expr.amount >= 0 && is_at(expr.end, u" and a half")) { expr.amount += 0.5; expr.end += 11; }
  if (const std::uint32_t within = end_of_within(expr.end); within > expr.end) {
    expr.end = within;
    if (expr.unit.starts_with('T')) return true;   // hours run from a moment nobody gives
    expr.form = TimeForm::span;
    expr.offset = 1;
    return true;
  }
  for (const std::uint32_t behind : {expr.end, skip_space(expr.end)}) {
    const auto* after = words_.at(behind, "after");
    if (after == nullptr) continue;
    if (expr.amount < 0) {   // "several hours later": so long, from nobody says when
      if (is_small_latin(unit(behind)) ? is_at(behind, u"later") : unit(behind) == hou) expr.end = after->end;
      break;
    }
    if (is_small_latin(unit(behind)) && is_at(behind, u"before")) continue;
    if (is_small_latin(unit(behind)) && is_at(behind, u"after")) continue;
    expr.form = TimeForm::shift;
    expr.offset = after->term->value == "+" ? 1 : -1;
    expr.end = after->end;
    break;
  }
  return true;
}

std::uint32_t TimeScanner::end_of_within(std::uint32_t at) const {
  const std::uint32_t word = unit(at) == zhi || unit(at) == yi ? at + 1 : at;
  const char16_t next = unit(word + 1);   // "three years of civil war", "the ministry of the interior" hold the same character
  return unit(word) == nei && next != ge_of_cabinet && next != bu && next != zheng && next != zhan ? word + 1 : at;
}

void TimeScanner::with_clock(TimeExpr& expr) {
  const Number hour = number_at(units_, expr.end, last_);
  const bool fits = hour.digits > 0 && hour.value >= 1 && hour.value <= 24 && hour.value == static_cast<int>(hour.value);
  if (!fits || (unit(hour.end) != ke && unit(hour.end) != dian)) return;
  std::uint32_t end = hour.end + 1;
  int minutes = 0;
  if (unit(end) == ban) {
    minutes = 30;
    ++end;
  } else if (const Number past = number_at(units_, end, last_); past.digits > 0 && past.value < 60 && unit(past.end) == fen_of_hour) {
    minutes = static_cast<int>(past.value);
    end = past.end + 1;
  }
  int hours = static_cast<int>(hour.value);
  if (hours < 12 && (expr.part == "AF" || expr.part == "EV" || (expr.part == "NI" && hours >= 6))) hours += 12;
  const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  expr.clock = two(hours % 24) + ":" + two(minutes);
  expr.end = end;
}

bool TimeScanner::edge_of(TimeExpr& expr, const TimeWords::Word& word) {
  std::uint32_t at = unit(word.end) == '-' ? word.end + 1 : skip_space(word.end);
  for (const std::u16string_view link : {std::u16string_view(u"on "), std::u16string_view(u"in ")})
    if (is_at(at, link)) { at += 3; break; }
  if (const auto* month = words_.at(at, "month_name"); month && folded_.is_upper(at)) {
    if (!english_month(expr, *month)) expr.year = 0;   // the edge says that a month is meant
    expr.mod = word.term->value;
    return true;
  }
  const std::string_view value = word.term->value;
  const auto* day = words_.at(at, "weekday");
  if (day == nullptr || !folded_.is_upper(at) || (!is_at(expr.begin, u"late") && !is_at(expr.begin, u"early"))) return false;
  weekday(expr, *day);
  if (expr.part.empty()) expr.part = value == "END" ? "NI" : "MO";
  return true;
}

bool TimeScanner::uncounted(TimeExpr& expr, const TimeWords::Word& word) {
  const bool many = units_[word.end - 1] == 's' && word.end - word.begin > 3;
  const std::uint32_t at = skip_space(word.end);
  if (!many || !is_at(at, u"later") || is_small_latin(unit(at + 5))) return false;
  if (word_before(expr.begin, {u"the", u"two", u"these", u"those", u"of", u"dozen"})) return false;
  expr.form = TimeForm::duration;
  expr.unit = word.term->value;
  expr.end = at + 5;
  return true;
}

}  // namespace locarno::read
