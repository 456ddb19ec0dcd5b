#include "read/stands_find.hpp"

#include <algorithm>

#include "read/chain.hpp"
#include "read/words_en.hpp"

namespace locarno::read::stands {
namespace {

constexpr char32_t particle_de = 0x7684;

bool is_possessed(const Scene& s, std::uint32_t at, std::uint32_t end) {
  if (at >= end) return false;
  if (!s.latin) return s.view.raw[at] == particle_de;
  return s.view.reads(at, end, "'s ") || (at + 2 < end && s.view.raw[at] == 0x2019 && s.view.raw[at + 1] == 's');
}

bool remains(const Scene& s, Range word) {
  return en::is_word(s.view, word, "remains") || en::is_word(s.view, word, "remain") || en::is_word(s.view, word, "remained");
}

/// May `gap` stand between a subject and its verb? Adverbs and negators do; a phrase of direction ("on X", "toward X") only
/// before a verb that closes the clause, or else the verb is one of the phrase's own.
bool fits_gap(const Scene& s, Range gap, const Token& verb, Range clause, bool has_subject) {
  if (gap.empty()) return true;
  for (std::uint32_t i = gap.begin; i < gap.end; ++i)
    if (s.view.mark(i) == Mark::comma) return false;
  if (s.has(gap, TermKind::cue)) return false;
  std::uint32_t at = s.skip_spaces_right(gap.begin, gap.end);
  while (at < gap.end) {   // adverbs, auxiliaries, negators, times
    if (const Range in = s.latin ? en::word_after(s.view, at, gap.end) : Range{}; en::is_word(s.view, in, "in") || en::is_word(s.view, in, "at")) {   // "the ministry in X did not comment"
      const Token* where = s.starting_at(s.skip_spaces_right(in.end, gap.end), TermKind::place);
      if (where == nullptr) where = s.starting_at(s.skip_spaces_right(in.end, gap.end), TermKind::actor);
      if (where != nullptr && where->range.end <= gap.end) { at = s.skip_spaces_right(where->range.end, gap.end); continue; }
    }
    const Token* word = nullptr;
    for (const Cls cls : {Cls("adverb"), Cls("continue"), Cls("contrast"), Cls("subordinate"), Cls("goes_on")})
      if (const Token* t = s.starting_at(at, TermKind::joiner, cls); t != nullptr && (word == nullptr || t->range.size() > word->range.size())) word = t;
    if (const Token* prep = s.starting_at(at, TermKind::joiner, "prep"); prep != nullptr && !s.latin && (word == nullptr || prep->range.size() >= word->range.size())) break;
    if (word == nullptr) word = s.starting_at(at, TermKind::negator);
    if (word == nullptr) word = s.starting_at(at, TermKind::hedge);
    if (word != nullptr && word->range.end <= gap.end) { at = s.skip_spaces_right(word->range.end, gap.end); continue; }
    if (const Range plain = s.latin ? en::word_after(s.view, at, gap.end) : Range{}; !plain.empty() && (en::is_adverb_form(s.view, plain) || remains(s, plain))) {
      at = s.skip_spaces_right(plain.end, gap.end);
      continue;
    }
    const TimeAt* time = s.time_starting_at(at);
    if (time == nullptr || time->range.end > gap.end) break;
    at = s.skip_spaces_right(time->range.end, gap.end);
  }
  if (!s.latin && at + 1 == gap.end && s.view.raw[at] == 0x6240) ++at;   // "what A demands"
  if (at >= gap.end) return true;
  const Range rest{at, gap.end};
  const Token* prep = s.starting_at(at, TermKind::joiner, "prep");
  if (prep != nullptr && !s.latin) {
    const std::string& value = s.term(*prep).value;
    const bool means = value == "with" || s.view.raw[at] == 0x901A || s.view.raw[at] == 0x900F;   // "through", "by way of"
    return rest.size() <= 44 && (means || verb.range.end == clause.end);
  }
  if (!has_subject || rest.size() > (s.latin ? 14u : 4u) || s.has(rest, TermKind::actor) || s.has(rest, TermKind::predicate)) return false;
  for (std::uint32_t i = rest.begin; i < rest.end; ++i)
    if (s.view.raw[i] == particle_de) return false;
  return true;
}

/// A word that only qualifies a noun ("the countries supporting X", "this demand"): the particle follows at once.
bool is_modifier(const Scene& s, const Token& verb, Range clause) {
  if (s.latin || verb.range.end >= clause.end || s.view.raw[verb.range.end] != particle_de) return false;
  return verb.range.begin == clause.begin || s.view.raw[verb.range.begin - 1] != 0x6240;   // "what A demands is ..." tells a stand
}

/// "this renunciation": the clause opens with a pointer, or closes as one ("... this event"), and names no stand anew.
bool is_pointer(const Scene& s, Range clause) {
  if (s.latin) return false;
  const char32_t c = s.view.raw[clause.begin];
  if (c == 0x8FD9 || c == 0x6B64 || c == 0x8BE5) return true;
  const Token* noun = nullptr;
  for (const Token& t : s.tokens)
    if (clause.contains(t.range) && s.is(t, TermKind::joiner, "deictic") && t.range.end + 2 == clause.end) noun = &t;
  return noun != nullptr && s.view.raw[noun->range.begin] == 0x8FD9 && s.view.raw[clause.end - 2] == 0x4E8B;   // "this event"
}

/// The agent of a Chinese passive: a party between the passive's mark ("by", "suffered") and the verb.
void take_agent(const Scene& s, const Token& verb, Range clause, Found& found) {
  for (const Token& who : s.tokens) {
    if (who.range.begin >= verb.range.begin) break;
    if (!s.is(who, TermKind::actor) || who.range.end != verb.range.begin || who.range.begin <= clause.begin) continue;
    const char32_t mark = s.view.raw[who.range.begin - 1];
    if (mark != 0x88AB && mark != 0x906D && mark != 0x5230) continue;   // also the second half of "suffer"
    found.subject = from_actor(s, who);
    found.verb = &verb;
  }
}

}  // namespace

bool is_party(const Speaker& sp) {
  return sp && !sp.party.empty() && sp.party != "UNKNOWN" && sp.party != "MEDIA" && sp.party != "EXPERT" && sp.party != "NARRATOR";
}

bool is_many(const Speaker& sp) {
  return sp.plural || sp.party.find(';') != std::string::npos || sp.party == "WEST" || sp.kind == SpeakerKind::body;
}

std::uint32_t past_openers(const Scene& s, Range clause, bool& condition) {
  std::uint32_t at = s.skip_spaces_right(clause.begin, clause.end);
  for (int step = 0; step < 8 && at < clause.end; ++step) {
    if (const TimeAt* t = s.time_starting_at(at); t != nullptr) { at = s.skip_spaces_right(t->range.end, clause.end); continue; }
    if (s.starting_at(at, TermKind::joiner, "condition") != nullptr) { condition = true; return at; }
    const Token* opener = nullptr;
    for (const Cls cls : {Cls("contrast"), Cls("continue"), Cls("adverb"), Cls("subordinate"), Cls("and")}) {
      const Token* t = s.starting_at(at, TermKind::joiner, cls);
      if (t != nullptr && cls == "subordinate" && s.term(*t).value == "prep") continue;
      if (t != nullptr && (opener == nullptr || t->range.size() > opener->range.size())) opener = t;
    }
    if (opener == nullptr) break;
    at = s.skip_spaces_right(opener->range.end, clause.end);
  }
  if (s.latin) {
    for (static constexpr std::string_view word_list[] = {"the ", "many ", "most ", "some ", "several "}; const std::string_view word : word_list)
      if (s.view.reads(at, clause.end, word) && s.starting_at(at, TermKind::actor) == nullptr) at += static_cast<std::uint32_t>(word.size());
    const Range adjective = en::word_after(s.view, at, clause.end);   // "the neighbouring X"
    const std::uint32_t next = s.skip_spaces_right(adjective.end, clause.end);
    if (at > clause.begin && !adjective.empty() && !s.view.is_capital_at(adjective.begin) && s.starting_at(at, TermKind::title) == nullptr && s.starting_at(at, TermKind::pronoun) == nullptr)
      if (const Token* named = s.starting_at(next, TermKind::actor); named != nullptr && s.term(*named).cls != "adjective" && s.actor(*named).kind == ActorKind::state) at = next;
  } else if (at + 1 < clause.end && s.view.raw[at] == 0x4ECE && s.view.raw[at + 1] == 0x5176) {
    ++at;   // "judging from ITS firm opposition to"
  }
  return at;
}

Speaker subject_at(const Scene& s, std::uint32_t at, std::uint32_t end) {
  const Token* own = s.starting_at(at, TermKind::pronoun, "singular");
  if (own == nullptr) own = s.starting_at(at, TermKind::pronoun, "plural");
  if (own != nullptr) return phrase_ending_at(s, own->range.end, at);
  Speaker sp = first_phrase(s, {at, end});
  if (sp && sp.phrase.begin > at && sp.phrase.begin < at + 8)   // a title that shares a character with the body's name
    if (const Token* head = s.starting_at(at, TermKind::actor); head != nullptr && head->range.end > sp.phrase.begin) sp.phrase.begin = at;
  if (!sp || sp.phrase.begin != at) return {};
  if (!is_party(sp))   // "the X government" where X is its head
    if (const Token* head = s.starting_at(at, TermKind::actor); head != nullptr && sp.phrase.contains(head->range)) {
      const Range whole = sp.phrase;
      sp = from_actor(s, *head);
      sp.phrase = whole;
    }
  for (int step = 0; step < 3 && !s.latin; ++step) {   // "A and some B"
    std::uint32_t next = sp.phrase.end;
    if (next + 1 >= end) break;
    const char32_t c = s.view.raw[next];
    if (c != 0x548C && c != 0x53CA && c != 0x4E0E && c != 0x3001) break;
    ++next;
    if (next + 2 < end && s.view.raw[next] == 0x90E8 && s.view.raw[next + 1] == 0x5206) next += 2;   // "some"
    const Speaker other = first_phrase(s, {next, end});
    if (!is_party(other) || other.phrase.begin > next) break;
    const Range whole{sp.phrase.begin, other.phrase.end};
    join(sp, other);
    sp.phrase = whole;
    sp.plural = true;
  }
  if (const Token* office = s.starting_at(sp.phrase.end, TermKind::joiner, "body_noun"); office != nullptr && office->range.end < end)
    sp.phrase.end = office->range.end;
  if (!s.latin && sp.phrase.end + 2 < end && s.view.raw[sp.phrase.end] == 0x65B9 && s.view.raw[sp.phrase.end + 1] == 0x9762) sp.phrase.end += 2;
  else if (!s.latin && sp.phrase.end + 1 < end && s.view.raw[sp.phrase.end - 1] == 0x65B9 && s.view.raw[sp.phrase.end] == 0x9762) sp.phrase.end += 1;
  return sp;
}

Found stand_in(const Scene& s, Range clause, bool in_speech) {
  Found found;
  if (is_pointer(s, clause)) return found;
  bool condition = false;
  const std::uint32_t at = past_openers(s, clause, condition);
  if (condition || at >= clause.end) return found;
  Speaker subject = subject_at(s, at, clause.end);
  if (in_speech && s.latin && subject) {   // "A and B want"
    join_beside(s, subject, clause.end);
    if (subject.kind == SpeakerKind::joint) subject.phrase.begin = at;
  }
  const std::uint32_t from = subject ? subject.phrase.end : s.latin ? s.skip_spaces_right(clause.begin, clause.end) : at;   // "is against": no opener
  for (const Token& t : s.tokens) {
    if (t.range.begin >= clause.end) break;
    if (t.range.begin < from || t.range.end > clause.end || !(s.is(t, TermKind::predicate, "stand") || (in_speech && s.is(t, TermKind::predicate, "stand_told"))) || (!in_speech && s.view.quote[t.range.begin] > 0)) continue;
    if (is_modifier(s, t, clause)) continue;
    const bool possessed = subject && is_possessed(s, from, clause.end);
    const std::uint32_t begin = possessed ? from + (s.latin ? 3 : 1) : from;
    if (possessed ? t.range.begin != begin : !fits_gap(s, {from, t.range.begin}, t, clause, static_cast<bool>(subject))) continue;
    found.verb = &t;
    found.subject = subject;
    found.carried = !subject;
    found.possessive = possessed || s.starting_at(at, TermKind::pronoun, "singular") != nullptr;
    return found;
  }
  return found;
}

Speaker subject_before(const Scene& s, std::uint32_t at) {
  Speaker last;
  for (const Clause& c : s.sentence.clauses) {
    if (c.range.begin >= at) break;
    if (c.quoted) continue;
    bool condition = false;
    const std::uint32_t from = past_openers(s, c.range, condition);
    const Speaker sp = subject_at(s, from, std::min(c.range.end, at));
    if (is_party(sp) && sp.kind != SpeakerKind::pronoun && !is_possessed(s, sp.phrase.end, c.range.end)) last = sp;
  }
  return last;
}

Found passive_stand(const Scene& s, Range clause, bool& opposed) {
  Found found;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= clause.end) break;
    if (!clause.contains(t.range)) continue;
    if (s.latin) {
      if (!s.is(t, TermKind::predicate, "stand_passive")) continue;
      found.subject = phrase_starting_at(s, t.range.end, clause.end);
      found.verb = &t;
    } else if (s.is(t, TermKind::predicate, "stand") && s.term(t).value == "support" && s.view.raw[t.range.begin] == 0x89C6) {   // "regard as"
      take_agent(s, t, clause, found);
    } else if (s.is(t, TermKind::predicate, "stand") && s.term(t).value == "oppose" && t.range.end >= clause.end) {   // "met with refusal by A"
      take_agent(s, t, clause, found);
    }
    if (found.verb != nullptr) break;
  }
  if (found.verb == nullptr || !is_party(found.subject)) return {};
  const Token* as = s.first_in({found.verb->range.end, clause.end}, TermKind::predicate, "oppose");
  const Token* refused = s.first_in({found.verb->range.end, clause.end}, TermKind::predicate, "refuse");
  opposed = as != nullptr || refused != nullptr || s.term(*found.verb).value == "oppose";
  return found;
}

