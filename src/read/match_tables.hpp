#pragma once
// locarno/read/match_tables.hpp -- the compiled form of a codebook's terms; inside of match.cpp, and of its tests.
#include <cstdint>
#include <string>
#include <vector>

#include "base/fold.hpp"
#include "model/codebook.hpp"
#include "read/match.hpp"

namespace locarno::read {

/// Letters and digits that make words: a term that begins or ends with one must begin or end a word.
bool is_word_unit(char16_t unit);
constexpr bool is_space_unit(char16_t unit) { return unit == ' ' || unit == '\n' || unit == '\r'; }

/// What the text must show in capitals.
enum class Capitals : std::uint8_t { any, first, all };

struct Entry {
  std::uint32_t units = 0;    ///< offset of the folded form in the pool
  std::uint16_t length = 0;
  std::uint16_t capital = 0;  ///< Capitals::first: the unit that must be upper case in the text
  TermId term;
  TermKind kind = TermKind::actor;
  Capitals capitals = Capitals::any;
  bool is_block = false;      ///< a licence row of class block: not reported, drops short actors it overlaps
  bool is_licensed = false;   ///< one-character context form: reported only beside a licence row
};

/// A licence row: `form` must stand after (or before) a one-character state name; `names` limits to which (empty: all).
struct Licence {
  std::u16string form;
  std::u16string names;
};

struct Lexicon::Tables {
  struct Slot {
    std::uint32_t pair = 0;
    std::uint32_t begin = 0;   ///< entries [begin, end); begin == end: empty slot
    std::uint32_t end = 0;
  };
  static constexpr unsigned filter_bits = 17;

  std::vector<char16_t> pool;
  std::vector<Entry> entries;               ///< grouped by pair, longest first, then by term
  std::vector<std::uint64_t> first = std::vector<std::uint64_t>(1024);   ///< units that begin a longer term
  std::vector<std::uint64_t> single = std::vector<std::uint64_t>(1024);  ///< units that are a term
  std::vector<std::uint64_t> filter = std::vector<std::uint64_t>((std::size_t{1} << filter_bits) / 64);
  std::vector<Slot> slots;                  ///< open addressing, at most half full
  unsigned shift = 0;
  std::vector<Licence> after;               ///< by form
  std::vector<Licence> before;              ///< by form reversed: the unit next to the name comes first
  struct Doubtful { bool is_context = false; bool is_compound = false; };
  std::vector<Doubtful> doubtful;           ///< by term: actor rows that need the text's support
  std::vector<TermKind> kinds;              ///< by term
  std::vector<ActorId> actors;              ///< by term

  explicit Tables(const Codebook& codebook);
  const Slot* slot_of(std::uint32_t pair) const;
  /// The entry's first two units are known to stand at `at`; does the rest, at word bounds, in its capitals, licensed?
  bool stands(const Folded& text, std::uint32_t at, const Entry& entry) const;
  static bool test(const std::vector<std::uint64_t>& bits, std::uint32_t i) { return bits[i >> 6] >> (i & 63) & 1u; }
  static std::uint32_t pair_of(char16_t a, char16_t b) {
    return static_cast<std::uint32_t>(is_space_unit(a) ? u' ' : a) << 16 | (is_space_unit(b) ? u' ' : b);
  }

 private:
  void add(const Term& term, TermId id);
  void add_licence(const Term& term);
  void drop_doubles(const Codebook& codebook);
  void seal();
  bool is_licensed(const Folded& text, std::uint32_t at) const;
  std::uint32_t key(const Entry& e) const { return pair_of(pool[e.units], e.length > 1 ? pool[e.units + 1] : u'\0'); }
};

}  // namespace locarno::read
