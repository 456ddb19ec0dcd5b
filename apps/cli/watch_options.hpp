#pragma once
// apps/cli/watch_options.hpp -- what the subcommands of `watch` share.
#include <string>

#include "door.hpp"
#include "study/monitor.hpp"

namespace locarno::cli {

struct WatchOptions {
  std::string place;         ///< CASE
  std::string store;         ///< --watch FILE
  std::string at;            ///< --at: when, instead of the clock
  bool json = false;
};

/// Adds CASE, --watch and --json.
void add_watch_options(CLI::App& command, WatchOptions& options);
/// --at, else the clock, as "2026-03-01T06:00:00Z". None: the door has the failure.
std::optional<std::string> time_of(const WatchOptions& options, Door& door);
/// $LOCARNO_REDIS_PASSWORD, not an option: what stands on a command line others can read.
std::string stream_password();
/// None: the door has the failure.
std::optional<study::Monitor> open_watch(const WatchOptions& options, bool create, Door& door);

}  // namespace locarno::cli
