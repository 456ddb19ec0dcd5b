// locarno/read/frames_noun_en.cpp -- the noun phrase in front of an English verb of speech: a known name at its head, else
// its plain words; whose it is.
#include <algorithm>

#include "read/frames_finder.hpp"
#include "read/noun_en.hpp"
#include "read/speaker_parts.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

constexpr int most_words = 9;   // of a plain noun phrase in front of a verb of speech

/// A noun phrase that no row knows ("the sovereign council", "two people close to the talks"): its own words are the name.
Speaker plain_noun(const Scene& s, Range head, Range rest) {
  const Range last = en::word_before(s.view, head.end, head.begin);
  if (last.size() < 3 || en::is_finite_opener(s.view, last) || en::is_auxiliary(s.view, last) || en::is_participle_form(s.view, last) ||
      en::is_determiner(s.view, last) || en::is_adverb_form(s.view, last))
    return {};
  if (s.has(head, TermKind::negator) || s.has(head, TermKind::cue) || s.has(head, TermKind::contact)) return {};
  Range name = head;
  if (const Range first = en::word_after(s.view, name.begin, name.end); en::is_determiner(s.view, first) && first.end < name.end)
    name = s.view.trimmed({first.end, name.end});
  if (name.size() < 3) return {};
  for (std::uint32_t at = head.begin; at < last.begin;) {   // "effectively relaying signals" is a deed
    const Range w = en::word_after(s.view, at, last.begin);
    if (w.empty()) break;
    if (en::is_participle_form(s.view, w) || (w.begin == head.begin && en::is_adverb_form(s.view, w))) return {};
    at = w.end;
  }
  // without an article: a plural or a name ("residents", "Amnesty")
  if (name.begin == head.begin && s.view.raw[last.end - 1] != 's' && !s.view.is_capital_at(last.begin) && !en::is_word(s.view, last, "people") && !s.has(head, TermKind::actor)) return {};
  Speaker out;
  out.kind = SpeakerKind::unnamed;
  out.head = out.phrase = head;
  out.plural = true;
  const Actor* body = body_in(s, head);
  const Token* person = s.first_in(head, TermKind::actor);
  if (body == nullptr && person != nullptr) body = &actor_of(s, *person);
  if (body == nullptr) body = body_in(s, rest);
  out.party = body != nullptr && !body->party.empty() && body->party != "MEDIA" ? body->party : "UNKNOWN";
  if (body != nullptr) out.org = body->canonical;
  out.name = s.view.words(name);
  if (const Token* title = s.last_in(head, TermKind::title); title != nullptr && body == nullptr) infer_party(s, out, *title);   // "the ombudsman's office"
  return out;
}

}  // namespace

bool is_private(const Scene& s, Range phrase) {
  const Token* noun = s.last_in(phrase, TermKind::title, "private");
  return noun != nullptr && noun->range.end == phrase.end;
}

/// One capitalised word that is the first or the last of a name met before in the report ("Kim" after "Kim Jong-un").
Speaker part_of_name(const Scene& s, Range r) {
  const Range word = en::word_after(s.view, r.begin, r.end);
  if (word.size() < 3 || word.end != r.end || !s.view.is_capital_at(word.begin)) return {};
  const auto& matches = s.report.matches;
  std::size_t i = static_cast<std::size_t>(std::lower_bound(matches.begin(), matches.end(), word.begin, [](const Match& m, std::uint32_t b) { return m.begin < b; }) - matches.begin());
  for (int looks = 0; i-- > 0 && looks < 600; ++looks) {
    const Match& m = matches[i];
    const TermFacts facts = s.report.facts_of_term(m.term);
    if (facts.kind != TermKind::actor || m.end - m.begin <= word.size() + 1 || s.report.actor(facts.actor).kind != ActorKind::person) continue;
    const Range first = en::word_after(s.view, m.begin, m.end), last = en::word_before(s.view, m.end, m.begin);
    for (const Range part : {first, last}) {
      bool same = part.size() == word.size();
      for (std::uint32_t k = 0; same && k < word.size(); ++k) same = s.view.unit(part.begin + k) == s.view.unit(word.begin + k);
      if (!same) continue;
      Speaker out = from_actor(s, {{m.begin, m.end}, m.term, facts});
      out.head = out.phrase = word;
      return out;
    }
  }
  return {};
}