/// "X, which holds C, is reluctant": where the clause of the subject begins, when only what describes it stands between.
static std::uint32_t begin_with_subject(const Scene& s, std::size_t k, const Found& found, std::uint32_t at, std::uint32_t floor) {
  const auto& clauses = s.sentence.clauses;
  if (clauses[k].before != Mark::comma || s.starting_at(at, TermKind::joiner, "continue") != nullptr || s.starting_at(at, TermKind::joiner, "contrast") != nullptr) return at;
  if (s.view.reads(at, clauses[k].range.end, "and ") || s.view.reads(at, clauses[k].range.end, "but ") || s.view.reads(at, clauses[k].range.end, "or ")) return at;
  std::size_t j = k;
  while (j > 0 && !clauses[j - 1].range.contains(found.subject.phrase)) --j;
  if (j == 0 || j == k) return at;
  const Range own = clauses[j - 1].range;
  bool condition = false;
  const bool whole = own.begin >= floor && !condition && found.subject.phrase.begin <= past_openers(s, own, condition) && s.skip_spaces_right(found.subject.phrase.end, own.end) >= own.end;
  const Range word = en::word_after(s.view, clauses[j].range.begin, clauses[j].range.end);
  const bool described = en::is_relative(s.view, word) || en::is_determiner(s.view, word) || en::is_preposition(s.view, word) || en::is_participle_form(s.view, word) ||
                         en::is_word(s.view, word, "one") || en::is_word(s.view, word, "once") || en::is_word(s.view, word, "long");
  if (!whole || !described || clauses[j].before != Mark::comma) return at;
  return past_openers(s, own, condition) <= found.subject.phrase.begin ? own.begin : at;
}

