#pragma once
// locarno/ledger/watch_store.hpp -- raw reports of incidents as they came, rows set aside, and the log of what was decided
// and published about them. One SQLite file of its own (`.locarno/watch.db`), because reports come by the million and live
// longer than a reading.
//
// Question   What came in, when, and was it the same as before; what was decided, in what order?
// Method     STRICT tables in WAL mode with full sync: a batch is one transaction, and is acknowledged only after it. A report
//            is known by its SHA-256, so that the same again changes nothing. The log is a hash chain: the hash of an entry is
//            SHA-256 of the previous hash, the kind, the body. Triggers refuse changes.
// Cost       About 5 microseconds a row on one core; memory does not grow with the file.
// Threads    one WatchStore per thread; several processes may write in turn.
// Tested by  tests/ledger/watch_store_test.cpp
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace locarno::ledger {

/// A report to be kept. The views must outlive the call.
struct NewReport {
  std::string_view sha256;             ///< 64 hexadecimal digits
  std::string_view format, columns, bytes;
  std::int64_t begin = 0;              ///< of the event, seconds since 1970: the order of replay
};

/// A row that could not be read.
struct AsideRow {
  std::int64_t number = 0;
  std::string file;
  std::int64_t line = 0;               ///< from 1
  std::string reason;
  std::string bytes;                   ///< cut to 64 KiB
  std::string received_at;
  bool operator==(const AsideRow&) const = default;
};

struct AddCounts {
  std::int64_t fresh = 0, known = 0, aside = 0;
};

/// A kept report; views hold until the callback returns.
struct KeptReport {
  std::int64_t number = 0;
  std::string_view sha256;             ///< 32 bytes
  std::string_view format, columns, bytes, received_at;
  std::int64_t begin = 0;
};

struct WatchEntry {
  std::int64_t number = 0;
  std::string what, body, previous, hash;
  bool operator==(const WatchEntry&) const = default;
};

/// The hash a log entry must have.
std::string watch_entry_hash(std::string_view previous, std::string_view what, std::string_view body);

struct WatchStoreState;   // private to the room

class WatchStore {
 public:
  /// Errors: io; bad_input (no such database, from a newer Locarno); not_found when `create` is false and there is none.
  static Result<WatchStore> open(const std::string& path, bool create);
  WatchStore(WatchStore&&) noexcept;
  WatchStore& operator=(WatchStore&&) noexcept;
  ~WatchStore();

  /// Keeps one batch in one transaction; after it returns nothing of it is lost. `received_at` never goes back: a clock that
  /// does is held at the last receipt.
  Result<AddCounts> add(const std::vector<NewReport>& reports, const std::vector<AsideRow>& aside, std::string_view received_at);
  /// Reports of [from, until) by `begin`, then hash. The callback says whether to go on.
  Result<void> each(std::int64_t from, std::int64_t until, const std::function<Result<bool>(const KeptReport&)>& take) const;
  /// When the event of a report began; none where no report is kept whose hash starts with these digits (an even number of them).
  Result<std::optional<std::int64_t>> begin_of(std::string_view sha256_start) const;
  Result<std::vector<AsideRow>> aside(std::int64_t most) const;
  /// What came after the report of this number (0: everything), and the last entry of the log that decides something.
  struct Since { std::int64_t reports = 0, last_number = 0, earliest = 0, latest = 0, last_decision = 0; };
  Result<Since> since(std::int64_t number) const;
  struct Counts { std::int64_t reports = 0, aside = 0, entries = 0; std::string last_hash; };
  Result<Counts> counts() const;

  /// Appends to the log. Errors: io.
  Result<WatchEntry> append(std::string_view what, std::string_view body);
  Result<std::vector<WatchEntry>> log() const;
  /// Chain and reports are what they say they are. Errors: bad_input naming the first that is not.
  Result<void> verify() const;

 private:
  explicit WatchStore(std::unique_ptr<WatchStoreState> state);
  std::unique_ptr<WatchStoreState> state_;
};

}  // namespace locarno::ledger
