#pragma once
// apps/serve/http_server.hpp -- the thin door around cpp-httplib: sockets, limits, times. Nothing above it knows the library.
//
// Limits     head of a request 64 KiB in 10 s, body 1 MiB in 30 s, an idle connection 20 s (2 s when others wait), 96 at work
//            and 512 waiting; those beyond are closed. Loopback only.
#include <atomic>
#include <functional>
#include <memory>

#include "request.hpp"

namespace locarno::serve {

inline constexpr std::size_t largest_body = std::size_t{1} << 20;

class HttpServer {
 public:
  /// Decides on a request before its body is read: a Response refuses it.
  using Admit = std::function<std::optional<Response>(const Request&)>;
  using Answer = std::function<Response(const Request&)>;

  /// Binds 127.0.0.1:port; 0 = any free port. Errors: io when the port is taken.
  static Result<std::unique_ptr<HttpServer>> bind(int port);
  virtual ~HttpServer() = default;
  virtual int port() const = 0;
  /// Answers until stop(). Called once.
  virtual void run(Admit admit, Answer answer) = 0;
  virtual void stop() = 0;
};

}  // namespace locarno::serve
