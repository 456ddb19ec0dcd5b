// locarno/read/propositions_fill.cpp -- what a proposition says, once its words are known.
#include <algorithm>

#include "read/chain.hpp"
#include "read/commitments.hpp"
#include "read/issue.hpp"
#include "read/polarity.hpp"
#include "read/propositions.hpp"
#include "read/stands.hpp"
#include "read/topic.hpp"

namespace locarno::read {
namespace {

/// A party named as the subject of the content whose predicate is a stand: its holder, when that is not the speaker.
std::string holder_of(const Scene& s, const Proposition& p) {
  if (!p.attitude.predicate || p.attitude.attitude == Attitude::report) return "";
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
  std::uint32_t at = negator.begin;
  for (int step = 0; step < 3; ++step) {
    while (at > r.begin && (s.view.mark(at - 1) == Mark::space || s.view.mark(at - 1) == Mark::open_quote || s.view.mark(at - 1) == Mark::straight)) --at;
    const Token* adverb = s.ending_at(at, TermKind::joiner, "adverb");
    if (adverb == nullptr) adverb = s.ending_at(at, TermKind::joiner, "continue");
    if (adverb == nullptr || adverb->range.begin < r.begin) break;
    at = adverb->range.begin;
  }
  if (at <= r.begin || s.view.mark(at - 1) == Mark::comma) return true;
  return s.ending_at(at, TermKind::actor) != nullptr || s.ending_at(at, TermKind::pronoun) != nullptr || s.ending_at(at, TermKind::title) != nullptr;
}

/// "will not", "never", "no longer": what a party says it will not do or bear, as against what is not the case.
bool refuses(const Scene& s, Range r) {
  for (const Token& t : s.tokens)
    if (r.contains(t.range) && s.is(t, TermKind::negator, "negation") && s.term(t).value == "will" && has_actor_before(s, t.range, r)) return true;
  return false;
}

}  // namespace

void fill(const Scene& s, Proposition& p, const Memory& memory, const std::string& hint, const std::string& fallback_issue) {
  Topic topic = topic_of(s, p.range, p.speaker, memory, fallback_issue);
  p.issue = std::move(topic.issue);
  p.issues_other = std::move(topic.others);
  p.loose_issue = topic.is_loose;
  p.attitude = attitude_of(s, p.range, p.cls, hint);
  const bool bystander = p.speaker.party == "EXPERT" || p.speaker.party == "MEDIA" || p.speaker.party == "UNKNOWN";
  if (bystander && !is_act_class(p.cls) && (p.attitude.attitude == Attitude::concede || p.attitude.attitude == Attitude::offer))
    p.attitude.attitude = Attitude::report;   // assesses what others do
  p.negated = p.negated || is_negated(s, p.range);
  p.hedge = hedge_of(s, p.range);
  // what begins with "in exchange for" is the price itself, not a stand under a condition
  if (s.starting_at(p.range.begin, TermKind::joiner, "exchange") == nullptr) p.condition = condition_in(s, p.range);
  if (!bystander && p.attitude.attitude == Attitude::report && p.kind != RecordKind::stance) {
    if (p.condition && has_refused_condition(s, *p.condition)) p.attitude.attitude = Attitude::demand;   // "while A does not ..., B will not"
    else if (p.negated && !p.attitude.predicate && refuses(s, p.range)) p.attitude.attitude = Attitude::oppose;
  }
  p.quote = quote_type(s, p.range);
  if (p.quote == QuoteType::mixed && !quotes_speech(s, p.range)) p.quote = QuoteType::indirect;
  if (p.kind != RecordKind::stance) p.holder = holder_of(s, p);
  if (const std::string whose = passed_on_for(s, p.range); !whose.empty() && !includes_parties(p.speaker.party, whose)) {
    p.holder = whose;
    p.attitude.attitude = Attitude::demand;
  }
}

Proposition told_of(const Scene& s, Range r, const Speaker& who) {
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
  return p;
}

void link_group(const Scene& s, std::vector<Proposition>& out, std::size_t from) {
  for (std::size_t i = from; i < out.size(); ++i) {
    Proposition& p = out[i];
    if (p.attitude.attitude != Attitude::concede || p.condition) continue;
    const bool instead = i > from && out[i - 1].issue != p.issue && out[i - 1].group == p.group && p.group != 0;
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
