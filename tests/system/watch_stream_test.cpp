// Consumers of one stream, against a real redis-server: one of them is killed, and nothing is lost or counted twice.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "run.hpp"

namespace locarno::system_test {
namespace {

constexpr const char* server_binary = "/usr/bin/redis-check-rdb";   // the server, when it is called by the server's name

class WatchStream : public ::testing::Test {
 protected:
  void SetUp() override {
    if (::access(server_binary, X_OK) != 0) GTEST_SKIP() << "no redis-tools";
    std::filesystem::create_symlink(server_binary, folder / "redis-server");
    server_ = start(folder / "redis-server" + " --port 0 --unixsocket " + (folder / "s") + " --save '' --appendonly no >/dev/null 2>&1");
    for (int waited = 0; !std::filesystem::exists(folder / "s") && waited < 500; ++waited) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    address = "unix:" + (folder / "s") + "#truce";
  }
  void TearDown() override {
    if (server_ <= 0) return;
    ::kill(server_, SIGTERM);
    wait_for(server_);
  }
  std::string digest(const std::string& load, const std::string& store) const {
    const Ran ran = run("watch findings " + load + " --summary --json --watch " + store, folder.str());
    return ran.status == 0 ? nlohmann::json::parse(ran.out)["digest"].get<std::string>() : ran.err;
  }

  Folder folder;
  std::string address;

 private:
  pid_t server_ = 0;
};

TEST_F(WatchStream, AKilledConsumerLosesNothing) {
  const std::string load = folder / "load", rows = load + "/reports.csv";
  ASSERT_EQ(std::system(("python3 tools/watch_load.py 6000 " + load + " >/dev/null").c_str()), 0);
  ASSERT_EQ(run("watch add " + load + " " + rows + " --watch one.db", folder.str()).status, 0);
  EXPECT_EQ(run("watch add " + load + " " + rows + " --to " + address, folder.str()).out, "6000 reports sent, 0 rows that cannot be read sent with their reasons\n");
  const std::string consume = std::string("'") + LOCARNO_BINARY + "' watch consume " + load + " --from '" + address + "' --watch " + (folder / "two.db") + " --claim-after 1 --batch 50";
  const pid_t first = start(consume + " --name first >" + (folder / "first.log") + " 2>&1");
  while (slurp(folder / "first.log").find("00 new") == std::string::npos) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  ::kill(first, SIGKILL);   // in the middle of a batch, or between keeping it and saying so
  EXPECT_EQ(wait_for(first), 128 + SIGKILL);
  const pid_t second = start(consume + " --name second --drain >" + (folder / "second.log") + " 2>&1");
  EXPECT_EQ(wait_for(second), 0) << slurp(folder / "second.log");
  EXPECT_EQ(digest(load, "two.db"), digest(load, "one.db"));
  EXPECT_EQ(run("watch verify " + load + " --watch two.db", folder.str()).status, 0);
}

TEST_F(WatchStream, StoresOfSectorsAreBroughtTogether) {
  const std::string truce = project() + "/cases/river-truce", at = " --at 2026-03-20";
  ASSERT_EQ(run("watch add " + truce + " " + truce + "/reports --watch one.db" + at, folder.str()).status, 0);
  const Ran sent = run("watch add " + truce + " " + truce + "/reports --json --to " + address + at, folder.str());
  EXPECT_EQ(sent.out, "{\"aside\":2,\"fresh\":19,\"known\":0}\n");
  const std::string consume = "watch consume " + truce + " --drain --from " + address + at;
  EXPECT_EQ(run(consume + " --watch a.db --sector none", folder.str()).status, 0);
  EXPECT_EQ(run(consume + " --watch b.db", folder.str()).status, 0);
  EXPECT_EQ(run(consume + " --watch b.db --sector elsewhere", folder.str()).status, 3);
  const Ran together = run("watch gather " + truce + " a.db b.db --watch two.db" + at, folder.str());
  EXPECT_EQ(together.out, "19 new reports kept, 0 known already, 2 rows set aside\n") << together.err;
  EXPECT_EQ(digest(truce, "two.db"), digest(truce, "one.db"));
  EXPECT_EQ(run("watch aside " + truce + " --watch two.db", folder.str()).out, run("watch aside " + truce + " --watch one.db", folder.str()).out);
}

TEST(WatchStreamAddress, NobodyThereIsSaid) {
  const Folder folder;
  const std::string truce = project() + "/cases/river-truce";
  const Ran nobody = run("watch consume " + truce + " --watch :memory: --from unix:/nowhere/redis.sock#truce", folder.str());
  EXPECT_EQ(nobody.status, 5);
  EXPECT_NE(nobody.err.find("unix:/nowhere/redis.sock"), std::string::npos) << nobody.err;
  EXPECT_EQ(run("watch consume " + truce + " --watch :memory: --from redis://here", folder.str()).status, 2);
}

}  // namespace
}  // namespace locarno::system_test
