#pragma once
// locarno/watch/stream_group.hpp -- reports on their way between machines: one Redis stream a sector, read by a group of consumers.
//
// Question   Rows that one machine cut; the consumers of a group that keep them, of which one may be killed at any moment.
// Answer     Each entry at least once: it stays the group's until somebody who has kept it says so. Keeping is idempotent (a
//            report is known by its hash), so at least once is once.
// Method     Redis streams (XADD, XREADGROUP, XAUTOCLAIM, XACK); hiredis speaks the protocol. Streams are NAME:<sector>, so that
//            who wants one sector reads one stream.
// Cost       a round trip a batch.
// Trust      what a server answers is bytes from outside: entries of another shape are handed on with the fields they have.
// Errors     io (no server, a server that goes away or says no), bad_use (no address).
// Tested by  tests/watch/stream_group_test.cpp; tests/system/watch_stream_test.cpp against a real redis-server
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace locarno::watch {

/// "redis://HOST[:PORT]#NAME" or "unix:/PATH#NAME".
struct StreamAddress {
  std::string host, socket;   ///< one of the two
  int port = 6379;
  std::string name;           ///< of the streams, without their sectors
  std::string shown() const;  ///< without the name
};
Result<StreamAddress> parse_stream_address(std::string_view text);

using StreamFields = std::vector<std::pair<std::string, std::string>>;
struct StreamEntry {
  std::string stream, id;
  StreamFields fields;
  std::string_view field(std::string_view name) const;   ///< "" when there is none
};

class StreamDoor {
 public:
  /// `password` may be empty. Errors: io.
  static Result<StreamDoor> open(const StreamAddress& address, const std::string& password);
  StreamDoor(StreamDoor&&) noexcept;
  StreamDoor& operator=(StreamDoor&&) noexcept;
  ~StreamDoor();

  /// Appends the entries; after it returns the server has them all.
  Result<void> send(const std::vector<std::pair<std::string, StreamFields>>& entries);
  /// The group begins with the first entry of each stream; what is there already stays.
  Result<void> make_group(const std::vector<std::string>& streams, const std::string& group);

  struct Ask {
    std::vector<std::string> streams;
    std::string group, consumer;
    std::size_t most = 500;
    std::uint32_t wait_ms = 0;    ///< for new ones
  };
  /// Entries that nobody has got.
  Result<std::vector<StreamEntry>> next(const Ask& ask);
  /// Entries this consumer got before and has not said to have kept.
  Result<std::vector<StreamEntry>> unfinished(const Ask& ask);
  /// Entries that another got at least so long ago: they are this one's now.
  Result<std::vector<StreamEntry>> claim(const Ask& ask, std::uint32_t idle_ms);
  Result<void> done(const std::string& group, const std::vector<StreamEntry>& entries);
  /// Entries that somebody of the group has got and not finished.
  Result<std::uint64_t> pending(const Ask& ask);

 private:
  struct Parts;
  explicit StreamDoor(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace locarno::watch
