#include "read/blocks.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "read/hidden.hpp"
#include "read/html_blocks.hpp"

namespace locarno::read {
namespace {

/// Bytes of the white space at the front of `text`: ASCII, ideographic, no-break, zero width.
std::size_t space_size(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text[0]);
  if (byte <= 0x20) return 1;
  if (byte < 0xC2 || text.size() < 2) return 0;
  if (text.starts_with("\xC2\xA0")) return 2;
  if (text.starts_with("\xE3\x80\x80") || text.starts_with("\xE2\x80\x8B") || text.starts_with("\xEF\xBB\xBF")) return 3;
  return 0;
}

Span trimmed(std::string_view text, Span span) {
  while (!span.empty()) {
    const std::size_t size = space_size(slice(text, span));
    if (size == 0) break;
    span.begin += static_cast<std::uint32_t>(size);
  }
  for (;;) {
    if (span.empty()) return span;
    std::uint32_t last = span.end - 1;
    while (last > span.begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (space_size(text.substr(last, span.end - last)) == 0) return span;
    span.end = last;
  }
}

bool is_rule_line(std::string_view line) {
  return line.size() >= 3 && std::all_of(line.begin(), line.end(), [](char c) { return c == '-' || c == '=' || c == '*' || c == '_'; });
}

/// "[words](address)" as a whole line, or a '#' heading, or "![words](address)": the markup becomes cuts.
bool read_markdown(std::string_view text, RawBlock& block) {
  const std::string_view line = slice(text, block.span);
  if (is_rule_line(line)) {
    block.hint = "rule";
    return true;
  }
  const std::uint32_t from = block.span.begin;
  if (line[0] == '#') {
    const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
    if (level > 6 || level >= line.size() || line[level] != ' ') return false;
    block.span = trimmed(text, {from + static_cast<std::uint32_t>(level), block.span.end});
    block.hint = level == 1 ? "h1" : "h2";
    return true;
  }
  const bool is_image = line.starts_with("![");
  if (!is_image && line[0] != '[') return false;
  const std::size_t middle = line.find("](");
  if (middle == std::string_view::npos || line.back() != ')' || !line.substr(middle + 2).starts_with("http")) return false;
  const auto open = static_cast<std::uint32_t>(is_image ? 2 : 1), close = static_cast<std::uint32_t>(middle);
  if (is_image) {
    block.hint = close > open ? "img-alt" : "img";
    if (close > open) block.span = {from + open, from + close};
    return true;
  }
  block.cuts = {{from, from + open}, {from + close, block.span.end}};
  block.hint = "md-link";
  return true;
}

struct Line {
  Span span;                 ///< trimmed
  std::uint32_t blanks = 0;  ///< empty lines before it
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::uint32_t blanks = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const Span span = trimmed(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    if (span.empty()) ++blanks;
    else lines.push_back({span, std::exchange(blanks, 0)});
    at = end + 1;
  }
  return lines;
}

/// Could `line` have been broken before `next` because the next word did not fit into `width` columns?
bool breaks_for_width(std::string_view text, const Line& line, const Line& next, std::size_t width) {
  const std::string_view rest = slice(text, next.span);
  const std::size_t word = std::min(rest.find(' '), rest.size());
  return line.span.size() + 1 + word > width;
}

/// Lines [first, last) are one paragraph wrapped at a width, as old mailers and wires did: Latin words, and every break
/// is where the next word did not fit.
bool is_wrapped(std::string_view text, const std::vector<Line>& lines, std::size_t first, std::size_t last) {
  if (last - first < 3) return false;
  std::size_t width = 0;
  for (std::size_t i = first; i < last; ++i) width = std::max<std::size_t>(width, lines[i].span.size());
  if (width < 40 || width > 130) return false;
  for (std::size_t i = first; i + 1 < last; ++i) {
    if (!breaks_for_width(text, lines[i], lines[i + 1], width)) return false;
    const auto head = static_cast<unsigned char>(text[lines[i + 1].span.begin]);
    if (head >= 0xE2 || head == '-' || head == '*') return false;
    const std::string_view line = slice(text, lines[i].span);   // a menu, a title and a day in Chinese stand each by itself
    if (std::count_if(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; }) >= 4) return false;
  }
  return true;
}

void find_text_blocks(std::string_view text, Layout& layout) {
  const std::vector<Line> lines = lines_of(text);
  for (std::size_t i = 0, end = 0; i < lines.size(); i = end) {
    for (end = i + 1; end < lines.size() && lines[end].blanks == 0;) ++end;
    const bool wrapped = is_wrapped(text, lines, i, end);
    for (std::size_t k = i; k < end; ++k) {
      RawBlock block;
      block.blank_lines = lines[k].blanks;
      block.span = lines[k].span;
      if (wrapped && k > i) {
        layout.stands.push_back({{lines[k - 1].span.end, lines[k].span.begin}, U' '});
        layout.blocks.back().span.end = block.span.end;
      } else {
        layout.blocks.push_back(std::move(block));
      }
    }
  }
}

bool is_page(std::string_view text) {
  const std::string_view head = text.substr(0, 4096);
  const auto has = [&](std::string_view what) {
    return std::search(head.begin(), head.end(), what.begin(), what.end(), [](char a, char b) {
             return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b;
           }) != head.end();
  };
  return has("<!doctype") || has("<html") || has("<body") || has("<head");
}

Layout find_marked_blocks(std::string_view text) {
  Layout layout;
  const bool html = looks_like_html(text), page = html && is_page(text);
  if (html) find_html_blocks(text, !page, layout);
  else find_text_blocks(text, layout);
  layout.container = html ? "html" : "text";
  if (page) return layout;
  for (RawBlock& block : layout.blocks)
    if (block.hint.empty() && read_markdown(text, block) && block.hint != "rule") layout.container = "markdown";
  return layout;
}

/// All cuts and stands, ascending; a reference inside an address that is cut is no more than part of it.
std::vector<Markup> markup_of(const Layout& layout) {
  std::vector<Markup> markup;
  for (const RawBlock& block : layout.blocks)
    for (const Span cut : block.cuts)
      if (!cut.empty()) markup.push_back({cut, 0});
  const auto cuts = static_cast<std::ptrdiff_t>(markup.size());
  for (const Layout::Stand& stand : layout.stands) markup.push_back({stand.span, stand.as});
  const auto is_before = [](const Markup& a, const Markup& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  };
  std::inplace_merge(markup.begin(), markup.begin() + cuts, markup.end(), is_before);
  std::uint32_t done = 0;
  std::erase_if(markup, [&](const Markup& mark) {
    if (mark.span.begin < done || mark.span.empty()) return true;
    done = mark.span.end;
    return false;
  });
  return markup;
}

}  // namespace

