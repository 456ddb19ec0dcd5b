// The workbench's server as a browser, a script and a hostile page meet it: over sockets of this machine.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "run.hpp"

namespace locarno {
namespace {
using namespace system_test;
using nlohmann::json;

struct Answer {
  int status = 0;
  std::string head, body;
  json data() const { return json::parse(body, nullptr, false); }
};

/// A server on a case folder of its own; killed at the end.
class Server {
 public:
  explicit Server(const std::string& folder) {
    int out[2];
    if (::pipe(out) != 0) return;
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(out[1], 1);
      ::close(out[0]);
      ::execl(LOCARNO_BINARY, "locarno", "serve", folder.c_str(), "--no-open", "--as", "Tester", static_cast<char*>(nullptr));
      ::_exit(127);
    }
    ::close(out[1]);
    for (char c = 0; ::read(out[0], &c, 1) == 1 && c != '\n';) line += c;
    ::close(out[0]);
    const std::size_t colon = line.find(':', 7), slash = line.find('/', 8);
    if (colon != std::string::npos && slash != std::string::npos) port = std::stoi(line.substr(colon + 1, slash - colon - 1));
  }
  ~Server() { end(SIGKILL); }
  int end(int signal) {
    if (child_ <= 0) return -1;
    ::kill(child_, signal);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  /// Sends the bytes on one connection and reads until it is closed, or what Content-Length says has come.
  Answer send(const std::string& bytes, int milliseconds = 20'000) const {
    const int at = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    Answer answer;
    if (::connect(at, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0) {
      for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t now = ::send(at, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (now <= 0) break;
        sent += static_cast<std::size_t>(now);
      }
      answer = receive(at, milliseconds);
    }
    ::close(at);
    return answer;
  }
  Answer ask(const std::string& method, const std::string& target, const std::string& body = "", const std::string& more = "") const {
    std::string head = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\nConnection: close\r\n" + more;
    if (!cookie.empty()) head += "Cookie: " + cookie + "\r\n";
    if (!body.empty()) head += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    return send(head + "\r\n" + body);
  }
  Answer get(const std::string& path) const { return ask("GET", "/api/v1/" + path); }
  Answer post(const std::string& path, const json& body) const { return ask("POST", "/api/v1/" + path, body.dump()); }
  std::string token_target() const { return line.substr(line.find("/?")); }
  void enter() {
    const Answer in = ask("GET", token_target());
    const std::size_t at = in.head.find("Set-Cookie: ");
    if (at != std::string::npos) cookie = in.head.substr(at + 12, in.head.find(';', at) - at - 12);
  }

  std::string line, cookie;
  int port = 0;

 private:
  static Answer receive(int at, int milliseconds) {
    std::string all;
    char piece[65536];
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    for (pollfd asked{at, POLLIN, 0}; std::chrono::steady_clock::now() < until;) {
      if (::poll(&asked, 1, 50) <= 0) continue;
      const ssize_t got = ::recv(at, piece, sizeof piece, 0);
      if (got <= 0) break;
      all.append(piece, static_cast<std::size_t>(got));
    }
    Answer answer;
    const std::size_t end = all.find("\r\n\r\n");
    if (end == std::string::npos) return answer;
    answer.head = all.substr(0, end + 2);
    answer.body = all.substr(end + 4);
    answer.status = std::atoi(all.c_str() + 9);
    return answer;
  }
  pid_t child_ = -1;
};

constexpr const char* hostile =
    "Talks <script>alert(1)</script> go on\n\n5 May 2025\n\nThe foreign ministry of France said that France supports <img src=x onerror=alert(2)> a ceasefire "
    "\"now\" & </script><script>alert(3)</script>.\n";

struct Served : ::testing::Test {
  Folder folder;
  Served() {
    std::filesystem::copy(project() + "/cases/ukraine-2025", folder / "case", std::filesystem::copy_options::recursive);
    std::filesystem::remove_all(folder / "case/.locarno");
  }
};

TEST_F(Served, OneLineATokenThatWorksOnceAndACookie) {
  Server server(folder / "case");
  ASSERT_NE(server.port, 0) << server.line;
  EXPECT_EQ(server.line.rfind("http://127.0.0.1:", 0), 0u);
  EXPECT_EQ(server.get("brief").status, 401);
  EXPECT_EQ(server.ask("GET", "/").status, 401);
  const Answer in = server.ask("GET", server.token_target());
  EXPECT_EQ(in.status, 303);
  EXPECT_NE(in.head.find("HttpOnly"), std::string::npos);
  EXPECT_NE(in.head.find("SameSite=Strict"), std::string::npos);
  EXPECT_EQ(server.ask("GET", server.token_target()).status, 403) << "the token has been used";
  server.cookie = in.head.substr(in.head.find("Set-Cookie: ") + 12, 64 + std::string("locarno_=").size() + std::to_string(server.port).size());
  const Answer page = server.ask("GET", "/");
  EXPECT_EQ(page.status, 200);
  const std::string policy = page.head.substr(page.head.find("Content-Security-Policy"));
  EXPECT_EQ(policy.substr(0, policy.find("\r\n")).find("unsafe-inline"), std::string::npos);
  EXPECT_NE(page.head.find("frame-ancestors 'none'"), std::string::npos);
  EXPECT_NE(page.head.find("nosniff"), std::string::npos);
  EXPECT_NE(page.head.find("no-referrer"), std::string::npos);
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST_F(Served, TheBriefIsThatOfTheCommand) {
  Server server(folder / "case");
  server.enter();
  const Answer page = server.get("brief");
  ASSERT_EQ(page.status, 200);
  EXPECT_NE(page.head.find("no-store"), std::string::npos);
  const Ran command = run("brief '" + (folder / "case") + "' --json");
  EXPECT_EQ(page.data(), json::parse(command.out));
}

TEST_F(Served, HostilePagesAndClientsAreRefused) {
  Server server(folder / "case");
  server.enter();
  const std::string host = "Host: 127.0.0.1:" + std::to_string(server.port) + "\r\n", in = "Cookie: " + server.cookie + "\r\n", last = "Connection: close\r\n\r\n";
  EXPECT_EQ(server.send("GET /api/v1/brief HTTP/1.1\r\nHost: rebound.example\r\n" + in + last).status, 403);
  EXPECT_EQ(server.ask("POST", "/api/v1/reviews", "{}", "Origin: https://evil.example\r\n").status, 403);
  EXPECT_EQ(server.ask("GET", "/api/v1/brief", "", "Sec-Fetch-Site: cross-site\r\n").status, 403);
  for (const char* path : {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/v1/..%2f..%2fetc", "//etc/passwd", "/api/v1/documents/%ff", "/api/v1/x%00"})
    EXPECT_GE(server.ask("GET", path).status, 400) << path;
  for (const char* method : {"PUT", "PATCH", "OPTIONS", "TRACE", "CONNECT"}) EXPECT_GE(server.ask(method, "/api/v1/brief").status, 400) << method;
  EXPECT_GE(server.send("BREW /api/v1/brief HTTP/1.1\r\n" + host + in + last).status, 400);
  EXPECT_EQ(server.ask("POST", "/api/v1/settle", std::string(10'000'000, 'a')).status, 413);
  std::string heads;
  for (int i = 0; i < 10'000; ++i) heads += "X-" + std::to_string(i) + ": 1\r\n";
  EXPECT_GE(server.send("GET /api/v1/brief HTTP/1.1\r\n" + host + in + heads + last).status, 400);
  EXPECT_EQ(server.ask("POST", "/api/v1/settle", std::string(5000, '[')).status, 400);
  EXPECT_EQ(server.ask("POST", "/api/v1/settle", "{\"release\":[\"\xff\xfe\"]}").status, 400);
  EXPECT_EQ(server.get("brief?as_of=yesterday").status, 400);
  EXPECT_EQ(server.get("documents/none").status, 404);
  EXPECT_EQ(server.get("brief").status, 200) << "it still answers";
}

TEST_F(Served, SlowClientsDoNotKeepOthersWaiting) {
  Server server(folder / "case");
  server.enter();
  std::vector<int> slow;
  for (int i = 0; i < 40; ++i) {
    const int at = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(server.port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(::connect(at, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
    ASSERT_GT(::send(at, "GET / HT", 8, MSG_NOSIGNAL), 0);
    slow.push_back(at);
  }
  EXPECT_EQ(server.get("status").status, 200);
  for (const int at : slow) ::close(at);
}

TEST_F(Served, WordsOfAHostileReportAreTextEverywhere) {
  folder.write("case/reports/hostile.txt", hostile);
  Server server(folder / "case");
  server.enter();
  for (const char* path : {"documents", "records?limit=500", "brief", "search?q=alert", "stances"}) {
    const Answer answer = server.get(path);
    ASSERT_EQ(answer.status, 200) << path;
    EXPECT_EQ(answer.body.find('<'), std::string::npos) << path << ": safe wherever it is embedded";
    EXPECT_NE(answer.head.find("application/json"), std::string::npos);
  }
  EXPECT_EQ(server.get("brief.html").body.find("<script"), std::string::npos);
}

TEST_F(Served, ReleasingARedLineOpensSettlementsAndAnAddedOneClosesThem) {
  Server server(folder / "case");
  server.enter();
  const json now = server.get("settle").data();
  ASSERT_EQ(now["zone"]["open"]["passing"], 0);
  const std::string line = now["openings"][0]["relax"][0];
  EXPECT_FALSE(now["lines"][0]["quotes"].empty() && now["lines"][1]["quotes"].empty());
  const json then = server.post("settle", {{"release", {line}}}).data();
  EXPECT_EQ(then["zone"]["open"]["passing"], now["openings"][0]["opens"]);
  EXPECT_FALSE(then["passing"].empty());
  const json closed = server.post("settle", {{"release", {line}}, {"add", {{{"party", "UKR"}, {"rule", "false"}}}}}).data();
  EXPECT_EQ(closed["zone"]["open"]["passing"], 0);
  const Answer wrong = server.post("settle", {{"add", {{{"party", "UKR"}, {"rule", "teritory = withdrawal"}}}}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_NE(wrong.data()["place"].get<std::string>().find("add[0]"), std::string::npos);
  EXPECT_EQ(server.post("settle", {{"release", {"none.1"}}}).status, 404);
}

TEST_F(Served, ACorrectionCountsAtOnceAndASecondFromTheSameVersionIsToldSo) {
  Server server(folder / "case");
  server.enter();
  const json first = server.get("records?limit=1").data()["records"][0];
  const json act{{"records", {first["id"]}}, {"versions", {first["version"]}}, {"action", "reject"}};
  const Answer made = server.post("reviews", act);
  ASSERT_EQ(made.status, 200) << made.body;
  EXPECT_EQ(made.data()["records"][0]["review"], "rejected");
  const Answer again = server.post("reviews", act);
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.data()["theirs"]["records"][0]["review"], "rejected");
  EXPECT_EQ(again.data()["theirs"]["decisions"][0]["who"], "Tester");
  EXPECT_EQ(server.get("ledger/decisions").data()["total"], 1);
  const Answer undone = server.post("reviews/undo", json::object());
  ASSERT_EQ(undone.status, 200) << undone.body;
  EXPECT_EQ(undone.data()["records"][0]["review"], "proposed");
  EXPECT_EQ(server.post("reviews", act).status, 409) << "undone is not unseen";
}

TEST_F(Served, TwoServersOnOneLedgerSeeEachOther) {
  Server one(folder / "case"), two(folder / "case");
  one.enter();
  two.enter();
  const json record = one.get("records?limit=1").data()["records"][0];
  ASSERT_EQ(two.get("records?limit=1").data()["records"][0]["id"], record["id"]);
  const json act{{"records", {record["id"]}}, {"versions", {record["version"]}}, {"action", "accept"}};
  EXPECT_EQ(one.post("reviews", act).status, 200);
  EXPECT_EQ(two.post("reviews", act).status, 409);
  EXPECT_EQ(two.get("records?ids=" + record["id"].get<std::string>()).data()["records"][0]["review"], "accepted");
}

TEST_F(Served, KilledWhileItWritesItLosesNothingItAcknowledged) {
  std::vector<std::int64_t> acknowledged;
  std::vector<std::string> ids;
  for (int round = 0; round < 3; ++round) {
    Server server(folder / "case");
    server.enter();
    const json first = server.get("records?limit=60").data();
    if (ids.empty())
      for (const json& record : first["records"]) ids.push_back(record["id"]);
    std::atomic<std::size_t> done{0};
    std::thread killer([&] {   // in the middle of the work, whatever the machine
      for (int waited = 0; done < 5 && waited < 20'000; ++waited) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      std::this_thread::sleep_for(std::chrono::microseconds(700 * round));
      server.end(SIGKILL);
    });
    for (std::size_t i = static_cast<std::size_t>(round) * 20; i < ids.size(); ++i, ++done) {
      const json seen = server.get("records?ids=" + ids[i]).data();
      if (!seen.is_object() || seen["records"].empty()) break;
      const Answer made = server.post("reviews", {{"records", {ids[i]}}, {"versions", {seen["records"][0]["version"]}}, {"action", "accept"}});
      const json answer = made.data();   // a part of an answer acknowledges nothing
      if (made.status != 200 || !answer.is_object()) break;
      acknowledged.push_back(answer["made"][0]);
    }
    done = 5;
    killer.join();
  }
  Server server(folder / "case");
  server.enter();
  std::vector<std::int64_t> kept;
  const json all = server.get("ledger/decisions?limit=1000").data();
  for (const json& decision : all["decisions"]) kept.push_back(decision["number"]);
  EXPECT_FALSE(acknowledged.empty());
  for (const std::int64_t number : acknowledged) EXPECT_NE(std::find(kept.begin(), kept.end(), number), kept.end()) << number;
  EXPECT_EQ(server.get("ledger/verify").data()["whole"], true);
}

TEST_F(Served, AFileThatChangesIsReadAgain) {
  Server server(folder / "case");
  server.enter();
  ASSERT_EQ(server.get("case").status, 200) << "loaded";
  const json before = server.get("status").data();
  folder.write("case/reports/2025-12-17-new.txt", "Talks go on\n\nDecember 17, 2025\n\nThe Kremlin said that Russia rejects a ceasefire.\n");
  const json after = server.post("reload", json::object()).data();
  EXPECT_EQ(after["documents"].get<int>(), before["documents"].get<int>() + 1);
  EXPECT_NE(after["version"], before["version"]);
}

TEST_F(Served, ViewsAnswer) {
  Server server(folder / "case");
  server.enter();
  const json ladder = server.get("ladder?issue=nato_membership").data();
  bool has_moved = false;
  for (const json& party : ladder["parties"]) has_moved = has_moved || party["steps"].size() > 1;
  EXPECT_TRUE(has_moved) << "a party has moved on membership in the bundled reports";
  EXPECT_FALSE(server.get("relays").data()["arcs"].empty());
  EXPECT_FALSE(server.get("contacts").data()["contacts"].empty());
  EXPECT_FALSE(server.get("assumptions").data()["assumptions"].empty());
  EXPECT_FALSE(server.get("search?q=NATO").data()["hits"].empty());
  for (const char* path : {"stability", "ratify", "hold", "trade", "drafts/compare", "lint", "moves", "case", "commitments", "reviews/queue", "ledger", "ledger/audit", "routes"})
    EXPECT_EQ(server.get(path).status, 200) << path;
  const std::string id = server.get("records?limit=1").data()["records"][0]["id"];
  const json why = server.get("records/" + id).data();
  EXPECT_EQ(why["record"]["id"], id);
  EXPECT_TRUE(why["why"].contains("rows"));
}

TEST_F(Served, LongWorkIsAJobThatCanBeWatchedAndEnded) {
  Server server(folder / "case");
  server.enter();
  const Answer begun = server.post("jobs", {{"what", "settle"}});
  ASSERT_EQ(begun.status, 202) << begun.body;
  const std::string id = begun.data()["id"];
  const Answer events = server.get("jobs/" + id + "/events");
  EXPECT_NE(events.head.find("text/event-stream"), std::string::npos);
  EXPECT_NE(events.body.find("event: done"), std::string::npos);
  const json end = server.get("jobs/" + id).data();
  EXPECT_EQ(end["state"], "done");
  EXPECT_EQ(end["result"]["zone"]["open"]["passing"], 0);
  EXPECT_EQ(server.ask("DELETE", "/api/v1/jobs/none").status, 404);
  EXPECT_EQ(server.post("jobs", {{"what", "dig"}}).status, 400);
}

}  // namespace
}  // namespace locarno
