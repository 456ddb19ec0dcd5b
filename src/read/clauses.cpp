#include "read/clauses.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace locarno::read {
namespace {

constexpr std::uint32_t longest_sentence = 1500;  // units; a longer one is no sentence a rule could read

constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

constexpr Mark mark_of(char16_t c) {
  switch (c) {
    case ' ': case '\t': case '\n': case '\r': case 0xA0: case 0x3000: return Mark::space;
    case ',': case 0xFF0C: return Mark::comma;
    case ';': case 0xFF1B: return Mark::semicolon;
    case ':': case 0xFF1A: case 0xFE30: return Mark::colon;
    case 0x3002: case 0xFF01: case 0xFF1F: case '!': case '?': case '.': case 0xFF0E: return Mark::stop;
    case 0x201C: case 0x2018: case 0x300C: case 0x300E: case 0xFF62: return Mark::open_quote;
    case 0x201D: case 0x2019: case 0x300D: case 0x300F: case 0xFF63: return Mark::close_quote;
    case '"': case 0xFF02: return Mark::straight;
    case '(': case 0xFF08: case 0x300A: case '[': case 0x3010: return Mark::open;
    case ')': case 0xFF09: case 0x300B: case ']': case 0x3011: return Mark::close;
    default: return Mark::none;
  }
}

/// View::marks of every unit, made by the compiler.
constexpr auto mark_table = [] {
  std::array<std::uint8_t, 0x10000> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    const auto c = static_cast<char16_t>(i);
    const bool is_letter = (c >= 'a' && c <= 'z') || is_digit(c) || (c >= 0xC0 && c <= 0x24F);
    const Mark m = mark_of(c);
    const bool parts = m == Mark::comma || m == Mark::semicolon || m == Mark::colon || m == Mark::stop;
    const bool depth = m == Mark::open_quote || m == Mark::close_quote || m == Mark::straight || m == Mark::open || m == Mark::close;
    table[i] = static_cast<std::uint8_t>(static_cast<std::uint8_t>(m) | (parts ? View::parts_bit : 0) | (depth ? View::depth_bit : 0) |
                                         (is_letter ? View::letter_bit : 0) | (is_han(c) ? View::han_bit : 0));
  }
  return table;
}();

/// "... in the U.S. The ...": a word that opens a sentence and stands in no name.
bool opens_sentence(const View& view, std::uint32_t stop) {
  std::uint32_t b = stop + 1;
  while (b < view.size() && view.mark(b) == Mark::space) ++b;
  std::uint32_t e = b;
  while (e < view.size() && view.is_letter_at(e)) ++e;
  if (e == b || b == stop + 1 || !view.is_capital_at(b)) return false;
  static constexpr std::array<std::string_view, 15> words = {"the", "it", "he", "she", "but", "in", "they", "on", "a", "an", "this", "we", "at", "as", "for"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return e - b == w.size() && view.reads(b, e, w); });
}

/// Words before a full stop that do not end a sentence.
bool is_abbreviation(const View& view, std::uint32_t stop, std::uint32_t begin) {
  std::uint32_t b = stop;
  while (b > begin && view.is_letter_at(b - 1)) --b;
  const std::uint32_t n = stop - b;
  if (n == 1 && view.is_capital_at(b)) {  // initials, U.S.; "posted on X." ends a sentence
    if (b > begin && view.raw[b - 1] == '.') return !opens_sentence(view, stop);
    std::uint32_t p = b;
    while (p > begin && view.mark(p - 1) == Mark::space) --p;
    std::uint32_t w = p;
    while (w > begin && view.is_letter_at(w - 1)) --w;
    return w == p || p == b || view.is_capital_at(w) || p - w > 3;
  }
  static constexpr std::array<std::string_view, 22> words = {"mr", "mrs", "ms", "dr", "gen", "lt", "col", "sgt", "sen",
      "rep", "gov", "st", "no", "vs", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "maj"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return n == w.size() && view.reads(b, stop, w); });
}

bool ends_sentence(const View& view, std::uint32_t i, std::uint32_t begin, std::uint32_t end) {
  if (i > begin && i + 1 < end && (view.raw[i] == 0xFF0E || view.raw[i] == '.') && view.is_han_at(i - 1) && view.is_han_at(i + 1)) return false;  // between the parts of a name
  if (view.raw[i] != '.') return true;
  if (i > begin && is_digit(view.raw[i - 1]) && i + 1 < end && is_digit(view.raw[i + 1])) return false;
  if (i + 1 < end && view.is_letter_at(i + 1)) return false;
  if (!is_abbreviation(view, i, begin)) return true;
  // "in the U.S. The ..." ends one; "U.S. envoy" and "Mr. Smith" do not: only the end of the block is certain.
  return i + 1 >= end;
}

