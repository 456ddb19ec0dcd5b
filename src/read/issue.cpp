#include "read/issue.hpp"

#include <algorithm>
#include <map>

#include "read/speaker.hpp"

namespace locarno::read {
namespace {

bool lists(const std::string& parties, std::string_view one) {
  std::size_t b = 0;
  while (b <= parties.size()) {
    std::size_t e = parties.find(';', b);
    if (e == std::string::npos) e = parties.size();
    if (std::string_view(parties).substr(b, e - b) == one) return true;
    b = e + 1;
  }
  return false;
}

/// "with:RUS+USA": every party named.
bool has_company(const std::string& cls, const std::string& parties) {
  if (cls.rfind("with:", 0) != 0) return true;
  std::size_t b = 5;
  while (b < cls.size()) {
    std::size_t e = cls.find('+', b);
    if (e == std::string::npos) e = cls.size();
    if (!lists(parties, std::string_view(cls).substr(b, e - b))) return false;
    b = e + 1;
  }
  return true;
}

/// "join the Western alliance NATO": a row "object:NATO" counts when NATO is named soon after the word, in its clause, and
/// no longer issue word says so already.
bool has_object(const Scene& s, const Token& word, const std::string& cls, Range r) {
  if (cls.rfind("object:", 0) != 0) return true;
  const Range clause = s.sentence.clauses.empty() ? r : s.sentence.clauses[s.clause_of(word.range.begin)].range;
  const std::uint32_t reach = word.range.end + (s.latin ? 40 : 16);
  bool named = false;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= reach) break;
    if (s.is(t, TermKind::issue) && t.range.overlaps(word.range) && s.term(t).value == s.term(word).value && t.range != word.range &&
        s.term(t).cls.empty()) return false;
    named = named || (t.range.begin >= word.range.end && clause.contains(t.range) && r.contains(t.range) && s.is(t, TermKind::actor) &&
                      lists(actor_of(s, t).party, std::string_view(cls).substr(7)));
  }
  return named;
}

/// "in the call", "during the talks": where something was said is not what it is about.
bool in_adjunct(const Scene& s, Range word) {
  if (s.latin || word.begin == s.sentence.range.begin || word.end >= s.sentence.range.end) return false;
  return s.view.raw[word.begin - 1] == 0x5728 && (s.view.raw[word.end] == 0x4E2D || s.view.raw[word.end] == 0x671F);
}

}  // namespace

std::string parties_in(const Scene& s, Range r) {
  std::string out;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (r.contains(t.range) && s.is(t, TermKind::actor)) out = join_parties(out, actor_of(s, t).party);
  }
  return out;
}

std::vector<IssueScore> issues_in(const Scene& s, Range r, const std::string& parties) {
  std::map<std::string, IssueScore> found;
  const std::string company = join_parties(parties, parties_in(s, r));
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range) || !s.is(t, TermKind::issue)) continue;
    const Term& term = s.term(t);
    if (!has_company(term.cls, company)) continue;
    if (!has_object(s, t, term.cls, r)) continue;
    if (in_adjunct(s, t.range)) continue;
    auto [it, is_new] = found.try_emplace(term.value, IssueScore{term.value, 0, t.range.begin});
    it->second.weight += term.weight;
  }
  std::vector<IssueScore> ranked;
  for (auto& [id, score] : found) ranked.push_back(std::move(score));
  std::stable_sort(ranked.begin(), ranked.end(), [](const IssueScore& a, const IssueScore& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    return a.first != b.first ? a.first < b.first : a.id < b.id;
  });
  return ranked;
}

std::string other_issue(const Scene& s, Range r) {
  // the noun phrase at the end of the first clause is the nearest thing to a head without a grammar
  std::uint32_t end = r.begin;
  while (end < r.end && s.view.mark(end) != Mark::comma && s.view.mark(end) != Mark::semicolon) ++end;
  while (end > r.begin && !s.view.is_han_at(end - 1) && !s.view.is_letter_at(end - 1)) --end;
  std::uint32_t begin = end;
  if (s.latin) {
    while (begin > r.begin && s.view.is_letter_at(begin - 1)) --begin;
  } else {
    while (begin > r.begin && end - begin < 4 && s.view.is_han_at(begin - 1) && s.view.raw[begin - 1] != 0x7684) --begin;
  }
  return begin < end ? "other:" + s.view.words({begin, end}) : "other:";
}

}  // namespace locarno::read
