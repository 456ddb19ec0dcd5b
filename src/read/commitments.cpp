#include "read/commitments.hpp"

#include <algorithm>

#include "read/chain.hpp"
#include "read/issue.hpp"
#include "read/polarity.hpp"
#include "read/propositions.hpp"
#include "read/stands.hpp"
#include "read/talked.hpp"

namespace locarno::read {
namespace {

bool is_party(const Speaker& sp) {
  return sp && !sp.party.empty() && sp.party != "UNKNOWN" && sp.party != "MEDIA" && sp.party != "EXPERT" && sp.party != "NARRATOR";
}

/// The clause's own subject, when it is a party.
Speaker subject_of(const Scene& s, Range clause) {
  Speaker sp = first_phrase(s, clause);
  const char32_t next = sp && sp.phrase.end < clause.end ? s.view.raw[sp.phrase.end] : U' ';
  if (next == 0x7684 || next == 0x4E4B || (sp && s.view.is_possessive_at(sp.phrase.end, clause.end))) return {};   // "X's death may ..."
  return sp;
}

/// "A signed with B", in Chinese "A with B sign": an agreement is of both.
void join_partner(const Scene& s, Speaker& subject, Range clause) {
  const Token* word = s.first_in(clause, TermKind::commitment);
  if (s.latin || word == nullptr || s.term(*word).cls != "agreement" || subject.phrase.end + 2 >= clause.end || subject.kind == SpeakerKind::joint) return;
  Speaker both = subject;
  join_beside(s, both, word->range.begin);
  if (is_party(both)) subject = both;
}

bool tells_undertaking(const Scene& s, Range r) {
  const Token* word = s.first_in(r, TermKind::commitment);
  return word != nullptr && !is_turned(s, word->range, r.begin) && !only_talks(s, {r.begin, word->range.begin});
}

/// In Chinese, "under this agreement, ...": the clause at the head of the sentence when it points back at a text; empty when none does.
Range text_pointed_at(const Scene& s, Range undertaking) {
  const auto& clauses = s.sentence.clauses;
  if (clauses.size() < 2 || clauses.front().range.end > undertaking.begin) return {};
  const Range head = clauses.front().range;
  const char32_t first = s.view.raw[head.begin];
  if (first != 0x6839 && first != 0x6309 && first != 0x4F9D) return {};   // the letters that "according to" begins with
  for (const Token& t : s.tokens) {
    if (t.range.begin >= head.end) break;
    if (!head.contains(t.range) || !s.is(t, TermKind::issue, "refers")) continue;
    std::uint32_t at = t.range.begin;   // "this agreement": right before the noun, a measure word between
    for (int back = 0; back < 2 && at > head.begin; ++back)
      if (const char32_t c = s.view.raw[--at]; c == 0x8FD9 || c == 0x9019 || c == 0x8BE5 || c == 0x8A72 || c == 0x6B64) return head;
  }
  return {};
}

/// What is undertaken: the issue its words name, or hint at, or that was spoken of before, or its own noun. Under a text
/// that is pointed back at, a noun beside the list of issues is a detail of what the text is about.
void set_topic(const Scene& s, Proposition& p, std::vector<IssueScore> issues, const Memory& memory) {
  const Range text = text_pointed_at(s, p.range);
  for (const TimeAt& t : s.times)
    if (!p.time && !text.empty() && text.contains(t.range)) p.time = t.index;
  const bool is_detail = !text.empty() && !memory.issue.empty() && !memory.issue.starts_with("other:") && !issues.empty() && issues.front().id.starts_with("other:");
  if (is_detail) {
    std::erase_if(issues, [&](const IssueScore& i) { return i.id == memory.issue; });
    issues.insert(issues.begin(), {memory.issue, 0, p.range.begin});
  }
  if (!issues.empty()) p.issue = issues.front().id;
  else if (std::string hinted = hinted_issue(s, p.range); !hinted.empty()) p.issue = std::move(hinted);
  else p.issue = memory.issue;
  p.loose_issue = p.issue.empty();
  if (p.loose_issue) p.issue = other_issue(s, p.range);
  for (std::size_t i = 1; i < issues.size() && i < 4; ++i) p.issues_other.push_back(issues[i].id);
}

}  // namespace

/// In Chinese, "has gone back on the promise": a noun at the end of its clause; nobody promises. "Made promises" is a row of its own.
static bool is_promise_as_noun(const Scene& s, const Token& word) {
  if (s.latin || s.term(word).cls != "pledge" || word.range.size() != 2) return false;
  const Range clause = s.sentence.clauses[s.clause_of(word.range.begin)].range;
  const Token* who = s.ending_at(word.range.begin, TermKind::actor);
  return word.range.end >= s.view.trimmed(clause).end && word.range.begin > clause.begin + 2 && who == nullptr;
}

bool is_undertaking(const Scene& s, const Proposition& p, const std::string& cls) {
  if (p.speaker.party == "EXPERT" || p.speaker.party == "MEDIA" || p.speaker.party == "UNKNOWN") return false;
  if (p.negated && cls != "list") return false;
  if (cls == "list") return true;
  if (cls == "attitude_oppose" || cls == "denial" || cls == "rejection" || cls == "attitude_thanks") return false;   // "accuses B of breaking what it signed"
  if (!s.latin && s.starting_at(p.range.begin, TermKind::cue, "commitment") != nullptr) return true;   // "calls it hard, promises C"
  if (cls == "demand") return false;   // "urges both to keep what they signed": nobody promises anew
  if (cls == "commitment") {
    // "agrees to accept" is a concession; an agreement needs two
    if (p.attitude.predicate_class == "accept") return false;
    return true;
  }
  const Token* word = s.first_in(p.range, TermKind::commitment);
  if (word == nullptr || is_promise_as_noun(s, *word) || is_turned(s, word->range, p.range.begin)) return false;
  const Speaker subject = first_phrase(s, {p.range.begin, word->range.begin});
  const std::string& kind = s.term(*word).cls;
  if (kind == "agreement")   // two must agree, and not merely to accept
    return subject && (subject.plural || subject.party.find(';') != std::string::npos) && !s.has({word->range.end, p.range.end}, TermKind::predicate, "accept");
  return subject || word->range.begin <= p.range.begin + 6;
}

void narrate(const Scene& s, Range within, Discourse& d, std::vector<Proposition>& out) {
  for (const Clause& c : s.sentence.clauses) {
    if (c.quoted) continue;
    const Range r = s.view.trimmed({std::max(c.range.begin, within.begin), std::min(c.range.end, within.end)});
    if (r.begin >= r.end) continue;
    if (r.size() < (s.latin ? 20u : 6u)) continue;
    Speaker subject = subject_of(s, r);
    if (subject.kind == SpeakerKind::pronoun) {
      std::vector<std::string> none;
      resolve(s, d.memory, subject, none);
    }
    if (!is_party(subject)) continue;
    const bool undertakes = tells_undertaking(s, r);
    if (!undertakes) continue;
    join_partner(s, subject, r);
    const auto issues = issues_in(s, r, subject.party);
    const AttitudeAnswer a = attitude_of(s, r, "", "");
    Proposition p = told_of(s, r, subject, d.memory);
    p.kind = RecordKind::commitment;
    p.attitude = a;
    if (a.attitude == Attitude::report) p.attitude.attitude = Attitude::offer;
    set_topic(s, p, issues, d.memory);
    p.rule = "narrated_undertaking";
    d.memory.issue = p.issue;
    out.push_back(std::move(p));
  }
  narrate_stands(s, within, d, out);
}

}  // namespace locarno::read
