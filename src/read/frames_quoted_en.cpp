// locarno/read/frames_quoted_en.cpp -- English relays that stand in a clause of their own or in the passive: "as quoted by A",
// "in comments carried by A", "B was quoted by A as saying", "A has been told by B".
#include "read/frames_finder.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

constexpr en::WordList passed_on("quoted", "reported", "cited", "carried", "published", "broadcast", "aired", "relayed", "translated", "posted", "released", "distributed", "shared", "seen", "obtained");
constexpr en::WordList words_of("comments", "remarks", "statement", "interview", "speech", "message", "address", "statements", "footage", "video", "post", "letter", "text", "as");

/// The end of "quoted by" in the clause; 0 when there is none. `verb`: its participle.
std::uint32_t behind_by(const View& view, Range clause, Range& verb) {
  for (Range word = en::word_after(view, clause.begin, clause.end); !word.empty(); word = en::word_after(view, word.end, clause.end)) {
    if (!passed_on.has(view, word)) continue;
    const Range by = en::word_after(view, word.end, clause.end);
    if (!en::is_word(view, by, "by") && !en::is_word(view, by, "on")) continue;
    verb = word;
    return by.end;
  }
  return 0;
}

}  // namespace

/// "As quoted by A, B said C", "In comments carried by A, B said C": A, when an outlet or the media stand there; the clause is
/// the one right before B's.
Speaker Finder::carrier_before(const Frame& f) const {
  const std::size_t k = s.clause_of(f.begin);
  if (!s.latin || f.inherited || k == 0 || f.speaker.kind == SpeakerKind::outlet || sentence().clauses[k].before != Mark::comma) return {};
  const Range clause = sentence().clauses[k - 1].range;
  Range opener = en::word_after(s.view, clause.begin, clause.end), verb;
  const bool in = en::is_word(s.view, opener, "in"), as = en::is_word(s.view, opener, "as");
  const std::uint32_t by = in || as ? behind_by(s.view, clause, verb) : 0;
  if (by == 0) return {};
  bool of_words = as;
  for (Range word = en::word_after(s.view, opener.end, verb.begin); in && !word.empty() && !of_words; word = en::word_after(s.view, word.end, verb.begin)) of_words = words_of.has(s.view, word);
  if (!of_words) return {};
  for (const Token& t : s.tokens) {   // "the North's state news agency A"
    if (t.range.end > clause.end) break;
    if (t.range.begin >= by && s.is(t, TermKind::actor) && s.actor(t).kind == ActorKind::outlet) return from_actor(s, t);
  }
  Speaker carrier = phrase_starting_at(s, by, clause.end);
  return is_press(carrier) ? carrier : Speaker{};
}

/// "C, B said in a statement carried by A": A, in the clause of the word of speech.
Speaker Finder::carrier_behind(const Frame& f) const {
  const Range rest{f.cue.range.end, clause_at(f.cue.range.begin).end};
  Range verb;
  const std::uint32_t by = s.latin && f.speaker.kind != SpeakerKind::outlet ? behind_by(s.view, rest, verb) : 0;
  if (by == 0 || verb.begin > rest.begin + 40) return {};
  bool of_words = false;
  for (Range word = en::word_after(s.view, rest.begin, verb.begin); !word.empty() && !of_words; word = en::word_after(s.view, word.end, verb.begin)) of_words = words_of.has(s.view, word);
  const Token* outlet = of_words ? s.first_in({by, rest.end}, TermKind::actor) : nullptr;
  for (; outlet != nullptr && outlet != s.tokens.data() + s.tokens.size() && outlet->range.end <= rest.end; ++outlet)   // "the North's official news agency"
    if (s.is(*outlet, TermKind::actor) && s.actor(*outlet).kind == ActorKind::outlet) return from_actor(s, *outlet);
  return {};
}

/// "B said C, as quoted by A.": A, in the last clause of the sentence.
Speaker Finder::carrier_last(const Frame& f) const {
  const Clause& last = sentence().clauses.back();
  if (!s.latin || f.inherited || f.speaker.kind == SpeakerKind::outlet || last.before != Mark::comma || last.range.begin <= f.cue.range.end || last.range.size() > 60) return {};
  Range verb;
  std::uint32_t from = last.range.begin;
  while (from < last.range.end && !s.view.is_letter_at(from)) ++from;   // the mark that closes a quotation
  const Range opener = en::word_after(s.view, from, last.range.end);
  const bool in = en::is_word(s.view, opener, "in");   // "in comments carried by A"
  if (!in && !en::is_word(s.view, opener, "as")) return {};
  const std::uint32_t by = behind_by(s.view, last.range, verb);
  if (by == 0 || (in && !words_of.has(s.view, en::word_before(s.view, verb.begin, from)))) return {};
  const Speaker carrier = phrase_starting_at(s, by, last.range.end);
  return is_press(carrier) ? carrier : Speaker{};
}

