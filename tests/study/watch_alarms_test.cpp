// Alarms of a plain table, as a user without a case has one.
#include <gtest/gtest.h>

#include "study/watch_alarms.hpp"

namespace locarno::study {
namespace {

std::string days(int quiet, int risen) {
  std::string out = "date,count,sector\n";
  const std::int32_t first = day_number(*parse_date("2025-01-01"));
  for (int day = 0; day < quiet + risen; ++day)
    out += to_string(from_day_number(first + day)) + "," + std::to_string(day < quiet ? day % 3 : 9) + ",east\n" + to_string(from_day_number(first + day)) + "," + std::to_string(day % 3) + ",west\n";
  return out;
}

TEST(WatchAlarms, ASectorThatRisesIsNamed) {
  AlarmsQuestion question;
  question.place = "-";
  question.bytes = days(120, 10);
  const auto answer = watch_alarms(question, {});
  ASSERT_TRUE(answer) << to_string(answer.error());
  ASSERT_EQ(answer->series.size(), 3u);
  EXPECT_FALSE(answer->series[1].alarms.empty());
  EXPECT_EQ(answer->series[1].sector, "east");
  EXPECT_TRUE(answer->series[2].alarms.empty());
}

TEST(WatchAlarms, OneSectorAloneAndOneThatIsNone) {
  AlarmsQuestion question;
  question.place = "-";
  question.bytes = days(80, 0);
  question.sector = "west";
  const auto one = watch_alarms(question, {});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->series.size(), 1u);
  question.sector = "south";
  EXPECT_FALSE(watch_alarms(question, {}));
  question.place = "no-such-file.csv";
  EXPECT_FALSE(watch_alarms(question, {}));
}

}  // namespace
}  // namespace locarno::study
