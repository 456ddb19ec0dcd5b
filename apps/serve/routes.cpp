#include "routes.hpp"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "assets.hpp"
#include "base/hash.hpp"
#include "recent.hpp"

namespace locarno::serve {
namespace {
using nlohmann::json;

constexpr std::string_view prefix = "/api/v1/";

std::vector<std::string> steps_of(std::string_view path) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    out.emplace_back(path.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& steps, std::vector<std::string>& parts) {
  if (pattern.size() != steps.size()) return false;
  parts.clear();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (pattern[i].front() == '{') parts.push_back(steps[i]);
    else if (pattern[i] != steps[i]) return false;
  }
  return true;
}

/// '<', '>' and '&' only stand inside strings: as escapes they are the same JSON, and no HTML wherever it lands.
std::string embeddable(const std::string& text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '<') out += "\\u003c";
    else if (c == '>') out += "\\u003e";
    else if (c == '&') out += "\\u0026";
    else if (c == '\xE2' && at + 2 < text.size() && text[at + 1] == '\x80' && (text[at + 2] == '\xA8' || text[at + 2] == '\xA9')) {
      out += text[at + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      at += 2;
    } else {
      out.push_back(c);
    }
  }
  return out;
}

/// The same question of the same shelf has the same mark, so that a browser need not be sent it twice.
std::string etag_of(const std::string& version, const Ask& ask) {
  return "\"" + short_id("", version + "\n" + ask.house.program + "\n" + ask.request.target, 20) + "\"";
}

/// Questions whose answers are kept for the next start: they depend on the case, its reports and decisions, and nothing else.
bool is_kept(const Route& route) {
  constexpr std::string_view paths[] = {"case", "brief", "lint", "stances", "moves", "records", "commitments", "documents", "settle",
                                        "ladder", "relays", "contacts", "assumptions", "drafts/compare", "documents/{id}", "search"};
  return std::string_view(route.method) == "GET" && std::find(std::begin(paths), std::end(paths), route.path) != std::end(paths);
}

/// Without the shelf, which may still be on its way.
bool answer_kept(const Ask& ask, Response& response) {
  const auto version = ask.house.bench->version();
  if (!version || version->empty()) return false;
  const bool is_known = ask.request.if_none_match == etag_of(*version, ask);
  const std::string mark = etag_of(*version, ask);
  if (auto again = is_known || ask.house.recent == nullptr ? std::nullopt : ask.house.recent->get(mark)) {
    response = std::move(*again);
  } else if (!is_known) {
    auto kept = ask.house.bench->kept(*version, ask.request.target);
    if (!kept) return false;
    response.body = std::move(*kept);
    if (ask.house.recent != nullptr) ask.house.recent->put(mark, response);
  }
  response.status = is_known ? 304 : 200;
  response.headers.emplace_back("ETag", mark);
  response.headers.emplace_back("X-Locarno-Version", *version);
  add_safe_headers(response);
  return true;
}

constexpr int deepest_body = 32;

