#pragma once
// locarno/study/watch.hpp -- which files of a watched folder are new or changed, and at rest.
//
// Question   Folders or files, and the time.
// Answer     The files whose size and time of change have stayed the same for `rest_ms`, each once for each change.
// Method     Looking again and again (works on any file system, also across a network); nothing is kept on disk.
// Cost       One stat per file and look.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace locarno::study {

class Watch {
 public:
  Watch(std::vector<std::string> paths, std::int64_t rest_ms) : paths_(std::move(paths)), rest_ms_(rest_ms) {}
  /// Files to read now, in order of name. `now_ms`: any clock that does not go back. `old_before`: files last changed
  /// before this second of the file system's clock are at rest when first seen.
  std::vector<std::string> look(std::int64_t now_ms, std::int64_t old_before);

 private:
  struct State {
    std::int64_t size = 0, changed_ns = 0;
    std::uint64_t node = 0;
    std::int64_t since_ms = 0;
    bool is_read = false;
  };
  std::vector<std::string> paths_;
  std::int64_t rest_ms_;
  std::map<std::string, State> files_;
};

}  // namespace locarno::study
