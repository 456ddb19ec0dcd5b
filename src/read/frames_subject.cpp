// locarno/read/frames_subject.cpp -- the subject of a cue: the phrase before it, one in apposition, one behind it, or that of the clause before.
#include "read/frames_finder.hpp"
#include "read/home_state.hpp"
#include "read/noun_en.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
/// The subject of a cue: the phrase right before it, else the first one of its clause, else inherited.
bool Finder::find_subject(Frame& f) {
  if (s.latin) return find_subject_en(f);
  const Range clause = clause_at(f.cue.range.begin);
  std::uint32_t floor = clause.begin;
  if (relay_end > floor && relay_end <= f.cue.range.begin) floor = relay_end;
  std::uint32_t cue_begin = f.cue.range.begin;
  for (const Token& t : s.tokens) {   // "does not think": one word of refusal that holds the cue
    if (t.range.begin > cue_begin) break;
    if (s.is(t, TermKind::negator, "negation") && t.range.end == f.cue.range.end && t.range.begin < cue_begin && t.range.begin >= floor) {
      f.adjuncts.denied = true;
      cue_begin = t.range.begin;
      break;
    }
  }
  std::uint32_t at = pass_adjuncts_left(s, cue_begin, floor, f.adjuncts);
  if (const Token* but = s.starting_at(floor, TermKind::joiner, "contrast"); but != nullptr && but->range.end == at && one_of(f.cls, {"denial", "rejection"})) at = floor;   // "but denies"
  if (at == floor + 1 && s.view.raw[floor] == 0x5E76) at = floor;   // "and", not seen as a word where it begins another cue
  const bool act = is_act_class(f.cls);
  if (is_topic_zh({floor, f.cue.range.begin})) return false;
  if (at > floor) {
    Speaker direct = phrase_ending_at(s, at, floor);
    if (direct && is_oblique(s, direct.phrase.begin, floor) && !s.latin && !join_with(direct, floor)) {
      Adjuncts ignored;
      Speaker real = first_phrase(s, {floor, direct.phrase.begin});
      if (real && !is_possessed(real)) direct = real;
      else direct = {};
    }
    if (!direct && s.latin) direct = apposed_subject(at, floor);
    if (direct && direct.kind != SpeakerKind::pronoun) s.latin ? join_left_latin(direct, floor) : join_left(direct, floor);
    if (headline && f.cls == "commitment" && f.hint == "agree") join_glued(direct);
    if (direct) {
      f.speaker = direct;
      f.begin = direct.phrase.begin;
      return true;
    }
    if (s.latin) return act ? inherit(f, act) : find_subject_before_comma(f, at, floor, act);
    if (act && f.cue.range.begin - floor > 30) return false;
    Speaker first = first_phrase(s, {floor, f.cue.range.begin});
    if (first) glued_name(first, at);
    if (first && !is_possessed(first) && (!act || !s.has_issue({first.phrase.end, f.cue.range.begin}))) {
      f.speaker = first;
      f.begin = first.phrase.begin;
      return true;
    }
    if (act || first) return false;
    Speaker unknown = bare_name(floor, at);
    if (!unknown) unknown = counted_person(floor, at);
    if (unknown) {   // somebody never named before is not the speaker before
      f.speaker = unknown;
      f.begin = unknown.phrase.begin;
      return true;
    }
    return inherit(f, act);
  }
  return inherit(f, act);
}

/// "A and B said": a second name joined on the left.
void Finder::join_left(Speaker& direct, std::uint32_t floor) const {
  for (int step = 0; step < 3; ++step) {
    const std::uint32_t b = direct.phrase.begin;
    if (b <= floor) return;
    const char32_t c = s.view.raw[b - 1];
    const bool joins = c == 0x3001 || c == 0x548C || c == 0x53CA || c == 0x4E0E;
    if (!joins) return;
    Speaker other = phrase_ending_at(s, b - 1, floor);
    if (!other || other.kind == SpeakerKind::pronoun) return;
    if (c == 0x3001 && other.kind == SpeakerKind::unnamed && direct.kind == SpeakerKind::person) {   // two offices of one person
      direct.phrase.begin = other.phrase.begin;
      continue;
    }
    join(other, direct);
    direct = other;
  }
}

