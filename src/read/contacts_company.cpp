#include "read/contacts_company.hpp"

#include <algorithm>

namespace locarno::read {
namespace {

/// Names a party that is not the person named with it ("US President X" is X).
bool is_modifier(const Scene& s, const Token& t, Range r) {
  std::uint32_t p = s.skip_spaces_right(t.range.end, r.end);
  for (int step = 0; step < 6 && p < r.end; ++step) {
    if (!s.latin && s.view.raw[p] == 0x7684) ++p;
    if (s.latin && s.view.is_possessive_at(p, r.end)) p += 3;
    if (const Token* actor = s.starting_at(p, TermKind::actor); actor != nullptr) {
      if (s.actor(*actor).kind == ActorKind::person) return true;
      p = s.skip_spaces_right(actor->range.end, r.end);
      continue;
    }
    const Token* title = s.starting_at(p, TermKind::title);
    if (title == nullptr) title = s.starting_at(p, TermKind::place);
    if (title == nullptr) return false;
    p = s.skip_spaces_right(title->range.end, r.end);
  }
  return false;
}

/// "the X question": what is spoken about, not who speaks.
bool names_question(const Scene& s, const Token& t) {
  const std::uint32_t e = t.range.end;
  return !s.latin && e + 1 < s.sentence.range.end && s.view.raw[e] == 0x95EE && s.view.raw[e + 1] == 0x9898;
}

/// In Chinese, right behind "with" or a word of meeting: the other side.
bool is_met(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  if (at <= floor) return false;
  const char32_t before = s.view.raw[at - 1];
  return before == 0x4E0E || before == 0x540C || before == 0x548C || before == 0x5411 || s.ending_at(at, TermKind::contact) != nullptr;
}

}  // namespace

void add_name(Company& c, const std::string& name, const std::string& party, Range at) {
  if (std::find(c.names.begin(), c.names.end(), name) == c.names.end()) c.names.push_back(name);
  c.parties = join_parties(c.parties, party);
  if (c.reach.empty()) c.reach = at;
  c.reach = {std::min(c.reach.begin, at.begin), std::max(c.reach.end, at.end)};
}

Company company_in(const Scene& s, Range r, const Discourse& d, bool visit) {
  Company c;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range)) continue;
    if (s.is(t, TermKind::pronoun)) {
      const std::string& cls = s.term(t).cls;
      const bool severally = !s.latin && t.range.begin > r.begin + 3 && s.has({r.begin, t.range.begin}, TermKind::contact);   // "calls the leaders of both"
      const bool others = !s.latin && !c.names.empty() && is_met(s, t.range.begin, r.begin);   // "A talks with both leaders"
      if (cls == "joint" && others && !(d.memory.pair && !has_party(d.memory.pair->party, c.parties))) add_name(c, s.view.words(t.range), "", t.range);
      else if (cls == "joint" && d.memory.pair && (c.names.empty() || s.latin || severally || others)) add_name(c, d.memory.pair->name, d.memory.pair->party, t.range);
      if (cls == "singular" && d.memory.person) add_name(c, d.memory.person->name, d.memory.person->party, t.range);
      continue;
    }
    if (!s.is(t, TermKind::actor)) continue;
    const Actor& a = actor_of(s, t);
    if (a.kind == ActorKind::outlet || a.party.empty() || a.party == "MEDIA" || a.party == "EXPERT") continue;
    if (a.kind != ActorKind::person && (is_modifier(s, t, r) || names_question(s, t))) continue;
    const bool called = !s.latin && s.ending_at(t.range.begin, TermKind::contact, "call") != nullptr;   // "telephoned Doha"
    if (s.term(t).cls == "metonym" && !visit && !called) continue;   // a capital is where it happens
    const Token* in = visit ? nullptr : s.ending_at(t.range.begin, TermKind::joiner, "prep");
    if (in != nullptr && s.term(*in).value == "in" && s.ending_at(t.range.begin, TermKind::contact) == nullptr) continue;   // "meets A": the word of meeting
    add_name(c, a.canonical, a.party, t.range);
  }
  return c;
}

bool is_company(const Company& c) {
  return c.names.size() >= 2 || c.parties.find(';') != std::string::npos;
}

