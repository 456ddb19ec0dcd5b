#include "ledger/ledger.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "ledger/document_json.hpp"
#include "ledger/schema.hpp"
#include "ledger/store.hpp"
#include "ledger/tokenizer.hpp"
#include "ledger/zip.hpp"

namespace locarno::ledger {
namespace {
namespace fs = std::filesystem;

// WAL: readers do not wait for the writer, and a killed writer leaves the last whole transaction.
// synchronous=NORMAL: no fsync per document, only per checkpoint. A killed process loses nothing by it; a power cut may
// lose the last documents (never their integrity), and those are read again from their reports. What cannot be read
// again, a person's decisions, is written with synchronous=FULL (review.cpp).
constexpr const char* settings = R"sql(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = ON;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -32768;
)sql";

bool is_memory(const std::string& path) { return path == ":memory:"; }

/// WAL needs to write beside the file too.
bool is_read_only(const std::string& path) {
  const fs::path folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path() : fs::path(".");
  std::error_code ignored;
  return access(folder.c_str(), W_OK) != 0 || (fs::exists(path, ignored) && access(path.c_str(), W_OK) != 0);
}

Result<void> check_place(const std::string& path, const OpenOptions& options) {
  std::error_code error;
  if (path.empty()) return fail(ErrorCode::bad_use, "a ledger needs a file name");
  if (is_memory(path)) return {};
  const fs::path file(path);
  const auto status = fs::status(file, error);
  if (fs::is_directory(status)) return fail(ErrorCode::bad_use, "this is a folder, a ledger is a file", path);
  if (fs::exists(status)) return {};
  if (!options.create)
    return fail(ErrorCode::not_found, "there is no ledger here yet; read some reports first (locarno brief), or give one with --ledger",
                path);
  if (!file.has_parent_path()) return {};
  fs::create_directories(file.parent_path(), error);
  if (error) return fail(ErrorCode::io, "cannot create the ledger's folder: " + error.message(), file.parent_path().string());
  return {};
}

/// Changing to WAL and creating tables need the file alone, and SQLite does not wait for that by itself.
Result<void> set_up(Database& database, const OpenOptions& options) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::milliseconds(options.busy_ms);
  for (;;) {
    Result<void> done = [&]() -> Result<void> {
      LOC_CHECK(ensure_schema(database));
      return database.run(settings);
    }();
    if (done || !database.is_busy() || std::chrono::steady_clock::now() >= give_up) return done;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

Result<Database> open_database(const std::string& path, const OpenOptions& options) {
  LOC_TRY(Database database, Database::open(path, options));
  LOC_CHECK(register_tokenizer(database));
  LOC_CHECK(set_up(database, options));
  return database;
}

/// A medium that cannot be written: the file as it stands, if no unfinished log lies beside it.
Result<Database> open_read_only(const std::string& path) {
  std::error_code error;
  const auto log_bytes = fs::file_size(path + "-wal", error);
  if (!error && log_bytes > 0)
    return fail(ErrorCode::io, "this ledger has an unfinished log beside it (-wal) and lies on a read-only medium; copy both "
                               "files to a place that can be written", path);
  LOC_TRY(Database database, Database::open_frozen(path));
  LOC_CHECK(register_tokenizer(database));
  LOC_CHECK(check_schema(database));
  LOC_CHECK(database.run("PRAGMA query_only = ON"));
  return database;
}

Result<Document> document_of(Statement& row, const std::string& path) {
  Document document;
  document.id = row.text(1);
  document.sha256 = row.text(2);
  document.name = row.text(3);
  LOC_CHECK(read_meta(row.text(4), document));
  const bool is_raw = row.is_null(7);
  auto text = expanded(row.text(is_raw ? 8 : 7), row.number(is_raw ? 5 : 6));
  if (!text) return fail(text.error().code, text.error().what, path);
  document.text = std::move(*text);
  return document;
}

constexpr std::string_view document_columns =
    "SELECT number, id, sha256, name, meta, raw_size, text_size, text, raw FROM document ORDER BY name, id, sha256";

Result<void> add_blocks(Store& store, std::int64_t number, Document& document) {
  LOC_TRY(const Use row, store.use("SELECT byte_start, byte_end, role, language, continues, why FROM block "
                                   "WHERE document = ?1 ORDER BY number"));
  row->bind(number);
  for (;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) return {};
    Block block;
    block.span = {static_cast<std::uint32_t>(row->number(0)), static_cast<std::uint32_t>(row->number(1))};
    if (block.span.end < block.span.begin || block.span.end > document.text.size())
      return fail(ErrorCode::bad_input, "this ledger is damaged: a block lies outside its report", store.path());
    LOC_TRY(block.role, role_named(row->text(2)));
    LOC_TRY(block.language, language_named(row->text(3)));
    block.continues = static_cast<std::int32_t>(row->number(4));
    block.why = row->text(5);
    document.blocks.push_back(std::move(block));
  }
}

}  // namespace

