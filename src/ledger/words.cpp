#include "ledger/words.hpp"

#include "base/fold.hpp"
#include "base/utf8.hpp"

namespace locarno::ledger {
namespace {

constexpr std::size_t longest_word_bytes = 64;

enum class Class { separator, letter, character };

constexpr bool is_between(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

/// Class of a folded character. Beyond ASCII everything is a letter but the blocks of marks and symbols: no table of
/// categories is needed to find words that people type.
Class class_of(char32_t c) {
  if (c < 0x80) return is_between(c, 'a', 'z') || is_between(c, 'A', 'Z') || is_between(c, '0', '9') ? Class::letter
                                                                                                   : Class::separator;
  if (is_han(c) || is_between(c, 0x3041, 0x30FF) || c == 0x3005) {
    return c == 0x30FB ? Class::separator : Class::character;  // the middle dot of foreign names
  }
  const bool is_mark = c <= 0xBF || c == 0xD7 || c == 0xF7 || is_between(c, 0x2000, 0x206F) ||
                       is_between(c, 0x20A0, 0x20CF) || is_between(c, 0x2190, 0x2BFF) || is_between(c, 0x2E00, 0x2FFF) ||
                       is_between(c, 0x3000, 0x303F) || is_between(c, 0xD800, 0xF8FF) || is_between(c, 0xFE00, 0xFE6F) ||
                       is_between(c, 0xFFF0, 0xFFFF) || is_between(c, 0x1F000, 0x1FAFF);
  return is_mark ? Class::separator : Class::letter;
}

/// Outside the BMP folding knows nothing: the character stands for itself.
char32_t folded(char32_t c) { return c < 0x10000 ? fold_char(c) : c; }

}  // namespace

bool WordCursor::next(Word& word) {
  word.folded.clear();
  word.is_character = false;
  while (at_ < text_.size()) {
    const CodePoint point = decode_at(text_, at_);
    const char32_t c = folded(point.value);
    const Class is = point.ok ? class_of(c) : Class::separator;
    const bool in_word = !word.folded.empty();
    if (is != Class::letter && in_word) return true;  // the word ended before this character
    const auto begin = static_cast<std::uint32_t>(at_);
    at_ += point.size;
    if (is == Class::separator) continue;
    if (!in_word) word.span.begin = begin;
    word.span.end = static_cast<std::uint32_t>(at_);
    if (word.folded.size() + 4 <= longest_word_bytes) append_utf8(word.folded, c);
    if (is == Class::character) {
      word.is_character = true;
      return true;
    }
  }
  return !word.folded.empty();
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  WordCursor cursor(text);
  for (Word word; cursor.next(word);) words.push_back(word);
  return words;
}

std::string without_markup(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < out.size(); ++at) {
    if (out[at] != '<' || at + 1 >= out.size()) continue;
    const char after = out[at + 1];
    const bool opens = (after >= 'a' && after <= 'z') || (after >= 'A' && after <= 'Z') || after == '/' || after == '!';
    if (!opens) continue;
    const std::size_t end = out.find('>', at);
    if (end == std::string::npos) break;  // no '>' in the rest: none of it is markup
    for (std::size_t i = at; i <= end; ++i) out[i] = ' ';
    at = end;
  }
  return out;
}

namespace {
/// Every folding and every class, in 64 bits: what another table would index otherwise is told from this one. Nobody gains by
/// a collision, and this is made at each start: no cryptographic digest.
std::string make_version() {
  std::uint64_t mixed = 0xCBF29CE484222325u;
  for (char32_t c = 0; c < 0x10000; ++c) {
    const char32_t f = fold_char(c);
    mixed = (mixed ^ (std::uint64_t{f} << 2 | static_cast<std::uint64_t>(class_of(f)))) * 0x9E3779B97F4A7C15u;
    mixed ^= mixed >> 29;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string version = "words-2:";
  for (int shift = 60; shift >= 0; shift -= 4) version += digits[mixed >> shift & 15];
  return version;
}
}  // namespace

const std::string& words_version() {
  static const std::string version = make_version();
  return version;
}

}  // namespace locarno::ledger
