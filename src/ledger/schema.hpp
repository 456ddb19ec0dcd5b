#pragma once
// locarno/ledger/schema.hpp -- the tables, and whether a file is a ledger that this program may use.
//
// A new schema version gets a number, a migration in schema.cpp and a line in docs/ledger.md; ledgers of older versions
// are migrated on opening, ledgers of newer ones are refused.
#include "ledger/sql.hpp"

namespace locarno::ledger {

inline constexpr std::int64_t application_id = 0x4C6F6361;  ///< "Loca", in the file's header
inline constexpr std::int64_t schema_version = 2;           ///< PRAGMA user_version

/// Makes an empty file a ledger, in one transaction; checks any other. Errors: bad_input, io.
Result<void> ensure_schema(Database& database);
/// Only checks. Errors: bad_input (no ledger, from the future, empty), io.
Result<void> check_schema(Database& database);

}  // namespace locarno::ledger
