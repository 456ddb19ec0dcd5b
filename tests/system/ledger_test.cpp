// The ledger as a user meets it: search, review, ledger check, and a reader killed with -9.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "ledger/ledger.hpp"
#include "ledger/sample.hpp"
#include "ledger/tamper.hpp"

namespace locarno::ledger {
namespace {
using namespace sample;

struct Ran { int status = -1; std::string out; std::string err; };

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class System : public ::testing::Test {
 protected:
  /// Runs the binary with these arguments (a shell line) in the test's folder.
  Ran run(const std::string& arguments) {
    const std::string command = "cd " + folder.path() + " && env -u USER " + std::string(LOCARNO_BINARY) + " " + arguments +
                                " >" + folder.file("out") + " 2>" + folder.file("err");
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, slurp(folder.file("out")), slurp(folder.file("err"))};
  }
  void fill(int documents) {
    auto ledger = Ledger::open(path);
    ASSERT_TRUE(ledger);
    for (int n = 0; n < documents; ++n) ASSERT_TRUE(put(*ledger, sample::sample(n)));
  }
  Folder folder;
  std::string path = folder.file(".locarno/ledger.db");
};

using SystemSearch = System;
using SystemReview = System;
using SystemLedger = System;

TEST_F(SystemSearch, shows_words_in_their_place) {
  fill(2);
  const Ran found = run("search 'delegate 2'");
  EXPECT_EQ(found.status, 0) << found.err;
  EXPECT_NE(found.out.find("report-1000.txt\n"), std::string::npos);
  EXPECT_NE(found.out.find("[Delegate 2]"), std::string::npos) << found.out;
  const Ran json = run("search truce --json --limit 4");
  std::istringstream lines(json.out);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto hit = nlohmann::json::parse(line);
    EXPECT_EQ(hit.at("match"), "truce");
    const Sample s = sample::sample(hit.at("doc") == "report-1000.txt" ? 0 : 1);
    EXPECT_EQ(s.document.text.substr(hit.at("byte_start").get<std::size_t>(), 5), "truce");
  }
  EXPECT_EQ(count, 4);
  EXPECT_EQ(run("search nothing").out, "not found in 2 documents: nothing\n");
}

TEST_F(SystemSearch, says_what_is_wrong) {
  const Ran none = run("search truce");
  EXPECT_EQ(none.status, 3);
  EXPECT_NE(none.err.find("locarno: .locarno/ledger.db: there is no ledger here yet"), std::string::npos) << none.err;
  EXPECT_FALSE(std::filesystem::exists(path)) << "asking must not make a ledger";
  fill(1);
  EXPECT_EQ(run("search '()'").status, 2);
  EXPECT_EQ(run("search").status, 2);
  std::ofstream(folder.file("text")) << std::string(1000, 'x');
  EXPECT_EQ(run("search truce --ledger text").status, 3);
  ASSERT_EQ(tamper(path, "PRAGMA user_version = 7"), "");
  const Ran future = run("search truce");
  EXPECT_EQ(future.status, 3);
  EXPECT_NE(future.err.find("newer Locarno"), std::string::npos);
}

TEST_F(SystemSearch, a_hostile_report_cannot_drive_the_terminal) {
  const Document d = document_of("evil\x1B[2J.txt", "title\nThe truce \x1B]0;owned\x07 holds \xE2\x80\xAE" "x\n");
  {
    auto ledger = Ledger::open(path);
    ASSERT_TRUE(ledger->put(d.text, d, {}, "k"));
  }
  const Ran found = run("search truce");
  EXPECT_EQ(found.status, 0);
  EXPECT_EQ(found.out.find('\x1B'), std::string::npos) << found.out;
  EXPECT_EQ(found.out.find("\xE2\x80\xAE"), std::string::npos);
}

TEST_F(SystemReview, decides_and_keeps_every_decision) {
  fill(1);
  const std::string id = sample::sample(0).records[0].id;
  const std::string other = sample::sample(0).records[1].id;
  EXPECT_NE(run("review list").out.find("3 of 3 records, not yet decided on"), std::string::npos);
  Ran done = run("review accept " + id + " --reason 'as printed'");
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_EQ(done.out.find(id + "  accept (analyst, 20"), 0u) << done.out;
  done = run("review set " + other + " issue=territory negated=true --reason 'misread' --who 'M. Lee'");
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_NE(done.err.find("no other record speaks of 'territory'"), std::string::npos) << done.err;
  EXPECT_NE(run("review list").out.find("1 of 3 records, not yet decided on"), std::string::npos);
  std::istringstream lines(run("review list --all --json --issue territory").out);
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const auto record = nlohmann::json::parse(line);
  EXPECT_EQ(record.at("id"), other);
  EXPECT_EQ(record.at("review"), "edited");
  EXPECT_EQ(record.at("negated"), true);
  EXPECT_EQ(record.at("decisions").size(), 2u);
  EXPECT_EQ(record.at("decisions")[0].at("who"), "M. Lee");
  EXPECT_FALSE(std::getline(lines, line));
  EXPECT_NE(run("review log").out.find("set negated = 'true' (M. Lee"), std::string::npos);
}

