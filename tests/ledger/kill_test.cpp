// kill -9 at any moment: a child process writes, the parent kills it, the next run finishes the job.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <random>
#include <thread>

#include "ledger/sample.hpp"

namespace locarno::ledger {
namespace {
using namespace sample;

constexpr int reports = 60;
constexpr int lines = 8;

/// The job: sixty reports, a decision after every tenth, stances at the end. Skips what is there already.
Result<void> work(const std::string& path) {
  LOC_TRY(Ledger ledger, Ledger::open(path));
  for (int n = 0; n < reports; ++n) {
    const Sample s = sample::sample(n, lines);
    LOC_CHECK(put(ledger, s));
    if (n % 10 != 9) continue;
    LOC_TRY(const auto made, ledger.decisions());
    const bool is_made = std::any_of(made.begin(), made.end(), [&](const Decision& d) { return d.record == s.records[0].id; });
    if (!is_made) LOC_CHECK(ledger.decide(decision("accept", s.records[0].id)));
  }
  return ledger.put_stances("case", "2025-12-16", "{}");
}

pid_t start(const std::string& path) {
  const pid_t child = fork();
  if (child == 0) _exit(work(path) ? 0 : 1);
  return child;
}

/// Kills the writer after a random time, `times` times; gives how often it was really caught at work.
int kill_often(int times, unsigned seed, int longest_us) {
  std::mt19937 random(seed);
  int caught = 0;
  for (int round = 0; round < times; ++round) {
    const Folder folder;
    const std::string path = folder.file(".locarno/ledger.db");
    for (int again = 0; again < 3; ++again) {
      const pid_t child = start(path);
      std::this_thread::sleep_for(std::chrono::microseconds(random() % static_cast<unsigned>(longest_us)));
      kill(child, SIGKILL);
      int status = 0;
      waitpid(child, &status, 0);
      caught += WIFSIGNALED(status) ? 1 : 0;
      EXPECT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) != 0) << "round " << round << ": the writer could not go on";
      if (!std::filesystem::exists(path)) continue;
      auto ledger = Ledger::open(path);
      EXPECT_TRUE(ledger) << to_string(ledger.error());
      if (!ledger) return caught;
      EXPECT_TRUE(ledger->integrity_check());
      const auto chain = ledger->verify_audit();
      EXPECT_TRUE(chain) << to_string(chain.error());
      EXPECT_EQ(ledger->records()->size(), ledger->documents()->size() * lines) << "a document without all its records";
    }
    EXPECT_TRUE(work(path));
    auto ledger = Ledger::open(path);
    EXPECT_EQ(ledger->counts()->documents, reports);
    EXPECT_EQ(ledger->counts()->records, reports * lines);
    EXPECT_EQ(ledger->counts()->decisions, reports / 10);
    EXPECT_EQ(ledger->counts()->audit, reports + reports / 10 + 1) << "a killed run left something twice";
    if (::testing::Test::HasFailure()) return caught;
  }
  return caught;
}

TEST(Kill, nine_at_any_moment) {
  const unsigned seed = std::random_device{}();
  RecordProperty("seed", static_cast<int>(seed));
  int caught = 0;
  for (int longest_us = 60000; caught < 30 && !HasFailure(); longest_us = longest_us * 2 / 3 + 1000) caught += kill_often(12, seed + caught, longest_us);
  EXPECT_GE(caught, 30) << "seed " << seed;
}

TEST(SoakKill, nine_at_any_moment_a_thousand_times) {
  const unsigned seed = std::random_device{}();
  EXPECT_GE(kill_often(400, seed, 60000), 300) << "seed " << seed;
}

TEST(Kill, two_writers_at_once_do_the_job_once) {
  const Folder folder;
  const std::string path = folder.file("l.db");
  const pid_t first = start(path), second = start(path);
  for (const pid_t child : {first, second}) {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  auto ledger = Ledger::open(path);
  EXPECT_EQ(ledger->counts()->documents, reports);
  EXPECT_EQ(ledger->counts()->records, reports * lines);
  EXPECT_TRUE(ledger->integrity_check());
  EXPECT_TRUE(ledger->verify_audit());
}

}  // namespace
}  // namespace locarno::ledger