void add_unnamed(const Scene& s, const Token& word, Range segment, Company& c) {
  if (c.names.size() != 1 || (s.term(word).cls != "meeting" && s.term(word).cls != "call")) return;
  Adjuncts passed;
  Speaker other = c.reach.begin >= word.range.end ? phrase_ending_at(s, pass_adjuncts_left(s, word.range.begin, segment.begin, passed), segment.begin)
                                                  : phrase_starting_at(s, word.range.end, segment.end);
  if (other.kind != SpeakerKind::unnamed || other.party == "MEDIA" || other.party == "EXPERT" || other.name == c.names.front()) return;
  add_name(c, other.name, other.party == "UNKNOWN" ? "" : other.party, other.head);
}

/// "A's minister, NAME, spoke by phone with B": the person in the clause before the verb.
static void add_subject_before_en(const Scene& s, std::size_t k, Range segment, Company& c) {
  if (k == 0 || c.names.size() != 1 || s.sentence.clauses[k].before != Mark::comma || s.sentence.clauses[k].range.begin != segment.begin) return;
  const Token* verb = s.first_in(segment, TermKind::contact);
  if (verb == nullptr || verb->range.begin > segment.begin + 12 || c.reach.begin < verb->range.end) return;
  const Range before = s.view.trimmed(s.sentence.clauses[k - 1].range);
  if (s.has(before, TermKind::cue) || s.view.quote[before.begin] > 0) return;
  const Speaker subject = phrase_ending_at(s, before.end, before.begin);
  if (subject.kind != SpeakerKind::person || subject.phrase.begin > before.begin + 1 || subject.name == c.names.front()) return;
  c.names.insert(c.names.begin(), subject.name);
  if (!subject.party.empty() && subject.party != "UNKNOWN") c.parties = join_parties(subject.party, c.parties);
  const bool described = k > 1 && s.sentence.clauses[k - 1].before == Mark::comma && s.ending_at(s.view.trimmed(s.sentence.clauses[k - 2].range).end, TermKind::title) != nullptr;
  c.reach.begin = described ? s.sentence.clauses[k - 2].range.begin : before.begin;
}

void add_subject_before(const Scene& s, std::size_t k, Range segment, Company& c) {
  if (s.latin) { add_subject_before_en(s, k, segment, c); return; }
  if ( k == 0 || c.names.size() != 1 || c.reach.begin > segment.begin + 3) return;
  const Range before = s.sentence.clauses[k - 1].range;
  const Token* first = s.starting_at(segment.begin, TermKind::joiner, "prep");
  if (first == nullptr || s.sentence.clauses[k].before != Mark::comma || s.has(before, TermKind::cue)) return;
  const Speaker subject = first_phrase(s, before);
  if (!subject || subject.phrase.begin > before.begin + 2 || subject.name == c.names.front() || subject.party.empty()) return;
  if (subject.kind != SpeakerKind::person && subject.kind != SpeakerKind::body) return;
  c.names.insert(c.names.begin(), subject.name);
  c.parties = join_parties(subject.party, c.parties);
}

void add_speaker(const Scene& s, const Token& word, Range segment, const std::vector<Proposition>& said, std::size_t first, std::size_t end,
                 const Discourse& d, Company& c) {
  if (c.names.size() != 1) return;
  bool with = false;
  if (s.latin) {
    const std::uint32_t b = s.skip_spaces_left(word.range.begin, segment.begin);
    with = (b >= segment.begin + 3 && (s.view.reads(b - 3, b, "his") || s.view.reads(b - 3, b, "her"))) ||
           (b >= segment.begin + 5 && s.view.reads(b - 5, b, "their"));
  } else {
    const std::uint32_t left = c.reach.begin > segment.begin + 10 ? c.reach.begin - 10 : segment.begin;
    for (std::uint32_t i = left; i < c.reach.begin; ++i) with = with || s.view.raw[i] == 0x4E0E || s.view.raw[i] == 0x540C;
  }
  const Speaker* who = nullptr;
  for (std::size_t i = first; i < end && who == nullptr; ++i)   // "A denied having met B"
    if (said[i].cls == "denial" && said[i].range.contains(word.range) && said[i].speaker.kind == SpeakerKind::person) who = &said[i].speaker;
  if (!with && who == nullptr) return;
  for (std::size_t i = first; i < end && who == nullptr; ++i)
    if (said[i].speaker.kind == SpeakerKind::person) who = &said[i].speaker;
  if (who == nullptr && d.memory.person) who = &*d.memory.person;
  if (who != nullptr && who->name != c.names.front()) add_name(c, who->name, who->party, word.range);
}

}  // namespace locarno::read
