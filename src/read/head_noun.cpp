#include "read/head_noun.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace locarno::read {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view word, Words list) { return std::find(list.begin(), list.end(), word) != list.end(); }

bool opens_noun(std::string_view w) {
  return is_one_of(w, {"the", "a", "an", "its", "their", "his", "her", "our", "my", "your", "any", "no", "this", "that", "these", "those", "all", "some",
                       "more", "another", "both", "every", "each", "such", "many", "several"});
}
/// What a noun phrase stops at: prepositions, conjunctions, auxiliaries.
bool ends_noun(std::string_view w) {
  return is_one_of(w, {"of", "in", "on", "at", "to", "for", "from", "with", "without", "by", "as", "about", "over", "under", "into", "between", "against",
                       "after", "before", "until", "unless", "while", "because", "if", "when", "where", "which", "who", "whom", "that", "than", "and", "or",
                       "but", "so", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would", "can", "could", "may",
                       "might", "must", "should", "shall", "do", "does", "did", "not", "through", "during", "within", "near", "along", "across", "since"});
}
/// Words that are no noun of their own wherever they stand.
bool is_empty_word(std::string_view w) {
  return is_one_of(w, {"it", "he", "she", "they", "we", "you", "i", "them", "him", "us", "me", "itself", "himself", "ourselves", "themselves", "nothing",
                       "nobody", "something", "everything", "there", "here", "now", "then", "soon", "again", "also", "only", "even", "still", "yet",
                       "too", "very", "just", "one", "much", "most", "other", "others", "known", "clear", "same", "ready", "prepared", "willing", "told", "week", "month", "year", "day",
                       "time", "today", "tomorrow", "yesterday", "first", "present", "early", "late", "possible", "able", "open", "true", "false", "part",
                       "allegation", "allegations", "accusation", "accusations", "claim", "claims", "charge", "charges"}) ||
         (w.size() > 4 && w.ends_with("ly"));
}

struct Word { Range range; std::string text; };

std::vector<Word> words_of(const Scene& s, Range r) {
  std::vector<Word> out;
  for (std::uint32_t i = r.begin; i < r.end;) {
    if (!s.view.is_letter_at(i)) {
      const Mark m = s.view.mark(i);
      if (m == Mark::comma || m == Mark::semicolon || m == Mark::stop) break;   // the first clause
      ++i;
      continue;
    }
    std::uint32_t end = i;
    while (end < r.end && (s.view.is_letter_at(end) || (s.view.raw[end] == '-' && end + 1 < r.end && s.view.is_letter_at(end + 1)))) ++end;
    Word word{{i, end}, {}};
    for (std::uint32_t k = i; k < end; ++k) word.text += s.view.unit(k) < 0x80 ? static_cast<char>(s.view.unit(k)) : '?';
    out.push_back(std::move(word));
    i = end;
  }
  return out;
}

/// Where the verb ends: behind the last word of a run of verbs, negators and auxiliaries; 0 when none is known.
std::size_t behind_verb(const Scene& s, const std::vector<Word>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool modal = is_one_of(words[i].text, {"will", "would", "can", "could", "must", "should", "may", "might", "to", "not", "never"});
    const Token* predicate = s.starting_at(words[i].range.begin, TermKind::predicate);
    const bool verb = predicate != nullptr || is_one_of(words[i].text, {"is", "are", "was", "were", "has", "have", "had"});
    if (!modal && !verb) continue;
    std::size_t at = i + 1;
    while (predicate != nullptr && at < words.size() && words[at].range.begin < predicate->range.end) ++at;
    while (at < words.size() && is_one_of(words[at].text, {"not", "never", "be", "been", "no", "longer", "to"})) ++at;
    return modal && at < words.size() ? at + 1 : at;
  }
  return 0;
}

/// Is the word part of an actor's name ("the Philippines")?
bool in_name(const Scene& s, Range word) {
  return std::any_of(s.tokens.begin(), s.tokens.end(), [&](const Token& t) { return s.is(t, TermKind::actor) && t.range.contains(word); });
}

/// "to take over", "to put an end to": a verb, by what follows it.
bool is_infinitive(const Scene& s, const std::vector<Word>& words, std::size_t i) {
  if (i == 0 || words[i - 1].text != "to") return false;
  if (s.starting_at(words[i].range.begin, TermKind::cue) != nullptr) return true;   // "too early to say"
  return i + 1 < words.size() && !words[i].text.ends_with("s") &&
         (opens_noun(words[i + 1].text) || is_one_of(words[i + 1].text, {"over", "back", "up", "down", "out", "part", "place", "off", "away"}));
}

