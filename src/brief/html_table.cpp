// The table of positions as HTML: parties as columns, issues as rows, a legend that needs no colour.
#include <algorithm>

#include "brief/html_parts.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

/// More parties than this do not fit one page: the table continues below with the same rows.
constexpr std::size_t most_columns = 7;

struct Sign {
  std::string_view glyph;
  Word meaning;
};

Sign sign_of(StanceValue value) {
  switch (value) {
    case StanceValue::accepts: return {"\u25CF", Word::accepts};
    case StanceValue::accepts_if: return {"\u25D0", Word::accepts_if};
    case StanceValue::rejects: return {"\u25CB", Word::rejects};
    case StanceValue::silent: break;
  }
  return {"?", Word::silent};
}

void write_glyph(HtmlWriter& to, StanceValue value) {
  const Sign sign = sign_of(value);
  to.raw("<span class=\"g\" role=\"img\" aria-label=\"").raw(html_escape(word(sign.meaning, to.language))).raw("\">").raw(sign.glyph).raw("</span>");
}

void write_position(HtmlWriter& to, const Position& position) {
  to.raw("<div class=\"p").raw(position.first_hand ? "" : " relayed").raw(position.is_stale ? " old" : "").raw("\">");
  write_glyph(to, position.value);
  to.raw("<span class=\"w\">").line_in_tip(position.words);
  if (position.is_analyst) to.raw("<span class=\"sign\" title=\"").raw(html_escape(word(Word::legend_analyst, to.language))).raw("\">\u2021</span>");
  to.raw("</span> <span class=\"m\">").line_in_tip(position.date);
  if (position.is_stale) to.raw(" <i>").raw(html_escape(word(Word::old, to.language))).raw("</i>");
  if (!position.via.empty()) to.raw(" \u00B7 ").line_in_tip(position.via);
  for (const int number : position.numbers) {
    to.raw(" ");
    to.link(number);
  }
  to.raw("</span></div>");
}

std::string cell_class(const Cell& cell) {
  std::string name = cell.positions.empty() ? "silent" : "said";
  if (cell.red_line) name += cell.red_line_read ? " red" : " red set";
  return name;
}

void write_cell(HtmlWriter& to, const Column& column, const Cell& cell, bool is_late) {
  to.raw("<td data-party=\"").line_as_text(column.party).raw("\" class=\"").raw(cell_class(cell)).raw(is_late ? " late" : "").raw("\"");
  if (!cell.tip.empty()) to.raw(" tabindex=\"0\"");
  to.raw(">");
  if (cell.red_line) to.raw("<span class=\"vh\">").raw(html_escape(word(Word::red_line, to.language))).raw(". </span>");
  if (cell.moved) {
    to.raw("<span class=\"mv\" role=\"img\" aria-label=\"").raw(html_escape(word(Word::has_moved, to.language))).raw("\">\u2192</span>");
  }
  if (cell.positions.empty()) write_glyph(to, StanceValue::silent);
  for (const Position& position : cell.positions) write_position(to, position);
  if (!cell.more.empty()) to.raw("<div class=\"m\">").line_in_tip(cell.more).raw("</div>");
  if (!cell.tip.empty()) {
    to.raw("<div class=\"tip\" role=\"tooltip\">");
    for (const Line& line : cell.tip) to.raw("<p>").line_in_tip(line).raw("</p>");
    to.raw("</div>");
  }
  to.raw("</td>\n");
}

/// Whether one of these columns says anything, or holds a red line.
bool is_spoken_on(const Row& row, std::size_t first, std::size_t last) {
  const auto says = [](const Cell& cell) { return !cell.positions.empty() || cell.red_line; };
  return std::any_of(row.cells.begin() + static_cast<std::ptrdiff_t>(first), row.cells.begin() + static_cast<std::ptrdiff_t>(last), says);
}

/// One band of columns. Issues on which none of them spoke are named below it instead of filling rows with silence.
void write_columns(HtmlWriter& to, const Page& page, std::size_t first, std::size_t last) {
  to.raw("<table class=\"stances\">\n<caption>").raw(html_escape(word(Word::table_caption, page.language))).raw("</caption>\n<thead><tr><th scope=\"col\">");
  to.raw(html_escape(word(Word::issue_column, page.language))).raw("</th>");
  for (std::size_t at = first; at < last; ++at) {
    const Column& column = page.table.columns[at];
    to.raw("<th scope=\"col\">").line_in_tip(column.party);
    if (page.table.says_who_signs) {
      to.raw("<small>").raw(html_escape(word(column.signs ? Word::signatory : Word::not_signatory, page.language))).raw("</small>");
    }
    to.raw("</th>");
  }
  to.raw("</tr></thead>\n<tbody>\n");
  std::vector<Line> silent;
  for (const Row& row : page.table.rows) {
    if (!is_spoken_on(row, first, last)) {
      silent.push_back(row.issue);
      continue;
    }
    to.raw("<tr><th scope=\"row\">").line_in_tip(row.issue).raw("</th>\n");
    for (std::size_t at = first; at < last; ++at) write_cell(to, page.table.columns[at], row.cells[at], 2 * (at - first) >= last - first);
    to.raw("</tr>\n");
  }
  to.raw("</tbody>\n</table>\n");
  if (silent.empty()) return;
  const Line names = joined(silent, word(Word::comma, page.language));
  to.raw("<p class=\"basis\">").line_in_tip(fill(Word::band_quiet, page.language, {names})).raw("</p>\n");
}

void write_legend(HtmlWriter& to, int stale_after_days) {
  const auto entry = [&](std::string_view sign, const Line& meaning) {
    to.raw("<li>").raw(sign).raw(" ").line_in_tip(meaning).raw("</li>\n");
  };
  to.raw("<ul class=\"legend\" aria-label=\"").raw(html_escape(word(Word::legend, to.language))).raw("\">\n");
  for (const StanceValue value : {StanceValue::accepts, StanceValue::accepts_if, StanceValue::rejects, StanceValue::silent}) {
    const Sign sign = sign_of(value);
    entry("<span class=\"g\" aria-hidden=\"true\">" + std::string(sign.glyph) + "</span>", fill(sign.meaning, to.language));
  }
  entry("<span class=\"bar\" aria-hidden=\"true\"></span>", fill(Word::legend_red_line, to.language));
  entry("<span class=\"bar set\" aria-hidden=\"true\"></span>", fill(Word::legend_red_line_set, to.language));
  entry("<span class=\"box\" aria-hidden=\"true\"></span>", fill(Word::legend_relayed, to.language));
  entry("<span class=\"mv\" aria-hidden=\"true\">\u2192</span>", fill(Word::legend_moved, to.language));
  entry("<span class=\"sign\" aria-hidden=\"true\">\u2021</span>", fill(Word::legend_analyst, to.language));
  entry("", fill(Word::legend_old, to.language, {plain(std::to_string(stale_after_days))}));
  to.raw("</ul>\n");
}

}  // namespace

void write_table(HtmlWriter& to, const Page& page, int stale_after_days) {
  to.open_section("table", Word::table, {});
  const std::size_t n = page.table.columns.size();
  if (!page.table.rows.empty()) {
    for (std::size_t first = 0; first < n; first += most_columns) write_columns(to, page, first, std::min(n, first + most_columns));
    write_legend(to, stale_after_days);
  }
  if (!page.table.quiet.empty()) to.raw("<p class=\"basis\">").line(page.table.quiet).raw("</p>\n");
  to.close_section();
}

}  // namespace locarno::brief
