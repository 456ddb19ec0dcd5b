#include "read/local_places.hpp"

#include <algorithm>
#include <array>

namespace locarno::read {

void add_places(const View& view, const NamesByUnit& names, const std::function<bool(const Match&)>& is_actor, const std::vector<bool>& is_new,
                std::size_t first, std::vector<Match>& matches) {
  std::vector<Match> found;
  std::array<bool, 256> firsts{};   // of the low byte: keeps most units away from the map
  for (const auto& [unit, list] : names) firsts[unit & 0xFF] = true;
  const std::uint8_t* marks = view.marks.data();
  const char16_t* units = view.raw;
  const std::uint32_t size = view.size();
  std::uint8_t before = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    const bool in_word = (before & marks[i] & View::letter_bit) != 0;
    before = marks[i];
    if (in_word || !firsts[units[i] & 0xFF]) continue;
    const auto at = names.find(static_cast<char32_t>(units[i]));
    if (at == names.end()) continue;
    for (const auto& [words, term] : at->second) {   // longest first
      const std::uint32_t e = i + static_cast<std::uint32_t>(words.size());
      if (e > view.size()) continue;
      std::uint32_t k = 0;
      while (k < words.size() && static_cast<char32_t>(view.unit(i + k)) == words[k]) ++k;
      if (k < words.size() || (e < view.size() && view.is_letter_at(e) && view.is_letter_at(e - 1))) continue;
      found.push_back({i, e, view.bytes({i, e}), term});
      break;
    }
  }
  // somebody of the codebook inside a longer name is not meant; the same words twice are enough once
  std::vector<Match> kept;
  std::size_t k = 0;
  for (const Match& m : matches) {
    while (k < found.size() && found[k].end <= m.begin) ++k;
    const bool inside = k < found.size() && found[k].begin <= m.begin && m.end <= found[k].end &&
                        (m.end - m.begin < found[k].end - found[k].begin || is_new[found[k].term.index() - first]);
    if (!inside || !is_actor(m)) kept.push_back(m);
  }
  std::erase_if(found, [&](const Match& f) {
    const auto same = std::lower_bound(kept.begin(), kept.end(), f.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
    for (auto i = same; i != kept.end() && i->begin == f.begin; ++i)
      if (i->end >= f.end && is_actor(*i)) return true;
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
