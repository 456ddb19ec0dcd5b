#include "read/contacts.hpp"

#include <algorithm>

#include "read/called_off.hpp"
#include "read/contacts_company.hpp"
#include "read/contacts_en.hpp"
#include "read/issue.hpp"
#include "read/polarity.hpp"

namespace locarno::read {
namespace {

/// Part of a clause: an enumeration of calls or meetings parts at its comma ("a call with A, with B").
std::vector<Range> segments(const Scene& s, Range clause) {
  std::vector<Range> out;
  std::uint32_t b = clause.begin;
  for (std::uint32_t i = clause.begin; i + 1 < clause.end; ++i) {
    if (s.view.raw[i] != 0x3001 || s.starting_at(i + 1, TermKind::joiner, "prep") == nullptr) continue;
    if (!s.has({b, i}, TermKind::contact) || !s.has({i + 1, clause.end}, TermKind::contact)) continue;
    out.push_back({b, i});
    b = i + 1;
  }
  out.push_back({b, clause.end});
  return out;
}

bool has_time(const Scene& s, Range r, bool duration) {
  for (const TimeAt& t : s.times)
    if (r.overlaps(t.range) && s.report.times[t.index].is_duration == duration) return true;
  return false;
}

/// "in the talks", "at the council's meeting": the place word may be part of a longer one.
bool has_locative_after(const Scene& s, std::uint32_t end) {
  if (s.starting_at(end, TermKind::joiner, "locative") != nullptr) return true;
  const Token* longer = end < s.sentence.range.end ? s.ending_at(end + 1, TermKind::joiner, "locative") : nullptr;
  return longer != nullptr && longer->range.begin < end;
}

/// "sends troops to A": they visit nobody.
bool moves_troops(char32_t before) { return before == 0x5175 || before == 0x961F; }

/// "is ready to talk with A", "refuses to talk with A": they do not meet yet.
bool is_only_offered(const Scene& s, Range before) {
  for (const Token& t : s.tokens)
    if (before.contains(t.range) && t.range.end + 8 > before.end && (s.is(t, TermKind::predicate, "offer") || s.is(t, TermKind::predicate, "refuse"))) return true;
  return false;
}

/// "withdraws from the talks", "suspends talks with A", "does not take part in the talks": nobody met.
bool is_left(const Scene& s, Range word, std::uint32_t floor) {
  static constexpr std::u16string_view leaving[] = {u"\u9000\u51FA", u"\u4E2D\u6B62", u"\u6682\u505C", u"\u6401\u7F6E", u"\u62B5\u5236", u"\u4E0D\u53C2", u"\u7EDD\u53C2"};
  constexpr std::uint32_t reach = 14;
  for (std::uint32_t i = word.begin > floor + reach ? word.begin - reach : floor; i + 2 <= word.begin; ++i)
    for (const std::u16string_view leave : leaving)
      if (s.view.raw[i] == leave[0] && s.view.raw[i + 1] == leave[1]) return true;
  return false;
}

/// Does the word tell that the contact takes place? A bare noun inside a sentence about it ("before the talks", "the
/// content of the call") does not, unless its own phrase dates or measures it.
bool takes_place(const Scene& s, const Token& word, Range clause, const Company& c, Range dated, bool caption) {
  if (s.latin) {
    if (s.has(clause, TermKind::hedge, "conditional")) return false;
    return tells_contact_en(s, word, clause);
  }
  const std::uint32_t end = word.range.end;
  const Range before{clause.begin, word.range.begin};
  const bool is_noun = s.view.raw[word.range.begin - (word.range.begin > clause.begin ? 1 : 0)] == 0x7684;   // "the talks A and B had": known already, unless dated
  if (is_noun && !has_time(s, {std::min(dated.begin, clause.begin), end}, false)) return false;
  if (caption && s.times.empty() && !s.has(before, TermKind::joiner, "hold")) return false;
  if (s.ending_at(word.range.begin, TermKind::joiner, "prep_in") != nullptr && s.view.raw[word.range.begin - 1] == 0x5728 && (s.starting_at(end, TermKind::actor) == nullptr || c.names.size() < 2)) return false;  // "in the call"
  for (const Token& t : s.tokens) {
    if (t.range.begin >= word.range.begin) break;
    if (!before.contains(t.range) || !s.is(t, TermKind::cue)) continue;
    if (s.term(t).cls == "offer" || s.term(t).cls == "demand") return false;   // invited, not met
  }
  if (s.has(clause, TermKind::hedge, "conditional") || is_left(s, word.range, clause.begin)) return false;
  if (s.term(word).cls == "visit" && word.range.begin > clause.begin && moves_troops(s.view.raw[word.range.begin - 1])) return false;
  if (is_only_offered(s, before) && !has_time(s, clause, false)) return false;
  const bool held = s.has(before, TermKind::joiner, "hold");
  const bool measured = has_time(s, {c.reach.empty() ? clause.begin : std::min(c.reach.begin, clause.begin), end}, false) || has_time(s, clause, true);
  if (end >= clause.end) return true;
  const std::uint32_t next = s.skip_spaces_right(end, clause.end);
  if (s.view.raw[next] == 0x4E86 || s.view.mark(next) == Mark::open) return true;   // aspect particle; a date in brackets
  if (s.time_starting_at(next) != nullptr || s.starting_at(next, TermKind::actor) != nullptr || s.starting_at(next, TermKind::place) != nullptr) return true;
  if (s.starting_at(next, TermKind::joiner, "goes_on") != nullptr) return true;
  if (s.term(word).cls == "discuss") return true;
  for (std::uint32_t i = next; i < clause.end && i < next + 8 && s.view.is_han_at(i); ++i)   // "met the visiting A"
    if (s.view.raw[i] == 0x7684) return !is_noun && s.starting_at(i + 1, TermKind::actor) != nullptr;
  if (s.view.raw[next] == 0x65F6 && c.names.size() > 1 && s.has({clause.begin, word.range.begin}, TermKind::actor)) return true;   // "A, while telephoning with B, said"
  if (has_locative_after(s, end)) return measured;   // "in the talks" names them; "in the talks of the 2nd" tells of them
  for (const TimeAt& t : s.times)   // "a call of nearly two hours"
    if (t.range.begin >= next && t.range.begin <= next + 3) return true;
  return held && measured;
}

/// "this call", "those talks": told of before.
bool is_back_reference(const Scene& s, const Token& word, Range segment) {
  const Token* deictic = s.ending_at(s.skip_spaces_left(word.range.begin, segment.begin), TermKind::joiner, "deictic");
  return deictic != nullptr && deictic->range.begin >= segment.begin;
}

/// A clause before this one in the sentence that is only a time ("On 15 December, ...").
Range time_before(const Scene& s, std::size_t k, Range segment) {
  if (k == 0 || s.sentence.clauses[k].before != Mark::comma) return segment;
  const Range before = s.sentence.clauses[k - 1].range;
  const TimeAt* time = s.time_starting_at(before.begin);
  return time != nullptr && before.size() <= time->range.size() + 4 ? Range{before.begin, segment.end} : segment;
}

/// Extends a contact's clause over what belongs to it: times and places before it, its topic after it.
Range span_of(const Scene& s, std::size_t k, Range segment, const Token& word, const Company& c) {
  const auto& clauses = s.sentence.clauses;
  Range r = segment;
  const Token* cue = nullptr;   // in reported speech the contact begins after the cue
  for (const Token& t : s.tokens)
    if (s.is(t, TermKind::cue) && t.range.end <= word.range.begin && r.contains(t.range) && (c.reach.empty() || t.range.end <= c.reach.begin)) cue = &t;
  if (cue != nullptr) return s.view.trimmed({cue->range.end, r.end});
  if (segment.begin == clauses[k].range.begin) {
    for (std::size_t i = k; i > 0; --i) {
      const Range before = clauses[i - 1].range;
      const TimeAt* when = s.time_starting_at(before.begin);   // "earlier," by itself says nothing of the day
      const bool time = when != nullptr && s.report.times[when->index].basis != DateBasis::vague, place = s.starting_at(before.begin, TermKind::joiner, "prep_in") != nullptr;
      if ((!time && !place) || before.size() > (s.latin ? 40u : 16u) || clauses[i].before != Mark::comma || s.has(before, TermKind::cue)) break;
      r.begin = before.begin;
    }
  }
  for (std::size_t i = k + 1; i < clauses.size() && segment.end == clauses[k].range.end; ++i) {
    if (s.starting_at(clauses[i].range.begin, TermKind::joiner, "topic") == nullptr) break;
    r.end = clauses[i].range.end;
  }
  if (s.latin)   // "A met B and C said that": the second half is no part of it
    if (const Token* after = s.first_in({word.range.end, r.end}, TermKind::cue); after != nullptr)
      for (std::uint32_t i = after->range.begin; i > word.range.end + 4; --i)
        if (s.view.reads(i - 4, r.end, "and ") && s.view.mark(i - 5) == Mark::space) { r.end = i - 5; break; }
  // what follows the contact in its clause and is no part of it: "... when he said"
  if (const Token* after = s.first_in({word.range.end, r.end}, TermKind::cue); after != nullptr && !s.latin) {
    std::uint32_t end = after->range.begin;
    if (const Token* locative = s.ending_at(end, TermKind::joiner, "locative"); locative != nullptr) end = locative->range.begin;
    r.end = end;
  }
  if (s.view.mark(r.begin) == Mark::open && r.begin == s.sentence.range.begin)   // "(12 May) A met B": the day of the report
    for (std::uint32_t i = r.begin + 1; i < r.end && i < r.begin + 20; ++i)
      if (s.view.mark(i) == Mark::close && i + 4 < word.range.begin) { r.begin = i + 1; break; }
  return s.view.trimmed(r);
}

/// "the 2 December talks between X and Y" inside a sentence about something else.
Range nominal_span(const Scene& s, Range clause, const Token& word, const Company& c) {
  std::uint32_t begin = c.reach.empty() ? word.range.begin : std::min(c.reach.begin, word.range.begin);
  for (const TimeAt& t : s.times)
    if (clause.contains(t.range) && t.range.end <= begin && begin - t.range.end <= 2) begin = t.range.begin;
  return s.view.trimmed({begin, word.range.end});
}

bool is_nominal(const Scene& s, const Token& word, Range clause) {
  if (s.latin || word.range.end >= clause.end) return false;
  return has_locative_after(s, word.range.end) || s.view.raw[word.range.end] == 0x7684 ||
         s.view.raw[word.range.end] == 0x671F;
}

/// "A will discuss B with C": the two stand around a word of company.
bool is_discussed_with(const Scene& s, const Token& word, Range segment) {
  if (s.latin) {
    const Token* both = s.starting_at(segment.begin, TermKind::actor);
    if (both != nullptr) {   // "A and B discussed C by phone"
      Speaker all = from_actor(s, *both);
      join_beside(s, all, word.range.begin);
      if (all.kind == SpeakerKind::joint && s.skip_spaces_right(all.phrase.end, segment.end) == word.range.begin) return true;
    }
    const Token* with = s.first_in({word.range.end, segment.end}, TermKind::joiner, "prep");
    while (with != nullptr && !s.view.reads(with->range.begin, segment.end, "with ")) with = s.first_in({with->range.end, segment.end}, TermKind::joiner, "prep");
    return with != nullptr && s.starting_at(s.skip_spaces_right(with->range.end, segment.end), TermKind::actor) != nullptr;
  }
  const Token* whom = s.last_in({segment.begin, word.range.begin}, TermKind::actor);
  if (whom == nullptr) return false;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= whom->range.begin) break;
    if (t.range.begin < segment.begin || !s.is(t, TermKind::joiner, "prep") || s.term(t).value != "with" || t.range.size() != 1) continue;
    const char32_t c = s.view.raw[t.range.begin];
    if ((c == 0x4E0E || c == 0x540C || c == 0x548C || c == 0x8DDF) && s.has({segment.begin, t.range.begin}, TermKind::actor)) return true;
  }
  return false;
}

