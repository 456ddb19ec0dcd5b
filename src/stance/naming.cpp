#include "stance/naming.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace locarno::stance {
namespace {

std::u16string fold_units(std::string_view phrase) {
  const std::vector<char16_t> units = fold_phrase(phrase);
  return std::u16string(units.begin(), units.end());
}

bool is_latin(char16_t c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z'); }

}  // namespace

Naming::Naming(const CheckedCase& the_case, const Codebook* codebook)
    : by_issue_(the_case->issues.size()), words_of_issue_(the_case->issues.size()), hints_of_issue_(the_case->issues.size()) {
  for (std::size_t i = 0; i < the_case->issues.size(); ++i) {
    const Issue& issue = the_case->issues[IssueId(i)];
    for (std::size_t o = 0; o < issue.options.size(); ++o)
      for (const std::string& phrase : issue.options[OptionId(o)].phrases) {
        const std::size_t colon = phrase.find(':');
        const PartyId only =
            colon == std::string::npos ? PartyId::none() : the_case.party(std::string_view(phrase).substr(0, colon));
        Units units = fold_units(only.is_none() ? std::string_view(phrase) : std::string_view(phrase).substr(colon + 1));
        if (!units.empty()) by_issue_[i].push_back({std::move(units), OptionId(o), only});
      }
  }
  if (codebook == nullptr) return;
  for (const Term& term : codebook->terms) {
    Units units = fold_units(term.text);
    if (units.empty()) continue;
    if (term.kind == TermKind::issue) {
      const bool names = term.cls != "hint" && term.cls != "refers";   // those name no issue by themselves
      if (const IssueId issue = the_case.issue(term.value); !issue.is_none())
        (names ? words_of_issue_ : hints_of_issue_)[issue.index()].push_back(std::move(units));
    } else if (term.kind == TermKind::predicate && term.cls == "exclusive") {
      exclusive_.push_back(std::move(units));
    } else if (term.kind == TermKind::predicate && term.cls == "accept") {
      accept_.push_back(std::move(units));
    } else if (term.kind == TermKind::predicate && term.cls == "accuse") {
      accuse_.push_back(std::move(units));
    } else if (term.kind == TermKind::predicate && term.cls == "blame") {
      blame_.push_back(std::move(units));
    } else if (term.kind == TermKind::negator && term.cls == "non_negation") {
      not_exclusive_.push_back(std::move(units));
    }
  }
}

Naming::Units Naming::fold_text(std::string_view text) { return fold_units(text); }

void Naming::find_all(const Units& text, const Units& phrase, OptionId option, std::vector<Hit>& hits) {
  for (std::size_t at = text.find(phrase); at != Units::npos; at = text.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    const bool cut_left = is_latin(phrase.front()) && at > 0 && is_latin(text[at - 1]);
    const bool cut_right = is_latin(phrase.back()) && end < text.size() && is_latin(text[end]);
    if (!cut_left && !cut_right) hits.push_back({at, end, option});
  }
}

void Naming::drop_inner(std::vector<Hit>& hits) {
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<Hit> kept;
  for (const Hit& hit : hits) {
    const bool inner = !kept.empty() && hit.end <= kept.back().end &&
                       hit.end - hit.begin < kept.back().end - kept.back().begin;
    if (!inner) kept.push_back(hit);
  }
  hits = std::move(kept);
}

OptionSet Naming::options(IssueId issue, std::string_view text, const std::vector<PartyId>& speaks) const {
  const Units folded = fold_text(text);
  std::vector<Hit> hits;
  for (const Phrase& phrase : by_issue_[issue.index()])
    if (phrase.only.is_none() || (speaks.size() == 1 && speaks[0] == phrase.only))
      find_all(folded, phrase.units, phrase.option, hits);
  drop_inner(hits);
  OptionSet named;
  for (const Hit& hit : hits) named.add(hit.option);
  return named;
}

bool Naming::knows_phrases() const {
  return std::any_of(by_issue_.begin(), by_issue_.end(), [](const auto& phrases) { return !phrases.empty(); });
}

bool Naming::has(const std::vector<Units>& words, std::string_view text) {
  const Units folded = fold_text(text);
  std::vector<Hit> hits;
  for (const Units& word : words) find_all(folded, word, OptionId(0), hits);
  return !hits.empty();
}

bool Naming::mentions(IssueId issue, std::string_view text) const { return has(words_of_issue_[issue.index()], text); }
bool Naming::may_mean(IssueId issue, std::string_view text) const {
  if (words_of_issue_[issue.index()].empty() || mentions(issue, text) || has(hints_of_issue_[issue.index()], text)) return true;
  // Pronouns and pointers of both languages: a closed class of grammar.
  static const std::vector<Units> pointers = {u"\u8FD9", u"\u6B64", u"\u8BE5", u"\u5176", u"\u5B83", u"\u90A3", u"\u4E0A\u8FF0", u"this", u"that", u"it", u"such", u"these", u"those", u"so", u"them"};
  return has(pointers, text);
}
bool Naming::accepts(std::string_view text) const { return has(accept_, text); }
bool Naming::accuses(std::string_view text) const { return has(accuse_, text); }
bool Naming::blames(std::string_view text) const { return has(blame_, text); }

bool Naming::excludes(std::string_view text) const {
  const Units folded = fold_text(text);
  std::vector<Hit> hits;
  for (const Units& word : exclusive_) find_all(folded, word, OptionId(1), hits);
  for (const Units& word : not_exclusive_) find_all(folded, word, OptionId(0), hits);
  drop_inner(hits);
  return std::any_of(hits.begin(), hits.end(), [](const Hit& hit) { return hit.option == OptionId(1); });
}

}  // namespace locarno::stance