/// "A with B say": the word of company right before B joins the two, when A stands right before it.
bool Finder::join_with(Speaker& direct, std::uint32_t floor) const {
  const std::uint32_t b = direct.phrase.begin;
  if (b <= floor + 1) return false;
  const auto is_with = [&](std::uint32_t at) {
    const char32_t c = s.view.raw[at];
    return c == 0x4E0E || c == 0x540C || c == 0x548C || c == 0x53CA;
  };
  std::uint32_t with = b - 1;
  if (s.view.mark(with) == Mark::open_quote && with > floor + 1) --with;   // "A with <<B>>"
  bool described = false;   // "A with the country's largest group B"
  if (!is_with(with)) {
    while (with > floor + 1 && b - with < 16 && s.view.is_han_at(with) && !is_with(with)) described = described || s.view.raw[with] == particle_de, --with;
    if (!described || !is_with(with)) return false;
  }
  Speaker other = phrase_ending_at(s, with, floor);
  if (!other || other.kind == SpeakerKind::pronoun || (described && other.phrase.begin != floor)) return false;
  join_left(other, floor);
  const bool opens = other.phrase.begin <= floor + 3 || s.ending_at(other.phrase.begin, TermKind::joiner) != nullptr;
  if (!opens) return false;
  join(other, direct);
  direct = other;
  return true;
}

/// "A and B met ..., and promised ...": what the clause before tells of two, both do.
void Finder::join_right(Speaker& first, Range clause) const {
  const std::uint32_t e = first.phrase.end;
  if (s.latin && e < sentence().range.end && s.view.mark(e) == Mark::comma && first.kind == SpeakerKind::body) {   // "A, B and C have ..."
    const Token* next = s.starting_at(s.skip_spaces_right(e + 1, sentence().range.end), TermKind::actor);
    if (next == nullptr || s.actor(*next).kind == ActorKind::person || s.term(*next).cls == "adjective") return;
    if (s.actor(*next).party.find(';') != std::string::npos) { join(first, from_actor(s, *next)); return; }
    const Token* word = s.starting_at(s.skip_spaces_right(next->range.end, sentence().range.end), TermKind::joiner, "and");
    const Token* last = word == nullptr ? nullptr : s.starting_at(s.skip_spaces_right(word->range.end, sentence().range.end), TermKind::actor);
    if (last == nullptr || s.actor(*last).kind == ActorKind::person || s.term(*last).cls == "adjective") return;
    join(first, from_actor(s, *next));
    join(first, from_actor(s, *last));
    return;
  }
  if (e + 1 >= clause.end || first.kind == SpeakerKind::pronoun || first.kind == SpeakerKind::document) return;
  Speaker other;
  if (s.latin) {
    const Token* word = s.starting_at(s.skip_spaces_right(e, clause.end), TermKind::joiner, "and");
    if (word == nullptr) return;
    other = phrase_starting_at(s, word->range.end, clause.end);
  } else {
    const char32_t c = s.view.raw[e];
    if (c != 0x4E0E && c != 0x540C && c != 0x548C && c != 0x53CA && c != 0x3001) return;
    const std::uint32_t from = e + 2 < clause.end && s.view.mark(e + 1) == Mark::open_quote ? e + 2 : e + 1;
    other = phrase_starting_at(s, from, clause.end);
    if (other && other.phrase.begin > from) return;
  }
  if (other && other.kind != SpeakerKind::pronoun && other.kind != SpeakerKind::document && other.party != first.party) join(first, other);
}

/// Before a "Mr" or "Ms" that ends at `at`.
static std::uint32_t before_mister(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  static constexpr en::WordList forms("mr", "mrs", "ms", "sheikh");
  const std::uint32_t end = at > floor && s.view.raw[at - 1] == '.' ? at - 1 : at;
  const Range word = en::word_before(s.view, end, floor);
  return forms.has(s.view, word) ? s.skip_spaces_left(word.begin, floor) : at;
}

