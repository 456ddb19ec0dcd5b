#include "read/frames_scene.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace locarno::read {
namespace {

constexpr std::size_t window = 24;   // tokens; they overlap only near by

/// A cue loses against a non-cue it overlaps, and against any longer name or title that holds it (a word of speech
/// inside "spokesperson" is none).
/// `reach`: how far the tokens before it go.
bool is_blocked(const std::vector<Token>& all, std::size_t at, std::uint32_t reach) {
  const Range cue = all[at].range;
  const std::size_t to = std::min(all.size(), at + window);
  for (std::size_t i = reach <= cue.begin ? at : at > window ? at - window : 0; i < to && all[i].range.begin < cue.end; ++i) {
    const Range r = all[i].range;
    if (!r.overlaps(cue)) continue;
    const TermKind kind = all[i].facts.kind;
    if (kind == TermKind::non_cue && !(cue.contains(r) && cue != r)) return true;
    if ((kind == TermKind::actor || kind == TermKind::title || kind == TermKind::pronoun || kind == TermKind::predicate) && r.contains(cue) && r != cue) return true;
  }
  return false;
}

constexpr bool hides(TermKind longer, TermKind shorter) {
  if (shorter == TermKind::predicate || shorter == TermKind::commitment || shorter == TermKind::negator)
    return longer == TermKind::non_cue || longer == TermKind::actor || (shorter != TermKind::negator && longer == TermKind::cue);
  if (shorter == TermKind::joiner) return longer == TermKind::cue || longer == TermKind::actor || longer == TermKind::title || longer == TermKind::contact;
  if (shorter == TermKind::pronoun) return longer == TermKind::actor || longer == TermKind::title || longer == TermKind::joiner || longer == TermKind::negator;
  if (shorter == TermKind::contact) return longer == TermKind::actor || longer == TermKind::title || longer == TermKind::non_cue;
  if (shorter == TermKind::actor) return longer == TermKind::place;
  if (shorter == TermKind::title || shorter == TermKind::place) return longer == TermKind::actor;
  return false;
}

/// By kind: a bit for each kind that hides it.
constexpr auto hiders = [] {
  std::array<std::uint32_t, term_kind_count> table{};
  for (std::size_t shorter = 0; shorter < term_kind_count; ++shorter)
    for (std::size_t longer = 0; longer < term_kind_count; ++longer)
      if (hides(static_cast<TermKind>(longer), static_cast<TermKind>(shorter))) table[shorter] |= 1u << longer;
  return table;
}();

/// How far the tokens of each kind go that stand before the one in hand.
class Reach {
 public:
  /// May a token of a kind that hides `own` hold it?
  bool may_hide(const Token& own) const {
    for (std::uint32_t kinds = hiders[static_cast<std::size_t>(own.facts.kind)]; kinds != 0; kinds &= kinds - 1)
      if (by_kind_[static_cast<std::size_t>(std::countr_zero(kinds))] >= own.range.end) return true;
    return false;
  }
  std::uint32_t any() const { return any_; }
  void pass(const Token& t) {
    std::uint32_t& own = by_kind_[static_cast<std::size_t>(t.facts.kind)];
    own = std::max(own, t.range.end);
    any_ = std::max(any_, own);
  }

