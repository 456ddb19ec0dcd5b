#include "read/talked.hpp"

#include <algorithm>
#include <array>

#include "read/words_en.hpp"

namespace locarno::read {
namespace {

constexpr en::WordList openers("whether", "if", "unless", "until", "lest");
constexpr en::WordList hearsay("reports", "claims", "rumours", "rumors", "speculation", "suggestions", "suggestion", "confirmation", "indication",
                               "indications", "evidence", "sign", "signs", "allegations", "allegation", "accusations", "accusation", "assertion",
                               "assertions", "notion", "idea", "possibility", "hope", "hopes", "fear", "fears", "doubts", "claim");
constexpr std::array<char32_t, 3> whether_zh = {0x662F, 0x80FD, 0x4F1A};   // each before the character for "not"

/// "A claims that": a verb has its subject right before it.
bool is_verb_here(const Scene& s, Range word, std::uint32_t floor) {
  const std::uint32_t at = s.skip_spaces_left(word.begin, floor);
  return at > floor && (s.ending_at(at, TermKind::actor) != nullptr || s.ending_at(at, TermKind::pronoun) != nullptr || s.ending_at(at, TermKind::title) != nullptr);
}

/// Does such a word end at or before `at`?
bool opens_before_en(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  Range word = en::word_before(s.view, at, floor);
  if (s.view.reads(word.begin, word.end, "the")) word = en::word_before(s.view, word.begin, floor);
  if (openers.has(s.view, word)) return true;
  if (!s.view.reads(word.begin, word.end, "that")) return false;
  const Range noun = en::word_before(s.view, word.begin, floor);
  return hearsay.has(s.view, noun) && !is_verb_here(s, noun, floor);
}

/// The character pairs for "whether".
bool asks_whether_zh(const View& view, Range between) {
  for (std::uint32_t i = between.begin; i + 1 < between.end; ++i)
    if (view.raw[i + 1] == 0x5426 && std::find(whether_zh.begin(), whether_zh.end(), static_cast<char32_t>(view.raw[i])) != whether_zh.end()) return true;
  return false;
}

}  // namespace

bool is_only_talked_of(const Scene& s, Range subject, std::uint32_t verb) {
  if (subject.begin >= verb) return false;
  if (s.latin) return opens_before_en(s, subject.begin, s.sentence.range.begin);
  const std::uint32_t clause = s.sentence.clauses[s.clause_of(subject.begin)].range.begin;
  const bool when_asked = s.view.raw[verb - 1] == 0x65F6;   // "when asked whether C, said D"
  return (!when_asked && asks_whether_zh(s.view, {std::min(subject.end, verb), verb})) || s.starting_at(clause, TermKind::joiner, "condition") != nullptr;
}

bool only_talks(const Scene& s, Range before_verb) {
  if (!s.latin) return asks_whether_zh(s.view, before_verb) || s.starting_at(before_verb.begin, TermKind::joiner, "condition") != nullptr;
  for (Range word = en::word_after(s.view, before_verb.begin, before_verb.end); !word.empty(); word = en::word_after(s.view, word.end, before_verb.end))
    if (openers.has(s.view, word) || (s.view.reads(word.begin, word.end, "that") && opens_before_en(s, word.end, before_verb.begin))) return true;
  return false;
}

}  // namespace locarno::read
