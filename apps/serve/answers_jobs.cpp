// Long work: begun by one request, watched and ended by others.
#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "brief/settle_detail_page.hpp"
#include "brief/what_if_json.hpp"
#include "jobs.hpp"
#include "outlook_answers.hpp"
#include "routes.hpp"

namespace locarno::serve {
namespace {
using nlohmann::json;

/// What a job needs of the request that began it, which is gone by then.
struct Kept {
  House* house;
  Request request;
  Target target;
  PageLanguage language;
  std::shared_ptr<const study::Shelf> shelf;
  study::WhatIfQuestion changes;      ///< of what_if
  Ask ask() const { return {*house, request, target, {}, language, nullptr, shelf}; }
};

json count_json(const Integer& passing, const Integer& of, bool is_all) {
  return {{"zone", {{"open", {{"passing", passing.get_str()}, {"of", of.get_str()}}}, {"verdict", is_all ? "proved" : "limit_reached"}}}};
}

constexpr std::uint64_t quick_nodes = 2'000'000;   ///< as GET settle

/// The zone of a page, with no limit on work unless `quick` is asked for: first how many pass, then what clashes, then what each line does.
Result<std::string> settle_answer(const Ask& ask, Run& run, const Jobs::Know& know) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  run.report("counting settlements", 0, 2);
  LOC_TRY(const auto page, ask.house.bench->page(*ask.shelf, question, run));
  if (page->no_case) return fail(ErrorCode::bad_input, "this folder has no case.toml, so there are no options to settle");
  if (page->zone) know(count_json(page->zone->open, page->zone->of, page->zone->counts == Verdict::proved).dump());
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
  const bool is_quick = !ask.target.value("quick").empty();
  run.report("weighing each opening", 1, 2);
  if (is_quick) run.limits.nodes = quick_nodes;
  LOC_TRY(const study::SettleDetail detail, study::settle_detail(*page, !is_quick, run));
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
  return brief::explorer_json(*ask.shelf, *page, detail);
}

/// What if lines went or came, with no limit on work.
Result<std::string> what_if_answer(const Kept& kept, const Ask& ask, Run& run, const Jobs::Know& know) {
  LOC_TRY(const study::PageQuestion question, page_question(ask));
  LOC_TRY(const auto page, ask.house.bench->page(*ask.shelf, question, run));
  study::WhatIfQuestion changes = kept.changes;
  changes.is_patient = true;
  changes.know = [&](const Integer& passing, const Integer& of, bool is_all) { know(count_json(passing, of, is_all).dump()); };
  LOC_TRY(const study::WhatIf answer, study::what_if(*page, changes, run));
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
  return brief::what_if_json(*page, answer);
}

Result<std::string> work_on(const std::string& what, const Kept& kept, Run& run, const Jobs::Know& know) {
  const Ask ask = kept.ask();
  if (what == "settle") return settle_answer(ask, run, know);
  if (what == "what_if") return what_if_answer(kept, ask, run, know);
  if (what == "links") return links_answer(ask, run);
  if (what == "stability") return stability_answer(ask, run);
  if (what == "ratify") return ratify_answer(ask, run);
  if (what == "hold") return hold_answer(ask, run);
  return trade_answer(ask, run);
}

Result<Response> begin(const Ask& ask) {
  const auto what = ask.body->find("what");
  const std::string name = what != ask.body->end() && what->is_string() ? what->get<std::string>() : "";
  constexpr std::string_view known[] = {"settle", "what_if", "stability", "ratify", "hold", "trade", "links"};
  if (std::find(std::begin(known), std::end(known), name) == std::end(known))
    return fail(ErrorCode::bad_use, "expected settle, what_if, stability, ratify, hold, trade or links", "what");
  Kept kept{&ask.house, ask.request, ask.target, ask.language, ask.shelf, {}};
  if (name == "what_if") {
    LOC_TRY(kept.changes, what_if_question(*ask.body));
  }
  if (const auto query = ask.body->find("query"); query != ask.body->end()) {
    if (!query->is_object() || query->size() > 50) return fail(ErrorCode::bad_use, "expected {name: value}", "query");
    for (const auto& [key, value] : query->items()) {
      for (const json& one : value.is_array() ? value : json::array({value})) {
        if (!one.is_string()) return fail(ErrorCode::bad_use, "expected words", "query." + key);
        kept.target.query.emplace_back(key, one.get<std::string>());
      }
    }
  }
  LOC_TRY(const std::string id, ask.house.jobs->start([name, kept = std::move(kept)](Run& run, const Jobs::Know& know) { return work_on(name, kept, run, know); }));
  Response response = json_response("{\"id\":\"" + id + "\"}\n");
  response.status = 202;
  return response;
}

Result<Response> state(const Ask& ask) {
  LOC_TRY(const JobState now, ask.house.jobs->state(ask.parts[0]));
  return json_response(job_json(ask.parts[0], now));
}

Result<Response> cancel(const Ask& ask) {
  LOC_CHECK(ask.house.jobs->cancel(ask.parts[0]));
  LOC_TRY(const JobState now, ask.house.jobs->next(ask.parts[0], 0));
  return json_response(job_json(ask.parts[0], now));
}

Result<Response> events(const Ask& ask) {
  LOC_CHECK(ask.house.jobs->state(ask.parts[0]));
  Response response;
  response.type = "text/event-stream";
  response.stream = [jobs = ask.house.jobs, id = ask.parts[0], bench = ask.house.bench](const Write& write) {
    for (std::uint64_t step = UINT64_MAX; !*bench->stopped();) {
      const auto now = jobs->next(id, step);
      if (!now) return;
      const bool is_over = now->now != JobState::Now::running;
      if (now->step != step || is_over) {
        std::string data = job_json(id, *now);
        data.pop_back();
        std::replace(data.begin(), data.end(), '\n', ' ');   // an event's data is one line; in JSON a break only parts tokens
        if (!write(std::string("event: ") + (is_over ? "done" : "progress") + "\ndata: " + data + "\n\n")) return;
      } else if (!write(": waiting\n\n")) {
        return;
      }
      if (is_over) return;
      step = now->step;
    }
  };
  return response;
}

}  // namespace

void add_job_routes(Rows& rows) {
  rows.insert(rows.end(), {
    {"POST", "jobs", true, begin, "begin long work: without the limits that keep a page quick", "`{what: settle|what_if|stability|ratify|hold|trade|links, query {name: value}}`; of `what_if` also `release`, `add`, `fix` as of `POST settle`; of `settle` `query {quick: 1}` keeps the limits", "202 `{id}`"},
    {"GET", "jobs/{id}", false, state, "how far is it?", "",
     "`{id, state: running|done|failed|cancelled, progress {what, done, total}, partial, result, error}`; `partial` of settle and what_if is the count, while clashes and openings are looked for; of what_if it grows as it is counted (`zone.verdict` `limit_reached`: at least so many)"},
    {"GET", "jobs/{id}/events", false, events, "the same as server-sent events", "", "events `progress` and, in the end, `done`, each with the JSON of `jobs/{id}`"},
    {"DELETE", "jobs/{id}", false, cancel, "stop it", "", "as `jobs/{id}`"},
  });
}

}  // namespace locarno::serve
