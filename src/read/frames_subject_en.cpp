// locarno/read/frames_subject_en.cpp -- the subject of an English cue. Unlike in Chinese the whole clause before the verb
// must be accounted for: "the presidents of A and B have called for" is said by two presidents, not by B; "the minister,
// who was in X, said" by the minister.
#include <algorithm>

#include "read/frames_finder.hpp"
#include "read/noun_en.hpp"
#include "read/speaker_parts.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

constexpr int most_words = 9;   // of a plain noun phrase in front of a verb of speech

/// Where the clause that holds the cue can begin at the earliest: behind a closed quotation, a colon, a semicolon, a dash.
std::uint32_t hard_floor(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  for (std::uint32_t i = at; i > floor; --i) {
    const Mark m = s.view.mark(i - 1);
    if (s.view.quote[i - 1] > 0 || m == Mark::colon || m == Mark::semicolon) return i;
    if ((s.view.raw[i - 1] == 0x2014 || s.view.raw[i - 1] == 0x2013) && i < at && s.view.mark(i) == Mark::space) return i;
  }
  return floor;
}

struct Left { std::uint32_t at; Range stop; };

/// Leftwards over the words that stand between a subject and its verb: adverbs, auxiliaries, days, a bracket.
std::uint32_t pass_left(const Scene& s, std::uint32_t at, std::uint32_t floor, Adjuncts& adjuncts) {
  for (int step = 0; step < 16 && at > floor; ++step) {
    const std::uint32_t p = s.skip_spaces_left(at, floor);
    if (p <= floor) return p;
    if (const TimeAt* t = s.time_ending_at(p); t != nullptr && t->range.begin >= floor && t->range.begin < p) {
      if (!adjuncts.time) adjuncts.time = t->index;
      at = t->range.begin;
      const Range on = en::word_before(s.view, at, floor);
      if (en::is_preposition(s.view, on)) at = on.begin;
      continue;
    }
    if (const Token* no = s.ending_at(p, TermKind::negator, "negation"); no != nullptr && no->range.begin >= floor) {
      adjuncts.denied = true;
      at = no->range.begin;
      continue;
    }
    const Range word = en::word_before(s.view, p, floor);
    if (word.empty()) {
      if (s.view.mark(p - 1) != Mark::close) return p;
      std::uint32_t b = p - 1;
      while (b > floor && s.view.mark(b) != Mark::open) --b;
      if (s.view.mark(b) != Mark::open) return p;
      for (const TimeAt& t : s.times)
        if (!adjuncts.time && Range{b, p}.contains(t.range)) adjuncts.time = t.index;
      at = b;
      continue;
    }
    const Token* adverb = s.ending_at(p, TermKind::joiner, "adverb");
    if (adverb == nullptr) adverb = s.ending_at(p, TermKind::joiner, "continue");
    if (adverb != nullptr && adverb->range.begin >= floor && (s.ending_at(p, TermKind::pronoun, "joint") == nullptr ||
        (word.begin > floor && (s.ending_at(s.skip_spaces_left(word.begin, floor), TermKind::actor) != nullptr || s.ending_at(s.skip_spaces_left(word.begin, floor), TermKind::title) != nullptr)))) { at = adverb->range.begin; continue; }
    if (en::is_auxiliary(s.view, word) || en::is_adverb_form(s.view, word) || en::is_word(s.view, word, "nevertheless") || en::is_word(s.view, word, "however") || en::is_word(s.view, word, "instead")) {
      at = word.begin;
      continue;
    }
    return p;
  }
  return s.skip_spaces_left(at, floor);
}

