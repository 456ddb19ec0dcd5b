#include "ledger/watch_store.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>

#include "base/hash.hpp"
#include "base/json_line.hpp"
#include "ledger/ledger.hpp"
#include "ledger/sql.hpp"

namespace locarno::ledger {

/// What an open store holds.
struct WatchStoreState {
  Database database;
  mutable Statements statements;
  std::map<std::string, std::int64_t, std::less<>> columns;   ///< CSV headers seen; the rest stays in the file
};

namespace {

constexpr std::int64_t watch_application = 0x4C6F6357;  // "LocW"
constexpr std::int64_t watch_version = 1;
constexpr std::string_view no_hash = "0000000000000000000000000000000000000000000000000000000000000000";
constexpr std::size_t most_headers = 4096;

constexpr const char* tables = R"sql(
CREATE TABLE header(number INTEGER PRIMARY KEY, format TEXT NOT NULL, columns TEXT NOT NULL, UNIQUE(format, columns)) STRICT;
CREATE TABLE report(
  number INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,
  header INTEGER NOT NULL REFERENCES header(number),
  begin INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX report_by_time ON report(begin, sha256);
CREATE TABLE aside(
  number INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,
  received_at TEXT NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE(file, line, bytes)
) STRICT;
CREATE TABLE log(
  number INTEGER PRIMARY KEY CHECK(number > 0),
  what TEXT NOT NULL,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER report_no_update BEFORE UPDATE ON report BEGIN SELECT RAISE(ABORT, 'raw reports are never changed'); END;
CREATE TRIGGER report_no_delete BEFORE DELETE ON report BEGIN SELECT RAISE(ABORT, 'raw reports are never changed'); END;
CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
PRAGMA application_id = 1282368343;
PRAGMA user_version = 1;
)sql";
static_assert(watch_application == 1282368343);

std::string binary(std::string_view hex) {
  std::string out(hex.size() / 2, '\0');
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>(digit(hex[2 * i]) * 16 + digit(hex[2 * i + 1]));
  return out;
}

std::string hexadecimal(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out.push_back(digits[(static_cast<unsigned char>(c)) >> 4]);
    out.push_back(digits[static_cast<unsigned char>(c) & 15]);
  }
  return out;
}

Result<void> ensure(Database& database, bool create) {
  LOC_TRY(const std::int64_t application, database.number("PRAGMA application_id"));
  LOC_TRY(const std::int64_t version, database.number("PRAGMA user_version"));
  LOC_TRY(const std::int64_t objects, database.number("SELECT count(*) FROM sqlite_schema"));
  if (objects == 0 && application == 0) {
    if (!create) return fail(ErrorCode::not_found, "nothing was added to the watch here yet (locarno watch add)", database.path());
    LOC_TRY(Transaction transaction, Transaction::begin(database));
    LOC_TRY(const std::int64_t now, database.number("SELECT count(*) FROM sqlite_schema"));
    if (now != 0) return {};  // another process was faster
    LOC_CHECK(database.run(tables));
    return transaction.commit();
  }
  if (application != watch_application) return fail(ErrorCode::bad_input, "this database holds no reports of a watch", database.path());
  if (version > watch_version) return fail(ErrorCode::bad_input, "this watch was written by a newer Locarno; nothing was changed", database.path());
  return {};
}

Result<WatchEntry> append_to(WatchStoreState& state, std::string_view what, std::string_view body) {
  WatchEntry entry{1, std::string(what), std::string(body), std::string(no_hash), ""};
  {
    LOC_TRY(Use last, state.statements.use(state.database, "SELECT number, hash FROM log ORDER BY number DESC LIMIT 1"));
    LOC_TRY(const bool has_row, last->step());
    if (has_row) entry.number = last->number(0) + 1, entry.previous = std::string(last->text(1));
  }
  entry.hash = watch_entry_hash(entry.previous, what, body);
  LOC_TRY(Use insert, state.statements.use(state.database, "INSERT INTO log(number, what, body, previous, hash) VALUES(?, ?, ?, ?, ?)"));
  insert->bind(entry.number, entry.what, entry.body, entry.previous, entry.hash);
  LOC_CHECK(insert->run());
  return entry;
}

Result<std::int64_t> header_number(WatchStoreState& state, std::string_view format, std::string_view columns) {
  const std::string key = std::string(format) + '\n' + std::string(columns);
  if (const auto found = state.columns.find(key); found != state.columns.end()) return found->second;
  {
    LOC_TRY(Use insert, state.statements.use(state.database, "INSERT OR IGNORE INTO header(format, columns) VALUES(?, ?)"));
    insert->bind(format, columns);
    LOC_CHECK(insert->run());
  }
  LOC_TRY(Use find, state.statements.use(state.database, "SELECT number FROM header WHERE format = ? AND columns = ?"));
  find->bind(format, columns);
  LOC_TRY(const bool has_row, find->step());
  if (!has_row) return fail(ErrorCode::bad_input, "a header just written is not there", state.database.path());
  if (state.columns.size() < most_headers) state.columns.emplace(key, find->number(0));
  return find->number(0);
}

}  // namespace

std::string watch_entry_hash(std::string_view previous, std::string_view what, std::string_view body) {
  std::string bytes(previous);
  bytes.append("\n").append(what).append("\n").append(body);
  return sha256_hex(bytes);
}

WatchStore::WatchStore(std::unique_ptr<WatchStoreState> state) : state_(std::move(state)) {}
WatchStore::WatchStore(WatchStore&&) noexcept = default;
WatchStore& WatchStore::operator=(WatchStore&&) noexcept = default;
WatchStore::~WatchStore() = default;

Result<WatchStore> WatchStore::open(const std::string& path, bool create) {
  std::error_code code;
  const bool in_memory = path == ":memory:";
  if (!create && !in_memory && !std::filesystem::exists(path, code))
    return fail(ErrorCode::not_found, "nothing was added to the watch here yet (locarno watch add)", path);
  if (create && !in_memory) {
    const auto folder = std::filesystem::path(path).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder, code);
    if (code) return fail(ErrorCode::io, "cannot make the folder of the watch: " + code.message(), folder.string());
  }
  OpenOptions options;
  options.create = create;
  options.busy_ms = 30'000;
  LOC_TRY(Database database, Database::open(path, options));
  LOC_CHECK(database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = FILE; PRAGMA wal_autocheckpoint = 4000"));
  LOC_CHECK(ensure(database, create || in_memory));
  return WatchStore(std::make_unique<WatchStoreState>(WatchStoreState{std::move(database), {}, {}}));
}

Result<AddCounts> WatchStore::add(const std::vector<NewReport>& reports, const std::vector<AsideRow>& aside, std::string_view received_at) {
  AddCounts counts;
  std::string received(received_at), hashes;
  LOC_TRY(Transaction transaction, Transaction::begin(state_->database));
  {
    LOC_TRY(Use last, state_->statements.use(state_->database, "SELECT received_at FROM report ORDER BY number DESC LIMIT 1"));
    LOC_TRY(const bool has_row, last->step());
    if (has_row && last->text(0) > received) received = std::string(last->text(0));
  }
  std::int64_t first = 0;
  for (const NewReport& one : reports) {
    LOC_TRY(const std::int64_t header, header_number(*state_, one.format, one.columns));
    const std::string sha = binary(one.sha256);
    LOC_TRY(Use insert, state_->statements.use(state_->database, "INSERT OR IGNORE INTO report(sha256, header, begin, received_at, bytes) VALUES(?, ?, ?, ?, ?) RETURNING number"));
    insert->bind(Blob{sha}, header, one.begin, received, Blob{one.bytes});
    LOC_TRY(const bool is_fresh, insert->step());
    if (!is_fresh) { ++counts.known; continue; }
    if (first == 0) first = insert->number(0);
    ++counts.fresh;
    hashes += sha;
  }
  for (const AsideRow& row : aside) {
    LOC_TRY(Use insert, state_->statements.use(state_->database, "INSERT OR IGNORE INTO aside(file, line, reason, received_at, bytes) VALUES(?, ?, ?, ?, ?) RETURNING number"));
    insert->bind(row.file, row.line, row.reason, received, Blob{row.bytes});
    LOC_TRY(const bool is_fresh, insert->step());
    if (is_fresh) ++counts.aside;
  }
  if (counts.fresh > 0) {
    std::string body;
    JsonLine line(body);
    line.number("count", counts.fresh);
    line.number("first", first);
    line.text("sha256", sha256_hex(hashes));
    line.end();
    LOC_CHECK(append_to(*state_, "reports", body));
  }
  LOC_CHECK(transaction.commit());
  return counts;
}

Result<void> WatchStore::each(std::int64_t from, std::int64_t until, const std::function<Result<bool>(const KeptReport&)>& take) const {
  LOC_TRY(Use rows, state_->statements.use(state_->database,
      "SELECT report.number, sha256, format, columns, bytes, received_at, begin FROM report JOIN header ON header.number = report.header "
      "WHERE begin >= ? AND begin < ? ORDER BY begin, sha256"));
  rows->bind(from, until);
  for (;;) {
    LOC_TRY(const bool has_row, rows->step());
    if (!has_row) return {};
    const KeptReport kept{rows->number(0), rows->text(1), rows->text(2), rows->text(3), rows->text(4), rows->text(5), rows->number(6)};
    LOC_TRY(const bool go_on, take(kept));
    if (!go_on) return {};
  }
}

Result<std::optional<std::int64_t>> WatchStore::begin_of(std::string_view sha256_start) const {
  if (sha256_start.empty() || sha256_start.size() > 64 || sha256_start.size() % 2 != 0 || sha256_start.find_first_not_of("0123456789abcdef") != std::string_view::npos) return std::optional<std::int64_t>();
  const std::string least = binary(sha256_start), most = least + std::string(33 - least.size(), '\xFF');
  LOC_TRY(Use row, state_->statements.use(state_->database, "SELECT begin FROM report WHERE sha256 >= ? AND sha256 < ? ORDER BY sha256 LIMIT 1"));
  row->bind(Blob{least}, Blob{most});
  LOC_TRY(const bool has_row, row->step());
  return has_row ? std::optional(row->number(0)) : std::nullopt;
}

Result<std::vector<AsideRow>> WatchStore::aside(std::int64_t most) const {
  std::vector<AsideRow> out;
  LOC_TRY(Use rows, state_->statements.use(state_->database, "SELECT number, file, line, reason, bytes, received_at FROM aside ORDER BY number LIMIT ?"));
  rows->bind(most <= 0 ? std::numeric_limits<std::int64_t>::max() : most);
  for (;;) {
    LOC_TRY(const bool has_row, rows->step());
    if (!has_row) return out;
    out.push_back({rows->number(0), std::string(rows->text(1)), rows->number(2), std::string(rows->text(3)), std::string(rows->text(4)), std::string(rows->text(5))});
  }
}

Result<WatchStore::Since> WatchStore::since(std::int64_t number) const {
  Since out;
  {
    LOC_TRY(Use rows, state_->statements.use(state_->database, "SELECT count(*), coalesce(max(number), ?1), coalesce(min(begin), 0), coalesce(max(begin), 0) FROM report WHERE number > ?1"));
    rows->bind(number);
    LOC_TRY(const bool has_row, rows->step());
    if (has_row) out = {rows->number(0), rows->number(1), rows->number(2), rows->number(3), 0};
  }
  LOC_TRY(Use last, state_->statements.use(state_->database, "SELECT number FROM log WHERE what IN ('objection', 'ruling', 'together', 'apart') ORDER BY number DESC LIMIT 1"));
  LOC_TRY(const bool has_row, last->step());
  out.last_decision = has_row ? last->number(0) : 0;
  return out;
}

Result<WatchStore::Counts> WatchStore::counts() const {
  Counts out;
  LOC_TRY(out.reports, state_->database.number("SELECT count(*) FROM report"));
  LOC_TRY(out.aside, state_->database.number("SELECT count(*) FROM aside"));
  LOC_TRY(out.entries, state_->database.number("SELECT count(*) FROM log"));
  LOC_TRY(Use last, state_->statements.use(state_->database, "SELECT hash FROM log ORDER BY number DESC LIMIT 1"));
  LOC_TRY(const bool has_row, last->step());
  out.last_hash = has_row ? std::string(last->text(0)) : std::string(no_hash);
  return out;
}

Result<WatchEntry> WatchStore::append(std::string_view what, std::string_view body) {
  LOC_TRY(Transaction transaction, Transaction::begin(state_->database));
  LOC_TRY(WatchEntry entry, append_to(*state_, what, body));
  LOC_CHECK(transaction.commit());
  return entry;
}

Result<std::vector<WatchEntry>> WatchStore::log() const {
  std::vector<WatchEntry> out;
  LOC_TRY(Use rows, state_->statements.use(state_->database, "SELECT number, what, body, previous, hash FROM log ORDER BY number"));
  for (;;) {
    LOC_TRY(const bool has_row, rows->step());
    if (!has_row) return out;
    out.push_back({rows->number(0), std::string(rows->text(1)), std::string(rows->text(2)), std::string(rows->text(3)), std::string(rows->text(4))});
  }
}

namespace {

/// The number behind "key": in a body this file wrote.
std::int64_t number_in(std::string_view body, std::string_view key) {
  const std::size_t at = body.find("\"" + std::string(key) + "\":");
  std::int64_t value = 0;
  if (at == std::string_view::npos) return -1;
  for (std::size_t i = at + key.size() + 3; i < body.size() && body[i] >= '0' && body[i] <= '9' && value < 1'000'000'000'000'000; ++i) value = value * 10 + (body[i] - '0');
  return value;
}

}  // namespace

Result<void> WatchStore::verify() const {
  LOC_TRY(const auto entries, log());
  std::string previous(no_hash);
  std::int64_t number = 0, next = 1;
  const std::string& path = state_->database.path();
  for (const WatchEntry& entry : entries) {
    if (entry.number != ++number || entry.previous != previous || entry.hash != watch_entry_hash(previous, entry.what, entry.body))
      return fail(ErrorCode::bad_input, "entry " + std::to_string(entry.number) + " of the log does not follow from the one before", path);
    previous = entry.hash;
    if (entry.what != "reports") continue;
    const std::int64_t count = number_in(entry.body, "count");
    std::string hashes;
    LOC_TRY(Use rows, state_->statements.use(state_->database,
        "SELECT report.number, sha256, format, columns, bytes FROM report JOIN header ON header.number = report.header WHERE report.number >= ? ORDER BY report.number LIMIT ?"));
    rows->bind(next, count);
    for (std::int64_t seen = 0; seen < count; ++seen) {
      LOC_TRY(const bool has_row, rows->step());
      if (!has_row) return fail(ErrorCode::bad_input, "reports that entry " + std::to_string(entry.number) + " of the log names are missing", path);
      std::string whole(rows->text(2));
      whole.append("\n").append(rows->text(3)).append("\n").append(rows->text(4));
      if (sha256_hex(whole) != hexadecimal(rows->text(1)))
        return fail(ErrorCode::bad_input, "report " + std::to_string(rows->number(0)) + " is not what its hash says", path);
      hashes += rows->text(1);
      next = rows->number(0) + 1;
    }
    if (entry.body.find(sha256_hex(hashes)) == std::string::npos)
      return fail(ErrorCode::bad_input, "the reports of entry " + std::to_string(entry.number) + " of the log are others than those it names", path);
  }
  LOC_TRY(const std::int64_t beyond, state_->database.number("SELECT count(*) FROM report"));
  std::int64_t told = 0;
  for (const WatchEntry& entry : entries) if (entry.what == "reports") told += number_in(entry.body, "count");
  if (beyond != told) return fail(ErrorCode::bad_input, "there are " + std::to_string(beyond) + " reports and the log tells of " + std::to_string(told), path);
  return {};
}

}  // namespace locarno::ledger