 private:
  std::array<std::uint32_t, term_kind_count> by_kind_{};
  std::uint32_t any_ = 0;
};

/// "in X's speech", "in a post on Y": a noun of speech or a channel leaves the small words around it standing.
bool leaves_standing(const TermFacts& longer, const TermFacts& shorter) {
  if (shorter.kind == TermKind::pronoun) return shorter.cls == "document" && longer.kind == TermKind::joiner;
  return longer.kind == TermKind::cue && (longer.cls == "noun" || longer.cls == "channel") && shorter.kind == TermKind::joiner &&
         (shorter.cls == "locative" || shorter.cls == "prep" || shorter.cls == "prep_in");
}

/// What holds a token stands before it in the order: it begins earlier, or there and is longer.
bool is_hidden(const std::vector<Token>& all, std::size_t at) {
  const Token& own = all[at];
  for (std::size_t i = at > window ? at - window : 0; i < at; ++i) {
    const Token& other = all[i];
    if (other.range.end >= own.range.end && other.range.contains(own.range) && other.range != own.range && hides(other.facts.kind, own.facts.kind) &&
        !leaves_standing(other.facts, own.facts))
      return true;
  }
  return false;
}

/// "X-backed rebels", "the X-affiliated group": X is not who they are.
bool is_backer(const View& view, const Match& m) {
  if (m.kind != TermKind::actor || m.end + 7 >= view.size() || view.raw[m.end] != '-') return false;
  static constexpr std::array<std::string_view, 8> words = {"affiliated", "backed", "linked", "aligned", "allied", "supported", "sponsored", "inspired"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return view.reads(m.end + 1, view.size(), w); });
}

/// "WHO", a body, written as "who": a name in Latin letters on the very letters of a small word is meant.
bool is_name_too(const View& view, const std::vector<Token>& all, std::size_t at) {
  const Range own = all[at].range;
  if (all[at].facts.kind != TermKind::joiner || own.size() < 3 || !view.is_capital_at(own.begin) || !view.is_capital_at(own.begin + 1)) return false;
  std::size_t i = at;
  while (i > 0 && all[i - 1].range == own) --i;
  for (; i < all.size() && all[i].range == own; ++i)
    if (all[i].facts.kind == TermKind::actor) return true;
  return false;
}

std::vector<Token> settle(const View& view, const std::vector<Token>& all) {
  std::vector<Token> kept;
  kept.reserve(all.size());
  std::uint32_t named_from = 0, named_to = 0;   // the last actor kept
  Reach reach;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Range r = all[i].range;
    bool drop = all[i].facts.kind == TermKind::cue ? is_blocked(all, i, reach.any()) : (reach.may_hide(all[i]) && is_hidden(all, i)) || is_name_too(view, all, i);
    reach.pass(all[i]);
    // of two names that share letters the first is meant: "North Korea's state ..." holds the letters of the South's name
    if (!drop && all[i].facts.kind == TermKind::actor) {
      const bool behind_article = r.begin == named_from + 4 && view.reads(named_from, r.begin, "the ");   // "The US" and "US State Department"
      drop = r.begin < named_to && r.begin > named_from && r.end > named_to && !behind_article;
      if (!drop && r.end > named_to) { named_from = r.begin; named_to = r.end; }
    }
    if (!drop) kept.push_back(all[i]);
  }
  return kept;
}

}  // namespace

TermFacts facts_of(const Term& term) { return {Cls::of(term.cls), term.actor, term.kind}; }

Scene::Scene(const Report& r, Sentence s, std::size_t first_match, std::size_t first_time)
    : report(r), view(r.view), sentence(std::move(s)) {
  thread_local std::vector<Token> all;   // its room is used again; matches come ascending, longer first
  all.clear();
  for (std::size_t i = first_match; i < r.matches.size() && r.matches[i].begin < sentence.range.end; ++i)
    if (r.matches[i].begin >= sentence.range.begin && r.matches[i].end <= sentence.range.end && !is_backer(view, r.matches[i]))
      all.push_back({{r.matches[i].begin, r.matches[i].end}, r.matches[i].term, r.facts_of_term(r.matches[i].term)});
  tokens = settle(view, all);
  for (const Token& t : tokens) kinds |= 1u << static_cast<unsigned>(t.facts.kind);
  index_tokens();
  ++r.effort.sentences;
  r.effort.tokens += tokens.size();
  for (std::size_t i = first_time; i < r.times.size(); ++i) {
    const Range at = r.time_units[i];
    if (at.begin >= sentence.range.end) break;
    if (at.begin >= sentence.range.begin && !at.empty()) times.push_back({at, i});
  }
  std::uint32_t letters = 0, han = 0;
  for (std::uint32_t i = sentence.range.begin; i < sentence.range.end;) {   // no unit is both; small sums, so that many are added at once
    const std::uint32_t end = std::min(sentence.range.end, i + 128);
    std::uint8_t some_letters = 0, some_han = 0;
    for (; i < end; ++i) {
      some_han = static_cast<std::uint8_t>(some_han + (view.marks[i] >> 7));
      some_letters = static_cast<std::uint8_t>(some_letters + (view.marks[i] >> 6 & 1));
    }
    letters += some_letters;
    han += some_han;
  }
  latin = letters > 3 * han;
}

