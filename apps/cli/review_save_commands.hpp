#pragma once
// apps/cli/review_save_commands.hpp -- review save-row, save-test, replay.
#include "door.hpp"

namespace locarno::cli {
void add_save_commands(CLI::App& review, Door& door);
}  // namespace locarno::cli
