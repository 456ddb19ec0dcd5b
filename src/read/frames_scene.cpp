#include "read/frames_scene.hpp"

#include <algorithm>

namespace locarno::read {
namespace {

/// A cue loses against a non-cue it overlaps, and against any longer name or title that holds it (a word of speech
/// inside "spokesperson" is none).
bool is_blocked(const Report& report, const Token& cue, const std::vector<Token>& tokens) {
  for (const Token& t : tokens) {
    if (t.range.begin >= cue.range.end) break;
    if (!t.range.overlaps(cue.range)) continue;
    const TermKind kind = report.term(t.term).kind;
    if (kind == TermKind::non_cue && !(cue.range.contains(t.range) && cue.range != t.range)) return true;
    if ((kind == TermKind::actor || kind == TermKind::title || kind == TermKind::pronoun) && t.range.contains(cue.range) && t.range != cue.range)
      return true;
  }
  return false;
}

bool hides(TermKind longer, TermKind shorter) {
  if (shorter == TermKind::predicate || shorter == TermKind::commitment || shorter == TermKind::negator)
    return longer == TermKind::non_cue || longer == TermKind::actor || (shorter != TermKind::negator && longer == TermKind::cue);
  if (shorter == TermKind::joiner) return longer == TermKind::cue || longer == TermKind::actor || longer == TermKind::title || longer == TermKind::contact;
  if (shorter == TermKind::pronoun) return longer == TermKind::actor || longer == TermKind::title || longer == TermKind::joiner;
  if (shorter == TermKind::contact) return longer == TermKind::actor || longer == TermKind::title || longer == TermKind::non_cue;
  if (shorter == TermKind::actor) return longer == TermKind::place;
  if (shorter == TermKind::title || shorter == TermKind::place) return longer == TermKind::actor;
  return false;
}

/// "in X's speech", "in a post on Y": a noun of speech or a channel leaves the small words around it standing.
bool leaves_standing(const Term& longer, const Term& shorter) {
  if (shorter.kind == TermKind::pronoun) return shorter.cls == "document" && longer.kind == TermKind::joiner;
  return longer.kind == TermKind::cue && (longer.cls == "noun" || longer.cls == "channel") && shorter.kind == TermKind::joiner &&
         (shorter.cls == "locative" || shorter.cls == "prep" || shorter.cls == "prep_in");
}

std::vector<Token> settle(const Report& report, std::vector<Token> all) {
  std::vector<Token> kept;
  kept.reserve(all.size());
  std::uint32_t named_from = 0, named_to = 0;   // the last actor kept
  // Tokens overlap only near by: a window over the sorted list finds every longer one that holds a token.
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Term& term = report.term(all[i].term);
    bool drop = false;
    if (term.kind == TermKind::cue) {
      const std::size_t from = i > 24 ? i - 24 : 0;
      const std::vector<Token> window(all.begin() + static_cast<std::ptrdiff_t>(from),
                                      all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), i + 24)));
      drop = is_blocked(report, all[i], window);
    } else {
      for (std::size_t j = i > 24 ? i - 24 : 0; j < std::min(all.size(), i + 8) && !drop; ++j)
        drop = j != i && all[j].range.contains(all[i].range) && all[j].range != all[i].range &&
               hides(report.term(all[j].term).kind, term.kind) &&
               !leaves_standing(report.term(all[j].term), term);
    }
    // of two names that share letters the first is meant: "North Korea's state ..." holds the letters of the South's name
    if (!drop && term.kind == TermKind::actor) {
      drop = all[i].range.begin < named_to && all[i].range.begin > named_from && all[i].range.end > named_to;
      if (!drop && all[i].range.end > named_to) { named_from = all[i].range.begin; named_to = all[i].range.end; }
    }
    if (!drop) kept.push_back(all[i]);
  }
  return kept;
}

}  // namespace