void Scene::index_tokens() {
  const std::uint32_t base = sentence.range.begin, units = sentence.range.size();
  const auto count = static_cast<std::uint32_t>(tokens.size());
  from_.assign(units + 1, count);
  std::uint32_t done = 0;   // units whose first token is known
  for (std::uint32_t i = 0; i < count; ++i)
    for (const std::uint32_t upto = tokens[i].range.begin - base; done <= upto; ++done) from_[done] = i;
  first_end_.assign(units + 1, UINT32_MAX);
  next_end_.resize(count);
  for (std::uint32_t i = count; i-- > 0;) {   // backwards, so that the longest comes first
    std::uint32_t& head = first_end_[tokens[i].range.end - base];
    next_end_[i] = head;
    head = i;
  }
}

std::uint32_t Scene::first_from(std::uint32_t at) const {
  if (at <= sentence.range.begin) return 0;
  return at > sentence.range.end ? static_cast<std::uint32_t>(tokens.size()) : from_[at - sentence.range.begin];
}

const Token* Scene::find_ending_at(std::uint32_t at, TermKind kind, Cls cls) const {
  if (at < sentence.range.begin || at > sentence.range.end) return nullptr;
  for (std::uint32_t i = first_end_[at - sentence.range.begin]; i != UINT32_MAX; i = next_end_[i], ++report.effort.looks)
    if (is(tokens[i], kind) && (cls.is_any() || tokens[i].facts.cls == cls)) return &tokens[i];
  return nullptr;
}

const Token* Scene::find_starting_at(std::uint32_t at, TermKind kind, Cls cls) const {
  if (at < sentence.range.begin) return nullptr;
  for (std::uint32_t i = first_from(at); i < tokens.size() && tokens[i].range.begin == at; ++i, ++report.effort.looks)
    if (is(tokens[i], kind) && (cls.is_any() || tokens[i].facts.cls == cls)) return &tokens[i];
  return nullptr;
}

const Token* Scene::find_first_in(Range r, TermKind kind, Cls cls) const {
  for (std::uint32_t i = first_from(r.begin); i < tokens.size() && tokens[i].range.begin < r.end; ++i, ++report.effort.looks)
    if (tokens[i].range.end <= r.end && is(tokens[i], kind) && (cls.is_any() || tokens[i].facts.cls == cls)) return &tokens[i];
  return nullptr;
}

bool Scene::has_issue(Range r) const {
  for (std::uint32_t i = first_from(r.begin); i < tokens.size() && tokens[i].range.begin < r.end; ++i)
    if (tokens[i].range.end <= r.end && names_issue(tokens[i])) return true;
  return false;
}

const Token* Scene::find_last_in(Range r, TermKind kind, Cls cls) const {
  const std::uint32_t first = first_from(r.begin);
  for (std::uint32_t i = r.end > r.begin ? first_from(r.end) : first; i > first; ++report.effort.looks) {
    --i;
    if (tokens[i].range.end <= r.end && is(tokens[i], kind) && (cls.is_any() || tokens[i].facts.cls == cls)) return &tokens[i];
  }
  return nullptr;
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
