// locarno/read/quantity_words.cpp -- the words of amounts a codebook has, and where one begins or ends.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <optional>

#include "read/match_tables.hpp"
#include "read/quantities.hpp"
#include "read/times_number.hpp"

namespace locarno::read {
namespace {

using Class = QuantityWords::Class;

bool is_letter(char16_t c) { return c >= 'a' && c <= 'z'; }

std::optional<Class> class_of(std::string_view name) {
  static constexpr std::string_view names[] = {"unit", "noun", "counter", "scale", "currency", "before",
                                               "after", "several", "number", "rank", "lasting", "part"};
  const auto found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names)) return std::nullopt;
  return static_cast<Class>(found - std::begin(names));
}

std::uint32_t letters_key(char16_t a, char16_t b, char16_t c) {
  const auto five = [](char16_t u) { return is_letter(u) ? static_cast<std::uint32_t>(u - 'a' + 1) : 0u; };
  return five(a) << 10 | five(b) << 5 | five(c);
}

}  // namespace

QuantityWords::QuantityWords(const Codebook& codebook) {
  for (std::size_t i = 0; i < codebook.terms.size(); ++i) {
    const Term& term = codebook.terms[TermId(i)];
    if (term.kind != TermKind::quantity) continue;
    const auto cls = class_of(term.cls);
    if (!cls) continue;
    const std::vector<char16_t> form = fold_phrase(term.text);
    if (form.empty()) continue;
    Row row{*cls, term.value, 0};
    if (*cls == Class::scale) row.number = std::pow(10.0, std::strtol(term.value.c_str(), nullptr, 10));
    if (*cls == Class::number) row.number = std::strtod(term.value.c_str(), nullptr);
    longest_ = std::max(longest_, form.size());
    rows_.insert_or_assign({*cls, std::u16string(form.begin(), form.end())}, row);
    if (*cls != Class::several && *cls != Class::number && *cls != Class::currency && *cls != Class::rank) continue;
    if (is_letter(form[0])) letters_.set(letters_key(form[0], form.size() > 1 ? form[1] : u' ', form.size() > 2 ? form[2] : u' '));
    else first_.set(form[0]);
  }
  for (char16_t c = '0'; c <= '9'; ++c) first_.set(c);
  for (std::uint32_t c = 0x3400; c < 0xA000; ++c)
    if (is_han_numeral(static_cast<char16_t>(c))) first_.set(c);
}

bool QuantityWords::may_begin(const std::vector<char16_t>& units, std::uint32_t at, std::uint32_t last) const {
  const char16_t c = units[at];
  if (!is_letter(c)) return first_.test(c);
  if (at > 0 && is_word_unit(units[at - 1])) return false;
  return letters_.test(letters_key(c, at + 1 < last ? units[at + 1] : u' ', at + 2 < last ? units[at + 2] : u' '));
}

QuantityWords::Found QuantityWords::starting_at(const std::vector<char16_t>& units, std::uint32_t at, std::uint32_t last, Class cls) const {
  Found found;
  std::u16string key;
  for (std::uint32_t end = at; end < last && end - at < longest_;) {
    key.push_back(units[end++]);
    if (is_word_unit(key.back()) && end < last && is_word_unit(units[end])) continue;
    const auto row = rows_.find({cls, key});
    if (row != rows_.end()) found = {&row->second, end};
    if (units[end - 1] == '\n') break;
  }
  return found;
}

QuantityWords::Found QuantityWords::ending_at(const std::vector<char16_t>& units, std::uint32_t first, std::uint32_t at, Class cls) const {
  Found found;
  std::u16string key;
  for (std::uint32_t begin = at; begin > first && at - begin < longest_;) {
    key.insert(key.begin(), units[--begin]);
    if (is_word_unit(key.front()) && begin > first && is_word_unit(units[begin - 1])) continue;
    const auto row = rows_.find({cls, key});
    if (row != rows_.end()) found = {&row->second, begin};
    if (units[begin] == '\n') break;
  }
  return found;
}

}  // namespace locarno::read
