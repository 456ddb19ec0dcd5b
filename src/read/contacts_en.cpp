#include "read/contacts_en.hpp"

#include <algorithm>

#include "read/speaker.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

bool dated(const Scene& s, Range r) {
  for (const TimeAt& t : s.times)
    if (r.overlaps(t.range)) return true;
  return false;
}

bool is_place(const Scene& s, const Token& t) {
  return s.is(t, TermKind::place) || (s.is(t, TermKind::actor) && (s.term(t).cls == "metonym" || s.actor(t).kind == ActorKind::state) && s.term(t).cls != "adjective");
}

const Token* place_at(const Scene& s, std::uint32_t at) {
  for (const TermKind kind : {TermKind::place, TermKind::actor})
    if (const Token* t = s.starting_at(at, kind); t != nullptr && is_place(s, *t)) return t;
  return nullptr;
}
const Token* place_before(const Scene& s, std::uint32_t at) {
  for (const TermKind kind : {TermKind::place, TermKind::actor})
    if (const Token* t = s.ending_at(at, kind); t != nullptr && is_place(s, *t)) return t;
  return nullptr;
}

/// Is a day given, not only how long?
bool has_day(const Scene& s, Range r) {
  for (const TimeAt& t : s.times)
    if (r.overlaps(t.range) && !s.report.times[t.index].is_duration) return true;
  return false;
}

/// Nouns of meeting that a report counts and places. "round" and "session" are those of talks.
bool is_noun_of_talks(const Scene& s, Range w) {
  if (en::is_word(s.view, w, "round")) {
    const Range before = en::word_before(s.view, w.begin, s.sentence.range.begin);
    static constexpr en::WordList which("next", "further", "new", "another", "second", "third", "fourth", "fifth", "sixth", "final", "last");
    return which.has(s.view, before);
  }
  if (en::is_word(s.view, w, "call")) {   // "a 40-minute call", not "a call for"
    const std::uint32_t p = s.skip_spaces_left(w.begin, s.sentence.range.begin);
    return std::any_of(s.times.begin(), s.times.end(), [&](const TimeAt& t) { return t.range.end == p; });
  }
  static constexpr en::WordList nouns("talks", "meeting", "summit", "negotiations", "meetings", "consultations", "dialogue");
  return nouns.has(s.view, w);
}

bool is_holding(const Scene& s, Range w) {
  static constexpr en::WordList holds("hold", "held", "holding", "convene", "resume", "resuming", "attended", "resumed");
  return holds.has(s.view, w);
}

bool one_of_acts(const std::string& cls) { return cls == "rejection" || cls == "demand" || cls == "hope" || cls == "denial" || cls == "attitude_support"; }

/// The verbs by which talks happen.
bool is_happening(const Scene& s, Range w) {
  static constexpr en::WordList verbs("began", "begin", "begins", "opened", "open", "ended", "end", "ends", "concluded", "resumed", "resume", "continued", "held", "started", "start",
                                      "took", "take", "entered", "broke", "collapsed", "scheduled", "due", "go", "lasted", "adjourned", "stalled");
  return verbs.has(s.view, w);
}

}  // namespace

/// "A called B on Monday": a person right behind, and neither a name for him nor a word of calling for something.
static bool is_telephone_call(const Scene& s, Range verb, Range clause) {
  for (std::uint32_t i = verb.end; i < clause.end; ++i)
    if (s.view.quote[i] > 0) return false;
  const Speaker whom = phrase_starting_at(s, verb.end, clause.end);
  if (whom.kind != SpeakerKind::person || whom.phrase.begin > verb.end + 1) return false;
  Speaker all = whom;
  join_beside(s, all, clause.end);
  const std::uint32_t at = s.skip_spaces_right(all.phrase.end, clause.end);
  if (at >= clause.end || s.time_starting_at(at) != nullptr) return true;
  const Range next = en::word_after(s.view, at, clause.end);
  return next.empty() || en::is_preposition(s.view, next) || en::is_word(s.view, next, "late") || en::is_word(s.view, next, "again") || en::is_word(s.view, next, "yesterday");
}

/// "withdrew from the talks", "the suspension of talks", "refused to take part in the talks": nobody met.
static bool is_left(const Scene& s, Range word, std::uint32_t floor) {
  static constexpr en::WordList leaving("withdraw", "withdraws", "withdrawn", "withdrew", "withdrawing", "withdrawal", "suspend", "suspends", "suspended", "suspending", "suspension", "boycott", "boycotted", "quit",
                                        "refused", "refusal", "refuses", "abandoned", "pulled", "walked", "stopped", "halted", "failed");
  Range at = en::word_before(s.view, word.begin, floor);
  for (int step = 0; step < 7 && !at.empty(); ++step, at = en::word_before(s.view, at.begin, floor))
    if (leaving.has(s.view, at)) return true;
  return false;
}

