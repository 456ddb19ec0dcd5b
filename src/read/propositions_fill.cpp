// locarno/read/propositions_fill.cpp -- what a proposition says, once its words are known.
#include <algorithm>

#include "read/aim.hpp"
#include "read/chain.hpp"
#include "read/commitments.hpp"
#include "read/issue.hpp"
#include "read/polarity.hpp"
#include "read/propositions.hpp"
#include "read/stands.hpp"
#include "read/topic.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

/// A party named as the subject of the content whose predicate is a stand: its holder, when that is not the speaker.
std::string holder_of(const Scene& s, const Proposition& p) {
  if (!p.attitude.predicate || p.attitude.attitude == Attitude::report) return "";
  const Token* modal = s.starting_at(p.attitude.predicate->begin, TermKind::predicate, "demand");
  if (modal != nullptr && modal->range == *p.attitude.predicate && (s.term(*modal).value == "modal" || s.term(*modal).value == "strong")) return "";   // "A must give up B": the speaker asks it
  const Speaker subject = stand_holder(s, p.range, p.attitude.predicate->begin);
  if (!subject || subject.kind == SpeakerKind::pronoun || subject.kind == SpeakerKind::document) return "";
  if (subject.party.empty() || subject.party == "UNKNOWN" || includes_parties(p.speaker.party, subject.party)) return "";
  if (subject.party == "MEDIA" || subject.party == "EXPERT") return "";
  return subject.party;
}

/// "It is not A who asks; A passes on what B asks": what is passed on is B's.
std::string passed_on_for(const Scene& s, Range r) {
  const Token* relay = s.first_in(r, TermKind::predicate, "relay");
  if (relay == nullptr) return "";
  const Speaker whose = first_phrase(s, {relay->range.end, r.end});
  if (!whose || whose.phrase.begin > relay->range.end + (s.latin ? 12u : 3u)) return "";
  return whose.party;
}

/// "if A does not": a condition that asks for what is refused now.
bool has_refused_condition(const Scene& s, Range condition) {
  for (const Token& t : s.tokens)
    if (condition.contains(t.range) && s.is(t, TermKind::negator) && s.term(t).cls != "non_negation") return true;
  return false;
}

/// A name, a pronoun or the begin of a clause right before: who will not is a party, not a thing that will not be.
bool has_actor_before(const Scene& s, Range negator, Range r) {
  if (const Token* then = s.ending_at(negator.end, TermKind::joiner, "dependent"); then != nullptr && then->range.begin < negator.begin)   // "A then will not"
    return s.ending_at(then->range.begin, TermKind::actor) != nullptr || s.ending_at(then->range.begin, TermKind::pronoun) != nullptr;
  std::uint32_t at = negator.begin;
  for (int step = 0; step < 3; ++step) {
    while (at > r.begin && (s.view.mark(at - 1) == Mark::space || s.view.mark(at - 1) == Mark::open_quote || s.view.mark(at - 1) == Mark::straight)) --at;
    const Token* adverb = s.ending_at(at, TermKind::joiner, "adverb");
    if (adverb == nullptr) adverb = s.ending_at(at, TermKind::joiner, "continue");
    if (adverb == nullptr || adverb->range.begin < r.begin) break;
    at = adverb->range.begin;
  }
  if (at <= r.begin || s.view.mark(at - 1) == Mark::comma) return true;
  if (s.latin) {
    static constexpr en::WordList own("we", "i", "it", "they", "he", "she");
    if (own.has(s.view, en::word_before(s.view, at, r.begin))) return true;
  }
  return s.ending_at(at, TermKind::actor) != nullptr || s.ending_at(at, TermKind::pronoun) != nullptr || s.ending_at(at, TermKind::title) != nullptr;
}

/// "will not", "never", "no longer": what a party says it will not do or bear, as against what is not the case.
bool refuses(const Scene& s, Range r) {
  for (const Token& t : s.tokens)
    if (r.contains(t.range) && s.is(t, TermKind::negator, "negation") && s.term(t).value == "will" && has_actor_before(s, t.range, r)) return true;
  return false;
}

