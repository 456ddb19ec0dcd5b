#pragma once
// locarno/ledger/words.hpp -- where the words of a text are, as the search sees them.
//
// Han (and kana) have no spaces: every character is a word of its own, and the index also holds every pair, so that
// two-character words are found at once. Other scripts: a run of letters and digits is a word. All folded
// (base/fold.hpp): small letters, half width, Simplified.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace locarno::ledger {

struct Word {
  Span span;                ///< bytes of the text
  std::string folded;       ///< UTF-8; cut after 64 bytes (a longer "word" is no word anyone types)
  bool is_character = false;  ///< one Han or kana character
  bool operator==(const Word&) const = default;
};

/// One word after the other; linear, allocation-free between calls but for `folded`.
class WordCursor {
 public:
  explicit WordCursor(std::string_view text) : text_(text) {}
  /// Moves to the next word; false at the end. `word.folded` is reused.
  bool next(Word& word);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::vector<Word> words_of(std::string_view text);

/// A copy with the markup (`<...>`) of an HTML or markdown report blanked, byte for byte: offsets stay.
std::string without_markup(std::string_view text);

/// Changes whenever folding or the rules above change: an index made with another one is rebuilt.
const std::string& words_version();

}  // namespace locarno::ledger
