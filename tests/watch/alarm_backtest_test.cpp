// The backtest's parts by hand, and the published check on Donbas where the table is at hand.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "watch/alarm_backtest.hpp"

namespace locarno::watch {
namespace {

TEST(AlarmBacktest, ThresholdsPauseAfterAnAlarm) {
  const std::vector<std::int64_t> counts = {0, 3, 3, 0, 0, 3, 1, 1, 1};
  EXPECT_EQ(threshold_alarms(counts, 1, 3, 0, 9, 0), (std::vector<std::size_t>{1, 2, 5}));
  EXPECT_EQ(threshold_alarms(counts, 1, 3, 0, 9, 3), (std::vector<std::size_t>{1, 5}));
  EXPECT_EQ(threshold_alarms(counts, 3, 5, 2, 9, 0), (std::vector<std::size_t>{2, 3, 7}));
  EXPECT_TRUE(threshold_alarms(counts, 1, 3, 0, 1, 0).empty());
}

TEST(AlarmBacktest, OneBurstIsFlaggedByAll) {
  CountTable table;
  table.first_day = 4;                     // 1970-01-05, a Monday
  table.steps = 700;
  CountSeries series{"", std::vector<std::int64_t>(700, 0), 700};
  for (std::size_t day = 0; day < 700; ++day) series.counts[day] = day % 3 == 0 ? 1 : 0;
  for (std::size_t day = 630; day < 637; ++day) series.counts[day] = 5;
  table.series.push_back(series);
  const auto answer = backtest_alarms(table, 0, 100, 1, {});
  ASSERT_TRUE(answer) << to_string(answer.error());
  ASSERT_EQ(answer->worst.size(), 1u);
  EXPECT_EQ(answer->worst[0].step, 630u);
  EXPECT_EQ(answer->worst[0].events, 35);
  EXPECT_GE(answer->worst[0].lead[0], 4);
  EXPECT_FALSE(backtest_alarms(table, 0, 695, 1, {}));
}

// Published check: mean .25 a day, a rise to .75, h = 5, from September 2015 to 2021: 10 alarms.
TEST(AlarmBacktest, TheTenAlarmsOfDonbas) {
  const char* shared = std::getenv("LOCARNO_SHARED");
  const std::string path = std::string(shared != nullptr ? shared : "../shared") + "/data/hold/donbas_daily_ged.csv";
  std::ifstream in(path, std::ios::binary);
  if (!in) GTEST_SKIP() << "no shared data";
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto table = read_counts(bytes, {"", "n", "sector"}, path);
  ASSERT_TRUE(table) << to_string(table.error());
  const double k = .5 / std::log(3.0);
  double sum = 0;
  int alarms = 0;
  bool saw_avdiivka = false;
  const Date first = *parse_date("2015-09-01");
  for (std::size_t step = 0; step < table->steps; ++step) {
    if (table->day(step) < first) continue;
    sum = std::max(0.0, sum + static_cast<double>(table->series[0].counts[step]) - k);
    if (sum < 5) continue;
    ++alarms;
    sum = 0;
    saw_avdiivka = saw_avdiivka || to_string(table->day(step)) == "2017-01-30";
  }
  EXPECT_EQ(alarms, 10);
  EXPECT_TRUE(saw_avdiivka);
}

}  // namespace
}  // namespace locarno::watch
