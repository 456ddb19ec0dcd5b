#pragma once
// locarno/watch/alarms.hpp -- which series rose, which fell silent, and what the base rate alone would have said.
//
// Question   Counts by step and sector; how many steps between two false alarms of one series; the rise that matters.
// Answer     For each series its alarms in order, the design in force at the end, and how many false alarms were to be expected.
// Method     One `SeriesWatch` for each series, fed one step at a time; it knows nothing of later steps. The usual rate is that of the last
//            `baseline` steps, fitted anew every `refit` steps; nothing is said before `learn` known steps.
//            Rise: watch/cusum.hpp. Silence: a run of zeros (or unknown days) whose mean waiting time at the usual rate is `every` or more
//            and whose chance is 1 in 100 or less, and longer than any run in the baseline, because real events come in clusters and so do the gaps.
//            Base rate: the mean and the chance of at least so many in as many steps, and what a threshold on a single step of the same
//            false-alarm interval says of the day.
// Cost       a step: three additions; a fit: linear in the baseline; a design: watch/cusum.hpp. State: the last `baseline` counts.
// Certainty  the chance is that of one look at one window; the sum chose the window, so it is a measure of surprise, no p-value.
// Errors     bad_input: options out of range, a saved state that is none.
// No error   A series too short to learn (no alarms, `learning`). Threads: pure. Tested by tests/watch/alarms_test.cpp
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/run.hpp"
#include "watch/counts.hpp"
#include "watch/cusum.hpp"

namespace locarno::watch {

struct AlarmQuestion {
  double every = 365;            ///< steps between two false alarms of one series
  double factor = 2;             ///< rise that matters, times the usual rate
  std::size_t baseline = 365;    ///< steps
  std::size_t refit = 30;
  std::size_t learn = 56;
  std::size_t cooling = 7;       ///< steps after a rise without another; the sum stays at 0
};

enum class AlarmKind : std::uint8_t { rise, silence };
std::string_view to_string(AlarmKind kind);

struct Alarm {
  AlarmKind kind = AlarmKind::rise;
  std::size_t step = 0;          ///< at whose end it came
  std::int64_t steps = 0;        ///< of the window: since the sum left 0, or of the silence
  std::int64_t seen = 0;         ///< in the window
  double expected = 0;           ///< what the base rate says
  double chance = 1;             ///< of at least so many (rise) or none (silence) at the base rate
  double usual = 0;              ///< a step
  double level = 0, threshold = 0;   ///< of the sum; of a silence in steps
  std::int64_t single = 0;       ///< a threshold on one step with the same false-alarm interval
  bool single_says_so = false;   ///< it was reached on that step
};

class SeriesWatch {
 public:
  explicit SeriesWatch(const AlarmQuestion& question) : question_(question) {}
  /// The next step. At most one alarm: a rise goes before.
  Result<std::optional<Alarm>> advance(std::int64_t count);
  const std::optional<CusumDesign>& design() const { return design_; }
  const CusumState& state() const { return cusum_; }
  std::size_t steps() const { return step_; }
  std::int64_t silence_needed() const { return silence_needed_; }   ///< steps; 0 = cannot be told
  /// Everything it knows, as one line of numbers; `restore` goes on as if nothing had happened.
  std::string saved() const;
  static Result<SeriesWatch> restore(const AlarmQuestion& question, std::string_view saved);

 private:
  Result<void> fit();
  AlarmQuestion question_;
  std::deque<std::int64_t> past_;
  std::optional<CusumDesign> design_;
  CusumState cusum_;
  std::size_t step_ = 0, fitted_at_ = 0;
  std::int64_t cooling_ = 0, unlearned_ = 0, quiet_ = 0, silence_needed_ = 0, single_ = 0;
  bool is_silent_ = false;
};

struct SeriesAlarms {
  std::string sector;
  std::vector<Alarm> alarms;
  std::optional<CusumDesign> design;          ///< none: still learning
  CusumState state;
  std::int64_t silence_needed = 0;
  std::size_t known = 0;                      ///< steps with a number
  std::int64_t events = 0;
  double false_alarms_expected = 0;           ///< at the design's own run lengths
};

/// Every series of the table. Errors: bad_input (options); cancelled.
Result<std::vector<SeriesAlarms>> alarms(const CountTable& table, const AlarmQuestion& question, const Run& run);

/// The least count a single step reaches with a chance of 1 / every or less.
std::int64_t single_step_threshold(const Rate& rate, double every);
/// The least run of zeros whose mean waiting time is `every` steps or more and whose chance is at most 0.01; 0 when longer than a million.
std::int64_t silence_threshold(const Rate& rate, double every);

}  // namespace locarno::watch