std::string latin_head(const Scene& s, Range r) {
  const std::vector<Word> words = words_of(s, r);
  const auto usable = [&](const Word& w) {
    return w.text.size() > 2 && !ends_noun(w.text) && !opens_noun(w.text) && !is_empty_word(w.text) && !(w.text[0] >= '0' && w.text[0] <= '9') &&
           !in_name(s, w.range) && s.time_starting_at(w.range.begin) == nullptr;
  };
  const std::size_t behind = behind_verb(s, words);
  for (const std::size_t from : {behind, std::size_t{0}}) {
    const Word* last = nullptr;
    const std::size_t to = from == 0 && behind > 0 ? behind - 1 : words.size();   // the verb itself is no noun
    for (std::size_t i = from; i < to; ++i) {
      const bool stops = ends_noun(words[i].text);
      if (stops && last != nullptr) break;
      if (!stops && !is_infinitive(s, words, i) && usable(words[i])) last = &words[i];
    }
    if (last != nullptr) return last->text;
  }
  return {};
}

/// Characters that end a word before the noun: particles, prepositions, copulas, auxiliaries, measure of negation.
bool parts_han(char32_t c) {
  static constexpr std::array<char32_t, 36> marks = {
      0x7684, 0x662F, 0x6709, 0x4E86, 0x5BF9, 0x5728, 0x628A, 0x88AB, 0x5C06, 0x4F1A, 0x4E0D, 0x4E0E, 0x548C, 0x5C31, 0x4E3A, 0x5411, 0x4ECE, 0x7531,
      0x8BA9, 0x4F7F, 0x4E5F, 0x90FD, 0x53EA, 0x5DF2, 0x6CA1, 0x672A, 0x53EF, 0x80FD, 0x8981, 0x53CA, 0x4E4B, 0x8FD9, 0x90A3, 0x5176, 0x4F46, 0x5E76};
  return std::find(marks.begin(), marks.end(), c) != marks.end();
}

/// Of these, what ends no noun either: many of the others are the second half of one ("peace", "chance", "society").
bool closes_no_noun(char32_t c) {
  static constexpr std::array<char32_t, 10> marks = {0x7684, 0x662F, 0x6709, 0x4E86, 0x5728, 0x4E5F, 0x90FD, 0x5DF2, 0x6CA1, 0x4E4B};
  return std::find(marks.begin(), marks.end(), c) != marks.end();
}

std::string han_head(const Scene& s, Range r) {
  std::uint32_t end = r.begin;
  while (end < r.end && s.view.mark(end) != Mark::comma && s.view.mark(end) != Mark::semicolon && s.view.mark(end) != Mark::stop) ++end;
  while (end > r.begin && (!s.view.is_han_at(end - 1) || s.view.raw[end - 1] == 0x4E86)) --end;
  if (s.ending_at(end, TermKind::place) != nullptr) return {};   // where, not what
  if (const Token* unit = s.ending_at(end, TermKind::quantity, "unit"); unit != nullptr && unit->range.size() > 1) return {};
  std::uint32_t begin = end;
  while (begin > r.begin && end - begin < 4 && s.view.is_han_at(begin - 1)) {
    if (begin == end ? closes_no_noun(s.view.raw[begin - 1]) : parts_han(s.view.raw[begin - 1])) break;
    const Token* word = nullptr;   // a verb, a name: what stands behind it is the noun
    for (const TermKind kind : {TermKind::predicate, TermKind::cue, TermKind::actor, TermKind::negator, TermKind::contact, TermKind::commitment})
      if (const Token* t = s.ending_at(begin, kind); t != nullptr && word == nullptr) word = t;
    if (word != nullptr && end > begin) break;
    --begin;
  }
  const auto counts = [&](std::uint32_t at) {   // "this one claim", "this sheet of plan": the measure word is none of the noun
    static constexpr std::array<char32_t, 9> measures = {0x4E00, 0x4EFD, 0x4E2A, 0x9879, 0x4E9B, 0x79CD, 0x6B21, 0x5957, 0x756A};
    return std::find(measures.begin(), measures.end(), s.view.raw[at]) != measures.end();
  };
  if (begin > r.begin && (s.view.raw[begin - 1] == 0x8FD9 || s.view.raw[begin - 1] == 0x90A3))
    while (end - begin > 2 && counts(begin)) ++begin;
  return end - begin >= 2 ? s.view.words({begin, end}) : std::string();
}

}  // namespace

std::string head_noun(const Scene& s, Range content) { return s.latin ? latin_head(s, content) : han_head(s, content); }

}  // namespace locarno::read
