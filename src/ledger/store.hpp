#pragma once
// locarno/ledger/store.hpp -- what stands behind a Ledger: the database and its kept statements. Private to the room.
#include <optional>
#include <string>
#include <string_view>

#include "ledger/ledger.hpp"
#include "ledger/sql.hpp"

namespace locarno::ledger {

struct Store {
  explicit Store(Database opened) : database(std::move(opened)) {}
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  Result<Use> use(std::string_view sql) { return statements.use(database, sql); }
  const std::string& path() const { return database.path(); }

  Database database;
  Statements statements;   ///< after database: finalized before it closes
};

// --- audit.cpp: inside a transaction of the caller
/// Appends an entry that follows from the last one; gives its number.
Result<std::int64_t> append_audit(Store& store, std::string_view what, const std::string& body);
std::string audit_hash(std::string_view previous, std::string_view what, std::string_view body);

// --- put.cpp
/// What the audit log says of a document's reading, computed from the tables as they stand.
struct ReadingPrint { std::string meta_sha256; std::string records_sha256; std::int64_t records = 0; };
Result<ReadingPrint> reading_print(Store& store, std::int64_t document);
/// Document row -> the document's text.
Result<std::string> text_of(Store& store, std::int64_t document);

// --- search.cpp: inside a transaction of the caller
Result<void> index_block(Store& store, std::int64_t block, std::string_view searchable);
/// The block's searchable text as it was indexed.
Result<void> unindex_block(Store& store, std::int64_t block, std::string_view searchable);
/// Rebuilds the word index when it was made by other rules.
Result<void> ensure_words(Store& store);
/// The text the index sees: markup blanked where the container has markup.
std::string searchable_text(std::string_view text, std::string_view container);

}  // namespace locarno::ledger
