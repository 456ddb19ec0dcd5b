// Answers kept up to date batch by batch against a replay of everything, and how much was read for them.
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "study/live_watch.hpp"
#include "study/watch_alarms.hpp"
#include "ledger/sample.hpp"
#include "watch/truce.hpp"

namespace locarno::study {
namespace {

constexpr std::int64_t day_seconds = 86400;

std::string row(std::mt19937& draw, std::int64_t at, int number) {
  const auto share = [&] { return static_cast<double>(draw() % 10'000) / 10'000; };
  char out[256];
  std::snprintf(out, sizeof out, "{\"time\":\"%s\",\"act\":\"%s\",\"lat\":%.4f,\"lon\":%.4f,\"radius_km\":1,\"source\":\"patrol %d\",\"class\":\"monitor\",\"text\":\"row %d\"}\n", instant_text(at).c_str(),
                draw() % 3 == 0 ? "shelling" : "small_arms", 9.9 + 0.2 * share(), 20 + share(), static_cast<int>(draw() % 3), number);
  return out;
}

class LiveWatchTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(folder_.file("case.toml")) << truce_case();
    std::ofstream(folder_.file("terms.geojson")) << truce_shapes;
    auto opened = open_monitor(folder_.path(), folder_.file("w.db"), true);
    ASSERT_TRUE(opened) << to_string(opened.error());
    live_.emplace(std::move(*opened));
  }
  void add(const std::string& rows) {
    watch::FeedIntake intake(watch::Feed::jsonl, 1'900'000'000);
    ASSERT_TRUE(intake.feed(rows));
    ASSERT_TRUE(intake.finish());
    ASSERT_TRUE(keep(live_->monitor(), intake.kept, intake.bad, "f", "2026-08-01T00:00:00Z"));
  }
  void expect_as_replayed(std::int64_t as_of) {
    const auto now = live_->board(as_of, {}), all = study::board(live_->monitor(), as_of, {});
    ASSERT_TRUE(now && all);
    EXPECT_EQ(now->replayed.digest, all->replayed.digest);
    EXPECT_EQ(now->replayed.reports, all->replayed.reports);
    ASSERT_EQ(now->marks.size(), all->marks.size());
    for (std::size_t i = 0; i < all->marks.size(); ++i) EXPECT_EQ(now->marks[i].id, all->marks[i].id);
    for (std::size_t c = 0; c < all->board.rows.size(); ++c) {
      EXPECT_EQ(now->board.rows[c].weeks, all->board.rows[c].weeks);
      EXPECT_EQ(now->board.rows[c].found, all->board.rows[c].found);
    }
  }
  locarno::ledger::sample::Folder folder_;
  std::optional<LiveWatch> live_;
};

TEST_F(LiveWatchTest, EachBatchGivesWhatAReplayGivesAndReadsADayOrTwo) {
  std::mt19937 draw(7);
  const std::int64_t begin = parse_instant("2026-03-02")->at;
  std::string rows;
  for (int k = 0; k < 60 * 10; ++k) rows += row(draw, begin + k * (day_seconds / 10), k);
  add(rows);
  EXPECT_EQ(live_->refresh({}).value(), 600);
  EXPECT_EQ(live_->refresh({}).value(), 0);
  expect_as_replayed(begin + 61 * day_seconds);
  expect_as_replayed(begin + 30 * day_seconds);
  for (int batch = 0; batch < 6; ++batch) {   // the 61st day and the 62nd
    rows.clear();
    for (int k = 0; k < 7; ++k) rows += row(draw, begin + 60 * day_seconds + batch * 6 * 3600 + static_cast<std::int64_t>(draw() % 20'000), 2000 + batch * 10 + k);
    add(rows);
    const auto judged = live_->refresh({});
    ASSERT_TRUE(judged);
    EXPECT_LE(*judged, 62) << batch;    // two days of 10 and what the batches brought
    EXPECT_GE(*judged, 7);
    expect_as_replayed(begin + 63 * day_seconds);
  }
  add(row(draw, begin + 50 * day_seconds, 9000));   // eleven days late: not from the beginning
  EXPECT_LE(live_->refresh({}).value(), 32 * 10 + 50);
  expect_as_replayed(begin + 63 * day_seconds);
  add(row(draw, begin - 5 * day_seconds, 9001));    // before all others
  EXPECT_EQ(live_->refresh({}).value(), 600 + 42 + 2);
  expect_as_replayed(begin + 63 * day_seconds);
}

TEST_F(LiveWatchTest, AnObjectionCountsAtOnce) {
  std::mt19937 draw(9);
  const std::int64_t begin = parse_instant("2026-03-02")->at;
  std::string rows;
  for (int k = 0; k < 40; ++k) rows += row(draw, begin + k * 7200, k);
  add(rows);
  ASSERT_TRUE(live_->refresh({}));
  const auto before = live_->board(begin + 9 * day_seconds, {});
  ASSERT_FALSE(before->marks.empty());
  ASSERT_TRUE(object(live_->monitor(), {before->marks[0].id, "SOUTH", "we were not there", "", "liaison", "2026-03-09"}, {}));
  EXPECT_EQ(live_->refresh({}).value(), 40);
  const auto after = live_->board(begin + 9 * day_seconds, {});
  EXPECT_NE(after->replayed.digest, before->replayed.digest);
  expect_as_replayed(begin + 9 * day_seconds);
}

TEST_F(LiveWatchTest, ADecisionGoesBackToTheReportsItIsAbout) {
  std::mt19937 draw(21);
  const std::int64_t begin = parse_instant("2026-03-02")->at;
  std::string rows;
  for (int k = 0; k < 600; ++k) rows += row(draw, begin + k * (day_seconds / 10), k);
  add(rows);
  ASSERT_EQ(live_->refresh({}).value(), 600);
  const std::int64_t end = begin + 61 * day_seconds;
  std::vector<std::pair<std::string, std::int64_t>> reports;
  ASSERT_TRUE(each_report(live_->monitor(), time_begins, time_ends, [&](watch::Report&& report) { reports.emplace_back(report.id, report.begin); }, {}));
  const auto late = live_->board(end, {})->marks.back();
  ASSERT_GT(late.begin, begin + 55 * day_seconds);
  const auto decided = [&](std::int64_t most) {
    const auto before = live_->board(end, {})->replayed.digest;
    EXPECT_LE(live_->refresh({}).value(), most);
    EXPECT_NE(live_->board(end, {})->replayed.digest, before);
    expect_as_replayed(end);
    expect_as_replayed(begin + 30 * day_seconds);
  };
  const auto objected = object(live_->monitor(), {late.id, "SOUTH", "we were not there", "", "liaison", "2026-05-09"}, {});
  ASSERT_TRUE(objected);
  decided(100);
  ASSERT_TRUE(rule(live_->monitor(), objected->number, "upheld", "it was so", "commission", "2026-05-10"));
  decided(100);
  for (const bool together : {true, false}) {   // and back
    ASSERT_TRUE(decide_pair(live_->monitor(), together, reports[590].first, reports[592].first, "two villages", "desk", "2026-05-10"));
    const auto before = live_->board(end, {})->replayed.digest;
    EXPECT_LE(live_->refresh({}).value(), 100);
    EXPECT_NE(live_->board(end, {})->replayed.digest, before);
    expect_as_replayed(end);
  }
  ASSERT_TRUE(decide_pair(live_->monitor(), true, reports[300].first, reports[301].first, "one village", "desk", "2026-05-10"));
  EXPECT_LE(live_->refresh({}).value(), 600);
  expect_as_replayed(end);
  ASSERT_TRUE(decide_pair(live_->monitor(), true, reports[1].first, reports[599].first, "one village", "desk", "2026-05-10"));
  EXPECT_EQ(live_->refresh({}).value(), 600) << "of its earliest report";
  expect_as_replayed(end);
  EXPECT_FALSE(decide_pair(live_->monitor(), true, reports[1].first, "r-000000000000", "one village", "desk", "2026-05-10")) << "no such report";
}

TEST_F(LiveWatchTest, ARiseIsToldWithinItsDayAndASilenceWhenTheDayIsOver) {
  std::mt19937 draw(3);
  const std::int64_t begin = parse_instant("2026-03-02")->at;
  std::string rows;
  int number = 0;
  for (int day = 0; day < 100; ++day)
    for (int k = 0; k < 1 + day % 3; ++k) rows += row(draw, begin + day * day_seconds + k * 20'000, ++number);
  add(rows);
  ASSERT_TRUE(live_->refresh({}));
  const auto quiet = live_->alarms(std::nullopt, true, {}, {});
  ASSERT_TRUE(quiet);
  EXPECT_TRUE(quiet->empty());
  rows.clear();
  for (int k = 0; k < 14; ++k) rows += row(draw, begin + 100 * day_seconds + k * 3600, ++number);
  add(rows);
  ASSERT_TRUE(live_->refresh({}));
  const auto risen = live_->alarms(std::nullopt, true, {}, {});
  ASSERT_FALSE(risen->empty());
  EXPECT_EQ(to_string(risen->front().day), "2026-06-10");
  EXPECT_EQ(risen->front().alarm.alarm.kind, watch::AlarmKind::rise);
  const std::int32_t last = live_->last_day();
  const auto silence_of = [&](std::int32_t day, bool runs) {
    int count = 0;
    const auto all = live_->alarms(day, runs, {}, {});
    for (const auto& one : *all) count += one.alarm.alarm.kind == watch::AlarmKind::silence ? 1 : 0;
    return count;
  };
  EXPECT_EQ(silence_of(last, true), 0);
  EXPECT_GT(silence_of(last + 30, false), 0);
}

}  // namespace
}  // namespace locarno::study
