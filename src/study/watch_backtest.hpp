#pragma once
// locarno/study/watch_backtest.hpp -- alarms replayed over past series of violations (watch/alarm_backtest.hpp).
//
// Question   A folder with donbas_daily_ged.csv (days of events with deaths) and loc_india_pakistan_cfv_sector_monthly.csv (violations by
//            month and sector), either or both; docs/watch-alarms.md says where they come from.
// Errors     io; bad_input when it has neither, or with file:line:column. Tested by tests/watch/alarm_backtest_test.cpp (the room)
#include "watch/alarm_backtest.hpp"

namespace locarno::study {

struct SeriesBacktest {
  std::string id, name, sector;
  watch::CountTable table;
  watch::AlarmQuestion question;
  watch::AlarmBacktest answer;
};

Result<std::vector<SeriesBacktest>> watch_backtest(const std::string& folder, double every_days, const Run& run);
/// A table with one column for each sector, as one row for each month and sector; columns of the sum are left out.
std::string long_table(std::string_view wide);

}  // namespace locarno::study
