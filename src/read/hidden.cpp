#include "read/hidden.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "base/utf8.hpp"
#include "read/decode.hpp"

namespace locarno::read {
namespace {

constexpr bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Bytes that may begin something of interest: controls, and the leads of the ranges below.
constexpr std::array<bool, 256> interesting = [] {
  std::array<bool, 256> out{};
  for (unsigned c = 0; c < 0x20; ++c) out[c] = c != '\t' && c != '\n' && c != '\r' && c != '\f';
  for (const unsigned c : {0x7Fu, 0xC2u, 0xCEu, 0xCFu, 0xD0u, 0xD1u, 0xD2u, 0xD3u, 0xD4u, 0xD8u, 0xE1u, 0xE2u, 0xEFu, 0xF3u}) out[c] = true;
  return out;
}();

std::optional<HiddenKind> hidden_kind(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return HiddenKind::control;
  if (c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || (c >= 0x2061 && c <= 0x2064) || c == 0xFEFF ||
      (c >= 0xE0000 && c <= 0xE007F))
    return HiddenKind::zero_width;
  if (c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F))
    return HiddenKind::direction;
  return std::nullopt;
}

struct Pass { char16_t letter; char latin; };
/// Cyrillic and Greek letters drawn like a Latin one (Unicode UTS 39, confusables, the exact shapes only); ascending.
constexpr std::array<Pass, 58> passes = {{
    {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'},
    {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03B1, 'a'}, {0x03B9, 'i'},
    {0x03BA, 'k'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'}, {0x03C5, 'u'}, {0x03C7, 'x'}, {0x0405, 'S'}, {0x0406, 'I'},
    {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x0417, 'Z'}, {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'},
    {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'}, {0x0430, 'a'}, {0x0435, 'e'},
    {0x043A, 'k'}, {0x043C, 'm'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0442, 't'}, {0x0443, 'y'}, {0x0445, 'x'},
    {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x04AE, 'Y'}, {0x04AF, 'y'}, {0x04BB, 'h'}, {0x04C0, 'I'}, {0x04CF, 'l'},
    {0x0501, 'd'}, {0x051B, 'q'}}};

static_assert([] {
  for (std::size_t i = 1; i < passes.size(); ++i)
    if (passes[i].letter <= passes[i - 1].letter) return false;
  return true;
}());

char latin_of(char32_t c) {
  const auto found = std::lower_bound(passes.begin(), passes.end(), c, [](const Pass& p, char32_t v) { return p.letter < v; });
  return found != passes.end() && found->letter == c ? found->latin : '\0';
}

bool is_cyrillic_or_greek(char32_t c) { return (c >= 0x0370 && c <= 0x052F); }

Span span_of(std::size_t begin, std::size_t size) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
}

void add(std::vector<Hidden>& hidden, Span span, char32_t as, HiddenKind kind) {
  if (!hidden.empty() && hidden.back().kind == kind && hidden.back().span.end == span.begin) {
    hidden.back().span.end = span.end;
    ++hidden.back().count;
  } else {
    hidden.push_back({span, as, kind, 1});
  }
}

/// A shorter word all of lookalikes is more likely what it is: a Russian or Greek one, an initial, a formula.
constexpr std::size_t least_whole = 4;

/// The nearest word on either side, over spaces and marks of the same line: is it in Latin letters? A text in Cyrillic or
/// Greek, or a quotation of one, has none beside such a word.
bool stands_among_latin(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t reach = 12;
  const auto is_passed_over = [](char c) { return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == ',' || c == '(' || c == ')' || c == '-'; };
  std::size_t before = begin, after = end;
  while (before > 0 && begin - before < reach && is_passed_over(text[before - 1])) --before;
  while (after < text.size() && after - end < reach && is_passed_over(text[after])) ++after;
  const bool has_before = before > 0 && text[before - 1] != '\n', has_after = after < text.size() && text[after] != '\n';
  const bool latin_before = has_before && is_latin(text[before - 1]), latin_after = has_after && is_latin(text[after]);
  const auto is_other = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xFC) == 0xCC || (static_cast<unsigned char>(text[at]) & 0xFC) == 0xD0; };
  if ((has_after && is_other(after)) || (before > 1 && has_before && is_other(before - 2))) return false;
  return latin_before || latin_after;
}

/// The word around the letter at `at`: Cyrillic or Greek letters that all pass for Latin, among Latin ones, or a whole word of
/// them in a Latin line. Returns its end.
std::size_t read_word(std::string_view text, std::size_t at, Unseen& out) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 64 && is_latin(text[begin - 1])) --begin;
  std::size_t latin = at - begin, end = at;
  bool all_pass = true;
  const std::size_t first = out.lookalikes.size();
  while (end < text.size()) {
    if (is_latin(text[end])) { ++latin; ++end; continue; }
    if (static_cast<unsigned char>(text[end]) < 0x80) break;
    const CodePoint c = decode_at(text, end);
    if (const auto kind = hidden_kind(c.value); kind) {
      add(out.hidden, span_of(end, c.size), c.value, *kind);
    } else if (is_cyrillic_or_greek(c.value)) {
      const char as = latin_of(c.value);
      if (as == '\0') all_pass = false;
      else out.lookalikes.push_back({span_of(end, c.size), static_cast<char32_t>(as), {}});
    } else {
      break;
    }
    end += c.size;
  }
  const bool is_hidden_whole = latin == 0 && all_pass && out.lookalikes.size() - first >= least_whole && stands_among_latin(text, begin, end);
  if (!all_pass || (latin == 0 && !is_hidden_whole)) out.lookalikes.resize(first);
  for (std::size_t i = first; i < out.lookalikes.size(); ++i) out.lookalikes[i].word = span_of(begin, end - begin);
  return std::max(end, at + 1);
}