/// Leftwards over the words of the noun phrase before `at` (determiner, adjectives, nouns); `stop`: the word in front of it.
Left extend(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  for (int words = 0; words < most_words; ++words) {
    const std::uint32_t p = s.skip_spaces_left(at, floor);
    if (p <= floor || s.time_ending_at(p) != nullptr) return {at, {}};
    Range word = en::word_before(s.view, p, floor);
    if (word.empty() && s.view.raw[p - 1] == '.') {   // "Mr.", "Gen.", an initial
      const Range title = en::word_before(s.view, p - 1, floor);
      if (!title.empty() && title.size() <= 5 && s.view.is_capital_at(title.begin)) word = title;
    }
    if (word.empty()) return {at, {}};
    if (en::is_preposition(s.view, word) || en::is_coordinator(s.view, word) || en::is_relative(s.view, word) || en::is_subordinator(s.view, word) ||
        en::is_auxiliary(s.view, word) || s.ending_at(p, TermKind::cue) != nullptr)
      return {at, word};
    at = word.begin;
    if (en::is_word(s.view, word, "the") || en::is_word(s.view, word, "a") || en::is_word(s.view, word, "an")) {
      const Range before = en::word_before(s.view, at, floor);
      return {at, before};
    }
  }
  return {at, {}};
}

/// "by saying", "while warning", "before adding": the deed of the subject. "Accused of demanding", "committed to
/// maintaining": a noun.
bool tells_how(const Scene& s, Range word) {
  for (static constexpr std::string_view w_list[] = {"by", "in", "after", "before", "while", "without", "when", "despite", "since"}; const std::string_view w : w_list)
    if (en::is_word(s.view, word, w)) return true;
  return false;
}

/// Is the phrase behind `stop` ("in Geneva", "to reporters") no subject? "As both sides said", "after the spokesman told":
/// such a word can open a clause as well, and what stands right before the verb is then its subject.
bool is_adjunct(const Scene& s, Range stop, const Speaker& direct) {
  return en::is_preposition(s.view, stop) && !(direct && en::is_subordinator(s.view, stop));
}

}  // namespace

/// Does the clause only describe what stands before it ("who ...", "of the opposition", "the minister", "speaking to")?
static bool is_inserted(const Scene& s, Range clause) {
  const Range word = en::word_after(s.view, clause.begin, clause.end);
  if (word.empty()) return true;
  if (en::is_relative(s.view, word) || en::is_preposition(s.view, word) || en::is_participle_form(s.view, word)) return true;
  if (s.starting_at(clause.begin, TermKind::joiner, "continue") != nullptr || s.starting_at(clause.begin, TermKind::joiner, "contrast") != nullptr) return clause.size() < 14;
  for (std::uint32_t at = clause.begin; at < clause.end;) {   // a clause with a verb of its own is no description
    const Range w = en::word_after(s.view, at, clause.end);
    if (w.empty()) { ++at; continue; }
    if (en::is_auxiliary(s.view, w)) return false;
    at = w.end;
  }
  if (en::is_determiner(s.view, word) || s.starting_at(clause.begin, TermKind::title) != nullptr) return true;
  for (static constexpr std::string_view state_list[] = {"present", "close", "familiar", "aware", "loyal", "based", "responsible"}; const std::string_view state : state_list)
    if (en::is_word(s.view, word, state)) return true;   // "one of the sources, present at the talks, said"
  if (en::is_adverb_form(s.view, word) && clause.size() < 14) return true;
  return en::is_past_form(s.view, word) || en::is_word(s.view, word, "long") || en::is_word(s.view, word, "also");
}

/// "A, speaking beside his counterpart, B, said": the clause before B is about A and only brings B in.
static bool is_company(const Scene& s, Range clause) {
  const Range word = en::word_after(s.view, clause.begin, clause.end);
  return en::is_relative(s.view, word) || en::is_preposition(s.view, word) || en::is_participle_form(s.view, word);
}

bool Finder::describes_en(Range clause) const { return is_inserted(s, clause); }

