#include "http_server.hpp"

#include <httplib.h>
#include <poll.h>

#include <chrono>

namespace locarno::serve {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t most_workers = 96;
constexpr std::size_t most_waiting = 512;
constexpr std::size_t largest_head = std::size_t{64} << 10;
constexpr auto head_time = std::chrono::seconds(10);
constexpr auto body_time = std::chrono::seconds(30);
constexpr auto write_time = std::chrono::seconds(10);
constexpr auto idle_time = std::chrono::seconds(20);
constexpr auto idle_time_in_a_crowd = std::chrono::seconds(2);

/// The accept thread closes what comes when too many wait already: said to process_and_close_socket by this.
thread_local bool is_turned_away = false;
/// The answer being written closes its connection: what is left of the request's body has not been read.
thread_local bool must_close = false;

/// A fixed crew; knows how many wait.
class Crew : public httplib::TaskQueue {
 public:
  explicit Crew(std::atomic<std::size_t>& waiting) : waiting_(waiting) {
    for (std::size_t i = 0; i < most_workers; ++i) threads_.emplace_back([this] { work(); });
  }
  void enqueue(std::function<void()> task) override {
    {
      const std::lock_guard lock(mutex_);
      if (tasks_.size() < most_waiting) {
        tasks_.push_back(std::move(task));
        waiting_ = tasks_.size();
        task = nullptr;
      }
    }
    wake_.notify_one();
    if (!task) return;
    is_turned_away = true;
    task();
    is_turned_away = false;
  }
  void shutdown() override {
    {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return is_over_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      std::function<void()> task = std::move(tasks_.front());
      tasks_.pop_front();
      waiting_ = tasks_.size();
      lock.unlock();
      task();
    }
  }

  std::atomic<std::size_t>& waiting_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  bool is_over_ = false;
  std::vector<std::thread> threads_;
};

/// One connection: reads through a buffer, within the time and the bytes a request may take.
class Connection : public httplib::Stream {
 public:
  Connection(int socket, const std::atomic<bool>& is_over, const std::atomic<std::size_t>& waiting)
      : socket_(socket), is_over_(is_over), waiting_(waiting) {}

  /// Waits for the first byte of a request; then its time begins to run.
  bool next_request() {
    const auto since = Clock::now();
    while (begin_ == end_) {
      if (is_over_) return false;
      if (ready(POLLIN, 100)) {
        if (!fill()) return false;
        break;
      }
      if (Clock::now() - since > (waiting_ > 0 ? idle_time_in_a_crowd : idle_time)) return false;
    }
    taken_ = 0;
    may_take_ = largest_head;
    until_ = Clock::now() + head_time;
    return true;
  }
  void expect_body() {
    may_take_ = taken_ + largest_body + largest_head;
    until_ = Clock::now() + body_time;
  }

  bool is_readable() const override { return begin_ < end_ || ready(POLLIN, 0); }
  bool is_writable() const override { return ready(POLLOUT, 0) && !is_gone(); }
  ssize_t read(char* to, std::size_t size) override {
    if (begin_ == end_) {
      for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Clock::now()).count();
        if (left <= 0 || is_over_) return -1;
        if (ready(POLLIN, static_cast<int>(std::min<long long>(left, 100)))) break;
      }
      if (!fill()) return -1;
    }
    if (taken_ >= may_take_) return -1;
    const std::size_t given = std::min({size, end_ - begin_, may_take_ - taken_});
    std::copy_n(buffer_ + begin_, given, to);
    begin_ += given;
    taken_ += given;
    return static_cast<ssize_t>(given);
  }
  ssize_t write(const char* from, std::size_t size) override {
    std::size_t done = 0;
    for (const auto until = Clock::now() + write_time; done < size && !is_over_;) {
      if (Clock::now() > until) return -1;
      if (!ready(POLLOUT, 100)) continue;
      const ssize_t sent = ::send(socket_, from + done, size - done, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && errno != EAGAIN && errno != EINTR) return -1;
      if (sent > 0) done += static_cast<std::size_t>(sent);
    }
    return done == size ? static_cast<ssize_t>(done) : -1;
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
  void get_local_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
  socket_t socket() const override { return socket_; }

 private:
  bool ready(short what, int milliseconds) const {
    pollfd asked{socket_, what, 0};
    return ::poll(&asked, 1, milliseconds) > 0 && (asked.revents & (what | POLLHUP | POLLERR)) != 0;
  }
  bool is_gone() const {
    char byte = 0;
    return ready(POLLIN, 0) && ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
  }
  bool fill() {
    const ssize_t got = ::recv(socket_, buffer_, sizeof buffer_, 0);
    if (got <= 0) return false;
    begin_ = 0;
    end_ = static_cast<std::size_t>(got);
    return true;
  }

  int socket_;
  const std::atomic<bool>& is_over_;
  const std::atomic<std::size_t>& waiting_;
  char buffer_[16384];
  std::size_t begin_ = 0, end_ = 0, taken_ = 0, may_take_ = largest_head;
  Clock::time_point until_;
};

