#include "read/contacts.hpp"

#include <algorithm>

#include "read/issue.hpp"
#include "read/polarity.hpp"

namespace locarno::read {
namespace {

struct Company {
  std::vector<std::string> names;
  std::string parties;
  Range reach;              ///< from the first to the last mention
};

void add_name(Company& c, const std::string& name, const std::string& party, Range at) {
  if (std::find(c.names.begin(), c.names.end(), name) == c.names.end()) c.names.push_back(name);
  c.parties = join_parties(c.parties, party);
  if (c.reach.empty()) c.reach = at;
  c.reach = {std::min(c.reach.begin, at.begin), std::max(c.reach.end, at.end)};
}

/// Names a party that is not the person named with it ("US President X" is X).
bool is_modifier(const Scene& s, const Token& t, Range r) {
  std::uint32_t p = s.skip_spaces_right(t.range.end, r.end);
  for (int step = 0; step < 6 && p < r.end; ++step) {
    if (!s.latin && s.view.raw[p] == 0x7684) ++p;
    if (s.latin && s.view.reads(p, r.end, "'s ")) p += 3;
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

Company company_in(const Scene& s, Range r, const Discourse& d) {
  Company c;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range)) continue;
    if (s.is(t, TermKind::pronoun)) {
      const std::string& cls = s.term(t).cls;
      if (cls == "joint" && d.memory.pair && c.names.empty()) add_name(c, d.memory.pair->name, d.memory.pair->party, t.range);
      if (cls == "singular" && d.memory.person) add_name(c, d.memory.person->name, d.memory.person->party, t.range);
      continue;
    }
    if (!s.is(t, TermKind::actor)) continue;
    const Actor& a = actor_of(s, t);
    if (a.kind == ActorKind::outlet || a.party.empty() || a.party == "MEDIA" || a.party == "EXPERT") continue;
    if (a.kind != ActorKind::person && is_modifier(s, t, r)) continue;
    if (s.term(t).cls == "metonym" && s.starting_at(t.range.begin, TermKind::place) != nullptr) continue;
    if (s.ending_at(t.range.begin, TermKind::joiner, "prep") != nullptr && s.term(*s.ending_at(t.range.begin, TermKind::joiner, "prep")).value == "in") continue;
    add_name(c, a.canonical, a.party, t.range);
  }
  return c;
}

bool is_company(const Company& c) {
  return c.names.size() >= 2 || c.parties.find(';') != std::string::npos;
}

/// Extends a contact's clause over what belongs to it: a time or place before it, its topic after it.
Range span_of(const Scene& s, std::size_t k, const Token& word, const Company& c) {
  const auto& clauses = s.sentence.clauses;
  Range r = clauses[k].range;
  const Token* cue = nullptr;   // in reported speech the contact begins after the cue
  for (const Token& t : s.tokens)
    if (s.is(t, TermKind::cue) && t.range.end <= word.range.begin && r.contains(t.range) && t.range.end <= c.reach.begin) cue = &t;
  if (cue != nullptr) return s.view.trimmed({cue->range.end, r.end});
  while (k > 0) {
    const Range before = clauses[k - 1].range;
    const bool time_only = s.time_starting_at(before.begin) != nullptr && before.size() <= (s.latin ? 30u : 14u);
    if (!time_only || clauses[k].before != Mark::comma) break;
    r.begin = before.begin;
    --k;
  }
  return s.view.trimmed(r);
}

/// "the 2 December talks between X and Y" inside a sentence about something else.
Range nominal_span(const Scene& s, Range clause, const Token& word, const Company& c) {
  std::uint32_t begin = std::min(c.reach.begin, word.range.begin);
  for (const TimeAt& t : s.times)
    if (clause.contains(t.range) && t.range.end <= begin && begin - t.range.end <= 2) begin = t.range.begin;
  return s.view.trimmed({begin, word.range.end});
}

bool is_nominal(const Scene& s, const Token& word, Range clause) {
  if (s.latin || word.range.end >= clause.end) return false;
  const char32_t c = s.view.raw[word.range.end];
  // in, during, eve, attributive particle, before, after
  return c == 0x4E2D || c == 0x671F || c == 0x7684 || c == 0x524D || c == 0x4E4B;
}

}  // namespace

void find_contacts(const Scene& s, const Discourse& d, const std::vector<Proposition>& said, std::size_t first_said,
                   std::vector<Proposition>& out) {
  std::size_t last_clause = s.sentence.clauses.size();
  for (const Token& t : s.tokens) {
    if (!s.is(t, TermKind::contact) || s.term(t).cls == "weak") continue;
    const std::size_t k = s.clause_of(t.range.begin);
    if (k == last_clause) continue;
    const Range clause = s.sentence.clauses[k].range;
    const Company c = company_in(s, clause, d);
    if (!is_company(c)) continue;
    Proposition p;
    p.kind = RecordKind::contact;
    p.range = is_nominal(s, t, clause) ? nominal_span(s, clause, t, c) : span_of(s, k, t, c);
    if (p.range.size() < 4) continue;
    last_clause = k;
    p.participants = c.names;
    p.channel = s.term(t).cls == "call" ? "phone" : "";
    p.speaker = narrator();
    p.has_cue = false;
    p.quote = QuoteType::none;
    for (std::size_t i = first_said; i < said.size(); ++i)
      if (said[i].range.overlaps(p.range) && said[i].kind != RecordKind::stance) {
        p.speaker = said[i].speaker;
        p.relays = said[i].relays;
        p.cue = said[i].cue;
        p.has_cue = said[i].has_cue;
        p.quote = said[i].quote;
        break;
      }
    const auto issues = issues_in(s, p.range, c.parties);
    p.issue = issues.empty() ? "negotiation_process" : issues.front().id;
    p.negated = is_negated(s, p.range);
    p.hedge = hedge_of(s, p.range);
    for (const TimeAt& time : s.times) {
      if (!p.range.contains(time.range)) continue;
      const TimeFact& fact = s.report.times[time.index];
      if (fact.is_duration) { if (p.duration.empty()) p.duration = fact.mention.value; }
      else if (!p.time) p.time = time.index;
    }
    if (!p.time) p.time = d.memory.carry >= 0 ? std::nullopt : d.memory.time;
    if (const Token* place = s.first_in(p.range, TermKind::place); place != nullptr) p.location = s.term(*place).value;
    p.block = s.sentence.block;
    p.rule = is_nominal(s, t, clause) ? "contact_nominal" : "contact";
    out.push_back(std::move(p));
  }
}

}  // namespace locarno::read
