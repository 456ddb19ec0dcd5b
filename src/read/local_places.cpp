#include "read/local_places.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace locarno::read {

void add_places(const View& view, const NamesByUnit& names, const std::function<bool(const Match&)>& is_actor, const std::vector<bool>& is_new,
                std::size_t first, std::vector<Match>& matches) {
  std::vector<Match> found;
  // Filters keep most places away from the map: the first unit's low byte, then the first two units (a name has two at least).
  std::array<bool, 256> firsts{};
  std::array<bool, 1024> fronts{};
  const auto front_of = [](char32_t a, char32_t b) { return (a * 37 + b) & 1023; };
  for (const auto& [unit, list] : names) firsts[unit & 0xFF] = true;
  for (const auto& [unit, list] : names)
    for (const auto& [words, term] : list) fronts[front_of(words[0], words[1])] = true;
  const std::uint8_t* marks = view.marks.data();
  const std::uint32_t size = view.size();
  const auto name_at = [&](std::uint32_t i) {
    if (!firsts[view.raw[i] & 0xFF] || i + 1 >= size || !fronts[front_of(view.raw[i], view.raw[i + 1])]) return;
    const auto at = names.find(static_cast<char32_t>(view.raw[i]));
    if (at == names.end()) return;
    for (const auto& [words, term] : at->second) {   // longest first
      const std::uint32_t e = i + static_cast<std::uint32_t>(words.size());
      if (e > view.size() || static_cast<char32_t>(view.raw[e - 1]) != words.back()) continue;
      std::uint32_t k = 0;
      while (k < words.size() && static_cast<char32_t>(view.raw[i + k]) == words[k]) ++k;
      if (k < words.size() || (e < view.size() && view.is_letter_at(e) && view.is_letter_at(e - 1))) continue;
      found.push_back({i, e, view.bytes({i, e}), term, TermKind::actor});
      break;
    }
  };
  std::uint32_t i = 0;
  const auto step = [&] {
    const bool in_word = i > 0 && (marks[i - 1] & marks[i] & View::letter_bit) != 0;
    if (!in_word) name_at(i);
    ++i;
  };
  if (size > 0) step();
  while (size - i >= 8) {   // inside words of letters no name begins: eight units at a time
    std::uint64_t here, before;
    std::memcpy(&here, marks + i, 8);
    std::memcpy(&before, marks + i - 1, 8);
    std::uint64_t begins = ~(here & before) >> 6 & 0x0101010101010101u;
    for (; begins != 0; begins &= begins - 1) {
      const std::uint32_t at = i + static_cast<std::uint32_t>(std::countr_zero(begins)) / 8;
      name_at(at);
    }
    i += 8;
  }
  while (i < size) step();
  // somebody of the codebook inside a longer name is not meant; the same words twice are enough once
  std::vector<Match> kept;
  kept.reserve(matches.size() + found.size());
  std::size_t k = 0;
  for (const Match& m : matches) {
    while (k < found.size() && found[k].end <= m.begin) ++k;
    const bool inside = k < found.size() && found[k].begin <= m.begin && m.end <= found[k].end &&
                        (m.end - m.begin < found[k].end - found[k].begin || is_new[found[k].term.index() - first]);
    if (!inside || !is_actor(m)) kept.push_back(m);
  }
  std::erase_if(found, [&](const Match& f) {
    const auto same = std::lower_bound(kept.begin(), kept.end(), f.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    for (auto m = same; m != kept.end() && m->begin == f.begin; ++m)
      if (m->end >= f.end && is_actor(*m)) return true;
    return false;
  });
  matches = std::move(kept);
  const auto old = static_cast<std::ptrdiff_t>(matches.size());
  matches.insert(matches.end(), found.begin(), found.end());
  std::inplace_merge(matches.begin(), matches.begin() + old, matches.end(), [](const Match& a, const Match& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
}

}  // namespace locarno::read
