// locarno/read/frames_terms_zh.cpp -- what a text binds to: "according to the agreement, A must withdraw, B must ...". A record for
// each party that a clause names as bound; the text, and so those who made it, speaks.
#include "read/frames_finder.hpp"

namespace locarno::read {
namespace {

/// "in accordance with": the letters that such an opening begins with.
bool opens_terms(const Scene& s, std::uint32_t at) {
  const char32_t c = s.view.raw[at];
  const Token* opener = s.starting_at(at, TermKind::joiner, "subordinate");
  return opener != nullptr && opener->range.size() == 2 && (c == 0x6839 || c == 0x6309 || c == 0x4F9D);
}

/// The noun of the text that ends the clause, with an article of it behind ("the agreement's article 2").
Range text_noun(const Scene& s, Range clause) {
  const Token* noun = s.ending_at(clause.end, TermKind::joiner, "name_end");
  if (noun == nullptr) noun = s.ending_at(clause.end, TermKind::pronoun, "document");
  return noun != nullptr && noun->range.begin >= clause.begin ? noun->range : Range{};
}

/// A word of duty, or of what is to come.
bool binds(const Scene& s, Range r) {
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) return false;
    if (!r.contains(t.range)) continue;
    if (s.is(t, TermKind::predicate, "demand") && s.term(t).value == "modal") return true;
    if (s.is(t, TermKind::hedge, "planned") && t.range.size() == 1) return true;
    if (s.is(t, TermKind::negator) && s.term(t).value == "will") return true;
  }
  return false;
}

}  // namespace

void Finder::take_terms_zh() {
  const auto& clauses = sentence().clauses;
  if (!frames.empty() || headline || clauses.size() < 2 || quoted(sentence().range.begin)) return;
  const Range head = clauses.front().range;
  if (head.size() > 40 || clauses[1].before != Mark::comma || !opens_terms(s, head.begin)) return;
  const Range noun = text_noun(s, head);
  if (noun.empty() || !binds(s, {clauses[1].range.begin, sentence().range.end})) return;
  Frame f;
  f.cue = {{head.begin, head.begin + 2}, TermId::none()};
  f.has_cue = false;
  f.cls = "commitment";
  f.speaker.kind = SpeakerKind::document;
  f.speaker.name = "agreement";
  f.speaker.head = noun;
  f.speaker.phrase = {head.begin + 2, head.end};
  f.begin = head.begin;
  f.rule = "terms";
  f.content = s.view.trimmed({clauses[1].range.begin, sentence().range.end});
  for (std::size_t i = 2; i < clauses.size(); ++i) {   // "A must ..., B must ...": each bound party by itself
    const Range c = clauses[i].range;
    const bool names = s.starting_at(c.begin, TermKind::actor) != nullptr || s.starting_at(c.begin, TermKind::title) != nullptr;
    if (!names || !binds(s, c) || !binds(s, {f.content.begin, c.begin})) continue;
    Frame part = f;
    part.content = s.view.trimmed({f.content.begin, c.begin});
    frames.push_back(std::move(part));
    f.content.begin = c.begin;
  }
  f.content = s.view.trimmed(f.content);
  frames.push_back(std::move(f));
  Speaker both;   // the parties that it binds made it
  for (const Frame& part : frames) {
    const Token* bound = s.starting_at(part.content.begin, TermKind::actor);
    if (bound != nullptr && s.actor(*bound).kind != ActorKind::person) join(both, from_actor(s, *bound));
  }
  if (both.kind != SpeakerKind::joint) return;
  both.head = both.phrase = frames.front().speaker.phrase;
  for (Frame& part : frames) part.speaker = both;
}

