// Streams, folders and watched folders through the binary: order, the same bytes on any number of threads, bounded
// lines, Ctrl-C, and what a terminal is never sent.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <thread>

#include "run.hpp"

namespace locarno::system_test {
namespace {

using Json = nlohmann::json;

const std::string said = "The Ukrainian foreign ministry said on Monday that Ukraine will not accept a ceasefire without guarantees.";

std::string stream_of(int lines) {
  std::string out;
  for (int i = 1; i <= lines; ++i) {
    std::string text;
    for (int k = 0; k <= i * 7 % 13; ++k) text += said + "\n\n";   // lines of very different length
    out += Json{{"text", text}, {"published", "2025-03-03"}, {"id", i}}.dump() + "\n";
  }
  return out;
}

std::vector<std::string> docs_of(const std::string& out) {
  std::vector<std::string> docs;
  std::size_t at = 0;
  while (at < out.size()) {
    const std::size_t end = out.find('\n', at);
    const auto line = Json::parse(out.substr(at, end - at));
    if (docs.empty() || docs.back() != line["doc"]) docs.push_back(line["doc"]);
    at = end + 1;
  }
  return docs;
}

/// The binary running in the background, its output in files.
struct Background {
  Folder logs;
  pid_t pid = 0;
  Background(const std::vector<std::string>& arguments, const std::string& input = "/dev/null") {
    pid = fork();
    if (pid != 0) return;
    if (!std::freopen((logs / "out").c_str(), "w", stdout) || !std::freopen((logs / "err").c_str(), "w", stderr) ||
        !std::freopen(input.c_str(), "r", stdin))
      _exit(126);
    std::vector<char*> words = {const_cast<char*>(LOCARNO_BINARY)};
    for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    execv(LOCARNO_BINARY, words.data());
    _exit(127);
  }
  bool prints(const std::string& what, int seconds = 20) const {
    for (int i = 0; i < seconds * 20; ++i) {
      if (slurp(logs / "out").find(what) != std::string::npos) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
  }
  int interrupt() {
    kill(pid, SIGINT);
    int raw = 0;
    waitpid(pid, &raw, 0);
    pid = 0;
    return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
  }
  ~Background() {
    if (pid <= 0) return;
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
  }
};

TEST(Stream, SameBytesInTheSameOrderOnAnyNumberOfThreads) {
  const Folder folder;
  const std::string file = folder.write("s.jsonl", stream_of(60));
  const Ran one = run("read --threads 1 --jsonl " + file);
  EXPECT_EQ(one.status, 0) << one.err;
  const auto docs = docs_of(one.out);
  ASSERT_EQ(docs.size(), 60u);
  for (std::size_t i = 0; i < docs.size(); ++i) EXPECT_EQ(docs[i], "s.jsonl#" + std::to_string(i + 1));
  for (const char* threads : {"2", "4", "0"}) EXPECT_EQ(run("read --jsonl " + file + " --threads " + threads).out, one.out) << threads;
  EXPECT_EQ(run("read --json " + file).out, one.out);   // its name says what it is
}

TEST(Stream, AFolderIsReadOnAllCoresWithTheSameBytes) {
  const Folder folder;
  for (int i = 0; i < 12; ++i) folder.write("r/" + std::to_string(i) + ".txt", said + "\n");
  folder.write("r/5.bin", std::string("a\0b", 3));
  const Ran one = run("read --json --all --threads 1 " + (folder / "r")), four = run("read --json --all --threads 4 " + (folder / "r"));
  EXPECT_EQ(one.status, 3);
  EXPECT_EQ(one.out, four.out);
  EXPECT_EQ(one.err, four.err);
}

TEST(Stream, ABadLineIsSaidAndTheNextIsRead) {
  const Folder folder;
  const Ran ran = run("read --jsonl " + folder.write("s.jsonl", "{\"text\": 1}\nnot json\n" + stream_of(1)));
  EXPECT_EQ(ran.status, 3);
  EXPECT_NE(ran.err.find("s.jsonl:1: "), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("s.jsonl:2: "), std::string::npos) << ran.err;
  EXPECT_EQ(docs_of(ran.out), std::vector<std::string>{"s.jsonl#3"});
}

TEST(Stream, ALineAboveTheLimitIsLeftOut) {
  const Folder folder;
  const std::string file = folder.write("s.jsonl", stream_of(1) + "{\"text\": \"" + std::string(3u << 20, 'x') + "\"}\n" + stream_of(1));
  const Ran ran = run("read --max-line 1 --jsonl " + file);
  EXPECT_EQ(ran.status, 3);
  EXPECT_NE(ran.err.find("s.jsonl:2: the line has more than 1048576 bytes"), std::string::npos) << ran.err;
  EXPECT_EQ(docs_of(ran.out), (std::vector<std::string>{"s.jsonl#1", "s.jsonl#3"}));
}

TEST(Stream, InterruptEndsAfterTheLineInHandAndSaysHowFar) {
  const Folder folder;
  const std::string fifo = folder / "pipe";
  ASSERT_EQ(std::system(("mkfifo '" + fifo + "'").c_str()), 0);
  std::thread feeder([&] {
    std::FILE* to = std::fopen(fifo.c_str(), "w");
    const std::string lines = stream_of(3);
    std::fwrite(lines.data(), 1, lines.size(), to);
    std::fflush(to);
    std::this_thread::sleep_for(std::chrono::seconds(2));   // the stream goes on, but nothing comes
    std::fclose(to);
  });
  Background reading({"read", "--jsonl", "-", "--threads", "2"}, fifo);
  std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  EXPECT_EQ(reading.interrupt(), 4);
  feeder.join();
  EXPECT_EQ(docs_of(slurp(reading.logs / "out")).size(), 3u);
  EXPECT_NE(slurp(reading.logs / "err").find("stopped after line 3 of -: 3 read"), std::string::npos) << slurp(reading.logs / "err");
}

TEST(Stream, AKilledOneLeavesWholeLines) {
  const Folder folder;
  const std::string file = folder.write("s.jsonl", stream_of(400));
  for (const int after : {30, 90, 200}) {
    Background reading({"read", "--jsonl", file, "--ledger", folder / "l.db"});
    std::this_thread::sleep_for(std::chrono::milliseconds(after));
  }  // SIGKILL
  const Ran again = run("read --ledger l.db --jsonl s.jsonl", folder.str());
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(docs_of(again.out).size(), 400u);
  const Ran check = run("ledger check --ledger l.db", folder.str());
  EXPECT_EQ(check.status, 0) << check.out << check.err;
}

TEST(Watch, NewAndChangedFilesOnceEachWhenTheyRest) {
  const Folder folder;
  folder.write("in/a.txt", said + "\n");
  Background watching({"read", folder / "in", "--watch", "--json"});
  EXPECT_TRUE(watching.prints("a.txt"));
  std::thread writer([&] {   // half written, then the rest
    std::ofstream to(folder / "in/b.txt", std::ios::binary);
    to << "Half a sentence that is not to be read \xE4\xB8" << std::flush;
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
    to << "\xAD. " << said << "\n";
  });
  EXPECT_TRUE(watching.prints("b.txt"));
  writer.join();
  folder.write("in/c.txt", said + "\n");
  EXPECT_TRUE(watching.prints("c.txt"));
  EXPECT_EQ(watching.interrupt(), 0);
  EXPECT_EQ(docs_of(slurp(watching.logs / "out")), (std::vector<std::string>{"a.txt", "b.txt", "c.txt"}));
  EXPECT_TRUE(slurp(watching.logs / "err").empty()) << slurp(watching.logs / "err");
}

TEST(Watch, LinksTellWhatCameInFromWhatCameBefore) {
  const Folder folder;
  const auto report = [](const std::string& outlet, const std::string& day, const std::string& words) {
    return "KYIV, March " + day + ", 2025 (" + outlet + ") - " + words + "\n";
  };
  const std::string minister = "The Ukrainian foreign ministry said on Monday that Ukraine will not accept a ceasefire without binding guarantees from its partners.";
  folder.write("in/a.txt", report("Reuters", "3", minister));
  Background watching({"read", folder / "in", "--watch", "--json", "--all", "--window", "2"});
  EXPECT_TRUE(watching.prints("a.txt"));
  folder.write("in/b.txt", report("AFP", "3", minister));
  EXPECT_TRUE(watching.prints("\"type\":\"link\"")) << slurp(watching.logs / "out");
  folder.write("in/c.txt", report("BBC", "4", "The Sudanese army said on Tuesday that it will not accept a truce in El Fasher."));
  EXPECT_TRUE(watching.prints("c.txt"));
  folder.write("in/d.txt", report("DPA", "3", minister));   // a.txt has left the window of two
  EXPECT_TRUE(watching.prints("d.txt"));
  std::this_thread::sleep_for(std::chrono::seconds(1));   // its links are looked for; then it waits again
  EXPECT_EQ(watching.interrupt(), 0);
  std::set<std::string> told;
  std::istringstream lines(slurp(watching.logs / "out"));
  for (std::string text; std::getline(lines, text);) {
    const auto line = Json::parse(text);
    if (line["type"] != "link") continue;
    EXPECT_TRUE(told.insert(line.dump()).second) << "told twice: " << text;
    std::set<std::string> docs;
    for (const auto& place : line["places"]) docs.insert(place["doc"]);
    EXPECT_EQ(docs, (std::set<std::string>{"a.txt", "b.txt"})) << text;
  }
  EXPECT_FALSE(told.empty());
}

TEST(Stream, LinesHaveNoLinks) {
  const Folder folder;
  const Ran ran = run("read --all --jsonl " + folder.write("s.jsonl", stream_of(6)));
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_NE(ran.out.find("\"type\":\"block\""), std::string::npos);
  EXPECT_EQ(ran.out.find("\"type\":\"link\""), std::string::npos);
}

TEST(Shown, NoControlOrDirectionCharacterReachesATerminal) {
  const Folder folder;
  const std::string file = folder.write("e\x1B[31m\xE2\x80\xAE.txt", "Mr Lav\xE2\x80\x8Brov sa\xE2\x80\xAEid on Monday that Russia rej\x1B[2Jects the peace plan.\n");
  for (const char* how : {"", "--json", "--json --all"}) {
    const Ran ran = run(std::string("read ") + how + " '" + file + "'");
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out.find('\x1B'), std::string::npos) << how;
    EXPECT_EQ(ran.out.find("\xE2\x80\xAE"), std::string::npos) << how;
    EXPECT_NE(ran.out.find("peace"), std::string::npos) << ran.out;
  }
  const Ran gone = run("read '" + file + "x'");
  EXPECT_EQ(gone.err.find('\x1B'), std::string::npos);
}

TEST(Shown, NotesStandInTheDocumentLine) {
  const Folder folder;
  const Ran ran = run("read --json --all " + folder.write("n.txt", "words of no w\xE2\x80\x8Bidth\n"));
  const auto line = Json::parse(ran.out.substr(0, ran.out.find('\n')));
  ASSERT_EQ(line["notes"].size(), 1u) << ran.out;
  EXPECT_EQ(line["notes"][0]["kind"], "hidden");
  EXPECT_EQ(line["notes"][0]["char_start"], 13);
}

TEST(Shown, BriefReadsTheSameFormats) {
  const Folder folder;
  folder.write("in/feed.xml", "<rss><channel><item><title>One</title><pubDate>Mon, 03 Mar 2025 08:00:00 GMT</pubDate><description>" + said +
                                  "</description></item><item><title>Two</title><description>" + said + "</description></item></channel></rss>");
  const Ran ran = run("brief --json --ledger :memory: " + (folder / "in"));
  EXPECT_EQ(ran.status, 0) << ran.err;
  const auto page = Json::parse(ran.out);
  ASSERT_EQ(page["documents"].size(), 2u);
  for (const auto& document : page["documents"])
    EXPECT_EQ(document["published"], document["doc"] == "feed.xml#1" ? Json("2025-03-03") : Json()) << document.dump();
}

}  // namespace
}  // namespace locarno::system_test
