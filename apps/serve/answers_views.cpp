// One issue's course, who speaks for whom, contacts, assumptions.
#include "brief/views_json.hpp"
#include "routes.hpp"

namespace locarno::serve {
namespace {

Result<std::shared_ptr<const study::Brief>> page_of(const Ask& ask) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  return brief_of(ask, question);
}

Result<Response> ladder(const Ask& ask) {
  LOC_TRY(const auto page, page_of(ask));
  const IssueId issue = page->the_case->issue(ask.target.value("issue"));
  if (issue.is_none()) return fail(ErrorCode::not_found, "there is no issue '" + std::string(ask.target.value("issue").substr(0, 60)) + "'", "issue");
  return json_response(brief::ladder_json(*ask.shelf, *page, issue, study::ladder(*ask.shelf, *page, issue)));
}

Result<Response> relays(const Ask& ask) {
  LOC_TRY(const auto page, page_of(ask));
  return json_response(brief::voices_json(*page, study::voices(*page)));
}

Result<Response> contacts(const Ask& ask) {
  LOC_TRY(const auto page, page_of(ask));
  return json_response(brief::meetings_json(*ask.shelf, *page, study::meetings(*page, ask.shelf->base->codebook)));
}

Result<Response> assumptions(const Ask& ask) { return json_response(brief::assumptions_json(*ask.shelf)); }

}  // namespace

void add_view_routes(Rows& rows) {
  rows.insert(rows.end(), {
    {"GET", "ladder", true, ladder, "how did each party's position on one issue go? (F)", "`issue`",
     "`{issue, ordered, options[] (ids), parties[] {party, steps[] {from, until, values {option: stance}, first_hand {option}}, dots[] {record, date, option, value, is_named, "
     "provenance, first_hand, text, speaker}, red_lines[] (ids)}}`; `from` null: from the beginning"},
    {"GET", "relays", true, relays, "who speaks for whom? (F)", "",
     "`{arcs[] {party, speaker, relays[], outlet, provenance, count, records[]}, shares[] {party, records, first_hand, relayed, narrated, only_relayed_cells[] {issue, option, via[]}}}`"},
    {"GET", "contacts", true, contacts, "who met whom, and when last? (F)", "",
     "`{contacts[] {records[], parties[], participants[], state: held|planned|denied, was_planned, date {first, last}, location, channel, duration, text}, pairs[] {a, b, held, planned, "
     "denied, last, days_since}}`"},
    {"GET", "assumptions", true, assumptions, "what has the analyst set, and on what source?", "", "`{assumptions[] {kind, party, issue, what, source_note, where, from, until}}`"},
  });
}

}  // namespace locarno::serve
