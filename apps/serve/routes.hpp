#pragma once
// apps/serve/routes.hpp -- the one table of what the API answers; docs/api.md is printed from it.
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "guard.hpp"
#include "model/language.hpp"
#include "study/workbench.hpp"

namespace locarno::serve {

class Jobs;
class Recent;
class WatchShelf;
class WhatIfShelf;

/// What a server is made of; lives as long as it.
struct House {
  study::Workbench* bench = nullptr;
  Guard* guard = nullptr;
  Jobs* jobs = nullptr;
  std::string program;               ///< version of the program
  std::string reader;                ///< who signs what is decided here
  std::string web;                   ///< folder with a bundle; "" = the one compiled in
  Recent* recent = nullptr;          ///< none: every answer is worked out
  WhatIfShelf* what_ifs = nullptr;   ///< none: nothing is kept
  WatchShelf* watches = nullptr;     ///< none: each request opens the watch anew
};

/// One request on its way to an answer.
struct Ask {
  House& house;
  const Request& request;
  const Target& target;
  std::vector<std::string> parts;    ///< what stands for {..} in the path
  PageLanguage language = PageLanguage::en;
  const nlohmann::json* body = nullptr;   ///< of a POST: an object
  /// The shelf of this request: looked up once.
  std::shared_ptr<const study::Shelf> shelf;
};
using Handler = Result<Response> (*)(const Ask&);

struct Route {
  const char* method;
  const char* path;                  ///< under /api/v1/; {..} stands for one step
  bool needs_shelf;
  Handler answer;
  const char* question;              ///< one sentence
  const char* takes;                 ///< parameters or body
  const char* gives;                 ///< shape of the answer
};

/// In the order of the document.
const std::vector<Route>& routes();

/// Any path: the API, or a file of the bundle.
Response answer(House& house, const Request& request);

/// docs/api.md.
std::string api_document();

// --- for the handlers
Response json_response(std::string body);
Response error_of(const Error& error);
/// as_of, since, languages, outlets, without_outlets, provenance, min_confidence. Errors: bad_use naming the parameter.
Result<study::PageQuestion> page_question(const Ask& ask);
Result<study::PageFilter> filter_of(const Target& target);
/// A day of the query; "" = none. Errors: bad_use.
Result<std::optional<Date>> day_of(const Target& target, const char* name);
/// A whole number of the query. Errors: bad_use.
Result<std::size_t> number_of(const Target& target, const char* name, std::size_t otherwise, std::size_t most);
/// The brief the query asks for.
Result<std::shared_ptr<const study::Brief>> brief_of(const Ask& ask, const study::PageQuestion& question);

/// Changes when a file that answers of the watch rest on does, which are no part of the shelf's version.
std::string watch_stamp(const std::string& place);

using Rows = std::vector<Route>;
void add_case_routes(Rows& rows);
void add_record_routes(Rows& rows);
void add_settle_routes(Rows& rows);
void add_view_routes(Rows& rows);
void add_outlook_routes(Rows& rows);
void add_ledger_routes(Rows& rows);
void add_review_routes(Rows& rows);
void add_watch_routes(Rows& rows);
void add_link_routes(Rows& rows);
void add_job_routes(Rows& rows);
void add_what_if_routes(Rows& rows);

}  // namespace locarno::serve
