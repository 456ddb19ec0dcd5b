// Time expressions that begin with a number: dates, days of a month, counts of units, decades; and English months.
#include <algorithm>
#include <string>

#include "read/times_number.hpp"
#include "read/times_scanner.hpp"

namespace locarno::read {
namespace {

using namespace han;

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
  const bool sure_day = number.is_digits || number.digits >= 2;
  if (unit(at) == ri && sure_day && is_whole && value >= 1 && value <= 31 && unit(at + 1) != yuan) {
    expr.day = value;
    expr.end = at + 1;
    return with_part(expr);
  }
  if (number.is_digits && is_whole && english_day(expr, value, at)) return true;
  return counted(expr, expr.begin, {});
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
    if (is_small_latin(unit(behind)) && is_at(behind, u"before")) continue;
    if (is_small_latin(unit(behind)) && is_at(behind, u"after")) continue;
    expr.form = TimeForm::shift;
    expr.offset = after->term->value == "+" ? 1 : -1;
    expr.end = after->end;
    break;
  }
  return true;
}
}  // namespace locarno::read
