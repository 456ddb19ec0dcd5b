#include "guard.hpp"

#include <sys/random.h>

#include <algorithm>

#include "base/json_line.hpp"

namespace locarno::serve {
namespace {

constexpr std::size_t secret_bytes = 32;

/// Takes the same time wherever the two first differ.
bool is_same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char differs = 0;
  for (std::size_t i = 0; i < a.size(); ++i) differs = static_cast<unsigned char>(differs | (a[i] ^ b[i]));
  return differs == 0;
}

}  // namespace

Result<std::string> random_hex(std::size_t bytes) {
  std::string raw(bytes, '\0'), out;
  if (::getrandom(raw.data(), raw.size(), 0) != static_cast<ssize_t>(raw.size())) return fail(ErrorCode::io, "the system gives no random numbers");
  for (const char c : raw) {
    out.push_back("0123456789abcdef"[static_cast<unsigned char>(c) >> 4]);
    out.push_back("0123456789abcdef"[static_cast<unsigned char>(c) & 15]);
  }
  return out;
}

Response error_response(int status, std::string_view code, std::string_view sentence, std::string_view place) {
  Response response;
  response.status = status;
  JsonLine line(response.body);
  line.text("code", code);
  line.text("place", place);
  line.text("sentence", sentence);
  line.end();
  response.body += "\n";
  add_safe_headers(response);
  return response;
}

void add_safe_headers(Response& response) {
  const auto add = [&](const char* name, const char* value) {
    for (const auto& header : response.headers)
      if (header.first == name) return;
    response.headers.emplace_back(name, value);
  };
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Cache-Control", "no-store");
  add("X-Frame-Options", "DENY");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()");
  add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
}

Guard::Guard(int port)
    : port_(port), host_("127.0.0.1:" + std::to_string(port)), local_host_("localhost:" + std::to_string(port)),
      cookie_name_("locarno_" + std::to_string(port)),
      inside_{4000, 4000, 2000, std::chrono::steady_clock::now()}, knocking_{40, 40, 10, std::chrono::steady_clock::now()} {}

Result<std::string> Guard::new_address() {
  LOC_TRY(std::string token, random_hex(secret_bytes));
  const std::lock_guard lock(mutex_);
  if (cookie_.empty()) {
    LOC_TRY(cookie_, random_hex(secret_bytes));
  }
  if (tokens_.size() > 20) return fail(ErrorCode::limit_reached, "twenty addresses are still unused");
  tokens_.insert(token);
  return "http://" + host_ + "/?token=" + token;
}

bool Guard::is_our_host(const Request& request) const { return request.host == host_ || request.host == local_host_; }

bool Guard::is_from_elsewhere(const Request& request) const {
  if (!request.origin.empty() && request.origin != "http://" + request.host) return true;
  return request.fetch_site == "cross-site" || request.fetch_site == "same-site";
}

bool Guard::has_cookie(const Request& request) const {
  return !cookie_.empty() && is_same_secret(cookie(request.cookies, cookie_name_), cookie_);
}

bool Guard::take_token(std::string_view token) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(tokens_.begin(), tokens_.end(), [&](const std::string& one) { return is_same_secret(one, token); });
  if (found == tokens_.end()) return false;
  tokens_.erase(found);
  return true;
}

bool Guard::is_too_often(bool is_known) {
  const std::lock_guard lock(mutex_);
  Bucket& bucket = is_known ? inside_ : knocking_;
  const auto now = std::chrono::steady_clock::now();
  bucket.left = std::min(bucket.most, bucket.left + std::chrono::duration<double>(now - bucket.at).count() * bucket.a_second);
  bucket.at = now;
  if (bucket.left < 1) return true;
  bucket.left -= 1;
  return false;
}

std::optional<Response> Guard::admit(const Request& request) {
  if (!is_our_host(request)) return error_response(403, "wrong_host", "this server answers only under the address it printed");
  const bool is_known = has_cookie(request);
  const auto target = parse_target(request.target);
  const bool has_token = target && target->path == "/" && request.method == "GET" && !target->value("token").empty();
  // A link followed from elsewhere carries the token once; everything else from elsewhere is refused.
  if (is_from_elsewhere(request) && !(has_token && request.origin.empty()))
    return error_response(403, "wrong_origin", "the request comes from a page of another site");
  if (has_token && take_token(target->value("token"))) {
    Response in;
    in.status = 303;
    in.type = "text/plain; charset=utf-8";
    in.headers = {{"Location", "/"}, {"Set-Cookie", cookie_name_ + "=" + cookie_ + "; Path=/; HttpOnly; SameSite=Strict"}};
    add_safe_headers(in);
    return in;
  }
  if (is_too_often(is_known)) {
    Response late = error_response(429, "too_often", "too many requests in one second; wait a moment");
    late.headers.emplace_back("Retry-After", "1");
    return late;
  }
  if (!is_known) {
    return error_response(has_token ? 403 : 401, has_token ? "token_used" : "no_cookie",
                          has_token ? "this address has been used, or is not one of this server; start 'locarno serve' again for a new one"
                                    : "open the address that 'locarno serve' printed");
  }
  if (has_token) {   // the same browser follows its link again
    Response again;
    again.status = 303;
    again.headers = {{"Location", "/"}};
    add_safe_headers(again);
    return again;
  }
  if (!target) return error_response(400, "bad_address", target.error().what, target.error().where);
  if (request.method != "GET" && request.method != "POST" && request.method != "DELETE" && request.method != "HEAD") {
    Response refused = error_response(405, "unknown_method", "the method is '" + request.method.substr(0, 20) + "', expected GET, POST or DELETE");
    refused.headers.emplace_back("Allow", "GET, POST, DELETE");
    return refused;
  }
  if (request.method == "POST" && request.content_type.substr(0, 16) != "application/json")
    return error_response(415, "not_json", "the body must be application/json");
  return std::nullopt;
}

}  // namespace locarno::serve
