// Breaks the disk on purpose: the n-th change fails, for n = 1, 2, ... until nothing fails any more. After each failure
// the ledger must say so in a sentence, be whole when it is opened again, hold only whole documents, and finish the job.
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <fstream>

#include "fault/vfs.hpp"
#include "ledger/sample.hpp"

namespace locarno::ledger {
namespace {
using namespace sample;

constexpr int reports = 3;

/// The whole job: read three reports, decide twice, keep stances. The first failure ends it.
Result<void> job(Ledger& ledger) {
  for (int n = 0; n < reports; ++n) LOC_CHECK(put(ledger, sample::sample(n, 4)));
  LOC_CHECK(put(ledger, sample::sample(1, 4), "engine-2"));
  LOC_CHECK(ledger.decide(decision("accept", sample::sample(0, 4).records[0].id)));
  LOC_CHECK(ledger.decide(decision("set", sample::sample(2, 4).records[1].id, "issue", "territory")));
  return ledger.put_stances("case", "2025-12-16", "{}");
}

Result<void> open_and_work(const std::string& path, const std::string& vfs) {
  OpenOptions options;
  options.vfs = vfs;
  options.busy_ms = 20;
  LOC_TRY(Ledger ledger, Ledger::open(path, options));
  return job(ledger);
}

void expect_whole(const std::string& path, const std::string& context) {
  auto ledger = Ledger::open(path);
  ASSERT_TRUE(ledger) << context << ": " << to_string(ledger.error());
  const auto pages = ledger->integrity_check();
  EXPECT_TRUE(pages) << context << ": " << to_string(pages.error());
  const auto chain = ledger->verify_audit();
  EXPECT_TRUE(chain) << context << ": " << to_string(chain.error());
  const auto documents = *ledger->documents();
  EXPECT_EQ(ledger->records()->size(), documents.size() * 4) << context << ": a document came without all its records";
  const auto done = job(*ledger);
  EXPECT_TRUE(done) << context << ": the next run cannot finish: " << to_string(done.error());
  EXPECT_EQ(ledger->documents()->size(), static_cast<std::size_t>(reports));
  EXPECT_TRUE(ledger->integrity_check()) << context;
  EXPECT_TRUE(ledger->verify_audit()) << context;
}

/// Returns how many changes a clean run makes.
long fail_everywhere(int code, bool stays, bool halves) {
  const std::string vfs = fault::vfs_name();
  for (long n = 1;; ++n) {
    const Folder folder;
    const std::string path = folder.file("ledger.db");
    fault::plan() = {};
    fault::plan().fail_at = n;
    fault::plan().code = code;
    fault::plan().stays = stays;
    fault::plan().halves = halves;
    const auto done = open_and_work(path, vfs);
    const bool failed = fault::plan().has_failed();
    fault::plan() = {};
    const std::string context = "change " + std::to_string(n);
    if (!done) {
      EXPECT_TRUE(failed) << context << " failed without a fault: " << to_string(done.error());
      EXPECT_EQ(done.error().code, ErrorCode::io) << context << ": " << to_string(done.error());
      EXPECT_EQ(done.error().where, path) << context;
    }
    expect_whole(path, context);
    if (!failed || ::testing::Test::HasFailure()) return n - 1;
  }
}

TEST(Fault, a_full_disk_at_every_change) { EXPECT_GT(fail_everywhere(SQLITE_FULL, true, false), 30); }
TEST(FullFault, a_passing_fault_at_every_change) { EXPECT_GT(fail_everywhere(SQLITE_IOERR_WRITE, false, false), 30); }
TEST(FullFault, a_torn_write_at_every_change) { EXPECT_GT(fail_everywhere(SQLITE_IOERR_WRITE, true, true), 30); }

TEST(Fault, a_full_disk_is_called_by_its_name) {
  const Folder folder;
  fault::plan() = {};
  OpenOptions options;
  options.vfs = fault::vfs_name();
  auto ledger = Ledger::open(folder.file("l.db"), options);
  ASSERT_TRUE(ledger);
  fault::plan().fail_at = fault::plan().seen + 1;
  const auto done = put(*ledger, sample::sample(1));
  fault::plan() = {};
  ASSERT_FALSE(done);
  EXPECT_EQ(exit_code(done.error().code), 5);
  EXPECT_EQ(done.error().what, "the disk is full: what was in hand was not kept, what was there before still is");
  EXPECT_TRUE(put(*ledger, sample::sample(1))) << "the same ledger goes on once there is room";
}

TEST(Fault, a_read_only_place_says_so) {
  const Folder folder;
  OpenOptions options;
  options.vfs = fault::vfs_name();
  fault::plan() = {};
  fault::plan().read_only = true;
  const auto ledger = Ledger::open(folder.file("l.db"), options);
  fault::plan() = {};
  ASSERT_FALSE(ledger);
  EXPECT_EQ(ledger.error().code, ErrorCode::io);
  EXPECT_NE(ledger.error().what.find("read-only"), std::string::npos) << ledger.error().what;
}

// --- real media, where this process may mount one

class Mounted : public ::testing::Test {
 protected:
  void TearDown() override { if (is_mounted) umount2(folder.path().c_str(), MNT_DETACH); }
  bool mount_bytes(const char* size) {
    is_mounted = mount("tmpfs", folder.path().c_str(), "tmpfs", 0, size) == 0;
    return is_mounted;
  }
  Folder folder;
  bool is_mounted = false;
};

TEST_F(Mounted, a_really_full_disk) {
  if (!mount_bytes("size=256k")) GTEST_SKIP() << "may not mount here";
  const std::string path = folder.file("l.db");
  std::optional<Error> error;
  int kept = 0;
  {
    auto ledger = Ledger::open(path);
    ASSERT_TRUE(ledger) << to_string(ledger.error());
    for (int n = 0; n < 1000 && !error; ++n) {
      const auto done = put(*ledger, sample::sample(n, 20));
      if (done) ++kept;
      else error = done.error();
    }
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, ErrorCode::io);
    EXPECT_NE(error->what.find("disk is full"), std::string::npos) << error->what;
    EXPECT_EQ(ledger->records()->size(), static_cast<std::size_t>(kept) * 20);
    EXPECT_TRUE(ledger->integrity_check());
  }
  OpenOptions ask;
  ask.create = false;
  ask.only_read = true;
  const auto again = Ledger::open(path, ask);
  ASSERT_TRUE(again) << to_string(again.error());
  EXPECT_EQ(again->records()->size(), static_cast<std::size_t>(kept) * 20);
  EXPECT_TRUE(again->verify_audit());
}

TEST_F(Mounted, no_room_at_all) {
  if (!mount_bytes("size=4k")) GTEST_SKIP() << "may not mount here";
  const auto ledger = Ledger::open(folder.file("l.db"));
  ASSERT_FALSE(ledger);
  EXPECT_EQ(ledger.error().code, ErrorCode::io);
  EXPECT_NE(ledger.error().what.find("disk is full"), std::string::npos) << ledger.error().what;
}

TEST_F(Mounted, a_read_only_medium_is_readable_and_not_writable) {
  if (!mount_bytes("size=4m")) GTEST_SKIP() << "may not mount here";
  const std::string path = folder.file("l.db");
  {
    auto ledger = Ledger::open(path);
    ASSERT_TRUE(put(*ledger, sample::sample(1)));
  }
  ASSERT_EQ(mount(nullptr, folder.path().c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr), 0);
  auto writing = Ledger::open(path);
  if (writing) {
    const auto done = put(*writing, sample::sample(2));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::io);
  } else {
    EXPECT_EQ(writing.error().code, ErrorCode::io);
    EXPECT_NE(writing.error().what.find("read-only"), std::string::npos) << writing.error().what;
  }
  OpenOptions ask;
  ask.create = false;
  ask.only_read = true;
  auto reading = Ledger::open(path, ask);
  ASSERT_TRUE(reading) << to_string(reading.error());
  EXPECT_EQ(reading->records()->size(), 3u);
  EXPECT_EQ(reading->search("truce", 0)->size(), 3u);
  EXPECT_TRUE(reading->integrity_check());
  EXPECT_TRUE(reading->verify_audit());
  const auto decided = reading->decide(decision("accept", sample::sample(1).records[0].id));
  ASSERT_FALSE(decided);
  EXPECT_EQ(decided.error().code, ErrorCode::io) << decided.error().what;
  const auto fresh = Ledger::open(folder.file("new/l.db"));
  ASSERT_FALSE(fresh);
  EXPECT_EQ(fresh.error().code, ErrorCode::io);
}

}  // namespace
}  // namespace locarno::ledger
