#include "read/match_tables.hpp"

#include <algorithm>
#include <string_view>

#include "base/utf8.hpp"

namespace locarno::read {
namespace {

constexpr std::size_t longest_form_units = 4096;

/// A form as the matcher sees it, with where its capitals are.
struct Form {
  std::vector<char16_t> units;
  std::uint16_t letters = 0, capitals = 0, first_capital = 0;
  bool only_latin = true;   ///< no letter of another script
  bool has_han = false;
};

void read_form(std::string_view text, Form& form) {
  form.units.clear();
  form.letters = form.capitals = form.first_capital = 0;
  form.only_latin = true;
  form.has_han = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    const char16_t unit = fold_char(c.value);
    const bool is_digit = unit >= '0' && unit <= '9';
    if (is_han(c.value)) form.has_han = true;
    if (unit >= 0x80 && !is_word_unit(unit)) form.only_latin = false;
    if (is_word_unit(unit) && !is_digit) {
      ++form.letters;
      if (is_upper(c.value)) {
        if (form.capitals == 0) form.first_capital = static_cast<std::uint16_t>(form.units.size());
        ++form.capitals;
      }
    }
    form.units.push_back(is_space_unit(unit) ? u' ' : unit);
    at += c.size;
  }
}

Capitals capitals_of(const Term& term, const Form& form) {
  if (form.capitals == 0 || !form.only_latin) return Capitals::any;
  if (form.capitals == form.letters && form.letters <= 5) return Capitals::all;
  const bool is_name = term.kind == TermKind::actor || term.kind == TermKind::place;
  return is_name ? Capitals::first : Capitals::any;
}

std::u16string units_of(std::string_view text) {
  const auto units = fold_phrase(text);
  return {units.begin(), units.end()};
}

void set(std::vector<std::uint64_t>& bits, std::uint32_t i) { bits[i >> 6] |= std::uint64_t{1} << (i & 63); }

/// Of two rows that say the same, the one with fewer doubts stays.
int doubt(const Term& term) {
  if (term.kind != TermKind::actor) return 0;
  return term.cls == "context" ? 3 : term.cls == "compound" ? 2 : term.cls.empty() ? 0 : 1;
}

}  // namespace

SlotTable::SlotTable(std::size_t keys) : filter_((std::size_t{1} << filter_bits) / 64) {
  unsigned bits = 4;
  while ((std::size_t{1} << bits) < keys * 2 + 2) ++bits;
  slots_.assign(std::size_t{1} << bits, Slot());
  mask_ = static_cast<std::uint32_t>(slots_.size() - 1);
  shift_ = 32 - bits;
}

void SlotTable::put(const Slot& slot) {
  const std::uint32_t hash = mix(slot.key);
  set(filter_, hash >> (32 - filter_bits));
  std::uint32_t at = hash >> shift_;
  while (slots_[at].begin != slots_[at].end) at = (at + 1) & mask_;
  slots_[at] = slot;
}

Lexicon::Tables::Tables(const Codebook& codebook) {
  entries.reserve(codebook.terms.size());
  pool.reserve(codebook.terms.size() * 8);
  doubtful.resize(codebook.terms.size());
  kinds.resize(codebook.terms.size());
  actors.resize(codebook.terms.size());
  for (std::size_t i = 0; i < codebook.terms.size(); ++i) {
    const TermId id{i};
    const Term& term = codebook.terms[id];
    kinds[i] = term.kind;
    actors[i] = term.actor;
    if (term.kind == TermKind::actor) doubtful[i] = {term.cls == "context", term.cls == "compound"};
    if (term.kind == TermKind::quantity || term.kind == TermKind::relation) continue;  // looked up beside numbers, not everywhere
    if (term.kind == TermKind::licence && term.cls != "block") add_licence(term);
    else add(term, id);
  }
  const auto by_form = [](const Licence& a, const Licence& b) { return a.form < b.form; };
  std::sort(after.begin(), after.end(), by_form);
  std::sort(before.begin(), before.end(), by_form);
  drop_doubles(codebook);
  seal();
}

