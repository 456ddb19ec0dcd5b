// What is kept beside a ledger comes back as it went in, or not at all.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "ledger/kept.hpp"
#include "ledger/ledger.hpp"

namespace locarno::ledger {
namespace {
namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / ("locarno-kept-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { std::error_code ignored; fs::remove_all(path, ignored); }
  std::string file() const { return (path / "ledger.db-kept").string(); }
};

TEST(Kept, StandsBesideALedgerAndNowhereForOneInMemory) {
  EXPECT_EQ(Kept::place_beside("x/.locarno/ledger.db"), "x/.locarno/ledger.db-kept");
  EXPECT_EQ(Kept::place_beside(":memory:"), "");
  const auto none = Kept::open("", true);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::not_found);
}

RC_GTEST_PROP(Kept, GivesBackWhatWasPutUnderThisMarkOnly, (const std::string& bytes, const std::string& name, bool is_same_mark)) {
  Folder folder;
  {
    auto kept = Kept::open(folder.file(), true);
    RC_ASSERT(bool(kept));
    kept->put("answer", "m1", name, bytes);
  }
  auto again = Kept::open(folder.file(), false);
  RC_ASSERT(bool(again));
  const auto found = again->get("answer", is_same_mark ? "m1" : "m2", name);
  RC_ASSERT(found.has_value() == is_same_mark);
  if (found) RC_ASSERT(*found == bytes);
  RC_ASSERT(!again->get("other", "m1", name));
}

TEST(Kept, OldMarksGoWhenANewOneComes) {
  Folder folder;
  auto kept = Kept::open(folder.file(), true);
  ASSERT_TRUE(kept) << to_string(kept.error());
  kept->put("answer", "m1", "a", "one");
  kept->put("records", "r1", "a", "rows");
  kept->put("answer", "m2", "b", "two");
  EXPECT_FALSE(kept->get("answer", "m1", "a"));
  EXPECT_EQ(kept->get("answer", "m2", "b"), "two");
  EXPECT_EQ(kept->get("records", "r1", "a"), "rows");
}

TEST(Kept, AChangedByteIsNoAnswer) {
  Folder folder;
  const std::string body = "the words that were kept, long enough to be found in the file: 0123456789";
  { auto kept = Kept::open(folder.file(), true); kept->put("answer", "m", "a", body); }
  std::string bytes;
  { std::ifstream in(folder.file(), std::ios::binary); bytes.assign(std::istreambuf_iterator<char>(in), {}); }
  const std::size_t at = bytes.find("found in the file");
  ASSERT_NE(at, std::string::npos);
  bytes[at] = 'F';
  { std::ofstream out(folder.file(), std::ios::binary); out << bytes; }
  auto kept = Kept::open(folder.file(), false);
  ASSERT_TRUE(kept) << to_string(kept.error());
  EXPECT_FALSE(kept->get("answer", "m", "a"));
  kept->put("answer", "m", "a", body);
  EXPECT_EQ(kept->get("answer", "m", "a"), body);
}

TEST(Kept, ADamagedFileIsBegunAnew) {
  Folder folder;
  { std::ofstream out(folder.file(), std::ios::binary); out << std::string(5000, 'x'); }
  auto kept = Kept::open(folder.file(), true);
  ASSERT_TRUE(kept) << to_string(kept.error());
  EXPECT_FALSE(kept->get("answer", "m", "a"));
  kept->put("answer", "m", "a", "again");
  EXPECT_EQ(kept->get("answer", "m", "a"), "again");
}

TEST(Kept, ADatabaseOfAnotherProgramIsLeftAlone) {
  Folder folder;
  { auto ledger = Ledger::open(folder.file()); ASSERT_TRUE(ledger); }
  const auto kept = Kept::open(folder.file(), true);
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().code, ErrorCode::bad_use);
  EXPECT_TRUE(Ledger::open(folder.file()));
}

TEST(Kept, TwoProcessesMayUseOneFile) {
  Folder folder;
  auto one = Kept::open(folder.file(), true), two = Kept::open(folder.file(), true);
  ASSERT_TRUE(one && two);
  one->put("answer", "m", "a", "1");
  two->put("answer", "m", "b", "2");
  EXPECT_EQ(two->get("answer", "m", "a"), "1");
  EXPECT_EQ(one->get("answer", "m", "b"), "2");
}

}  // namespace
}  // namespace locarno::ledger
