#pragma once
// locarno/brief/words.hpp -- every word the page itself says, in English and Chinese, side by side in words.inc.
//
// A word may hold places {0} to {9}; fill() puts lines there, so that both languages can order them as they like, and
// {0|report|reports} for the first form where place 0 is "1" and the second elsewhere.
#include <string>
#include <string_view>
#include <vector>

#include "model/language.hpp"

namespace locarno::brief {

#define LOC_TABLE Word
#define LOC_ROWS "brief/words.inc"
#include "brief/word_enum.inc"

/// A stretch of a line. What it is decides how each form shows and escapes it; `text` of `words`, `strong` and `note`
/// is the page's or the case's own, `foreign` comes from a report.
struct Piece {
  enum class Kind { words, strong, note, date, foreign, assess, cite };
  Kind kind = Kind::words;
  std::string text;
  int number = 0;                         ///< cite: the quotation's number
  Language language = Language::unknown;  ///< foreign: the language it is written in
};
using Line = std::vector<Piece>;

Line plain(std::string_view text);
Line strong(std::string_view text);
Line note(std::string_view text);
/// Not to be broken at the end of a row.
Line dated(std::string_view text);
/// A report's own words, with quotation marks.
Line quoted(std::string_view text, Language language);
/// A report's own words or names, without marks.
Line foreign(std::string_view text, Language language = Language::unknown);

Line& operator+=(Line& line, const Line& more);
Line operator+(Line line, const Line& more);

/// The word with its places filled. The mark "We assess" at the head of a sentence becomes a piece of its own kind.
Line fill(Word id, PageLanguage language, const std::vector<Line>& places = {});

/// The same for plain text: `text` with {0} to {9} replaced; a place that nobody fills stays as it is written.
std::string fill_text(std::string_view text, const std::vector<std::string>& places);

/// A word of any table (brief/word_enum.inc) as plain text, its places filled.
template <class Id>
std::string say(Id id, PageLanguage language, const std::vector<std::string>& places = {}) {
  return fill_text(word(id, language), places);
}

/// The lines with `between` between them, before the last `last` (the same when empty).
Line joined(const std::vector<Line>& lines, std::string_view between, std::string_view last = {});

}  // namespace locarno::brief
