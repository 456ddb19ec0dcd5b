// Reports as they come in: folders that are followed, files that change under it, pipes.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <chrono>
#include <thread>

#include "run.hpp"

namespace locarno::system_test {
namespace {

class WatchAdd : public ::testing::Test {
 protected:
  std::string add(const std::string& what) const {
    return std::string("'") + LOCARNO_BINARY + "' watch add " + truce + " " + (folder / what) + " --watch " + (folder / "w.db") + " --at 2026-03-20 >" + (folder / "log") + " 2>&1";
  }
  /// Until the log holds these words; false after ten seconds.
  bool says(const std::string& words) const {
    for (int waited = 0; waited < 1000; ++waited) {
      if (slurp(folder / "log").find(words) != std::string::npos) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }
  std::string incidents() const { return run("watch incidents " + truce + " --watch w.db --json --reports", folder.str()).out; }

  Folder folder;
  const std::string truce = project() + "/cases/river-truce", head = "time,lat,lon,act,source\n";
};

TEST_F(WatchAdd, AFollowedFileThatIsReplacedIsReadAnew) {
  folder.write("inbox/a.csv", head + "2026-03-02,9.9,20.3,shelling,first\n2026-03-04,9.9,20.3,shelling,second");
  const pid_t follower = start(add("inbox") + " --follow");
  ASSERT_TRUE(says("1 new reports kept"));
  folder.write("next", head + "2026-03-06,9.9,20.3,shelling,third\n2026-03-08,9.9,20.3,shelling,fourth");
  std::filesystem::rename(folder / "next", folder / "inbox/a.csv");
  EXPECT_TRUE(says("3 new reports kept")) << "what waited for its line end in the old file is taken with it\n" << slurp(folder / "log");
  std::ofstream(folder / "inbox/a.csv", std::ios::app) << "\n2026-03-10,9.9,20.3,shelling,fifth\n2026-03-12,9.9";
  EXPECT_TRUE(says("5 new reports kept")) << slurp(folder / "log");
  folder.write("inbox/b.csv", "nobody knows what this is\n");
  folder.write("inbox/c.csv", head + "2026-03-14,9.9,20.3,shelling,sixth\n");
  EXPECT_TRUE(says("6 new reports kept")) << "a file that cannot be read holds up no other\n" << slurp(folder / "log");
  ::kill(follower, SIGINT);
  wait_for(follower);
  EXPECT_NE(slurp(folder / "log").find("a.csv: its last row has no line end and was left"), std::string::npos) << slurp(folder / "log");
  EXPECT_NE(incidents().find("fifth"), std::string::npos);
}

TEST_F(WatchAdd, APipeIsWaitedForAndCanBeLeft) {
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  const pid_t alone = start(add("pipe"));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  ::kill(alone, SIGINT);   // nobody writes to it
  EXPECT_NE(wait_for(alone), 0);
  const pid_t reader = start(add("pipe"));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  std::ofstream(folder / "pipe") << head << "2026-03-02,9.9,20.3,shelling,first\n2026-03-04,9.9";
  EXPECT_EQ(wait_for(reader), 0);
  EXPECT_EQ(slurp(folder / "log").substr(0, 66), "1 new reports kept, 0 known already, 1 rows set aside (locarno wat");
}

TEST_F(WatchAdd, AFolderMayHoldMoreFilesThanAProcessMayOpen) {
  for (int i = 0; i < 80; ++i) folder.write("inbox/" + std::to_string(i) + ".csv", head + "2026-03-02,9.9,20.3,shelling,source " + std::to_string(i) + "\n");
  EXPECT_EQ(wait_for(start("sh -c \"ulimit -n 40; exec " + add("inbox") + "\"")), 0);
  EXPECT_EQ(slurp(folder / "log").substr(0, 19), "80 new reports kept") << slurp(folder / "log");
}

}  // namespace
}  // namespace locarno::system_test
