#pragma once
// apps/serve/guard.hpp -- who may come in: the one-time token, the cookie, Host and Origin, and how often.
//
// A token is 32 random bytes, works for one GET and is then forgotten. The cookie is another 32 random bytes, good until the
// server stops. A page of another site can neither read an answer nor have a request carry the cookie (SameSite=Strict), and
// a name that was made to point at 127.0.0.1 fails at Host.
// Threads    any.
#include <chrono>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "request.hpp"

namespace locarno::serve {

class Guard {
 public:
  explicit Guard(int port);
  /// An address that lets one more browser in. Errors: io without random numbers.
  Result<std::string> new_address();
  /// Refuses, lets in with a cookie, or nullopt: the request may be answered.
  std::optional<Response> admit(const Request& request);

 private:
  bool is_our_host(const Request& request) const;
  bool is_from_elsewhere(const Request& request) const;
  bool has_cookie(const Request& request) const;
  bool take_token(std::string_view token);
  bool is_too_often(bool is_known);

  int port_;
  std::string host_, local_host_, cookie_name_, cookie_;
  std::mutex mutex_;
  std::set<std::string> tokens_;
  /// Buckets that fill by the second: of those inside, and of those who knock.
  struct Bucket { double left, most, a_second; std::chrono::steady_clock::time_point at; };
  Bucket inside_, knocking_;
};

/// n random bytes of the system as hexadecimal digits. Errors: io.
Result<std::string> random_hex(std::size_t bytes);

/// {code, sentence, place} with the headers every answer carries.
Response error_response(int status, std::string_view code, std::string_view sentence, std::string_view place = {});
/// Headers that keep a browser from guessing, framing, caching or telling where it came from.
void add_safe_headers(Response& response);

}  // namespace locarno::serve