/// "X, the foreign minister, said"; "its spokesman, X, said": the cue begins its clause, and the subject stands some
/// commas before it.
bool Finder::subject_before_commas(Frame& f, std::size_t k) {
  const auto& clauses = sentence().clauses;
  const bool behind_relative = k > 0 && clauses[k].before == Mark::comma && en::is_relative(s.view, en::word_after(s.view, clauses[k - 1].range.begin, clauses[k - 1].range.end));
  const std::uint32_t floor = hard_floor(s, behind_relative ? clauses[k - 1].range.begin : f.cue.range.begin, sentence().range.begin);   // "A, who vowed <<Q>>, told"
  if (k >= 3 && floor == sentence().range.begin && clauses[1].before == Mark::comma && en::is_relative(s.view, en::word_after(s.view, clauses[1].range.begin, clauses[1].range.end))) {
    // "NAME, who met A, B and C, told": what follows the relative word is a list of its own
    const Range c = clauses[0].range;
    bool is_list = true;
    for (std::size_t j = 2; j < k && is_list; ++j) is_list = clauses[j].before == Mark::comma && clauses[j].range.size() <= 50 && !s.has(clauses[j].range, TermKind::cue) && s.has(clauses[j].range, TermKind::actor);
    Speaker first = is_list ? phrase_ending_at(s, c.end, c.begin) : Speaker{};
    if (first && first.kind != SpeakerKind::pronoun && first.phrase.begin <= c.begin + 4) {
      f.speaker = first;
      f.begin = first.phrase.begin;
      return true;
    }
  }
  for (std::size_t j = k; j-- > 0 && k - j <= 5;) {
    const Range c = {std::max(clauses[j].range.begin, floor), clauses[j].range.end};
    if (c.empty() || clauses[j + 1].before != Mark::comma) return false;
    Speaker sp = phrase_ending_at(s, c.end, c.begin);
    if (j + 1 == k && sp.kind == SpeakerKind::person && sp.phrase.begin <= c.begin + 4) {   // the name is the description
      if (j >= 2 && clauses[j - 1].before == Mark::comma && clauses[j - 1].range.begin > floor && is_company(s, clauses[j - 1].range)) { --j; continue; }
      f.speaker = sp;
      f.begin = sp.phrase.begin;
      if (j > 0 && clauses[j].before == Mark::comma && clauses[j - 1].range.begin >= floor) {
        const Range before = clauses[j - 1].range;
        Speaker office = phrase_ending_at(s, before.end, before.begin);
        const bool is_place = office.kind == SpeakerKind::person && en::is_preposition(s.view, en::word_before(s.view, office.phrase.begin, before.begin));   // "envoy for Central X", "a spokesman for NAME"
        if (is_place || (office.kind != SpeakerKind::unnamed && office.kind != SpeakerKind::person)) office = noun_phrase_en(before);
        if (office.kind == SpeakerKind::unnamed || office.kind == SpeakerKind::person) {
          if (office.kind == SpeakerKind::person) f.speaker = office;
          else if (f.speaker.party.empty() || f.speaker.party == "UNKNOWN") f.speaker.party = office.party;
          f.begin = extend(s, office.phrase.begin, before.begin).at;
        }
      }
      return true;
    }
    const bool whole_name = sp.kind == SpeakerKind::person && sp.phrase.begin <= c.begin + 4;
    if (j > 0 && clauses[j].before == Mark::comma && c.begin > floor && !whole_name) {
      if (is_inserted(s, c)) continue;
      const Range before = clauses[j - 1].range;   // "Name Name, younger sister to X, said"
      const Speaker named = phrase_ending_at(s, before.end, std::max(before.begin, floor));
      if (named.kind == SpeakerKind::person && named.phrase.begin <= std::max(before.begin, floor) + 4) continue;
    }
    if (is_inserted(s, c) && j == 0 && s.starting_at(c.begin, TermKind::title) == nullptr && !en::is_determiner(s.view, en::word_after(s.view, c.begin, c.end))) return false;
    const Left left = sp ? extend(s, sp.phrase.begin, c.begin) : Left{c.end, {}};
    if (sp && !(en::is_preposition(s.view, left.stop) || en::is_auxiliary(s.view, left.stop))) {
      if (sp.kind == SpeakerKind::pronoun && j + 1 < k && (sp.pronoun == "singular" || sp.pronoun == "plural") && sp.phrase.size() <= 4) return false;
      join_left_latin(sp, c.begin);
      f.speaker = sp;
      f.begin = std::min(left.at, sp.phrase.begin);
      return true;
    }
    if (Speaker head = noun_phrase_en(c)) {
      f.speaker = head;
      f.begin = head.phrase.begin;
      return true;
    }
    return false;
  }
  return false;
}