/// "the office of X", "the head of the Russian team": what stands behind "of" says whose.
void set_owner(const Scene& s, Speaker& sp, Range rest) {
  if (sp.kind == SpeakerKind::person && !sp.is_new) return;
  if (const Token* group = s.first_in(rest, TermKind::actor); group != nullptr && s.actor(*group).kind == ActorKind::armed_group && sp.kind == SpeakerKind::unnamed && en::is_word(s.view, en::word_after(s.view, rest.begin, rest.end), "of") &&
      !s.has({rest.begin, group->range.begin}, TermKind::title)) {   // "the country's fighters of the group B"
    sp.party = s.actor(*group).party;
    sp.org = s.actor(*group).canonical;
    return;
  }
  if (!sp.party.empty() && sp.party != "UNKNOWN" && !sp.presumed()) return;
  if (is_private(s, sp.phrase)) return;
  const Range word = en::word_after(s.view, rest.begin, rest.end);
  if (!en::is_word(s.view, word, "of") && !en::is_word(s.view, word, "for") && !en::is_word(s.view, word, "from") && !en::is_word(s.view, word, "with") &&
      !en::is_word(s.view, word, "in") && !en::is_word(s.view, word, "at") && !en::is_word(s.view, word, "to"))
    return;
  const Token* owner = s.first_in(rest, TermKind::actor);
  if (owner == nullptr || sp.party == "EXPERT" || sp.party == "MEDIA") return;
  const Actor& a = actor_of(s, *owner);
  if (a.party.empty() || a.party == "MEDIA") return;
  if (a.kind == ActorKind::state && names_rebels(s, {rest.begin, owner->range.begin})) {   // "the leader of the rebel coalition in X" does not speak for X
    const Inferred group = s.report.whose.of_group();
    sp.party = group ? group.party : "UNKNOWN";
    sp.inferred = group ? group.evidence : "";
    return;
  }
  sp.party = a.party;
  sp.inferred = "";
  if (sp.org.empty()) sp.org = a.canonical;
  if (const Token* title = s.ending_at(sp.head.end, TermKind::title); sp.kind == SpeakerKind::pronoun && title != nullptr) {   // "the envoy of B": no envoy told of before
    sp.kind = SpeakerKind::unnamed;
    sp.role = s.term(*title).value;
    sp.name = sp.role + " (unnamed)";
  }
  // "the presidents of A and B": both
  const Token* other = s.first_in({owner->range.end, rest.end}, TermKind::actor);
  const bool plural = sp.head.end > sp.head.begin && s.view.raw[sp.head.end - 1] == 's' && en::is_word(s.view, word, "of");
  if (plural && a.kind == ActorKind::state && other != nullptr && s.view.reads(owner->range.end, rest.end, " and ") &&
      other->range.begin <= owner->range.end + 9 && s.actor(*other).kind == ActorKind::state)
    sp.party = join_parties(sp.party, s.actor(*other).party);
}

