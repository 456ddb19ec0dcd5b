#pragma once
// apps/serve/request.hpp -- what a browser sent, taken apart: the target's path and query, cookies.
//
// Everything here is hostile: linear time, limits, one sentence for what is wrong.
// Tested by  tests/serve/request_test.cpp, fuzz/serve_request_fuzz.cpp
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace locarno::serve {

/// A path and its query, percent-decoded.
struct Target {
  std::string path;                                         ///< "/api/v1/brief"; no empty, "." or ".." step
  std::vector<std::pair<std::string, std::string>> query;   ///< in order
  /// The first value under `name`, or "".
  std::string_view value(std::string_view name) const;
  std::vector<std::string> values(std::string_view name) const;
  /// Values parted by commas, of all that stand under `name`; empty ones left out.
  std::vector<std::string> list(std::string_view name) const;
};

/// Errors: bad_use: not a path, a step up, a broken %XX, an ill-formed or control character, more than 8,000 bytes or 200 pairs.
Result<Target> parse_target(std::string_view raw);

/// The value of cookie `name` in a Cookie header; "" when it is not there.
std::string_view cookie(std::string_view header, std::string_view name);

struct Request {
  std::string method;
  std::string target;        ///< as sent
  std::string host, origin, fetch_site, cookies, content_type, if_none_match;
  std::string body;
};

/// Writes a piece of a long answer; false when nobody reads any more.
using Write = std::function<bool(std::string_view)>;

struct Response {
  int status = 200;
  std::string type = "application/json; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::function<void(const Write&)> stream;   ///< instead of a body: called once
};

}  // namespace locarno::serve