/// "In a joint statement A and B", "that Presidents A and B", "said both A and B".
bool Finder::opens_pair_en(Range before) const {
  static constexpr en::WordList openers("statement", "declaration", "communique", "both", "that", "presidents", "leaders", "ministers");
  return openers.has(s.view, en::word_before(s.view, before.end, before.begin));
}

/// "Egypt and Qatar urged", "A, B and C said".
void Finder::join_left_latin(Speaker& direct, std::uint32_t floor) const {
  std::uint32_t p = before_mister(s, s.skip_spaces_left(direct.phrase.begin, floor), floor);
  if (const Range the = en::word_before(s.view, p, floor); en::is_determiner(s.view, the)) p = s.skip_spaces_left(the.begin, floor);   // "A and the B"
  if (const std::uint32_t left = s.skip_spaces_left(p, sentence().range.begin); headline && direct.kind == SpeakerKind::body && left > sentence().range.begin + 2 && s.view.mark(left - 1) == Mark::comma) {
    if (Speaker one = phrase_ending_at(s, left - 1, sentence().range.begin); one.kind == SpeakerKind::body && one.phrase.begin <= sentence().range.begin + 4) {   // "A, B agree on C"
      join(one, direct);
      direct = one;
    }
    return;
  }
  const Token* word = s.ending_at(p, TermKind::joiner, "and");
  if (word == nullptr || word->range.begin <= floor || s.view.words(word->range).size() != 3) return;
  if (const Token* adjective = s.ending_at(s.skip_spaces_left(word->range.begin, floor), TermKind::actor); adjective != nullptr && s.term(*adjective).cls == "adjective" && direct.kind == SpeakerKind::unnamed && !direct.party.empty()) {   // "Afghan and Pakistani envoys"
    if (s.actor(*adjective).party.empty() || direct.party == "UNKNOWN") return;
    direct.party = join_parties(s.actor(*adjective).party, direct.party);
    direct.phrase.begin = adjective->range.begin;
    return;
  }
  Speaker other = phrase_ending_at(s, s.skip_spaces_left(word->range.begin, floor), floor);
  if (!other || other.kind == SpeakerKind::pronoun || other.kind == SpeakerKind::document) return;
  const std::uint32_t before = before_mister(s, s.skip_spaces_left(other.phrase.begin, floor), floor);
  const bool opens = before <= floor || s.view.reads(floor, before, "the") || s.view.reads(floor, before, "both") ||
                     s.ending_at(before, TermKind::joiner, "contrast") != nullptr || s.time_ending_at(before) != nullptr || opens_pair_en({floor, before});
  if (!opens) return;
  join(other, direct);
  direct = other;
  const std::size_t k = s.clause_of(floor);   // "A, B and C said": what stands before the comma is one more of them
  if (before > floor || k == 0 || sentence().clauses[k].range.begin != floor || sentence().clauses[k].before != Mark::comma) return;
  const Range c = sentence().clauses[k - 1].range;
  const Token* first = c.size() <= 60 ? s.ending_at(c.end, TermKind::actor) : nullptr;
  if (first != nullptr && s.actor(*first).kind == ActorKind::person && direct.kind == SpeakerKind::joint) {   // "Chancellor A, President B and Premier C said"
    Speaker named = phrase_ending_at(s, c.end, c.begin);
    if (named.phrase.begin <= c.begin + 1 && !s.has(c, TermKind::cue)) {
      join(named, direct);
      direct = named;
    }
    return;
  }
  if (first == nullptr || c.size() > 40 || s.actor(*first).kind == ActorKind::person || s.actor(*first).kind == ActorKind::outlet || s.term(*first).cls == "adjective" || s.has(c, TermKind::cue)) return;
  Speaker one = from_actor(s, *first);
  if (is_oblique(s, first->range.begin, c.begin)) {   // "the ministers of A, B and C": A's as well
    const Range of = en::word_before(s.view, first->range.begin, c.begin);
    const std::uint32_t office = s.skip_spaces_left(of.begin, c.begin);
    if (!en::is_word(s.view, of, "of") || s.ending_at(office, TermKind::title) == nullptr || s.view.raw[office - 1] != 's') return;
    direct.party = join_parties(one.party, direct.party);
    direct.name = one.name + " and " + direct.name;
    return;
  }
  join(one, direct);
  direct = one;
}