Ledger::Ledger(std::unique_ptr<Store> store) : store_(std::move(store)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::string& path) { return open(path, OpenOptions{}); }

Result<Ledger> Ledger::open(const std::string& path, const OpenOptions& options) {
  LOC_CHECK(check_place(path, options));
  auto opened = open_database(path, options);
  if (!opened && options.only_read && opened.error().code == ErrorCode::io) opened = open_read_only(path);
  if (!opened && opened.error().code == ErrorCode::io && is_read_only(path))  // SQLite only says that it cannot open
    return fail(ErrorCode::io, "the ledger cannot be written: the file, its folder or the medium is read-only", path);
  if (!opened) return Failure(opened.error());
  return Ledger(std::make_unique<Store>(std::move(*opened)));
}

Result<std::vector<Document>> Ledger::documents() const {
  std::vector<Document> documents;
  LOC_TRY(const ReadTransaction as_one, ReadTransaction::begin(store_->database));
  LOC_TRY(const Use row, store_->use(document_columns));
  for (;;) {
    LOC_TRY(const bool has_row, row->step());
    if (!has_row) return documents;
    LOC_TRY(Document document, document_of(*row.operator->(), store_->path()));
    LOC_CHECK(add_blocks(*store_, row->number(0), document));
    documents.push_back(std::move(document));
  }
}

Result<Document> Ledger::document(std::string_view id) const {
  LOC_TRY(const ReadTransaction as_one, ReadTransaction::begin(store_->database));
  LOC_TRY(const Use row, store_->use("SELECT number, id, sha256, name, meta, raw_size, text_size, text, raw FROM document "
                                     "WHERE id = ?1 ORDER BY name, sha256"));
  row->bind(id);
  LOC_TRY(const bool has_row, row->step());
  if (!has_row) return fail(ErrorCode::not_found, "no document '" + std::string(id.substr(0, 60)) + "'", store_->path());
  LOC_TRY(Document document, document_of(*row.operator->(), store_->path()));
  LOC_CHECK(add_blocks(*store_, row->number(0), document));
  return document;
}

Result<std::string> text_of(Store& store, std::int64_t document) {
  LOC_TRY(const Use row, store.use("SELECT coalesce(text, raw), iif(text IS NULL, raw_size, text_size) FROM document "
                                   "WHERE number = ?1"));
  row->bind(document);
  LOC_TRY(const bool has_row, row->step());
  if (!has_row) return fail(ErrorCode::bad_input, "this ledger is damaged: a document is missing", store.path());
  auto text = expanded(row->text(0), row->number(1));
  if (!text) return fail(text.error().code, text.error().what, store.path());
  return text;
}

Result<std::string> Ledger::raw_bytes(std::string_view sha256) const {
  LOC_TRY(const Use row, store_->use("SELECT raw, raw_size FROM document WHERE sha256 = ?1"));
  row->bind(sha256);
  LOC_TRY(const bool has_row, row->step());
  if (!has_row) return fail(ErrorCode::not_found, "no document with sha256 " + std::string(sha256), store_->path());
  auto raw = expanded(row->text(0), row->number(1));
  if (!raw) return fail(raw.error().code, raw.error().what, store_->path());
  return raw;
}

Result<void> Ledger::integrity_check() const {
  const auto damaged = [&](std::string_view what, std::string_view found) {
    return fail(ErrorCode::bad_input, fmt::format("this ledger is damaged: {}: {}", what, found), store_->path());
  };
  {
    LOC_TRY(const Use row, store_->use("PRAGMA integrity_check(1)"));
    LOC_TRY(const bool has_row, row->step());
    if (!has_row || row->text(0) != "ok") return damaged("integrity_check", has_row ? row->text(0) : "no answer");
  }
  {
    LOC_TRY(const Use row, store_->use("PRAGMA foreign_key_check"));
    LOC_TRY(const bool has_row, row->step());
    if (has_row) return damaged("a row points at nothing in table", row->text(0));
  }
  LOC_TRY(const std::int64_t is_read_only, store_->database.number("PRAGMA query_only"));
  if (is_read_only != 0) return {};
  LOC_TRY(const Use row, store_->use("INSERT INTO words(words) VALUES('integrity-check')"));
  if (auto words = row->run(); !words) return damaged("the word index", words.error().what);
  return {};
}

}  // namespace locarno::ledger