void Lexicon::Tables::add(const Term& term, TermId id) {
  static thread_local Form form;   // its room is used again: there are ten thousand terms
  read_form(term.text, form);
  if (form.units.empty() || form.units.size() > longest_form_units) return;
  Entry entry;
  entry.units = static_cast<std::uint32_t>(pool.size());
  entry.length = static_cast<std::uint16_t>(form.units.size());
  entry.last = form.units.back();
  entry.term = id;
  entry.kind = term.kind;
  entry.capitals = capitals_of(term, form);
  if (entry.capitals == Capitals::first) entry.capital = form.first_capital;
  entry.is_block = term.kind == TermKind::licence;
  entry.is_licensed = term.kind == TermKind::actor && term.cls == "context" && form.units.size() == 1 && form.has_han;
  pool.insert(pool.end(), form.units.begin(), form.units.end());
  entries.push_back(entry);
}

void Lexicon::Tables::add_licence(const Term& term) {
  Licence licence{units_of(term.text), units_of(term.value)};
  if (licence.form.empty()) return;
  std::erase(licence.names, u'|');
  std::sort(licence.names.begin(), licence.names.end());
  if (term.cls == "after") {
    after.push_back(std::move(licence));
  } else {
    std::reverse(licence.form.begin(), licence.form.end());
    before.push_back(std::move(licence));
  }
}

/// One entry for forms alike after folding that say the same (a name that is the same in both Chinese scripts).
void Lexicon::Tables::drop_doubles(const Codebook& codebook) {
  const auto view = [&](const Entry& e) { return std::u16string_view(pool.data() + e.units, e.length); };
  const auto same_class = [&](const Entry& e) {
    return e.kind == TermKind::actor ? std::string_view() : std::string_view(codebook.terms[e.term].cls);
  };
  const auto value = [&](const Entry& e) -> std::string_view { return codebook.terms[e.term].value; };
  struct Keyed { std::uint64_t key; Entry entry; };
  std::vector<Keyed> sorted;
  sorted.reserve(entries.size());
  for (const Entry& e : entries) sorted.push_back({static_cast<std::uint64_t>(table_of(e)) << 32 | key(e), e});
  std::sort(sorted.begin(), sorted.end(), [&](const Keyed& x, const Keyed& y) {
    if (x.key != y.key) return x.key < y.key;
    const Entry &a = x.entry, &b = y.entry;
    if (a.length != b.length) return a.length > b.length;
    if (const int order = view(a).compare(view(b)); order != 0) return order < 0;
    if (a.kind != b.kind) return a.kind < b.kind;
    if (a.capitals != b.capitals) return a.capitals < b.capitals;
    if (a.capital != b.capital) return a.capital < b.capital;
    if (const int order = value(a).compare(value(b)); order != 0) return order < 0;
    if (const int order = same_class(a).compare(same_class(b)); order != 0) return order < 0;
    const int da = doubt(codebook.terms[a.term]), db = doubt(codebook.terms[b.term]);
    return da != db ? da < db : a.term < b.term;
  });
  std::transform(sorted.begin(), sorted.end(), entries.begin(), [](const Keyed& k) { return k.entry; });
  const auto says_the_same = [&](const Entry& a, const Entry& b) {
    return a.kind == b.kind && a.length == b.length && a.capitals == b.capitals && a.capital == b.capital && view(a) == view(b) &&
           value(a) == value(b) && same_class(a) == same_class(b);
  };
  entries.erase(std::unique(entries.begin(), entries.end(), says_the_same), entries.end());
}

