#include "brief/html_parts.hpp"

#include "brief/pictures.hpp"
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

std::string strip_svg(const Line& head, const std::vector<Bar>& bars) {
  std::vector<BarRow> rows;
  std::string all;
  for (const Bar& bar : bars) {
    rows.push_back({text_of(bar.name), bar.open_text, bar.open_share, bar.strict_text, bar.strict_share, false});
    all += (all.empty() ? "" : "; ") + rows.back().name + ": " + bar.open_text + (bar.strict_text.empty() ? "" : " | " + bar.strict_text);
  }
  return bars_svg(text_of(head), all, rows);
}

}  // namespace locarno::brief