/// The noun phrase that fills [begin, end): a known one at its head, else its plain words.
Speaker Finder::noun_phrase_en(Range r) const {
  r = s.view.trimmed(r);
  for (int step = 0; step < 3; ++step) {   // past "and", "however", a day
    if (const TimeAt* t = s.time_starting_at(r.begin); t != nullptr && t->range.end < r.end) { r = s.view.trimmed({t->range.end, r.end}); continue; }
    const Range word = en::word_after(s.view, r.begin, r.end);
    const Token* joiner = s.starting_at(r.begin, TermKind::joiner, "continue");
    if (joiner == nullptr) joiner = s.starting_at(r.begin, TermKind::joiner, "contrast");
    if (joiner != nullptr && joiner->range.end < r.end) { r = s.view.trimmed({joiner->range.end, r.end}); continue; }
    if (en::is_coordinator(s.view, word) || (en::is_subordinator(s.view, word) && !en::is_word(s.view, word, "that"))) { r = s.view.trimmed({word.end, r.end}); continue; }
    break;
  }
  if (r.empty()) return {};
  // the head ends before the first preposition
  std::uint32_t at = r.begin, head_end = r.begin;
  int words = 0;
  while (at < r.end) {
    const Range word = en::word_after(s.view, at, r.end);
    if (word.empty()) break;
    if (const Token* dotted = s.starting_at(word.begin, TermKind::actor); dotted != nullptr && dotted->range.end > word.end && dotted->range.end < r.end && s.view.raw[word.end] == '.') {
      at = head_end = dotted->range.end;   // "U.S. ...": one word to the codebook, several to the eye
      ++words;
      continue;
    }
    if (en::is_preposition(s.view, word) || en::is_relative(s.view, word) || en::is_subordinator(s.view, word)) {
      const Token* name = s.first_in({r.begin, word.begin + 1}, TermKind::actor);
      for (const Token& t : s.tokens)   // "Ministry of Defence": of the name itself
        if (t.range.begin <= word.begin && word.end < t.range.end && (s.is(t, TermKind::actor) || s.is(t, TermKind::title))) name = &t;
      if (name == nullptr || name->range.end <= word.end) break;
      at = head_end = name->range.end;
      continue;
    }
    if (en::is_auxiliary(s.view, word) || ++words > most_words) return {};
    at = head_end = word.end;
  }
  const Range head = s.view.trimmed({r.begin, head_end});
  for (const Token& t : s.tokens)   // a clause with a verb of speech is no noun phrase
    if (head.contains(t.range) && s.is(t, TermKind::cue) && !one_of(s.term(t).cls, {"noun", "channel", "source", "relay"}) && t.range.begin > head.begin && t.range.end < head.end) return {};
  const Range rest = s.view.trimmed({head_end, r.end});
  if (head.empty()) return {};
  Speaker known = phrase_ending_at(s, head.end, head.begin);
  if (!known) {   // "a source briefed on", "two people close to"
    const Range last = en::word_before(s.view, head.end, head.begin);
    const std::uint32_t p = s.skip_spaces_left(last.begin, head.begin);
    if (last.begin > head.begin && !s.view.is_capital_at(last.begin) && !(p >= head.begin + 2 && s.view.is_possessive_at(p - 2, p))) known = phrase_ending_at(s, last.begin, head.begin);
    if (known.kind == SpeakerKind::body || known.kind == SpeakerKind::pronoun) known = {};
  }
  if (known) {
    join_left_latin(known, head.begin);
    set_owner(s, known, rest);
    if (known.kind == SpeakerKind::document) known.phrase.end = std::max(known.phrase.end, rest.end);
    known.phrase.begin = std::min(known.phrase.begin, head.begin);
    return known;
  }
  Speaker plain = plain_noun(s, head, {});
  if (plain) set_owner(s, plain, rest);
  return plain;
}

/// "A will not ..., its ministry said", "A welcomed ..., his spokesman said": the party of A, named before in the sentence.
void Finder::take_possessive_en(Speaker& who, Range phrase) const {
  if (who.kind != SpeakerKind::unnamed || (who.party != "UNKNOWN" && !who.presumed()) || is_private(s, who.phrase)) return;
  const Range whose = en::word_after(s.view, phrase.begin, phrase.end);
  const bool body = en::is_word(s.view, whose, "its"), person = en::is_word(s.view, whose, "his") || en::is_word(s.view, whose, "her");
  if (!body && !person) return;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= phrase.begin) break;
    if (!s.is(t, TermKind::actor) || (s.actor(t).kind == ActorKind::person) != person || s.actor(t).kind == ActorKind::outlet || s.term(t).cls == "adjective") continue;
    const Actor& owner = person ? actor_of(s, t) : s.actor(t);
    if (owner.party.empty()) continue;
    if (person && t.range.end + 1 < phrase.begin && s.view.is_capital_at(t.range.end + 1) && s.view.raw[t.range.end] == ' ') continue;   // part of a longer name
    who.party = owner.party;
    who.inferred = "";
    if (body) who.org = owner.canonical;
    return;
  }
}

}  // namespace locarno::read
