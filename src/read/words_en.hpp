#pragma once
// locarno/read/words_en.hpp -- the words of an English sentence around a place, and the closed classes of grammar they
// belong to (determiners, prepositions, auxiliaries ...). These are grammar, no list to be added to: names and verbs of
// speech stand in the codebook. Each answer costs the letters of one word.
#include <algorithm>
#include <array>
#include <cstddef>

#include "read/clauses.hpp"

namespace locarno::read::en {

/// A closed list of words in small letters. Most questions are answered by the length and the first letter.
template <std::size_t N>
class WordList {
 public:
  template <class... Words>
  consteval explicit WordList(Words... words) : words_{std::string_view(words)...} {
    std::sort(words_.begin(), words_.end(), [](std::string_view a, std::string_view b) { return a.size() < b.size(); });
    for (const std::string_view w : words_) {
      for (std::size_t longer = w.size() + 1; longer < begin_.size(); ++longer) ++begin_[longer];
      firsts_ |= std::uint32_t{1} << (w[0] - 'a');
    }
  }
  /// Is `word` (a range of units) one of them?
  bool has(const View& view, Range word) const {
    const std::size_t n = word.size();
    if (n + 1 >= begin_.size() || begin_[n] == begin_[n + 1]) return false;
    const std::uint32_t letter = view.raw[word.begin] - std::uint32_t{'a'};
    if (letter > 25 || (firsts_ >> letter & 1u) == 0) return false;
    for (std::size_t i = begin_[n]; i < begin_[n + 1]; ++i)
      if (view.reads(word.begin, word.end, words_[i])) return true;
    return false;
  }

 private:
  std::array<std::string_view, N> words_;   ///< the shorter first
  std::array<std::uint8_t, 18> begin_{};    ///< by length: where its words begin
  std::uint32_t firsts_ = 0;                ///< a bit for each first letter
};
template <class... Words>
WordList(Words...) -> WordList<sizeof...(Words)>;

/// Letters, and the marks that stand inside words.
inline bool in_word(const View& view, std::uint32_t i) {
  return view.is_letter_at(i) || view.raw[i] == '-' || view.raw[i] == 0x2019 || view.raw[i] == '\'';
}

/// The word that ends at or before `at`, past spaces; empty at `floor` or when a mark of punctuation stands there.
inline Range word_before(const View& view, std::uint32_t at, std::uint32_t floor) {
  while (at > floor && view.mark(at - 1) == Mark::space) --at;
  std::uint32_t b = at;
  while (b > floor && in_word(view, b - 1)) --b;
  return {b, at};
}
/// The word that begins at or after `at`, past spaces; empty likewise.
inline Range word_after(const View& view, std::uint32_t at, std::uint32_t ceiling) {
  while (at < ceiling && view.mark(at) == Mark::space) ++at;
  std::uint32_t e = at;
  while (e < ceiling && in_word(view, e)) ++e;
  return {at, e};
}

inline bool is_word(const View& view, Range word, std::string_view ascii) {
  return word.size() == ascii.size() && view.reads(word.begin, word.end, ascii);
}
bool is_determiner(const View& view, Range word);    ///< the, a, its, any, two ...
bool is_preposition(const View& view, Range word);   ///< of, in, with, after ...
bool is_be(const View& view, Range word);            ///< is, was, been ...
bool is_auxiliary(const View& view, Range word);     ///< has, would, did ... and the forms of be
bool is_coordinator(const View& view, Range word);   ///< and, but, or, nor, yet
bool is_relative(const View& view, Range word);      ///< who, which, whose, where ...
bool is_subordinator(const View& view, Range word);  ///< that, if, while, as, because ...
bool is_finite_opener(const View& view, Range word); ///< it, they, there ...: begins a clause of its own
bool is_claim_noun(const View& view, Range word);    ///< claim, allegations, report ...: what somebody said of another
/// "in a televised speech", "during an interview with A", "at a news conference": where something was said.
bool opens_setting(const View& view, Range word, std::uint32_t end);
/// "its deputy ambassador, NAME": the clause right before the one that begins at a name, when "its" or "their" opens it; empty else.
Range office_clause_before(const View& view, const Sentence& sentence, std::uint32_t name);
bool is_adverb_form(const View& view, Range word);   ///< ends in -ly, in small letters
bool is_participle_form(const View& view, Range word);   ///< ends in -ing, in small letters
bool is_past_form(const View& view, Range word);     ///< ends in -ed, or one of the irregular verbs of speech

}  // namespace locarno::read::en
