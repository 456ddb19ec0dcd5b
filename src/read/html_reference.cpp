// Character references of HTML: &amp; &#8220; &#x201C; and the names that news pages use.
#include <algorithm>
#include <array>
#include <utility>

#include "read/html.hpp"

namespace locarno::read {
namespace {

using Name = std::pair<std::string_view, char32_t>;
/// Sorted by name (checked by a test through is_sorted at start of use is not needed: a static_assert below).
constexpr std::array<Name, 60> names = {{
    {"Agrave", 0xC0}, {"Eacute", 0xC9}, {"Ouml", 0xD6}, {"Uuml", 0xDC}, {"aacute", 0xE1}, {"agrave", 0xE0}, {"amp", '&'},
    {"apos", '\''}, {"aring", 0xE5}, {"atilde", 0xE3}, {"auml", 0xE4}, {"bdquo", 0x201E}, {"bull", 0x2022},
    {"ccedil", 0xE7}, {"copy", 0xA9}, {"deg", 0xB0}, {"eacute", 0xE9}, {"ecirc", 0xEA}, {"egrave", 0xE8},
    {"emsp", 0x2003}, {"ensp", 0x2002}, {"euml", 0xEB}, {"euro", 0x20AC}, {"gt", '>'}, {"hellip", 0x2026},
    {"iacute", 0xED}, {"icirc", 0xEE}, {"iuml", 0xEF}, {"laquo", 0xAB}, {"larr", 0x2190}, {"ldquo", 0x201C},
    {"lsaquo", 0x2039}, {"lsquo", 0x2018}, {"lt", '<'}, {"mdash", 0x2014}, {"middot", 0xB7}, {"minus", 0x2212},
    {"nbsp", 0xA0}, {"ndash", 0x2013}, {"ntilde", 0xF1}, {"oacute", 0xF3}, {"ocirc", 0xF4}, {"oslash", 0xF8},
    {"ouml", 0xF6}, {"pound", 0xA3}, {"quot", '"'}, {"raquo", 0xBB}, {"rarr", 0x2192}, {"rdquo", 0x201D}, {"reg", 0xAE},
    {"rsaquo", 0x203A}, {"rsquo", 0x2019}, {"sbquo", 0x201A}, {"shy", 0xAD}, {"szlig", 0xDF}, {"thinsp", 0x2009},
    {"times", 0xD7}, {"uacute", 0xFA}, {"uuml", 0xFC}, {"yen", 0xA5}}};
static_assert(std::is_sorted(names.begin(), names.end()));

int digit_of(char c, int base) {
  if (c >= '0' && c <= '9') return c - '0';
  if (base == 16 && c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (base == 16 && c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<Reference> reference_at(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 12;
  const std::size_t stop = std::min(text.size(), at + longest);
  if (at + 1 < stop && text[at + 1] == '#') {
    const bool is_hex = at + 2 < stop && (text[at + 2] == 'x' || text[at + 2] == 'X');
    char32_t value = 0;
    std::size_t i = at + (is_hex ? 3 : 2);
    const std::size_t first = i;
    for (; i < stop && digit_of(text[i], is_hex ? 16 : 10) >= 0; ++i)
      value = std::min<char32_t>(0x110000, value * (is_hex ? 16 : 10) + static_cast<char32_t>(digit_of(text[i], is_hex ? 16 : 10)));
    if (i == first || i >= stop || text[i] != ';') return std::nullopt;
    const bool is_character = value >= 0x20 && value < 0x110000 && !(value >= 0xD800 && value <= 0xDFFF);
    return Reference{static_cast<std::uint32_t>(i + 1 - at), is_character ? value : U' '};
  }
  const std::string_view window = text.substr(at + 1, stop - at - 1);
  const std::size_t end = window.find(';');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view word = window.substr(0, end);
  const auto found = std::lower_bound(names.begin(), names.end(), word, [](const Name& n, std::string_view w) { return n.first < w; });
  if (found == names.end() || found->first != word) return std::nullopt;
  return Reference{static_cast<std::uint32_t>(end + 2), found->second};
}

}  // namespace locarno::read
