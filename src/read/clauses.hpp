#pragma once
// locarno/read/clauses.hpp -- the text as the rules see it: units of the folded view with the character each stands
// for, quotation and bracket depth, sentences and clauses. Linear in the units; no recursion.
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/fold.hpp"
#include "base/span.hpp"
#include "model/document.hpp"

namespace locarno::read {

/// Unit range [begin, end) of the folded view.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool empty() const { return end <= begin; }
  std::uint32_t size() const { return end > begin ? end - begin : 0; }
  bool contains(std::uint32_t at) const { return begin <= at && at < end; }
  bool contains(Range other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Range other) const { return begin < other.end && other.begin < end; }
  auto operator<=>(const Range&) const = default;
};

/// What a character does to the structure of a sentence.
enum class Mark : std::uint8_t { none, space, comma, semicolon, colon, stop, open_quote, close_quote, straight, open, close };

struct View {
  std::string_view text;
  const Folded* folded = nullptr;
  std::vector<char16_t> raw;         ///< the folded units; in this and the next three one more behind the last that is nothing, for rules that look on
  std::vector<std::uint8_t> marks;   ///< what each unit does (a Mark), with a bit each for what may part clauses, what opens or closes, letters and Han
  std::vector<std::uint8_t> quote;   ///< depth of quotation marks at the unit (the marks themselves count as inside)
  std::vector<std::uint8_t> bracket; ///< depth of round and book-title brackets, likewise

  View(std::string_view text, const Folded& folded, const std::vector<Block>& blocks);
  std::uint32_t size() const { return static_cast<std::uint32_t>(marks.size() - 1); }
  char16_t unit(std::uint32_t i) const { return folded->units[i]; }
  /// Bytes of a unit range; the end is that of the last unit's character, not the begin of the next unit.
  Span bytes(Range r) const;
  std::string words(Range r) const { return std::string(slice(text, bytes(r))); }
  /// Units of a byte span.
  Range units(Span span) const;
  static constexpr std::uint8_t mark_bits = 0x0F, parts_bit = 0x10, depth_bit = 0x20, letter_bit = 0x40, han_bit = 0x80;
  Mark mark(std::uint32_t i) const { return static_cast<Mark>(marks[i] & mark_bits); }
  bool is_han_at(std::uint32_t i) const { return (marks[i] & han_bit) != 0; }
  bool is_letter_at(std::uint32_t i) const { return (marks[i] & letter_bit) != 0; }   ///< a Latin letter or digit
  bool is_capital_at(std::uint32_t i) const { return folded->is_upper(i); }
  /// Does the folded text at `at` read `ascii` (lower case)? Bounded by `end`.
  bool reads(std::uint32_t at, std::uint32_t end, std::string_view ascii) const {
    return at < end && end <= size() && raw[at] == static_cast<unsigned char>(ascii[0]) && reads_on(at, end, ascii);   // mostly the first letter says no
  }
  /// Does a possessive ("'s", with either apostrophe) begin at `at`?
  bool is_possessive_at(std::uint32_t at, std::uint32_t end) const {
    return at + 1 < end && (raw[at] == '\'' || raw[at] == 0x2019) && raw[at + 1] == 's';
  }
  /// The first unit in [from, end) that has one of these bits of `marks`; `end` when none has.
  std::uint32_t next_with(std::uint8_t bits, std::uint32_t from, std::uint32_t end) const {
    const std::uint64_t wanted = bits * 0x0101010101010101u;
    for (std::uint64_t eight; end - from >= 8 && from < end; from += 8) {
      std::memcpy(&eight, marks.data() + from, 8);
      if (eight & wanted) break;
    }
    while (from < end && !(marks[from] & bits)) ++from;
    return from;
  }
  /// Drops spaces, bullets and stray marks at both ends.
  Range trimmed(Range r) const;

 private:
  bool reads_on(std::uint32_t at, std::uint32_t end, std::string_view ascii) const;
};

struct Clause {
  Range range;             ///< without the mark before it and the mark after it
  Mark before = Mark::none; ///< the mark that ends the clause before
  bool quoted = false;     ///< begins inside quotation marks
};

struct Sentence {
  Range range;             ///< with its final mark
  std::size_t block = 0;   ///< index in Document::blocks
  std::vector<Clause> clauses;
};

/// Sentences of one block, ascending. A full stop inside quotation marks or brackets does not end one, unless the
/// quotation closes right after it. Over-long sentences are cut at a clause, so that later work stays linear.
/// `headline`: a space between Han characters also parts clauses.
std::vector<Sentence> find_sentences(const View& view, Range block, std::size_t index, bool headline);

}  // namespace locarno::read
