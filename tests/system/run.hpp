#pragma once
// Runs the binary as a user would and keeps what it printed and returned.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace locarno::system_test {

struct Ran {
  int status = -1;     ///< exit code; 128 + signal when killed
  std::string out;
  std::string err;
};

/// A folder of its own for one test, removed at the end.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "locarno-test-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string str() const { return path_.string(); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

inline std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Runs `LOCARNO_BINARY arguments` through the shell in `folder`.
inline Ran run(const std::string& arguments, const std::string& folder = ".") {
  const Folder logs;
  const std::string command = "cd '" + folder + "' && '" LOCARNO_BINARY "' " + arguments + " >'" + (logs / "out") +
                              "' 2>'" + (logs / "err") + "' </dev/null";
  const int raw = std::system(command.c_str());
  Ran ran;
  ran.status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
  ran.out = slurp(logs / "out");
  ran.err = slurp(logs / "err");
  return ran;
}

/// A shell command that goes on beside the test, and its exit code when it has ended (128 + signal when killed).
inline pid_t start(const std::string& command) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr);
    ::_exit(127);
  }
  return child;
}

inline int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// The project's folder, where the bundled case stands (tests run with it as working directory).
inline std::string project() { return std::filesystem::current_path().string(); }

/// The shared material, or "" when it is absent.
inline std::string shared() {
  const char* set = std::getenv("LOCARNO_SHARED");
  const std::filesystem::path path = set ? set : "../shared";
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored) ? std::filesystem::absolute(path).string() : "";
}

}  // namespace locarno::system_test
