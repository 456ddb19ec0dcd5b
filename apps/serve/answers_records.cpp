// Reports and records: what the reader and the evidence drawer show.
#include "brief/shelf_json.hpp"
#include "routes.hpp"

namespace locarno::serve {
namespace {

constexpr std::size_t most_at_once = 500;

Result<study::RecordQuery> query_of(const Ask& ask) {
  study::RecordQuery query;
  const Target& target = ask.target;
  query.ids = target.list("ids");
  query.party = target.value("party");
  query.issue = target.value("issue");
  query.document = target.value("document");
  query.words = target.value("q");
  if (const std::string_view kind = target.value("kind"); !kind.empty()) {
    query.kind = parse_record_kind(kind);
    if (!query.kind) return fail(ErrorCode::bad_use, "expected statement, stance, contact or commitment", "kind");
  }
  if (const std::string_view review = target.value("review"); !review.empty()) {
    query.review = parse_review_state(review);
    if (!query.review) return fail(ErrorCode::bad_use, "expected proposed, accepted, edited or rejected", "review");
  }
  LOC_TRY(query.from, day_of(target, "from"));
  LOC_TRY(query.to, day_of(target, "to"));
  LOC_TRY(query.as_of, day_of(target, "as_of"));
  LOC_TRY(query.filter, filter_of(target));
  LOC_TRY(query.offset, number_of(target, "offset", 0, 100'000'000));
  LOC_TRY(query.limit, number_of(target, "limit", query.ids.empty() ? 100 : most_at_once, most_at_once));
  return query;
}

Result<Response> records(const Ask& ask) {
  LOC_TRY(const study::RecordQuery query, query_of(ask));
  return json_response(brief::records_json(*ask.shelf, study::find_records(*ask.shelf, query), query.offset));
}

Result<Response> commitments(const Ask& ask) {
  LOC_TRY(study::RecordQuery query, query_of(ask));
  query.kind = RecordKind::commitment;
  return json_response(brief::records_json(*ask.shelf, study::find_records(*ask.shelf, query), query.offset));
}

Result<Response> documents(const Ask& ask) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  LOC_TRY(const auto page, brief_of(ask, question));
  return json_response(brief::documents_json(*ask.shelf, *page, question.filter));
}

Result<Response> document(const Ask& ask) {
  study::PageQuestion whole;
  whole.end_states = true;   // the page the other views ask for: one is worked out for all
  LOC_TRY(const auto page, brief_of(ask, whole));
  std::string found = brief::document_json(*ask.shelf, *page, ask.parts[0]);
  if (found.empty()) return fail(ErrorCode::not_found, "there is no report '" + ask.parts[0].substr(0, 60) + "'");
  return json_response(std::move(found));
}

}  // namespace

void add_record_routes(Rows& rows) {
  const char* record_keys =
      "`{total, offset, records[]}`; a record has the fields of `locarno read --json` ([records.md](records.md)) and `words` (as a reader sees them), `version`, "
      "`outlet`, `relays[]`, `provenance`, `first_hand`, `said_on`, `published`, `title`, `language`, `speaker_name {en, zh}`, `citation`";
  rows.insert(rows.end(), {
    {"GET", "records", true, records, "which words is it read from? (F)",
     "`ids=A,B` (their order is kept), `party`, `issue`, `kind`, `document`, `review`, `q`, `from`, `to`, `offset`, `limit` (at most 500)", record_keys},
    {"GET", "commitments", true, commitments, "what did somebody undertake? (F)", "as `records`", "as `records`"},
    {"GET", "documents", true, documents, "which reports? (F)", "",
     "`{total, documents[] {id, doc, title, outlet, languages[], published, published_basis, published_inferred, published_why, records, copy_of, notes[]}}`"},
    {"GET", "documents/{id}", true, document, "one report, for reading", "",
     "the same, `text` (decoded), `blocks[] {role, is_article, char_start, char_end, language, continues, why, runs[] {c0, c1, t}}`, `records[]`, `copies[]`; runs are what is "
     "seen: `t` of another length than `c1 - c0` stands for a reference or a break"},
  });
}

}  // namespace locarno::serve