/// The subject of the sentence, for a verb that shares it: "X met Y and said", "X did A, accusing B of C".
bool Finder::shared_subject(Frame& f, bool act) {
  const std::uint32_t at = f.cue.range.begin;
  for (std::size_t i = frames.size(); i-- > 0;) {
    const Frame& before = frames[i];
    if (!before.has_cue || before.cls == "agentless") continue;
    if (act && before.parent >= 0) return false;
    f.speaker = before.speaker;
    f.relays = before.relays;
    f.parent = before.parent;
    if (!f.adjuncts.time) f.adjuncts.time = before.adjuncts.time;
    if (f.adjuncts.channel.empty()) f.adjuncts.channel = before.adjuncts.channel;
    f.inherited = true;
    return true;
  }
  for (const Clause& c : sentence().clauses) {
    if (c.range.begin >= at) break;
    if (c.quoted) continue;
    const Range r{c.range.begin, std::min(c.range.end, at)};
    const Range word = en::word_after(s.view, r.begin, r.end);
    if (en::is_preposition(s.view, word) || en::is_relative(s.view, word) || en::is_participle_form(s.view, word) || en::is_subordinator(s.view, word)) continue;
    Speaker first = phrase_starting_at(s, r.begin, r.end);
    if (!first || s.view.is_possessive_at(first.phrase.end, r.end)) first = first_phrase(s, r);
    if (!first || first.phrase.begin > r.begin + 30 || is_oblique(s, first.phrase.begin, r.begin) || s.view.is_possessive_at(first.phrase.end, r.end)) return false;
    join_right(first, r);
    f.speaker = first;
    f.inherited = true;
    for (const TimeAt& t : s.times)
      if (!f.adjuncts.time && r.contains(t.range)) f.adjuncts.time = t.index;
    return true;
  }
  return false;
}

