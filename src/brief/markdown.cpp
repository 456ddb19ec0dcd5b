// The page as Markdown, for pasting into a document: GitHub tables, footnote-like numbers, everything foreign escaped.
#include "brief/brief_page.hpp"
#include "brief/draft_marks.hpp"
#include "brief/page.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

std::string md(const Line& line) {
  std::string out;
  for (const Piece& piece : line) {
    const std::string text = markdown_escape(piece.text);
    const bool is_bold = piece.kind == Piece::Kind::strong || piece.kind == Piece::Kind::assess;
    out += is_bold ? "**" + text + "**" : text;
  }
  return out;
}

std::string_view glyph_of(StanceValue value) {
  switch (value) {
    case StanceValue::accepts: return "\u25CF";
    case StanceValue::accepts_if: return "\u25D0";
    case StanceValue::rejects: return "\u25CB";
    case StanceValue::silent: break;
  }
  return "?";
}

void add_items(std::string& out, const std::vector<Item>& items) {
  for (const Item& item : items) {
    out += "- " + md(item.line) + "\n";
    for (const Line& under : item.under) out += "  - " + md(under) + "\n";
  }
}

void add_list(std::string& out, Word head, const Line& beside, const std::vector<Item>& items, PageLanguage language) {
  if (items.empty()) return;
  out += "\n## " + std::string(word(head, language));
  if (!beside.empty()) out += " (" + md(beside) + ")";
  out += "\n\n";
  add_items(out, items);
}

std::string cell(const Cell& cell, PageLanguage language) {
  std::string out;
  if (cell.red_line) out += "\u2503";
  if (cell.positions.empty()) out += "?";
  for (const Position& position : cell.positions) {
    if (out.size() > 3) out += "<br>";
    out += position.first_hand ? std::string(glyph_of(position.value)) : "(" + std::string(glyph_of(position.value)) + ")";
    out += " " + md(position.words) + (position.is_analyst ? " \u2021" : "") + ", " + md(position.date);
    if (position.is_stale) out += " " + std::string(word(Word::old, language));
    if (!position.via.empty()) out += ", " + md(position.via);
    for (const int number : position.numbers) out += " \\[" + std::to_string(number) + "\\]";
  }
  if (!cell.more.empty()) out += "<br>" + md(cell.more);
  if (cell.moved) out += " \u2192";
  return out;
}

void add_table(std::string& out, const Page& page) {
  out += "\n## " + std::string(word(Word::table, page.language)) + "\n\n";
  if (!page.table.rows.empty()) {
    out += "| " + std::string(word(Word::issue_column, page.language)) + " |";
    std::string rule = "| --- |";
    for (const Column& column : page.table.columns) {
      out += " " + md(column.party) + " |";
      rule += " --- |";
    }
    out += "\n" + rule + "\n";
    for (const Row& row : page.table.rows) {
      out += "| " + md(row.issue) + " |";
      for (const Cell& one : row.cells) out += " " + cell(one, page.language) + " |";
      out += "\n";
    }
    const auto sign = [&](std::string_view glyph, Word meaning) { return std::string(glyph) + " " + std::string(word(meaning, page.language)); };
    const std::string between(word(Word::semicolon, page.language));
    out += "\n" + sign("\u25CF", Word::accepts) + between + sign("\u25D0", Word::accepts_if) + between + sign("\u25CB", Word::rejects) + between +
           sign("?", Word::silent) + between + sign("\u2503", Word::red_line) + between + std::string(word(Word::legend_relayed_terminal, page.language)) +
           between + sign("\u2192", Word::legend_moved) + between + sign("\u2021", Word::legend_analyst) + "\n";
  }
  if (!page.table.quiet.empty()) out += "\n" + md(page.table.quiet) + "\n";
}

void add_gap(std::string& out, const Page& page) {
  if (!page.has_gap) return;
  out += "\n## " + std::string(word(Word::gap, page.language)) + "\n\n";
  for (const Line& count : page.gap.counts) out += "- " + md(count) + "\n";
  out += "\n### " + md(page.gap.clash_head) + "\n\n";
  add_items(out, page.gap.clashes);
  out += "\n### " + md(page.gap.opening_head) + "\n\n";
  add_items(out, page.gap.openings);
}

void add_drafts(std::string& out, const Page& page) {
  const Drafts& drafts = page.drafts;
  if (drafts.columns.empty()) return;
  out += "\n## " + std::string(word(Word::drafts, page.language)) + "\n\n" + std::string(word(Word::drafts_note, page.language)) + "\n\n| " +
         std::string(word(Word::issue_column, page.language)) + " |";
  std::string rule = "| --- |";
  for (const DraftColumn& column : drafts.columns) {
    out += " " + md(column.title) + " (" + md(column.date) + ") |";
    rule += " --- |";
  }
  out += "\n" + rule + "\n";
  for (const DraftRow& row : drafts.rows) {
    out += "| " + md(row.issue) + " |";
    for (const DraftCell& cell : row.cells) {
      out += " " + md(cell.words) + (cell.is_changed && cell.named ? " \u2192" : "");
      for (const DraftMark& mark : cell.marks)
        out += (&mark == &cell.marks.front() ? "<br>" : " ") + markdown_escape(mark.party) + " " + markdown_escape(standing_glyph(mark.standing));
      out += " |";
    }
    out += "\n";
  }
  out += "\n";
  add_items(out, drafts.items);
}

void add_quotations(std::string& out, const Page& page) {
  out += "\n## " + std::string(word(Word::quotations, page.language)) + "\n\n";
  if (page.quotes.empty()) out += std::string(word(Word::quotations_none, page.language)) + "\n";
  for (const QuoteEntry& quote : page.quotes) {
    out += "\\[" + std::to_string(quote.number) + "\\] " + md(quote.words) + " \u2014 " + md(quote.source) + " \u00B7 " + md(quote.place) + "\n\n";
  }
}

void add_sentences(std::string& out, const Sentences& section) {
  if (section.head.empty()) return;
  out += "\n## " + markdown_escape(section.head) + "\n\n";
  for (const Line& line : section.lines) out += md(line) + "\n\n";
  out += md(section.note) + "\n";
}

}  // namespace

std::string to_markdown(const study::Brief& brief, PageLanguage language) {
  const Page page = compose(brief, language);
  std::string out = "# " + markdown_escape(page.title) + "\n\n";
  const std::string colon(word(Word::colon, language));
  for (const Fact& fact : page.head) out += "- " + md(fact.name) + colon + md(fact.value) + "\n";
  out += "\n## " + std::string(word(Word::bottom, language)) + "\n\n";
  for (const Line& sentence : page.bottom) out += md(sentence) + "\n\n";
  if (!page.basis.empty()) out += md(page.basis) + "\n";
  add_list(out, Word::moved, page.moved_head, page.moved, language);
  add_table(out, page);
  add_gap(out, page);
  add_list(out, Word::claimed, {}, page.claims, language);
  add_drafts(out, page);
  add_sentences(out, page.end_states);
  add_list(out, Word::passing, {}, page.gates, language);
  add_list(out, Word::holding, {}, page.promises, language);
  add_sentences(out, page.kept);
  add_list(out, Word::contacts, {}, page.contacts, language);
  add_list(out, Word::commitments, {}, page.commitments, language);
  add_list(out, Word::watch, {}, page.watch, language);
  add_list(out, Word::unknown, {}, page.unknown, language);
  add_list(out, Word::flips, {}, page.flips, language);
  add_quotations(out, page);
  for (const Line& line : page.foot) out += md(line) + "\n\n";
  out.pop_back();
  return out;
}

}  // namespace locarno::brief
