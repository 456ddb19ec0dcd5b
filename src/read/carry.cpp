#include "read/carry.hpp"

#include "read/propositions.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

/// "Russian signals": a noun behind its adjective, not the verb by which an outlet infers.
bool is_qualified(const Scene& s, const Token& t) {
  const Token* of = s.ending_at(s.skip_spaces_left(t.range.begin, s.sentence.range.begin), TermKind::actor);
  return of != nullptr && s.term(*of).cls == "adjective";
}

/// "This admission is sensitive": the outlet on what was said.
bool weighs_speech(const Scene& s, Range r) {
  const Range word = en::word_after(s.view, r.begin, r.end);
  const Range noun = en::word_after(s.view, word.end, r.end);
  return (en::is_word(s.view, word, "this") || en::is_word(s.view, word, "these") || en::is_word(s.view, word, "that")) && !noun.empty() && !en::is_auxiliary(s.view, noun) &&
         en::is_auxiliary(s.view, en::word_after(s.view, noun.end, r.end));
}

/// Chinese: somebody else opens the sentence and quotation marks open behind a colon of it: not the words of who spoke last.
bool names_another(const Scene& s, const Memory& m, Range r) {
  const Token* who = s.starting_at(r.begin, TermKind::actor);
  if (who == nullptr || s.actor(*who).kind != ActorKind::person || actor_of(s, *who).canonical == m.last.speaker.name) return false;
  for (std::uint32_t i = who->range.end; i + 1 < r.end; ++i)
    if (s.view.mark(i) == Mark::colon && s.view.mark(i + 1) == Mark::open_quote && s.view.quote[i] == 0) return true;
  return false;
}

}  // namespace

bool is_full_quote(const Scene& s, Range r) { return !r.empty() && s.view.quote[r.begin] > 0 && s.view.quote[r.end - 1] > 0; }

bool goes_on(const Scene& s, const Memory& m, Range r) {
  if (m.carry < 0 || m.carry >= longest_carry || !m.last.speaker) return false;
  if (is_full_quote(s, r)) return true;
  for (const Clause& c : s.sentence.clauses)
    if (!c.quoted && is_narrators(s, c.range)) return false;
  if (s.latin)
    for (const Token& t : s.tokens)
      if (s.is(t, TermKind::narrator) && s.view.quote[t.range.begin] == 0 && !is_qualified(s, t)) return false;
  if (m.cls == "agentless" || m.cls == "colon" || m.cls == "noun") return false;
  if (is_act_class(m.cls) && (m.relays_of_act.empty() || s.starting_at(r.begin, TermKind::pronoun) == nullptr)) return false;
  if (s.time_starting_at(r.begin) != nullptr) return false;
  if (s.latin) {
    return quotes_speech(s, r) || (s.starting_at(r.begin, TermKind::joiner, "carry") != nullptr && !weighs_speech(s, r));
  }
  if (names_another(s, m, r)) return false;
  if (quotes_speech(s, r)) return true;
  if (s.starting_at(r.begin, TermKind::joiner, "carry") != nullptr) return true;
  if (m.carry == 0 && (s.view.raw[r.begin] == 0x8FD9 || s.starting_at(r.begin, TermKind::joiner, "condition") != nullptr)) return true;
  if (m.last.speaker.party == "EXPERT" || m.last.speaker.party == "UNKNOWN") return false;
  const Token* must = s.first_in(r, TermKind::predicate, "demand");
  return must != nullptr && s.term(*must).value == "modal";
}

bool quotes_on(const Scene& s, const Memory& m) {
  return s.latin && s.sentence.block <= m.block + 1 && s.sentence.block > 0 && m.last.speaker && m.cls != "colon" && m.cls != "agentless" &&
         (m.last.speaker.kind == SpeakerKind::person || m.last.speaker.kind == SpeakerKind::body || m.last.speaker.kind == SpeakerKind::unnamed) &&
         s.view.mark(s.sentence.range.begin) != Mark::none && s.sentence.range.size() > 30;
}

Range past_pointer(const Scene& s, Range r) {
  for (std::uint32_t i = r.begin + 3; !s.latin && i + 4 < r.end && i < r.begin + 10; ++i)
    if (s.view.mark(i) == Mark::comma) return s.view.raw[i - 1] == 0x662F && s.view.raw[i - 2] == 0x7684 ? Range{i + 1, r.end} : r;
  return r;
}

/// "A journalist of X: ...?": the paragraph asks; what it says of others is the asker's.
bool opens_question(const Scene& s) {
  const auto& clauses = s.sentence.clauses;
  if (clauses.size() < 2) return false;
  const Range head = clauses.front().range;
  if (s.view.mark(head.end) != Mark::colon) return false;
  if (!s.latin && head.size() == 1 && s.view.raw[head.begin] == 0x95EE) return true;   // "Q:"
  if (s.latin) return (head.size() == 1 && s.view.reads(head.begin, head.end, "q")) || s.view.reads(head.begin, head.end, "question") || s.view.reads(head.begin, head.end, "reporter");
  if (s.has(head, TermKind::cue)) return false;   // "A told journalists:"
  const Token* title = head.size() <= 24 ? s.ending_at(head.end, TermKind::title) : nullptr;
  return title != nullptr && s.term(*title).cls == "media";
}

}  // namespace locarno::read
