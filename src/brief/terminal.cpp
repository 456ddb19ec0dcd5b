// The page on a terminal, and the parts of it that have a command of their own.
#include <algorithm>

#include "brief/brief_page.hpp"
#include "brief/composer.hpp"
#include "brief/draft_marks.hpp"
#include "brief/page.hpp"
#include "brief/safe.hpp"
#include "brief/term.hpp"

namespace locarno::brief {
namespace {

std::string_view glyph_of(StanceValue value) {
  switch (value) {
    case StanceValue::accepts: return "\u25CF";
    case StanceValue::accepts_if: return "\u25D0";
    case StanceValue::rejects: return "\u25CB";
    case StanceValue::silent: break;
  }
  return "?";
}

std::string padded(std::string text, std::size_t to) {
  const std::size_t have = columns(text);
  if (have < to) text.append(to - have, ' ');
  return text;
}

void write_items(TermWriter& to, const std::vector<Item>& items) {
  for (const Item& item : items) {
    to.line(item.line, "- ");
    for (const Line& under : item.under) to.line(under, "    ");
  }
}

void write_list(TermWriter& to, Word head, const Line& beside, const std::vector<Item>& items) {
  if (items.empty()) return;
  to.heading(word(head, to.language), beside);
  write_items(to, items);
}

/// One party's glyphs on one issue: bar for a red line, (o) for what only another says, arrow for moved.
std::string signs(const Cell& cell) {
  std::string out = cell.red_line ? "\u258C" : " ";
  if (cell.positions.empty()) out += "?";
  for (const Position& position : cell.positions) {
    const std::string glyph(glyph_of(position.value));
    out += position.first_hand ? glyph : "(" + glyph + ")";
    if (position.is_analyst) out += "\u2021";
  }
  if (cell.moved) out += "\u2192";
  return out;
}

Line issue_line(const Row& row) {
  Line line = row.issue;
  for (Piece& piece : line) piece.kind = Piece::Kind::strong;
  return line;
}

Line position_line(const Column& column, const Position& position, PageLanguage language) {
  Line line = column.party + plain(word(Word::colon, language)) + position.full;
  if (position.is_analyst) line += plain(" \u2021");
  Line meta = position.date;
  if (position.is_stale) meta += plain(" ") + plain(word(Word::old, language));
  if (!position.via.empty()) meta += plain(word(Word::comma, language)) + position.via;
  line += fill(Word::in_brackets, language, {meta});
  for (const int number : position.numbers) line.push_back(Piece{Piece::Kind::cite, "[" + std::to_string(number) + "]", number, Language::unknown});
  return line;
}

void write_matrix(TermWriter& to, const Table& table) {
  std::size_t name_columns = 8;
  for (const Row& row : table.rows) {
    std::string name;
    for (const Piece& piece : row.issue) name += piece.text;
    name_columns = std::max(name_columns, columns(name) + 1);
  }
  name_columns = std::min<std::size_t>(name_columns, to.width / 3);
  std::size_t cell_columns = 6;
  for (const Row& row : table.rows) {
    for (const Cell& cell : row.cells) cell_columns = std::max(cell_columns, columns(signs(cell)) + 1);
  }
  const std::size_t per_block = std::max<std::size_t>(1, (to.width - name_columns) / cell_columns);
  for (std::size_t first = 0; first < table.columns.size(); first += per_block) {
    const std::size_t last = std::min(table.columns.size(), first + per_block);
    std::string head = padded("", name_columns);
    for (std::size_t at = first; at < last; ++at) head += padded(" " + shorten(table.columns[at].id, cell_columns - 2), cell_columns);
    to.line(plain(head));
    for (const Row& row : table.rows) {
      std::string name;
      for (const Piece& piece : row.issue) name += piece.text;
      std::string text = padded(shorten(name, name_columns - 1), name_columns);
      for (std::size_t at = first; at < last; ++at) text += padded(signs(row.cells[at]), cell_columns);
      while (text.ends_with(' ')) text.pop_back();
      to.out += text + "\n";
    }
  }
}

void write_details(TermWriter& to, const Table& table) {
  for (const Row& row : table.rows) {
    to.blank();
    to.line(issue_line(row));
    std::vector<Line> silent;
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      const Cell& cell = row.cells[at];
      if (cell.positions.empty()) silent.push_back(table.columns[at].party);
      for (const Position& position : cell.positions) {
        const std::string bar = cell.red_line ? "\u258C" : " ";
        const std::string glyph(glyph_of(position.value));
        const std::string head = bar + (position.first_hand ? " " + glyph + " " : "(" + glyph + ")") + " ";
        to.line(position_line(table.columns[at], position, to.language) + (cell.moved ? plain(" \u2192") : Line{}), head);
      }
    }
    if (!silent.empty()) {
      to.line(fill(Word::silent, to.language) + plain(word(Word::colon, to.language)) + joined(silent, word(Word::comma, to.language)), "  ? ");
    }
  }
}

void write_legend(TermWriter& to, int stale_after_days) {
  const auto sign = [&](std::string_view glyph, Word meaning) { return plain(glyph) + plain(" ") + fill(meaning, to.language); };
  const std::vector<Line> entries{sign("\u25CF", Word::accepts), sign("\u25D0", Word::accepts_if), sign("\u25CB", Word::rejects),
                                  sign("?", Word::silent), sign("\u258C", Word::red_line), fill(Word::legend_relayed_terminal, to.language),
                                  sign("\u2192", Word::legend_moved), sign("\u2021", Word::legend_analyst),
                                  fill(Word::legend_old, to.language, {plain(std::to_string(stale_after_days))})};
  to.line(note(word(Word::legend, to.language)) + plain(word(Word::colon, to.language)) + joined(entries, word(Word::semicolon, to.language)));
}

void write_table(TermWriter& to, const study::Brief& brief, const Page& page) {
  to.heading(word(Word::table, to.language));
  if (!page.table.rows.empty()) {
    write_matrix(to, page.table);
    write_legend(to, brief.the_case->operator->()->stale_after_days);
    write_details(to, page.table);
  }
  if (!page.table.quiet.empty()) to.line(page.table.quiet);
}

void write_bars(TermWriter& to, const Line& head, const std::vector<Bar>& bars) {
  if (bars.empty()) return;
  to.blank();
  to.line(head);
  const std::size_t longest = std::min<std::size_t>(40, to.width - 30);
  for (const Bar& bar : bars) {
    std::string drawn;
    const auto filled = static_cast<std::size_t>(bar.strict_share * static_cast<double>(longest));
    const auto all = std::max<std::size_t>(1, static_cast<std::size_t>(bar.open_share * static_cast<double>(longest)));
    for (std::size_t at = 0; at < std::max(all, filled); ++at) drawn += at < filled ? "\u2588" : "\u2591";
    to.line(bar.name);
    to.line(plain(drawn + " " + bar.open_text + (bar.strict_text.empty() ? "" : " | " + bar.strict_text)), "  ");
  }
}

void write_gap(TermWriter& to, const Page& page) {
  if (!page.has_gap) return;
  const Gap& gap = page.gap;
  to.heading(word(Word::gap, to.language));
  for (const Line& count : gap.counts) to.line(count);
  to.blank();
  to.line(gap.clash_head);
  write_items(to, gap.clashes);
  to.blank();
  to.line(gap.opening_head);
  write_items(to, gap.openings);
  write_bars(to, gap.strip_head, gap.bars);
  write_bars(to, gap.relaxed_head, gap.relaxed);
}

void write_quotations(TermWriter& to, const Page& page) {
  to.heading(word(Word::quotations, to.language));
  if (page.quotes.empty()) to.line(fill(Word::quotations_none, to.language));
  for (const QuoteEntry& quote : page.quotes) {
    const std::string head = padded("[" + std::to_string(quote.number) + "]", page.quotes.size() > 99 ? 6 : 5);
    to.line(quote.words, head);
    to.line(quote.source, std::string(head.size(), ' '));
    to.line(quote.place, std::string(head.size(), ' '));
  }
}

std::string marks(const std::vector<DraftMark>& marks) {
  std::string out;
  for (const DraftMark& mark : marks) out += (out.empty() ? "" : "  ") + mark.party + " " + std::string(standing_glyph(mark.standing));
  return out;
}

void write_draft_rows(TermWriter& to, const Drafts& drafts) {
  for (const DraftRow& row : drafts.rows) {
    to.blank();
    Line issue = row.issue;
    for (Piece& piece : issue) piece.kind = Piece::Kind::strong;
    to.line(issue);
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      const DraftCell& cell = row.cells[at];
      if (!cell.named) continue;
      Line line = drafts.columns[at].title + plain(word(Word::colon, to.language)) + cell.words;
      if (!cell.marks.empty()) line += plain("   " + marks(cell.marks));
      to.line(line, cell.is_changed ? "  \u2192 " : "    ");
    }
  }
}