/// "A should admit C": what somebody wants A to say; no word of A's.
bool Finder::is_wished_zh(const Frame& f) const {
  const std::uint32_t at = f.cue.range.begin;
  if (s.latin || at <= sentence().range.begin + 1) return false;
  if (s.view.raw[at - 1] == 0x4ECE && s.view.raw[at - 2] == 0x65E0) return true;   // "there is no way to confirm it"
  if (f.inherited) return false;
  const char32_t c = s.view.raw[at - 1];
  if (at > sentence().range.begin + 1 && is_act_class(f.cls)) {   // "A spoke of demanding C": a topic
    const char32_t b = s.view.raw[at - 2];
    if ((c == 0x53CA || c == 0x5230) && (b == 0x8C08 || b == 0x63D0 || b == 0x8BBA)) return true;
  }
  if (!frames.empty() && frames.back().cue.range.end <= at && clause_at(frames.back().cue.range.begin).contains(f.cue.range) && at > sentence().range.begin + 2) {   // "A says the army cannot confirm C"
    const char32_t x = s.view.raw[at - 2];
    const bool able = (x == 0x65E0 && c == 0x6CD5) || ((x == 0x672A || x == 0x4E0D) && c == 0x80FD) || (x == 0x96BE && c == 0x4EE5);
    if (able) return true;
  }
  std::uint32_t b = at;   // "must first admit"
  if (c == 0x5148 || c == 0x518D) --b;
  if (b > sentence().range.begin + 1) {
    const char32_t x = s.view.raw[b - 2], y = s.view.raw[b - 1];
    if ((x == 0x5FC5 && (y == 0x987B || y == 0x9700)) || (x == 0x5E94 && y == 0x8BE5)) return true;
  }
  return c == 0x5E94 || c == 0x987B || (c == 0x5F53 && at > sentence().range.begin + 1 && s.view.raw[at - 2] == 0x5E94);
}

/// "That B claims C is made up": a clause that ends by saying the claim in it is false.
bool Finder::is_refuted_zh(const Frame& f) const {
  static constexpr std::u16string_view verdicts[] = {u"\u634F\u9020", u"\u8C0E\u8A00", u"\u4E0D\u5B9E", u"\u65E0\u636E", u"\u4E4C\u6709", u"\u9020\u8C23", u"\u6839\u636E", u"\u865A\u5047"};
  const std::uint32_t end = clause_at(f.cue.range.begin).end;
  if (s.latin || end < f.cue.range.end + 4) return false;
  for (const std::u16string_view verdict : verdicts)
    if (s.view.raw[end - 2] == verdict[0] && s.view.raw[end - 1] == verdict[1]) return true;
  return false;
}

/// "As to A's having said C, B ...": a clause, from its beginning up to the word of speech, that only names what B speaks of.
bool Finder::is_topic_zh(Range before) const {
  const Token* to = s.starting_at(before.begin, TermKind::joiner, "prep");
  if (s.latin || to == nullptr || to->range.size() < 2 || s.term(*to).value != "toward" || s.clause_of(before.begin) + 1 >= sentence().clauses.size()) return false;
  const Token* who = s.starting_at(to->range.end, TermKind::actor);
  return who != nullptr && who->range.end < before.end && sentence().clauses[s.clause_of(before.begin)].range.contains(before);
}

/// "When A spoke of C, B": the word of speech only says when.
bool Finder::tells_when_zh(const Frame& f) const {
  const Range clause = clause_at(f.cue.range.begin);
  if (s.latin || f.cue.range.size() != 2 || clause.end <= f.cue.range.end || s.view.raw[clause.end - 1] != 0x65F6) return false;
  const char32_t a = s.view.raw[f.cue.range.begin], b = s.view.raw[f.cue.range.begin + 1];
  return (b == 0x53CA || b == 0x5230) && (a == 0x8C08 || a == 0x63D0 || a == 0x8BB2);
}

/// "A has not declared itself any further": nobody speaks.
bool Finder::keeps_silent_zh(const Frame& f) const {
  constexpr std::uint32_t longest_gap = 6;   // between the word of denial and the noun of speaking
  if (s.latin || f.cls != "marked") return false;
  const std::uint32_t at = f.cue.range.begin, floor = clause_at(at).begin;
  const Token* no = s.last_in({at > floor + longest_gap ? at - longest_gap : floor, at}, TermKind::negator);
  return no != nullptr && s.term(*no).cls == "negation";
}

}  // namespace locarno::read
