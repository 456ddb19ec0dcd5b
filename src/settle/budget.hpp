#pragma once
// locarno/settle/budget.hpp -- how much work one question may still do. Inside settle only.
//
// Work is counted in nodes and conflicts (deterministic), never in seconds. A stage may be given a share of what is
// left, so that listing openings cannot starve the clashes.
#include <algorithm>
#include <cstdint>

#include "base/run.hpp"

namespace locarno::settle {

class Budget {
 public:
  explicit Budget(Run& run) : run_(run), ceiling_(limit()) {}

  /// Books work. False when the stage's share is spent or the user stopped.
  bool take(std::uint64_t nodes) {
    effort_.nodes += nodes;
    if ((++ticks_ & 1023u) == 0 && run_.is_cancelled()) is_cancelled_ = true;
    return !is_over();
  }
  /// The same for work that takes about a tenth of a millisecond: the user is asked each time.
  bool take_chunk(std::uint64_t nodes) {
    effort_.nodes += nodes;
    ask_cancelled();
    return !is_over();
  }
  void add_conflict() { ++effort_.conflicts; }
  void add_cells(std::uint64_t cells) { effort_.cells += cells; }

  bool is_over() const { return is_cancelled_ || spent() >= ceiling_; }
  bool is_cancelled() const { return is_cancelled_; }
  bool ask_cancelled() {
    is_cancelled_ = is_cancelled_ || run_.is_cancelled();
    return is_cancelled_;
  }
  /// Conflicts the solver may still have in this stage.
  std::uint64_t left() const { return ceiling_ > spent() ? ceiling_ - spent() : 0; }
  bool is_limited() const { return limit() != UINT64_MAX; }

  /// The stage that begins now may use `part` of `whole` of what is left.
  void begin_stage(std::uint64_t part, std::uint64_t whole) {
    if (!is_limited()) return;
    const std::uint64_t rest = limit() > spent() ? limit() - spent() : 0;
    ceiling_ = spent() + (part == whole ? rest : rest / whole * part);
  }

  /// A stage that is over may still do so much more: one answer is worth it.
  void grant(std::uint64_t nodes) {
    if (is_limited() && spent() >= ceiling_) ceiling_ = spent() + std::min(nodes, limit() / 2);
  }

  /// Largest table, in bytes; without a limit of the run, 1 GiB.
  std::uint64_t memory() const { return run_.limits.memory_bytes != 0 ? run_.limits.memory_bytes : std::uint64_t{1} << 30; }

  Run& run() { return run_; }
  const Effort& effort() const { return effort_; }

 private:
  std::uint64_t limit() const { return run_.limits.nodes != 0 ? run_.limits.nodes : UINT64_MAX; }
  std::uint64_t spent() const { return effort_.nodes + effort_.conflicts; }

  Run& run_;
  Effort effort_;
  std::uint64_t ceiling_;
  std::uint64_t ticks_ = 0;
  bool is_cancelled_ = false;
};

}  // namespace locarno::settle
