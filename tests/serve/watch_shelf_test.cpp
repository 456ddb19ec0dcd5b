// A watch stays open between requests: what came in since is all that is read.
#include "watch_shelf.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "ledger/sample.hpp"
#include "watch/truce.hpp"

namespace locarno::serve {
namespace {

void add(const std::string& folder, const std::string& rows) {
  auto monitor = study::open_monitor(folder, "", true);
  ASSERT_TRUE(monitor) << to_string(monitor.error());
  watch::FeedIntake intake(watch::Feed::jsonl, 1'900'000'000);
  ASSERT_TRUE(intake.feed(rows));
  ASSERT_TRUE(intake.finish());
  ASSERT_TRUE(study::keep(*monitor, intake.kept, intake.bad, "f", "2026-08-01T00:00:00Z"));
}

std::string row(int day) { return "{\"time\":\"2026-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T12:00:00Z\",\"act\":\"shelling\",\"lat\":9.9,\"lon\":20.5,\"radius_km\":1,\"source\":\"patrol\",\"class\":\"monitor\"}\n"; }

TEST(WatchShelf, ABatchCostsItsDayAndTermsThatChangeOpenTheWatchAnew) {
  const ledger::sample::Folder folder;
  std::ofstream(folder.file("case.toml")) << truce_case();
  std::ofstream(folder.file("terms.geojson")) << truce_shapes;
  WatchShelf shelf;
  const auto none = shelf.borrow(folder.path(), {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::not_found);
  std::string rows;
  for (int day = 2; day <= 28; ++day) rows += row(day);
  add(folder.path(), rows);
  EXPECT_EQ(shelf.borrow(folder.path(), {})->judged, 27);
  EXPECT_EQ(shelf.borrow(folder.path(), {})->judged, 0);
  add(folder.path(), row(29));
  {
    const auto loan = shelf.borrow(folder.path(), {});
    ASSERT_TRUE(loan);
    EXPECT_LE(loan->judged, 3);
    EXPECT_GE(loan->judged, 1);
    EXPECT_EQ((*loan)->board(parse_instant("2026-04-01")->at, {})->replayed.reports, 28);
  }
  std::ofstream(folder.file("case.toml")) << truce_case() << "[[watch.gain]]\nparty = \"SOUTH\"\nsource = \"made up\"\n";
  EXPECT_EQ(shelf.borrow(folder.path(), {})->judged, 28);
  std::filesystem::remove_all(folder.file(".locarno"));
  EXPECT_FALSE(shelf.borrow(folder.path(), {}));
}

}  // namespace
}  // namespace locarno::serve
