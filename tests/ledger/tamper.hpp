#pragma once
// What someone with a database shell could do to a ledger.
#include <sqlite3.h>

#include <string>

namespace locarno::ledger::sample {

/// Runs SQL behind the ledger's back; gives SQLite's message, "" when it worked.
inline std::string tamper(const std::string& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  sqlite3_open(path.c_str(), &handle);
  char* message = nullptr;
  sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message);
  const std::string said = message == nullptr ? "" : message;
  sqlite3_free(message);
  sqlite3_close(handle);
  return said;
}

}  // namespace locarno::ledger::sample