/// Nesting is counted before parsing, so that no depth can matter to it.
Result<json> body_of(const Request& request) {
  int depth = 0, deepest = 0;
  bool is_in_string = false;
  for (std::size_t at = 0; at < request.body.size(); ++at) {
    const char c = request.body[at];
    if (is_in_string) {
      if (c == '\\') ++at;
      else if (c == '"') is_in_string = false;
    } else if (c == '"') {
      is_in_string = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  if (deepest > deepest_body) return fail(ErrorCode::bad_use, "the body is nested deeper than 32", "body");
  json body = json::parse(request.body, nullptr, false);
  if (!body.is_object()) return fail(ErrorCode::bad_use, "the body is not a JSON object", "body");
  return body;
}

Response of_api(House& house, const Request& request, const Target& target) {
  const std::vector<std::string> steps = steps_of(std::string_view(target.path).substr(prefix.size()));
  Ask ask{house, request, target, {}, target.value("lang") == "zh" ? PageLanguage::zh : PageLanguage::en, nullptr, nullptr};
  const Route* found = nullptr;
  bool is_known_path = false;
  for (const Route& route : routes()) {
    std::vector<std::string> parts;
    if (!fits(steps_of(route.path), steps, parts)) continue;
    is_known_path = true;
    if (route.method != request.method && !(request.method == "HEAD" && std::string_view(route.method) == "GET")) continue;
    found = &route;
    ask.parts = std::move(parts);
    break;
  }
  if (found == nullptr)
    return error_response(is_known_path ? 405 : 404, is_known_path ? "unknown_method" : "not_found",
                          is_known_path ? "this address does not take this method" : "there is no such address; GET /api/v1/routes lists them", target.path);
  if (const std::string_view lang = target.value("lang"); !lang.empty() && lang != "en" && lang != "zh")
    return error_response(400, "bad_use", "the language must be en or zh", "lang");
  json body;
  if (request.method == "POST") {
    auto parsed = body_of(request);
    if (!parsed) return error_of(parsed.error());
    body = std::move(*parsed);
    ask.body = &body;
  }
  const auto begun = std::chrono::steady_clock::now();
  Response response;
  const bool may_keep = is_kept(*found) && request.method == "GET";
  if (may_keep && answer_kept(ask, response)) return response;
  if (found->needs_shelf) {
    auto shelf = house.bench->shelf();
    if (!shelf) return error_of(shelf.error());
    ask.shelf = std::move(*shelf);
  }
  const bool is_of_watch = std::string_view(found->path).starts_with("watch/");   // its reports are no part of the shelf
  const bool has_mark = found->needs_shelf && request.method == "GET";
  const std::string mark = has_mark ? etag_of(ask.shelf->version + (is_of_watch ? watch_stamp(ask.shelf->place) : ""), ask) : "";
  Recent* const recent = may_keep || is_of_watch ? house.recent : nullptr;
  if (has_mark && request.if_none_match == mark) {
    response.status = 304;
  } else if (auto again = has_mark && recent != nullptr ? recent->get(mark) : std::nullopt) {
    response = std::move(*again);
  } else {
    auto made = found->answer(ask);
    response = made ? std::move(*made) : error_of(made.error());
    if (response.type.rfind("application/json", 0) == 0) response.body = embeddable(response.body);
    if (may_keep && response.status == 200 && std::chrono::steady_clock::now() - begun >= std::chrono::milliseconds(house.bench->least_ms_kept()))
      house.bench->keep(*ask.shelf, request.target, response.body);
    if (has_mark && recent != nullptr && response.status == 200) recent->put(mark, response);
  }
  if (has_mark && (response.status == 200 || response.status == 304)) {
    response.headers.emplace_back("ETag", mark);
    response.headers.emplace_back("X-Locarno-Version", ask.shelf->version);
  }
  add_safe_headers(response);
  return response;
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> all = [] {
    Rows rows;
    add_case_routes(rows);
    add_record_routes(rows);
    add_settle_routes(rows);
    add_view_routes(rows);
    add_outlook_routes(rows);
    add_review_routes(rows);
    add_ledger_routes(rows);
    add_watch_routes(rows);
    add_link_routes(rows);
    add_job_routes(rows);
    add_what_if_routes(rows);
    return rows;
  }();
  return all;
}

Response answer(House& house, const Request& request) {
  const auto target = parse_target(request.target);
  if (!target) return error_response(400, "bad_address", target.error().what, target.error().where);
  try {
    if (target->path.rfind(prefix, 0) == 0) return of_api(house, request, *target);
    return asset(house.web, target->path);
  } catch (const std::bad_alloc&) {
    return error_response(503, "limit_reached", "there is not enough memory for this answer");
  } catch (const std::exception& error) {
    return error_response(500, "unexpected", std::string("unexpected failure: ") + error.what());
  }
}

Response json_response(std::string body) {
  Response response;
  response.body = std::move(body);
  return response;
}

Response error_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::bad_use: return error_response(400, "bad_use", error.what, error.where);
    case ErrorCode::bad_input: return error_response(422, "bad_input", error.what, error.where);
    case ErrorCode::not_found: return error_response(404, "not_found", error.what, error.where);
    case ErrorCode::limit_reached: return error_response(503, "limit_reached", error.what, error.where);
    case ErrorCode::cancelled: return error_response(503, "cancelled", error.what, error.where);
    case ErrorCode::io: break;
  }
  return error_response(500, "io", error.what, error.where);
}