bool tells_contact_en(const Scene& s, const Token& word, Range clause) {
  if (is_left(s, word.range, clause.begin)) return false;
  const Range first = en::word_after(s.view, word.range.begin, clause.end);
  if (en::is_word(s.view, first, "called") && first.end == word.range.end && !is_telephone_call(s, first, clause)) return false;
  if (s.term(word).cls == "with") {   // "spoke on Sunday with X", "conferred with X"
    for (std::uint32_t at = word.range.end; at < clause.end && at < word.range.end + 60;) {
      const Range w = en::word_after(s.view, at, clause.end);
      if (w.empty()) return false;
      if (en::is_word(s.view, w, "for") && s.time_starting_at(s.skip_spaces_right(w.end, clause.end)) != nullptr) return true;   // "had spoken for an hour"
      if (en::is_word(s.view, w, "for") && dated(s, {w.end, std::min(clause.end, w.end + 24)})) return true;
      if (en::is_word(s.view, w, "to"))   // "had spoken to X by telephone"
        for (std::uint32_t i = w.end; i + 6 < clause.end; ++i)
          if (s.view.reads(i, clause.end, " by phone") || s.view.reads(i, clause.end, " by telephone") || s.view.reads(i, clause.end, " on the phone")) return true;
      if (en::is_word(s.view, w, "with") || en::is_word(s.view, w, "by")) return s.has({w.end, clause.end}, TermKind::actor) || s.has({w.end, clause.end}, TermKind::title);
      at = w.end;
    }
    return false;
  }
  if (en::is_word(s.view, first, "received") && first.end == word.range.end) {   // a guest, no thing
    const Token* guest = s.first_in({word.range.end, clause.end}, TermKind::actor);
    if (guest == nullptr || guest->range.begin > word.range.end + 60) return false;
    std::uint32_t reach = std::min(clause.end, word.range.end + 60);
    for (std::uint32_t i = word.range.end; i < reach; ++i)   // "received arms from X": no guest
      if (s.view.reads(i, reach, " from ")) reach = i;
    for (const Token& t : s.tokens)
      if (t.range.begin > word.range.end && t.range.begin < reach && s.is(t, TermKind::actor) && s.actor(t).kind == ActorKind::person) return true;
    return false;
  }
  if (en::is_word(s.view, first, "meeting") && en::is_word(s.view, en::word_after(s.view, word.range.end, clause.end), "of") &&
      en::is_determiner(s.view, en::word_before(s.view, word.range.begin, clause.begin)) && en::is_word(s.view, en::word_before(s.view, en::word_before(s.view, word.range.begin, clause.begin).begin, clause.begin), "at")) return false;   // "at a meeting of the council"
  for (const Token& t : s.tokens)   // "ruled out talks with X for now"
    if (t.range.begin >= clause.begin && t.range.end <= word.range.begin && s.is(t, TermKind::cue, "denial") && s.view.reads(t.range.begin, t.range.end, "rul")) return false;
  // "is ready to meet", "open to a summit", "did not rule out a visit", "rejected a meeting"
  if (dated(s, clause)) return true;
  const Range before{clause.begin, word.range.begin};
  for (const Token& t : s.tokens) {
    if (t.range.begin >= before.end) break;
    if (!before.contains(t.range)) continue;
    if (s.is(t, TermKind::predicate) && (s.term(t).cls == "offer" || s.term(t).cls == "refuse" || s.term(t).cls == "support" || s.term(t).cls == "uncertain" || s.term(t).cls == "demand")) return false;
    if (s.is(t, TermKind::cue) && (s.term(t).cls == "rejection" || s.term(t).cls == "demand" || s.term(t).cls == "offer" || s.term(t).cls == "hope" || s.term(t).cls == "attitude_support")) return false;
  }
  return true;
}

/// Not what somebody only wants, offers or refuses.
static bool is_told(const Scene& s, Range before) {
  for (const Token& t : s.tokens) {
    if (t.range.begin >= before.end) break;
    if (!before.contains(t.range)) continue;
    if (s.is(t, TermKind::predicate) && s.term(t).cls != "stand") return false;
    if (s.is(t, TermKind::cue) && one_of_acts(s.term(t).cls)) return false;
  }
  return true;
}

/// "a further round", "a second meeting": one that is new.
static bool counted_or_new(const Scene& s, Range phrase) {
  static constexpr en::WordList which("next", "further", "new", "another", "second", "third", "fourth", "fifth", "two-day", "one-day");
  for (std::uint32_t at = phrase.begin; at < phrase.end;) {
    const Range w = en::word_after(s.view, at, phrase.end);
    if (w.empty()) return false;
    if (which.has(s.view, w)) return true;
    at = w.end;
  }
  return false;
}

static Range without_joiner(const Scene& s, Range clause) {
  const Range word = en::word_after(s.view, clause.begin, clause.end);
  return s.view.trimmed(en::is_coordinator(s.view, word) ? Range{word.end, clause.end} : clause);
}

