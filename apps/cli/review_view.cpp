#include "review_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "brief/safe.hpp"

namespace locarno::cli {
namespace {
using brief::visible;

/// A stretch of the report to be marked, with the brackets put around it.
struct Mark { Span span; Style style; const char* open; const char* close; };

constexpr const char* content_open = "\u27E6";
constexpr const char* content_close = "\u27E7";

std::vector<Mark> marks_of(const Record& record, const read::Explanation& why, const Marking& marking) {
  std::vector<Mark> marks;
  if (!marking.parts.empty()) for (const Span part : marking.parts) marks.push_back({part, Style::content, content_open, content_close});
  else marks.push_back({marking.is_on ? marking.span : record.span, Style::content, content_open, content_close});
  if (record.speaker_mention) marks.push_back({record.speaker_mention->span, Style::speaker, "\u2039", "\u203A"});
  if (record.verb) marks.push_back({record.verb->span, Style::cue, "\u00AB", "\u00BB"});
  if (why.time) marks.push_back({why.time->span, Style::date, "\u27E8", "\u27E9"});
  for (const read::UsedRow& row : why.rows)
    if (row.use == "negation") marks.push_back({row.span, Style::negation, "\u00AC", ""});
  std::erase_if(marks, [](const Mark& mark) { return mark.span.empty(); });
  return marks;
}

/// The style of a byte: the innermost mark's.
Style style_at(const std::vector<Mark>& marks, std::uint32_t at, Style otherwise) {
  const Mark* best = nullptr;
  for (const Mark& mark : marks)
    if (mark.span.contains(at) && (best == nullptr || mark.span.size() <= best->span.size())) best = &mark;
  return best == nullptr ? otherwise : best->style;
}

/// One block as a line with styles; begins and ends of marks get their brackets.
Line styled(const Document& document, Span block, const std::vector<Mark>& marks, Style otherwise) {
  std::vector<std::uint32_t> bounds{block.begin, block.end};
  for (const Mark& mark : marks)
    for (const std::uint32_t at : {mark.span.begin, mark.span.end})
      if (block.begin < at && at < block.end) bounds.push_back(at);
  std::sort(bounds.begin(), bounds.end());
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  Line line;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    const std::uint32_t at = bounds[i];
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
      if (mark->span.end == at && mark->span.begin >= block.begin) line.push_back({mark->style, mark->close});
    for (const Mark& mark : marks)
      if (mark.span.begin == at && at < block.end) line.push_back({mark.style, mark.open});
    if (i + 1 < bounds.size()) line.push_back({style_at(marks, at, otherwise), visible(words_shown(document, {at, bounds[i + 1]}))});
  }
  return line;
}

bool holds_content(const Line& line) {
  return std::any_of(line.begin(), line.end(), [](const Piece& p) { return p.style == Style::content && !p.words.empty(); });
}

std::string date_words(const Record& r) {
  if (!r.date) return "undated";
  return fmt::format("{} ({}{})", to_string(*r.date), to_string(r.date_basis), r.date_inferred ? ", year inferred" : "");
}

std::string joined(const std::vector<std::string>& list, const char* between) {
  std::string out;
  for (const std::string& one : list) out += (out.empty() ? "" : between) + one;
  return out;
}

}  // namespace

std::vector<Line> raw_text(const Document& document, const Record& record, const read::Explanation& why, const Marking& marking,
                           std::size_t columns, std::size_t rows) {
  const std::vector<Mark> marks = marks_of(record, why, marking);
  std::vector<Line> lines;
  std::size_t first = std::numeric_limits<std::size_t>::max(), last = 0;
  for (const Block& block : document.blocks) {
    // far away blocks cannot come into sight: each takes a line at least
    const std::uint32_t reach = static_cast<std::uint32_t>(rows * columns * 4 + 200);
    if (block.span.end + reach < record.span.begin || record.span.end + reach < block.span.begin) continue;
    const bool is_here = block.span.overlaps(record.span);
    for (Line& line : wrapped(styled(document, block.span, marks, is_here ? Style::plain : Style::dim), columns)) {
      if (is_here && holds_content(line)) {
        first = std::min(first, lines.size());
        last = lines.size();
      }
      lines.push_back(std::move(line));
    }
    lines.push_back({});
  }
  if (lines.size() <= rows) return lines;
  if (first > last) first = last;
  const std::size_t middle = (first + last) / 2;
  std::size_t begin = middle > rows / 2 ? middle - rows / 2 : 0;
  if (last - first >= rows) begin = first;
  begin = std::min(begin, lines.size() - rows);
  return {lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(begin + rows)};
}

