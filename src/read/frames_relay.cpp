// locarno/read/frames_relay.cpp -- who passes on what another said: according to, citing, ", A reported".
#include <algorithm>

#include "read/chain_bodies.hpp"
#include "read/frames_finder.hpp"
#include "read/speaker_parts.hpp"
#include "read/words_en.hpp"

namespace locarno::read {

/// "further", "again", "but", one character each.
static bool opens_again(char32_t c) { return c == 0x53E6 || c == 0x53C8 || c == 0x518D || c == 0x800C || c == 0x4F46; }

/// Han "according to A (date) report": returns true when the cue was a relay and is dealt with.
bool Finder::take_relay(const Token& cue) {
  const std::size_t k = s.clause_of(cue.range.begin);
  const Range clause = sentence().clauses[k].range;
  if (s.term(cue).cls != "relay") return false;
  if (quoted(cue.range.begin)) return true;
  const std::uint32_t from = s.skip_spaces_right(cue.range.end, clause.end);
  const bool again = !s.latin && cue.range.begin == clause.begin + 1 && opens_again(s.view.raw[clause.begin]);   // "further, according to A"
  if (!s.latin && (cue.range.begin == clause.begin || again)) {
    Speaker a = first_phrase(s, {from, clause.end});
    if (a && a.phrase.begin > from + 14) a = {};
    for (const Token& t : s.tokens)   // a society or an outlet in no codebook
      if (clause.contains(t.range) && s.is(t, TermKind::joiner, "society")) {
        if (Speaker society = society_zh(s, t.range.end, from)) a = society;
      } else if (clause.contains(t.range) && s.is(t, TermKind::joiner, "outlet_noun"))
        if (Speaker outlet = phrase_ending_at(s, t.range.end, from); outlet.kind == SpeakerKind::outlet) a = outlet;
    if (const Token* report = s.first_in({from, clause.end}, TermKind::cue, "report"); report != nullptr) {   // "according to B's << A >> report"
      Adjuncts passed;
      if (Speaker outlet = phrase_ending_at(s, pass_adjuncts_left(s, report->range.begin, from, passed), from); outlet.kind == SpeakerKind::outlet) a = outlet;
    }
    if (const Token* tells = s.last_in({from, clause.end}, TermKind::cue); tells != nullptr && tells->range.end == clause.end && one_of(s.term(*tells).cls, {"neutral", "reveal", "assertive"}))
      if (Speaker teller = phrase_ending_at(s, tells->range.begin, from); teller && a.kind == SpeakerKind::body) a = teller;   // "according to what an officer of <<A>> says"
    if (!a) return true;
    // "according to A, citing B's words": B speaks
    if (const Token* marker = s.first_in({from, clause.end}, TermKind::cue, "source"); marker != nullptr && marker->range.size() > 1) {
      Adjuncts passed;
      Speaker teller = phrase_ending_at(s, pass_adjuncts_left(s, marker->range.begin, from, passed), from);
      Speaker source = first_phrase(s, {marker->range.end, clause.end});
      if (teller && source) { a = teller; relay_source = source; }
    }
    relay_speaker = a;
    relay_cue = &cue;
    relay_end = clause.end;
    // "according to A's report B says" in one clause
    if (const Token* next = s.first_in({a.phrase.end, clause.end}, TermKind::cue, "report"); next != nullptr) relay_end = next->range.end;
    for (const TimeAt& t : s.times)
      if (!relay_adjuncts.time && clause.contains(t.range)) relay_adjuncts.time = t.index;
    return true;
  }
  if (s.latin) take_according_to(cue, from);
  return true;
}

/// Between a subject and its word of speech: commas on both sides, nothing but the subject before.
bool Finder::stands_inserted(const Token& cue) const {
  const std::size_t k = s.clause_of(cue.range.begin);
  if (k == 0 || k + 1 >= sentence().clauses.size() || sentence().clauses[k].before != Mark::comma || cue.range.begin > clause_at(cue.range.begin).begin + 1) return false;
  const Range before = sentence().clauses[k - 1].range;
  const Speaker subject = phrase_ending_at(s, before.end, before.begin);
  if (!subject || subject.phrase.begin > before.begin + 4 || sentence().clauses[k + 1].before != Mark::comma) return false;
  const Range after = sentence().clauses[k + 1].range;
  const Token* said = s.starting_at(s.skip_spaces_right(after.begin, after.end), TermKind::cue);
  return said != nullptr && !one_of(s.term(*said).cls, {"noun", "channel", "source", "relay", "narrator"});
}

/// "A's B news agency", "A's state-linked B", "the group's leader": who or what stands behind the possessive.
void Finder::take_possessed(Speaker& a, std::uint32_t end) const {
  for (const Token& t : s.tokens) {
    if (t.range.end > end) break;
    if (t.range.begin < a.phrase.end) continue;
    if (s.is(t, TermKind::actor) && s.actor(t).kind == ActorKind::outlet) { a = from_actor(s, t); return; }
    if (s.is(t, TermKind::joiner, "outlet_noun"))
      if (Speaker outlet = phrase_ending_at(s, t.range.end, a.phrase.end); outlet.kind == SpeakerKind::outlet) { a = outlet; return; }
    if (s.is(t, TermKind::title) && a.kind == SpeakerKind::unnamed && t.range.begin <= a.phrase.end + 12)
      if (Speaker office = noun_phrase_en({s.skip_spaces_left(a.phrase.begin, clause_at(a.phrase.begin).begin), t.range.end})) { a = office; return; }
  }
}

/// "A agreed to C, according to A's leader": what he tells, no act of A told by the outlet.
bool Finder::tells_own_act(const Speaker& teller) const {
  if (frames.empty() || teller.kind == SpeakerKind::outlet || teller.party.empty() || teller.party == "UNKNOWN") return false;
  return std::all_of(frames.begin(), frames.end(), [&](const Frame& f) {
    return is_act_class(f.cls) && f.parent < 0 && f.relays.empty() && !f.content.empty() && !quoted(f.content.begin) && has_party(f.speaker.party, teller.party);
  });
}

void Finder::take_according_to(const Token& cue, std::uint32_t from) {
  const std::size_t k = s.clause_of(cue.range.begin);
  const Range clause = sentence().clauses[k].range;
  Speaker a = phrase_starting_at(s, from, clause.end);
  if (const Range word = en::word_after(s.view, from, clause.end); en::is_word(s.view, word, "him") || en::is_word(s.view, word, "her")) {
    a = {};
    a.kind = SpeakerKind::pronoun;
    a.pronoun = "singular";
    a.head = a.phrase = word;
  }
  if (a && a.kind != SpeakerKind::outlet && s.view.is_possessive_at(a.phrase.end, clause.end)) take_possessed(a, clause.end);
  if (!a || a.phrase.begin > from + 24) a = noun_phrase_en({from, clause.end});   // "a copy of the text seen by X"
  if (!a) return;
  Frame f;
  f.cue = cue;
  f.cls = "relay";
  f.speaker = a;
  f.rule = "according_to";
  if (stands_inserted(cue)) return;   // "A, according to B, said C": the word of speech takes it up
  if (cue.range.begin <= clause.begin + 1 && k == 0) {
    f.begin = cue.range.begin;
    std::uint32_t at = clause.end;
    while (at < sentence().range.end && s.view.mark(at) != Mark::comma) ++at;
    // "according to A, which cited B, C": B speaks through A
    const Token* cited = s.first_in({at, std::min(sentence().range.end, at + 16)}, TermKind::cue, "source");
    if (cited != nullptr && (is_press(a) || a.party == "UNKNOWN")) {
      std::uint32_t next = cited->range.end;
      while (next < sentence().range.end && s.view.mark(next) != Mark::comma) ++next;
      Speaker source = phrase_starting_at(s, cited->range.end, next);
      if (!source) source = noun_phrase_en({cited->range.end, next});
      if (source && next < sentence().range.end) {
        f.relays.push_back(a);
        f.speaker = source;
        at = next;
      }
    }
    if (const std::size_t j = s.clause_of(at) + 1; j + 1 < sentence().clauses.size() && a.kind == SpeakerKind::unnamed) {   // "according to its speaker, Name Name, C"
      const Range c = sentence().clauses[j].range;
      Speaker named = phrase_ending_at(s, c.end, c.begin);
      if (named.kind == SpeakerKind::person && named.phrase.begin <= c.begin + 1) {
        if (named.party.empty() || named.party == "UNKNOWN") named.party = a.party, named.inferred = a.inferred;
        f.speaker = named;
        at = c.end;
      }
    }
    for (std::size_t j = s.clause_of(at) + 1; j + 1 < sentence().clauses.size() && describes_en(sentence().clauses[j].range) && !s.has(sentence().clauses[j].range, TermKind::cue) && !sentence().clauses[j].quoted; ++j) at = sentence().clauses[j].range.end;
    f.content = s.view.trimmed({at, sentence().range.end});
    relay_speaker = a;
    relay_cue = nullptr;
  } else {
    f.begin = sentence().range.begin;
    f.content = s.view.trimmed({sentence().range.begin, cue.range.begin});
    if (const Speaker group = group_of_office(s, a.phrase)) a.party = group.party;
    if (tells_own_act(a)) frames.clear();
    if (!frames.empty()) {
      const bool text = (a.name == "proposal" || a.name == "plan" || a.name == "agreement");   // "consulted according to the proposal"
      if (!text) add_relay(a, cue.range.begin);
      return;
    }
  }
  for (static constexpr std::string_view openers[] = {"This was ", "It was "}; const std::string_view opener : openers)   // "This was announced by B, according to A": the sentence before is what was
    if (s.view.reads(f.content.begin, f.content.end, opener))
      if (const Range verb = en::word_after(s.view, f.content.begin + static_cast<std::uint32_t>(opener.size()), f.content.end); en::is_word(s.view, en::word_after(s.view, verb.end, f.content.end), "by") && s.starting_at(verb.begin, TermKind::cue) != nullptr) return;
  if (f.content.size() > 8) frames.push_back(std::move(f));
}

/// "A quoted B as saying that C"; "B was quoted as saying by A".
void Finder::take_source_latin(Frame& f) {
  if (Speaker carrier = carrier_before(f)) f.relays.push_back(carrier), f.carried = true;
  else if (Speaker behind = carrier_behind(f)) f.relays.push_back(behind), f.carried = true;
  else if (Speaker last = carrier_last(f)) f.relays.push_back(last);
  if (const std::size_t known = f.relays.size(); f.relays.empty() && !f.inherited) {
    take_cited_after(f);   // "A reported, citing B, that C"
    if (f.relays.size() > known) { f.rule = "source"; return; }
  }
  if (Speaker source = cited_before(f)) {
    f.relays.push_back(f.speaker);
    f.speaker = source;
    return;
  }
  // "A, citing B, reported that C"
  if (f.speaker.kind == SpeakerKind::outlet && f.speaker.phrase.end < f.cue.range.begin) {
    const Token* citing = s.first_in({f.speaker.phrase.end, f.cue.range.begin}, TermKind::cue, "source");
    if (citing != nullptr && citing->range.begin <= f.speaker.phrase.end + 4)
      if (Speaker source = phrase_starting_at(s, citing->range.end, f.cue.range.begin)) {
        f.relays.push_back(f.speaker);
        f.speaker = source;
        return;
      }
  }
  for (const Token& t : s.tokens)   // "A, according to B, said C"
    if (t.range.begin >= f.speaker.phrase.end && t.range.end <= f.cue.range.begin && s.is(t, TermKind::cue, "relay") && stands_inserted(t)) {
      const Range inner{t.range.end, clause_at(t.range.begin).end};
      Speaker teller = phrase_starting_at(s, inner.begin, inner.end);
      if (!teller) teller = noun_phrase_en(inner);
      if (teller) f.relays.push_back(teller);
      break;
    }
  const Range clause = clause_at(f.cue.range.begin);
  for (const Token& t : s.tokens) {
    if (t.range.begin >= f.cue.range.begin) break;
    if (t.range.begin < clause.begin || !s.is(t, TermKind::cue, "source") || t.range.end > f.speaker.phrase.begin) continue;
    Adjuncts ignored;
    const std::uint32_t at = pass_adjuncts_left(s, t.range.begin, clause.begin, ignored);
    if (Speaker teller = phrase_ending_at(s, at, clause.begin)) { f.relays.push_back(teller); f.begin = teller.phrase.begin; }
    else if (Speaker outlet = outlet_before(t)) f.relays.push_back(outlet);
  }
  // "A, quoted by B, said C"
  if (f.speaker.phrase.end < f.cue.range.begin) {
    const Token* quoted_by = s.first_in({f.speaker.phrase.end, f.cue.range.begin}, TermKind::cue, "source");
    if (quoted_by != nullptr && s.view.reads(s.skip_spaces_right(quoted_by->range.end, sentence().range.end), sentence().range.end, "by "))
      if (Speaker teller = phrase_starting_at(s, s.skip_spaces_right(quoted_by->range.end, sentence().range.end) + 3, f.cue.range.begin)) f.relays.push_back(teller);
  }
  const std::uint32_t next = s.skip_spaces_right(f.cue.range.end, sentence().range.end);
  if (s.view.reads(next, sentence().range.end, "by ") && s.view.reads(f.cue.range.begin, f.cue.range.end, "was quoted"))
    if (Speaker teller = phrase_starting_at(s, next + 3, sentence().range.end)) f.relays.push_back(teller);
}

/// "A, quoting B's words, says C" and "A with B as its source reports C": B speaks, A relays.
void Finder::take_source(Frame& f) {
  if (s.latin) { take_source_latin(f); return; }
  const Range clause = clause_at(f.cue.range.begin);
  const Token* marker = nullptr;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= f.cue.range.begin) break;
    const bool state = t.range.size() == 1 && s.ending_at(t.range.end, TermKind::actor) != nullptr && s.starting_at(t.range.end, TermKind::title) != nullptr;   // "I(srael)'s prime minister"
    if (t.range.begin >= clause.begin && s.is(t, TermKind::cue, "source") && !state) marker = &t;
  }
  if (marker == nullptr) return;
  if (marker->range.size() == 1 && !s.has({marker->range.end, f.cue.range.begin}, TermKind::joiner, "source_end")) return;
  Speaker source = first_phrase(s, {marker->range.end, f.cue.range.begin});
  Adjuncts passed;
  Speaker teller = phrase_ending_at(s, pass_adjuncts_left(s, marker->range.begin, clause.begin, passed), clause.begin);
  if (teller.kind != SpeakerKind::outlet) teller = first_phrase(s, {clause.begin, marker->range.begin});
  if (!source) return;
  if (source.kind == SpeakerKind::body)   // "the words of the deputy head of the department, NAME": the name before the particle
    for (std::uint32_t i = source.phrase.end; i < f.cue.range.begin; ++i) {
      if (s.view.raw[i] != particle_de) continue;
      if (Speaker named = phrase_ending_at(s, i, marker->range.end); named.kind == SpeakerKind::person) source = named;
      break;
    }
  if (teller) f.relays.push_back(teller);
  f.speaker = source;
  f.begin = teller ? teller.phrase.begin : marker->range.begin;
  pass_adjuncts_left(s, marker->range.begin, clause.begin, f.adjuncts);
  f.rule = "source";
}

