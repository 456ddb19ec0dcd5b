// The review screen as a person meets it: a terminal of its own, keys, and the ledger afterwards.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>

#include "run.hpp"

namespace locarno::system_test {
namespace {

// What a hostile page may hold: a sequence that renames the window, an override of direction.
const char* const report =
    "Talks on the truce \x1b]0;owned\x07 in Kyiv\n\n"
    "KYIV, Dec 14 2025. Zelenskyy said on Sunday that Ukraine supports a ceasefire, and that Russia must release all prisoners.\n\n"
    "Putin said that Russia does not accept \xE2\x80\xAE" "foreign troops in Ukraine. Lavrov said that Russia wants elections in Ukraine.\n";

class Pty {
 public:
  /// A chroot without /dev/pts gives no terminals: there the screen cannot be driven.
  static bool is_available() {
    const int fd = posix_openpt(O_RDWR | O_NOCTTY);
    const char* name = fd >= 0 ? ptsname(fd) : nullptr;
    const bool there = name != nullptr && access(name, F_OK) == 0;
    if (fd >= 0) close(fd);
    return there;
  }
  Pty(const std::string& arguments, const std::string& folder) {
    winsize size{};
    size.ws_col = 100;
    size.ws_row = 30;
    child_ = forkpty(&terminal_, nullptr, nullptr, &size);
    if (child_ != 0) return;
    if (chdir(folder.c_str()) != 0) _exit(99);
    setenv("TERM", "xterm", 1);
    setenv("NO_COLOR", "1", 1);
    execl("/bin/sh", "sh", "-c", ("exec '" LOCARNO_BINARY "' " + arguments).c_str(), static_cast<char*>(nullptr));
    _exit(98);
  }
  ~Pty() {
    if (child_ > 0 && !is_over_) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    close(terminal_);
  }
  /// Reads until `words` were printed since the last key; false after ten seconds without.
  bool wait_for(const std::string& words) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (fresh_.find(words) == std::string::npos) {
      if (std::chrono::steady_clock::now() > until || !read_some(200)) {
        if (std::chrono::steady_clock::now() > until || is_ended_) return false;
      }
    }
    return true;
  }
  void press(const std::string& keys) {
    fresh_.clear();
    ASSERT_EQ(write(terminal_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }
  void stop(int signal) { kill(child_, signal); }
  /// Exit code once it has ended; everything it printed is in all().
  int finish() {
    while (read_some(3000)) {}
    int status = 0;
    waitpid(child_, &status, 0);
    is_over_ = true;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  void resize(unsigned short columns, unsigned short rows) {
    winsize size{};
    size.ws_col = columns;
    size.ws_row = rows;
    fresh_.clear();
    ioctl(terminal_, TIOCSWINSZ, &size);
  }
  bool is_raw() const {
    termios settings{};
    tcgetattr(terminal_, &settings);
    return (settings.c_lflag & ICANON) == 0;
  }
  const std::string& all() const { return all_; }
  const std::string& fresh() const { return fresh_; }

 private:
  bool read_some(int wait_ms) {
    pollfd waiting{terminal_, POLLIN, 0};
    if (poll(&waiting, 1, wait_ms) <= 0) return false;
    char bytes[65536];
    const ssize_t n = read(terminal_, bytes, sizeof bytes);
    if (n <= 0) { is_ended_ = true; return false; }
    all_.append(bytes, static_cast<std::size_t>(n));
    fresh_.append(bytes, static_cast<std::size_t>(n));
    return true;
  }
  int terminal_ = -1;
  pid_t child_ = -1;
  bool is_over_ = false, is_ended_ = false;
  std::string all_, fresh_;
};

class ReviewScreen : public ::testing::Test {
 protected:
  void SetUp() override {
    folder.write("talks.txt", report);
    ASSERT_EQ(system_test::run("read talks.txt --ledger l.db", folder.str()).status, 0);
  }
  Ran run(const std::string& arguments) { return system_test::run(arguments + " --ledger l.db", folder.str()); }
  std::vector<nlohmann::json> log() {
    std::vector<nlohmann::json> all;
    std::istringstream lines(run("review log --json").out);
    for (std::string line; std::getline(lines, line);) all.push_back(nlohmann::json::parse(line));
    return all;
  }
  Folder folder;
};

TEST_F(ReviewScreen, accepts_edits_splits_undoes_and_quits) {
  if (!Pty::is_available()) GTEST_SKIP() << "no pseudo-terminals here: /dev/pts is not mounted";
  Pty screen("review --as ana --ledger l.db", folder.str());
  ASSERT_TRUE(screen.wait_for("waiting")) << screen.all();
  EXPECT_TRUE(screen.is_raw());
  screen.press("a");
  ASSERT_TRUE(screen.wait_for("accepted r")) << screen.fresh();
  screen.press("e");
  ASSERT_TRUE(screen.wait_for("the record would read"));
  screen.press(",");
  ASSERT_TRUE(screen.wait_for("the record would read"));
  screen.press("\r");
  ASSERT_TRUE(screen.wait_for("span of r")) << screen.fresh();
  screen.press("s");
  ASSERT_TRUE(screen.wait_for("2 parts")) << screen.fresh();
  screen.press("\r");
  ASSERT_TRUE(screen.wait_for("split r")) << screen.fresh();
  screen.press("u");
  ASSERT_TRUE(screen.wait_for("took back decision")) << screen.fresh();
  screen.press("l");
  ASSERT_TRUE(screen.wait_for("field (its first letters will do)"));
  screen.press("issue\r");
  ASSERT_TRUE(screen.wait_for("an issue id"));
  screen.press("territory\r");
  ASSERT_TRUE(screen.wait_for("set issue of r")) << screen.fresh();
  screen.press("r");
  ASSERT_TRUE(screen.wait_for("reason for rejecting"));
  screen.press("not said\r");
  ASSERT_TRUE(screen.wait_for("rejected r")) << screen.fresh();
  screen.press("q");
  EXPECT_EQ(screen.finish(), 0);
  EXPECT_NE(screen.all().find("\x1b[?1049l"), std::string::npos) << "the screen is given back";
  EXPECT_FALSE(screen.is_raw());

  const auto made = log();
  std::vector<std::string> actions;
  for (const auto& d : made) {
    actions.push_back(d.at("action"));
    EXPECT_EQ(d.at("who"), "ana");
  }
  EXPECT_EQ(actions, (std::vector<std::string>{"accept", "span", "split", "undo", "set", "reject"}));
  EXPECT_EQ(made[3].at("value"), std::to_string(made[2].at("number").get<int>()));
  EXPECT_EQ(made[5].at("reason"), "not said");
  EXPECT_EQ(run("ledger check").status, 0);
  const Ran kept = run("review --export accepted");
  EXPECT_EQ(std::count(kept.out.begin(), kept.out.end(), '\n'), 1) << kept.out;
}

TEST_F(ReviewScreen, nothing_a_report_holds_reaches_the_terminal_raw) {
  if (!Pty::is_available()) GTEST_SKIP() << "no pseudo-terminals here: /dev/pts is not mounted";
  Pty screen("review --ledger l.db", folder.str());
  ASSERT_TRUE(screen.wait_for("waiting"));
  for (int i = 0; i < 6; ++i) {
    screen.press("j");
    ASSERT_TRUE(screen.wait_for("waiting"));
  }
  screen.press("q");
  EXPECT_EQ(screen.finish(), 0);
  EXPECT_EQ(screen.all().find("\x1b]"), std::string::npos);
  EXPECT_EQ(screen.all().find('\x07'), std::string::npos);
  EXPECT_EQ(screen.all().find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_NE(screen.all().find("[U+202E]"), std::string::npos) << "shown by its number";
}

TEST_F(ReviewScreen, a_signal_or_ctrl_c_gives_the_terminal_back) {
  if (!Pty::is_available()) GTEST_SKIP() << "no pseudo-terminals here: /dev/pts is not mounted";
  for (const int how : {SIGTERM, SIGINT, 0}) {
    Pty screen("review --ledger l.db", folder.str());
    ASSERT_TRUE(screen.wait_for("waiting"));
    if (how == 0) screen.press("\x03");
    else screen.stop(how);
    EXPECT_EQ(screen.finish(), 4);
    EXPECT_NE(screen.all().find("\x1b[?1049l"), std::string::npos);
    EXPECT_FALSE(screen.is_raw());
  }
}

TEST_F(ReviewScreen, resizing_and_a_window_too_small) {
  if (!Pty::is_available()) GTEST_SKIP() << "no pseudo-terminals here: /dev/pts is not mounted";
  Pty screen("review --ledger l.db", folder.str());
  ASSERT_TRUE(screen.wait_for("waiting"));
  screen.resize(30, 8);
  ASSERT_TRUE(screen.wait_for("the window has 30x8")) << screen.fresh();
  screen.resize(80, 24);
  ASSERT_TRUE(screen.wait_for("j/k move"));
  screen.press("?");
  ASSERT_TRUE(screen.wait_for("any key goes back"));
  screen.press("x/no such words\r");
  ASSERT_TRUE(screen.wait_for("no record fits the filter"));
  screen.press("q");
  EXPECT_EQ(screen.finish(), 0);
}

TEST_F(ReviewScreen, without_a_terminal_there_is_the_list) {
  const Ran listed = run("review");
  EXPECT_EQ(listed.status, 0);
  EXPECT_NE(listed.out.find("    * "), std::string::npos) << "with the reasons";
  EXPECT_EQ(listed.out.find('\x1b'), std::string::npos);
}

TEST_F(ReviewScreen, why_explains_a_record_down_to_offsets_and_rows) {
  std::istringstream lines(run("review list --json --find prisoners").out);
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const auto record = nlohmann::json::parse(line);
  const std::string id = record.at("id");
  const Ran told = run("why " + id);
  EXPECT_EQ(told.status, 0) << told.err;
  for (const char* wanted : {"sha256", "role ", "rule ", "subject_first", "codebook/cues.tsv:", "Zelenskyy", "path", "confidence"})
    EXPECT_NE(told.out.find(wanted), std::string::npos) << wanted << "\n" << told.out;
  const auto why = nlohmann::json::parse(run("why " + id + " --json").out);
  EXPECT_TRUE(why.at("is_found"));
  EXPECT_EQ(why.at("record").at("text"), record.at("text"));
  for (const auto& row : why.at("rows"))
    EXPECT_EQ(std::string(report).substr(row.at("byte_start"), row.at("byte_end").get<std::size_t>() - row.at("byte_start").get<std::size_t>()),
              row.at("text"));
  EXPECT_EQ(run("why r-nothing").status, 3);
}

}  // namespace
}  // namespace locarno::system_test
