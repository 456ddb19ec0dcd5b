#include "study/watch.hpp"

#include <sys/stat.h>

#include "study/desk.hpp"

namespace locarno::study {

std::vector<std::string> Watch::look(std::int64_t now_ms, std::int64_t old_before) {
  std::vector<std::string> rested;
  std::map<std::string, State> seen;
  for (const std::string& path : paths_) {
    const auto files = report_files({path});
    if (!files) continue;  // empty for now, or gone: it may come
    for (const std::string& file : *files) {
      struct stat status{};
      if (stat(file.c_str(), &status) != 0) continue;
      State now{status.st_size, status.st_mtim.tv_sec * std::int64_t{1000000000} + status.st_mtim.tv_nsec, status.st_ino, now_ms, false};
      const auto before = files_.find(file);
      const bool same = before != files_.end() && before->second.size == now.size && before->second.changed_ns == now.changed_ns &&
                        before->second.node == now.node;
      if (same) now = before->second;
      const bool is_old = before == files_.end() && status.st_mtim.tv_sec < old_before;
      if (!now.is_read && (is_old || (same && now_ms - now.since_ms >= rest_ms_))) {
        rested.push_back(file);
        now.is_read = true;
      }
      seen[file] = now;
    }
  }
  files_ = std::move(seen);
  return rested;
}

}  // namespace locarno::study
