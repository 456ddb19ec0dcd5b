// What could be signed, and what if a line went.
#include <chrono>
#include <nlohmann/json.hpp>

#include "brief/brief_page.hpp"
#include "brief/what_if_json.hpp"
#include "outlook_answers.hpp"
#include "routes.hpp"

namespace locarno::serve {
namespace {
using nlohmann::json;

Result<Response> settle(const Ask& ask) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  LOC_TRY(const auto page, brief_of(ask, question));
  if (page->no_case) return fail(ErrorCode::bad_input, "this folder has no case.toml, so there are no options to settle");
  Run run;
  run.limits.nodes = 2'000'000;
  run.cancel = ask.house.bench->stopped();
  LOC_TRY(const study::SettleDetail detail, study::settle_detail(*page, false, run));
  return json_response(brief::explorer_json(*ask.shelf, *page, detail));
}

/// Strings of a list in the body; absent = none.
Result<std::vector<std::string>> texts_of(const json& body, const char* name) {
  std::vector<std::string> out;
  const auto found = body.find(name);
  if (found == body.end()) return out;
  if (!found->is_array() || found->size() > 10'000) return fail(ErrorCode::bad_use, "expected a list of ids", name);
  for (const json& one : *found) {
    if (!one.is_string()) return fail(ErrorCode::bad_use, "expected a list of ids", name);
    out.push_back(one.get<std::string>());
  }
  return out;
}

}  // namespace

Result<study::WhatIfQuestion> what_if_question(const json& body) {
  study::WhatIfQuestion question;
  LOC_TRY(question.release, texts_of(body, "release"));
  if (const auto add = body.find("add"); add != body.end()) {
    if (!add->is_array() || add->size() > 200) return fail(ErrorCode::bad_use, "expected at most 200 rules", "add");
    for (const json& one : *add) {
      if (!one.is_object() || !one.contains("rule") || !one["rule"].is_string() || (one.contains("party") && !one["party"].is_string()))
        return fail(ErrorCode::bad_use, "expected {party, rule}", "add");
      question.add.push_back({one.value("party", ""), one["rule"].get<std::string>()});
    }
  }
  if (const auto fix = body.find("fix"); fix != body.end()) {
    if (!fix->is_object()) return fail(ErrorCode::bad_use, "expected {issue: option}", "fix");
    for (const auto& [issue, option] : fix->items()) {
      if (!option.is_string()) return fail(ErrorCode::bad_use, "expected {issue: option}", "fix");
      question.fix[issue] = option.get<std::string>();
    }
  }
  return question;
}

namespace {

Result<Response> what_if(const Ask& ask) {
  const auto begun = std::chrono::steady_clock::now();
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  LOC_TRY(const study::WhatIfQuestion changes, what_if_question(*ask.body));
  LOC_TRY(const auto page, brief_of(ask, question));
  Run run;
  run.cancel = ask.house.bench->stopped();
  LOC_TRY(const study::WhatIf answer, study::what_if(*page, changes, run));
  Response response = json_response(brief::what_if_json(*page, answer));
  const auto taken = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count();
  response.headers.emplace_back("Server-Timing", "answer;dur=" + std::to_string(static_cast<double>(taken) / 1000));
  return response;
}

Result<Response> drafts(const Ask& ask) {
  LOC_TRY(study::PageQuestion question, page_question(ask));
  question.drafts = ask.target.list("ids");
  question.end_states = question.drafts.empty();
  LOC_TRY(const auto page, brief_of(ask, question));
  return json_response(brief::drafts_json(*page));
}

}  // namespace

void add_settle_routes(Rows& rows) {
  rows.insert(rows.end(), {
    {"GET", "settle", true, settle, "what could be signed; if nothing, what clashes and what opens it? (F)", "",
     "the JSON of `locarno settle --json` ([settle.md](settle.md)) and `lines[] {id, party, issues[], rule, words, source, since, first_hand, note, cost, quotes[], opens_alone}`"},
    {"POST", "settle", true, what_if, "what if these lines went, or these came? (F)", "`{release[] (ids), add[] {party, rule}, fix {issue: option}}`",
     "`{zone {open, strict, verdict}, clashes[][], openings[]` as `GET settle`, of `openings_known`, `lines[] {id, party, in_force, is_added, is_fixed, opens_alone}, passing[] {issue: option} "
     "(the first 50; an issue left out may go either way)}`"},
    {"GET", "drafts/compare", true, drafts, "drafts side by side (F)", "`ids=A,B` (at most eight; none: the latest)", "the JSON of `locarno draft --json` ([drafts.md](drafts.md))"},
  });
}

}  // namespace locarno::serve