void write_drafts(TermWriter& to, const Page& page) {
  const Drafts& drafts = page.drafts;
  if (drafts.columns.empty()) return;
  to.heading(word(Word::drafts, to.language));
  to.line(note(word(Word::drafts_note, to.language)));
  for (const DraftColumn& column : drafts.columns) {
    std::vector<Line> facts{column.date};
    if (!column.by.empty()) facts.push_back(column.by);
    for (const Fact& fact : column.facts) facts.push_back(fact.name + plain(" ") + fact.value);
    to.line(column.title + plain(word(Word::colon, to.language)) + joined(facts, word(Word::semicolon, to.language)), "- ");
  }
  const auto sign = [&](study::Standing standing) { return plain(standing_glyph(standing)) + plain(" ") + fill(standing_word(standing), to.language); };
  using study::Standing;
  to.line(note(word(Word::legend, to.language)) + plain(word(Word::colon, to.language)) +
          joined({sign(Standing::accepted), sign(Standing::conditional), sign(Standing::rejected), sign(Standing::open), sign(Standing::silent),
                  plain("\u2192 ") + fill(Word::draft_changed_short, to.language), fill(Word::draft_legend_bracket, to.language)},
                 word(Word::semicolon, to.language)));
  write_draft_rows(to, drafts);
  to.blank();
  write_items(to, drafts.items);
}

