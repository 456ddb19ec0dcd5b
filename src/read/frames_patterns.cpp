// locarno/read/frames_patterns.cpp -- patterns that are not "subject, cue, content": colon, agentless, passive, noun cue,
// topic, list, quotation first.
#include <algorithm>

#include "read/frames_finder.hpp"
#include "read/words_en.hpp"

namespace locarno::read {

bool Finder::take_colon() {
  bool found = take_colon_at(0) || (s.latin && take_quoted_behind_colon());
  // several headlines in one line: each may have its own head
  for (std::size_t k = 1; headline && k + 1 < sentence().clauses.size(); ++k)
    if (sentence().clauses[k].before == Mark::space && take_colon_at(k)) found = true;
  return found;
}

/// "NAME was more cautious: <<Q>>": no verb of speech before the colon, a person at the head of the sentence, and the quotation fills
/// the rest of it.
bool Finder::take_quoted_behind_colon() {
  const auto& clauses = sentence().clauses;
  std::size_t k = 1;
  while (k < clauses.size() && clauses[k].before != Mark::colon) ++k;
  if (k >= clauses.size() || headline) return false;
  const Range head{sentence().range.begin, clauses[k - 1].range.end};
  const Range rest = s.view.trimmed({clauses[k].range.begin, sentence().range.end});
  if (rest.size() < 12 || !quoted(rest.begin) || quoted(head.begin) || s.has(head, TermKind::cue)) return false;
  for (std::uint32_t i = rest.begin; i + 1 < rest.end; ++i)
    if (!quoted(i)) return false;
  Speaker who = first_phrase(s, head);
  if (who.kind == SpeakerKind::unnamed && clauses.size() > 2 && clauses[1].before == Mark::comma && clauses[1].range.end <= head.end)   // "A's envoy, NAME, was ..."
    if (Speaker named = phrase_ending_at(s, clauses[1].range.end, clauses[1].range.begin); named.kind == SpeakerKind::person) {
      if (named.party.empty() || named.party == "UNKNOWN") named.party = who.party, named.inferred = who.inferred;
      named.phrase.begin = who.phrase.begin;
      who = named;
    }
  if (who.kind != SpeakerKind::person || who.phrase.begin > head.begin + 30 || s.view.is_possessive_at(who.phrase.end, head.end)) return false;
  Frame f;
  f.cue = {{head.end, head.end + 1}, TermId::none()};
  f.has_cue = false;
  f.cls = "neutral";
  f.speaker = who;
  f.begin = head.begin;
  f.content = rest;
  f.rule = "colon";
  frames.push_back(std::move(f));
  return true;
}

/// A Chinese headline's "A answers B's invitation: C": A.
Speaker Finder::answers_zh(Range head) const {
  const Speaker first = s.latin ? Speaker{} : first_phrase(s, head);
  if (!first || first.phrase.begin > head.begin || first.kind == SpeakerKind::pronoun || first.phrase.end + 2 >= head.end) return {};
  const char32_t a = s.view.raw[first.phrase.end], b = s.view.raw[first.phrase.end + 1];
  const bool answers = (a == 0x56DE && (b == 0x5E94 || b == 0x590D)) || a == 0x8C08 || a == 0x8BC4;   // answers, speaks of, comments on
  return answers ? first : Speaker{};
}

/// "Colombia: NAME believes C": the state is what the headline is about.
bool Finder::labels_topic(Range head, Range rest) const {
  const Token* state = s.starting_at(head.begin, TermKind::actor);
  const Token* who = s.starting_at(rest.begin, TermKind::actor);
  return state != nullptr && who != nullptr && s.actor(*state).kind == ActorKind::state && s.actor(*who).kind == ActorKind::person && s.starting_at(s.skip_spaces_right(who->range.end, rest.end), TermKind::cue) != nullptr;
}

/// "Armenian PM NAME: C", "Russian FM NAME: C": the state of the person and two capitals.
bool Finder::names_office_en(Range before, const Speaker& who) const {
  const Token* state = s.starting_at(before.begin, TermKind::actor);
  if (!s.latin || who.kind != SpeakerKind::person || state == nullptr || s.actor(*state).party != who.party) return false;
  const Range office = en::word_after(s.view, state->range.end, before.end);
  if (office.size() > 3 || s.skip_spaces_right(office.end, before.end) < before.end) return false;
  for (std::uint32_t i = office.begin; i < office.end; ++i)
    if (!s.view.is_capital_at(i)) return false;
  return !office.empty();
}

/// "CAIRO: C": a town in capitals is where the report was written.
bool Finder::is_dateline(Range head) const {
  const Token* town = s.starting_at(head.begin, TermKind::actor);
  if ((town != nullptr && s.term(*town).cls != "metonym") || head.size() < 4) return false;
  if (!headline && town != nullptr && town->range.end == head.end && head.begin == sentence().range.begin) return true;   // "Islamabad: C"
  for (std::uint32_t i = head.begin; i < head.end; ++i)
    if (s.view.is_letter_at(i) && !s.view.is_capital_at(i)) return false;
  return true;
}

bool Finder::take_colon_at(std::size_t k) {
  if (sentence().clauses.size() < k + 2 || sentence().clauses[k + 1].before != Mark::colon) return false;
  const Range head = sentence().clauses[k].range;
  Speaker sp = headline ? answers_zh(head) : Speaker{};
  if (head.size() > 24 || quoted(head.begin) || (!sp && s.has(head, TermKind::cue))) return false;
  if (!sp) sp = phrase_ending_at(s, head.end, head.begin);
  if (!sp || sp.kind == SpeakerKind::pronoun || sp.kind == SpeakerKind::document) return false;
  if (sp.phrase.begin > head.begin + 4 && !names_office_en({head.begin, sp.phrase.begin}, sp)) return false;
  if (s.latin && (sp.is_new || is_dateline(head) || labels_topic(head, sentence().clauses[k + 1].range))) return false;
  Frame f;
  f.cue = {{head.end, head.end + 1}, TermId::none()};
  f.has_cue = false;
  f.cls = "colon";
  f.speaker = sp;
  f.begin = sp.phrase.begin;
  f.content = s.view.trimmed({sentence().clauses[k + 1].range.begin, sentence().range.end});
  f.rule = "colon";
  for (Frame& before : frames) close(before, head.begin);
  frames.push_back(std::move(f));
  return true;
}

/// X is seen as C: nobody is named.
void Finder::take_agentless(const Token& cue) {
  Frame f;
  f.cue = cue;
  f.cls = s.term(cue).cls;
  f.speaker.kind = SpeakerKind::unspecified;
  f.speaker.name = "(unspecified)";
  f.speaker.party = "UNKNOWN";
  f.begin = cue.range.begin;
  for (const Frame& before : frames)
    if (before.content.contains(cue.range.begin)) return;   // a word of somebody's speech
  const Range clause = clause_at(cue.range.begin);
  if (s.has({clause.begin, cue.range.begin}, TermKind::hedge) || s.has(clause, TermKind::joiner, "condition")) return;
  std::uint32_t end = clause.end;
  for (const Clause& c : sentence().clauses) {
    if (c.range.begin < end || s.latin) continue;
    if (s.starting_at(c.range.begin, TermKind::joiner, "contrast") != nullptr || c.before == Mark::semicolon) break;
    end = c.range.end;
  }
  f.content = s.view.trimmed({cue.range.end, end});
  f.rule = "agentless";
  if (!f.content.empty()) frames.push_back(std::move(f));
}

/// X has been defined by S as C.
void Finder::take_passive(const Token& cue) {
  const Range clause = clause_at(cue.range.begin);
  Speaker by = phrase_starting_at(s, cue.range.end, clause.end);
  if (!by) return;
  std::uint32_t at = by.phrase.end;
  while (at + 4 < clause.end && !s.view.reads(at, clause.end, " as ")) ++at;
  if (at + 4 >= clause.end) return;
  Frame f;
  f.cue = cue;
  f.cls = "assertive";
  f.speaker = by;
  f.begin = cue.range.begin;
  f.content = s.view.trimmed({at + 4, clause.end});
  f.rule = "passive";
  frames.push_back(std::move(f));
}

/// S's acknowledgment that C; Q ... S's words (the quotation stands before).
void Finder::take_noun(const Token& cue) {
  const Range clause = clause_at(cue.range.begin);
  Frame f;
  f.cue = cue;
  f.cls = s.term(cue).value.empty() ? "noun" : "concession";
  f.hint = s.term(cue).value;
  if (s.latin) {
    std::uint32_t p = s.skip_spaces_left(cue.range.begin, clause.begin);
    if (const Token* adverb = s.ending_at(p, TermKind::joiner, "adverb"); adverb != nullptr) p = s.skip_spaces_left(adverb->range.begin, clause.begin);
    if (p > clause.begin + 2 && (s.view.raw[p - 2] == 0x2019 || s.view.raw[p - 2] == '\'')) p -= 2;
    Speaker sp = phrase_ending_at(s, p, clause.begin);
    if (!sp) return;
    f.speaker = sp;
    f.begin = sp.phrase.begin;
    f.content = s.view.trimmed({cue.range.end, noun_content_end(cue.range.end, clause.end)});
    f.rule = "noun_that";
    if (f.content.size() > 8) frames.push_back(std::move(f));
    return;
  }
  Adjuncts adjuncts;
  const std::uint32_t at = pass_adjuncts_left(s, cue.range.begin, clause.begin, adjuncts);
  Speaker sp = phrase_ending_at(s, at, clause.begin);
  if (!sp) return;
  if (!frames.empty() && is_act_class(frames.back().cls) && frames.back().content.contains(cue.range)) return;   // "condemned his remarks": what the act is about
  f.speaker = sp;
  f.adjuncts = adjuncts;
  f.begin = sp.phrase.begin;
  f.rule = "noun";
  const std::size_t k = s.clause_of(cue.range.begin);
  if (!f.adjuncts.time && k > 0)
    if (const TimeAt* t = s.time_starting_at(sentence().clauses[k - 1].range.begin); t != nullptr) f.adjuncts.time = t->index;
  // the content is the quotation before, which may be a sentence of its own: left empty here
  f.content = {clause.begin, clause.begin};
  const Range before = s.view.trimmed({sentence().range.begin, clause.begin});
  if (!before.empty() && quoted(before.begin) && s.view.quote[before.end - 1] > 0) f.content = before;
  if (s.view.raw[cue.range.end - 1] == 0x4E2D && f.content.empty()) {  // "in his remarks, C"
    f.content = s.view.trimmed({clause.end, sentence().range.end});
    f.rule = "noun_in";
  }
  frames.push_back(std::move(f));
}

/// The clause after a noun cue ends at the verb of the main clause, which only a marked verb shows.
std::uint32_t Finder::noun_content_end(std::uint32_t from, std::uint32_t end) const {
  const Token* verb = s.first_in({from, end}, TermKind::narrator);
  return verb != nullptr ? verb->range.begin : end;
}

/// S on TOPIC expresses doubt.
bool Finder::take_topic(Frame& f) {
  const bool denies = f.cls == "denial";
  if (s.latin || !(denies || one_of(f.cls, {"doubt", "attitude_oppose", "attitude_support"}))) return false;
  const Range clause = clause_at(f.cue.range.begin);
  if (denies && f.cue.range.end < clause.end) return false;
  const Token* to = nullptr;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= f.cue.range.begin) break;
    if (t.range.begin >= clause.begin && s.is(t, TermKind::joiner, "prep") && s.term(t).value == "toward") { to = &t; break; }
  }
  if (to == nullptr || f.cue.range.begin - to->range.end < 2) return false;
  f.content = denies ? without_claim({to->range.end, f.cue.range.begin}) : s.view.trimmed({to->range.begin, f.cue.range.begin});
  Adjuncts ignored;
  const std::uint32_t at = pass_adjuncts_left(s, to->range.begin, clause.begin, ignored);
  Speaker sp = phrase_ending_at(s, at, clause.begin);
  if (!sp) sp = first_phrase(s, {clause.begin, to->range.begin});
  if (sp) { f.speaker = sp; f.begin = sp.phrase.begin; f.inherited = false; }
  else {
    f.begin = clause.begin;
    f.inherited = true;
    if (!frames.empty()) f.speaker = frames.back().speaker;
    else if (!inherit(f, true)) return false;
    f.begin = clause.begin;
  }
  f.rule = "topic";
  return true;
}

