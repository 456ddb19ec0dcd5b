#pragma once
// locarno/brief/brief_page.hpp -- the one page, in the four forms it is handed over in.
//
// Question   A study::Brief (plain data: what was read, what follows from it) and the language of the page.
// Answer     The page as HTML (one self-contained file, no script, no network), as terminal text, as Markdown for
//            pasting, and as JSON (docs/brief.md lists the keys). Same order, same numbering, in English and Chinese.
// Rules      No number without its denominator; no claim without a quotation or "We assess"; relayed words differ in
//            shape, not only in colour; silence is shown as silence. Nothing from a report is trusted: it is escaped,
//            its control characters are shown, its direction marks are isolated.
// Certainty  prints, never computes a verdict: every count is the Brief's own or a tally of its rows.
// Cost       linear in the size of the Brief; deterministic: same Brief, same bytes.
// Threads    pure.
// Tested by  tests/brief/*_test.cpp, tests/golden/brief/
//
// Precondition of all: brief.the_case is not null.
#include <string>
#include <vector>

#include "model/language.hpp"
#include "study/brief.hpp"

namespace locarno::brief {

/// The page as one HTML file.
std::string to_html(const study::Brief& brief, PageLanguage language);

/// The page as text for a terminal of `width` columns (East Asian wide characters count two; at least 40 are assumed).
/// With `color` false there is no escape sequence in it.
std::string to_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width);

/// The page as Markdown, for pasting.
std::string to_markdown(const study::Brief& brief, PageLanguage language);

/// The page's data as one JSON object, keys sorted, two-space indent, newline at the end. Counts above 2^53 are decimal
/// strings; offsets are code points.
std::string to_json(const study::Brief& brief);

/// Some of the page's data: what stands at its head, and of the lists only those named (documents, stances, moves, zone, red_lines, clashes,
/// openings, gates, promises, claims, watch, contacts, commitments, lint, quotations; another name is no error and adds nothing).
/// Of a list of record ids the first `most_evidence` stand there (0 = all) and `evidence_total` beside it; the quotations are then those of the
/// ids that stand there. One line.
struct PartQuestion {
  std::vector<std::string> lists;
  std::size_t most_evidence = 0;
};
std::string part_json(const study::Brief& brief, const PartQuestion& question);

// The parts that have a command of their own: locarno stances | moves | settle | draft, and brief --lint.
std::string stances_json(const study::Brief& brief);
std::string stances_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width);
std::string moves_json(const study::Brief& brief);
std::string moves_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width);
std::string settle_json(const study::Brief& brief);
std::string settle_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width);
std::string drafts_json(const study::Brief& brief);
std::string drafts_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width);
std::string lint_json(const study::Brief& brief);
std::string lint_terminal(const study::Brief& brief, PageLanguage language, bool color, unsigned width);

}  // namespace locarno::brief