/// "C, A reported, citing B": B says it through A.
void Finder::take_cited_after(Frame& f) const {
  if (!s.latin || !is_press(f.speaker)) return;
  const std::uint32_t end = sentence().range.end;
  std::uint32_t at = s.skip_spaces_right(f.cue.range.end, end);
  if (s.view.reads(at, end, "on ")) at = s.skip_spaces_right(at + 3, end);
  if (const TimeAt* day = s.time_starting_at(at)) at = s.skip_spaces_right(day->range.end, end);
  const bool apart = at < end && s.view.mark(at) == Mark::comma;
  if (apart) at = s.skip_spaces_right(at + 1, end);
  const Token* citing = at < end ? s.starting_at(at, TermKind::cue, "source") : nullptr;
  if (citing == nullptr) return;
  Speaker source = phrase_starting_at(s, citing->range.end, end);
  if (!source) return;
  if (!apart) f.cue.range.end = source.phrase.end;   // "A said citing B that C": one verb of speech
  f.relays.push_back(f.speaker);
  f.speaker = source;
}

/// ", A reported." at the end: A relays what stands before.
bool Finder::add_trailing_relay(const Frame& f) {
  if (f.inherited || f.speaker.kind == SpeakerKind::none) return false;
  const Frame& before = frames.back();
  const bool tells = s.latin && f.cls == "neutral" && before.has_cue && before.parent < 0 && (!is_act_class(before.cls) || quoted(before.content.begin)) && !before.content.empty() && before.content.begin < f.begin &&
                     f.speaker.kind != SpeakerKind::pronoun && !same_speaker(f.speaker, before.speaker) && s.view.mark(s.skip_spaces_left(f.begin, sentence().range.begin) - 1) == Mark::comma;
  if (f.speaker.kind != SpeakerKind::outlet && f.cls != "report" && !tells) return false;
  add_relay(f.speaker, std::min(f.begin, clause_at(f.cue.range.begin).begin));
  if (f.rule == std::string_view("source"))   // "B will C, A reported, citing B's officials": A stands before them
    for (std::size_t i = f.relays.size(); i-- > 0;) add_relay(f.relays[i], f.begin);
  if (tells && f.speaker.kind != SpeakerKind::outlet) {   // what follows in the next sentences is the teller's
    frames.push_back(f);
    frames.back().content = {f.cue.range.end, f.cue.range.end};
  }
  return true;
}

