#include "watch_options.hpp"

#include <cstdlib>
#include <ctime>

namespace locarno::cli {

void add_watch_options(CLI::App& command, WatchOptions& options) {
  command.add_option("CASE", options.place, "a case folder with [watch]")->required();
  command.add_option("--watch", options.store, "the file of reports and decisions; default .locarno/watch.db in the case folder");
  command.add_flag("--json", options.json, "print JSON, one object a line");
}

std::optional<std::string> time_of(const WatchOptions& options, Door& door) {
  if (options.at.empty()) return instant_text(static_cast<std::int64_t>(std::time(nullptr)));
  const auto parsed = parse_instant(options.at);
  if (!parsed) {
    door.fail({ErrorCode::bad_use, "'" + options.at + "' is no time, expected 2026-03-01T06:00:00Z", ""});
    return std::nullopt;
  }
  return instant_text(parsed->at);
}

std::string stream_password() {
  const char* password = std::getenv("LOCARNO_REDIS_PASSWORD");
  return password == nullptr ? "" : password;
}

std::optional<study::Monitor> open_watch(const WatchOptions& options, bool create, Door& door) {
  auto opened = study::open_monitor(options.place, options.store, create);
  if (opened) return std::move(*opened);
  door.fail(opened.error());
  return std::nullopt;
}

}  // namespace locarno::cli
