#pragma once
// apps/cli/ledger_options.hpp -- the options that search, review and ledger share: which ledger.
#include <optional>
#include <string>

#include "door.hpp"
#include "ledger/ledger.hpp"

namespace locarno::cli {

struct LedgerOptions {
  std::string ledger;      ///< --ledger FILE
  std::string case_place;  ///< --case DIR
  bool json = false;
};

/// Adds --ledger, --case and --json to a command.
void add_ledger_options(CLI::App& command, LedgerOptions& options);

/// --ledger, else .locarno/ledger.db in the case folder given, else in the current folder (CONTRACT, Places).
std::string ledger_path(const LedgerOptions& options);

/// Opens a ledger that is there; none: the door has the failure. `only_read`: works on a read-only medium too.
std::optional<ledger::Ledger> open_ledger(const LedgerOptions& options, bool only_read, Door& door);

}  // namespace locarno::cli