bool is_inside(const std::vector<Span>& spans, Span span) {
  const auto after = std::upper_bound(spans.begin(), spans.end(), span.begin, [](std::uint32_t at, Span s) { return at < s.end; });
  return after != spans.end() && after->begin < span.end;
}

/// Cuts the hidden characters [first, last) out of a block; at its ends they are not part of it.
void cut(RawBlock& block, std::vector<Hidden>::const_iterator first, std::vector<Hidden>::const_iterator last) {
  const std::vector<Span> before = block.cuts;
  for (auto at = first; at != last; ++at) {  // a run may begin before the block or end after it
    const Span part{std::max(at->span.begin, block.span.begin), std::min(at->span.end, block.span.end)};
    if (!part.empty() && !is_inside(before, part)) block.cuts.push_back(part);
  }
  std::sort(block.cuts.begin(), block.cuts.end());
  std::size_t lead = 0, tail = block.cuts.size();
  while (lead < tail && block.cuts[lead].begin == block.span.begin && !is_inside(before, block.cuts[lead])) block.span.begin = block.cuts[lead++].end;
  while (tail > lead && block.cuts[tail - 1].end == block.span.end && !is_inside(before, block.cuts[tail - 1])) block.span.end = block.cuts[--tail].begin;
  block.cuts = std::vector<Span>(block.cuts.begin() + static_cast<std::ptrdiff_t>(lead), block.cuts.begin() + static_cast<std::ptrdiff_t>(tail));
}

}  // namespace

