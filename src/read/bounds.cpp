#include "read/bounds.hpp"

#include <algorithm>

#include "read/blocks.hpp"
#include "read/clauses.hpp"
#include "read/roles.hpp"

namespace locarno::read {
namespace {

void tidy(std::vector<std::uint32_t>& places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
}

bool is_closing(Mark mark) {
  return mark == Mark::comma || mark == Mark::semicolon || mark == Mark::colon || mark == Mark::stop || mark == Mark::close_quote ||
         mark == Mark::straight || mark == Mark::close;
}

struct Collector {
  const View& view;
  Bounds& bounds;

  std::uint32_t begin_of(std::uint32_t unit) const { return view.bytes({unit, unit + 1}).begin; }
  std::uint32_t end_of(std::uint32_t unit) const { return view.bytes({unit - 1, unit}).end; }

  /// A clause begins at its first word, and at the quotation mark before that.
  void begin_at(std::uint32_t at, Range block) {
    while (at < block.end && view.mark(at) == Mark::space) ++at;
    if (at >= block.end) return;
    bounds.begins.push_back(begin_of(at));
    const bool opens = view.mark(at) == Mark::open_quote || view.mark(at) == Mark::straight;
    if (opens && at + 1 < block.end) bounds.begins.push_back(begin_of(at + 1));
    if (at > block.begin && (view.mark(at - 1) == Mark::open_quote || view.mark(at - 1) == Mark::straight))
      bounds.begins.push_back(begin_of(at - 1));
  }
  /// It ends after its last word, and after each of the marks that close it.
  void end_at(std::uint32_t at, Range block) {
    while (at > block.begin && view.mark(at - 1) == Mark::space) --at;
    if (at <= block.begin) return;
    bounds.ends.push_back(end_of(at));
    for (std::uint32_t i = at; i < std::min(at + 3, block.end) && is_closing(view.mark(i)); ++i) bounds.ends.push_back(end_of(i + 1));
  }
  void words(Range block) {
    const auto is_word = [&](std::uint32_t i) { return view.mark(i) == Mark::none; };
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      if (!is_word(i)) continue;
      const bool han = view.is_han_at(i);
      if (han || i == block.begin || !is_word(i - 1) || view.is_han_at(i - 1)) bounds.word_begins.push_back(begin_of(i));
      if (han || i + 1 == block.end || !is_word(i + 1) || view.is_han_at(i + 1)) bounds.word_ends.push_back(end_of(i + 1));
    }
  }
};

}  // namespace

Bounds clause_bounds(const Document& document, Span near) {
  Bounds bounds;
  const Layout layout = find_blocks(document.text);
  const Folded folded = fold_layout(document.text, layout);
  const View view(document.text, folded, document.blocks);
  Collector collector{view, bounds};
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (!block.span.overlaps(near)) continue;
    const Range range = view.units(block.span);
    if (range.empty()) continue;
    const bool headline = block.role == BlockRole::title || block.role == BlockRole::subhead;
    for (const Sentence& sentence : find_sentences(view, range, i, headline)) {
      collector.begin_at(sentence.range.begin, range);
      collector.end_at(sentence.range.end, range);
      for (const Clause& clause : sentence.clauses) {
        collector.begin_at(clause.range.begin, range);
        collector.end_at(clause.range.end, range);
      }
    }
    collector.words(range);
  }
  for (auto* places : {&bounds.begins, &bounds.ends, &bounds.word_begins, &bounds.word_ends}) tidy(*places);
  return bounds;
}

}  // namespace locarno::read