/// Builds the tables over the groups of equal keys.
void Lexicon::Tables::seal() {
  std::array<std::size_t, 3> counts{};
  for (const Entry& e : entries) ++counts[static_cast<std::size_t>(table_of(e))];
  pairs = SlotTable(counts[0]);
  words = SlotTable(counts[1]);
  phrases = SlotTable(counts[2]);
  for (std::uint32_t begin = 0; begin < entries.size();) {
    const std::uint32_t group = key(entries[begin]);
    const int table = table_of(entries[begin]);
    std::uint32_t end = begin + 1;
    while (end < entries.size() && table_of(entries[end]) == table && key(entries[end]) == group) ++end;
    std::sort(entries.begin() + begin, entries.begin() + end, [](const Entry& a, const Entry& b) {
      return a.length != b.length ? a.length > b.length : a.term < b.term;
    });
    if (table == 0) {
      const char16_t unit = pool[entries[begin].units];
      auto& bits = entries[begin].length == 1 ? single : first;
      for (const char16_t other : {unit, u'\n', u'\r'})
        if (other == unit || is_space_unit(unit)) set(bits, other);
    }
    (table == 0 ? pairs : table == 1 ? words : phrases).put({group, begin, end});
    begin = end;
  }
}

std::uint32_t Lexicon::Tables::key(const Entry& e) const {
  if (!is_word(e)) return pair_of(pool[e.units], e.length > 1 ? pool[e.units + 1] : u'\0');
  std::uint32_t hash = word_seed;
  const std::uint32_t length = word_length(e);
  for (std::uint32_t i = 0; i < length; ++i) hash = add_to_word(hash, pool[e.units + i]);
  return length + 2 <= e.length ? phrase_of(hash, pool[e.units + length], pool[e.units + length + 1]) : hash;
}

std::uint32_t Lexicon::Tables::word_length(const Entry& e) const {
  std::uint32_t length = 0;
  while (length < e.length && is_word_unit(pool[e.units + length])) ++length;
  return length;
}

int Lexicon::Tables::table_of(const Entry& e) const { return !is_word(e) ? 0 : word_length(e) + 2 <= e.length ? 2 : 1; }

bool Lexicon::Tables::stands(const Folded& text, std::uint32_t at, const Entry& entry) const {
  const std::size_t size = text.units.size();
  if (entry.length > size - at) return false;
  const char16_t* form = pool.data() + entry.units;
  const char16_t* here = text.units.data() + at;
  for (std::uint32_t i = 0; i < entry.length; ++i)
    if (here[i] != form[i] && !(form[i] == ' ' && is_space_unit(here[i]))) return false;
  const std::uint32_t end = at + entry.length;
  if (is_word_unit(form[0]) && at > 0 && is_word_unit(here[-1])) return false;
  if (is_word_unit(form[entry.length - 1]) && end < size && is_word_unit(text.units[end])) return false;
  if (entry.capitals == Capitals::first) return text.is_upper(at + entry.capital);
  if (entry.capitals == Capitals::all)
    for (std::uint32_t i = 0; i < entry.length; ++i)
      if (form[i] >= 'a' && form[i] <= 'z' && !text.is_upper(at + i)) return false;
  return !entry.is_licensed || is_licensed(text, at);
}

/// Does a licence row for this name stand right after or right before unit `at`?
bool Lexicon::Tables::is_licensed(const Folded& text, std::uint32_t at) const {
  const char16_t name = text.units[at];
  const auto size = static_cast<std::uint32_t>(text.units.size());
  const auto allowed = [&](const std::vector<Licence>& rows, char16_t next, auto unit_at, std::uint32_t room) {
    auto row = std::lower_bound(rows.begin(), rows.end(), next,
                                [](const Licence& r, char16_t unit) { return r.form[0] < unit; });
    for (; row != rows.end() && row->form[0] == next; ++row) {
      if (row->form.size() > room) continue;
      std::uint32_t i = 1;
      while (i < row->form.size() && row->form[i] == unit_at(i)) ++i;
      if (i != row->form.size()) continue;
      if (row->names.empty() || std::binary_search(row->names.begin(), row->names.end(), name)) return true;
    }
    return false;
  };
  if (at + 1 < size && allowed(after, text.units[at + 1], [&](std::uint32_t i) { return text.units[at + 1 + i]; }, size - at - 1))
    return true;
  return at > 0 && allowed(before, text.units[at - 1], [&](std::uint32_t i) { return text.units[at - 1 - i]; }, at);
}

}  // namespace locarno::read