/// "Citing B, the outlet A reported that C": B, in the clause right before A's.
Speaker Finder::cited_before(const Frame& f) const {
  const std::size_t k = s.clause_of(f.begin);
  if (!s.latin || k == 0 || sentence().clauses[k].before != Mark::comma || f.speaker.kind != SpeakerKind::outlet) return {};
  const Range clause = sentence().clauses[k - 1].range;
  const Token* citing = s.starting_at(s.skip_spaces_right(clause.begin, clause.end), TermKind::cue, "source");
  if (citing == nullptr) return {};
  Speaker source = phrase_starting_at(s, citing->range.end, clause.end);
  return source && source.phrase.begin <= citing->range.end + 12 ? source : Speaker{};
}

/// "<<Q,>> NAME, a teacher of 41, told A": who stands between the quotation and the description that ends before the word of speech.
Speaker Finder::described_before_en(const Frame& f) const {
  std::size_t k = s.clause_of(f.cue.range.begin);
  while (k > 0 && describes_en(sentence().clauses[k - 1].range)) --k;
  if (k == 0) return {};
  const Range clause = s.view.trimmed(sentence().clauses[k - 1].range);
  if (clause.empty() || s.view.quote[clause.begin] > 0 || clause.size() > 60) return {};
  Speaker who = phrase_ending_at(s, clause.end, clause.begin);
  if (!who) who = noun_phrase_en(clause);
  return who.kind == SpeakerKind::outlet ? Speaker{} : who;
}

/// "the outlet A, which quoted B", "C, A reported, citing B who": A, at the end of the clause before the one that the word for
/// quoting opens, its word of speech passed.
Speaker Finder::outlet_before(const Token& source) const {
  const std::size_t k = s.clause_of(source.range.begin);
  if (!s.latin || k == 0 || sentence().clauses[k].before != Mark::comma) return {};
  const Range clause = sentence().clauses[k].range, before = s.view.trimmed(sentence().clauses[k - 1].range);
  const Range opener = en::word_after(s.view, clause.begin, clause.end);
  const bool opens = opener.begin == source.range.begin || (en::is_word(s.view, opener, "which") && en::word_after(s.view, opener.end, clause.end).begin == source.range.begin);
  if (!opens) return {};
  std::uint32_t end = before.end;
  if (const Token* said = s.ending_at(end, TermKind::cue); said != nullptr && said->range.begin > before.begin) {
    Adjuncts ignored;
    end = pass_adjuncts_left(s, said->range.begin, before.begin, ignored);
  }
  const Speaker outlet = phrase_ending_at(s, s.skip_spaces_left(end, before.begin), before.begin);
  return is_press(outlet) ? outlet : Speaker{};
}

/// "B was quoted by A as saying C", "B was quoted as saying C": at the word "saying".
bool Finder::take_quoted_as(Frame& f) {
  const Range clause = clause_at(f.cue.range.begin);
  const Range verb = s.latin ? en::word_before(s.view, f.cue.range.end, f.cue.range.begin) : Range{};
  if (!s.latin || !en::is_participle_form(s.view, verb)) return false;
  const Range as = en::word_before(s.view, verb.begin, clause.begin);   // inside the cue or before it
  if (!en::is_word(s.view, as, "as") || en::is_word(s.view, en::word_after(s.view, f.cue.range.end, clause.end), "by")) return false;   // "<<C,>> B was quoted as saying by A"
  Range quoted_word, word = en::word_before(s.view, as.begin, clause.begin);
  for (int step = 0; step < 8 && !word.empty(); ++step, word = en::word_before(s.view, word.begin, clause.begin))
    if (en::is_word(s.view, word, "quoted") || en::is_word(s.view, word, "cited")) { quoted_word = word; break; }
  if (quoted_word.empty()) return false;
  word = en::word_before(s.view, quoted_word.begin, clause.begin);
  if (!en::is_be(s.view, word)) {   // "A quoted B as saying" has A for its subject; "as denying" is an act of B's
    if (!is_act_class(f.cls)) return false;
    f.speaker = phrase_ending_at(s, as.begin, quoted_word.end);
    if (Speaker teller = phrase_ending_at(s, s.skip_spaces_left(quoted_word.begin, clause.begin), clause.begin)) f.relays.push_back(teller);
    return f.speaker && take_passive_speech(f, s.skip_spaces_right(f.cue.range.end, sentence().range.end));
  }
  while (en::is_auxiliary(s.view, word)) word = en::word_before(s.view, word.begin, clause.begin);
  f.speaker = word.empty() ? apposed_subject(clause.begin, sentence().range.begin) : phrase_ending_at(s, word.end, clause.begin);   // "NAME, the minister, was quoted"
  if (!f.speaker) return false;
  const Range by = en::word_after(s.view, quoted_word.end, as.begin);
  if (en::is_word(s.view, by, "by"))
    if (Speaker teller = phrase_starting_at(s, by.end, as.begin)) f.relays.push_back(teller);
  return take_passive_speech(f, s.skip_spaces_right(f.cue.range.end, sentence().range.end));
}

