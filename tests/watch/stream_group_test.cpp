// Addresses of streams, and rows that come with their headers. What a real server does: tests/system/watch_stream_test.cpp.
#include "watch/stream_group.hpp"

#include <gtest/gtest.h>

#include "watch/intake.hpp"

namespace locarno::watch {
namespace {

TEST(StreamAddress, OfBothKinds) {
  const auto far = parse_stream_address("redis://10.0.0.5:6380#truce"), near = parse_stream_address("unix:/run/r.sock#truce");
  ASSERT_TRUE(far && near);
  EXPECT_EQ(far->host + " " + std::to_string(far->port) + " " + far->name, "10.0.0.5 6380 truce");
  EXPECT_EQ(near->socket, "/run/r.sock");
  EXPECT_EQ(parse_stream_address("redis://here#t")->shown(), "redis://here:6379");
  for (const char* bad : {"", "redis://here", "redis://here#", "redis://#t", "redis://here:0#t", "redis://here:6x#t", "redis://a/b#t", "unix:r#t", "http://here#t"})
    EXPECT_FALSE(parse_stream_address(bad)) << bad;
}

TEST(RowIntake, KeepsWhatTheFeedWouldAndSetsTheRestAside) {
  const std::string columns = "time,lat,lon,act,source", row = "2026-03-02T06:00:00Z,48.1,37.9,shelling,patrol";
  FeedIntake feed(Feed::jsonl, 1'900'000'000);
  ASSERT_TRUE(feed.feed(columns + "\n" + row + "\n"));
  ASSERT_TRUE(feed.finish());
  ASSERT_EQ(feed.kept.size(), 1u);
  RowIntake rows(1'900'000'000);
  rows.take({"jsonl", feed.kept[0].columns->c_str(), feed.kept[0].bytes, "f.csv", 2, {}});
  ASSERT_EQ(rows.kept.size(), 1u);
  EXPECT_EQ(rows.kept[0].sha256, feed.kept[0].sha256);
  EXPECT_EQ(rows.kept[0].begin, feed.kept[0].begin);
  rows.take({"no such feed", columns, row, "f.csv", 3, {}});
  rows.take({"jsonl", "lat,lon", row, "f.csv", 4, {}});
  rows.take({"jsonl", columns, "yesterday,48.1,37.9,shelling,patrol", "f.csv", 5, {}});
  rows.take({"", "", "half a row", "f.csv", 6, "the input ends within this row"});
  rows.take({"jsonl", columns, std::string(2u << 20, 'x'), "f.csv", 7, {}});
  ASSERT_EQ(rows.bad.size(), 5u);
  EXPECT_EQ(rows.bad[3].reason, "the input ends within this row");
  EXPECT_EQ(rows.bad[4].bytes.size(), 65536u);
  EXPECT_EQ(rows.bad[4].file + ":" + std::to_string(rows.bad[4].line), "f.csv:7");
  rows.received_now(0);
  rows.take({"jsonl", columns, row, "f.csv", 8, {}});
  EXPECT_EQ(rows.kept.size(), 1u);   // received fifty years before it happened
}

}  // namespace
}  // namespace locarno::watch
