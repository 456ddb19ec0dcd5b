// The ledger: what is kept, what was done, whether it is whole; words in the reports; and what may be handed on: the page's
// data, the records and what was decided, without who decided it or why, and without a path of this machine.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "brief/brief_page.hpp"
#include "brief/safe.hpp"
#include "brief/shelf_json.hpp"
#include "brief/why_json.hpp"
#include "routes.hpp"

namespace locarno::serve {
namespace {
using nlohmann::json;

std::string printed(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"; }
json text(const std::string& words) { return brief::valid_utf8(words); }

Result<Response> counts(const Ask& ask) {
  json out;
  LOC_CHECK(ask.house.bench->look([&](const study::ReviewDesk& desk) -> Result<void> {
    LOC_TRY(const ledger::Counts counts, desk.ledger->counts());
    out = {{"documents", counts.documents}, {"records", counts.records}, {"decisions", counts.decisions}, {"audit", counts.audit}, {"last_hash", counts.last_hash}};
    return {};
  }));
  return json_response(printed(out));
}

Result<Response> audit(const Ask& ask) {
  LOC_TRY(const std::size_t offset, number_of(ask.target, "offset", 0, 100'000'000));
  LOC_TRY(const std::size_t limit, number_of(ask.target, "limit", 100, 1000));
  json rows = json::array();
  std::size_t total = 0;
  LOC_CHECK(ask.house.bench->look([&](const study::ReviewDesk& desk) -> Result<void> {
    LOC_TRY(const auto entries, desk.ledger->audit());
    total = entries.size();
    for (std::size_t i = offset; i < total && rows.size() < limit; ++i) {   // newest first
      const ledger::AuditEntry& entry = entries[total - 1 - i];
      rows.push_back({{"number", entry.number}, {"what", text(entry.what)}, {"body", text(entry.body)}, {"previous", entry.previous}, {"hash", entry.hash}});
    }
    return {};
  }));
  return json_response(printed({{"total", total}, {"offset", offset}, {"audit", rows}}));
}

Result<Response> verify(const Ask& ask) {
  json findings = json::array();
  LOC_CHECK(ask.house.bench->look([&](const study::ReviewDesk& desk) -> Result<void> {
    for (const Result<void>& result : {desk.ledger->integrity_check(), desk.ledger->verify_audit()}) {
      if (result) continue;
      if (result.error().code != ErrorCode::bad_input) return Failure(result.error());
      findings.push_back(text(result.error().what));
    }
    return {};
  }));
  return json_response(printed({{"whole", findings.empty()}, {"findings", findings}}));
}

Result<Response> decisions(const Ask& ask) {
  LOC_TRY(const std::size_t offset, number_of(ask.target, "offset", 0, 100'000'000));
  LOC_TRY(const std::size_t limit, number_of(ask.target, "limit", 100, 1000));
  std::string rows = "[";
  std::size_t total = 0;
  LOC_CHECK(ask.house.bench->look([&](const study::ReviewDesk& desk) -> Result<void> {
    total = desk.decisions.size();
    for (std::size_t i = offset; i < total && i < offset + limit; ++i)
      rows += (i > offset ? ",\n" : "") + brief::decision_json(desk.decisions[total - 1 - i]);
    return {};
  }));
  return json_response("{\"decisions\":" + rows + "],\"offset\":" + std::to_string(offset) + ",\"total\":" + std::to_string(total) + "}\n");
}

Result<Response> search(const Ask& ask) {
  LOC_TRY(const std::size_t limit, number_of(ask.target, "limit", 50, 500));
  const std::string query(ask.target.value("q"));
  json rows = json::array();
  std::int64_t searched = 0;
  bool has_more = false;
  LOC_CHECK(ask.house.bench->look([&](const study::ReviewDesk& desk) -> Result<void> {
    LOC_TRY(auto hits, desk.ledger->search(query, limit + 1));
    LOC_TRY(const ledger::Counts counts, desk.ledger->counts());
    searched = counts.documents;
    has_more = hits.size() > limit;
    if (has_more) hits.pop_back();
    for (const ledger::Hit& hit : hits)
      rows.push_back({{"doc", text(hit.doc)}, {"document", hit.document}, {"role", to_string(hit.role)}, {"char_start", hit.char_start}, {"char_end", hit.char_end},
                      {"before", text(hit.before)}, {"match", text(hit.match)}, {"after", text(hit.after)}});
    return {};
  }));
  return json_response(printed({{"query", query}, {"searched", searched}, {"more", has_more}, {"hits", rows}}));
}

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

/// Who looked at it and the words he gave for it stay here; that a person decided, and what, goes along.
json decisions_of(const study::ReviewDesk& desk) {
  json out = json::array();
  for (const ledger::Decision& d : desk.decisions)
    out.push_back({{"number", d.number}, {"record", d.record}, {"action", d.action}, {"field", d.field}, {"value", d.value}});
  return out;
}

Result<Response> share_safe(const Ask& ask) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  LOC_TRY(const auto page, brief_of(ask, question));
  study::Brief shown = *page;
  shown.version = ask.house.program;
  json decisions;
  LOC_CHECK(ask.house.bench->look([&](const study::ReviewDesk& desk) -> Result<void> {
    decisions = decisions_of(desk);
    return {};
  }));
  study::RecordQuery query;
  query.filter = question.filter;
  query.as_of = question.as_of;
  query.limit = ask.shelf->records.size();
  Response response = json_response("{\"format\":\"locarno-share-1\",\"brief\":" + trimmed(brief::to_json(shown)) + ",\"case\":" + trimmed(brief::case_json(*ask.shelf, *page)) +
                                    ",\"decisions\":" + decisions.dump(-1, ' ', false, json::error_handler_t::replace) +
                                    ",\"records\":" + trimmed(brief::records_json(*ask.shelf, study::find_records(*ask.shelf, query), 0)) + "}\n");
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"locarno-share.json\"");
  return response;
}

}  // namespace

void add_ledger_routes(Rows& rows) {
  rows.insert(rows.end(), {
    {"GET", "search", true, search, "where do these words stand in the reports?", "`q` (words, \"words together\", begin*), `limit`",
     "`{query, searched (reports), more, hits[] {doc, document, role, char_start, char_end, before, match, after}}`"},
    {"GET", "ledger", true, counts, "what is kept?", "", "`{documents, records, decisions, audit, last_hash}`"},
    {"GET", "ledger/audit", true, audit, "what was done, newest first?", "`offset`, `limit`", "`{total, offset, audit[] {number, what, body, previous, hash}}`"},
    {"GET", "ledger/verify", true, verify, "is the ledger whole?", "", "`{whole, findings[]}`"},
    {"GET", "ledger/decisions", true, decisions, "what did people decide, newest first?", "`offset`, `limit`", "`{total, offset, decisions[] {number, record, action, field, value, reason, who, at, made[]}}`"},
    {"GET", "export", true, share_safe, "a copy to hand on (F)", "",
     "a file: `{format, case, brief, records, decisions[] {number, record, action, field, value}}`; left out: who decided, when and why, and every path of this machine"},
  });
}

}  // namespace locarno::serve