Request request_of(const httplib::Request& from) {
  return {from.method, from.target, from.get_header_value("Host"), from.get_header_value("Origin"), from.get_header_value("Sec-Fetch-Site"),
          from.get_header_value("Cookie"), from.get_header_value("Content-Type"), from.get_header_value("If-None-Match"), from.body};
}

void put(Response&& from, httplib::Response& to) {
  to.status = from.status;
  for (const auto& [name, value] : from.headers) to.set_header(name.c_str(), value);
  if (from.stream) {
    to.set_chunked_content_provider(from.type, [stream = std::move(from.stream)](std::size_t, httplib::DataSink& sink) {
      stream([&sink](std::string_view piece) { return sink.is_writable() && sink.write(piece.data(), piece.size()); });
      sink.done();
      return true;
    });
  } else if (from.status != 304) {
    to.set_content(std::move(from.body), from.type);
  }
}

class Server : public HttpServer, private httplib::Server {
 public:
  bool bind_to(int port) {
    new_task_queue = [this] { return new Crew(waiting_); };
    set_tcp_nodelay(true);
    set_payload_max_length(largest_body);
    set_socket_options([](int socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);   // not SO_REUSEPORT: nobody may listen beside us
    });
    port_ = port == 0 ? bind_to_any_port("127.0.0.1") : bind_to_port("127.0.0.1", port) ? port : -1;
    return port_ > 0;
  }
  int port() const override { return port_; }
  void stop() override {
    is_over_ = true;
    httplib::Server::stop();
  }
  void run(Admit admit, Answer answer) override {
    admit_ = std::move(admit);
    answer_ = std::move(answer);
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      auto refused = admit_(request_of(request));
      const bool has_body = request.method != "GET" && request.method != "HEAD" && request.method != "DELETE";
      if (!refused && has_body) {
        current_->expect_body();
        return HandlerResponse::Unhandled;
      }
      must_close = refused && (has_body || request.has_header("Content-Length") || request.has_header("Transfer-Encoding"));
      put(refused ? std::move(*refused) : answer_(request_of(request)), response);
      return HandlerResponse::Handled;
    });
    Post(".*", [this](const httplib::Request& request, httplib::Response& response) { put(answer_(request_of(request)), response); });
    set_error_handler([](const httplib::Request&, httplib::Response& response) {
      if (!response.body.empty() || response.status < 400) return;
      must_close = true;
      const bool is_large = response.status == 413;
      response.set_content(std::string(R"({"code":")") + (is_large ? "too_large" : "bad_request") + R"(","place":"","sentence":")" +
                           (is_large ? "the request is larger than one megabyte" : "the request is not well-formed, or beyond the limits") + "\"}\n",
                           "application/json; charset=utf-8");
      response.set_header("X-Content-Type-Options", "nosniff");
      response.set_header("Cache-Control", "no-store");
      response.set_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    });
    listen_after_bind();
  }

 private:
  bool process_and_close_socket(int socket) override {
    if (!is_turned_away) serve(socket);
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return true;
  }
  void serve(int socket) {
    Connection connection(socket, is_over_, waiting_);
    current_ = &connection;
    bool is_closed = false;
    while (!is_closed && connection.next_request()) {
      must_close = false;
      // Compression and ranges cost a local browser more than they save.
      const bool went_well = process_request(connection, false, is_closed, [](httplib::Request& request) {
        request.headers.erase("Accept-Encoding");
        request.headers.erase("Range");
        request.ranges.clear();
      });
      if (!went_well || must_close) break;
    }
    current_ = nullptr;
  }

  static thread_local Connection* current_;
  int port_ = -1;
  std::atomic<bool> is_over_{false};
  std::atomic<std::size_t> waiting_{0};
  Admit admit_;
  Answer answer_;
};
thread_local Connection* Server::current_ = nullptr;

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::bind(int port) {
  auto server = std::make_unique<Server>();
  if (!server->bind_to(port))
    return fail(ErrorCode::io, port == 0 ? "cannot listen on 127.0.0.1" : "cannot listen on port " + std::to_string(port) + ": it may be in use", "--port");
  return std::unique_ptr<HttpServer>(std::move(server));
}

}  // namespace locarno::serve
