// locarno ledger check | log: is the ledger whole, and what was done to it.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"
#include "ledger_options.hpp"

namespace locarno::cli {
namespace {

struct CheckOptions : LedgerOptions {
  std::string contains;
};

/// Every finding of the check, in plain sentences; empty when the ledger is whole.
Result<std::vector<std::string>> findings(const ledger::Ledger& ledger, const std::string& contains) {
  std::vector<std::string> found;
  const auto note = [&](const Result<void>& result) {
    if (!result) found.push_back(result.error().what);
    return result || result.error().code == ErrorCode::bad_input;
  };
  const auto pages = ledger.integrity_check();
  if (!note(pages)) return Failure(pages.error());
  const auto chain = ledger.verify_audit();
  if (!note(chain)) return Failure(chain.error());
  if (contains.empty()) return found;
  LOC_TRY(const auto entries, ledger.audit());
  const bool is_there = std::any_of(entries.begin(), entries.end(), [&](const ledger::AuditEntry& entry) {
    return contains.size() >= 8 && entry.hash.starts_with(contains);
  });
  if (!is_there) found.push_back("no audit entry has the hash " + contains + ": the log was cut short or is another one");
  return found;
}

void run_check(const CheckOptions& options, Door& door) {
  const auto opened = open_ledger(options, true, door);
  if (!opened) return;
  const auto found = findings(*opened, options.contains);
  if (!found) return door.fail(found.error());
  const auto counts = opened->counts();
  if (!counts) return door.fail(counts.error());
  if (!found->empty()) door.status = 1;
  if (options.json) {
    const nlohmann::json line{{"ledger", ledger_path(options)}, {"whole", found->empty()}, {"findings", *found},
                              {"documents", counts->documents}, {"records", counts->records},
                              {"decisions", counts->decisions}, {"audit", counts->audit}, {"last_hash", counts->last_hash}};
    return door.print(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  }
  door.print(fmt::format("{}: {}\n", ledger_path(options), found->empty() ? "whole" : "NOT whole"));
  for (const std::string& finding : *found) door.print("  " + brief::visible(finding) + "\n");
  door.print(fmt::format("{} documents, {} records, {} decisions, {} log entries\nlast hash {}\n", counts->documents,
                         counts->records, counts->decisions, counts->audit, counts->last_hash));
}

std::string log_line(const ledger::AuditEntry& entry) {
  return fmt::format("{:>6}  {}  {:<9} {}\n", entry.number, entry.hash.substr(0, 12), brief::visible(entry.what),
                     brief::visible(entry.body));
}

std::string log_json(const ledger::AuditEntry& entry) {
  const nlohmann::json body = nlohmann::json::parse(entry.body.begin(), entry.body.end(), nullptr, false);
  const nlohmann::json line{{"number", entry.number}, {"what", entry.what}, {"previous", entry.previous}, {"hash", entry.hash},
                            {"body", body.is_discarded() ? nlohmann::json(entry.body) : body}};
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

void run_log(const LedgerOptions& options, Door& door) {
  const auto opened = open_ledger(options, true, door);
  if (!opened) return;
  const auto entries = opened->audit();
  if (!entries) return door.fail(entries.error());
  for (const ledger::AuditEntry& entry : *entries) door.print(options.json ? log_json(entry) : log_line(entry));
}

void add_ledger(CLI::App& app, Door& door) {
  CLI::App* command = app.add_subcommand("ledger", "check a ledger, or print its log");
  command->footer("Examples:\n"
                  "  locarno ledger check --case cases/ukraine-2025\n"
                  "  locarno ledger log --case cases/ukraine-2025 | tail");
  command->require_subcommand(1);

  auto check = std::make_shared<CheckOptions>();
  CLI::App* check_command = command->add_subcommand("check", "is the file whole, and does every entry follow from the one before");
  add_ledger_options(*check_command, *check);
  check_command->add_option("--contains", check->contains,
                            "a last hash noted earlier (at least 8 digits): is it still in the log");
  check_command->footer("Exit code 0: whole. 1: not whole, with what was found.");
  check_command->callback([check, &door] { run_check(*check, door); });

  auto log = std::make_shared<LedgerOptions>();
  CLI::App* log_command = command->add_subcommand("log", "what was put in and decided, in order, each entry with its hash");
  add_ledger_options(*log_command, *log);
  log_command->footer("Examples:\n"
                      "  locarno ledger log --case cases/ukraine-2025 | tail\n"
                      "  locarno ledger log --ledger my-case/ledger.db --json > log.jsonl");
  log_command->callback([log, &door] { run_log(*log, door); });
}
const Register registered(50, add_ledger);

}  // namespace
}  // namespace locarno::cli
