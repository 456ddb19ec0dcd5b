#include "ledger/schema.hpp"

#include <fmt/format.h>

namespace locarno::ledger {
namespace {

// Small columns first, blobs last: a scan over names and hashes does not touch the pages of the reports.
// `words` keeps no text of its own (content=''): the text is in `document`, its places in `block`.
constexpr const char* tables = R"sql(
CREATE TABLE setting(name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE document(
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  reading_key TEXT NOT NULL,
  meta TEXT NOT NULL,
  raw_size INTEGER NOT NULL,
  text_size INTEGER NOT NULL,
  text BLOB,
  raw BLOB NOT NULL
) STRICT;
CREATE INDEX document_by_name ON document(name, number);
CREATE TABLE block(
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(number),
  byte_start INTEGER NOT NULL,
  byte_end INTEGER NOT NULL,
  role TEXT NOT NULL,
  language TEXT NOT NULL,
  continues INTEGER NOT NULL,
  why TEXT NOT NULL
) STRICT;
CREATE INDEX block_by_document ON block(document, number);
CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, tokenize='locarno');
CREATE TABLE record(
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(number),
  place INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  party TEXT NOT NULL,
  issue TEXT NOT NULL,
  date TEXT,
  byte_start INTEGER NOT NULL,
  byte_end INTEGER NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_by_document ON record(document, place);
CREATE INDEX record_by_id ON record(id);
CREATE INDEX record_by_issue ON record(issue, party, date);
CREATE TABLE audit(
  number INTEGER PRIMARY KEY CHECK(number > 0),
  what TEXT NOT NULL,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE snapshot(
  number INTEGER PRIMARY KEY REFERENCES audit(number),
  case_id TEXT NOT NULL,
  as_of TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX snapshot_by_case ON snapshot(case_id, as_of, number);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END;
CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END;
)sql";

// Apart from the other tables, because version 2 brought span, split, merge and undo.
constexpr const char* decision_table = R"sql(
CREATE TABLE decision(
  number INTEGER PRIMARY KEY REFERENCES audit(number),
  record TEXT NOT NULL,
  action TEXT NOT NULL CHECK(action IN ('accept', 'reject', 'set', 'span', 'split', 'merge', 'undo')),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL CHECK(reason <> ''),
  who TEXT NOT NULL CHECK(who <> ''),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_record ON decision(record, number);
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
)sql";

// SQLite cannot change a CHECK: the rows move into a new table of the same name. Triggers and index go with the old one.
constexpr const char* park_decisions = R"sql(
CREATE TEMP TABLE parked AS SELECT * FROM decision;
DROP TABLE decision;
)sql";
constexpr const char* bring_decisions_back = R"sql(
INSERT INTO decision SELECT * FROM parked;
DROP TABLE parked;
PRAGMA user_version = 2;
)sql";

struct State {
  bool is_empty = false;
  std::int64_t application = 0;
  std::int64_t version = 0;
};

Result<State> state_of(Database& database) {
  State state;
  LOC_TRY(const std::int64_t objects, database.number("SELECT count(*) FROM sqlite_schema"));
  LOC_TRY(state.application, database.number("PRAGMA application_id"));
  LOC_TRY(state.version, database.number("PRAGMA user_version"));
  state.is_empty = objects == 0 && state.application == 0 && state.version == 0;
  return state;
}

Result<void> judge(const State& state, const std::string& path) {
  if (state.application != application_id)
    return fail(ErrorCode::bad_input, "this is a database, but no Locarno ledger; give another file with --ledger", path);
  if (state.version > schema_version)
    return fail(ErrorCode::bad_input,
                fmt::format("this ledger was written by a newer Locarno (schema {}; this program knows {}); nothing was "
                            "changed, use the newer program", state.version, schema_version), path);
  if (state.version < 1)
    return fail(ErrorCode::bad_input, fmt::format("this ledger has no schema version of Locarno ({})", state.version), path);
  return {};
}

Result<void> create(Database& database) {
  LOC_TRY(Transaction transaction, Transaction::begin(database));
  LOC_TRY(const State state, state_of(database));
  if (!state.is_empty) return judge(state, database.path());  // another process was faster
  LOC_CHECK(database.run(tables));
  LOC_CHECK(database.run(decision_table));
  LOC_CHECK(database.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id,
                                     schema_version).c_str()));
  return transaction.commit();
}

/// Version 1 knew accept, reject and set. One transaction: a kill leaves the old form or the new one.
Result<void> migrate(Database& database) {
  LOC_TRY(Transaction transaction, Transaction::begin(database));
  LOC_TRY(const State state, state_of(database));
  LOC_CHECK(judge(state, database.path()));
  if (state.version != 1) return {};  // another process was faster
  LOC_CHECK(database.run(park_decisions));
  LOC_CHECK(database.run(decision_table));
  LOC_CHECK(database.run(bring_decisions_back));
  return transaction.commit();
}

}  // namespace

Result<void> check_schema(Database& database) {
  LOC_TRY(const State state, state_of(database));
  if (state.is_empty) return fail(ErrorCode::bad_input, "this ledger is empty: nothing was ever read into it", database.path());
  return judge(state, database.path());
}

Result<void> ensure_schema(Database& database) {
  LOC_TRY(const State state, state_of(database));
  if (state.is_empty) return create(database);
  LOC_CHECK(judge(state, database.path()));
  return state.version < schema_version ? migrate(database) : Result<void>();
}

}  // namespace locarno::ledger