/// Quotation first, then the speaker: "Q", S said. / C, S said.
bool Finder::take_quote_first(Frame& f) {
  if (is_act_class(f.cls)) return false;
  const std::uint32_t begin = frames.empty() ? sentence().range.begin : std::max(frames.back().content.end, sentence().range.begin);
  if (s.latin && f.speaker.kind == SpeakerKind::person && !f.speaker.head.empty())
    if (const Range office = en::office_clause_before(s.view, sentence(), f.speaker.head.begin); !office.empty() && office.begin > begin) f.begin = office.begin;   // "C, its envoy, NAME, told"
  Range before = s.latin ? before_speaker_en(begin, f.begin) : s.view.trimmed({begin, f.begin});
  if (const auto& clauses = sentence().clauses; s.latin && clauses.size() > 1 && clauses[1].before == Mark::colon && before.begin <= clauses[0].range.begin && is_dateline(clauses[0].range)) before.begin = clauses[1].range.begin;
  if (before.empty()) return false;
  if (!frames.empty() && frames.back().content.overlaps(before)) return false;
  const bool quote = s.view.quote[before.begin] > 0;
  if (!quote && before.size() < (s.latin ? 14u : 5u)) return false;
  if (s.latin && en::is_word(s.view, en::word_before(s.view, before.end, before.begin), "nor")) return false;   // "neither A nor B commented"
  f.content = before;
  f.begin = before.begin;
  f.rule = quote ? "quote_first" : "content_first";
  return true;
}

