#pragma once
// locarno/base/run.hpp -- what a long computation needs from outside: limits, a cancel token, threads, a seed,
// somewhere to say how far it is. No global state: a Run travels with the call.
#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

namespace locarno {

/// Deterministic work limits (counts, not seconds). 0 = no limit.
struct Limits {
  std::uint64_t nodes = 0;         ///< search nodes, cells, solver conflicts: whatever the room counts
  std::uint64_t memory_bytes = 0;  ///< largest table a room may build
};

/// Deterministic work counters: same question, same numbers, on any machine and any number of threads.
struct Effort {
  std::uint64_t nodes = 0;
  std::uint64_t conflicts = 0;
  std::uint64_t cells = 0;
  bool operator==(const Effort&) const = default;
};

/// What is known when a search ends.
enum class Verdict { proved, limit_reached };

/// done and total in the unit named by `what` ("reports", "settlements"); total 0 = unknown.
using ProgressSink = std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)>;

struct Run {
  Limits limits;
  const std::atomic<bool>* cancel = nullptr;  ///< set by Ctrl-C; not owned
  unsigned threads = 1;                       ///< 0 = all cores
  std::uint64_t seed = 1;
  ProgressSink progress;

  bool is_cancelled() const { return cancel != nullptr && cancel->load(std::memory_order_relaxed); }
  void report(std::string_view what, std::uint64_t done, std::uint64_t total) const {
    if (progress) progress(what, done, total);
  }
};

}  // namespace locarno
