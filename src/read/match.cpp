#include "read/match.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "read/match_image.hpp"
#include "read/match_tables.hpp"

namespace locarno::read {
namespace {

constexpr std::uint32_t short_name_units = 3;

/// Drops a match inside a longer one of its own kind; matches come in ascending begin, longer first.
class Longest {
 public:
  bool keeps(TermKind kind, std::uint32_t begin, std::uint32_t end) {
    Reach& reach = reach_[static_cast<std::size_t>(kind)];
    if (begin != reach.begin) {
      reach.before = std::max(reach.before, reach.here);
      reach.here = 0;
      reach.begin = begin;
    }
    if (end <= reach.before || end < reach.here) return false;
    reach.here = end;
    return true;
  }

 private:
  struct Reach {
    std::uint32_t begin = UINT32_MAX;
    std::uint32_t here = 0;     ///< furthest end of matches that begin at `begin`
    std::uint32_t before = 0;   ///< furthest end of matches that begin earlier
  };
  std::array<Reach, term_kind_count> reach_{};
};

struct Units {
  std::uint32_t begin = 0, end = 0;
  bool overlaps(const Match& m) const { return begin < m.end && m.begin < end; }
};

/// Asks, for matches in ascending order, whether one of `spans` (ascending, none inside another) overlaps.
class Overlap {
 public:
  explicit Overlap(std::vector<Units> spans) : spans_(std::move(spans)) {}
  /// A span other than the match itself that overlaps it.
  bool hits(const Match& m) {
    while (at_ < spans_.size() && spans_[at_].end <= m.begin) ++at_;
    for (std::size_t i = at_; i < spans_.size() && spans_[i].begin < m.end; ++i)
      if (spans_[i].overlaps(m) && (spans_[i].begin != m.begin || spans_[i].end != m.end)) return true;
    return false;
  }
  /// As hits, but a span that lies whole inside the match does not count.
  bool cuts(const Match& m) {
    while (at_ < spans_.size() && spans_[at_].end <= m.begin) ++at_;
    for (std::size_t i = at_; i < spans_.size() && spans_[i].begin < m.end; ++i)
      if (spans_[i].overlaps(m) && (spans_[i].begin < m.begin || spans_[i].end > m.end)) return true;
    return false;
  }

 private:
  std::vector<Units> spans_;
  std::size_t at_ = 0;
};

/// The second look, at the whole text: what the codebook marks as doubtful stays only where the text supports it.
class SecondLook {
 public:
  SecondLook(const Lexicon::Tables& tables, const Folded& text, std::vector<Match>& matches)
      : tables_(tables), text_(text), matches_(matches) {}

  /// `blocks`: where ordinary words stand that look like names.
  void run(std::vector<Units> blocks) {
    drop_blocked(std::move(blocks));
    drop_inner();
    drop_yielding();
    if (has_context()) drop_unsupported();
  }

 private:
  bool is_actor(const Match& m) const { return m.kind == TermKind::actor; }
  bool is_title(const Match& m) const { return m.kind == TermKind::title; }
  Lexicon::Tables::Doubtful doubt(const Match& m) const { return tables_.doubtful[m.term.index()]; }
  /// One-character names have met their licence already.
  bool needs_support(const Match& m) const { return is_actor(m) && doubt(m).is_context && m.end - m.begin > 1; }
  template <class Test>
  void drop(Test test) { matches_.erase(std::remove_if(matches_.begin(), matches_.end(), test), matches_.end()); }

  /// Short names that share characters with an ordinary word, unless the word lies whole inside the name.
  void drop_blocked(std::vector<Units> spans) {
    if (spans.empty()) return;
    Overlap blocks(std::move(spans));
    drop([&](const Match& m) { return is_actor(m) && m.end - m.begin <= short_name_units && blocks.cuts(m); });
  }

  /// What lies inside a longer match of its own kind.
  void drop_inner() {
    Longest longest;
    drop([&](const Match& m) { return !longest.keeps(m.kind, m.begin, m.end); });
  }

  /// Abbreviations for several parties, and doubtful forms, that overlap a plain name.
  void drop_yielding() {
    const auto yields = [&](const Match& m) { return is_actor(m) && (doubt(m).is_compound || doubt(m).is_context); };
    if (std::none_of(matches_.begin(), matches_.end(), yields)) return;
    std::vector<Units> plain;
    for (const Match& m : matches_)
      if (is_actor(m) && !yields(m)) plain.push_back({m.begin, m.end});
    Overlap overlap(std::move(plain));
    drop([&](const Match& m) { return yields(m) && overlap.hits(m); });
  }

