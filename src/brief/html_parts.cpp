#include "brief/html_parts.hpp"

#include <cstdio>

#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

/// A tip shows this many columns of the quotation; the list below has the rest.
constexpr std::size_t tip_columns = 240;

std::string text_of(const Line& line) {
  std::string text;
  for (const Piece& piece : line) text += piece.text;
  return text;
}

/// Fixed notation with one decimal, for SVG coordinates only.
std::string coordinate(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

}  // namespace

HtmlWriter::HtmlWriter(const Page& page) : language(page.language) {
  for (const QuoteEntry& quote : page.quotes) quote_[quote.number] = &quote;
}

void HtmlWriter::piece(const Piece& piece) {
  const std::string text = html_escape(piece.text);
  switch (piece.kind) {
    case Piece::Kind::words: out += text; return;
    case Piece::Kind::strong: out += "<b>" + text + "</b>"; return;
    case Piece::Kind::note: out += "<span class=\"note\">" + text + "</span>"; return;
    case Piece::Kind::date: out += "<span class=\"d\">" + text + "</span>"; return;
    case Piece::Kind::assess: out += "<span class=\"assess\">" + text + "</span>"; return;
    case Piece::Kind::cite: out += text; return;
    case Piece::Kind::foreign: break;
  }
  out += "<bdi";
  if (piece.language != Language::unknown) out += " lang=\"" + std::string(to_string(piece.language)) + "\"";
  out += ">" + text + "</bdi>";
}

void HtmlWriter::cite(int number, bool with_tip) {
  const std::string n = std::to_string(number);
  const auto quote = quote_.find(number);
  if (quote == quote_.end()) {
    out += "[" + n + "]";
    return;
  }
  out += "<span class=\"ref\"><a";
  if (used_.insert(number).second) out += " id=\"u" + n + "\"";
  out += " href=\"#q" + n + "\">[" + n + "]</a>";
  if (with_tip) {
    out += "<span class=\"tip\" role=\"tooltip\"><span class=\"tq\">";
    Line words = quote->second->words;
    for (Piece& piece : words) {
      if (piece.kind == Piece::Kind::foreign) piece.text = shorten(piece.text, tip_columns);
    }
    line_in_tip(words);
    out += "</span><span class=\"ts\">";
    line_in_tip(quote->second->source);
    out += "</span></span>";
  }
  out += "</span>";
}

HtmlWriter& HtmlWriter::line(const Line& line) {
  for (const Piece& one : line) {
    if (one.kind == Piece::Kind::cite) {
      out += "\u2060";  // a number does not part from the word before it
      cite(one.number, true);
    }
    else piece(one);
  }
  return *this;
}

HtmlWriter& HtmlWriter::line_in_tip(const Line& line) {
  for (const Piece& one : line) piece(one);
  return *this;
}

HtmlWriter& HtmlWriter::line_as_text(const Line& line) {
  out += html_escape(text_of(line));
  return *this;
}

HtmlWriter& HtmlWriter::link(int number) {
  cite(number, false);
  return *this;
}

void HtmlWriter::items(const std::vector<Item>& items) {
  out += "<ul class=\"items\">\n";
  for (const Item& item : items) {
    out += "<li><p class=\"k\">";
    line(item.line);
    out += "</p>";
    for (const Line& under : item.under) {
      out += "<p class=\"k under\">";
      line(under);
      out += "</p>";
    }
    out += "</li>\n";
  }
  out += "</ul>\n";
}

void HtmlWriter::open_section(std::string_view id, Word head, const Line& beside) {
  raw("<section aria-labelledby=\"h-").raw(id).raw("\" class=\"s-").raw(id).raw("\">\n<h2 id=\"h-").raw(id).raw("\">");
  raw(html_escape(word(head, language)));
  if (!beside.empty()) {
    raw(" <span class=\"beside\">");
    line(beside);
    raw("</span>");
  }
  raw("</h2>\n");
}

std::string strip_svg(const Gap& gap) {
  constexpr double width = 620, row = 40, bar_height = 13;
  const double height = row * static_cast<double>(gap.bars.size());
  std::string svg = "<svg role=\"img\" viewBox=\"0 0 620 " + coordinate(height) + "\" xmlns=\"http://www.w3.org/2000/svg\">\n<title>" +
                    html_escape(text_of(gap.strip_head)) + "</title>\n";
  for (std::size_t at = 0; at < gap.bars.size(); ++at) {
    const Bar& bar = gap.bars[at];
    const double y = row * static_cast<double>(at);
    const auto rect = [&](const char* kind, double share) {
      return "<rect class=\"" + std::string(kind) + "\" x=\"1\" y=\"" + coordinate(y + 20) + "\" width=\"" +
             coordinate((width - 2) * share) + "\" height=\"" + coordinate(bar_height) + "\"/>";
    };
    svg += "<text x=\"0\" y=\"" + coordinate(y + 14) + "\">" + html_escape(text_of(bar.name)) + "</text>";
    svg += "<text class=\"num\" x=\"620\" y=\"" + coordinate(y + 14) + "\" text-anchor=\"end\">\u25AD " + html_escape(bar.open_text) +
           "  \u25AC " + html_escape(bar.strict_text) + "</text>";
    svg += rect("open", bar.open_share);
    if (bar.strict_share > 0) svg += rect("strict", bar.strict_share);
    svg += "\n";
  }
  return svg + "</svg>\n";
}

}  // namespace locarno::brief
