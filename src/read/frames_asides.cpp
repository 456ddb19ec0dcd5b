// locarno/read/frames_asides.cpp -- where what somebody said ends because the outlet sets another's word against it, tells of another's
// silence, or judges it.
#include "read/chain.hpp"
#include "read/frames_finder.hpp"
#include "read/silence.hpp"
#include "read/words_en.hpp"

namespace locarno::read {

/// "A said C, though B did not confirm this": the outlet sets another party's word against what was said.
std::uint32_t Finder::before_other_side(const Frame& f, std::uint32_t at, std::uint32_t end) {
  const Clause& last = sentence().clauses.back();
  if (last.before != Mark::comma || last.range.begin <= at || last.range.begin >= end || last.quoted) return end;
  const Range word = en::word_after(s.view, last.range.begin, last.range.end);
  if (!en::is_word(s.view, word, "though") && !en::is_word(s.view, word, "although")) return end;
  const Speaker other = phrase_starting_at(s, word.end, last.range.end);
  if (!other || other.phrase.begin > word.end + 5 || other.party.empty() || other.party == "UNKNOWN" || includes_parties(f.speaker.party, other.party)) return end;
  if (!s.has(last.range, TermKind::negator) && !s.has(last.range, TermKind::predicate, "stand")) return end;
  left_over.push_back({last.range.begin, end});
  return s.skip_spaces_left(last.range.begin, at);
}

/// In Chinese, "A said C; B did not confirm it", "A confirmed C, but would not say more": a clause of the outlet's on a silence.
bool Finder::falls_silent_zh(const Frame& f, const Clause& c) const {
  if (!s.has(c.range, TermKind::negator)) return false;
  const std::optional<Silence> silence = silence_in(s, s.view.trimmed(c.range));
  if (!silence) return false;
  const bool apart = c.before == Mark::semicolon || (headline && c.before == Mark::space);
  if (!silence->subject) return s.starting_at(c.range.begin, TermKind::joiner, "contrast") != nullptr && !silence->answers && !apart;   // "..., but would not say more": the outlet on its speaker
  if (silence->subject.kind == SpeakerKind::pronoun || silence->subject.party.empty() || silence->subject.party == "UNKNOWN") return false;
  return apart || (!silence->answers && !includes_parties(f.speaker.party, silence->subject.party));
}

/// "A said C; B has yet to respond": the outlet tells of B.
std::uint32_t Finder::another_silent(const Frame& f, std::uint32_t at, std::uint32_t end) {
  for (const Clause& c : sentence().clauses) {
    if (c.range.begin <= at || c.range.begin >= end || (s.latin && c.before != Mark::semicolon) || c.quoted) continue;
    if (!s.latin && falls_silent_zh(f, c)) {
      left_over.push_back({c.range.begin, end});
      return s.skip_spaces_left(c.range.begin, at);
    }
    bool silent = false;
    for (const Token& t : s.tokens) {
      const Range told{c.range.begin, s.latin ? end : c.range.end};   // "B, which holds D, did not respond"
      if (!told.contains(t.range) || !s.is(t, TermKind::predicate, "stand") || s.term(t).value != "uncertain") continue;
      const char32_t last = s.view.raw[t.range.end - 1];
      silent = silent || s.latin || last == 0x8BC4 || last == 0x8BBA;   // in Chinese a comment not made; an answer not given may be told by the speaker
    }
    const Speaker subject = silent ? first_phrase(s, c.range) : Speaker{};
    const bool another_body = subject.kind == SpeakerKind::pronoun && subject.pronoun == "body";   // "the army"
    if (!subject || (!s.latin && subject.phrase.begin > c.range.begin + 2) || (!another_body && (subject.party.empty() || subject.kind == SpeakerKind::pronoun)) || (!another_body && subject.party != "UNKNOWN" && includes_parties(f.speaker.party, subject.party) && subject.kind == f.speaker.kind)) continue;
    left_over.push_back({c.range.begin, end});
    return s.skip_spaces_left(c.range.begin, at);
  }
  return end;
}

/// "C - a charge the Kremlin rejects", "C, a claim that could not be verified": the outlet's words on what was said. What is
/// told in them of a party is left to the narrator's rules.
std::uint32_t Finder::aside_on_it(std::uint32_t at, std::uint32_t end) {
  for (std::uint32_t i = at + 8; i + 12 < end; ++i) {
    const char32_t c = s.view.raw[i];
    const bool dash = (c == '-' || c == 0x2013 || c == 0x2014) && (s.view.mark(i - 1) == Mark::space || c == 0x2014);
    if ((!dash && s.view.mark(i) != Mark::comma) || s.view.quote[i] > 0) continue;
    Range word = en::word_after(s.view, i + 1, end);
    if (!en::is_word(s.view, word, "a") && !en::is_word(s.view, word, "an")) continue;
    word = en::word_after(s.view, word.end, end);
    for (static constexpr std::string_view noun_list[] = {"charge", "claim", "accusation", "allegation", "assertion", "idea", "notion", "prospect", "suggestion", "demand", "proposal", "move"}; const std::string_view noun : noun_list) {
      if (!en::is_word(s.view, word, noun)) continue;
      std::uint32_t from = s.skip_spaces_right(word.end, end);
      if (s.view.reads(from, end, "that ")) from += 5;
      const bool claims = noun.front() == 'c' || noun.front() == 'a';   // others only where somebody's answer to it follows: "an idea B rejects"
      if (!claims && !(s.starting_at(from, TermKind::actor) != nullptr && (s.has({from, end}, TermKind::predicate, "refuse") || s.has({from, end}, TermKind::predicate, "oppose") || s.has({from, end}, TermKind::predicate, "accept")))) continue;
      if (from < end) left_over.push_back({from, end});
      return s.skip_spaces_left(i, at);
    }
  }
  return end;
}

}  // namespace locarno::read
