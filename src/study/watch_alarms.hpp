#pragma once
// locarno/study/watch_alarms.hpp -- is it getting worse, or suspiciously quiet: alarms of a watched case or of a plain table of counts.
//
// Question   A case folder with [watch], a CSV file of counts, or its bytes; watch::AlarmQuestion in days.
// Answer     Alarms by sector (and, of a case, by severity 3 to 5 too), silence by source.
// Method     Of a case an incident counts when it more likely happened than not, is no deed, and ended after entry into force; on the day it
//            began (UTC), in its likeliest sector. Monthly tables: the days of the question become months.
// Cost       as watch/alarms.hpp. Errors: io; as watch::read_counts, watch::alarms, replay. Tested by tests/study/watch_alarms_test.cpp
#include "study/monitor.hpp"
#include "watch/alarms.hpp"
#include "watch/change_points.hpp"
#include "watch/hawkes.hpp"

namespace locarno::study {

struct AlarmsQuestion {
  std::string place;                       ///< case folder, file, or "-" with `bytes`
  std::string store;                       ///< of a case
  std::string bytes;                       ///< of "-"
  watch::CountColumns columns;
  watch::AlarmQuestion alarms;             ///< in days
  std::string sector;                      ///< only this one; "" = all
  bool detail = false;                     ///< excitation, periods and hot spots too
};

/// What lies behind a series: whether one event brings the next, and when the rate changed for good.
struct SeriesDetail {
  std::size_t series = 0;                  ///< of the table
  std::optional<watch::HawkesFit> excitation;   ///< none: fewer than 30 events
  std::vector<watch::Period> periods;
  double phi = 1;                          ///< variance over mean within a period
  double changed_lately = 0;               ///< chance that the present period is at most 28 steps old
};

struct AlarmsAnswer {
  watch::CountTable table;
  watch::AlarmQuestion alarms;             ///< in steps of the table
  std::vector<watch::SeriesAlarms> series; ///< as table.series
  watch::CountTable source_table;          ///< of a case: reports by source
  std::vector<watch::SeriesAlarms> sources;///< their silences only
  std::vector<SeriesDetail> details;       ///< of the first 24 series, the last 4000 steps of each
  std::vector<std::size_t> hot_series;     ///< what `hot` counts by: table.series
  watch::HotSpots hot;                     ///< last 28 steps against the baseline
};

Result<AlarmsAnswer> watch_alarms(const AlarmsQuestion& question, const Run& run);
/// The same of tables at hand (study/live_watch.hpp).
Result<AlarmsAnswer> watch_alarms(const AlarmsQuestion& question, watch::CountTable events, watch::CountTable by_source, const Run& run);
/// The table alone.
Result<watch::CountTable> counts_of(const AlarmsQuestion& question, const Run& run, watch::CountTable* by_source = nullptr);

}  // namespace locarno::study