/// A verb of a single character that only headlines use: accuses, blasts, blames, lauds, urges.
static bool is_headline_verb(char32_t c) { return c == 0x6279 || c == 0x63A7 || c == 0x8F70 || c == 0x8D23 || c == 0x8D5E || c == 0x5401; }

/// In Chinese, "A (then) holds that C" by its single character, with no comma behind it.
bool Finder::points_out_zh(Range cue) const {
  constexpr std::u16string_view adverbs = u"\u5247\u5219\u4EA6\u53C8\u9084\u8FD8\u5747\u660E\u544A", nouns = u"\u7684\u5411\u5B9A\u793A\u6570\u6578\u8457\u7740";
  if (s.latin || cue.size() != 1 || s.view.raw[cue.begin] != 0x6307 || cue.begin <= sentence().range.begin || cue.end + 2 >= sentence().range.end) return false;
  const char32_t before = s.view.raw[cue.begin - 1], next = s.view.raw[cue.end];
  const auto one_of_marks = [](std::u16string_view marks, char32_t c) { return c < 0x10000 && marks.find(static_cast<char16_t>(c)) != std::u16string_view::npos; };
  return (s.ending_at(cue.begin, TermKind::actor) != nullptr || one_of_marks(adverbs, before)) && !one_of_marks(nouns, next);
}

