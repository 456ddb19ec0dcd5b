// Raw reports are kept once, and the log says so.
#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "ledger/watch_store.hpp"

namespace locarno::ledger {
namespace {

TEST(WatchStore, KeepsAReportOnceAndTellsWhatItHas) {
  auto store = WatchStore::open(":memory:", true);
  ASSERT_TRUE(store) << to_string(store.error());
  const std::string sha = sha256_hex("jsonl\n\n{}"), other = sha256_hex("jsonl\n\n{1}");
  const std::vector<NewReport> batch = {{sha, "jsonl", "", "{}", 5}, {other, "jsonl", "", "{1}", 3}, {sha, "jsonl", "", "{}", 5}};
  const auto first = store->add(batch, {{0, "f", 2, "why", "x", ""}}, "2026-03-01T00:00:00Z");
  ASSERT_TRUE(first) << to_string(first.error());
  EXPECT_EQ(first->fresh, 2);
  EXPECT_EQ(first->known, 1);
  EXPECT_EQ(first->aside, 1);
  const auto again = store->add(batch, {{0, "f", 2, "why", "x", ""}}, "2026-03-02T00:00:00Z");
  EXPECT_EQ(again->fresh + again->aside, 0);
  std::vector<std::int64_t> order;
  ASSERT_TRUE(store->each(0, 100, [&](const KeptReport& kept) -> Result<bool> { order.push_back(kept.begin); return true; }));
  EXPECT_EQ(order, (std::vector<std::int64_t>{3, 5}));
  EXPECT_EQ(store->begin_of(other.substr(0, 12)).value(), 3);
  EXPECT_EQ(store->begin_of(sha).value(), 5);
  for (const std::string& none : {std::string(12, '0'), std::string(), std::string("'; --"), std::string("abc"), sha + "00"}) EXPECT_FALSE(store->begin_of(none).value()) << none;
  ASSERT_TRUE(store->append("objection", "{}"));
  EXPECT_TRUE(store->verify());
  EXPECT_EQ(store->counts()->entries, 2);
}

TEST(WatchStore, ReceiptNeverGoesBack) {
  auto store = WatchStore::open(":memory:", true);
  const auto add = [&](const std::string& bytes, const char* at) {
    const std::string sha = sha256_hex("jsonl\n\n" + bytes);
    return store->add({{sha, "jsonl", "", bytes, 0}}, {}, at);
  };
  ASSERT_TRUE(add("a", "2026-03-02T00:00:00Z"));
  ASSERT_TRUE(add("b", "2026-03-01T00:00:00Z"));   // the clock was set back
  std::string last;
  ASSERT_TRUE(store->each(0, 1, [&](const KeptReport& kept) -> Result<bool> { last = std::max(last, std::string(kept.received_at)); EXPECT_EQ(kept.received_at, "2026-03-02T00:00:00Z"); return true; }));
}

}  // namespace
}  // namespace locarno::ledger
