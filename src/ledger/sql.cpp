#include "ledger/sql.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

#include "ledger/ledger.hpp"

namespace locarno::ledger {
namespace {

std::string with_system_reason(std::string sentence, sqlite3* handle) {
  const int number = handle == nullptr ? 0 : sqlite3_system_errno(handle);
  if (number != 0) sentence += std::string(" (") + std::strerror(number) + ")";
  return sentence;
}

Error io_error(int code, sqlite3* handle, const std::string& path) {
  if (code == SQLITE_IOERR_SHMSIZE || (handle != nullptr && sqlite3_system_errno(handle) == ENOSPC))
    return {ErrorCode::io, "the disk is full: what was in hand was not kept, what was there before still is", path};
  return {ErrorCode::io, with_system_reason("the disk did not read or write the ledger", handle), path};
}

Error sentence_for(int code, sqlite3* handle, const std::string& path) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return {ErrorCode::io, "the disk is full: what was in hand was not kept, what was there before still is", path};
    case SQLITE_IOERR: return io_error(code, handle, path);
    case SQLITE_READONLY:
      return {ErrorCode::io, "the ledger cannot be written: the file, its folder or the medium is read-only", path};
    case SQLITE_PERM:
    case SQLITE_AUTH: return {ErrorCode::io, "no permission to use this ledger", path};
    case SQLITE_CANTOPEN:
      return {ErrorCode::io, with_system_reason("cannot open or create a ledger here", handle), path};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::io, "the ledger is being written by another process; try again when that has ended", path};
    case SQLITE_NOTADB: return {ErrorCode::bad_input, "this file is no ledger (not an SQLite database)", path};
    case SQLITE_CORRUPT: return {ErrorCode::bad_input, "this ledger is damaged: its pages contradict each other", path};
    case SQLITE_NOMEM: return {ErrorCode::limit_reached, "out of memory while using the ledger", path};
    case SQLITE_TOOBIG: return {ErrorCode::bad_input, "too long for the ledger: a value may have 1,000,000,000 bytes", path};
    default: break;
  }
  const char* words = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  return {ErrorCode::bad_input, std::string("the ledger refuses: ") + words, path};
}

}  // namespace

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Result<Database> Database::open(const std::string& path, const OpenOptions& options) {
  sqlite3* handle = nullptr;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  if (options.create) flags |= SQLITE_OPEN_CREATE;
  const char* vfs = options.vfs.empty() ? nullptr : options.vfs.c_str();
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, vfs);
  Database database(handle, path);
  if (code != SQLITE_OK) return Failure(database.error(code));
  sqlite3_busy_timeout(handle, options.busy_ms);
  // A ledger may come from someone else: its schema must not be able to run functions behind our back.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return database;
}

Result<Database> Database::open_frozen(const std::string& path) {
  std::string uri = "file:";
  static constexpr char hex[] = "0123456789ABCDEF";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                          byte == '/' || byte == '.' || byte == '-' || byte == '_';
    if (is_plain) { uri.push_back(c); continue; }
    uri.push_back('%');
    uri.push_back(hex[byte >> 4]);
    uri.push_back(hex[byte & 15]);
  }
  uri += "?immutable=1";
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(uri.c_str(), &handle, flags, nullptr);
  Database database(handle, path);
  if (code != SQLITE_OK) return Failure(database.error(code));
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return database;
}

Error Database::error(int code) const { return sentence_for(code, handle_.get(), path_); }

bool Database::is_busy() const {
  const int code = sqlite3_errcode(handle_.get());
  return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(handle_.get()); }

Result<void> Database::run(const char* sql) {
  const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return Failure(error(code));
  return {};
}

Result<std::int64_t> Database::number(const char* sql) {
  LOC_TRY(Statement statement, Statement::prepare(*this, sql));
  LOC_TRY(const bool has_row, statement.step());
  return has_row ? statement.number(0) : 0;
}

Result<Statement> Statement::prepare(const Database& database, std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  Statement statement;
  statement.statement_.reset(raw);
  statement.database_ = &database;
  if (code != SQLITE_OK) return Failure(database.error(code));
  return statement;
}

Result<bool> Statement::step() {
  if (bind_code_ != SQLITE_OK) return Failure(database_->error(bind_code_));
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return Failure(database_->error(code));
}

Result<void> Statement::run() {
  for (;;) {
    LOC_TRY(const bool has_row, step());
    if (!has_row) break;
  }
  reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  bind_code_ = SQLITE_OK;
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes), size);
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

// The caller's bytes outlive the step (SQLITE_STATIC): every bind is followed by its step in the same scope, and reset
// clears the bindings.
void Statement::bind_at(int at, std::string_view value) {
  const char* bytes = value.data() == nullptr ? "" : value.data();
  const int code = sqlite3_bind_text64(statement_.get(), at, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (bind_code_ == SQLITE_OK) bind_code_ = code;
}
void Statement::bind_at(int at, Blob value) {
  const char* bytes = value.bytes.data() == nullptr ? "" : value.bytes.data();
  const int code = sqlite3_bind_blob64(statement_.get(), at, bytes, value.bytes.size(), SQLITE_STATIC);
  if (bind_code_ == SQLITE_OK) bind_code_ = code;
}
void Statement::bind_at(int at, std::int64_t value) {
  const int code = sqlite3_bind_int64(statement_.get(), at, value);
  if (bind_code_ == SQLITE_OK) bind_code_ = code;
}
void Statement::bind_at(int at, std::nullptr_t) {
  const int code = sqlite3_bind_null(statement_.get(), at);
  if (bind_code_ == SQLITE_OK) bind_code_ = code;
}

Result<Use> Statements::use(const Database& database, std::string_view sql) {
  auto found = kept_.find(sql);
  if (found == kept_.end()) {
    LOC_TRY(Statement statement, Statement::prepare(database, sql));
    found = kept_.emplace(std::string(sql), std::move(statement)).first;
  }
  return Use(found->second);
}

Result<Transaction> Transaction::begin(Database& database) {
  LOC_CHECK(database.run("BEGIN IMMEDIATE"));
  return Transaction(database);
}

// A failed COMMIT or a full disk may have ended the transaction already; a second ROLLBACK would only say so.
Transaction::~Transaction() {
  if (database_ == nullptr || sqlite3_get_autocommit(database_->handle()) != 0) return;
  sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<ReadTransaction> ReadTransaction::begin(Database& database) {
  LOC_CHECK(database.run("BEGIN"));
  return ReadTransaction(database);
}

ReadTransaction::~ReadTransaction() {
  if (database_ != nullptr) sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
  LOC_CHECK(database_->run("COMMIT"));
  database_ = nullptr;
  return {};
}

}  // namespace locarno::ledger
