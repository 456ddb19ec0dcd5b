#pragma once
// locarno/base/fold.hpp -- the view that matching works on: UTF-16 units, one for one with the text's code points,
// Traditional -> Simplified, full -> half width, quotes and case made alike. Never shown, never stored.
//
// What becomes what (table made at build time by tools/gen_fold.cpp):
//   Han          OpenCC t2s, only where one BMP character becomes one BMP character
//   full width   U+FF01..FF5E -> ASCII; so the full-width comma, colon and brackets become , : ( )
//                the ideographic full stop U+3002 and the enumeration comma U+3001 stay
//   letters      lower case; Latin letters lose their accents
//   quotes       all opening doubles -> U+201C, closing -> U+201D, opening singles -> U+2018, closing -> U+2019;
//                straight " and ' stay
//   spaces       tab, NBSP, U+3000 and thin spaces -> ' '; line feed and carriage return stay
//   dots         the dots inside foreign names (U+2027, U+30FB, U+2022 ...) -> U+00B7
// Cost       O(n), one table look-up per character. Threads: pure. Tested by fold_test.cpp.
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace locarno {

/// The folded text. Unit i stands for the character at byte offsets [byte_of[i], byte_of[i+1]) (less a cut after it).
/// A character outside the BMP is one unit (U+FFFC); so is every other character: units = code points.
struct Folded {
  std::vector<char16_t> units;
  std::vector<std::uint32_t> byte_of;   ///< units.size() + 1 entries, the last = text size
  std::vector<std::uint64_t> upper;     ///< bit i: unit i was an upper-case letter
  std::vector<Span> cuts;               ///< as given to fold()
  /// The bytes of units [first, last): without a cut that follows the last unit. Cuts between them are inside the span.
  Span bytes(std::uint32_t first_unit, std::uint32_t last_unit) const {
    return {byte_of[first_unit], cuts.empty() || last_unit <= first_unit ? byte_of[last_unit] : end_before_cut(last_unit)};
  }
  std::uint32_t unit_at(std::uint32_t byte) const;   ///< binary search; a byte inside a character gives its unit
  bool is_upper(std::uint32_t unit) const { return upper[unit >> 6] >> (unit & 63) & 1u; }

 private:
  std::uint32_t end_before_cut(std::uint32_t last_unit) const;
};
/// `cuts`: byte spans to leave out (markup); their characters get no unit. Ascending, not overlapping; may be empty.
Folded fold(std::string_view text, const std::vector<Span>& cuts);
/// One character folded.
char16_t fold_char(char32_t c);
/// An upper-case letter (ASCII, full width, Latin with accents, Greek, Cyrillic).
bool is_upper(char32_t c);
/// A phrase as the matcher sees it.
std::vector<char16_t> fold_phrase(std::string_view phrase);

}  // namespace locarno