/// A word of asking or promising inside a list, or before a conjunction, is a noun; some words need a comma behind
/// them, and "shows" needs a document before it.
bool Finder::is_noun_here(const Frame& f) const {
  const Range r = f.cue.range;
  const std::uint32_t end = sentence().range.end;
  const auto joins = [&](std::uint32_t i) {
    const char32_t c = s.view.raw[i];
    return c == 0x3001 || c == 0x53CA || c == 0x4E0E || c == 0x548C;
  };
  if (!s.latin && is_act_class(f.cls) && ((r.end < end && joins(r.end) && f.cls != "denial") || (r.begin > sentence().range.begin && s.view.raw[r.begin - 1] == 0x3001))) return true;
  if (!s.latin && is_act_class(f.cls) && r.begin > sentence().range.begin && s.view.raw[r.begin - 1] == particle_de) {   // "the allegation of C, B denies"
    const bool closes = r.end >= end || s.view.mark(r.end) != Mark::none;
    if (closes || s.starting_at(r.end, TermKind::cue) != nullptr) return true;
  }
  if (!s.latin && r.begin > sentence().range.begin && r.end < end && s.view.raw[r.begin - 1] == particle_de && s.view.mark(r.end) == Mark::comma && frames.size() > 0) return true;   // "the notice of the result,"
  if (!s.latin && (is_act_class(f.cls) || f.cls == "warning") && r.begin > sentence().range.begin + 1) {   // "sends out an invitation", "receives a request"
    const char32_t before = s.view.raw[r.begin - 1];
    const bool held = before == 0x51FA || before == 0x5230 || (before == 0x53D7 && s.view.raw[r.begin - 2] == 0x63A5);
    if (held && s.term(f.cue).cls != "performative") return true;
  }
  if (s.latin && (f.cls == "offer" || f.cls == "commitment") && en::is_word(s.view, en::word_after(s.view, r.end, end), "no")) return true;   // "offered no details"
  if (!s.latin && f.cls.starts_with("attitude") && r.end + 2 < end) {   // "condemnation is no longer enough"
    const char32_t next = s.view.raw[r.end], then = s.view.raw[r.end + 1];
    if ((next == 0x5DF2 && (then == 0x4E0D || then == 0x7ECF)) || (next == 0x5E76 && then == 0x4E0D)) return true;
  }
  if (!s.latin && r.size() == 1 && is_headline_verb(s.view.raw[r.begin])) return !headline || s.ending_at(r.begin, TermKind::actor) == nullptr;
  if (f.cls == "marked" && points_out_zh(r)) return false;
  if (f.cls == "marked" && !(r.size() == 1 && !s.latin && r.begin == clause_at(r.begin).begin && r.begin > sentence().range.begin))   // "A issued a statement, holding that C"
    return r.end < end && s.view.mark(r.end) != Mark::comma && s.view.mark(r.end) != Mark::colon;
  return false;
}

