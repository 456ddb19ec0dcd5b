#include "ledger_options.hpp"

#include <filesystem>

namespace locarno::cli {

void add_ledger_options(CLI::App& command, LedgerOptions& options) {
  command.add_option("--ledger", options.ledger, "the ledger file");
  command.add_option("--case", options.case_place, "the case folder whose ledger it is");
  command.add_flag("--json", options.json, "print JSON, one object a line");
}

std::string ledger_path(const LedgerOptions& options) {
  namespace fs = std::filesystem;
  if (!options.ledger.empty()) return options.ledger;
  const fs::path usual = fs::path(".locarno") / "ledger.db";
  if (options.case_place.empty()) return usual.string();
  // A plain folder of reports has its ledger where the command was run, unless someone put one beside the reports.
  std::error_code ignored;
  const fs::path place(options.case_place);
  const bool is_case = fs::exists(place / "case.toml", ignored) || fs::exists(place / usual, ignored);
  return (is_case ? place / usual : usual).string();
}

std::optional<ledger::Ledger> open_ledger(const LedgerOptions& options, bool only_read, Door& door) {
  ledger::OpenOptions how;
  how.create = false;
  how.only_read = only_read;
  auto opened = ledger::Ledger::open(ledger_path(options), how);
  if (opened) return std::move(*opened);
  door.fail(opened.error());
  return std::nullopt;
}

}  // namespace locarno::cli
