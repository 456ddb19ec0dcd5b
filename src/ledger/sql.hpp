#pragma once
// locarno/ledger/sql.hpp -- the little of SQLite that this room uses, with its failures as Result. Private to the room:
// SQLite's own header is included by .cpp files only.
//
// A Statement is prepared once and kept (Statements); Use resets it when it leaves scope, so that no read transaction
// stays open by accident.
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace locarno::ledger {

struct OpenOptions;

/// Bytes to be stored as a BLOB rather than TEXT.
struct Blob { std::string_view bytes; };

class Database {
 public:
  /// Opens the file and nothing more: whether it is a ledger is schema.hpp's question.
  static Result<Database> open(const std::string& path, const OpenOptions& options);
  /// Opens a file on a medium that cannot be written, as it stands (no lock, no log beside it).
  static Result<Database> open_frozen(const std::string& path);

  /// Runs one or more statements without parameters or results.
  Result<void> run(const char* sql);
  /// The first column of the first row, 0 when there is none.
  Result<std::int64_t> number(const char* sql);
  bool is_busy() const;           ///< the last call failed because another process holds the file
  std::int64_t last_row() const;   ///< number of the row inserted last
  /// What a SQLite result code means to a user, in one sentence, with this file as its place.
  Error error(int code) const;
  sqlite3* handle() const { return handle_.get(); }
  const std::string& path() const { return path_; }

 private:
  struct Close { void operator()(sqlite3* handle) const; };
  Database(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  std::unique_ptr<sqlite3, Close> handle_;
  std::string path_;
};

class Statement {
 public:
  static Result<Statement> prepare(const Database& database, std::string_view sql);
  /// Binds parameters 1.. in order.
  template <class... Values>
  Statement& bind(const Values&... values) {
    int at = 0;
    (bind_at(++at, values), ...);
    return *this;
  }
  /// Binds one parameter by its number.
  template <class Value>
  Statement& bind_one(int at, const Value& value) {
    bind_at(at, value);
    return *this;
  }
  Result<bool> step();       ///< true: a row stands ready; false: done
  Result<void> run();        ///< to the end, rows passed over
  void reset();

  std::int64_t number(int column) const;
  std::string_view text(int column) const;   ///< valid until the next step; also for BLOB
  bool is_null(int column) const;

 private:
  struct Finalize { void operator()(sqlite3_stmt* statement) const; };
  void bind_at(int at, std::int64_t value);
  void bind_at(int at, std::uint32_t value) { bind_at(at, static_cast<std::int64_t>(value)); }
  void bind_at(int at, int value) { bind_at(at, static_cast<std::int64_t>(value)); }
  void bind_at(int at, std::string_view value);
  void bind_at(int at, const std::string& value) { bind_at(at, std::string_view(value)); }
  void bind_at(int at, const char* value) { bind_at(at, std::string_view(value)); }
  void bind_at(int at, Blob value);
  void bind_at(int at, std::nullptr_t);

  const Database* database_ = nullptr;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bind_code_ = 0;        ///< the first bind that failed (too long, no memory); step() reports it
};

/// A statement in use; reset on the way out.
class Use {
 public:
  explicit Use(Statement& statement) : statement_(&statement) {}
  Use(Use&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Use& operator=(Use&&) = delete;
  ~Use() { if (statement_ != nullptr) statement_->reset(); }
  Statement* operator->() const { return statement_; }

 private:
  Statement* statement_;
};

/// Prepared statements kept by their text. One level of use per text: a statement is not used inside itself.
class Statements {
 public:
  Result<Use> use(const Database& database, std::string_view sql);
  void clear() { kept_.clear(); }

 private:
  std::map<std::string, Statement, std::less<>> kept_;
};

/// BEGIN IMMEDIATE .. COMMIT; rolls back unless committed.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

/// BEGIN .. ROLLBACK: several questions answered from one state of the file, whoever writes meanwhile.
class ReadTransaction {
 public:
  static Result<ReadTransaction> begin(Database& database);
  ReadTransaction(ReadTransaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  ReadTransaction& operator=(ReadTransaction&&) = delete;
  ~ReadTransaction();

 private:
  explicit ReadTransaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace locarno::ledger
