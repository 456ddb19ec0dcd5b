#include "ledger/kept.hpp"

#include <filesystem>

#include "base/hash.hpp"
#include "ledger/ledger.hpp"
#include "ledger/sql.hpp"
#include "ledger/zip.hpp"

namespace locarno::ledger {
namespace {
namespace fs = std::filesystem;

constexpr std::int64_t kept_application = 0x4C6F634B;
constexpr std::int64_t kept_version = 1;
constexpr int busy_ms = 500;   // an answer worked out again costs less than a long wait
constexpr std::size_t largest = std::size_t{512} << 20;

// No log beside the file and no wait for the disk: what a power cut damages is worked out again.
constexpr const char* settings = "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -4096";
constexpr const char* table = R"sql(
CREATE TABLE kept(
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  mark TEXT NOT NULL,
  digest TEXT NOT NULL,
  size INTEGER NOT NULL,
  used INTEGER NOT NULL,
  packed INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY(kind, name)
) STRICT;
)sql";

/// The lengths stand in it, so that no part can pass for another.
std::string digest_of(std::string_view kind, std::string_view mark, std::string_view name, std::string_view packed) {
  std::string all;
  for (const std::string_view part : {kind, mark, name, packed}) {
    all += std::to_string(part.size()) + ':';
    all += part;
  }
  return sha256_hex(all);
}

Result<Database> open_kept(const std::string& path, bool create) {
  OpenOptions options;
  options.create = create;
  options.busy_ms = busy_ms;
  LOC_TRY(Database database, Database::open(path, options));
  LOC_TRY(const std::int64_t objects, database.number("SELECT count(*) FROM sqlite_schema"));
  LOC_TRY(const std::int64_t application, database.number("PRAGMA application_id"));
  LOC_TRY(const std::int64_t version, database.number("PRAGMA user_version"));
  const bool is_empty = objects == 0 && application == 0;
  if (!is_empty && application != kept_application) return fail(ErrorCode::bad_use, "this database is another program's; nothing is kept in it", path);
  LOC_CHECK(database.run(settings));
  if (!is_empty && version == kept_version) {
    LOC_CHECK(database.number("SELECT count(*) FROM (SELECT kind, mark, digest, size, used, packed, body FROM kept LIMIT 1)"));
    return database;
  }
  LOC_TRY(Transaction transaction, Transaction::begin(database));
  LOC_CHECK(database.run("DROP TABLE IF EXISTS kept"));
  LOC_CHECK(database.run(table));
  LOC_CHECK(database.run(("PRAGMA application_id = " + std::to_string(kept_application) + "; PRAGMA user_version = " + std::to_string(kept_version)).c_str()));
  LOC_CHECK(transaction.commit());
  return database;
}

}  // namespace

struct Kept::Inside {
  explicit Inside(Database opened) : database(std::move(opened)) {}
  Database database;
  Statements statements;

  Result<void> drop(std::string_view kind, std::string_view name) {
    LOC_TRY(const Use row, statements.use(database, "DELETE FROM kept WHERE kind = ?1 AND name = ?2"));
    return row->bind(kind, name).run();
  }
  Result<std::optional<std::string>> get(std::string_view kind, std::string_view mark, std::string_view name) {
    std::optional<std::string> body;
    {
      LOC_TRY(const Use row, statements.use(database, "SELECT digest, size, body FROM kept WHERE kind = ?1 AND name = ?2 AND mark = ?3"));
      row->bind(kind, name, mark);
      LOC_TRY(const bool has_row, row->step());
      if (!has_row) return std::optional<std::string>();
      const std::string_view packed = row->text(2);
      if (row->text(0) == digest_of(kind, mark, name, packed))
        if (auto whole = expanded(packed, row->number(1))) body = std::move(*whole);
    }
    if (!body) {
      LOC_CHECK(drop(kind, name));
      return body;
    }
    LOC_TRY(const Use used, statements.use(database, "UPDATE kept SET used = (SELECT max(used) + 1 FROM kept) WHERE kind = ?1 AND name = ?2"));
    (void)used->bind(kind, name).run();   // another process may be writing: the order of use is then a little older
    return body;
  }
  Result<void> put(std::string_view kind, std::string_view mark, std::string_view name, std::string_view bytes) {
    const std::string packed = compressed(bytes);
    LOC_TRY(Transaction transaction, Transaction::begin(database));
    {
      LOC_TRY(const Use old, statements.use(database, "DELETE FROM kept WHERE kind = ?1 AND mark <> ?2"));
      LOC_CHECK(old->bind(kind, mark).run());
      LOC_TRY(const Use row, statements.use(database, "INSERT OR REPLACE INTO kept(kind, name, mark, digest, size, used, packed, body) "
                                                      "VALUES(?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(used), 0) + 1 FROM kept), ?6, ?7)"));
      LOC_CHECK(row->bind(kind, name, mark, digest_of(kind, mark, name, packed), static_cast<std::int64_t>(bytes.size()),
                          static_cast<std::int64_t>(packed.size()), Blob{packed}).run());
    }
    for (;;) {
      LOC_TRY(const std::int64_t all, database.number("SELECT coalesce(sum(packed), 0) FROM kept"));
      if (all <= most_kept_bytes) break;
      LOC_CHECK(database.run("DELETE FROM kept WHERE rowid = (SELECT rowid FROM kept ORDER BY used LIMIT 1)"));
    }
    return transaction.commit();
  }
};

Kept::Kept(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Kept::Kept(Kept&&) noexcept = default;
Kept& Kept::operator=(Kept&&) noexcept = default;
Kept::~Kept() = default;

std::string Kept::place_beside(std::string_view ledger) { return ledger.empty() || ledger == ":memory:" ? "" : std::string(ledger) + "-kept"; }

Result<Kept> Kept::open(const std::string& path, bool create) {
  std::error_code error;
  if (path.empty()) return fail(ErrorCode::not_found, "nothing is kept beside a ledger in memory");
  const bool is_there = fs::exists(path, error);
  if (!is_there && !create) return fail(ErrorCode::not_found, "nothing is kept here", path);
  auto opened = open_kept(path, create);
  if (!opened && is_there && opened.error().code == ErrorCode::bad_input) {
    fs::remove(path, error);   // damaged: it holds nothing that cannot be worked out again
    if (error || !create) return Failure(opened.error());
    opened = open_kept(path, create);
  }
  if (!opened) return Failure(opened.error());
  return Kept(std::make_unique<Inside>(std::move(*opened)));
}

/// Damage that shows only in use: the file is begun anew.
void Kept::renew(const Error& error) {
  if (error.code != ErrorCode::bad_input || inside_ == nullptr) return;
  const std::string path = inside_->database.path();
  inside_.reset();
  std::error_code ignored;
  fs::remove(path, ignored);
  if (auto again = open_kept(path, true)) inside_ = std::make_unique<Inside>(std::move(*again));
}

std::optional<std::string> Kept::get(std::string_view kind, std::string_view mark, std::string_view name) {
  if (inside_ == nullptr) return std::nullopt;
  auto found = inside_->get(kind, mark, name);
  if (found) return std::move(*found);
  renew(found.error());
  return std::nullopt;
}

void Kept::put(std::string_view kind, std::string_view mark, std::string_view name, std::string_view bytes) {
  if (inside_ == nullptr || bytes.size() > largest) return;
  if (const auto done = inside_->put(kind, mark, name, bytes); !done) renew(done.error());
}

}  // namespace locarno::ledger