Layout find_blocks(std::string_view text) {
  Unseen unseen = find_unseen(text);
  return find_blocks(text, unseen);
}

Layout find_blocks(std::string_view text, Unseen& unseen) {
  Layout layout = find_marked_blocks(text);
  layout.markup = markup_of(layout);
  leave_out(unseen, layout);
  return layout;
}

std::string words_of(std::string_view text, const Layout& layout, const RawBlock& block) {
  std::string out;
  auto stand = std::lower_bound(layout.stands.begin(), layout.stands.end(), block.span.begin,
                                [](const Layout::Stand& s, std::uint32_t at) { return s.span.begin < at; });
  auto cut = block.cuts.begin();
  for (std::uint32_t at = block.span.begin; at < block.span.end;) {
    while (cut != block.cuts.end() && cut->end <= at) ++cut;
    while (stand != layout.stands.end() && stand->span.begin < at) ++stand;
    if (cut != block.cuts.end() && cut->begin <= at) {
      at = cut->end;
    } else if (stand != layout.stands.end() && stand->span.begin == at) {
      append_utf8(out, stand->as);
      at = stand->span.end;
    } else {
      out.push_back(text[at++]);
    }
  }
  return out;
}

Folded fold_layout(std::string_view text, const Layout& layout) {
  std::vector<Span> markup;
  const bool marked_up = layout.container != "text";
  std::uint32_t from = 0;
  for (const RawBlock& block : layout.blocks) {
    // Between blocks only markup stands; one character of it is kept, so that no phrase is found across two blocks.
    if (marked_up && block.span.begin > from) markup.push_back({from, block.span.begin});
    markup.insert(markup.end(), block.cuts.begin(), block.cuts.end());
    from = std::min(block.span.end + 1, static_cast<std::uint32_t>(text.size()));
    if (marked_up && from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) from = block.span.end;
  }
  if (marked_up && from < text.size()) markup.push_back({from, static_cast<std::uint32_t>(text.size())});
  std::erase_if(markup, [](Span cut) { return cut.empty(); });
  if (layout.stands.empty()) return fold(text, markup);
  // Of a reference only its first byte is read, then replaced by the character it stands for.
  std::vector<Span> cuts = markup;
  for (const Layout::Stand& stand : layout.stands)
    if (stand.span.size() > 1) cuts.push_back({stand.span.begin + 1, stand.span.end});
  std::sort(cuts.begin(), cuts.end());
  Folded folded = fold(text, cuts);
  for (const Layout::Stand& stand : layout.stands) {
    const std::uint32_t unit = folded.unit_at(stand.span.begin);
    if (unit >= folded.units.size() || folded.byte_of[unit] != stand.span.begin) continue;
    folded.units[unit] = fold_char(stand.as);
    if (is_upper(stand.as)) folded.upper[unit >> 6] |= std::uint64_t{1} << (unit & 63);
  }
  folded.cuts = std::move(markup);  // a span that ends with a reference keeps all of it
  return folded;
}

}  // namespace locarno::read