bool Finder::find_subject_en(Frame& f) {
  const std::size_t k = s.clause_of(f.cue.range.begin);
  const Range clause = sentence().clauses[k].range;
  const bool act = is_act_class(f.cls);
  std::uint32_t floor = hard_floor(s, f.cue.range.begin, clause.begin);
  if (relay_end > floor && relay_end <= f.cue.range.begin) floor = relay_end;
  std::uint32_t at = pass_left(s, f.cue.range.begin, floor, f.adjuncts);
  const Range word = en::word_before(s.view, at, floor);
  const bool participle = en::is_participle_form(s.view, en::word_after(s.view, f.cue.range.begin, f.cue.range.end));
  if (at > floor && (en::is_coordinator(s.view, word) || (participle && (en::is_preposition(s.view, word) || en::is_subordinator(s.view, word))))) {
    if ((participle && !en::is_coordinator(s.view, word) && !tells_how(s, word)) || !shared_subject(f, act)) return false;
    f.begin = word.begin;
    return true;
  }
  if (at > floor) {
    // "in a statement", "in Geneva", "to reporters" between the subject and its verb
    Speaker direct = phrase_ending_at(s, at, floor);
    for (int step = 0; step < 3; ++step) {
      const Left left = direct ? extend(s, direct.phrase.begin, floor) : extend(s, at, floor);
      const bool oblique = is_adjunct(s, left.stop, direct) && !en::is_word(s.view, left.stop, "of");
      if (!oblique || left.stop.begin <= floor + 3) break;
      if (direct.kind == SpeakerKind::person && left.at < direct.phrase.begin && s.time_ending_at(s.skip_spaces_left(direct.phrase.begin, floor)) != nullptr) break;
      Adjuncts passed;
      const std::uint32_t p = pass_left(s, left.stop.begin, floor, passed);
      Speaker real = phrase_ending_at(s, p, floor);
      if (!real) {
        if (p <= floor || s.view.mark(p - 1) == Mark::comma) break;
        const Left inner = extend(s, p, floor);
        if (inner.at >= p || !en::is_preposition(s.view, inner.stop)) break;
        direct = {}, at = p;
        continue;
      }
      if (const Token* channel = s.first_in({left.stop.begin, at}, TermKind::cue, "channel"); channel != nullptr) f.adjuncts.channel = s.term(*channel).value;
      for (const TimeAt& t : s.times)
        if (!f.adjuncts.time && Range{left.stop.begin, at}.contains(t.range)) f.adjuncts.time = t.index;
      if (!f.adjuncts.time) f.adjuncts.time = passed.time;
      if (real.kind == SpeakerKind::document) real.phrase.end = at;   // "a statement by X": X issued it
      else set_owner(s, real, {left.stop.begin, at});
      direct = real;
      at = p;
    }
    if (direct.kind == SpeakerKind::document && k > 0 && clause.begin == floor && sentence().clauses[k].before == Mark::comma && direct.phrase.begin <= floor + 20) {   // "NAME, the minister, issued a statement saying"
      const Range deed = en::word_after(s.view, floor, direct.phrase.begin);
      if (en::is_word(s.view, deed, "issued") || en::is_word(s.view, deed, "released") || en::is_word(s.view, deed, "published"))
        if (Speaker named = apposed_subject(floor, sentence().range.begin); named && named.kind != SpeakerKind::pronoun) direct = named;
    }
    if (direct) {
      if (direct.kind != SpeakerKind::pronoun) join_left_latin(direct, floor);
      if (const Range and_word = en::word_before(s.view, direct.phrase.begin, floor); en::is_word(s.view, and_word, "and") && and_word.begin <= floor + 1 && k > 1)
        for (std::size_t j = k - 1; j > 0 && k - j < 4; --j) {   // "A, which ..., and B urged"
          const Range own = sentence().clauses[j].range;
          if (Speaker named = phrase_ending_at(s, own.end, own.begin); named.kind == SpeakerKind::person && named.phrase.begin <= own.begin + 1) {   // "A's head, NAME, and B agreed"
            join(named, direct);
            f.speaker = named;
            f.begin = named.phrase.begin;
            return true;
          }
          if (!is_inserted(s, own)) break;
          const Range c = sentence().clauses[j - 1].range;
          Speaker other = phrase_ending_at(s, c.end, c.begin);
          if (!other || other.kind == SpeakerKind::pronoun || other.phrase.begin > c.begin + 4) continue;
          join(other, direct);
          f.speaker = other;
          f.begin = other.phrase.begin;
          return true;
        }
      const Left left = extend(s, direct.phrase.begin, floor);
      if (en::is_word(s.view, left.stop, "what") && (f.cls == "framing" || en::is_be(s.view, en::word_after(s.view, f.cue.range.end, clause.end)))) return false;   // "what he called", "what he said was": names
      if (en::is_word(s.view, left.stop, "and")) {   // "he and X": they
        const Range other = en::word_before(s.view, left.stop.begin, floor);
        if (en::is_word(s.view, other, "he") || en::is_word(s.view, other, "she") || en::is_word(s.view, other, "they")) {
          f.speaker.kind = SpeakerKind::pronoun;
          f.speaker.pronoun = "joint";
          f.speaker.plural = true;
          f.speaker.head = f.speaker.phrase = {other.begin, at};
          f.begin = other.begin;
          return true;
        }
      }
      const bool oblique = is_adjunct(s, left.stop, direct);
      if (oblique) {
        if (Speaker head = noun_phrase_en({floor, left.stop.begin})) {
          if (direct.kind == SpeakerKind::joint && head.kind == SpeakerKind::unnamed) head.party = direct.party;   // "the presidents of A and B"
          else set_owner(s, head, {left.stop.begin, at});
          if (head.kind == SpeakerKind::document) head.phrase.end = at;   // "a statement by X": X issued it
          f.speaker = head;
          f.begin = head.phrase.begin;
          return true;
        }
        const bool beside = participle && opens_with_en(clause) && left.stop.begin <= clause.begin + 1;   // ", with A dismissing C"
        if (direct.kind != SpeakerKind::person && direct.kind != SpeakerKind::pronoun && !beside) return false;
      }
      if (direct.kind == SpeakerKind::unnamed && (direct.party == "UNKNOWN" || direct.presumed()) && left.at < direct.phrase.begin && !is_private(s, direct.phrase))
        if (const Actor* body = body_in(s, {left.at, direct.phrase.begin}); body != nullptr && !body->party.empty()) direct.party = body->party, direct.org = body->canonical, direct.inferred = "";
      take_possessive_en(direct, {left.at, at});
      take_party_of_content(direct, left.at);
      f.speaker = direct;
      f.begin = std::min(left.at, direct.phrase.begin);
      if (oblique && left.at < direct.phrase.begin) f.begin = direct.phrase.begin;
      return true;
    }
    if ((act || tells_beside(f)) && take_antecedent(f, at)) return true;
    if (act && f.cue.range.begin - floor > 90) return false;
    if (const Range it = en::word_before(s.view, at, floor); en::is_word(s.view, it, "it")) {
      if (en::is_preposition(s.view, en::word_before(s.view, it.begin, floor))) return take_familiar_en(f, it, floor);
      if (f.cls == "framing" && en::is_word(s.view, en::word_before(s.view, it.begin, floor), "what")) return false;   // "what it called": names
      f.speaker.kind = SpeakerKind::pronoun, f.speaker.pronoun = "body";
      f.speaker.head = f.speaker.phrase = it;
      f.begin = f.speaker.phrase.begin;
      return true;
    }
    if (Speaker known = part_of_name(s, {s.skip_spaces_right(floor, at), at})) {
      f.speaker = known, f.begin = known.phrase.begin;
      return true;
    }
    const Range opener = en::word_after(s.view, floor, at);
    if (en::is_word(s.view, opener, "whose") && k > 0) {   // "the army, whose chief said"
      const Range before = sentence().clauses[k - 1].range;
      Speaker head = noun_phrase_en({opener.end, at});
      if (!head) return false;
      const Speaker owner = phrase_ending_at(s, before.end, before.begin);
      if (owner && (head.party.empty() || head.party == "UNKNOWN")) head.party = owner.party;
      f.speaker = head;
      f.begin = floor;
      return true;
    }
    if (Speaker head = noun_phrase_en({floor, at})) {
      take_possessive_en(head, {floor, at});
      if (f.cls == "reveal" && head.role.empty() && head.org.empty()) return false;   // "this step reveals": shows
      f.speaker = head;
      f.begin = head.phrase.begin;
      return true;
    }
    return false;
  }
  if (participle && (k > 0 || floor > clause.begin)) {
    if (!shared_subject(f, act)) return false;
    f.begin = std::max(floor, clause.begin);
    return true;
  }
  if (floor > clause.begin || k == 0) return false;   // begins the sentence, or follows a quotation
  if (sentence().clauses[k].before != Mark::comma) return false;
  if (tells_beside(f) && take_antecedent(f, f.cue.range.begin)) return true;
  const Frame bare = f;
  if (!subject_before_commas(f, k)) return false;
  if (f.speaker.kind == SpeakerKind::unnamed && f.speaker.role.empty() && one_of(f.cls, {"neutral", "assertive", "reveal"}) && !speaker_behind_en(f).phrase.empty() &&
      !en::is_relative(s.view, en::word_after(s.view, sentence().clauses[k - 1].range.begin, sentence().clauses[k - 1].range.end))) {
    f = bare;   // "..., peace and stability, said the minister": he said it
    return false;
  }
  return true;
}

}  // namespace locarno::read