Result<std::optional<Date>> day_of(const Target& target, const char* name) {
  const std::string_view words = target.value(name);
  if (words.empty()) return std::optional<Date>();
  const std::optional<Date> day = parse_date(words);
  if (!day) return fail(ErrorCode::bad_use, "'" + std::string(words.substr(0, 40)) + "' is no date, expected one such as 2025-12-16", name);
  return day;
}

Result<std::size_t> number_of(const Target& target, const char* name, std::size_t otherwise, std::size_t most) {
  const std::string_view words = target.value(name);
  if (words.empty()) return otherwise;
  std::size_t number = 0;
  for (const char c : words) {
    if (c < '0' || c > '9' || number > 100'000'000) return fail(ErrorCode::bad_use, "'" + std::string(words.substr(0, 40)) + "' is no whole number", name);
    number = number * 10 + static_cast<std::size_t>(c - '0');
  }
  if (number > most) return fail(ErrorCode::bad_use, std::to_string(number) + " is more than " + std::to_string(most), name);
  return number;
}

Result<study::PageFilter> filter_of(const Target& target) {
  study::PageFilter filter;
  filter.languages = target.list("languages");
  filter.outlets = target.values("outlets");
  filter.without_outlets = target.values("without_outlets");
  const std::string_view provenance = target.value("provenance");
  if (!provenance.empty() && provenance != "all") {
    filter.provenance = study::parse_provenance(provenance);
    if (!filter.provenance) return fail(ErrorCode::bad_use, "expected all, first_hand, relayed or told", "provenance");
  }
  LOC_TRY(const std::size_t confidence, number_of(target, "min_confidence", 0, 100));
  filter.min_confidence = static_cast<int>(confidence);
  return filter;
}

Result<study::PageQuestion> page_question(const Ask& ask) {
  study::PageQuestion question;
  LOC_TRY(question.as_of, day_of(ask.target, "as_of"));
  LOC_TRY(question.since, day_of(ask.target, "since"));
  LOC_TRY(question.filter, filter_of(ask.target));
  question.end_states = true;
  return question;
}

Result<std::shared_ptr<const study::Brief>> brief_of(const Ask& ask, const study::PageQuestion& question) {
  Run run;
  run.threads = 0;
  run.cancel = ask.house.bench->stopped();
  return ask.house.bench->page(*ask.shelf, question, run);
}

std::string api_document() {
  std::string out =
      "# The API of `locarno serve`\n\n"
      "Made by `locarno serve --api-document` from the table in apps/serve; a test holds this page to it.\n\n"
      "Everything lies under `/api/v1/` on 127.0.0.1, behind the cookie that the printed address gives. Answers are JSON in UTF-8\n"
      "(`<`, `>` and `&` stand as escapes), carry an `ETag` where they depend on the case, and are never stored. A failure is\n"
      "`{code, sentence, place}`: 400 wrong use, 401 and 403 not let in, 404 not found, 405 method, 409 conflict, 413 too large,\n"
      "415 not JSON, 422 bad input, 429 too often, 503 stopped or beyond a limit.\n\n"
      "(F) takes `as_of=DAY`, `since=DAY`, `lang=en|zh` and the filters `languages=zh,en`, `outlets=NAME`, `without_outlets=NAME`\n"
      "(both repeatable), `provenance=all|first_hand|relayed|told`, `min_confidence=0..100`: what a filter leaves out is left out\n"
      "before anything is worked out. How the server is started and what it refuses: [serve.md](serve.md).\n\n"
      "| method | path | question | takes | gives |\n| --- | --- | --- | --- | --- |\n";
  const auto cell = [](const char* words) {
    std::string safe;
    for (const char c : std::string_view(words)) safe += c == '|' ? std::string("\\|") : std::string(1, c);
    return safe;
  };
  for (const Route& route : routes())
    out += std::string("| ") + route.method + " | `" + route.path + "` | " + cell(route.question) + " | " + cell(route.takes) + " | " + cell(route.gives) + " |\n";
  return out;
}

}  // namespace locarno::serve
