#include "study/live_watch.hpp"

#include <algorithm>
#include <utility>

namespace locarno::study {
namespace {

constexpr std::int64_t day_seconds = 86400;
constexpr std::size_t most_marks = 5000;

std::int64_t day_of(std::int64_t at) { return at >= 0 ? at / day_seconds : -((-at + day_seconds - 1) / day_seconds); }

/// Which gaps a day held fills: 0, 1, 2 days old, then one for each doubling.
int slot_of(std::int64_t days_old) {
  if (days_old <= 2) return static_cast<int>(std::max<std::int64_t>(0, days_old));
  int slot = 3;
  for (std::int64_t age = 4; age < days_old && slot < 40; age *= 2) ++slot;
  return slot;
}

Result<void> add_dated(const watch::CountTable& table, bool sources, bool last_runs, const watch::AlarmQuestion& question, std::vector<DatedAlarm>& out, const Run& run) {
  LOC_TRY(const std::vector<watch::SeriesAlarms> all, watch::alarms(table, question, run));
  for (const watch::SeriesAlarms& series : all) {
    if (sources && series.sector.empty()) continue;
    for (const watch::Alarm& alarm : series.alarms) {
      const bool is_silence = alarm.kind == watch::AlarmKind::silence;
      if ((sources && !is_silence) || (is_silence && last_runs && alarm.step + 1 == table.steps)) continue;
      out.push_back({table.day(alarm.step), {series.sector, sources, alarm}});
    }
  }
  return {};
}

}  // namespace

void WatchTally::see(const watch::Incident& incident, const std::vector<watch::Finding>& findings) {
  alarms.see(incident);
  board.report(incident.begin);
  for (const watch::Finding& one : findings) {
    board.add(one);
    marks_.push_back({one.begin, incident.lat, incident.lon, incident.radius_km, incident.has_place, one.state, one.severity, one.sector, one.clause, one.id});
    if (marks_.size() > most_marks) marks_.pop_front();
  }
}

std::vector<WatchMark> WatchTally::marks_before(std::int64_t as_of) const {
  std::vector<WatchMark> out;
  for (const WatchMark& one : marks_)
    if (one.begin < as_of && one.begin >= as_of - 28 * day_seconds) out.push_back(one);
  return out;
}

/// One point for each slot of age: the oldest, which is the next to fill the slot behind it.
void LiveWatch::thin() {
  int last_slot = -1;
  std::erase_if(points_, [&](const Point& point) {
    const int slot = slot_of(day_of(latest_) - day_of(point.before));
    return slot == std::exchange(last_slot, slot);
  });
}

/// Everything of [from's end, until) on top of `from`; the days on the way go into `hold` where they fill a slot.
Result<LiveWatch::Answer> LiveWatch::judge(const Point* from, std::int64_t until, std::vector<Point>* hold, const Run& run) const {
  Answer out{from != nullptr ? from->tally : WatchTally(monitor_->terms), {}, 0};
  const watch::SourceRates rates = watch::rates_of(sources_);
  watch::Pipeline pipeline(monitor_->terms, monitor_->geometry, rates, monitor_->objections, monitor_->pairs,
                           [&](const watch::Incident& incident, const std::vector<watch::Finding>& findings) { out.tally.see(incident, findings); }, from != nullptr ? &from->held : nullptr);
  const std::int64_t before = from != nullptr ? from->reports : 0;
  std::int64_t day = from != nullptr ? day_of(from->before) : time_begins, fed = 0;
  LOC_TRY(out.judged, each_report(*monitor_, from != nullptr ? from->before : time_begins, until, [&](watch::Report&& report) {
    const std::int64_t today = day_of(report.begin), age = day_of(latest_) - today;
    if (hold != nullptr && fed > 0 && today > day && (age <= 2 || slot_of(age) != slot_of(age + 1))) hold->push_back({today * day_seconds, pipeline.hold(), out.tally, before + fed});
    day = today;
    ++fed;
    pipeline.add(std::move(report));
  }, run));
  pipeline.finish();
  out.replayed = {pipeline.counts(), before + out.judged, pipeline.digest(), sources_};
  return out;
}

Result<std::int64_t> LiveWatch::refresh(const Run& run) {
  LOC_TRY(const ledger::WatchStore::Since since, monitor_->store.since(last_number_));
  const bool is_decided = since.last_decision != last_decision_;
  if (since.reports == 0 && !is_decided && now_) return 0;
  if (is_decided) {
    LOC_TRY(const std::int64_t earliest, earliest_decided(*monitor_, last_decision_));
    LOC_CHECK(take_decisions(*monitor_));
    std::erase_if(points_, [&](const Point& point) { return point.before > earliest; });
  }
  if (monitor_->terms.learns_sources) points_.clear();
  if (since.reports > 0) {
    latest_ = reports_ == 0 ? since.latest : std::max(latest_, since.latest);
    std::erase_if(points_, [&](const Point& point) { return point.before > since.earliest; });
  }
  LOC_TRY(sources_, learn_sources(*monitor_, time_ends, run));
  std::vector<Point> fresh;
  LOC_TRY(Answer answer, judge(points_.empty() ? nullptr : &points_.back(), time_ends, &fresh, run));
  for (Point& point : fresh) points_.push_back(std::move(point));
  thin();
  now_.emplace(std::move(answer.tally));
  replayed_ = std::move(answer.replayed);
  reports_ = replayed_.reports;
  last_number_ = since.last_number, last_decision_ = since.last_decision;
  return answer.judged;
}

Result<BoardAnswer> LiveWatch::board(std::int64_t as_of, const Run& run) const {
  if (now_ && (reports_ == 0 || as_of > latest_)) return BoardAnswer{now_->board.at(as_of), now_->marks_before(as_of), replayed_};
  if (monitor_->terms.learns_sources) return study::board(*monitor_, as_of, run);   // learned from what came before only
  const Point* from = nullptr;
  for (const Point& point : points_)
    if (point.before <= as_of) from = &point;
  LOC_TRY(Answer answer, judge(from, as_of, nullptr, run));
  return BoardAnswer{answer.tally.board.at(as_of), answer.tally.marks_before(as_of), std::move(answer.replayed)};
}

Result<AlarmCounter::Tables> LiveWatch::tables() const {
  return (now_ ? *now_ : WatchTally(monitor_->terms)).alarms.tables(std::nullopt, monitor_->folder);
}

Result<std::vector<DatedAlarm>> LiveWatch::alarms(std::optional<std::int32_t> last_day, bool last_day_runs, const watch::AlarmQuestion& question, const Run& run) const {
  std::vector<DatedAlarm> out;
  if (!now_) return out;
  LOC_TRY(const AlarmCounter::Tables tables, now_->alarms.tables(last_day, monitor_->folder));
  LOC_CHECK(add_dated(tables.events, false, last_day_runs, question, out, run));
  LOC_CHECK(add_dated(tables.sources, true, last_day_runs, question, out, run));
  return out;
}

}  // namespace locarno::study
