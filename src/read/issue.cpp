#include "read/issue.hpp"

#include <algorithm>
#include <optional>

#include "read/head_noun.hpp"
#include "read/speaker.hpp"

namespace locarno::read {
namespace {

/// "with:RUS+USA": every party named.
bool has_company(const std::string& cls, const std::string& parties) {
  if (cls.rfind("with:", 0) != 0) return true;
  std::size_t b = 5;
  while (b < cls.size()) {
    std::size_t e = cls.find('+', b);
    if (e == std::string::npos) e = cls.size();
    if (!has_party(parties, std::string_view(cls).substr(b, e - b))) return false;
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
                      has_party(actor_of(s, t).party, std::string_view(cls).substr(7)));
  }
  return named;
}

/// "in the call", "during the talks": where something was said is not what it is about.
bool in_adjunct(const Scene& s, Range word) {
  if (s.latin || word.begin == s.sentence.range.begin || word.end >= s.sentence.range.end) return false;
  return s.view.raw[word.begin - 1] == 0x5728 && (s.view.raw[word.end] == 0x4E2D || s.view.raw[word.end] == 0x671F);
}

}  // namespace

/// In Chinese, "the war of A and B", in one word for both: what is spoken of, and nobody's company.
static bool names_war(const Scene& s, const Token& t, const std::string& party) {
  static constexpr std::u16string_view wars[] = {u"\u51B2\u7A81", u"\u6218\u4E89", u"\u5C40\u52BF", u"\u5371\u673A", u"\u6218\u4E8B"};
  if (s.latin || t.range.end + 2 > s.view.size() || party.find(';') == std::string::npos) return false;
  return std::any_of(std::begin(wars), std::end(wars), [&](std::u16string_view war) { return s.view.raw[t.range.end] == war[0] && s.view.raw[t.range.end + 1] == war[1]; });
}

std::string parties_in(const Scene& s, Range r) {
  std::string out;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range) || !s.is(t, TermKind::actor)) continue;
    const std::string& party = actor_of(s, t).party;
    if (!names_war(s, t, party)) out = join_parties(out, party);
  }
  return out;
}

namespace {

/// Halves what only frames the point: a word in a clause that leads up to another ("as X takes territory, ..."), and in
/// Chinese a word in the attribute of another issue's word ("the TRUCE that keeps SOVEREIGNTY").
bool is_background(const Scene& s, const Token& word, Range r) {
  const std::size_t k = s.clause_of(word.range.begin);
  const auto& clauses = s.sentence.clauses;
  if (k + 1 < clauses.size() && clauses[k + 1].range.begin < r.end) {
    const Range clause{std::max(clauses[k].range.begin, r.begin), clauses[k].range.end};
    if (s.starting_at(clause.begin, TermKind::joiner, "subordinate") != nullptr) return true;
  }
  if (s.latin) {   // "A, unless B": what B is about only sets the terms
    for (const Token& t : s.tokens) {
      if (t.range.begin >= word.range.begin) break;
      if (t.range.begin <= r.begin || !s.is(t, TermKind::joiner)) continue;
      if (t.facts.cls == Cls("condition") || s.view.reads(t.range.begin, t.range.end, "unless") || s.view.reads(t.range.begin, t.range.end, "until")) return true;
    }
    return false;
  }
  std::uint32_t at = word.range.end;
  while (at < r.end && at < word.range.end + 4 && s.view.raw[at] != 0x7684 && s.view.mark(at) == Mark::none) ++at;
  if (at >= r.end || s.view.raw[at] != 0x7684) return false;
  for (const Token& head : s.tokens) {
    if (head.range.begin > at + 7) break;
    if (head.range.begin > at && head.range.end <= std::min(r.end, at + 7) && s.is(head, TermKind::issue) && s.term(head).cls.empty())
      return s.term(head).value != s.term(word).value;
  }
  return false;
}

/// "on the issue of X", "the question of X": what the speaker names as the topic.
bool is_named_topic(const Scene& s, const Token& word) {
  if (s.latin || word.range.end + 1 >= s.view.size()) return false;
  const bool ends = s.view.raw[word.range.end - 2] == 0x95EE && s.view.raw[word.range.end - 1] == 0x9898;
  const std::uint32_t e = word.range.end;
  return ends ? s.view.raw[e] == 0x4E0A : s.view.raw[e] == 0x95EE && s.view.raw[e + 1] == 0x9898;
}

/// In Chinese the Gaza Strip is a "corridor": a word that ends the name of a place which is no such thing.
bool ends_place_name(const Scene& s, const Token& word) {
  const std::string& issue = s.term(word).value;
  if (s.latin || issue != "other:corridor") return false;
  const Token* place = s.ending_at(word.range.end, TermKind::place);
  return place != nullptr && place->range.begin < word.range.begin && s.term(*place).value.find("corridor") == std::string::npos;
}

}  // namespace

std::vector<IssueScore> issues_in(const Scene& s, Range r, const std::string& parties, const std::string& pair) {
  std::vector<IssueScore> ranked;
  if (!s.any(TermKind::issue)) return ranked;
  std::optional<std::string> company;   // who is named: few rows ask
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range) || !names_issue(t)) continue;
    const Term& term = s.term(t);
    if (term.cls.starts_with("with:")) {
      if (!company) company = join_parties(parties, parties_in(s, r));
      if (!has_company(term.cls, *company)) continue;
    }
    if (!has_object(s, t, term.cls, r) || ends_place_name(s, t)) continue;
    if (in_adjunct(s, t.range)) continue;
    auto score = std::find_if(ranked.begin(), ranked.end(), [&](const IssueScore& known) { return known.id == term.value; });
    if (score == ranked.end()) score = ranked.insert(score, IssueScore{term.value, 0, t.range.begin});
    score->weight += is_background(s, t, r) ? term.weight : 2 * term.weight;
    if (is_named_topic(s, t)) score->weight += 4;
    if (!pair.empty() && term.cls.rfind("with:", 0) == 0 && has_company(term.cls, pair)) score->weight += 1;
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const IssueScore& a, const IssueScore& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    return a.first != b.first ? a.first < b.first : a.id < b.id;
  });
  return ranked;
}

std::string hinted_issue(const Scene& s, Range r) {
  struct Hint { std::string_view id; int words = 0; };
  std::vector<Hint> hints;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range) || !s.is(t, TermKind::issue) || names_issue(t)) continue;
    if (std::any_of(s.tokens.begin(), s.tokens.end(), [&](const Token& o) { return s.is(o, TermKind::title) && o.range.contains(t.range); })) continue;
    const std::string_view id = t.facts.cls == Cls("refers") ? std::string_view(s.report.agreement) : std::string_view(s.term(t).value);
    const auto known = std::find_if(hints.begin(), hints.end(), [&](const Hint& h) { return h.id == id; });
    if (known == hints.end()) hints.push_back({id, 1});
    else ++known->words;
  }
  const auto most = std::max_element(hints.begin(), hints.end(), [](const Hint& a, const Hint& b) { return a.words < b.words; });   // the first of equals
  return most == hints.end() ? "" : std::string(most->id);
}

std::string issue_of_setting(const Scene& s, Range r) {
  for (const Token& t : s.tokens)
    if (r.contains(t.range) && names_issue(t)) return in_adjunct(s, t.range) ? s.term(t).value : "";
  return "";
}

std::string other_issue(const Scene& s, Range r) { return "other:" + head_noun(s, r); }

}  // namespace locarno::read