struct Cutter {
  const View& view;
  Range block;
  std::size_t index;
  bool headline;
  std::vector<Sentence> out;

  void add(std::uint32_t begin, std::uint32_t end) {
    while (begin < end && view.mark(begin) == Mark::space) ++begin;
    while (end > begin && view.mark(end - 1) == Mark::space) --end;
    if (begin >= end) return;
    Sentence s;
    s.range = {begin, end};
    s.block = index;
    cut_clauses(s);
    out.push_back(std::move(s));
  }

  bool parts(std::uint32_t i, const Sentence& s) const {
    const Mark m = view.mark(i);
    if (view.bracket[i] > 0) return false;
    if (m == Mark::comma || m == Mark::colon) {
      const bool inside_number = i > s.range.begin && i + 1 < s.range.end && is_digit(view.raw[i - 1]) && is_digit(view.raw[i + 1]);
      return !inside_number;
    }
    if (m == Mark::stop) return i + 1 >= s.range.end || (view.quote[i] > 0 && ends_sentence(view, i, s.range.begin, s.range.end));
    if (m == Mark::space && headline && i > s.range.begin + 1 && i + 1 < s.range.end && view.raw[i - 1] == '.' && view.is_capital_at(i - 2) && view.is_capital_at(i + 1)) return false;   // "N. Korea"
    if (m == Mark::space && headline && i > s.range.begin && i + 1 < s.range.end)
      return !view.is_letter_at(i - 1) || !view.is_letter_at(i + 1);
    return m == Mark::semicolon;
  }

  void cut_clauses(Sentence& s) const {
    std::uint32_t b = s.range.begin;
    Mark before = Mark::none;
    for (std::uint32_t i = s.range.begin; i < s.range.end; ++i) {
      if (!headline) i = view.next_with(View::parts_bit, i, s.range.end);   // there spaces part, too
      if (i == s.range.end) break;
      if (!parts(i, s)) continue;
      if (view.mark(i) == Mark::space && i == b && !s.clauses.empty()) {   // behind a colon in a headline: the colon parts
        ++b;
        continue;
      }
      push_clause(s, {b, i}, before);
      before = view.mark(i);
      b = i + 1;
    }
    push_clause(s, {b, s.range.end}, before);
  }
  void push_clause(Sentence& s, Range r, Mark before) const {
    while (r.begin < r.end && view.mark(r.begin) == Mark::space) ++r.begin;
    while (r.end > r.begin && view.mark(r.end - 1) == Mark::space) --r.end;
    // a closing mark left alone belongs to the clause before
    std::uint32_t b = r.begin;
    while (b < r.end && (view.mark(b) == Mark::close_quote || view.mark(b) == Mark::straight)) ++b;
    if (b >= r.end) return;
    s.clauses.push_back({r, before, view.quote[r.begin] > 0});
  }

  /// A credit in lenticular brackets that opens a paragraph is no part of its first sentence.
  std::uint32_t credit_end() const {
    constexpr std::uint32_t longest = 40;
    if (headline || block.begin >= block.end) return block.begin;
    for (std::uint32_t i = block.begin + 6; i < block.end && i < block.begin + longest && view.is_han_at(block.begin); ++i)   // "AGENCY CITY 14 August wire/C"
      if ((view.raw[i] == 0xFF0F || view.raw[i] == '/') && (view.raw[i - 1] == 0x7535 || view.raw[i - 1] == 0x8BAF)) return i + 1;
    if (view.raw[block.begin] != 0x3010) return block.begin;
    for (std::uint32_t i = block.begin + 1; i < block.end && i < block.begin + longest; ++i)
      if (view.raw[i] == 0x3011) return i + 1;
    return block.begin;
  }

  void run() {
    std::uint32_t b = credit_end();
    add(block.begin, b);
    std::uint32_t last_break = b;
    for (std::uint32_t i = b; i < block.end; ++i) {
      if (i - b < longest_sentence) i = view.next_with(View::parts_bit, i, std::min(block.end, b + longest_sentence));
      if (i == block.end) break;
      const Mark m = view.mark(i);
      if (m == Mark::comma || m == Mark::semicolon) last_break = i + 1;
      if (i - b >= longest_sentence) {
        const std::uint32_t cut = last_break > b ? last_break : i;
        add(b, cut);
        b = cut;
        last_break = b;
      }
      if (m != Mark::stop || view.bracket[i] > 0) continue;
      if (!ends_sentence(view, i, block.begin, block.end)) continue;
      std::uint32_t e = i + 1;
      while (e < block.end && view.mark(e) == Mark::stop) ++e;  // "?!", "..."
      if (view.quote[i] > 0) {
        // inside a quotation: only when it closes here and nothing of the sentence follows
        if (e >= block.end || view.quote[e] == 0) continue;
        const Mark close = view.mark(e);
        if (close != Mark::close_quote && close != Mark::straight) continue;
        ++e;
        if (e < block.end && view.quote[e] > 0 && view.mark(e) != Mark::open_quote && view.mark(e) != Mark::straight) continue;
        if (e < block.end && (view.mark(e) == Mark::comma || view.mark(e) == Mark::close)) continue;
        if (follows_on(e)) continue;
      }
      add(b, e);
      b = e;
      last_break = b;
      i = e - 1;
    }
    add(b, block.end);
  }

