// The case and the page: what most views begin with.
#include "brief/brief_page.hpp"
#include "brief/points_picture.hpp"
#include "brief/shelf_json.hpp"
#include "jobs.hpp"
#include "routes.hpp"
#include "study/domain_points.hpp"

namespace locarno::serve {
namespace {

constexpr const char* status_name = "status";

Result<Response> status(const Ask& ask) {
  study::Workbench& bench = *ask.house.bench;
  const study::Loading loading = bench.loading();
  std::shared_ptr<const study::Shelf> shelf;
  if (loading.state == study::Loading::State::ready) {
    if (auto found = bench.shelf()) shelf = *found;
  } else if (const auto version = bench.version(); version && loading.state == study::Loading::State::loading) {
    // What was answered before the last restart still holds: nobody has to wait for the records.
    if (auto known = bench.kept(*version, status_name)) return json_response(std::move(*known));
  }
  std::string now = brief::loading_json(loading, shelf.get(), ask.house.program);
  if (shelf != nullptr && loading.error.what.empty() && !bench.kept(shelf->version, status_name)) bench.keep(*shelf, status_name, now);
  return json_response(std::move(now));
}

Result<Response> reload(const Ask& ask) {
  LOC_TRY(const auto shelf, ask.house.bench->reload());
  return json_response(brief::loading_json(ask.house.bench->loading(), shelf.get(), ask.house.program));
}

template <std::string (*print)(const study::Brief&)>
Result<Response> part(const Ask& ask) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  LOC_TRY(const auto page, brief_of(ask, question));
  return json_response(print(*page));
}

/// All of it as the command line prints it, or the lists asked for with so much evidence each.
Result<Response> cut(const Ask& ask, const study::Brief& page, std::vector<std::string> otherwise, std::string (*whole)(const study::Brief&)) {
  brief::PartQuestion part;
  part.lists = ask.target.list("lists");
  LOC_TRY(part.most_evidence, number_of(ask.target, "evidence", 0, 10'000));
  if (part.lists.empty() && part.most_evidence == 0) return json_response(whole(page));
  if (part.lists.empty()) part.lists = std::move(otherwise);
  return json_response(brief::part_json(page, part));
}

Result<Response> whole_page(const Ask& ask) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  LOC_TRY(const auto page, brief_of(ask, question));
  return cut(ask, *page, {"stances", "moves", "zone", "red_lines", "clashes", "openings", "gates", "promises", "lint"}, brief::to_json);
}

Result<Response> stances(const Ask& ask) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  LOC_TRY(const auto page, brief_of(ask, question));
  return cut(ask, *page, {"stances"}, brief::stances_json);
}

Result<Response> moves(const Ask& ask) {
  LOC_TRY(study::PageQuestion question, page_question(ask));
  if (!ask.target.value("from").empty()) {
    LOC_TRY(question.since, day_of(ask.target, "from"));
  }
  if (!ask.target.value("to").empty()) {
    LOC_TRY(question.as_of, day_of(ask.target, "to"));
  }
  question.end_states = ask.target.value("from").empty() && ask.target.value("to").empty();   // then it is the page the other views ask for
  LOC_TRY(const auto page, brief_of(ask, question));
  return cut(ask, *page, {"moves"}, brief::moves_json);
}

Result<Response> of_case(const Ask& ask) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  LOC_TRY(const auto page, brief_of(ask, question));
  return json_response(brief::case_json(*ask.shelf, *page));
}

constexpr std::uint64_t points_limit_nodes = 2'000'000;  ///< of the frontier on a page

/// A page of its own kind: its styles stand in it, it has no script, and only the workbench may frame it.
Response page_response(std::string body, std::string type, const Ask& ask, const char* file) {
  Response response;
  response.type = std::move(type);
  response.body = std::move(body);
  response.headers = {{"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"},
                      {"X-Frame-Options", "SAMEORIGIN"}};
  if (!ask.target.value("download").empty()) response.headers.emplace_back("Content-Disposition", std::string("attachment; filename=\"") + file + "\"");
  return response;
}