Scene::Scene(const Report& r, Sentence s, std::size_t first_match, std::size_t first_time)
    : report(r), view(r.view), sentence(std::move(s)) {
  std::vector<Token> all;
  for (std::size_t i = first_match; i < r.matches.size() && r.matches[i].begin < sentence.range.end; ++i)
    if (r.matches[i].begin >= sentence.range.begin && r.matches[i].end <= sentence.range.end)
      all.push_back({{r.matches[i].begin, r.matches[i].end}, r.matches[i].term});
  std::stable_sort(all.begin(), all.end(), [](const Token& a, const Token& b) {
    return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.range.end > b.range.end;
  });
  tokens = settle(r, std::move(all));
  by_end.resize(tokens.size());
  for (std::uint32_t i = 0; i < by_end.size(); ++i) by_end[i] = i;
  std::stable_sort(by_end.begin(), by_end.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Range x = tokens[a].range, y = tokens[b].range;
    return x.end != y.end ? x.end < y.end : x.begin < y.begin;
  });
  for (std::size_t i = first_time; i < r.times.size(); ++i) {
    const Range at = view.units(r.times[i].span);
    if (at.begin >= sentence.range.end) break;
    if (at.begin >= sentence.range.begin && !at.empty()) times.push_back({at, i});
  }
  std::uint32_t letters = 0, han = 0;
  for (std::uint32_t i = sentence.range.begin; i < sentence.range.end; ++i) {
    if (view.is_han_at(i)) ++han;
    else if (view.is_letter_at(i)) ++letters;
  }
  latin = letters > 3 * han;
}

const Token* Scene::ending_at(std::uint32_t at, TermKind kind, std::string_view cls) const {
  auto it = std::lower_bound(by_end.begin(), by_end.end(), at,
                             [&](std::uint32_t i, std::uint32_t end) { return tokens[i].range.end < end; });
  for (; it != by_end.end() && tokens[*it].range.end == at; ++it)
    if (is(tokens[*it], kind) && (cls.empty() || term(tokens[*it]).cls == cls)) return &tokens[*it];
  return nullptr;
}

const Token* Scene::starting_at(std::uint32_t at, TermKind kind, std::string_view cls) const {
  auto it = std::lower_bound(tokens.begin(), tokens.end(), at,
                             [](const Token& t, std::uint32_t begin) { return t.range.begin < begin; });
  for (; it != tokens.end() && it->range.begin == at; ++it)
    if (is(*it, kind) && (cls.empty() || term(*it).cls == cls)) return &*it;
  return nullptr;
}

const Token* Scene::first_in(Range r, TermKind kind, std::string_view cls) const {
  auto it = std::lower_bound(tokens.begin(), tokens.end(), r.begin,
                             [](const Token& t, std::uint32_t begin) { return t.range.begin < begin; });
  for (; it != tokens.end() && it->range.begin < r.end; ++it)
    if (it->range.end <= r.end && is(*it, kind) && (cls.empty() || term(*it).cls == cls)) return &*it;
  return nullptr;
}

const Token* Scene::last_in(Range r, TermKind kind, std::string_view cls) const {
  const Token* found = nullptr;
  auto it = std::lower_bound(tokens.begin(), tokens.end(), r.begin,
                             [](const Token& t, std::uint32_t begin) { return t.range.begin < begin; });
  for (; it != tokens.end() && it->range.begin < r.end; ++it)
    if (it->range.end <= r.end && is(*it, kind) && (cls.empty() || term(*it).cls == cls)) found = &*it;
  return found;
}

const TimeAt* Scene::time_ending_at(std::uint32_t at) const {
  for (const TimeAt& t : times)
    if (t.range.end == at) return &t;
  return nullptr;
}
const TimeAt* Scene::time_starting_at(std::uint32_t at) const {
  for (const TimeAt& t : times)
    if (t.range.begin == at) return &t;
  return nullptr;
}

std::size_t Scene::clause_of(std::uint32_t at) const {
  std::size_t found = 0;
  for (std::size_t i = 0; i < sentence.clauses.size() && sentence.clauses[i].range.begin <= at; ++i) found = i;
  return found;
}

std::uint32_t Scene::skip_spaces_left(std::uint32_t at, std::uint32_t floor) const {
  while (at > floor && view.mark(at - 1) == Mark::space) --at;
  return at;
}
std::uint32_t Scene::skip_spaces_right(std::uint32_t at, std::uint32_t ceiling) const {
  while (at < ceiling && view.mark(at) == Mark::space) ++at;
  return at;
}

}  // namespace locarno::read