  /// Latin text after a quotation that goes on in lower case: "Why now?" he asked.
  bool follows_on(std::uint32_t e) const {
    while (e < block.end && view.mark(e) == Mark::space) ++e;
    return e < block.end && view.is_letter_at(e) && !view.is_capital_at(e) && !is_digit(view.raw[e]);
  }
};

/// Fills quote and bracket depth over one block. Marks left open end with the block; a right single quote closes only
/// what a left one opened (else it is an apostrophe).
void measure_depth(View& view, Range block) {
  std::vector<char32_t> open_marks;
  std::uint8_t brackets = 0;
  bool straight_open = false;
  for (std::uint32_t i = block.begin; i < block.end; ++i) {
    const std::uint32_t from = i;
    i = view.next_with(View::depth_bit, i, block.end);
    if (!open_marks.empty()) std::fill(view.quote.begin() + from, view.quote.begin() + i, static_cast<std::uint8_t>(open_marks.size()));
    if (brackets > 0) std::fill(view.bracket.begin() + from, view.bracket.begin() + i, brackets);
    if (i == block.end) return;
    const char32_t c = view.raw[i];
    bool closes = false;
    switch (view.mark(i)) {
      case Mark::open_quote:
        if (open_marks.size() < 8) open_marks.push_back(c);
        break;
      case Mark::close_quote:
        if (!open_marks.empty() && (c != 0x2019 || open_marks.back() == 0x2018)) closes = true;
        break;
      case Mark::straight:
        if (straight_open) closes = true;
        else if (open_marks.size() < 8) open_marks.push_back(c);
        straight_open = !straight_open;
        break;
      case Mark::open:
        if (brackets < 8) ++brackets;
        break;
      default: break;
    }
    view.quote[i] = static_cast<std::uint8_t>(open_marks.size());
    view.bracket[i] = brackets;
    if (closes && !open_marks.empty()) open_marks.pop_back();
    if (view.mark(i) == Mark::close && brackets > 0) --brackets;
  }
}

}  // namespace

View::View(std::string_view t, const Folded& f, const std::vector<Block>& blocks) : text(t), folded(&f) {
  raw.reserve(f.units.size() + 1);
  raw.assign(f.units.begin(), f.units.end());
  raw.push_back(0);
  marks.assign(raw.size(), 0);
  for (std::size_t i = 0; i + 1 < marks.size(); ++i) marks[i] = mark_table[raw[i]];
  quote.assign(marks.size(), 0);
  bracket.assign(marks.size(), 0);
  for (const Block& b : blocks) measure_depth(*this, units(b.span));
}

Span View::bytes(Range r) const {
  if (r.empty()) return {folded->byte_of[r.begin], folded->byte_of[r.begin]};
  return folded->bytes(r.begin, r.end);
}

Range View::units(Span span) const {
  const auto first = std::lower_bound(folded->byte_of.begin(), folded->byte_of.end() - 1, span.begin);
  const auto last = std::lower_bound(first, folded->byte_of.end() - 1, span.end);
  return {static_cast<std::uint32_t>(first - folded->byte_of.begin()), static_cast<std::uint32_t>(last - folded->byte_of.begin())};
}

bool View::reads_on(std::uint32_t at, std::uint32_t end, std::string_view ascii) const {
  if (ascii.size() > end - at) return false;
  for (std::size_t k = 1; k < ascii.size(); ++k)
    if (raw[at + k] != static_cast<unsigned char>(ascii[k])) return false;
  return true;
}

Range View::trimmed(Range r) const {
  const auto loose = [&](std::uint32_t i) {
    const Mark m = mark(i);
    return m == Mark::space || m == Mark::comma || m == Mark::semicolon || m == Mark::colon || raw[i] == 0x25CB ||
           raw[i] == 0x25B2 || raw[i] == 0x2022 || raw[i] == 0x25CF;
  };
  while (r.begin < r.end && loose(r.begin)) ++r.begin;
  while (r.end > r.begin && (loose(r.end - 1) || (mark(r.end - 1) == Mark::stop && quote[r.end - 1] == 0))) --r.end;
  return r;
}

std::vector<Sentence> find_sentences(const View& view, Range block, std::size_t index, bool headline) {
  Cutter cutter{view, block, index, headline, {}};
  cutter.run();
  return std::move(cutter.out);
}

}  // namespace locarno::read