void set_details(const Scene& s, const Discourse& d, Proposition& p, const std::string& parties) {
  const auto issues = issues_in(s, p.range, parties);
  p.issue = issues.empty() ? "negotiation_process" : issues.front().id;
  p.negated = is_negated(s, p.range);
  p.hedge = hedge_of(s, p.range);
  for (const TimeAt& time : s.times) {
    if (!p.range.contains(time.range)) continue;
    const TimeFact& fact = s.report.times[time.index];
    if (fact.is_duration) { if (p.duration.empty()) p.duration = fact.mention.value; }
    else if (!p.time || (s.report.times[*p.time].basis == DateBasis::vague && fact.date)) p.time = time.index;
  }
  (void)d;
  if (const Token* place = s.first_in(p.range, TermKind::place); place != nullptr) p.location = s.term(*place).value;
  p.block = s.sentence.block;
}

/// "(the talks ended) and will go on the next day": a clause without a subject that dates the next round.
bool goes_on_later(const Scene& s, std::size_t k) {
  const Range clause = s.sentence.clauses[k].range;
  if (s.latin || clause.size() > 16 || s.has(clause, TermKind::actor) || s.has(clause, TermKind::contact) || !has_time(s, clause, false)) return false;
  const Token* on = s.last_in(clause, TermKind::joiner, "goes_on");
  if (on == nullptr || on->range.end < clause.end) return false;
  return s.has({s.sentence.range.begin, clause.begin}, TermKind::contact);
}