void Finder::add_relay(const Speaker& teller, std::uint32_t at) {
  for (Frame& f : frames) {
    if (f.parent < 0) f.relays.insert(f.relays.begin(), teller);
    close(f, at);
  }
}

/// In Chinese, who puts out the statement that ends the clause, when another clause follows it; kind none else.
Speaker Finder::statement_issuer_zh(Range clause) const {
  constexpr std::uint32_t longest_gap = 8;
  const Token* text = s.latin || clause.end >= sentence().range.end ? nullptr : s.ending_at(clause.end, TermKind::pronoun, "document");
  if (text == nullptr || s.term(*text).value != "statement") return {};
  for (std::uint32_t i = text->range.begin > clause.begin + longest_gap ? text->range.begin - longest_gap : clause.begin; i + 2 <= text->range.begin; ++i) {
    const char32_t b = s.view.raw[i + 1];
    if (s.view.raw[i] != 0x53D1 || (b != 0x8868 && b != 0x5E03 && b != 0x51FA)) continue;
    const Speaker who = first_phrase(s, {clause.begin, i});
    return who && who.phrase.begin <= clause.begin + 1 && (who.kind == SpeakerKind::body || who.kind == SpeakerKind::person || who.kind == SpeakerKind::unnamed) ? who : Speaker{};
  }
  return {};
}

