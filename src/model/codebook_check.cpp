#include "model/codebook_check.hpp"

#include <algorithm>
#include <map>

#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "model/codebook_builder.hpp"

namespace locarno {
namespace {

bool is_plain(const Term& term) { return term.cls != "context" && term.cls != "compound"; }

/// Both hold their role on some day; a role without a beginning and an end is held always.
bool meet(const Actor& a, const Actor& b) {
  const Date first{1, 1, 1}, last{9999, 12, 31};
  const DateRange time_of_b(b.from ? earliest(*b.from) : first, b.to ? latest(*b.to) : last);
  return holds_office(a, time_of_b);
}

bool is_one_han(const std::string& text) {
  const CodePoint c = decode_at(text, 0);
  return c.size == text.size() && is_han(c.value);
}

/// Two people of different parties and offices with one full name: the reader can tell them apart (read/speaker).
bool are_namesakes(const std::string& form, const Actor& a, const Actor& b) {
  const bool is_full = form.find(' ') != std::string::npos || form.find("\u00B7") != std::string::npos;
  return is_full && a.kind == ActorKind::person && b.kind == ActorKind::person && a.party != b.party && a.role != b.role && !a.role.empty() && !b.role.empty();
}

using Group = std::vector<TermId>;

void find_collisions(const Codebook& book, const Group& group, std::vector<CodebookFinding>& findings) {
  for (std::size_t i = 1; i < group.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const Term& one = book.terms[group[i]];
      const Term& other = book.terms[group[j]];
      if (one.kind != TermKind::actor || one.actor == other.actor || !is_plain(one) || !is_plain(other)) continue;
      const Actor& a = book.actors[one.actor];
      const Actor& b = book.actors[other.actor];
      if (a.canonical == b.canonical || !meet(a, b)) continue;
      if (are_namesakes(one.text, a, b)) {
        findings.push_back({"namesakes", book.place_of(one), quoted(one.text) + " is " + a.id + " and " + b.id + " (" + book.place_of(other) +
                            "): the office beside the name tells them apart, else the party the report names", false});
        continue;
      }
      findings.push_back({"collision", book.place_of(one), quoted(one.text) + " names " + a.id + " and " + b.id + " (" + book.place_of(other) +
                          ") at the same time", true});
      return;
    }
}

void find_repeats(const Codebook& book, const Group& group, std::vector<CodebookFinding>& findings) {
  for (std::size_t i = 1; i < group.size(); ++i) {
    const Term& one = book.terms[group[i]];
    const auto says_it = [&](TermId id) {
      const Term& other = book.terms[id];
      return other.value == one.value && other.cls == one.cls && other.text == one.text;
    };
    const auto first = std::find_if(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(i), says_it);
    if (first == group.begin() + static_cast<std::ptrdiff_t>(i) || book.is_of_icu(one)) continue;
    findings.push_back({"repeated", book.place_of(one), quoted(one.text) + " is said already (" + book.place_of(book.terms[*first]) + ")", false});
  }
}

}  // namespace

std::vector<CodebookFinding> check_codebook(const Codebook& book) {
  std::map<std::pair<TermKind, std::vector<char16_t>>, Group> groups;
  std::vector<CodebookFinding> findings;
  for (std::size_t i = 0; i < book.terms.size(); ++i) {
    const Term& term = book.terms[TermId(i)];
    groups[{term.kind, fold_phrase(term.text)}].push_back(TermId(i));
    if (term.kind == TermKind::actor && is_plain(term) && !term.text.empty() && is_one_han(term.text))
      findings.push_back({"short", book.place_of(term), quoted(term.text) + " is one character: give it the class context", true});
  }
  for (const auto& [form, group] : groups) {
    find_collisions(book, group, findings);
    find_repeats(book, group, findings);
  }
  std::stable_sort(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
    return a.is_fault != b.is_fault ? a.is_fault : a.where < b.where;
  });
  return findings;
}

}  // namespace locarno