/// "(we) will send", "A will stay" said by A: what a party says it will do, contacts apart.
bool says_it_will(const Scene& s, const Proposition& p) {
  for (const Token& t : s.tokens) {
    if (t.range.begin >= p.range.end) break;
    if (!p.range.contains(t.range) || !s.is(t, TermKind::hedge, "planned")) continue;
    if (std::any_of(s.tokens.begin(), s.tokens.end(), [&](const Token& o) { return s.is(o, TermKind::issue) && o.range.contains(t.range); })) continue;   // "the peace plan"
    const Range clause = s.sentence.clauses[s.clause_of(t.range.begin)].range;
    const Range before{std::max(clause.begin, p.range.begin), t.range.begin};
    const Speaker subject = first_phrase(s, before);
    if (subject && subject.phrase.begin > before.begin + (s.latin ? 5u : 6u)) return false;   // "the assets in A's hands would ..."
    const bool own = subject ? subject.kind == SpeakerKind::pronoun || includes_parties(p.speaker.party, subject.party) : before.size() <= (s.latin ? 3u : 2u);
    return own && !s.has({before.begin, std::min(clause.end, p.range.end)}, TermKind::contact);
  }
  return false;
}

/// "has never agreed to A", "cannot agree to A": said by whom it is for to agree.
bool withholds_agreement(const Scene& s, const Proposition& p) {
  const Token* word = s.first_in(p.range, TermKind::cue, "commitment");
  if (word == nullptr || s.term(*word).value != "agree" || s.view.raw[word->range.begin] == 0x8FBE) return false;   // "no agreement was reached" refuses nothing
  if (s.view.reads(word->range.begin, word->range.end, "agreed on") || !is_turned(s, word->range, p.range.begin)) return false;
  const Speaker subject = first_phrase(s, {p.range.begin, word->range.begin});
  return !subject || subject.kind == SpeakerKind::pronoun || includes_parties(p.speaker.party, subject.party);
}

/// What a party declares done, in words that begin with the deed, or says it will do. Talks are arranged, not offered.
bool does_or_will(const Scene& s, const Proposition& p, const std::string& hint) {
  if (p.issue.starts_with("negotiation_")) return false;
  if (says_it_will(s, p)) return true;
  return hint == "offer" && !s.latin && p.issue != "hostilities" && !first_phrase(s, p.range) && !s.has(p.range, TermKind::narrator);
}

/// The first character of "at present", "before this", "recently", "of the time".
bool is_now_or_past(char32_t c) { return c == 0x76EE || c == 0x6B64 || c == 0x65E5 || c == 0x5148 || c == 0x5F53 || c == 0x65E9 || c == 0x4EE5 || c == 0x773C; }

/// "no A until B", "there will be no A", "A cannot ...": refused as things are.
bool refuses_until(const Scene& s, Range r) {
  const Token* negator = s.first_in(r, TermKind::negator, "negation");
  if (negator == nullptr) return false;
  if (s.latin) {
    std::uint32_t at = r.begin;
    while (at < r.end && !s.view.is_letter_at(at)) ++at;
    const bool plain_no = s.view.reads(at, r.end, "no ") || s.view.reads(at, r.end, "neither ");
    if ((plain_no && negator->range.begin == at) || s.view.reads(at, r.end, "there will be ") || s.view.reads(at, r.end, "there would be ") || s.view.reads(at, r.end, "there can be ")) return true;
  }
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range)) continue;
    const bool word = s.view.reads(t.range.begin, r.end, "until") || s.view.reads(t.range.begin, r.end, "unless");
    if (s.latin ? word && s.is(t, TermKind::joiner) : s.is(t, TermKind::hedge, "conditional") && s.view.raw[t.range.begin] == 0x9664) return true;   // "unless"
  }
  for (std::uint32_t i = r.begin; i + 1 < r.end && !s.latin; ++i)   // "before B, not A"
    if (s.view.raw[i] == 0x524D && i > r.begin && !is_now_or_past(s.view.raw[i - 1]) && negator->range.begin > i && negator->range.begin <= i + 12 &&
        (s.view.mark(i + 1) == Mark::comma || negator->range.begin == i + 1)) return true;
  return false;
}

}  // namespace

/// "A, provided that B": what it is about stands before its condition, where that part names an issue.
static Range before_limit(const Scene& s, Range r, const std::string& parties) {
  if (s.latin) return r;
  for (const Clause& c : s.sentence.clauses) {
    if (c.range.begin <= r.begin + 3 || c.range.begin >= r.end || c.before != Mark::comma || s.starting_at(c.range.begin, TermKind::joiner, "condition") == nullptr) continue;
    const Range head = s.view.trimmed({r.begin, c.range.begin});
    return issues_in(s, head, parties).empty() ? r : head;
  }
  return r;
}

/// "The group denied that C, its leader told D": what the speaker says begins with the denial of his own side.
static bool opens_with_denial(const Scene& s, const Proposition& p) {
  if (is_act_class(p.cls)) return false;
  const Token* denial = s.first_in(p.range, TermKind::cue, "denial");
  if (denial == nullptr || s.view.quote[denial->range.begin] > 0 || s.clause_of(denial->range.begin) != s.clause_of(p.range.begin)) return false;
  const Speaker subject = first_phrase(s, {p.range.begin, denial->range.begin});
  return subject && subject.phrase.begin <= p.range.begin + 4 && includes_parties(p.speaker.party, subject.party) && !is_turned(s, denial->range, p.range.begin);
}