std::vector<Line> labels_of(const study::ReviewDesk& desk, const study::QueueEntry& entry, std::size_t columns, std::size_t rows) {
  const ledger::Reviewed& one = desk.records[entry.record];
  const Record& r = one.record;
  std::vector<Line> lines;
  const auto add = [&](const char* label, const std::string& words, Style style = Style::plain) {
    for (Line& line : wrapped({{Style::dim, fmt::format("{:<9}", label)}, {style, visible(words)}}, columns)) lines.push_back(std::move(line));
  };
  add("speaker", fmt::format("{} [{}]{}{}", r.speaker, r.speaker_party, r.speaker_role.empty() ? "" : ", " + r.speaker_role,
                             r.is_new_name ? "  (new name)" : ""), Style::bold);
  if (!r.via.empty()) add("via", joined(r.via, " < "));
  add("says", fmt::format("{} {}{}{}{}", r.issue, to_string(r.stance), r.negated ? "  NOT (negated)" : "",
                          r.stance_holder.empty() ? "" : " of " + r.stance_holder, r.issues_other.empty() ? "" : "; also " + joined(r.issues_other, ", ")),
      Style::bold);
  if (r.stance_if) add("if", desk.words(r, r.stance_if->span));
  add("when", fmt::format("{}; {}, quote {}{}", date_words(r), to_string(r.kind), to_string(r.quote_type),
                          r.hedge == Hedge::none ? "" : fmt::format(", {}", to_string(r.hedge))));
  if (!r.participants.empty() || r.due) add("with", joined(r.participants, ", ") + (r.due ? " due " + to_string(*r.due) : ""));
  for (const study::QueueReason& reason : entry.reasons)
    add("why here", fmt::format("{}: {}", to_string(reason.cause), reason.words), reason.cause <= study::QueueCause::contradiction ? Style::warning : Style::plain);
  if (!one.parents.empty()) add("from", joined(one.parents, ", "));
  if (!one.replaced_by.empty()) add("became", joined(one.replaced_by, ", "));
  for (auto d = desk.decisions.rbegin(); d != desk.decisions.rend(); ++d)
    if (std::find(one.decisions.begin(), one.decisions.end(), d->number) != one.decisions.end())
      add("decided", fmt::format("{} {} {} by {}: {}", d->action, d->field, d->value, d->who, d->reason));
  if (lines.size() > rows) {
    lines.resize(rows);
    if (rows > 0) lines.back().push_back({Style::dim, " ..."});
  }
  return lines;
}

Line queue_line(const study::ReviewDesk& desk, const study::QueueEntry& entry, bool is_marked, std::size_t columns) {
  const Record& r = desk.records[entry.record].record;
  const char* state = r.review == ReviewState::accepted ? "+" : r.review == ReviewState::rejected ? "x" : r.review == ReviewState::edited ? "*" : " ";
  if (!desk.records[entry.record].replaced_by.empty()) state = "/";
  const std::string cause(entry.reasons.empty() ? std::string_view() : to_string(entry.reasons.front().cause));
  const std::string head = fmt::format("{}{} {:<14} {:<8} {:<20} {:<9} ", is_marked ? "m" : " ", state, cause,
                                       brief::shorten(visible(r.speaker_party), 8), brief::shorten(visible(r.issue), 20), to_string(r.stance));
  return clipped({{Style::plain, head + visible(desk.words(r, r.span))}}, columns);
}

Line legend() {
  return {{Style::content, "\u27E6words\u27E7"}, {Style::plain, " "}, {Style::speaker, "\u2039speaker\u203A"}, {Style::plain, " "},
          {Style::cue, "\u00ABcue\u00BB"}, {Style::plain, " "}, {Style::date, "\u27E8time\u27E9"}, {Style::plain, " "},
          {Style::negation, "\u00ACnegation"}};
}

std::vector<Line> help_lines() {
  static const std::vector<std::pair<const char*, const char*>> keys{
      {"j k, arrows", "next, previous record; PgUp PgDn ten at a time, g G first and last"},
      {"a", "accept: the record is right as it stands"},
      {"e", "edit span: arrows move an end by clauses, Tab takes the other end, , and . move it by characters"},
      {"l", "relabel: choose a field, type what it should hold"},
      {"s", "split: arrows move the cut, Space adds one more, Enter splits"},
      {"m", "merge: m on one record, m on the other; the first gives the labels"},
      {"r", "reject: type the reason"},
      {"u", "undo your last decision; undoing an undo: locarno review undo NUMBER"},
      {"/", "filter: words that must stand in text, speaker, issue, reasons; empty shows all"},
      {"v", "show decided records too, or only those that wait"},
      {"Tab", "more room for the text, or for the list"},
      {"?", "this page"},
      {"q", "leave; everything decided is kept at once"}};
  std::vector<Line> lines{{{Style::title, " Keys "}}, {}};
  for (const auto& [key, what] : keys) lines.push_back({{Style::bold, fmt::format("  {:<12} ", key)}, {Style::plain, what}});
  lines.push_back({});
  lines.push_back({{Style::plain, "  In the list: + accepted, * edited, x rejected, / split or merged, m marked for merging"}});
  lines.push_back({});
  Line brackets = legend();
  brackets.insert(brackets.begin(), {Style::plain, "  In the text: "});
  lines.push_back(std::move(brackets));
  lines.push_back({});
  lines.push_back({{Style::dim, "  any key goes back"}});
  return lines;
}

}  // namespace locarno::cli
