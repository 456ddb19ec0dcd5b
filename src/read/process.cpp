#include "read/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/close_range.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>

namespace locarno::read {
namespace {

struct Pipe {
  int read = -1, write = -1;
  bool open() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return false;
    read = ends[0];
    write = ends[1];
    return true;
  }
  static void shut(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }
  ~Pipe() {
    shut(read);
    shut(write);
  }
};

void limit(int what, rlim_t most) {
  const rlimit value{most, most};
  setrlimit(static_cast<__rlimit_resource>(what), &value);
}

/// In the child, between fork and exec: system calls only.
[[noreturn]] void become(const char* path, char* const* arguments, char* const* environment, const Pipe& in, const Pipe& out,
                         const Pipe& err, const Leash& leash) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setpgid(0, 0);
  dup2(in.read, 0);
  dup2(out.write, 1);
  dup2(err.write, 2);
  syscall(SYS_close_range, 3u, ~0u, 0u);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  limit(RLIMIT_CPU, leash.cpu_seconds);
  limit(RLIMIT_AS, leash.memory_bytes);
  limit(RLIMIT_FSIZE, leash.output_bytes);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 64);
  execve(path, arguments, environment);
  _exit(127);
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

/// A write into a pipe nobody reads any more must not end this program.
struct QuietPipe {
  sigset_t before;
  QuietPipe() {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
  }
  ~QuietPipe() {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    const timespec now{};
    if (sigismember(&before, SIGPIPE) == 0) while (sigtimedwait(&pipe, nullptr, &now) == SIGPIPE) {}
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }
  QuietPipe(const QuietPipe&) = delete;
  QuietPipe& operator=(const QuietPipe&) = delete;
};

/// Feeds and drains the child until it has closed its ends. Returns what went over, or "".
std::string exchange(Pipe& in, Pipe& out, Pipe& err, std::string_view input, const Leash& leash, Ended& ended) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(leash.wall_seconds);
  std::size_t sent = 0;
  if (input.empty()) Pipe::shut(in.write);
  char chunk[65536];
  while (out.read >= 0 || err.read >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
    if (left <= 0) return fmt::format("took more than {} seconds", leash.wall_seconds);
    pollfd watched[3] = {{in.write, POLLOUT, 0}, {out.read, POLLIN, 0}, {err.read, POLLIN, 0}};
    if (poll(watched, 3, static_cast<int>(left)) < 0 && errno != EINTR) return "cannot be listened to";
    if (watched[0].revents != 0) {
      const ssize_t n = ::write(in.write, input.data() + sent, std::min(input.size() - sent, sizeof chunk));
      if (n > 0) sent += static_cast<std::size_t>(n);
      if ((n < 0 && errno != EAGAIN && errno != EINTR) || sent == input.size()) Pipe::shut(in.write);
    }
    if (watched[1].revents != 0) {
      const ssize_t n = ::read(out.read, chunk, sizeof chunk);
      if (n > 0) ended.out.append(chunk, static_cast<std::size_t>(n));
      else if (n == 0 || (errno != EAGAIN && errno != EINTR)) Pipe::shut(out.read);
      if (ended.out.size() > leash.output_bytes) return fmt::format("wrote more than {} MiB", leash.output_bytes >> 20);
    }
    if (watched[2].revents != 0) {
      const ssize_t n = ::read(err.read, chunk, sizeof chunk);
      if (n > 0 && ended.complaint.size() < 2000) ended.complaint.append(chunk, static_cast<std::size_t>(n));
      else if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) Pipe::shut(err.read);
    }
  }
  return {};
}

}  // namespace

std::string find_program(const std::string& program) {
  const char* set = std::getenv("PATH");
  const std::string path = set != nullptr ? set : "/usr/bin:/bin";
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find(':', at), path.size());
    const std::string candidate = path.substr(at, end - at) + "/" + program;
    if (candidate[0] == '/' && access(candidate.c_str(), X_OK) == 0) return candidate;
    at = end + 1;
  }
  return {};
}

Result<Ended> run_process(const std::string& path, const std::vector<std::string>& arguments, std::string_view input, const Leash& leash) {
  Pipe in, out, err;
  if (!in.open() || !out.open() || !err.open()) return fail(ErrorCode::io, "no pipe can be opened: " + std::string(std::strerror(errno)), path);
  std::vector<std::string> words = {path};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> settings = {"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=/nonexistent"};
  const std::vector<char*> argv = pointers(words), envp = pointers(settings);
  const QuietPipe quiet;
  const pid_t child = fork();
  if (child < 0) return fail(ErrorCode::io, "cannot start the program: " + std::string(std::strerror(errno)), path);
  if (child == 0) become(path.c_str(), argv.data(), envp.data(), in, out, err, leash);
  setpgid(child, child);
  Pipe::shut(in.read);
  Pipe::shut(out.write);
  Pipe::shut(err.write);
  fcntl(in.write, F_SETFL, O_NONBLOCK);
  Ended ended;
  const std::string over = exchange(in, out, err, input, leash, ended);
  if (!over.empty()) kill(-child, SIGKILL);
  int raw = 0;
  while (waitpid(child, &raw, 0) < 0 && errno == EINTR) {}
  if (!over.empty()) return fail(ErrorCode::limit_reached, over, path);
  ended.status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
  return ended;
}

}  // namespace locarno::read
