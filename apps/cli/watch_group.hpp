#pragma once
// apps/cli/watch_group.hpp -- the command `watch`, to which several files add their subcommands.
#include "door.hpp"

namespace locarno::cli {

/// Finds the group in the application or makes it.
inline CLI::App* watch_group(CLI::App& app) {
  const auto found = app.get_subcommands([](const CLI::App* one) { return one->get_name() == "watch"; });
  if (!found.empty()) return found.front();
  CLI::App* group = app.add_subcommand("watch", "is it being kept: reports to incidents, findings that can be contested, alarms, bulletins");
  group->require_subcommand(1);
  group->footer("Examples:\n"
                "  locarno watch add cases/river-truce reports.csv --format acled\n"
                "  locarno watch board cases/river-truce\n"
                "The terms stand in [watch] of case.toml (docs/watch.md).");
  return group;
}

}  // namespace locarno::cli