void fill(const Scene& s, Proposition& p, const Memory& memory, const std::string& hint, const std::string& fallback_issue) {
  Topic topic = topic_of(s, before_limit(s, p.range, p.speaker.party), p.speaker, memory, fallback_issue);
  p.issue = std::move(topic.issue);
  p.issues_other = std::move(topic.others);
  p.loose_issue = topic.is_loose;
  p.attitude = attitude_of(s, p.range, p.cls, hint);
  const bool bystander = p.speaker.party == "EXPERT" || p.speaker.party == "MEDIA" || p.speaker.party == "UNKNOWN";
  if (bystander && !is_act_class(p.cls) && (p.attitude.attitude == Attitude::concede || p.attitude.attitude == Attitude::offer))
    p.attitude.attitude = Attitude::report;   // assesses what others do
  p.negated = p.negated || is_negated(s, p.range) || opens_with_denial(s, p);
  p.hedge = hedge_of(s, p.range);
  // what begins with "in exchange for" is the price itself, not a stand under a condition
  if (s.starting_at(p.range.begin, TermKind::joiner, "exchange") == nullptr) p.condition = condition_in(s, p.range);
  if (!bystander && p.attitude.attitude == Attitude::report && p.kind != RecordKind::stance) {
    if (p.condition && has_refused_condition(s, *p.condition)) p.attitude.attitude = Attitude::demand;   // "while A does not ..., B will not"
    else if (p.negated && !p.attitude.predicate && refuses(s, p.range)) p.attitude.attitude = Attitude::oppose;
    else if (p.negated && !p.attitude.predicate && withholds_agreement(s, p)) p.attitude.attitude = Attitude::oppose;
    else if (p.negated && refuses_until(s, p.range)) p.attitude.attitude = Attitude::oppose;
    else if (!p.negated && does_or_will(s, p, hint)) p.attitude.attitude = p.issue == "hostilities" ? Attitude::support : Attitude::offer;   // war is no offer
  }
  p.quote = quote_type(s, p.range);
  if (p.quote == QuoteType::mixed && !quotes_speech(s, p.range)) p.quote = QuoteType::indirect;
  if (p.kind != RecordKind::stance) p.holder = holder_of(s, p);
  p.target = target_of(s, p, memory);
  if (!bystander) p.due = due_of(s, p.range);
  if (const std::string whose = passed_on_for(s, p.range); !whose.empty() && !includes_parties(p.speaker.party, whose)) {
    p.holder = whose;
    p.attitude.attitude = Attitude::demand;
  }
}

Proposition told_of(const Scene& s, Range r, const Speaker& who, const Memory& memory) {
  Proposition p;
  p.range = r;
  p.speaker = who;
  p.has_cue = false;
  p.negated = is_negated(s, r);
  p.hedge = hedge_of(s, r);
  p.condition = condition_in(s, r);
  p.block = s.sentence.block;
  for (const TimeAt& t : s.times)
    if (r.contains(t.range) && !p.time) p.time = t.index;
  p.attitude.attitude = Attitude::offer;   // a stand or an undertaking, never a mere report
  p.target = target_of(s, p, memory);
  p.due = due_of(s, r);
  return p;
}

void link_group(const Scene& s, std::vector<Proposition>& out, std::size_t from) {
  for (std::size_t i = from; i < out.size(); ++i) {
    Proposition& p = out[i];
    if (p.attitude.attitude != Attitude::concede || p.condition) continue;
    const bool instead = i > from && out[i - 1].issue != p.issue && out[i - 1].group == p.group && p.group != 0 && !out[i - 1].negated;   // "not A, but B" gives nothing up
    if (instead && p.attitude.predicate_class == "accept" && p.attitude.predicate && !p.attitude.turned) {
      // "A would be best, but B opposes it, so we accept C": A is given up for C
      const Range words = s.view.trimmed({p.attitude.predicate->end, p.range.end});
      if (words.size() >= (s.latin ? 8u : 4u)) p.condition = words;
      continue;
    }
    for (std::size_t j = i + 1; j < out.size(); ++j) {
      const Token* exchange = s.first_in({out[j].range.begin, std::min(out[j].range.end, out[j].range.begin + 24)}, TermKind::joiner, "exchange");
      if (exchange == nullptr) continue;
      p.condition = s.view.trimmed({exchange->range.end, out[j].range.end});
      break;
    }
  }
}

}  // namespace locarno::read