Unseen find_unseen(std::string_view text) {
  Unseen out;
  for (std::size_t at = 0; at < text.size();) {
    for (std::uint64_t eight; text.size() - at >= 8; at += 8) {   // letters and marks of ASCII, without DEL
      constexpr std::uint64_t ones = 0x0101010101010101u, high = 0x80 * ones;
      std::memcpy(&eight, text.data() + at, 8);
      if ((eight | (eight + ones) | (eight - 0x20 * ones)) & high) break;
    }
    while (at < text.size() && !interesting[static_cast<unsigned char>(text[at])]) ++at;
    if (at == text.size()) break;
    const CodePoint c = decode_at(text, at);
    if (is_cyrillic_or_greek(c.value)) { at = read_word(text, at, out); continue; }
    if (const auto kind = hidden_kind(c.value)) add(out.hidden, span_of(at, c.size), c.value, *kind);
    at += c.size;
  }
  return out;
}

void leave_out(Unseen& unseen, Layout& layout) {
  const std::size_t written = unseen.hidden.size();
  std::erase_if(layout.stands, [&](const Layout::Stand& stand) {
    const auto kind = hidden_kind(stand.as);
    if (kind) unseen.hidden.push_back({stand.span, stand.as, *kind, 1});
    return kind.has_value();
  });
  std::inplace_merge(unseen.hidden.begin(), unseen.hidden.begin() + static_cast<std::ptrdiff_t>(written), unseen.hidden.end(),
                     [](const Hidden& a, const Hidden& b) { return a.span < b.span; });
  if (!unseen.lookalikes.empty()) {
    std::vector<Span> taken;
    for (const Layout::Stand& stand : layout.stands) taken.push_back(stand.span);
    for (const Lookalike& letter : unseen.lookalikes)
      if (!is_inside(taken, letter.span)) layout.stands.push_back({letter.span, letter.as});
    std::sort(layout.stands.begin(), layout.stands.end());
  }
  if (unseen.hidden.empty()) return;
  std::vector<Hidden> free;  // a break that stands for a space keeps what is hidden in it
  auto stand = layout.stands.begin();
  for (const Hidden& hidden : unseen.hidden) {
    while (stand != layout.stands.end() && stand->span.end <= hidden.span.begin) ++stand;
    if (stand == layout.stands.end() || stand->span.begin >= hidden.span.end) free.push_back(hidden);
  }
  auto first = free.cbegin();
  for (RawBlock& block : layout.blocks) {
    while (first != free.cend() && first->span.end <= block.span.begin) ++first;
    auto last = first;
    while (last != free.cend() && last->span.begin < block.span.end) ++last;
    if (first != last) cut(block, first, last);
    first = first != last && (last - 1)->span.end > block.span.end ? last - 1 : last;
  }
  std::erase_if(layout.blocks, [](const RawBlock& block) { return block.span.empty(); });
}

void note_unseen(std::string_view text, const Unseen& unseen, std::vector<DocumentNote>& notes) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> said = {{
      {"hidden", "characters of no width, left out of matching"},
      {"direction", "marks that turn the direction of the text, not obeyed"},
      {"control", "control characters, not obeyed"}}};
  for (std::size_t kind = 0; kind < said.size(); ++kind) {
    const auto is_kind = [&](const Hidden& h) { return static_cast<std::size_t>(h.kind) == kind; };
    const auto first = std::find_if(unseen.hidden.begin(), unseen.hidden.end(), is_kind);
    if (first == unseen.hidden.end()) continue;
    std::uint64_t count = 0;
    for (auto at = first; at != unseen.hidden.end(); ++at) count += is_kind(*at) ? at->count : 0;
    notes.push_back({std::string(said[kind].first),
                     fmt::format("{} {}, the first, U+{:04X}, at {}", count, said[kind].second,
                                 static_cast<unsigned>(first->as), line_and_column(text, first->span.begin)), first->span});
  }
  if (unseen.lookalikes.empty()) return;
  const Lookalike& first = unseen.lookalikes.front();
  notes.push_back({"lookalike", fmt::format("{} Cyrillic or Greek letters in Latin text, read as the Latin letters they look like; the first in \"{}\" at {}",
                                            unseen.lookalikes.size(), slice(text, first.word), line_and_column(text, first.word.begin)), first.word});
}

}  // namespace locarno::read