/// "According to A, C" without another speaker: A speaks.
void Finder::finish_relay() {
  if (!relay_speaker || relay_cue == nullptr) return;
  for (const Frame& f : frames)
    if (f.begin >= relay_end) return;
  const Range content = s.view.trimmed({relay_end, sentence().range.end});
  if (content.empty()) {   // "A said C, according to B's report" at the end
    if (!s.latin && relay_speaker.kind == SpeakerKind::outlet && !frames.empty()) add_relay(relay_speaker, relay_cue->range.begin);
    return;
  }
  Frame f;
  f.cue = *relay_cue;
  f.cls = "relay";
  f.speaker = relay_speaker;
  if (relay_source) {
    f.speaker = relay_source;
    f.relays.push_back(relay_speaker);
  }
  f.adjuncts = relay_adjuncts;
  f.begin = relay_cue->range.begin;
  f.content = content;
  f.rule = "relay";
  if (const Speaker issuer = statement_issuer_zh(clause_at(content.begin)); issuer && !relay_source) {   // "according to A, B put out a statement, refusing C": B
    f.relays.push_back(relay_speaker);
    f.speaker = issuer;
    f.content = s.view.trimmed({clause_at(content.begin).end, sentence().range.end});
  }
  frames.push_back(std::move(f));
}

}  // namespace locarno::read