TEST_F(SystemReview, says_what_is_wrong_and_changes_nothing) {
  fill(1);
  const std::string id = sample::sample(0).records[0].id;
  EXPECT_EQ(run("review accept " + id).status, 2) << "a reason is required";
  const Ran unknown = run("review accept " + id.substr(0, 6) + " --reason r");
  EXPECT_EQ(unknown.status, 3);
  EXPECT_NE(unknown.err.find("near it: " + id), std::string::npos) << unknown.err;
  EXPECT_EQ(run("review set " + id + " --reason r").status, 2);
  const Ran bad = run("review set " + id + " stance=likes --reason r");
  EXPECT_EQ(bad.status, 3);
  EXPECT_NE(bad.err.find("allowed: support, oppose"), std::string::npos);
  EXPECT_EQ(run("review --blind --as x accept").status, 2);
  EXPECT_EQ(run("review log").out, "");
}

TEST_F(SystemLedger, check_says_whole_or_what_is_not) {
  fill(2);
  const Ran whole = run("ledger check");
  EXPECT_EQ(whole.status, 0) << whole.err;
  EXPECT_NE(whole.out.find(".locarno/ledger.db: whole\n2 documents, 6 records, 0 decisions, 2 log entries\n"), std::string::npos) << whole.out;
  const std::string hash = nlohmann::json::parse(run("ledger check --json").out).at("last_hash");
  EXPECT_EQ(run("ledger check --contains " + hash).status, 0);
  EXPECT_EQ(run("ledger check --contains " + std::string(64, 'a')).status, 1);
  EXPECT_NE(run("ledger log").out.find(hash.substr(0, 12)), std::string::npos);
  ASSERT_EQ(tamper(path, "UPDATE record SET payload = replace(payload, 'UKR', 'RUS') WHERE place = 0"), "");
  const Ran not_whole = run("ledger check");
  EXPECT_EQ(not_whole.status, 1);
  EXPECT_NE(not_whole.out.find("NOT whole\n  what was read from report-1000.txt is not what audit entry 1 says"), std::string::npos);
}

// --- the real program killed at random moments

class SystemKill : public System {
 protected:
  void write_reports(int count) {
    std::filesystem::create_directory(folder.file("reports"));
    for (int n = 0; n < count; ++n)
      std::ofstream(folder.file("reports/" + std::to_string(1000 + n) + ".txt"))
          << "Talks, round " << n << "\n\n3 December 2024 - The foreign minister of Norway said that the ceasefire must hold for "
          << n << " days. NATO Secretary General said the alliance would monitor it.\n\nGermany offered to send observers.\n";
  }
  pid_t start() {
    const pid_t child = fork();
    if (child == 0) {
      if (chdir(folder.path().c_str()) != 0 || std::freopen("/dev/null", "w", stdout) == nullptr ||
          std::freopen("kill.err", "w", stderr) == nullptr)
        _exit(99);
      execl(LOCARNO_BINARY, "locarno", "brief", "reports", "--json", "--threads", "1", static_cast<char*>(nullptr));
      _exit(98);
    }
    return child;
  }
  int wait_for(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return status;
  }
};

TEST_F(SystemKill, the_next_run_finishes_the_job) {
  constexpr int reports = 200;
  write_reports(reports);
  // how long a whole run takes here, so that the kills fall inside it
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(wait_for(start()), 0) << slurp(folder.file("kill.err"));
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin).count();
  const auto complete = Ledger::open(path)->counts();
  ASSERT_EQ(complete->documents, reports);

  const unsigned seed = std::random_device{}();
  std::mt19937 random(seed);
  int caught = 0;
  for (int tries = 0; caught < 30 && tries < 300 && !HasFailure(); ++tries) {
    if (tries % 5 == 0) std::filesystem::remove_all(folder.file(".locarno"));
    const pid_t child = start();
    std::this_thread::sleep_for(std::chrono::microseconds(random() % static_cast<unsigned long>(whole / 3 + 1000)));
    kill(child, SIGKILL);
    caught += WIFSIGNALED(wait_for(child)) ? 1 : 0;
    if (!std::filesystem::exists(path)) continue;
    auto ledger = Ledger::open(path);
    ASSERT_TRUE(ledger) << to_string(ledger.error()) << " seed " << seed;
    EXPECT_TRUE(ledger->integrity_check()) << "seed " << seed;
    EXPECT_TRUE(ledger->verify_audit()) << "seed " << seed;
  }
  EXPECT_GE(caught, 30) << "seed " << seed;
  ASSERT_EQ(wait_for(start()), 0) << slurp(folder.file("kill.err"));
  auto ledger = Ledger::open(path);
  EXPECT_EQ(ledger->counts()->documents, complete->documents);
  EXPECT_EQ(ledger->counts()->records, complete->records);
  EXPECT_EQ(ledger->counts()->audit, complete->audit) << "a killed run left something twice";
  EXPECT_TRUE(ledger->integrity_check());
  EXPECT_TRUE(ledger->verify_audit());
  EXPECT_EQ(run("ledger check").status, 0);
}

}  // namespace
}  // namespace locarno::ledger
