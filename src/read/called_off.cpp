#include "read/called_off.hpp"

#include <algorithm>

#include "read/words_en.hpp"

namespace locarno::read {
namespace {

constexpr std::uint32_t nearest_before = 16, nearest_after = 6;

/// "has been cancelled", "was put off": an auxiliary stands right before, or the word needs none.
bool is_passive_en(const Scene& s, Range off, std::uint32_t floor) {
  if (s.view.reads(off.begin, off.end, "fell") || s.view.reads(off.begin, off.end, "did") || s.view.reads(off.begin, off.end, "never")) return true;
  return en::is_auxiliary(s.view, en::word_before(s.view, off.begin, floor));
}

bool is_marked_between(const Scene& s, Range between) {
  for (std::uint32_t i = between.begin; i < between.end; ++i)
    if (const Mark m = s.view.mark(i); m != Mark::none && m != Mark::space) return true;
  return s.has(between, TermKind::cue) || s.has(between, TermKind::contact);
}

}  // namespace

bool is_called_off(const Scene& s, const Token& contact, Range clause) {
  for (const Token& t : s.tokens) {
    if (t.range.begin >= clause.end) break;
    if (!clause.contains(t.range) || !s.is(t, TermKind::hedge, "off")) continue;
    const bool after = t.range.begin >= contact.range.end;
    const Range between = after ? Range{contact.range.end, t.range.begin} : Range{t.range.end, std::max(t.range.end, contact.range.begin)};
    if (s.latin) {
      if (after ? is_passive_en(s, t.range, contact.range.end) : between.size() <= 2 * nearest_before && !is_marked_between(s, between) && !s.has(between, TermKind::issue)) return true;
      continue;
    }
    if (after && between.size() <= nearest_after && !is_marked_between(s, between)) return true;
    if (!after && between.size() <= nearest_before && !is_marked_between(s, between) && !s.has(between, TermKind::issue)) return true;
  }
  return false;
}

}  // namespace locarno::read