Range without_and(const Scene& s, Range r) {
  const Token* also = s.starting_at(r.begin, TermKind::joiner, "continue");
  return s.view.trimmed(also != nullptr ? Range{also->range.end, r.end} : r);
}

/// A contact told inside somebody's speech is told by them. Returns true when it is denied there. `word`: empty = the whole range.
bool credit(Proposition& p, const std::vector<Proposition>& said, std::size_t first, std::size_t end, Range word = {}) {
  if (word.empty()) word = p.range;
  for (std::size_t i = first; i < end; ++i) {
    if (!said[i].range.contains(word) || said[i].kind == RecordKind::stance || said[i].kind == RecordKind::contact) continue;
    p.speaker = said[i].speaker;
    p.relays = said[i].relays;
    p.cue = said[i].cue;
    p.has_cue = said[i].has_cue;
    p.quote = said[i].quote;
    p.range.begin = std::max(p.range.begin, said[i].range.begin);
    return said[i].cls == "denial";
  }
  return false;
}

}  // namespace

/// "has not said whether he will visit": whether there is a contact is what is open.
static bool is_open_question(const Scene& s, std::uint32_t contact, Range clause) {
  for (std::uint32_t i = clause.begin; i + 2 < contact; ++i)
    if (s.latin ? s.view.reads(i, contact, "whether ") : s.view.raw[i] == 0x662F && s.view.raw[i + 1] == 0x5426) return true;
  return false;
}

