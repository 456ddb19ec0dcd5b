// The drafts side by side as HTML: issues as rows, drafts as columns, a mark for each signatory in each cell.
#include <algorithm>

#include "brief/draft_marks.hpp"
#include "brief/html_parts.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

/// More drafts than this do not fit one page: the table continues below with the same rows.
constexpr std::size_t most_columns = 4;

void write_mark(HtmlWriter& to, const DraftMark& mark) {
  const std::string_view meaning = word(standing_word(mark.standing), to.language);
  to.raw("<li><span class=\"g\" role=\"img\" aria-label=\"").line_as_text(mark.name).raw(": ").raw(html_escape(meaning));
  to.raw("\" title=\"").line_as_text(mark.name).raw(": ").raw(html_escape(meaning)).raw("\">").raw(standing_glyph(mark.standing));
  to.raw("</span><span aria-hidden=\"true\">").raw(html_escape(mark.party)).raw("</span></li>");
}

void write_cell(HtmlWriter& to, const Line& column, const DraftCell& cell) {
  const bool known = !cell.marks.empty();
  to.raw("<td data-party=\"").line_as_text(column).raw("\"").raw(known ? "" : " class=\"silent\"").raw(">");
  if (cell.is_changed && cell.named) {
    to.raw("<span class=\"mv\" role=\"img\" aria-label=\"").raw(html_escape(word(Word::draft_changed_short, to.language))).raw("\">\u2192</span>");
  }
  to.raw("<span class=\"w\">").line_in_tip(cell.words).raw("</span>");
  if (known) {
    to.raw("<ul class=\"marks\">");
    for (const DraftMark& mark : cell.marks) write_mark(to, mark);
    to.raw("</ul>");
  }
  to.raw("</td>\n");
}

void write_columns(HtmlWriter& to, const Drafts& drafts, std::size_t first, std::size_t last) {
  to.raw("<table class=\"stances drafts\">\n<caption>").raw(html_escape(word(Word::drafts_caption, to.language))).raw("</caption>\n<thead><tr><th scope=\"col\">");
  to.raw(html_escape(word(Word::issue_column, to.language))).raw("</th>");
  for (std::size_t at = first; at < last; ++at) {
    const DraftColumn& column = drafts.columns[at];
    to.raw("<th scope=\"col\">").line_in_tip(column.title).raw("<small>").line_in_tip(column.date);
    if (!column.by.empty()) to.raw(" \u00B7 ").line_in_tip(column.by);
    to.raw("</small>");
    for (const Fact& fact : column.facts) to.raw("<small>").line_in_tip(fact.name).raw(": ").line_in_tip(fact.value).raw("</small>");
    to.raw("</th>");
  }
  to.raw("</tr></thead>\n<tbody>\n");
  for (const DraftRow& row : drafts.rows) {
    to.raw("<tr><th scope=\"row\">").line_in_tip(row.issue).raw("</th>\n");
    for (std::size_t at = first; at < last; ++at) write_cell(to, drafts.columns[at].title, row.cells[at]);
    to.raw("</tr>\n");
  }
  to.raw("</tbody>\n</table>\n");
}

void write_legend(HtmlWriter& to) {
  to.raw("<ul class=\"legend\" aria-label=\"").raw(html_escape(word(Word::legend, to.language))).raw("\">\n");
  using study::Standing;
  for (const Standing standing : {Standing::accepted, Standing::conditional, Standing::rejected, Standing::open, Standing::silent}) {
    to.raw("<li><span class=\"g\" aria-hidden=\"true\">").raw(standing_glyph(standing)).raw("</span> ");
    to.raw(html_escape(word(standing_word(standing), to.language))).raw("</li>\n");
  }
  to.raw("<li><span class=\"mv\" aria-hidden=\"true\">\u2192</span> ").raw(html_escape(word(Word::draft_changed_short, to.language))).raw("</li>\n<li>");
  to.raw(html_escape(word(Word::draft_legend_bracket, to.language))).raw("</li>\n</ul>\n");
}

}  // namespace

void write_drafts(HtmlWriter& to, const Page& page) {
  const Drafts& drafts = page.drafts;
  if (drafts.columns.empty()) return;
  to.open_section("drafts", Word::drafts, {});
  to.raw("<p class=\"basis\">").raw(html_escape(word(Word::drafts_note, to.language))).raw("</p>\n");
  for (std::size_t first = 0; first < drafts.columns.size(); first += most_columns)
    write_columns(to, drafts, first, std::min(drafts.columns.size(), first + most_columns));
  write_legend(to);
  to.items(drafts.items);
  to.close_section();
}

}  // namespace locarno::brief