/// "X, the foreign minister, said": the phrase before the comma is a description; the name stands before it.
Speaker Finder::apposed_subject(std::uint32_t at, std::uint32_t floor) const {
  (void)floor;
  std::uint32_t p = s.skip_spaces_left(at, sentence().range.begin);
  if (p <= sentence().range.begin || s.view.mark(p - 1) != Mark::comma) return {};
  const std::size_t k = s.clause_of(p - 1);
  if (sentence().clauses.size() <= k) return {};
  const Range described = sentence().clauses[k].range;
  if (k > 0) {
    const Range before = sentence().clauses[k - 1].range;
    Speaker named = phrase_ending_at(s, before.end, before.begin);
    const Speaker own = named.kind == SpeakerKind::body ? phrase_ending_at(s, described.end, described.begin) : Speaker{};   // "the envoy to BODY, NAME,"
    if (own.kind == SpeakerKind::person && own.phrase.begin <= described.begin + 20) return own;
    if (named.kind == SpeakerKind::person || named.kind == SpeakerKind::body) return named;
  }
  return phrase_ending_at(s, described.end, described.begin);
}

bool Finder::find_subject_before_comma(Frame& f, std::uint32_t at, std::uint32_t floor, bool act) {
  (void)at;
  const std::size_t k = s.clause_of(f.cue.range.begin);
  if (k > 0 && f.cue.range.begin - floor < 12) {
    Speaker named = apposed_subject(floor, sentence().range.begin);
    if (named && named.kind != SpeakerKind::pronoun) {
      f.speaker = named;
      f.begin = named.phrase.begin;
      return true;
    }
  }
  return inherit(f, act);
}

