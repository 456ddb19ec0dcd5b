#pragma once
// locarno/brief/html_parts.hpp -- lines, lists and the table as HTML. HtmlWriter is the only place that turns pieces
// into markup, so escaping is decided once.
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "brief/page.hpp"

namespace locarno::brief {

class HtmlWriter {
 public:
  explicit HtmlWriter(const Page& page);

  /// Trusted markup of the page itself, or text already escaped.
  HtmlWriter& raw(std::string_view markup) { out += markup; return *this; }
  /// A line with its quotation numbers as links that show the quotation on hover and focus.
  HtmlWriter& line(const Line& line);
  /// The same without links and tips, for use inside a tip.
  HtmlWriter& line_in_tip(const Line& line);
  /// Its text alone, for an attribute.
  HtmlWriter& line_as_text(const Line& line);
  /// A quotation number as a link without a tip (its cell has one).
  HtmlWriter& link(int number);
  void items(const std::vector<Item>& items);
  void open_section(std::string_view id, Word head, const Line& beside);
  void close_section() { out += "</section>\n"; }
  bool is_used(int number) const { return used_.contains(number); }

  std::string out;
  const PageLanguage language;

 private:
  void piece(const Piece& piece);
  void cite(int number, bool with_tip);

  std::map<int, const QuoteEntry*> quote_;
  std::set<int> used_;
};

void write_table(HtmlWriter& to, const Page& page, int stale_after_days);

/// The drafts side by side; nothing when there are none.
void write_drafts(HtmlWriter& to, const Page& page);

/// A strip of bars as SVG, with title and description: outlined = open reading, filled = strict.
std::string strip_svg(const Line& head, const std::vector<Bar>& bars);

}  // namespace locarno::brief