static bool happens(const Scene& s, Range r) {
  for (std::uint32_t v = r.begin; v < r.end && v < r.begin + 70;) {
    const Range verb = en::word_after(s.view, v, r.end);
    if (verb.empty()) return false;
    if (is_happening(s, verb)) return true;
    v = verb.end;
  }
  return false;
}

Range nominal_contact_en(const Scene& s, Range clause) {
  for (std::uint32_t at = clause.begin; at < clause.end;) {
    const Range w = en::word_after(s.view, at, clause.end);
    if (w.empty()) { ++at; continue; }
    at = w.end;
    if (!is_noun_of_talks(s, w) || s.view.quote[w.begin] > 0) continue;
    // the phrase: leftwards to its determiner, a duration or the begin of the clause
    std::uint32_t begin = w.begin;
    const Token* place = nullptr;
    bool counted = false, definite = false;
    for (int words = 0; words < 6 && begin > clause.begin; ++words) {
      const std::uint32_t p = s.skip_spaces_left(begin, clause.begin);
      if (const Token* named = place_before(s, p); named != nullptr && place == nullptr && named->range.begin >= clause.begin) place = named;
      bool timed = false;
      for (const TimeAt& t : s.times)
        if (t.range.end == p && t.range.begin >= clause.begin) { begin = t.range.begin; timed = counted = true; break; }
      if (timed) continue;
      const Range before = en::word_before(s.view, p, clause.begin);
      if (before.empty()) break;
      if (en::is_word(s.view, before, "of")) {   // "12 hours of talks", "a round of talks"
        const Range unit = en::word_before(s.view, before.begin, clause.begin);
        bool measured = s.time_ending_at(unit.end) != nullptr;
        static constexpr en::WordList units("round", "rounds", "series", "cycles", "session", "sessions", "hours", "days", "weeks", "months", "day");
        measured = measured || units.has(s.view, unit);
        if (!measured) break;
        begin = before.begin;
        counted = true;
        continue;
      }
      if (en::is_preposition(s.view, before) || en::is_auxiliary(s.view, before) || en::is_coordinator(s.view, before) || en::is_relative(s.view, before) ||
          en::is_subordinator(s.view, before) || is_holding(s, before) || s.ending_at(p, TermKind::cue) != nullptr || s.ending_at(p, TermKind::joiner, "adverb") != nullptr)
        break;
      begin = before.begin;
      if (en::is_determiner(s.view, before)) { definite = en::is_word(s.view, before, "the") || en::is_word(s.view, before, "these"); break; }
    }
    // "... in PLACE", "... between A and B"
    std::uint32_t end = w.end;
    const Range in = en::word_after(s.view, w.end, clause.end);
    if (en::is_word(s.view, in, "in") || en::is_word(s.view, in, "at")) {
      std::uint32_t from = en::word_after(s.view, in.end, clause.end).begin;
      if (s.view.reads(from, clause.end, "the ")) from += 4;
      if (const Token* named = place_at(s, from); named != nullptr) { place = named; end = named->range.end; }
    }
    const bool subject = begin <= clause.begin + 4;
    if (!is_told(s, {clause.begin, begin}) && !dated(s, clause)) continue;
    // "hold a summit in late April"
    const Range deed = en::word_before(s.view, begin, clause.begin);
    if (is_holding(s, deed) && (place != nullptr || dated(s, {end, clause.end}))) return s.view.trimmed({deed.begin, clause.end});
    if (counted && (is_holding(s, deed) || en::is_word(s.view, deed, "had")) && s.has({clause.begin, deed.begin}, TermKind::actor)) return without_joiner(s, clause);   // "A and B had a 40-minute call"
    const bool soon = has_day(s, {begin, std::min(clause.end, end + 30)}) && !definite;
    if (subject && place == nullptr)
      for (const Token& t : s.tokens)   // "talks go on in Geneva"
        if (t.range.begin > w.end && t.range.end <= clause.end && is_place(s, t) && en::is_word(s.view, en::word_before(s.view, t.range.begin, w.end), "in")) place = &t;
    if (place == nullptr && !(subject && has_day(s, clause) && happens(s, {end, clause.end})) && !(soon && counted_or_new(s, {begin, w.end}))) continue;
    if (definite && !dated(s, clause)) continue;
    if (place == nullptr && !subject) return s.view.trimmed({begin, clause.end});
    // the subject of a verb of happening: the clause; else the phrase, when it is counted or dated
    if (subject && happens(s, {end, clause.end})) return without_joiner(s, clause);
    if (counted || (dated(s, {begin, std::min(clause.end, end + 30)}) && !definite) || s.view.reads(begin, end, "a ")) return s.view.trimmed({begin, end});
  }
  return {};
}

}  // namespace locarno::read
