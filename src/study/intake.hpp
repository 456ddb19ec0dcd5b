#pragma once
// locarno/study/intake.hpp -- files, folders and streams of reports, piece by piece, in order and bounded.
//
// Question   Paths, or a stream of JSON lines.
// Answer     One piece after another (read/raw_report.hpp), or why there is none at that place.
// Cost       One file at a time in memory, or one line; a line longer than the limit is passed over in pieces.
#include <atomic>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"
#include "read/raw_report.hpp"

namespace locarno::study {

/// What stands at the next place: a piece, a line not yet looked at, or an error.
struct Arrival {
  std::optional<read::RawReport> piece;
  std::optional<Error> error;
  std::string line;          ///< JSON still to be read (by make_report, on any thread)
  std::string path;          ///< the file it came from, "-" for standard input
  std::uint64_t number = 0;  ///< of the line, from 1; 0: no line
};

/// The arrival as a piece: a line is parsed now.
Result<read::RawReport> make_report(Arrival&& arrival);

/// Whole file, or standard input for "-". Errors: io; cancelled while waiting for input.
Result<std::string> file_bytes(const std::string& path, const Run& run);

class Intake {
 public:
  /// `as_lines`: every path is JSON lines, whatever its name. Paths are files or "-".
  Intake(std::vector<std::string> files, bool as_lines, std::size_t longest_line);
  ~Intake();
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;
  /// nullopt at the end or when run is cancelled.
  std::optional<Arrival> next(const Run& run);
  std::uint64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }   ///< taken in so far; any thread may ask

 private:
  std::optional<Arrival> next_line(const Run& run);
  void open_next(const Run& run);
  bool fill(const Run& run);
  std::vector<std::string> files_;
  bool as_lines_;
  std::size_t longest_;
  std::size_t at_ = 0;
  std::deque<Arrival> ready_;
  int descriptor_ = -1;
  std::string path_, buffer_;
  std::size_t from_ = 0, seen_ = 0;
  std::uint64_t line_ = 0;
  std::atomic<std::uint64_t> bytes_{0};
  bool at_eof_ = false;
};

}  // namespace locarno::study
