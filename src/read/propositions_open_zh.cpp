#include "read/propositions_open_zh.hpp"

#include <algorithm>
#include <string_view>

namespace locarno::read {

bool begins_condition(const Scene& s, Range piece) {
  if (s.latin || piece.size() < 4 || s.view.quote[piece.begin] > 0) return false;
  const char32_t first = s.view.raw[piece.begin], second = s.view.raw[piece.begin + 1];
  const bool is_as = second == 0x6B64 || second == 0x4ECA || second == 0x4F55 || second == 0x540C || second == 0x671F || second == 0x5E72;   // "thus", "now", "how", "like", "in time", "some"
  if ((first == 0x5982 || first == 0x82E5) && !is_as) return true;
  const Token* hedge = s.starting_at(piece.begin, TermKind::hedge, "conditional");
  return hedge != nullptr && std::u16string_view(u"\u524D\u6761\u689D\u53D6\u4EE5\u4F5C").find(static_cast<char16_t>(first)) == std::u16string_view::npos;   // not "on condition that", "depends on", "in exchange for": behind what they limit
}

namespace {

/// In Chinese, "at the invitation of A, C".
bool is_asked_for(const Scene& s, Range piece) {
  if (s.latin || piece.size() < 4 || piece.size() > 24 || s.view.raw[piece.begin] != 0x5E94) return false;
  const char32_t a = s.view.raw[piece.end - 2], b = s.view.raw[piece.end - 1];
  return (b == 0x8BF7 && (a == 0x9080 || a == 0x7533)) || (a == 0x8BF7 && b == 0x6C42) || (a == 0x8981 && b == 0x6C42) || (a == 0x4E4B && b == 0x9080);
}

/// In Chinese, "without A, then not B": the second clause says so.
bool is_lacking(const Scene& s, Range piece) {
  constexpr std::uint32_t reach = 10;
  if (s.latin || piece.size() > 16 || piece.end + 2 >= s.view.size() || s.view.raw[piece.begin] != 0x6CA1 || s.view.raw[piece.begin + 1] != 0x6709) return false;
  const std::uint32_t end = std::min(s.sentence.range.end, piece.end + 1 + reach);
  for (std::uint32_t i = piece.end + 1; i < end; ++i)
    if (s.view.raw[i] == 0x5C31 || s.view.raw[i] == 0x4FBF) return true;
  return false;
}

/// In Chinese, "under the impression of A, B": the clause says only why.
bool is_affected(const Scene& s, Range piece) {
  return !s.latin && piece.size() > 3 && piece.size() <= 16 && s.view.raw[piece.begin] == 0x53D7 && s.view.raw[piece.end - 2] == 0x5F71 && s.view.raw[piece.end - 1] == 0x54CD;
}

/// In Chinese, "whoever, if A, should also B"; "in the year to come, B": the clause waits for the next.
bool waits_for_next(const Scene& s, Range piece) {
  if (s.latin) return false;
  if (const TimeAt* t = s.time_starting_at(piece.begin); t != nullptr && t->range.end >= piece.end) return true;
  const char32_t next = piece.end + 1 < s.view.size() ? s.view.raw[piece.end + 1] : U'\0';
  return s.has(piece, TermKind::hedge, "conditional") && (next == 0x4EA6 || next == 0x4E5F || next == 0x5219 || next == 0x4FBF);
}

/// In Chinese, "only if A, (then) B", "as long as A, (then) B": the second clause says what depends on it.
bool sets_condition(const Scene& s, Range piece) {
  constexpr std::uint32_t reach = 16;
  if (s.latin || piece.size() < 4) return false;
  const char32_t a = s.view.raw[piece.begin], b = s.view.raw[piece.begin + 1];
  const bool opens = (b == 0x6709 && (a == 0x53EA || a == 0x552F)) || (a == 0x53EA && b == 0x8981) || (a == 0x9664 && b == 0x975E);
  const std::uint32_t end = opens ? std::min(s.sentence.range.end, piece.end + 1 + reach) : piece.end;
  for (std::uint32_t i = piece.end + 1; i < end; ++i)
    if (s.view.raw[i] == 0x624D || s.view.raw[i] == 0x5C31 || s.view.raw[i] == 0x4FBF) return true;   // "then"
  return false;
}

/// In Chinese, "A, if B, C"; "if A, B"; "A, a day B, C"; "why A, B": a condition or a topic that the next clause answers.
bool awaits_answer(const Scene& s, Range piece) {
  constexpr std::uint32_t reach = 12;
  if (s.latin || piece.size() < 4 || s.view.quote[piece.begin] > 0) return false;
  const std::uint32_t end = std::min(piece.end, piece.begin + reach);
  if (begins_condition(s, piece)) return true;
  for (std::uint32_t i = piece.begin + 1; i + 2 < end; ++i) {
    const char32_t a = s.view.raw[i], b = s.view.raw[i + 1], c = s.view.raw[i + 2];
    if (a == 0x4E4B && b == 0x6240 && c == 0x4EE5) return true;
    if (a == 0x4E00 && (b == 0x65E5 || b == 0x5929) && (c == 0x4E0D || c == 0x672A)) return true;
    if (a == 0x82E5 && b != 0x5E72 && s.ending_at(i, TermKind::actor) != nullptr) return true;
  }
  return false;
}

/// In Chinese, "A, out of concern for B, will not C": the verb is still to come.
bool gives_motive(const Scene& s, Range piece) {
  for (std::uint32_t i = piece.begin; !s.latin && i + 3 < piece.end; ++i)
    if (s.view.raw[i] == 0x51FA && s.view.raw[i + 1] == 0x4E8E) return !s.has(piece, TermKind::negator);
  return false;
}

}  // namespace

bool waits_zh(const Scene& s, Range piece) {
  return is_asked_for(s, piece) || is_lacking(s, piece) || gives_motive(s, piece) || sets_condition(s, piece) || is_affected(s, piece) ||
         waits_for_next(s, piece) || awaits_answer(s, piece);
}

}  // namespace locarno::read
