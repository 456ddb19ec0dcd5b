#pragma once
// locarno/study/watch_stream.hpp -- reports of a watched case to and from a stream that several machines read.
//
// Question   Rows cut on one machine; consumers that keep them, each in a store of its own or several in one.
// Answer     The rows, in the stream of their sector; what a batch of entries became; stores brought together.
// Certainty  an entry is finished only after the store has it safe. What is kept twice is one report (watch_store.hpp), so the
//            digest of the findings is that of one reader (tests/system/watch_stream_test.cpp).
#include <string>
#include <vector>

#include "study/monitor.hpp"
#include "watch/stream_group.hpp"

namespace locarno::study {

/// NAME:<sector> of each sector of the terms, and NAME:none for reports without a place or beyond every sector.
std::vector<std::string> streams_of(const Monitor& monitor, const std::string& name);

/// Rows on their way out: `kept` by sector, `bad` with their reasons to NAME:none, so that nothing is dropped silently.
class StreamSender {
 public:
  StreamSender(const Monitor& monitor, watch::StreamDoor& door, std::string name) : monitor_(monitor), door_(door), name_(std::move(name)), reader_(monitor) {}
  /// Sends what is ready and empties the lists. Errors: io.
  Result<void> send(std::vector<watch::KeptRow>& kept, std::vector<watch::BadRow>& bad, const std::string& file);

 private:
  std::string stream_of(const watch::KeptRow& row);

  const Monitor& monitor_;
  watch::StreamDoor& door_;
  std::string name_;
  ReportReader reader_;
};

/// Keeps what entries hold, then tells the group that they are done. Errors: io; what was not told as done comes again.
Result<ledger::AddCounts> keep_entries(Monitor& monitor, watch::RowIntake& intake, watch::StreamDoor& door, const std::string& group,
                                       const std::vector<watch::StreamEntry>& entries, const std::string& received_at);

/// Adds every report of another store of the same case, and the rows it set aside. Errors: io, not_found.
Result<ledger::AddCounts> gather(Monitor& monitor, const std::string& store, const std::string& received_at, const Run& run);

}  // namespace locarno::study
