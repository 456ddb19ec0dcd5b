#pragma once
// locarno/base/fold.hpp -- the view that matching works on: UTF-16 units, one for one with the text's code points of
// the BMP, Traditional -> Simplified, full -> half width, quotes and case made alike. Never shown, never stored.
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace locarno {

/// The folded text. Unit i stands for the character at byte offsets [byte_of[i], byte_of[i+1]).
/// A character outside the BMP is one unit (U+FFFC); so is every other character: units = code points.
struct Folded {
  std::vector<char16_t> units;
  std::vector<std::uint32_t> byte_of;   ///< units.size() + 1 entries, the last = text size
  Span bytes(std::uint32_t first_unit, std::uint32_t last_unit) const { return {byte_of[first_unit], byte_of[last_unit]}; }
  std::uint32_t unit_at(std::uint32_t byte) const;   ///< binary search; a byte inside a character gives its unit
};
/// `cuts`: byte spans to leave out (markup); their characters get no unit. Ascending, not overlapping; may be empty.
Folded fold(std::string_view text, const std::vector<Span>& cuts);
/// One character folded.
char16_t fold_char(char32_t c);
/// A phrase as the matcher sees it.
std::vector<char16_t> fold_phrase(std::string_view phrase);

}  // namespace locarno