/// The quotations that stand behind a part shown alone.
void write_head(TermWriter& to, const Page& page) {
  to.line(strong(page.title) + plain("  ") + note(page.kicker));
  for (const Fact& fact : page.head) to.line(fact.name + plain(word(Word::colon, to.language)) + fact.value);
}

void write_sentences(TermWriter& to, const Sentences& section) {
  if (section.head.empty()) return;
  to.heading(section.head);
  for (const Line& line : section.lines) to.line(line);
  to.line(section.note);
}

}  // namespace

std::string to_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width) {
  const Page page = compose(brief, language);
  TermWriter to(language, color, width);
  write_head(to, page);
  to.heading(word(Word::bottom, language));
  for (const Line& sentence : page.bottom) to.line(sentence);
  if (!page.basis.empty()) to.line(page.basis);
  write_list(to, Word::moved, page.moved_head, page.moved);
  write_table(to, brief, page);
  write_gap(to, page);
  write_list(to, Word::claimed, {}, page.claims);
  write_drafts(to, page);
  write_sentences(to, page.end_states);
  write_list(to, Word::passing, {}, page.gates);
  write_list(to, Word::holding, {}, page.promises);
  write_sentences(to, page.kept);
  write_list(to, Word::contacts, {}, page.contacts);
  write_list(to, Word::commitments, {}, page.commitments);
  write_list(to, Word::watch, {}, page.watch);
  write_list(to, Word::unknown, {}, page.unknown);
  write_list(to, Word::flips, {}, page.flips);
  write_quotations(to, page);
  to.blank();
  for (const Line& line : page.foot) to.line(line);
  return std::move(to.out);
}

std::string stances_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width) {
  const Page page = compose(brief, language);
  TermWriter to(language, color, width);
  write_head(to, page);
  write_table(to, brief, page);
  write_quotations(to, page);
  return std::move(to.out);
}

std::string moves_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width) {
  const Page page = compose(brief, language);
  TermWriter to(language, color, width);
  write_head(to, page);
  write_list(to, Word::moved, page.moved_head, page.moved);
  return std::move(to.out);
}

std::string settle_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width) {
  const Page page = compose(brief, language);
  TermWriter to(language, color, width);
  write_head(to, page);
  if (page.has_gap) write_gap(to, page);
  else for (const Line& sentence : page.bottom) to.line(sentence);
  return std::move(to.out);
}

std::string drafts_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width) {
  const Page page = compose(brief, language);
  TermWriter to(language, color, width);
  write_head(to, page);
  if (page.drafts.columns.empty()) to.line(fill(Word::drafts_none, language));
  if (!brief.later_drafts.empty()) {
    std::vector<Line> later;
    for (const std::string& id : brief.later_drafts) later.push_back(plain(visible(id)));
    to.line(fill(Word::drafts_later, language, {joined(later, word(Word::comma, language))}));
  }
  if (page.drafts.columns.empty()) return std::move(to.out);
  write_drafts(to, page);
  for (const auto& [head, items] : compose_draft_points(Composer(brief, language))) {
    to.blank();
    to.line(head);
    write_items(to, items);
  }
  write_quotations(to, page);
  return std::move(to.out);
}

namespace {

std::string kind_in_words(const std::string& kind, PageLanguage language) {
  static constexpr std::pair<std::string_view, Word> names[] = {
      {"uncited", Word::lint_uncited}, {"single_source", Word::lint_single_source}, {"relayed_only", Word::lint_relayed_only},
      {"narrated_only", Word::lint_narrated_only}, {"stale", Word::lint_stale}, {"undated", Word::lint_undated},
      {"analyst_only", Word::lint_analyst_only}};
  for (const auto& [name, id] : names) {
    if (name == kind) return std::string(word(id, language));
  }
  return visible(kind);
}

}  // namespace

std::string lint_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width) {
  TermWriter to(language, color, width);
  if (brief.lint.empty()) {
    to.line(fill(Word::lint_none, language));
    return std::move(to.out);
  }
  to.line(strong(word(Word::lint, language)) + plain(word(Word::colon, language)) + fill(Word::lint_count, language, {plain(std::to_string(brief.lint.size()))}));
  for (const study::LintFinding& finding : brief.lint) {
    to.line(strong(kind_in_words(finding.kind, language)) + plain(word(Word::colon, language)) + foreign(finding.where) +
                plain(" \u2014 ") + foreign(finding.what), "- ");
  }
  return std::move(to.out);
}

}  // namespace locarno::brief
