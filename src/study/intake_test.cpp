#include "study/intake.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include "study/ordered.hpp"
#include "study/watch.hpp"

namespace locarno::study {
namespace {

struct Place {
  std::filesystem::path path;
  Place() {
    std::string pattern = (std::filesystem::temp_directory_path() / "locarno-intake-XXXXXX").string();
    path = mkdtemp(pattern.data());
  }
  ~Place() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path / name, std::ios::binary) << bytes;
    return (path / name).string();
  }
};

std::vector<std::string> taken(Intake& intake) {
  std::vector<std::string> out;
  while (auto arrival = intake.next(locarno::Run()))
    out.push_back(arrival->error ? "! " + to_string(*arrival->error) : std::to_string(arrival->number) + " " + arrival->line);
  return out;
}

TEST(Intake, LinesWithTheirNumbersAndALastOneWithoutAnEnd) {
  const Place place;
  Intake intake({place.write("a.jsonl", "one\n\n \r\ntwo\nthree")}, true, 100);
  EXPECT_EQ(taken(intake), (std::vector<std::string>{"1 one", "4 two", "5 three"}));
}

TEST(Intake, ALineAcrossManyReadsAndOneAboveTheLimit) {
  const Place place;
  const std::string wide(700000, 'x');
  Intake intake({place.write("a.jsonl", wide + "\n" + wide + wide + wide + "\nlast\n" + wide + wide)}, true, 1000000);
  const auto lines = taken(intake);
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0], "1 " + wide);
  EXPECT_EQ(lines[1], "! a.jsonl:2: the line has more than 1000000 bytes, it is left out");
  EXPECT_EQ(lines[2], "3 last");
  EXPECT_EQ(lines[3].substr(0, 12), "! a.jsonl:4:");
}

TEST(Intake, AFileThatIsGoneDoesNotHideTheNext) {
  const Place place;
  Intake intake({(place.path / "gone.txt").string(), place.write("b.txt", "words")}, false, 100);
  const auto first = intake.next(locarno::Run()), second = intake.next(locarno::Run());
  ASSERT_TRUE(first && first->error);
  EXPECT_EQ(first->error->code, ErrorCode::io);
  ASSERT_TRUE(second && second->piece);
  EXPECT_EQ(second->piece->name, "b.txt");
  EXPECT_FALSE(intake.next(locarno::Run()));
}

std::vector<int> squares(unsigned threads, int count, int stop_at) {
  locarno::Run run;
  run.threads = threads;
  int next = 0;
  std::vector<int> out;
  in_order<int, int>(run, [&]() -> std::optional<int> { return next < count ? std::optional<int>(next++) : std::nullopt; },
                     [](int& n) {
                       volatile int wasted = 0;
                       for (int i = 0; i < n * 37 % 11 * 1000; ++i) wasted = wasted + i;   // uneven work
                       return n * n;
                     },
                     [&](int& square) {
                       out.push_back(square);
                       return static_cast<int>(out.size()) != stop_at;
                     });
  return out;
}

TEST(Ordered, ResultsComeInTheOrderOfTheSourceOnAnyNumberOfThreads) {
  const std::vector<int> one = squares(1, 500, -1);
  ASSERT_EQ(one.size(), 500u);
  EXPECT_EQ(one[499], 499 * 499);
  for (const unsigned threads : {2u, 3u, 8u}) EXPECT_EQ(squares(threads, 500, -1), one);
  EXPECT_TRUE(squares(4, 0, -1).empty());
}

TEST(Ordered, StoppingHandsNothingMoreOn) {
  for (const unsigned threads : {1u, 4u}) EXPECT_EQ(squares(threads, 500, 7).size(), 7u);
}

TEST(Ordered, CancellingFinishesWhatIsBegunAndLeavesNoGap) {
  for (const unsigned threads : {1u, 4u}) {
    std::atomic<bool> cancel{false};
    locarno::Run run;
    run.threads = threads;
    run.cancel = &cancel;
    int next = 0;
    std::vector<int> out;
    in_order<int, int>(run, [&]() -> std::optional<int> { return next++; },   // a source without an end
                       [&](int& n) {
                         if (n == 50) cancel = true;
                         return n;
                       },
                       [&](int& n) {
                         out.push_back(n);
                         return true;
                       });
    for (std::size_t i = 0; i < out.size(); ++i) ASSERT_EQ(out[i], static_cast<int>(i));
    EXPECT_GE(out.size(), threads == 1 ? 51u : 1u);
    EXPECT_LE(out.size(), 80u);
  }
}

TEST(Watching, AFileIsReadOnceItHasRestedAndAgainWhenItChanges) {
  const Place place;
  Watch watch({place.path.string()}, 1000);
  EXPECT_TRUE(watch.look(0, 0).empty());                     // an empty folder is no error
  const std::string file = place.write("a.txt", "half");
  EXPECT_TRUE(watch.look(100, 0).empty());
  EXPECT_TRUE(watch.look(900, 0).empty());
  place.write("a.txt", "half and the rest");
  EXPECT_TRUE(watch.look(1200, 0).empty());                  // it changed: the rest begins anew
  EXPECT_TRUE(watch.look(2100, 0).empty());
  EXPECT_EQ(watch.look(2300, 0), std::vector<std::string>{file});
  EXPECT_TRUE(watch.look(9000, 0).empty());                  // once
  place.write("a.txt", "other words altogether");
  EXPECT_TRUE(watch.look(9100, 0).empty());
  EXPECT_EQ(watch.look(10200, 0), std::vector<std::string>{file});
}

TEST(Watching, WhatWasThereLongBeforeIsReadAtOnce) {
  const Place place;
  const std::string file = place.write("a.txt", "words");
  Watch watch({place.path.string()}, 1000);
  EXPECT_EQ(watch.look(0, INT64_MAX), std::vector<std::string>{file});
  EXPECT_TRUE(watch.look(5000, INT64_MAX).empty());
}

}  // namespace
}  // namespace locarno::study