/// "A told B that C", "talks resume as A strikes B": what stands before the clause that hangs on it. Chinese: the whole.
static Range main_part_en(const Scene& s, Range clause) {
  if (!s.latin) return clause;
  for (std::uint32_t i = clause.begin; i + 6 < clause.end; ++i) {
    if (s.view.mark(i) != Mark::space) continue;
    if (s.view.reads(i, clause.end, " that ")) return {clause.begin, i};
    if (s.view.reads(i, clause.end, " as ") && s.view.is_capital_at(i + 4) && s.starting_at(i + 4, TermKind::actor) != nullptr) return {clause.begin, i};
  }
  return clause;
}

void find_contacts(const Scene& s, const Discourse& d, const std::vector<Proposition>& said, std::size_t first_said,
                   std::vector<Proposition>& out) {
  if (!s.latin && !s.any(TermKind::contact)) return;
  const std::size_t said_end = said.size();
  const bool caption = s.report.document.blocks[s.sentence.block].role == BlockRole::caption;
  std::size_t last = 0;           // index + 1 in out of the contact of the clause before
  std::size_t last_clause = 0;
  for (std::size_t k = 0; k < s.sentence.clauses.size(); ++k) {
    if (k > 0 && goes_on_later(s, k) && d.memory.pair) {
      Proposition p;
      p.kind = RecordKind::contact;
      p.range = without_and(s, s.sentence.clauses[k].range);
      p.speaker = narrator();
      p.has_cue = false;
      credit(p, said, first_said, said_end);
      p.participants = {d.memory.pair->name};
      p.rule = "contact_goes_on";
      set_details(s, d, p, d.memory.pair->party);
      p.hedge = Hedge::planned;
      out.push_back(std::move(p));
      continue;
    }
    const std::size_t before = out.size();
    const bool any = s.has(s.sentence.clauses[k].range, TermKind::contact);
    for (const Range segment : any ? segments(s, s.sentence.clauses[k].range) : std::vector<Range>()) {
      for (const Token& t : s.tokens) {
        if (t.range.begin >= segment.end) break;
        if (!segment.contains(t.range) || !s.is(t, TermKind::contact) || s.term(t).cls == "weak") continue;
        const Range dated = time_before(s, k, segment);
        if (s.term(t).cls == "discuss" && !is_discussed_with(s, t, segment)) continue;
        Range around = segment;   // inside somebody's speech, who speaks is not who meets
        for (std::size_t i = first_said; i < said_end; ++i)
          if (said[i].range.contains(t.range) && said[i].kind != RecordKind::stance && said[i].has_cue) around.begin = std::max(around.begin, said[i].range.begin);
        const bool visit = s.term(t).cls == "visit";
        if (s.latin) around.end = std::max(t.range.end, std::min(around.end, main_part_en(s, around).end));
        Company c = company_in(s, around, d, visit);
        if (!is_company(c)) add_unnamed(s, t, around, c);
        const bool joint = s.has({segment.begin, t.range.begin}, TermKind::pronoun, "joint");
        if (!is_company(c) && segment.begin > s.sentence.clauses[k].range.begin) {  // "a call with A, with B": the same caller
          const Company head = company_in(s, {s.sentence.clauses[k].range.begin, segment.begin}, d);
          if (!head.names.empty() && !c.names.empty() && head.names.front() != c.names.front()) {
            c.names.insert(c.names.begin(), head.names.front());
            c.parties = join_parties(head.parties, c.parties);
          }
        }
        if (!is_company(c) && d.memory.pair && (has_time(s, dated, false) || has_time(s, segment, true)) && !s.latin &&
            (s.has(segment, TermKind::joiner, "goes_on") || s.has(segment, TermKind::joiner, "hold"))) {
          c.names = {d.memory.pair->name};
          c.parties = d.memory.pair->party;
        }
        if (!is_company(c)) add_subject_before(s, k, segment, c);
        if (!is_company(c)) add_speaker(s, t, segment, said, first_said, said_end, d, c);
        const bool in_speech = around.begin > segment.begin || (first_said < said_end && said[first_said].range.contains(t.range));
        if (joint && in_speech && !has_time(s, segment, false) && !has_time(s, segment, true)) continue;   // what was said of a known one
        const bool with_both = s.latin && c.names.size() == 1 && s.has(segment, TermKind::pronoun, "joint");   // "met both leaders"
        if ((!is_company(c) && !with_both) || is_back_reference(s, t, segment) || is_open_question(s, t.range.begin, s.sentence.clauses[k].range)) continue;
        const bool off = is_called_off(s, t, segment);
        if (!off && !takes_place(s, t, segment, c, dated, caption)) continue;
        if (joint && last > 0 && last_clause + 1 == k && out[last - 1].kind == RecordKind::contact && !s.latin) {
          out[last - 1].range.end = s.view.trimmed(segment).end;   // "A and B arrived on the 14th; the two sides met"
          last_clause = k;
          break;
        }
        Proposition p;
        p.kind = RecordKind::contact;
        p.range = is_nominal(s, t, segment) ? nominal_span(s, segment, t, c) : span_of(s, k, segment, t, c);
        if (!s.latin && c.names.size() > 1 && t.range.end < segment.end && s.view.raw[t.range.end] == 0x65F6) p.range = s.view.trimmed({segment.begin, t.range.end});   // "A, while telephoning with B, said"
        if (s.latin && c.reach.begin < segment.begin) p.range.begin = c.reach.begin;   // its subject stands before the comma
        p.speaker = narrator();
        p.has_cue = false;
        p.quote = QuoteType::none;
        const bool denied = credit(p, said, first_said, said_end, t.range);
        if (p.range.size() < 4 || (p.speaker.kind != SpeakerKind::narrator && s.term(t).cls == "channel")) continue;
        p.participants = c.names;
        p.channel = s.term(t).cls == "call" ? "phone" : "";
        p.rule = is_nominal(s, t, segment) ? "contact_nominal" : "contact";
        set_details(s, d, p, c.parties);
        p.negated = p.negated || denied || off;
        out.push_back(std::move(p));
        last = out.size();
        last_clause = k;
        break;
      }
    }
    if (s.latin && out.size() == before)
      if (const Range told = nominal_contact_en(s, s.sentence.clauses[k].range); !told.empty() && !is_open_question(s, told.end, s.sentence.clauses[k].range)) {
        Proposition p;
        p.kind = RecordKind::contact;
        p.range = told;
        p.speaker = narrator();
        p.has_cue = false;
        const bool denied = credit(p, said, first_said, said_end, told);
        Company c = company_in(s, main_part_en(s, s.sentence.clauses[k].range), d);
        if (c.names.empty() && d.memory.pair) c.names = {d.memory.pair->name}, c.parties = d.memory.pair->party;
        p.participants = c.names;
        p.rule = "contact_nominal";
        set_details(s, d, p, c.parties);
        p.negated = p.negated || denied;
        out.push_back(std::move(p));
      }
  }
}

}  // namespace locarno::read
