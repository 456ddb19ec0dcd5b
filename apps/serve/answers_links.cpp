// Accounts that cannot all be right: what `locarno conflicts` finds, for the reports and records of the page.
#include "brief/accounts_page.hpp"
#include "outlook_answers.hpp"
#include "routes.hpp"

namespace locarno::serve {

Result<std::string> links_answer(const Ask& ask, Run& run) {
  LOC_TRY(const std::optional<Date> as_of, day_of(ask.target, "as_of"));
  LOC_TRY(const study::PageFilter filter, filter_of(ask.target));
  LOC_TRY(const study::Accounts accounts, study::accounts(ask.shelf->ground(), filter, as_of, run));
  return brief::conflicts_json(accounts);
}

namespace {
Result<Response> links(const Ask& ask) {
  Run run;
  run.cancel = ask.house.bench->stopped();
  LOC_TRY(std::string body, links_answer(ask, run));
  return json_response(std::move(body));
}
}  // namespace

void add_link_routes(Rows& rows) {
  rows.push_back({"GET", "links", true, links, "which accounts cannot all be right? (F)", "", "the JSON of `locarno conflicts --json` ([relations.md](relations.md))"});
}

}  // namespace locarno::serve