Result<Response> html(const Ask& ask) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  LOC_TRY(const auto page, brief_of(ask, question));
  const study::Brief& shown = *page;
  Run run;
  run.limits.nodes = points_limit_nodes;
  const auto points = study::case_points(shown, {}, run);
  return page_response(points && *points ? brief::html_with_points(shown, ask.language, **points) : brief::to_html(shown, ask.language),
                       "text/html; charset=utf-8", ask, "brief.html");
}

Result<Response> markdown(const Ask& ask) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  LOC_TRY(const auto page, brief_of(ask, question));
  const study::Brief& shown = *page;
  return page_response(brief::to_markdown(shown, ask.language), "text/markdown; charset=utf-8", ask, "brief.md");
}

Result<Response> all_routes(const Ask&) {
  std::string out = "{\"routes\":[";
  for (const Route& route : routes())
    out += (out.back() == '[' ? "" : ",\n") + std::string("{\"method\":\"") + route.method + "\",\"path\":\"" + route.path + "\"}";
  return json_response(out + "]}\n");
}

Result<Response> one_more_address(const Ask& ask) {
  LOC_TRY(const std::string address, ask.house.guard->new_address());
  return json_response("{\"address\":\"" + address + "\"}\n");
}

}  // namespace

void add_case_routes(Rows& rows) {
  rows.insert(rows.end(), {
    {"GET", "status", false, status, "how far is it, and what lies on the desk?", "",
     "`{state: loading|ready|failed, progress {what, done, total}, version, program, case, documents, records, unread[] {doc, sentence}, offline}`"},
    {"POST", "reload", false, reload, "reads the case folder again now (it is looked at once a second anyway)", "`{}`", "as `status`"},
    {"GET", "case", true, of_case, "who, about what, which options and red lines? (F)", "",
     "`{id, title {en, zh}, no_case, as_of, parties[] {id, name, signs, includes[], states {id: name}}, names {name or id: {en, zh}}, sides {A, B}, issues[] {id, name, ordered, options[] {id, name}, main_option, none_option}, "
     "red_lines[] {id, party, issues[], rule, words, since, first_hand, told_by_narrator, via[], source, note, evidence[], quotes[]}, gates[], promises[], watch[], "
     "drafts[] {id, title, date, by, parent}, has {stability, ratify, hold, scores, drafts}, days[] {day, records}, outlets[] {id, name, documents, records}, languages[] {id, documents}}`"},
    {"GET", "brief", true, whole_page, "the page as data (F)", "`lists=stances,zone,gates,..` only these; `evidence=N`: so many record ids of each row, `evidence_total` where there are more", "the JSON of `locarno brief --json` ([brief.md](brief.md))"},
    {"GET", "brief.html", true, html, "the page (F)", "`download=1` sends it as a file", "HTML in one file"},
    {"GET", "brief.md", true, markdown, "the page for pasting (F)", "`download=1`", "Markdown"},
    {"GET", "lint", true, part<brief::lint_json>, "which claims are uncited, single-source, relayed only or stale? (F)", "", "`{lint[] {kind, where, what}}`"},
    {"GET", "stances", true, stances, "where does each party stand? (F)", "`lists=stances`: without the quotations; `evidence=N` as of `brief`", "the JSON of `locarno stances --json` ([stances.md](stances.md))"},
    {"GET", "moves", true, moves, "what moved between two days? (F)", "`from=DAY` (not included), `to=DAY`; `lists=moves` and `evidence=N` as of `stances`", "the JSON of `locarno moves --json`"},
    {"GET", "routes", false, all_routes, "this table", "", "`{routes[] {method, path}}`"},
    {"POST", "addresses", false, one_more_address, "an address that lets one more browser in, once", "`{}`", "`{address}`"},
  });
}

}  // namespace locarno::serve
