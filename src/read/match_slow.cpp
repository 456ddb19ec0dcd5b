#include "read/match_slow.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace locarno::read {
namespace {

bool is_letter_or_digit(char16_t u) {
  const bool ascii = (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z');
  const bool other = (u >= 0xC0 && u <= 0x52F && u != 0xD7 && u != 0xF7) || (u >= 0x1E00 && u <= 0x1EFF);
  return ascii || other;
}
bool is_digit(char16_t u) { return u >= '0' && u <= '9'; }
bool is_blank(char16_t u) { return u == ' ' || u == '\n' || u == '\r'; }
bool alike(char16_t a, char16_t b) { return a == b || (is_blank(a) && is_blank(b)); }

enum class Rule { any, first, all };
Rule capitals_rule(const Term& term, const Folded& form) {
  int letters = 0, capitals = 0;
  for (std::uint32_t i = 0; i < form.units.size(); ++i) {
    if (form.units[i] >= 0x80 && !is_letter_or_digit(form.units[i])) return Rule::any;
    if (!is_letter_or_digit(form.units[i]) || is_digit(form.units[i])) continue;
    ++letters;
    if (form.is_upper(i)) ++capitals;
  }
  if (capitals == 0) return Rule::any;
  if (capitals == letters && letters <= 5) return Rule::all;
  return term.kind == TermKind::actor || term.kind == TermKind::place ? Rule::first : Rule::any;
}

bool capitals_hold(Rule rule, const Folded& form, const Folded& text, std::uint32_t at) {
  for (std::uint32_t i = 0; i < form.units.size() && rule != Rule::any; ++i) {
    if (rule == Rule::first && form.is_upper(i)) return text.is_upper(at + i);
    if (rule == Rule::all && form.units[i] >= 'a' && form.units[i] <= 'z' && !text.is_upper(at + i)) return false;
  }
  return true;
}

bool stands_at(const std::vector<char16_t>& form, const Folded& text, std::uint32_t at) {
  if (form.size() > text.units.size() - at) return false;
  for (std::uint32_t i = 0; i < form.size(); ++i)
    if (!alike(form[i], text.units[at + i])) return false;
  const std::size_t end = at + form.size();
  if (is_letter_or_digit(form.front()) && at > 0 && is_letter_or_digit(text.units[at - 1])) return false;
  return !(is_letter_or_digit(form.back()) && end < text.units.size() && is_letter_or_digit(text.units[end]));
}

bool is_one_han(const Term& term) {
  const CodePoint c = decode_at(term.text, 0);
  return c.size == term.text.size() && is_han(c.value);
}

bool is_licensed(const Codebook& book, const Folded& text, std::uint32_t at) {
  for (const Term& term : book.terms) {
    if (term.kind != TermKind::licence || term.cls == "block") continue;
    const auto names = fold_phrase(term.value);
    const auto form = fold_phrase(term.text);
    const bool any_name = std::all_of(names.begin(), names.end(), [](char16_t u) { return u == '|'; });
    if (form.empty() || (!any_name && std::find(names.begin(), names.end(), text.units[at]) == names.end())) continue;
    if (text.units[at] == '|' && !any_name) continue;
    const bool after = term.cls == "after";
    if (after ? text.units.size() - at - 1 < form.size() : at < form.size()) continue;
    const std::size_t begin = after ? at + 1 : at - form.size();
    if (std::equal(form.begin(), form.end(), text.units.begin() + static_cast<std::ptrdiff_t>(begin))) return true;
  }
  return false;
}

int doubt(const Term& term) {
  return term.kind != TermKind::actor ? 0 : term.cls == "context" ? 3 : term.cls == "compound" ? 2 : term.cls.empty() ? 0 : 1;
}

struct Found {
  Match match;
  const Term* term = nullptr;
  Rule rule = Rule::any;
  std::uint32_t capital = 0;  ///< Rule::first: which unit
  std::uint32_t size() const { return match.end - match.begin; }
  bool is_actor() const { return term->kind == TermKind::actor; }
  bool is_doubtful() const { return is_actor() && (term->cls == "context" || term->cls == "compound"); }
  bool overlaps(const Found& other) const { return match.begin < other.match.end && other.match.begin < match.end; }
  bool same_place(const Found& other) const { return match.begin == other.match.begin && match.end == other.match.end; }
  bool inside(const Found& other) const {
    return other.match.begin <= match.begin && match.end <= other.match.end && !same_place(other);
  }
};
using All = std::vector<Found>;

All candidates(const Codebook& book, const Folded& text) {
  All all;
  for (std::size_t i = 0; i < book.terms.size(); ++i) {
    const Term& term = book.terms[TermId(i)];
    if (term.kind == TermKind::licence && term.cls != "block") continue;
    const Folded form = fold(term.text, {});
    if (form.units.empty() || form.units.size() > 4096) continue;
    const Rule rule = capitals_rule(term, form);
    std::uint32_t capital = 0;
    while (rule == Rule::first && !form.is_upper(capital)) ++capital;
    const bool by_licence = term.kind == TermKind::actor && term.cls == "context" && is_one_han(term);
    for (std::uint32_t at = 0; at < text.units.size(); ++at) {
      if (!stands_at(form.units, text, at) || !capitals_hold(rule, form, text, at)) continue;
      if (by_licence && !is_licensed(book, text, at)) continue;
      const auto end = at + static_cast<std::uint32_t>(form.units.size());
      all.push_back({{at, end, text.bytes(at, end), TermId(i), term.kind}, &term, rule, capital});
    }
  }
  return all;
}

template <class Test>
void keep(All& all, Test test) {
  All kept;
  for (const Found& one : all)
    if (std::none_of(all.begin(), all.end(), [&](const Found& other) { return test(one, other); })) kept.push_back(one);
  all = std::move(kept);
}

bool is_repeated(const Found& one, const Found& other) {
  if (!one.same_place(other) || one.term->kind != other.term->kind || one.rule != other.rule || one.capital != other.capital) return false;
  if (one.term->value != other.term->value || (!one.is_actor() && one.term->cls != other.term->cls)) return false;
  const int mine = doubt(*one.term), theirs = doubt(*other.term);
  return theirs != mine ? theirs < mine : other.match.term < one.match.term;
}

/// Beside a title, with at most one space between.
bool beside_title(const Found& one, const All& all, const Folded& text) {
  std::uint32_t begin = one.match.begin, end = one.match.end;
  if (begin > 0 && is_blank(text.units[begin - 1])) --begin;
  if (end < text.units.size() && is_blank(text.units[end])) ++end;
  return std::any_of(all.begin(), all.end(), [&](const Found& title) {
    return title.term->kind == TermKind::title && (title.match.end == begin || title.match.begin == end);
  });
}

bool is_supported(const Found& one, const All& all, const Folded& text) {
  return std::any_of(all.begin(), all.end(), [&](const Found& other) {
    if (!other.is_actor() || other.term->actor != one.term->actor) return false;
    if (!other.is_doubtful()) return true;
    return other.term->cls == "context" && other.size() > 1 && beside_title(other, all, text);
  });
}

}  // namespace

std::vector<Match> find_slowly(const Codebook& codebook, const Folded& text) {
  All all = candidates(codebook, text);
  keep(all, is_repeated);
  const auto is_block = [](const Found& f) { return f.term->kind == TermKind::licence; };
  keep(all, [&](const Found& one, const Found& other) { return is_block(one) && is_block(other) && one.inside(other); });
  keep(all, [&](const Found& one, const Found& other) {
    return one.is_actor() && one.size() <= 3 && is_block(other) && one.overlaps(other) && !one.same_place(other) && !other.inside(one);
  });
  std::erase_if(all, is_block);
  keep(all, [](const Found& one, const Found& other) { return one.term->kind == other.term->kind && one.inside(other); });
  keep(all, [](const Found& one, const Found& other) {
    return one.is_doubtful() && other.is_actor() && !other.is_doubtful() && one.overlaps(other) && !one.same_place(other);
  });
  const All before = all;
  std::erase_if(all, [&](const Found& one) {
    return one.is_actor() && one.term->cls == "context" && one.size() > 1 && !is_supported(one, before, text);
  });
  std::vector<Match> matches;
  for (const Found& one : all) matches.push_back(one.match);
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    return a.end != b.end ? a.end > b.end : a.term < b.term;
  });
  return matches;
}

}  // namespace locarno::read