/// A cue that begins its clause: the subject of the frame before, else of the sentence.
bool Finder::inherit(Frame& f, bool act) {
  const std::size_t k = s.clause_of(f.cue.range.begin);
  const Range clause = sentence().clauses[k].range;
  if (!frames.empty()) {
    const Frame& before = frames.back();
    if (act && before.parent >= 0) return false;
    if (s.latin) {
      // "and invited", ", adding that"
      const std::uint32_t p = s.skip_spaces_left(f.cue.range.begin, clause.begin);
      const bool participle = s.view.reads(f.cue.range.end - 3, f.cue.range.end, "ing");
      const bool joined = (p == clause.begin && (participle || f.cls == "framing")) || s.ending_at(p, TermKind::joiner, "and") != nullptr;
      if (!joined) return false;
    }
    if (!s.latin && before.speaker.kind == SpeakerKind::outlet && s.has({clause.begin, f.cue.range.begin}, TermKind::actor)) return false;   // "refuses to accept that B announced C"
    if (takes_reported_zh(f)) return true;
    f.speaker = before.speaker;
    f.inherited = true;
    f.begin = clause.begin;
    if (s.latin)
      if (const Token* word = s.ending_at(s.skip_spaces_left(f.cue.range.begin, clause.begin), TermKind::joiner, "and"); word != nullptr) f.begin = word->range.begin;
    if (!f.adjuncts.time) f.adjuncts.time = before.adjuncts.time;
    if (f.adjuncts.channel.empty()) f.adjuncts.channel = before.adjuncts.channel;
    f.parent = before.parent;
    f.relays = before.relays;
    return true;
  }
  if (k == 0) {
    // no subject in the sentence: that of the discourse, for words of speech only
    if (act || s.latin) return false;
    f.inherited = true;
    f.begin = clause.begin;
    return true;
  }
  if (s.latin) {   // "its spokesman, Name Name, said"
    const Range described = sentence().clauses[k - 1].range;
    Speaker named = phrase_ending_at(s, described.end, described.begin);
    if (named.kind == SpeakerKind::person && named.phrase.begin <= described.begin + 4) {
      f.speaker = named;
      f.begin = named.phrase.begin;
      return true;
    }
  }
  if (act && (s.latin || s.has({clause.begin, f.cue.range.begin}, TermKind::actor))) return false;   // "..., refuses to accept that B announced C"
  for (std::size_t i = 0; i < k; ++i) {
    const Range c = sentence().clauses[i].range;
    Speaker first = first_phrase(s, c);
    if (first && has_attitude_zh(first, c)) {   // "A's attitude is guarded, says only C": A
      f.speaker = first;
      f.inherited = true;
      f.begin = clause.begin;
      return true;
    }
    if (first && is_possessed(first)) {   // "the sister of A, the deputy head B, ...": B
      std::uint32_t at = first.phrase.end + 1;
      const std::uint32_t reach = std::min(c.end, at + 8);
      while (at < reach && s.view.raw[at] != 0x3001) ++at;
      if (Speaker named = at < reach ? first_phrase(s, {at + 1, c.end}) : Speaker{}; named.kind == SpeakerKind::person && named.phrase.begin <= at + 9) first = named;   // a party or body before the title
    }
    if (const Speaker named = s.latin ? Speaker{} : named_holder_zh(first, c)) first = named;
    if (!first || is_possessed(first) || (quoted(first.phrase.begin) && quoted(first.phrase.end - 1))) continue;
    if (s.latin && is_oblique(s, first.phrase.begin, c.begin)) continue;
    if (act || one_of(f.cls, {"commitment", "demand"})) join_right(first, c);
    f.speaker = first;
    f.inherited = true;
    f.begin = first.phrase.begin;
    for (const TimeAt& t : s.times)
      if (!f.adjuncts.time && t.range.begin < f.cue.range.begin) f.adjuncts.time = t.index;
    return true;
  }
  return false;
}

/// "Q," said S.
bool Finder::take_inverted(Frame& f) {
  if (!one_of(f.cls, {"neutral", "assertive", "reveal", "warning"})) return false;
  if (sentence().range.begin >= f.cue.range.begin) return false;
  const std::uint32_t p = s.skip_spaces_left(f.cue.range.begin, sentence().range.begin);
  if (p <= sentence().range.begin || (s.view.quote[p - 1] == 0 && s.view.mark(p - 1) != Mark::comma)) return false;
  Speaker after;
  if (s.latin && s.view.reads(f.cue.range.begin, f.cue.range.end, "told")) {   // "Q," NAME, a teacher, told A: A is told
    after = described_before_en(f);
  } else if (s.view.quote[p - 1] > 0) {
    after = phrase_starting_at(s, f.cue.range.end, sentence().range.end);
    if (!after || after.phrase.begin > f.cue.range.end + 30) after = noun_phrase_en({f.cue.range.end, clause_at(f.cue.range.begin).end});
  } else {
    after = speaker_behind_en(f);
  }
  if (!after || (after.kind == SpeakerKind::pronoun && after.phrase.size() <= 4)) return false;
  name_behind(after);
  f.speaker = after;
  f.begin = f.cue.range.begin;
  f.rule = "inverted";
  return true;
}

/// "said a lawmaker of X, Name Name": the name behind the comma is whom the office describes.
void Finder::name_behind(Speaker& office) const {
  if (!s.latin || office.kind != SpeakerKind::unnamed) return;
  const std::size_t k = s.clause_of(office.phrase.end - 1);
  if (office.phrase.end != clause_at(office.phrase.end - 1).end || k + 1 >= sentence().clauses.size() || sentence().clauses[k + 1].before != Mark::comma) return;
  const Range c = sentence().clauses[k + 1].range;
  Speaker named = phrase_ending_at(s, s.view.trimmed(c).end, c.begin);
  if (named.kind != SpeakerKind::person || named.phrase.begin > c.begin + 1) return;
  if (named.party.empty() || named.party == "UNKNOWN") named.party = office.party, named.org = office.org, named.inferred = office.inferred;
  if (named.role.empty()) named.role = office.role;
  office = named;
}

