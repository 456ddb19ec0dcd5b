#pragma once
// locarno/read/match_tables.hpp -- the compiled form of a codebook's terms; inside of match.cpp, and of its tests.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fold.hpp"
#include "model/codebook.hpp"
#include "read/match.hpp"

namespace locarno::read {

/// Letters and digits that make words: a term that begins or ends with one must begin or end a word.
constexpr bool is_ascii_word_unit(char16_t u) { return (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z'); }
constexpr auto ascii_word_units = [] {
  std::array<bool, 0x80> table{};
  for (char16_t u = 0; u < 0x80; ++u) table[u] = is_ascii_word_unit(u);
  return table;
}();
inline bool is_word_unit(char16_t u) {
  if (u < 0x80) return ascii_word_units[u];
  return (u >= 0xC0 && u <= 0x52F && u != 0xD7 && u != 0xF7) || (u >= 0x1E00 && u <= 0x1EFF);
}
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
  char16_t last = 0;          ///< its last unit, which tells most forms of a group apart
  bool is_block = false;      ///< a licence row of class block: not reported, drops short actors it overlaps
  bool is_licensed = false;   ///< one-character context form: reported only beside a licence row
  std::uint16_t unused = 0;   ///< no byte without a value: entries are compared, and compiled in, as bytes
  bool operator==(const Entry&) const = default;
};

/// A licence row: `form` must stand after (or before) a one-character state name; `names` limits to which (empty: all).
struct Licence {
  std::u16string form;
  std::u16string names;
  bool operator==(const Licence&) const = default;
};

/// Where the entries of a key are. A small filter in front keeps most misses away from the table.
class SlotTable {
 public:
  struct Slot {
    std::uint32_t key = 0;
    std::uint32_t begin = 0;   ///< entries [begin, end); begin == end: empty slot
    std::uint32_t end = 0;
    bool operator==(const Slot&) const = default;
  };
  SlotTable() = default;
  explicit SlotTable(std::size_t keys);   ///< room for so many keys
  bool operator==(const SlotTable&) const = default;
  void put(const Slot& slot);             ///< precondition: the key is new
  const Slot* find(std::uint32_t key) const {
    const std::uint32_t hash = mix(key);
    if (!(filter_[hash >> (32 - filter_bits + 6)] >> (hash >> (32 - filter_bits) & 63) & 1u)) return nullptr;
    for (std::uint32_t at = hash >> shift_;; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.begin == slot.end) return nullptr;
      if (slot.key == key) return &slot;
    }
  }

 private:
  friend struct TablesImage;   ///< match_image.cpp
  static constexpr unsigned filter_bits = 17;
  static std::uint32_t mix(std::uint32_t key) { return key * 0x9E3779B1u; }
  std::vector<std::uint64_t> filter_;
  std::vector<Slot> slots_;               ///< open addressing, at most half full
  std::uint32_t mask_ = 0;
  unsigned shift_ = 31;
};

/// The hash of a run of letters and digits, unit by unit.
constexpr std::uint32_t word_seed = 0x811C9DC5u;
constexpr std::uint32_t add_to_word(std::uint32_t hash, char16_t unit) { return (hash ^ unit) * 0x01000193u; }

struct Lexicon::Tables {
  std::vector<char16_t> pool;
  std::vector<Entry> entries;               ///< grouped by key, longest first, then by term
  std::vector<std::uint64_t> first = std::vector<std::uint64_t>(1024);   ///< units that begin a term of several units
  std::vector<std::uint64_t> single = std::vector<std::uint64_t>(1024);  ///< units that are a term
  SlotTable pairs;                          ///< terms that begin with Han or a mark, by their first two units
  SlotTable words;                          ///< terms that begin with a letter or digit, by their first word
  SlotTable phrases;                        ///< those that go on for two units and more behind it, by these as well
  std::vector<Licence> after;               ///< by form
  std::vector<Licence> before;              ///< by form reversed: the unit next to the name comes first
  struct Doubtful {
    bool is_context = false, is_compound = false;
    bool operator==(const Doubtful&) const = default;
  };
  std::vector<Doubtful> doubtful;           ///< by term: actor rows that need the text's support
  std::vector<TermKind> kinds;              ///< by term
  std::vector<ActorId> actors;              ///< by term

  explicit Tables(const Codebook& codebook);
  explicit Tables(std::string_view image);   ///< of image_of() (match_image.hpp)
  bool operator==(const Tables&) const = default;
  /// Does the entry stand at `at`: all its units, at word bounds, in its capitals, licensed?
  bool stands(const Folded& text, std::uint32_t at, const Entry& entry) const;
  static bool test(const std::vector<std::uint64_t>& bits, std::uint32_t i) { return bits[i >> 6] >> (i & 63) & 1u; }
  static std::uint32_t phrase_of(std::uint32_t word, char16_t a, char16_t b) {
    return add_to_word(add_to_word(word, is_space_unit(a) ? u' ' : a), is_space_unit(b) ? u' ' : b);
  }
  static std::uint32_t pair_of(char16_t a, char16_t b) {
    return static_cast<std::uint32_t>(is_space_unit(a) ? u' ' : a) << 16 | (is_space_unit(b) ? u' ' : b);
  }

 private:
  void add(const Term& term, TermId id);
  void add_licence(const Term& term);
  void drop_doubles(const Codebook& codebook);
  void seal();
  bool is_licensed(const Folded& text, std::uint32_t at) const;
  bool is_word(const Entry& e) const { return is_word_unit(pool[e.units]); }
  std::uint32_t key(const Entry& e) const;
  /// In which table an entry is: 0 pairs, 1 words, 2 phrases.
  int table_of(const Entry& e) const;
  std::uint32_t word_length(const Entry& e) const;
};

}  // namespace locarno::read
