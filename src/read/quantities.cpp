#include "read/quantities.hpp"

#include <algorithm>
#include <utility>

#include "read/quantities_scan.hpp"
#include "read/times_number.hpp"

namespace locarno::read {
namespace {

using Units = std::vector<char16_t>;
using Class = QuantityWords::Class;

constexpr char16_t di = 0x7B2C, ge = 0x4E2A, ban = 0x534A, de = 0x7684, fen = 0x5206, bai = 0x767E, dao = 0x5230, zhi4 = 0x81F3, liang = 0x4E24;
constexpr std::uint32_t most_between = 8;    // Han units between a counter and its noun: "32 [counter] NATO states"
constexpr int most_adjectives = 2;           // words between an English number and its noun

bool is_digit(char16_t c) { return c >= '0' && c <= '9'; }

std::string narrow(const Units& units, std::uint32_t first, std::uint32_t last, const Folded& folded, std::string_view text) {
  while (first < last && units[first] == ' ') ++first;
  while (last > first && units[last - 1] == ' ') --last;
  return first < last ? std::string(slice(text, folded.bytes(first, last))) : std::string();
}

bool may_hold_amounts(BlockRole role) {
  return role == BlockRole::body || role == BlockRole::body_translation || role == BlockRole::lead || role == BlockRole::title ||
         role == BlockRole::subhead || role == BlockRole::caption || role == BlockRole::infographic_label;
}

}  // namespace

void QuantityScanner::scan(std::uint32_t first, std::uint32_t last, std::vector<Quantity>& out) {
  first_ = first;
  last_ = last;
  for (std::uint32_t at = words_.next_begin(units_, first, last); at < last; at = words_.next_begin(units_, at, last)) {
    Quantity found;
    end_ = at + 1;
    if (one(at, found)) out.push_back(std::move(found));
    at = std::max(end_, at + 1);
  }
}

bool QuantityScanner::is_named_number(std::uint32_t at) const {
  if (at == first_) return false;
  const char16_t before = units_[at - 1];
  if (before == di || is_digit(before) || is_small_letter(before)) return true;
  if ((before == '-' || before == '.' || before == '/' || before == '+') && at > first_ + 1 && is_word_unit(units_[at - 2])) return true;
  return before == '+' || before == '#';
}

bool QuantityScanner::one(std::uint32_t at, Quantity& out) {
  std::uint32_t begin = at, number_at_unit = at;
  const auto sign = words_.starting_at(units_, at, last_, Class::currency);
  if (sign.row != nullptr) number_at_unit = skip_space(sign.end);
  if (sign.row == nullptr && is_rank(at, out)) return true;
  if (sign.row == nullptr && is_named_number(at)) {
    skip_number(at);
    return false;
  }
  auto amount = amount_at(number_at_unit);
  if (!amount) return false;
  amount->is_both = amount->end == at + 1 ? units_[at] == liang : amount->value == 2.0 && follows_the(at);
  end_ = amount->end;
  range(*amount);
  end_ = amount->end;
  std::uint32_t end = amount->end;
  const bool is_share = unit(at) == bai && unit(at + 1) == fen;
  if (sign.row != nullptr) {
    out.unit = sign.row->value;
  } else if (is_share) {
    out.unit = "percent";
  } else if (!measured(*amount, end, out) && !counted(*amount, end, out)) {
    return false;
  }
  if (follows_label(at)) return false;
  out.value = amount->value;
  out.modifier = amount->modifier;
  const std::uint32_t core_end = end;
  suffix(out, end);
  begin = prefix(begin, out);
  if (!fits_times(begin, core_end, out.unit)) return false;
  refer(begin, end, out);
  out.span = folded_.bytes(begin, end);
  end_ = end;
  return true;
}

bool QuantityScanner::follows_the(std::uint32_t at) const {
  return at >= first_ + 4 && units_[at - 1] == ' ' && units_[at - 2] == 'e' && units_[at - 3] == 'h' && units_[at - 4] == 't';
}

bool QuantityScanner::follows_label(std::uint32_t at) const {
  std::uint32_t end = at;
  while (end > first_ && (units_[end - 1] == ' ' || units_[end - 1] == '.')) --end;
  std::uint32_t begin = end;
  while (begin > first_ && is_small_letter(units_[begin - 1])) --begin;
  const std::u16string_view word(units_.data() + begin, end - begin);
  for (const std::u16string_view label : {u"article", u"articles", u"resolution", u"section", u"paragraph", u"page", u"pages", u"chapter",
                                          u"no", u"number", u"figure", u"table", u"protocol", u"annex", u"minsk", u"tel", u"room", u"route"})
    if (word == label) return true;
  return false;
}

void QuantityScanner::skip_number(std::uint32_t at) {
  const Number number = number_at(units_, at, last_);
  end_ = std::max(number.end, at + 1);
}

bool QuantityScanner::is_rank(std::uint32_t at, Quantity& out) {
  const auto head = words_.starting_at(units_, at, last_, Class::rank);
  if (head.row == nullptr) return false;
  const Number number = number_at(units_, head.end, last_);
  if (number.end == head.end) return false;
  out.value = number.value;
  out.unit = "rank";
  const std::uint32_t end = std::min(last_, number.end + 1);
  std::uint32_t noun = end;
  while (noun < last_ && noun < end + 5 && is_han_unit(units_[noun])) ++noun;
  out.of = narrow(units_, end, noun, folded_, text_);
  out.span = folded_.bytes(at, end);
  end_ = end;
  return true;
}

void QuantityScanner::range(Amount& amount) const {
  std::uint32_t at = skip_space(amount.end);
  const bool dash = unit(at) == '-' || unit(at) == 0x2013 || unit(at) == 0x2014 || unit(at) == '~' || unit(at) == dao || unit(at) == zhi4;
  const bool to = unit(at) == 't' && unit(at + 1) == 'o' && unit(at + 2) == ' ';
  if ((!dash && !to) || !amount.value || amount.is_one_word) return;
  at = skip_space(at + (to ? 2 : 1));
  if (const auto sign = words_.starting_at(units_, at, last_, Class::currency); sign.row != nullptr) at = sign.end;
  const auto upper = amount_at(at);
  if (!upper || !upper->value || *upper->value <= *amount.value) return;
  std::string lower = std::to_string(*amount.value);
  lower.erase(lower.find_last_not_of('0') + 1);
  if (lower.back() == '.') lower.pop_back();
  amount = *upper;
  amount.modifier = "from " + lower + " to";
}

bool QuantityScanner::measured(Amount& amount, std::uint32_t& end, Quantity& out) {
  std::uint32_t at = skip_joint(end);
  const auto more = words_.starting_at(units_, at, last_, Class::after);
  if (more.row != nullptr && !is_small_letter(unit(at))) {
    amount.modifier = more.row->value;
    at = more.end;
  }
  if (unit(at) == ge && unit(at + 1) == ban) {   // one and a half hours
    const auto half = words_.starting_at(units_, at + 2, last_, Class::unit);
    if (half.row != nullptr && amount.value) {
      *amount.value += 0.5;
      out.unit = half.row->value;
      end = half.end;
      return true;
    }
  }
  const auto found = words_.starting_at(units_, at, last_, Class::unit);
  if (found.row == nullptr) return false;
  if (!counts(amount, found.row->value)) return false;
  out.unit = found.row->value;
  end = found.end;
  if (out.unit == "person") {   // the noun behind the measure word belongs to it
    const auto noun = words_.starting_at(units_, end, last_, Class::noun);
    if (noun.row != nullptr && noun.row->value == "person") end = noun.end;
  }
  return true;
}

bool QuantityScanner::counts(const Amount& amount, const std::string& unit_name) const {
  static const std::vector<std::string> plain = {"time", "round", "person", "article", "point", "country", "vote", "issue"};
  const bool is_plain = std::find(plain.begin(), plain.end(), unit_name) != plain.end();
  return !is_plain || !(amount.is_one_word || amount.is_both);
}

bool QuantityScanner::counted(Amount& amount, std::uint32_t& end, Quantity& out) {
  std::uint32_t at = end;
  const auto more = words_.starting_at(units_, at, last_, Class::after);
  if (more.row != nullptr && !is_small_letter(unit(at)) && unit(at) != ' ') {
    amount.modifier = more.row->value;
    at = more.end;
  }
  if (is_han_unit(unit(at))) {
    const auto counter = words_.starting_at(units_, at, last_, Class::counter);
    if (counter.row == nullptr) return false;
    for (std::uint32_t k = counter.end; k < last_ && k <= counter.end + most_between; ++k) {
      const auto noun = words_.starting_at(units_, k, last_, Class::noun);
      if (noun.row != nullptr) return take_noun(amount, noun, end, out);
      if (!is_han_unit(unit(k))) return false;
    }
    return false;
  }
  at = skip_joint(at);
  if (unit(at) == 'o' && unit(at + 1) == 'f' && unit(at + 2) == ' ') at += 3;
  for (int skipped = 0; skipped <= most_adjectives; ++skipped) {
    const auto noun = words_.starting_at(units_, at, last_, Class::noun);
    if (noun.row != nullptr) return take_noun(amount, noun, end, out);
    std::uint32_t next = at;
    while (next < last_ && (is_small_letter(units_[next]) || units_[next] == '-')) ++next;
    if (next == at || unit(next) != ' ') return false;
    at = next + 1;
  }
  return false;
}

bool QuantityScanner::take_noun(const Amount& amount, const QuantityWords::Found& noun, std::uint32_t& end, Quantity& out) const {
  static const std::vector<std::string> weapons = {"drone", "missile", "aircraft", "tank", "ship", "battalion", "brigade", "nuclear_warhead"};
  if (amount.is_both && !counts(amount, noun.row->value)) return false;
  if (amount.is_one_word && std::find(weapons.begin(), weapons.end(), noun.row->value) == weapons.end()) return false;
  out.unit = noun.row->value;
  end = noun.end;
  return true;
}

void QuantityScanner::suffix(Quantity& out, std::uint32_t& end) const {
  const std::uint32_t at = skip_space(end);
  if (const auto after = words_.starting_at(units_, at, last_, Class::after); after.row != nullptr && (at == end || is_small_letter(unit(at)))) {
    out.modifier = after.row->value;
    end = after.end;
  }
  if (measure_of(out.unit).base != "second" || is_small_letter(unit(at))) return;
  if (const auto part = words_.starting_at(units_, end, last_, Class::part); part.row != nullptr) end = part.end;
}

std::uint32_t QuantityScanner::prefix(std::uint32_t begin, Quantity& out) const {
  const auto back = [&](std::uint32_t at) { return at > first_ && units_[at - 1] == ' ' ? at - 1 : at; };
  for (int i = 0; i < 2; ++i) {
    const std::uint32_t at = back(begin);
    const auto before = words_.ending_at(units_, first_, at, Class::before);
    if (before.row != nullptr) {
      if (out.modifier.empty() && before.row->value != "only") out.modifier = before.row->value;
      begin = before.end;
      continue;
    }
    const auto lasting = words_.ending_at(units_, first_, at, Class::lasting);
    if (lasting.row == nullptr || measure_of(out.unit).base != "second" || is_small_letter(units_[begin])) break;
    begin = lasting.end;
  }
  return begin;
}

bool QuantityScanner::fits_times(std::uint32_t begin, std::uint32_t end, const std::string& unit_name) const {
  const bool is_time = measure_of(unit_name).base == "second";
  const Span span = folded_.bytes(begin, end);
  auto at = first_time(span);
  for (; at != times_.end() && at->span.begin < span.end; ++at) {
    if (at->is_duration) continue;
    if (!is_time) return unit_name == "person" && at->basis == DateBasis::vague;
    const bool is_shift = at->span.end > span.end || (end < last_ && words_.ending_at(units_, first_, end, Class::part).row != nullptr);
    if (!is_shift || at->basis == DateBasis::explicit_ || at->basis == DateBasis::day_month || at->basis == DateBasis::day_only) return false;
  }
  return !is_time || is_free_duration(begin, end);
}

bool QuantityScanner::is_free_duration(std::uint32_t begin, std::uint32_t end) const {
  const char16_t last = units_[end - 1];
  if (last != 0x65E5 && last != 0x5E74) return true;
  const Span span = folded_.bytes(begin, end);
  const auto at = first_time(span);
  return at != times_.end() && at->span.overlaps(span);
}

std::vector<TimeFact>::const_iterator QuantityScanner::first_time(Span span) const {
  return std::partition_point(times_.begin(), times_.end(), [&](const TimeFact& t) { return t.span.end <= span.begin; });
}

void QuantityScanner::refer(std::uint32_t begin, std::uint32_t& end, Quantity& out) const {
  std::uint32_t at = end;
  if (unit(at) == de && is_han_unit(unit(at + 1))) {
    std::uint32_t stop = at + 1;
    while (stop < last_ && stop < at + 5 && is_han_unit(units_[stop]) && units_[stop] != de) ++stop;
    out.of = narrow(units_, at + 1, stop, folded_, text_);
    if (out.unit == "percent") end = std::min(stop, at + 3);
    return;
  }
  if (is_han_unit(unit(at))) {
    std::uint32_t stop = at;
    while (stop < last_ && stop < at + 6 && is_han_unit(units_[stop]) && units_[stop] != de) ++stop;
    out.of = narrow(units_, at, stop, folded_, text_);
    return;
  }
  at = skip_space(at);
  for (const std::u16string_view link : {u"in ", u"of ", u"worth of ", u"for "}) {
    if (last_ - at < link.size() || !std::equal(link.begin(), link.end(), units_.begin() + at)) continue;
    std::uint32_t stop = at + static_cast<std::uint32_t>(link.size());
    for (int word = 0; word < 4 && stop < last_; ++word) {
      while (stop < last_ && is_word_unit(units_[stop])) ++stop;
      if (unit(stop) != ' ' && unit(stop) != '-') break;
      ++stop;
    }
    out.of = narrow(units_, at + static_cast<std::uint32_t>(link.size()), stop, folded_, text_);
    return;
  }
  out.of = narrow(units_, begin, end, folded_, text_);
}
std::vector<Quantity> find_quantities(const Document& document, const QuantityWords& words, const Folded& folded,
                                      const std::vector<TimeFact>& times) {
  std::vector<Quantity> out;
  QuantityScanner scanner(document.text, words, folded, times);
  for (const Block& block : document.blocks) {
    if (!may_hold_amounts(block.role)) continue;
    scanner.scan(folded.unit_at(block.span.begin), folded.unit_at(block.span.end), out);
  }
  return out;
}

}  // namespace locarno::read