  bool has_context() const {
    return std::any_of(matches_.begin(), matches_.end(), [&](const Match& m) { return needs_support(m); });
  }
  std::uint32_t skip_space(std::uint32_t at, int step) const {
    const auto size = static_cast<std::uint32_t>(text_.units.size());
    if (step > 0) return at < size && is_space_unit(text_.units[at]) ? at + 1 : at;
    return at > 0 && is_space_unit(text_.units[at - 1]) ? at - 1 : at;
  }

  /// Ambiguous names: kept where the same actor is named plainly, or stands beside a title, somewhere in this text.
  void drop_unsupported() {
    std::vector<std::uint32_t> begins, ends;
    std::set<ActorId> named;
    for (const Match& m : matches_) {
      if (is_title(m)) {
        begins.push_back(m.begin);
        ends.push_back(m.end);
      } else if (is_actor(m) && !doubt(m).is_context && !doubt(m).is_compound) {
        named.insert(tables_.actors[m.term.index()]);
      }
    }
    std::sort(ends.begin(), ends.end());
    for (const Match& m : matches_) {
      if (!needs_support(m)) continue;
      if (std::binary_search(ends.begin(), ends.end(), skip_space(m.begin, -1)) ||
          std::binary_search(begins.begin(), begins.end(), skip_space(m.end, 1)))
        named.insert(tables_.actors[m.term.index()]);
    }
    drop([&](const Match& m) { return needs_support(m) && !named.contains(tables_.actors[m.term.index()]); });
  }

  const Lexicon::Tables& tables_;
  const Folded& text_;
  std::vector<Match>& matches_;
};

}  // namespace

Lexicon::Lexicon(const Codebook& codebook)
    : tables_(is_image_of(world_image(), codebook) ? std::make_shared<const Tables>(world_image()) : std::make_shared<const Tables>(codebook)) {}

std::vector<Match> Lexicon::find(const Folded& text) const {
  const Tables& t = *tables_;
  const auto size = static_cast<std::uint32_t>(text.units.size());
  std::vector<Match> matches;
  matches.reserve(size / 6 + 8);
  std::vector<Units> blocks;
  Longest longest_block;
  const char16_t* const units = text.units.data();
  const auto try_group = [&](std::uint32_t at, const SlotTable::Slot* slot) {
    if (slot == nullptr) return;
    const std::uint32_t room = size - at;
    const Entry* const last = t.entries.data() + slot->end;
    for (const Entry* e = t.entries.data() + slot->begin; e != last; ++e) {
      if (e->length > room) continue;
      const char16_t unit = units[at + e->length - 1];   // a quick no for most entries of a group
      if (unit != e->last && !(e->last == ' ' && is_space_unit(unit))) continue;
      const Entry& entry = *e;
      if (!t.stands(text, at, entry)) continue;
      const std::uint32_t end = at + entry.length;
      if (!entry.is_block) matches.push_back({at, end, text.bytes(at, end), entry.term, entry.kind});
      else if (longest_block.keeps(entry.kind, at, end)) blocks.push_back({at, end});
    }
  };
  for (std::uint32_t at = 0; at < size;) {
    const char16_t unit = units[at];
    if (is_word_unit(unit)) {
      std::uint32_t hash = word_seed, end = at;
      while (end < size && is_word_unit(units[end])) hash = add_to_word(hash, units[end++]);
      if (end + 1 < size) try_group(at, t.phrases.find(Tables::phrase_of(hash, units[end], units[end + 1])));   // the longer first
      try_group(at, t.words.find(hash));
      at = end;
      continue;
    }
    if (at + 1 < size && units[at + 1] != 0 && Tables::test(t.first, unit))
      try_group(at, t.pairs.find(Tables::pair_of(unit, units[at + 1])));
    if (Tables::test(t.single, unit)) try_group(at, t.pairs.find(Tables::pair_of(unit, u'\0')));
    ++at;
  }
  SecondLook(t, text, matches).run(std::move(blocks));
  return matches;
}

}  // namespace locarno::read
