// locarno/read/quantity_words.cpp -- the words of amounts a codebook has, and where one begins or ends.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "read/match_tables.hpp"
#include "read/quantities.hpp"
#include "read/times_number.hpp"

namespace locarno::read {
namespace {

using Class = QuantityWords::Class;

bool is_letter(char16_t c) { return c >= 'a' && c <= 'z'; }
/// Are all of four units letters? One subtraction for the lower bounds and one for the upper, none borrowing from the next.
bool are_letters(const char16_t* units) {
  constexpr std::uint64_t ones = 0x0001000100010001u, top = 0x8000 * ones;
  std::uint64_t four;
  std::memcpy(&four, units, sizeof four);
  const std::uint64_t at_least = (four | top) - 'a' * ones, at_most = ('z' * ones | top) - (four & ~top);
  return (at_least & at_most & ~four & top) == top;
}

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

std::size_t slot_of(std::uint32_t hash, std::size_t size) { return (hash * 0x9E3779B1u >> 12) & (size - 1); }

}  // namespace

QuantityWords::QuantityWords(const Codebook& codebook) : begins_(0x10000), ends_(0x10000) {
  std::map<std::pair<Class, std::u16string>, Row> rows;   // a later row of the same words stands
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
    rows.insert_or_assign({*cls, std::u16string(form.begin(), form.end())}, std::move(row));
    if (*cls != Class::several && *cls != Class::number && *cls != Class::currency && *cls != Class::rank) continue;
    if (is_letter(form[0])) letters_.set(letters_key(form[0], form.size() > 1 ? form[1] : u' ', form.size() > 2 ? form[2] : u' '));
    else first_.set(form[0]);
  }
  for (char16_t c = '0'; c <= '9'; ++c) first_.set(c);
  for (const char16_t c : han_numerals)
    if (c >= 0x3400) first_.set(c);
  for (auto& [key, row] : rows) forms_.push_back({key.second, std::move(row)});
  index();
}

/// Fills the tables over the forms.
void QuantityWords::index() {
  std::size_t size = 16;
  while (size < forms_.size() * 3) size *= 2;
  by_front_.assign(size, 0);
  by_end_.assign(size, 0);
  const auto put = [&](std::vector<std::uint32_t>& table, std::uint32_t hash, std::size_t form) {
    std::size_t at = slot_of(hash, table.size());
    while (table[at] != 0) at = (at + 1) & (table.size() - 1);
    table[at] = static_cast<std::uint32_t>(form + 1);
  };
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    Form& form = forms_[i];
    const auto cls = static_cast<std::size_t>(form.row.cls);
    form.forwards = form.backwards = word_seed;
    for (const char16_t unit : form.units) form.forwards = add_to_word(form.forwards, unit);
    for (std::size_t k = form.units.size(); k-- > 0;) form.backwards = add_to_word(form.backwards, form.units[k]);
    put(by_front_, form.forwards, i);
    put(by_end_, form.backwards, i);
    begins_[form.units.front()] |= static_cast<std::uint16_t>(1u << cls);
    ends_[form.units.back()] |= static_cast<std::uint16_t>(1u << cls);
    longest_[cls] = std::max(longest_[cls], form.units.size());
  }
}

const QuantityWords::Form* QuantityWords::find(bool from_front, std::uint32_t hash, Class cls, std::u16string_view units) const {
  const std::vector<std::uint32_t>& table = from_front ? by_front_ : by_end_;
  for (std::size_t at = slot_of(hash, table.size()); table[at] != 0; at = (at + 1) & (table.size() - 1)) {
    const Form& form = forms_[table[at] - 1];
    if ((from_front ? form.forwards : form.backwards) == hash && form.row.cls == cls && form.units == units) return &form;
  }
  return nullptr;
}

std::uint32_t QuantityWords::next_begin(const std::vector<char16_t>& units, std::uint32_t at, std::uint32_t last) const {
  const char16_t* unit = units.data();
  for (; at < last; ++at) {
    const char16_t c = unit[at];
    if (!is_letter(c)) {
      if (first_[c]) return at;
      continue;
    }
    const bool begins_word = at == 0 || !is_word_unit(unit[at - 1]);
    if (begins_word && letters_[letters_key(c, at + 1 < last ? unit[at + 1] : u' ', at + 2 < last ? unit[at + 2] : u' ')]) return at;
    while (at + 4 < last && are_letters(unit + at + 1)) at += 4;   // nor may it begin inside a word
    while (at + 1 < last && is_letter(unit[at + 1])) ++at;
  }
  return last;
}

QuantityWords::Found QuantityWords::starting_at(const std::vector<char16_t>& units, std::uint32_t at, std::uint32_t last, Class cls) const {
  Found found;
  if (at >= last || !(begins_[units[at]] >> static_cast<unsigned>(cls) & 1u)) return found;
  const std::size_t longest = longest_[static_cast<std::size_t>(cls)];
  std::uint32_t hash = word_seed;
  for (std::uint32_t end = at; end < last && end - at < longest;) {
    const char16_t unit = units[end++];
    hash = add_to_word(hash, unit);
    if (is_word_unit(unit) && end < last && is_word_unit(units[end])) continue;
    if (const Form* form = find(true, hash, cls, {units.data() + at, end - at}); form != nullptr) found = {&form->row, end};
    if (unit == '\n') break;
  }
  return found;
}

QuantityWords::Found QuantityWords::ending_at(const std::vector<char16_t>& units, std::uint32_t first, std::uint32_t at, Class cls) const {
  Found found;
  if (at <= first || !(ends_[units[at - 1]] >> static_cast<unsigned>(cls) & 1u)) return found;
  const std::size_t longest = longest_[static_cast<std::size_t>(cls)];
  std::uint32_t hash = word_seed;
  for (std::uint32_t begin = at; begin > first && at - begin < longest;) {
    const char16_t unit = units[--begin];
    hash = add_to_word(hash, unit);
    if (is_word_unit(unit) && begin > first && is_word_unit(units[begin - 1])) continue;
    if (const Form* form = find(false, hash, cls, {units.data() + begin, at - begin}); form != nullptr) found = {&form->row, begin};
    if (unit == '\n') break;
  }
  return found;
}

}  // namespace locarno::read
