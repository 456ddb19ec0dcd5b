#include "read/match.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace locarno::read {
namespace {

/// Letters and digits that make words: a term that begins or ends with one must begin or end a word.
bool is_word(char16_t u) {
  if (u < 0x80) return (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z');
  return (u >= 0xC0 && u <= 0x52F && u != 0xD7 && u != 0xF7) || (u >= 0x1E00 && u <= 0x1EFF);
}
constexpr bool is_space(char16_t u) { return u == ' ' || u == '\n' || u == '\r'; }

/// What the text must show in capitals.
enum class Case : std::uint8_t { any, first, all };

struct Entry {
  std::uint32_t units = 0;    ///< offset in the pool
  std::uint32_t length = 0;
  TermId term;
  TermKind kind = TermKind::actor;
  Case capitals = Case::any;
};

Case case_of(const Term& term, const Folded& form) {
  std::size_t letters = 0, capitals = 0, others = 0;
  for (std::uint32_t i = 0; i < form.units.size(); ++i) {
    if (form.units[i] >= 0x80 && !is_word(form.units[i])) ++others;
    if (!is_word(form.units[i]) || (form.units[i] >= '0' && form.units[i] <= '9')) continue;
    ++letters;
    if (form.is_upper(i)) ++capitals;
  }
  if (letters == 0 || others > 0) return Case::any;
  if (capitals == letters && letters <= 5) return Case::all;
  const bool is_name = term.kind == TermKind::actor || term.kind == TermKind::place;
  return is_name && form.is_upper(0) ? Case::first : Case::any;
}

bool has_capitals(const Folded& text, std::uint32_t begin, const Entry& entry, const char16_t* units) {
  if (entry.capitals == Case::any) return true;
  if (entry.capitals == Case::first) return text.is_upper(begin);
  for (std::uint32_t i = 0; i < entry.length; ++i)
    if (units[i] >= 'a' && units[i] <= 'z' && !text.is_upper(begin + i)) return false;
  return true;
}

constexpr std::uint32_t pair_of(char16_t first, char16_t second) {
  return static_cast<std::uint32_t>(first) << 16 | (is_space(second) ? u' ' : second);
}

}  // namespace

struct Lexicon::Tables {
  struct Slot {
    std::uint32_t pair = 0;
    std::uint32_t begin = 0;   ///< entries [begin, end); begin == end: empty slot
    std::uint32_t end = 0;
  };
  static constexpr unsigned filter_bits = 17;

  std::vector<char16_t> pool;
  std::vector<Entry> entries;               ///< grouped by pair, longest first, then by term; one-unit entries last
  std::vector<std::uint64_t> first = std::vector<std::uint64_t>(1024);   ///< units that begin a term
  std::vector<std::uint64_t> single = std::vector<std::uint64_t>(1024);  ///< units that are a term
  std::vector<std::uint64_t> filter = std::vector<std::uint64_t>((std::size_t{1} << filter_bits) / 64);
  std::vector<Slot> slots;
  unsigned shift = 0;

  static std::uint32_t mix(std::uint32_t pair) { return pair * 0x9E3779B1u; }
  static bool test(const std::vector<std::uint64_t>& bits, std::uint32_t i) { return bits[i >> 6] >> (i & 63) & 1u; }
  static void set(std::vector<std::uint64_t>& bits, std::uint32_t i) { bits[i >> 6] |= std::uint64_t{1} << (i & 63); }

  const Slot* slot_of(std::uint32_t pair) const {
    const std::uint32_t hash = mix(pair);
    if (!test(filter, hash >> (32 - filter_bits))) return nullptr;
    const std::uint32_t mask = static_cast<std::uint32_t>(slots.size() - 1);
    for (std::uint32_t at = hash >> shift;; at = (at + 1) & mask) {
      const Slot& slot = slots[at];
      if (slot.begin == slot.end) return nullptr;
      if (slot.pair == pair) return &slot;
    }
  }
  /// The key of an entry: its first two units; one-unit entries have 0 as second (no text unit folds to 0 but NUL).
  std::uint32_t key(const Entry& e) const { return pair_of(pool[e.units], e.length > 1 ? pool[e.units + 1] : u'\0'); }

