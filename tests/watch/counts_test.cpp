// Counts by day and sector out of CSV.
#include <gtest/gtest.h>

#include "watch/counts.hpp"

namespace locarno::watch {
namespace {

Result<CountTable> read(const std::string& csv, const CountColumns& columns = {}) { return read_counts(csv, columns, "x.csv"); }

std::string place_of(const std::string& csv) {
  const auto table = read(csv);
  return table ? "read" : table.error().where;
}

TEST(Counts, DaysBetweenRowsAreZeroAndRowsAddUp) {
  const auto table = read("date,count\n2026-03-01,2\n\n2026-03-04T10:00:00Z,1\r\n2026-03-01,3\n");
  ASSERT_TRUE(table) << to_string(table.error());
  ASSERT_EQ(table->series.size(), 1u);
  EXPECT_EQ(table->series[0].counts, (std::vector<std::int64_t>{5, 0, 0, 1}));
  EXPECT_EQ(table->series[0].rows, 2u);
  EXPECT_EQ(to_string(table->day(3)), "2026-03-04");
}

TEST(Counts, SectorsHaveASumBeforeThem) {
  const auto table = read("\xEF\xBB\xBFsector,date,count\n\"south, low\",2026-03-02,4\nnorth,2026-03-01,NA\nnorth,2026-03-02,\n");
  ASSERT_TRUE(table) << to_string(table.error());
  ASSERT_EQ(table->series.size(), 3u);
  EXPECT_EQ(table->series[0].counts, (std::vector<std::int64_t>{not_known, 4}));
  EXPECT_EQ(table->series[1].sector, "north");
  EXPECT_EQ(table->series[1].counts, (std::vector<std::int64_t>{not_known, not_known}));
  EXPECT_EQ(table->series[2].counts, (std::vector<std::int64_t>{0, 4}));
}

TEST(Counts, AListOfEventsIsATable) {
  const auto table = read("started_at,oblast\n2026-02-28 23:10:00+00:00,a\n2026-02-28 23:30:00+00:00,a\n2026-03-01 00:10:00+00:00,a\n", {"started_at", "count", "oblast"});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->series[0].counts, (std::vector<std::int64_t>{2, 1}));
}

TEST(Counts, MonthsAreStepsToo) {
  const auto table = read("date,count\n2025-11,3\n2026-02,1\n");
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->monthly);
  EXPECT_EQ(table->series[0].counts, (std::vector<std::int64_t>{3, 0, 0, 1}));
  EXPECT_EQ(to_string(table->day(3)), "2026-02-01");
}

TEST(Counts, SaysWhereItIsWrong) {
  EXPECT_EQ(place_of(""), "x.csv:1:1");
  EXPECT_EQ(place_of("date,count\n"), "x.csv:1:1");
  EXPECT_EQ(place_of("day,count\n2026-01-01,1\n"), "x.csv:1:1");
  EXPECT_EQ(place_of("date,count\n2026-02-30,1\n"), "x.csv:2:1");
  EXPECT_EQ(place_of("date,count\n2026-01-01,1\n2026-01-02,-1\n"), "x.csv:3:12");
  EXPECT_EQ(place_of("date,count\n2026-01-01,1.5\n"), "x.csv:2:12");
  EXPECT_EQ(place_of("date,count\n2026-01-01,1,2\n"), "x.csv:2:1");
  EXPECT_EQ(place_of("date,count\n2026-01-01,1\n2026-02,1\n"), "x.csv:3:1");
  EXPECT_EQ(place_of("date,count\n0001-01-01,1\n9999-01-01,1\n"), "x.csv:3:1");
  EXPECT_EQ(place_of("date,count\n2026-01-01,\"1\n"), "x.csv:2:12");
  EXPECT_EQ(place_of("date,count,count\n2026-01-01,1,2\n"), "x.csv:1:12");
}

TEST(Counts, EventsBecomeSeriesWithQuietSectors) {
  const CountTable table = count_events({{3, "b"}, {5, "b"}, {9, "b"}}, {"a", "b"}, 2, 5);
  ASSERT_EQ(table.series.size(), 3u);
  EXPECT_EQ(table.series[1].counts, (std::vector<std::int64_t>{0, 0, 0, 0}));
  EXPECT_EQ(table.series[2].counts, (std::vector<std::int64_t>{0, 1, 0, 1}));
}

}  // namespace
}  // namespace locarno::watch
