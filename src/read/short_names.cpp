#include "read/short_names.hpp"

#include <algorithm>
#include <cstddef>

namespace locarno::read {
namespace {

constexpr std::size_t most_names = 16;
constexpr std::uint32_t longest = 8;   // Han characters of a short name
constexpr std::size_t nearest = 24;    // matches that end shortly before a bracket begin among the last ones

constexpr std::uint32_t widest = 30;   // units of a name around a short one

struct ShortName { Range words; TermId term; };

bool before(const Match& a, const Match& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; }

/// All letters of the short name stand in the full one, in that order, and they end alike or the full name goes on.
bool is_drawn_from(const View& view, Range words, Range full) {
  std::uint32_t at = full.begin;
  for (std::uint32_t c = words.begin; c < words.end; ++c, ++at) {
    while (at < full.end && view.raw[at] != view.raw[c]) ++at;
    if (at >= full.end) return false;
  }
  return words.size() < full.size();
}

/// Does an actor of the codebook stand on these units, or around them?
bool has_actor(const std::vector<Match>& matches, Range words, bool exactly) {
  auto m = std::lower_bound(matches.begin(), matches.end(), words.begin > widest ? words.begin - widest : 0, [](const Match& x, std::uint32_t at) { return x.begin < at; });
  for (; m != matches.end() && m->begin <= words.begin; ++m)
    if (m->kind == TermKind::actor && m->end >= words.end && (!exactly || (m->begin == words.begin && m->end == words.end))) return true;
  return false;
}

const Match* named_before(const Codebook& book, const std::vector<Match>& matches, std::size_t first, std::uint32_t at) {
  for (std::size_t i = first, looks = 0; i-- > 0 && looks < nearest; ++looks) {
    const Match& m = matches[i];
    if (m.kind != TermKind::actor || m.end != at) continue;
    const ActorKind kind = book.actors[book.terms[m.term].actor].kind;
    if (kind == ActorKind::state || kind == ActorKind::organisation || kind == ActorKind::armed_group) return &m;
  }
  return nullptr;
}

std::vector<ShortName> short_names(const Codebook& book, const View& view, const std::vector<Block>& blocks, const std::vector<Match>& matches) {
  std::vector<ShortName> out;
  for (const Block& b : blocks) {
    const Range r = view.units(b.span);
    for (std::uint32_t i = r.begin + 3; i + 3 < r.end && out.size() < most_names; ++i) {
      i = view.next_with(View::depth_bit, i, r.end);
      if (i + 3 >= r.end) break;
      if (view.mark(i) != Mark::open) continue;
      std::uint32_t e = i + 1;
      while (e < r.end && e <= i + 1 + longest && view.is_han_at(e)) ++e;
      if (e < i + 3 || e >= r.end || view.mark(e) != Mark::close) continue;
      const Range words{i + 1, e};
      const auto here = std::lower_bound(matches.begin(), matches.end(), i, [](const Match& m, std::uint32_t at) { return m.begin < at; });
      const Match* full = named_before(book, matches, static_cast<std::size_t>(here - matches.begin()), view.mark(i - 1) == Mark::close_quote ? i - 1 : i);
      if (full == nullptr || !is_drawn_from(view, words, {full->begin, full->end})) continue;
      if (!has_actor(matches, words, true)) out.push_back({words, full->term});
    }
  }
  return out;
}

}  // namespace

void add_short_names(const Codebook& book, const View& view, const std::vector<Block>& blocks, std::vector<Match>& matches) {
  const std::vector<ShortName> names = short_names(book, view, blocks, matches);
  if (names.empty()) return;
  std::vector<Match> found;
  for (const ShortName& name : names) {
    const std::uint32_t n = name.words.size();
    for (std::uint32_t i = 0; i + n <= view.size(); ++i) {
      std::uint32_t k = 0;
      while (k < n && view.raw[i + k] == view.raw[name.words.begin + k]) ++k;
      if (k < n) continue;
      if (!has_actor(matches, {i, i + n}, false)) found.push_back({i, i + n, view.bytes({i, i + n}), name.term, TermKind::actor});
    }
  }
  std::sort(found.begin(), found.end(), before);
  const auto old = static_cast<std::ptrdiff_t>(matches.size());
  matches.insert(matches.end(), found.begin(), found.end());
  std::inplace_merge(matches.begin(), matches.begin() + old, matches.end(), before);
}

}  // namespace locarno::read