/// "A has been told by B that C": B speaks, A passes it on when it is an outlet.
bool Finder::take_told_by(Frame& f) {
  if (!s.latin || !s.view.reads(f.cue.range.begin, f.cue.range.end, "told")) return false;
  const Range clause = clause_at(f.cue.range.begin);
  const Range by = en::word_after(s.view, f.cue.range.end, clause.end);
  Range word = en::word_before(s.view, f.cue.range.begin, clause.begin);
  if (!en::is_word(s.view, by, "by") || !en::is_be(s.view, word)) return false;
  std::uint32_t ceiling = clause.end;
  for (std::uint32_t i = by.end; i + 6 < ceiling; ++i)
    if (s.view.reads(i, ceiling, " that ")) ceiling = i;
  f.speaker = phrase_starting_at(s, by.end, ceiling);
  if (!f.speaker || f.speaker.phrase.begin > by.end + 30) return false;
  while (en::is_auxiliary(s.view, word)) word = en::word_before(s.view, word.begin, clause.begin);
  if (Speaker whom = phrase_ending_at(s, word.end, clause.begin); whom.kind == SpeakerKind::outlet) f.relays.push_back(whom);
  return take_passive_speech(f, s.skip_spaces_right(f.speaker.phrase.end, sentence().range.end));
}

/// The frame of a passive verb of speech whose content begins at `at`, past "that".
bool Finder::take_passive_speech(Frame& f, std::uint32_t at) {
  const std::uint32_t end = sentence().range.end;
  if (const Range that = en::word_after(s.view, at, end); en::is_word(s.view, that, "that")) at = s.skip_spaces_right(that.end, end);
  f.begin = clause_at(f.cue.range.begin).begin;
  f.rule = "passive_speech";
  f.content = content_range(f, at, end);
  if (f.content.size() < 8) return false;
  if (!f.adjuncts.time) take_leading_time(f);
  place(f);
  frames.push_back(std::move(f));
  return true;
}

/// "told lawmakers": the end of those who are told when a comma follows them, else of the word of speech.
std::uint32_t Finder::behind_listener_en(const Frame& f) const {
  constexpr std::uint32_t longest = 34;
  const std::uint32_t from = f.cue.range.end, end = std::min(sentence().range.end, from + longest);
  if (!s.view.reads(f.cue.range.begin, from, "told")) return from;
  for (Range word = en::word_after(s.view, from, end); !word.empty(); word = en::word_after(s.view, word.end, end)) {
    if (en::is_auxiliary(s.view, word) || en::is_subordinator(s.view, word) || en::is_finite_opener(s.view, word)) return from;
    if (word.end < end && s.view.mark(word.end) == Mark::comma) return word.end;
  }
  return from;
}

/// "Two diplomats familiar with it said": those whom the preposition describes.
bool Finder::take_familiar_en(Frame& f, Range it, std::uint32_t floor) {
  const Range with = en::word_before(s.view, it.begin, floor), familiar = en::word_before(s.view, with.begin, floor);
  f.speaker = phrase_ending_at(s, s.skip_spaces_left(familiar.begin, floor), floor);
  const Range count = en::word_before(s.view, f.speaker.phrase.begin, floor);
  f.begin = en::is_determiner(s.view, count) ? count.begin : f.speaker.phrase.begin;
  return bool(f.speaker);
}

}  // namespace locarno::read
