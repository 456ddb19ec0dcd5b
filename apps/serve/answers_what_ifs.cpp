// What-if questions that were kept: listed, added, removed.
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "outlook_answers.hpp"
#include "routes.hpp"
#include "what_if_shelf.hpp"

namespace locarno::serve {
namespace {
using nlohmann::json;

Result<WhatIfShelf*> shelf_of(const Ask& ask) {
  if (ask.house.what_ifs == nullptr) return fail(ErrorCode::bad_use, "nothing can be kept beside a ledger in memory");
  return ask.house.what_ifs;
}

Response rows(const json& list) { return json_response(json{{"what_ifs", list}}.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"); }

Result<Response> list(const Ask& ask) {
  if (ask.house.what_ifs == nullptr) return rows(json::array());
  LOC_TRY(const json all, ask.house.what_ifs->all());
  return rows(all);
}

std::string text_of(const json& body, const char* name) {
  const auto found = body.find(name);
  return found != body.end() && found->is_string() ? found->get<std::string>() : "";
}

Result<Response> put(const Ask& ask) {
  LOC_TRY(WhatIfShelf* const shelf, shelf_of(ask));
  LOC_CHECK(what_if_question(*ask.body));           // the same that POST settle takes, or it could never be asked again
  json question = json::object();
  for (const char* part : {"release", "add", "fix"})
    if (const auto found = ask.body->find(part); found != ask.body->end()) question[part] = *found;
  LOC_TRY(const json all, shelf->put(text_of(*ask.body, "name"), text_of(*ask.body, "note"), ask.house.reader, now_utc(), question));
  return rows(all);
}

Result<Response> remove(const Ask& ask) {
  LOC_TRY(WhatIfShelf* const shelf, shelf_of(ask));
  LOC_TRY(const json all, shelf->remove(ask.parts[0]));
  return rows(all);
}

}  // namespace

void add_what_if_routes(Rows& rows_) {
  rows_.insert(rows_.end(), {
    {"GET", "what_ifs", false, list, "which what-if questions were kept?", "",
     "`{what_ifs[] {id, name, note, who, at, question {release[], add[], fix}}}`; they lie beside the ledger, in no export and no brief"},
    {"POST", "what_ifs", false, put, "keep one, in place of the one of that name", "`{name, note, release[], add[], fix}` as of `POST settle`", "as `GET what_ifs`"},
    {"DELETE", "what_ifs/{id}", false, remove, "keep it no longer", "", "as `GET what_ifs`"},
  });
}

}  // namespace locarno::serve