/// "asked whether", "was asked about": only what somebody is asked to do is a demand.
bool Finder::is_question(const Frame& f) const {
  // "called it a <<trick>>" names, "called the minister on Monday" is a telephone call
  if (s.latin && f.cls == "framing" && s.view.reads(f.cue.range.begin, f.cue.range.end, "call") && f.cue.range.size() <= 7) {
    const Range clause = clause_at(f.cue.range.begin);
    for (std::uint32_t i = f.cue.range.end; i < clause.end; ++i)
      if (s.view.quote[i] > 0) return false;
    const Range whom = en::word_after(s.view, f.cue.range.end, clause.end);
    return !en::is_determiner(s.view, whom) && !en::is_finite_opener(s.view, whom);
  }
  if (!s.latin || !s.view.reads(f.cue.range.begin, f.cue.range.end, "asked") || f.cue.range.size() != 5) return false;
  const Range clause = clause_at(f.cue.range.begin);
  for (std::uint32_t i = f.cue.range.end; i + 4 < clause.end && i < f.cue.range.end + 60; ++i) {
    if (s.view.reads(i, clause.end, " if ") || s.view.reads(i, clause.end, " whether ")) return true;
    if (s.view.reads(i, clause.end, " to ")) return false;
  }
  return true;
}

/// "Q," S said, "Q": the first half closes right before the subject, and opens the sentence.
bool Finder::quote_before_subject(const Frame& f) const {
  const std::uint32_t b = s.skip_spaces_left(f.begin, sentence().range.begin);
  return f.rule == std::string_view("subject_first") && !f.inherited && b > sentence().range.begin + 3 && s.view.quote[b - 1] > 0 &&
         (s.view.mark(b - 1) == Mark::close_quote || s.view.mark(b - 1) == Mark::straight);
}

/// "The measures include A; B": a document, or the speaker of the frame before, enumerates.
void Finder::take_list(Frame& f) {
  f.speaker.kind = SpeakerKind::document;
  f.speaker.name = "statement";
  f.speaker.head = f.speaker.phrase = f.cue.range;
  f.begin = clause_at(f.cue.range.begin).begin;
  if (!frames.empty()) {
    f.speaker = frames.back().speaker;
    f.relays = frames.back().relays;
    f.parent = frames.back().parent;
    close(frames.back(), f.begin);
  }
  f.content = s.view.trimmed({f.cue.range.end, sentence().range.end});
  f.rule = "list";
  if (!f.content.empty()) frames.push_back(std::move(f));
}

/// What S calls "Q": the cue stands before the particle, the quotation after it.
void Finder::take_said_quote(Frame& f) {
  const std::uint32_t from = f.cue.range.end + 1;
  if (from >= sentence().range.end || s.view.mark(from) != Mark::open_quote) return;
  if (!find_subject(f)) return;
  std::uint32_t e = from;
  while (e < sentence().range.end && s.view.quote[e] > 0) ++e;
  f.content = {from, e};
  f.rule = "said_quote";
  if (f.content.size() < 4) return;
  place(f);
  frames.push_back(std::move(f));
}

}  // namespace locarno::read
