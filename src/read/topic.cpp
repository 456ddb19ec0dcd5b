#include "read/topic.hpp"

#include <algorithm>

#include "read/issue.hpp"

namespace locarno::read {
namespace {

/// "X's remarks are ...": what X spoke about last.
std::string of_statement_named(const Scene& s, Range r, const Memory& memory) {
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range) || !s.is(t, TermKind::actor)) continue;
    const auto said = memory.said_about.find(s.actor(t).canonical);
    if (said == memory.said_about.end()) continue;
    const Range near{t.range.end, std::min(r.end, t.range.end + (s.latin ? 14u : 6u))};
    if (s.has(near, TermKind::pronoun, "document") || s.has(near, TermKind::cue, "noun")) return said->second;
  }
  return "";
}

/// The nearest clause before the content, in its sentence, that names an issue.
std::string of_clause_before(const Scene& s, Range r, const std::string& parties) {
  for (std::size_t k = s.sentence.clauses.size(); k-- > 0;) {
    const Range clause = s.sentence.clauses[k].range;
    if (clause.begin >= r.begin) continue;
    const auto found = issues_in(s, {clause.begin, std::min(clause.end, r.begin)}, parties);
    if (found.empty()) continue;
    const auto earliest = std::min_element(found.begin(), found.end(), [](const IssueScore& a, const IssueScore& b) { return a.first < b.first; });
    return earliest->id;
  }
  return "";
}

/// "A will do C in exchange for D": where D begins; the end when nothing is asked in return.
std::uint32_t price_begin(const Scene& s, Range r) {
  const Token* exchange = s.first_in(r, TermKind::joiner, "exchange");
  return exchange == nullptr || exchange->range.begin < r.begin + (s.latin ? 12u : 5u) ? r.end : exchange->range.begin;
}

}  // namespace

Topic topic_of(const Scene& s, Range r, const Speaker& speaker, const Memory& memory, const std::string& before) {
  const std::string pair = memory.pair ? memory.pair->party : "";
  // "the two", and a meeting with nobody named, are of those who met last
  const bool of_pair = !pair.empty() && (s.has(r, TermKind::pronoun, "joint") || (s.has(r, TermKind::contact) && parties_in(s, r).empty()));
  std::vector<IssueScore> found = issues_in(s, r, of_pair ? join_parties(speaker.party, pair) : speaker.party, pair);
  Topic topic;
  if (!found.empty()) {
    // what is given in exchange is not what is asked for it
    const std::uint32_t price = price_begin(s, r);
    if (price < r.end) std::stable_partition(found.begin(), found.end(), [&](const IssueScore& i) { return i.first < price; });
    topic.issue = found.front().id;
    if (const std::string own = found.front().first < price ? "" : other_issue(s, {r.begin, price}); own.size() > 6) {   // longer than "other:"
      topic.issue = own;
      topic.others.push_back(found.front().id);
    }
    for (std::size_t i = 1; i < found.size() && i < 4; ++i) topic.others.push_back(found[i].id);
    return topic;
  }
  topic.issue = issue_of_setting(s, r);
  if (topic.issue.empty()) topic.issue = hinted_issue(s, r);
  if (topic.issue.empty()) topic.issue = of_statement_named(s, r, memory);
  if (topic.issue.empty()) topic.issue = before;
  if (topic.issue.empty()) topic.issue = of_clause_before(s, r, speaker.party);
  if (topic.issue.empty()) topic.issue = memory.issue;
  topic.is_loose = topic.issue.empty();
  if (topic.is_loose) topic.issue = other_issue(s, r);
  if (topic.issue == "other:" && !memory.topic.empty()) topic.issue = memory.topic;   // no noun of its own: about what was said last
  return topic;
}

}  // namespace locarno::read