Range span_of(const Scene& s, std::size_t k, Range clause, const Found& found, std::uint32_t floor) {
  Range r = clause;
  bool ignored = false;
  if (found.possessive) r.begin = past_openers(s, clause, ignored);
  if (const Token* joiner = s.starting_at(r.begin, TermKind::joiner, "contrast"); joiner != nullptr) r.begin = joiner->range.end;
  if (k > 0 && found.subject && s.sentence.clauses[k].before == Mark::comma) {
    const Range topic = s.sentence.clauses[k - 1].range;
    const Token* prep = s.starting_at(topic.begin, TermKind::joiner, "prep");
    if (!s.latin && prep != nullptr && s.term(*prep).value == "toward" && topic.begin >= floor) r.begin = topic.begin;
  }
  if (!s.latin && found.verb != nullptr && found.verb->range.begin > r.begin && s.view.raw[found.verb->range.begin - 1] == 0x6240)   // "what A demands, is not only ... but ..."
    for (std::size_t i = k + 1; i < s.sentence.clauses.size(); ++i) {
      const Range next = s.sentence.clauses[i].range;
      const Token* negator = s.starting_at(next.begin, TermKind::negator, "non_negation");
      if (negator == nullptr && !(next.size() >= 2 && s.view.raw[next.begin] == 0x800C && s.view.raw[next.begin + 1] == 0x662F)) break;
      r.end = next.end;
    }
  if (found.possessive && !s.latin && found.verb != nullptr)   // "... its position", and what is made of it
    for (std::uint32_t i = found.verb->range.end; i + 3 <= r.end; ++i)
      if (s.view.raw[i] == particle_de && ((s.view.raw[i + 1] == 0x7ACB && s.view.raw[i + 2] == 0x573A) || (s.view.raw[i + 1] == 0x6001 && s.view.raw[i + 2] == 0x5EA6)))
        r.end = i + 3;
  if (k > 1 && found.carried && s.latin) r.begin = begin_with_subject(s, k, found, r.begin, floor);
  if (k > 0 && found.carried && !s.latin) {   // "X, while C lasts, hesitates"
    const Range before = s.sentence.clauses[k - 1].range;
    if (before.begin >= floor && before.contains(found.subject.phrase) && s.ending_at(before.end, TermKind::joiner, "locative") != nullptr) r.begin = before.begin;
  }
  return s.view.trimmed(r);
}

}  // namespace locarno::read::stands
