#pragma once
// locarno/watch/intake.hpp -- bytes of one feed -> rows to be kept and rows set aside. No disk, no clock.
//
// Question   The bytes of a file or stream, piece by piece; when they were received.
// Answer     For each row its hash, its time and its bytes, or the line and the reason why it cannot be read.
// Cost       as read_report.hpp, and one SHA-256. A batch is what the caller takes; nothing else grows.
// Not an error: a row that cannot be read. A row whose event lies more than a day after its receipt is set aside: one of the two
//            clocks is wrong, and nobody here can say which.
// Tested by  tests/watch/intake_test.cpp, fuzz/watch_rows_fuzz.cpp
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "watch/read_report.hpp"

namespace locarno::watch {

struct KeptRow {
  std::string sha256, bytes;
  std::string_view format;
  std::shared_ptr<const std::string> columns;
  std::int64_t begin = 0;
};
struct BadRow {
  std::int64_t line = 0;
  std::string reason, bytes;      ///< cut to 64 KiB
  std::string file = {};          ///< "" = the one that is being read
};

class FeedIntake {
 public:
  /// `feed` none: told from the first bytes. `received`: seconds since 1970.
  FeedIntake(std::optional<Feed> feed, std::int64_t received);
  FeedIntake(FeedIntake&&) noexcept;
  FeedIntake& operator=(FeedIntake&&) noexcept;
  ~FeedIntake();
  void received_now(std::int64_t received);
  /// Errors: bad_use when the feed cannot be told; bad_input when the header lacks a needed column.
  Result<void> feed(std::string_view bytes);
  Result<void> finish();
  /// Nothing comes for a while: gives back what memory it can. True when bytes are held that are no whole row yet.
  bool pause();
  /// Rows ready since the last take.
  std::vector<KeptRow> kept;
  std::vector<BadRow> bad;

 private:
  struct Parts;
  Result<void> drain();
  std::unique_ptr<Parts> parts_;
};

/// Rows that come one by one, each with the feed and the header it is read with: out of a stream that others fill.
class RowIntake {
 public:
  struct Row {
    std::string_view format, columns, bytes, file;
    std::int64_t line = 0;
    std::string_view reason;      ///< not empty: whoever cut the rows could not read this one
  };
  explicit RowIntake(std::int64_t received);
  RowIntake(RowIntake&&) noexcept;
  RowIntake& operator=(RowIntake&&) noexcept;
  ~RowIntake();
  void received_now(std::int64_t received);
  /// Every row ends in one of the two lists.
  void take(const Row& row);
  std::vector<KeptRow> kept;
  std::vector<BadRow> bad;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The hash a raw report is known by.
std::string raw_hash(std::string_view format, std::string_view columns, std::string_view bytes);

}  // namespace locarno::watch