  void add(const Term& term, TermId id, const Folded& form);
  void seal();
  bool stands(const Folded& text, std::uint32_t at, const Entry& entry) const;
};

void Lexicon::Tables::add(const Term& term, TermId id, const Folded& form) {
  Entry entry;
  entry.units = static_cast<std::uint32_t>(pool.size());
  entry.length = static_cast<std::uint32_t>(form.units.size());
  entry.term = id;
  entry.kind = term.kind;
  entry.capitals = case_of(term, form);
  for (const char16_t u : form.units) pool.push_back(is_space(u) ? u' ' : u);
  entries.push_back(entry);
}

/// Groups the entries and builds the filters and the hash table.
void Lexicon::Tables::seal() {
  std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    const auto ka = key(a), kb = key(b);
    if (ka != kb) return ka < kb;
    if (a.length != b.length) return a.length > b.length;
    return a.term < b.term;
  });
  unsigned bits = 4;
  while ((std::size_t{1} << bits) < entries.size() * 2 + 2) ++bits;
  slots.assign(std::size_t{1} << bits, Slot());
  shift = 32 - bits;
  const std::uint32_t mask = static_cast<std::uint32_t>(slots.size() - 1);
  for (std::uint32_t i = 0; i < entries.size();) {
    std::uint32_t end = i;
    const std::uint32_t pair = key(entries[i]);
    while (end < entries.size() && key(entries[end]) == pair) ++end;
    const char16_t unit = pool[entries[i].units];
    set(entries[i].length == 1 ? single : first, unit);
    set(filter, mix(pair) >> (32 - filter_bits));
    std::uint32_t at = mix(pair) >> shift;
    while (slots[at].begin != slots[at].end) at = (at + 1) & mask;
    slots[at] = {pair, i, end};
    i = end;
  }
}

/// The entry's first two units are known to stand at `at`; does the rest, at word bounds, in its capitals?
bool Lexicon::Tables::stands(const Folded& text, std::uint32_t at, const Entry& entry) const {
  const std::size_t size = text.units.size();
  if (entry.length > size - at) return false;
  const char16_t* form = pool.data() + entry.units;
  const char16_t* here = text.units.data() + at;
  for (std::uint32_t i = 2; i < entry.length; ++i)
    if (here[i] != form[i] && !(form[i] == ' ' && is_space(here[i]))) return false;
  const std::uint32_t end = at + entry.length;
  if (is_word(form[0]) && at > 0 && is_word(here[-1])) return false;
  if (is_word(form[entry.length - 1]) && end < size && is_word(text.units[end])) return false;
  return has_capitals(text, at, entry, form);
}

Lexicon::Lexicon(const Codebook& codebook) {
  auto tables = std::make_shared<Tables>();
  // One entry for forms alike after folding that say the same; of a sure and an unsure one the sure one stays.
  std::map<std::tuple<std::vector<char16_t>, TermKind, std::string_view, std::string_view, Case>, TermId> seen;
  for (std::size_t i = 0; i < codebook.terms.size(); ++i) {
    const TermId id{i};
    const Term& term = codebook.terms[id];
    const Folded form = fold(term.text, {});
    if (form.units.empty()) continue;
    const std::string_view cls = term.kind == TermKind::actor ? std::string_view() : term.cls;
    const auto [at, fresh] = seen.try_emplace({form.units, term.kind, cls, term.value, case_of(term, form)}, id);
    if (fresh) tables->add(term, id, form);
  }
  tables->seal();
  tables_ = std::move(tables);
}

namespace {

/// Drops a match inside a longer one of its own kind; matches come in ascending begin, longer first.
class Longest {
 public:
  bool keeps(TermKind kind, std::uint32_t begin, std::uint32_t end) {
    Reach& reach = reach_[static_cast<std::size_t>(kind)];
    if (begin != reach.begin) {
      reach.before = std::max(reach.before, reach.here);
      reach.here = 0;
      reach.begin = begin;
    }
    if (end <= reach.before || end < reach.here) return false;
    reach.here = end;
    return true;
  }

 private:
  struct Reach {
    std::uint32_t begin = UINT32_MAX;
    std::uint32_t here = 0;     ///< furthest end of matches that begin at `begin`
    std::uint32_t before = 0;   ///< furthest end of matches that begin earlier
  };
  std::array<Reach, term_kind_count> reach_{};
};

}  // namespace

std::vector<Match> Lexicon::find(const Folded& text) const {
  const Tables& t = *tables_;
  std::vector<Match> matches;
  Longest longest;
  const auto size = static_cast<std::uint32_t>(text.units.size());
  const auto try_slot = [&](std::uint32_t at, std::uint32_t pair) {
    const Tables::Slot* slot = t.slot_of(pair);
    if (slot == nullptr) return;
    for (std::uint32_t i = slot->begin; i < slot->end; ++i) {
      const Entry& entry = t.entries[i];
      if (!t.stands(text, at, entry) || !longest.keeps(entry.kind, at, at + entry.length)) continue;
      matches.push_back({at, at + entry.length, text.bytes(at, at + entry.length), entry.term});
    }
  };
  for (std::uint32_t at = 0; at < size; ++at) {
    const char16_t unit = text.units[at];
    if (at + 1 < size && text.units[at + 1] != 0 && Tables::test(t.first, unit)) try_slot(at, pair_of(unit, text.units[at + 1]));
    if (Tables::test(t.single, unit)) try_slot(at, pair_of(unit, u'\0'));
  }
  return matches;
}

}  // namespace locarno::read
