// Which outcomes hold still, would it pass at home, would it be kept: the JSON of the commands.
#include "brief/hold_page.hpp"
#include "brief/outlook_page.hpp"
#include "brief/stability_page.hpp"
#include "outlook_answers.hpp"
#include "routes.hpp"
#include "study/stability_case.hpp"

namespace locarno::serve {
namespace {

Failure not_set(const char* what) { return fail(ErrorCode::not_found, std::string("the case does not set ") + what, "case.toml"); }

/// Errors: not_found of a plain folder.
Result<const Case*> case_of(const study::Shelf& shelf) {
  if (!shelf.base->the_case) return fail(ErrorCode::not_found, "this folder has no case.toml", "case.toml");
  return &**shelf.base->the_case;
}

template <Result<std::string> (*work)(const Ask&, Run&)>
Result<Response> at_once(const Ask& ask) {
  Run run;
  run.cancel = ask.house.bench->stopped();
  LOC_TRY(std::string body, work(ask, run));
  return json_response(std::move(body));
}

}  // namespace

Result<std::string> stability_answer(const Ask& ask, Run& run) {
  LOC_CHECK(case_of(*ask.shelf));
  auto graph = study::open_graph(ask.shelf->place, run);
  if (!graph) return graph.error().code == ErrorCode::bad_input && graph.error().where.find(':') == std::string::npos ? Result<std::string>(not_set("a [stability] section")) : Failure(graph.error());
  study::GraphQuestion question;
  question.why = ask.target.value("why");
  question.paths_from = ask.target.value("paths");
  question.inverse = ask.target.value("inverse");
  question.coalitions = !ask.target.value("coalitions").empty();
  LOC_TRY(const std::size_t samples, number_of(ask.target, "samples", 0, 1'000'000));
  question.samples = static_cast<std::uint32_t>(samples);
  LOC_TRY(const study::GraphAnswer answer, study::graph_answer(std::move(*graph), question, run));
  return brief::stability_json(answer);
}

Result<std::string> ratify_answer(const Ask& ask, Run& run) {
  LOC_TRY(const Case* const c, case_of(*ask.shelf));
  if (ask.shelf->base->outlook.institutions.empty()) return not_set("any institution");
  LOC_TRY(const study::ChosenOptions chosen, parse_settlement(ask.target.value("settlement"), *c));
  LOC_TRY(const std::size_t percent, number_of(ask.target, "tau_percent", 50, 100));
  const study::RatificationQuestion question{c, &ask.shelf->base->outlook, chosen, static_cast<double>(percent) / 100};
  LOC_TRY(const study::RatificationAnswer answer, study::ratification(question, run));
  return brief::ratification_json(question, answer);
}

Result<std::string> hold_answer(const Ask& ask, Run& run) {
  LOC_TRY(const Case* const c, case_of(*ask.shelf));
  LOC_TRY(const study::ChosenOptions chosen, parse_settlement(ask.target.value("settlement"), *c));
  study::HoldingQuestion question;
  LOC_TRY(question.given, study::given_of(ask.shelf->base->outlook, chosen));
  for (const std::string& words : ask.target.values("set")) LOC_CHECK(study::add_given(question.given, words));
  question.tornado = !ask.target.value("tornado").empty();
  LOC_TRY(const std::size_t draws, number_of(ask.target, "draws", 4000, 1'000'000));
  question.draws = static_cast<std::uint32_t>(draws);
  run.threads = 0;
  LOC_TRY(const study::HoldingAnswer answer, study::holding(question, run));
  return brief::hold_json(question, answer);
}

Result<std::string> trade_answer(const Ask& ask, Run& run) {
  LOC_TRY(const Case* const c, case_of(*ask.shelf));
  LOC_TRY(study::PageQuestion asked, page_question(ask));
  LOC_TRY(const auto page, ask.house.bench->page(*ask.shelf, asked, run));
  LOC_TRY(const study::ChosenOptions fixed, parse_settlement(ask.target.value("settlement"), *c));
  LOC_TRY(const std::size_t rows, number_of(ask.target, "rows", 20, 1000));
  study::TradeQuestion question{c, &ask.shelf->base->outlook, {}, fixed, rows};
  for (const settle::Line& line : page->zone_question.lines) question.lines.push_back(&line.rule);
  LOC_TRY(const study::TradeAnswer answer, study::trade(question, run));
  return brief::trade_json(question, answer);
}

void add_outlook_routes(Rows& rows) {
  rows.insert(rows.end(), {
    {"GET", "stability", true, at_once<stability_answer>, "which outcomes would no party move away from?", "`why=STATE`, `paths=STATE`, `inverse=STATE`, `coalitions=1`, `samples=N`",
     "the JSON of `locarno stability --json` ([stability.md](stability.md)); 404 where the case has no model"},
    {"GET", "ratify", true, at_once<ratify_answer>, "would it pass at home?", "`settlement=ISSUE=OPTION,...`, `tau_percent`", "the JSON of `locarno ratify CASE --json` ([ratify.md](ratify.md))"},
    {"GET", "hold", true, at_once<hold_answer>, "would it be kept?", "`settlement`, `set=NAME=VALUE` (repeatable), `draws`, `tornado=1`", "the JSON of `locarno hold --json` ([hold.md](hold.md))"},
    {"GET", "trade", true, at_once<trade_answer>, "what could be signed, ratified and kept? (F)", "`settlement` (fixed options), `rows`", "the JSON of `locarno study trade --json`"},
  });
}

}  // namespace locarno::serve