/// "A, he said, and B": speaker and cue between two commas, with words of A before them.
bool Finder::is_parenthetic(const Frame& f) const { return frames.empty() && stands_between_commas(f); }

/// The same shape behind words that somebody else is said to have said.
bool Finder::passes_on(const Frame& f) const {
  if (frames.empty() || frames.back().content.empty() || frames.back().content.begin >= f.begin || quoted(f.begin - 1)) return false;
  const Frame& before = frames.back();
  return before.has_cue && !is_act_class(before.cls) && before.parent < 0 && f.cls == "neutral" && f.speaker.kind != SpeakerKind::pronoun && !same_speaker(f.speaker, before.speaker) && stands_between_commas(f);
}

bool Finder::stands_between_commas(const Frame& f) const {
  if (!s.latin || is_act_class(f.cls) || f.speaker.kind == SpeakerKind::none || f.inherited) return false;
  const std::uint32_t e = behind_listener_en(f);
  if (e >= sentence().range.end || s.view.mark(e) != Mark::comma) return false;
  const std::uint32_t b = s.skip_spaces_left(f.begin, sentence().range.begin);
  const Range opener = en::word_after(s.view, sentence().range.begin, f.begin);   // "Referring to X, he added, C": no content
  if (en::is_participle_form(s.view, opener) || en::is_coordinator(s.view, opener) || en::is_adverb_form(s.view, opener)) return false;
  const std::uint32_t behind = s.skip_spaces_right(e + 1, sentence().range.end);
  if (en::is_preposition(s.view, opener) && behind < sentence().range.end && quoted(behind) && s.clause_of(f.begin) == 1) return false;   // "In a statement, he declared, <<Q>>"
  return b > sentence().range.begin + 12 && s.view.mark(b - 1) == Mark::comma && f.cue.range.begin - f.begin <= 40;
}

/// "X, in a speech on Tuesday, said", "X received Y on Tuesday and said", "..., X said in Rome on Tuesday": a day between
/// the speaker and the word of speech, or behind it where the words stand before.
void Finder::take_near_time(Frame& f) const {
  const std::size_t k = s.clause_of(f.cue.range.begin);
  const Range own = sentence().clauses[k].range;
  const std::uint32_t from = own.contains(f.speaker.phrase) ? f.speaker.phrase.end : own.begin;
  const auto is_day = [&](const TimeAt& t) {
    const TimeFact& fact = s.report.times[t.index];
    return !fact.is_duration && !fact.future && fact.basis != DateBasis::vague && !quoted(t.range.begin);
  };
  if (!f.inherited)
    for (const TimeAt& t : s.times)
      if (from <= t.range.begin && t.range.end <= f.cue.range.begin && is_day(t)) { f.adjuncts.time = t.index; return; }
  if (!s.latin || f.content.begin > f.cue.range.begin) return;
  for (const TimeAt& t : s.times)
    if (own.contains(t.range) && t.range.begin >= f.cue.range.end && is_day(t)) { f.adjuncts.time = t.index; return; }
}

void Finder::take_leading_time(Frame& f) const {
  // "On 14 December, X said": a clause that is a time, or begins with one
  const std::size_t k = s.clause_of(f.begin);
  const Range own = sentence().clauses[k].range;
  for (const TimeAt& t : s.times)
    if (own.contains(t.range) && t.range.end <= f.begin) f.adjuncts.time = t.index;
  if (f.adjuncts.time || k == 0 || quoted(sentence().range.begin)) return;
  const Range before = sentence().clauses[k - 1].range;
  for (const TimeAt& t : s.times)
    if (before.contains(t.range) && (before.size() <= t.range.size() + 4 || t.range.begin <= before.begin + 3)) f.adjuncts.time = t.index;
}

}  // namespace locarno::read
