#pragma once
// locarno/study/live_watch.hpp -- the answers of a watch kept up to date as reports come, without reading everything again.
//
// Question   A watch that is open; what was added to its store since.
// Answer     Board, marks and alarms as of the last report, the same as a replay of everything gives.
// Method     Reports are judged in order of time of the event. At the ends of some days (of the last three, then ever farther apart) it
//            holds what the pipeline and the counts are. A batch goes back to the last such day before its earliest report and is
//            judged from there; so does an objection, a ruling, a decision on a pair, by the reports it is about. Where sources are learned each
//            batch begins anew.
// Cost       the reports of a day or two for each batch of today's; of twice its age for a late one. Memory: what is open on a dozen days.
// Threads    one at a time.
// Tested by  tests/study/live_watch_test.cpp (answers equal to a replay's, and how many reports were read for them)
#include <deque>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "study/alarm_counter.hpp"
#include "study/bulletin.hpp"

namespace locarno::study {

/// What board and alarms are counted from; fed incidents one after another.
class WatchTally {
 public:
  explicit WatchTally(const Terms& terms) : board(terms), alarms(terms) {}
  void see(const watch::Incident& incident, const std::vector<watch::Finding>& findings);
  /// Those of the four weeks before `as_of`.
  std::vector<WatchMark> marks_before(std::int64_t as_of) const;

  watch::BoardCount board;
  AlarmCounter alarms;

 private:
  std::deque<WatchMark> marks_;   ///< the last `most_marks`
};

/// Alarms up to the end of a day that its counts raise, rises and silences of sectors before silences of sources.
struct DatedAlarm {
  Date day;                       ///< at whose end it came, or during it
  DayAlarm alarm;
  auto key() const { return std::tuple(day, alarm.is_source, alarm.sector, alarm.alarm.kind); }
};

class LiveWatch {
 public:
  explicit LiveWatch(Monitor&& monitor) : monitor_(std::make_unique<Monitor>(std::move(monitor))) {}
  Monitor& monitor() { return *monitor_; }

  /// Takes what was added since the last call. Returns how many reports had to be judged (0: nothing is new). Errors: as replay().
  Result<std::int64_t> refresh(const Run& run);
  /// As study::board(), of what the last refresh took. A time before the last report costs a replay from the day held before it.
  Result<BoardAnswer> board(std::int64_t as_of, const Run& run) const;
  /// Every alarm up to `last_day` (none: the last something was counted on). Of a last day still running a rise is told, no silence.
  Result<std::vector<DatedAlarm>> alarms(std::optional<std::int32_t> last_day, bool last_day_runs, const watch::AlarmQuestion& question, const Run& run) const;
  /// What watch_alarms() computes from.
  Result<AlarmCounter::Tables> tables() const;
  std::int32_t last_day() const { return now_ ? now_->alarms.last_day() : 0; }
  /// The latest beginning of an event, none before the first report.
  std::optional<std::int64_t> latest() const { return reports_ > 0 ? std::optional(latest_) : std::nullopt; }

 private:
  struct Point {
    std::int64_t before = 0;      ///< everything that began earlier has been fed
    watch::Pipeline::Held held;
    WatchTally tally;
    std::int64_t reports = 0;
  };
  struct Answer {
    WatchTally tally;
    WatchReplay replayed;
    std::int64_t judged = 0;
  };
  Result<Answer> judge(const Point* from, std::int64_t until, std::vector<Point>* hold, const Run& run) const;
  void thin();

  std::unique_ptr<Monitor> monitor_;
  std::vector<Point> points_;     ///< by time
  std::optional<WatchTally> now_;
  WatchReplay replayed_;
  std::vector<watch::LearnedSource> sources_;
  std::int64_t last_number_ = 0, last_decision_ = 0, reports_ = 0, latest_ = 0;
};

}  // namespace locarno::study
