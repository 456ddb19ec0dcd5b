#include "read/polarity.hpp"

#include <array>

namespace locarno::read {
namespace {

bool is_held(const Scene& s, const Token& negator) {
  for (const Token& t : s.tokens) {
    if (t.range.begin > negator.range.begin) break;
    if (!s.is(t, TermKind::negator) || t.range == negator.range || !t.range.overlaps(negator.range)) continue;
    if (s.term(t).cls != "negation") return true;
  }
  return false;
}

/// "any ... without X is Y", "whoever does not ... must": a subject that begins with a word for all of them, its particle, and
/// a copula or modal behind it in the clause.
bool in_whole_subject(const Scene& s, Range negator, std::uint32_t end) {
  if (negator.begin < 2) return false;
  const char32_t a = s.view.raw[negator.begin - 2], b = s.view.raw[negator.begin - 1];
  const bool all = (a == 0x4EFB && b == 0x4F55) || (a == 0x6240 && b == 0x6709) || (a == 0x51E1 && b == 0x662F) || (a == 0x4E00 && b == 0x5207);
  if (!all) return false;
  bool attributes = false;
  for (std::uint32_t i = negator.end; i < end && i < negator.end + 24; ++i) {
    const Mark m = s.view.mark(i);
    if (m == Mark::comma || m == Mark::semicolon || m == Mark::stop) return false;
    const char32_t c = s.view.raw[i];
    if (c == 0x7684) attributes = true;
    else if (attributes && (c == 0x662F || c == 0x90FD || c == 0x5C06 || c == 0x4F1A || c == 0x5FC5)) return true;
  }
  return false;
}

/// In a modifier of a noun: the particle of attribution follows soon. A modal ("will not"), a verb of refusing and "there
/// is no" carry the clause, whatever follows.
bool in_modifier(const Scene& s, Range negator, std::uint32_t end) {
  if (s.latin) return false;
  if (in_whole_subject(s, negator, end)) return true;
  const char32_t last = s.view.raw[negator.end - 1];
  const bool plain = negator.size() == 1 || last == 0x672A;   // "un-", "not yet"
  const bool unable = last == 0x6CD5 || last == 0x80FD;       // "cannot": of a noun only when its verb stands alone
  if (!plain && !unable) return false;
  if (s.view.raw[negator.begin - (negator.begin > 0 ? 1 : 0)] == 0x5728) return true;   // "in the absence of"
  for (std::uint32_t i = negator.end; i < end && i < negator.end + (unable ? 3u : 5u); ++i) {
    const Mark m = s.view.mark(i);
    if (m == Mark::comma || m == Mark::semicolon || m == Mark::stop) return false;
    if (s.view.raw[i] == 0x7684) return s.view.raw[i - 1] != 0x65B0 && i + 1 < end && s.view.is_han_at(i + 1);   // "accepted the new ..." does not attribute
  }
  return false;
}

/// Inside quotation marks that hold a word or two while the stretch goes on outside; a quoted predicate is none.
bool in_scare_quote(const Scene& s, Range negator, Range r) {
  if (s.view.quote[negator.begin] == 0 || s.view.quote[r.begin] > 0) return false;
  std::uint32_t b = negator.begin, e = negator.end;
  while (b > r.begin && s.view.quote[b - 1] > 0) --b;
  while (e < r.end && s.view.quote[e] > 0) ++e;
  if (e - b > (s.latin ? 24u : 6u)) return false;
  return e < r.end && s.starting_at(e, TermKind::joiner, "prep") == nullptr && s.view.mark(e) == Mark::none;
}

/// In a clause that leads up to the main one or hangs on it ("if A does not", "a step that nobody took").
bool in_subordinate(const Scene& s, Range negator, Range r) {
  const std::size_t k = s.clause_of(negator.begin);
  const Range clause{std::max(s.sentence.clauses[k].range.begin, r.begin), s.sentence.clauses[k].range.end};
  const bool more = clause.end < r.end;
  std::uint32_t at = clause.begin;
  if (const Token* opener = s.starting_at(at, TermKind::joiner, "continue"); opener != nullptr) at = s.skip_spaces_right(opener->range.end, clause.end);
  if (s.view.mark(at) == Mark::open_quote || s.view.mark(at) == Mark::straight) ++at;
  const bool leads = s.starting_at(at, TermKind::joiner, "condition") != nullptr ||
                     (s.starting_at(at, TermKind::joiner, "subordinate") != nullptr && s.term(*s.starting_at(at, TermKind::joiner, "subordinate")).value != "prep");
  if (leads && more) return true;
  if (!s.latin) return false;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= negator.begin) break;
    if (t.range.begin <= clause.begin + 1 || !s.is(t, TermKind::joiner)) continue;
    const std::string& cls = s.term(t).cls;
    if ((cls == "condition" || cls == "dependent") && !s.view.reads(t.range.begin, t.range.end, "so")) return true;
  }
  for (std::uint32_t i = clause.begin + 4; i + 5 < negator.begin; ++i)
    if (s.view.reads(i, negator.begin, " that ")) return true;
  return false;
}

}  // namespace

bool is_turned(const Scene& s, Range word, std::uint32_t floor) {
  if (!s.any(TermKind::negator)) return false;
  const std::uint32_t reach = s.latin ? 22 : 6;
  const std::uint32_t from = word.begin > floor + reach ? word.begin - reach : floor;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= word.end) break;
    if (t.range.begin < from || !s.is(t, TermKind::negator)) continue;
    if (s.term(t).cls == "double" && t.range.overlaps(word)) return true;
    if (s.term(t).cls != "negation" || is_held(s, t)) continue;
    if (t.range.contains(word) && t.range != word) return true;
    if (t.range.end > word.begin) continue;
    bool broken = false;
    for (std::uint32_t i = t.range.end; i < word.begin; ++i) broken = broken || s.view.mark(i) == Mark::comma;
    if (!broken) return true;
  }
  return false;
}

bool is_negated(const Scene& s, Range r) {
  if (!s.any(TermKind::negator)) return false;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range) || !s.is(t, TermKind::negator)) continue;
    const std::string& cls = s.term(t).cls;
    if (cls == "double") return true;
    if (cls != "negation" || s.term(t).value == "weak" || is_held(s, t)) continue;
    if (in_modifier(s, t.range, r.end) || in_scare_quote(s, t.range, r) || in_subordinate(s, t.range, r)) continue;
    // "..., not that the US ..." contrasts; it does not negate what stands before
    if (!s.latin && t.range.begin > r.begin && s.view.raw[t.range.begin - 1] == 0x800C) continue;
    return true;
  }
  return false;
}

Hedge hedge_of(const Scene& s, Range r) {
  struct Strength { Cls cls; Hedge hedge; };
  static constexpr std::array<Strength, 5> order = {{{"counterfactual", Hedge::counterfactual}, {"conditional", Hedge::conditional},
      {"probable", Hedge::probable}, {"possible", Hedge::possible}, {"planned", Hedge::planned}}};   // the first found counts
  if (!s.any(TermKind::hedge)) return Hedge::none;
  std::size_t best = order.size();
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!s.is(t, TermKind::hedge) || !r.contains(t.range)) continue;
    for (std::size_t i = 0; i < best; ++i)
      if (t.facts.cls == order[i].cls) best = i;
  }
  return best < order.size() ? order[best].hedge : Hedge::none;
}

}  // namespace locarno::read
