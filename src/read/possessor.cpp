#include "read/possessor.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "read/words_en.hpp"

namespace locarno::read {
namespace {

constexpr int most_looks = 600;
constexpr int most_adjectives = 3;
constexpr std::uint32_t widest_gap = 12;   // Han units between "this organisation" and the title

struct Noun { std::string_view word; OwnerSort sort; };
constexpr std::array<Noun, 24> nouns = {{
    {"kingdom", OwnerSort::state}, {"country", OwnerSort::state}, {"nation", OwnerSort::state}, {"republic", OwnerSort::state}, {"state", OwnerSort::state},
    {"emirate", OwnerSort::state}, {"island", OwnerSort::state}, {"group", OwnerSort::group}, {"movement", OwnerSort::group}, {"militia", OwnerSort::group},
    {"rebels", OwnerSort::group}, {"faction", OwnerSort::group}, {"insurgency", OwnerSort::group}, {"party", OwnerSort::body}, {"organisation", OwnerSort::body},
    {"organization", OwnerSort::body}, {"agency", OwnerSort::body}, {"bloc", OwnerSort::body}, {"alliance", OwnerSort::body}, {"council", OwnerSort::body},
    {"mission", OwnerSort::body}, {"body", OwnerSort::body}, {"force", OwnerSort::body}, {"charity", OwnerSort::body},
}};

OwnerWord owner_word_en(const View& view, std::uint32_t at) {
  std::uint32_t p = at;
  for (int step = 0; step <= most_adjectives; ++step) {
    while (p > 0 && view.mark(p - 1) == Mark::space) --p;
    if (p >= 2 && view.is_possessive_at(p - 2, p)) {
      const Range noun = en::word_before(view, p - 2, 0);
      if (noun.empty()) return {};
      const Range before = en::word_before(view, noun.begin > 0 ? noun.begin - 1 : 0, 0);
      for (const Noun& n : nouns) {
        if (!en::is_word(view, noun, n.word)) continue;
        const bool apart = en::is_word(view, before, "breakaway") || en::is_word(view, before, "unrecognised") || en::is_word(view, before, "unrecognized");
        return {apart ? OwnerSort::group : n.sort, noun.begin};
      }
      return {};
    }
    const Range word = en::word_before(view, p, 0);
    if (step == 0 && (en::is_word(view, word, "mission") || en::is_word(view, word, "agency"))) return {OwnerSort::body, word.begin};   // "mission spokesperson"
    if (word.empty() || view.is_capital_at(word.begin) || en::is_determiner(view, word) || en::is_preposition(view, word) || en::is_coordinator(view, word)) return {};
    p = word.begin;
  }
  return {};
}

/// "this" + what it is, then a few characters up to the title.
OwnerWord owner_word_zh(const View& view, std::uint32_t at) {
  for (std::uint32_t p = at; p > 0 && at - p < widest_gap + 3 && view.is_han_at(p - 1); --p) {
    if (view.raw[p - 1] != 0x8BE5 || p + 1 > at) continue;
    const char32_t c = view.raw[p], d = p + 1 < view.size() ? view.raw[p + 1] : 0;
    const auto two = [&](char32_t x, char32_t y) { return c == x && d == y; };
    OwnerSort sort = OwnerSort::none;
    if (c == 0x56FD) sort = OwnerSort::state;
    else if (two(0x6B66, 0x88C5) || two(0x8FD0, 0x52A8) || two(0x6D3E, 0x522B) || two(0x52BF, 0x529B)) sort = OwnerSort::group;
    else if (c == 0x515A || two(0x7EC4, 0x7EC7) || two(0x673A, 0x6784) || two(0x96C6, 0x56E2) || two(0x8054, 0x76DF) || two(0x56E2, 0x4F53)) sort = OwnerSort::body;
    if (sort != OwnerSort::none) return {sort, p - 1};
  }
  return {};
}

bool is_of_sort(const Actor& a, OwnerSort sort) {
  if (a.party.empty() || a.party.find(';') != std::string::npos) return false;
  if (sort == OwnerSort::state) return a.kind == ActorKind::state;
  if (sort == OwnerSort::group) return a.kind == ActorKind::armed_group;
  return a.kind == ActorKind::armed_group || a.kind == ActorKind::organisation;
}

/// "in X": where, not who.
bool is_where(const View& view, std::uint32_t at) {
  return !view.is_han_at(at) && at > 0 && en::is_preposition(view, en::word_before(view, at - 1, 0)) && !en::is_word(view, en::word_before(view, at - 1, 0), "of") &&
         !en::is_word(view, en::word_before(view, at - 1, 0), "by");
}

}  // namespace

OwnerWord owner_word(const View& view, std::uint32_t at) {
  if (at == 0 || at >= view.size()) return {};
  return view.is_han_at(at) ? owner_word_zh(view, at) : owner_word_en(view, at);
}

const Match* owner_before(const View& view, const std::vector<Match>& matches, const OwnerWord& word,
                          const std::function<const Actor*(const Match&)>& actor_of) {
  auto m = std::lower_bound(matches.begin(), matches.end(), word.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (int looks = 0; m != matches.begin() && looks < most_looks; ++looks) {
    --m;
    if (m->end > word.begin) continue;
    const Actor* a = actor_of(*m);
    if (a != nullptr && is_of_sort(*a, word.sort) && !(word.sort == OwnerSort::state && is_where(view, m->begin))) return &*m;
  }
  return nullptr;
}

const Match* named_in_full(const View& view, const std::vector<Match>& matches, Range word,
                           const std::function<const Actor*(const Match&)>& actor_of) {
  if (word.size() < 3 || !view.is_han_at(word.begin)) return nullptr;
  auto m = std::lower_bound(matches.begin(), matches.end(), word.begin, [](const Match& x, std::uint32_t b) { return x.begin < b; });
  for (int looks = 0; m != matches.begin() && looks < most_looks; ++looks) {
    --m;
    if (m->end > word.begin || m->end - m->begin <= word.size()) continue;
    const Actor* a = actor_of(*m);
    if (a == nullptr || a->kind == ActorKind::person || a->party.empty()) continue;
    std::uint32_t same = 0;
    while (same < word.size() && view.raw[m->end - 1 - same] == view.raw[word.end - 1 - same]) ++same;
    if (same == word.size()) return &*m;
  }
  return nullptr;
}

}  // namespace locarno::read
