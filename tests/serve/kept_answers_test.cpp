// An answer kept from an earlier start is the one that would be worked out now, whatever was changed in between.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "jobs.hpp"
#include "ledger/kept.hpp"
#include "ledger/ledger.hpp"
#include "routes.hpp"

namespace locarno::serve {
namespace {
namespace fs = std::filesystem;

class KeptAnswers : public testing::Test {
 protected:
  fs::path folder = fs::temp_directory_path() / ("locarno-answers-" + std::to_string(getpid()));
  const std::vector<std::string> paths = {"case", "brief", "stances", "records?limit=5", "settle", "moves", "documents", "ladder?issue=harbour", "lint"};

  void SetUp() override {
    write("case.toml", "[case]\ntitle = { en = \"Two shores\" }\n[[party]]\nid = \"FRA\"\nname = { en = \"France\" }\nsigns = true\n"
                       "[[party]]\nid = \"DEU\"\nname = { en = \"Germany\" }\nsigns = true\n[[issue]]\nid = \"harbour\"\nname = { en = \"Harbour\" }\n"
                       "main_option = \"shared\"\nnone_option = \"closed\"\n[[issue.option]]\nid = \"shared\"\nname = { en = \"shared\" }\nphrases = [\"joint use of the harbour\"]\n"
                       "[[issue.option]]\nid = \"closed\"\nname = { en = \"closed\" }\nphrases = [\"closing the harbour\"]\n");
    write("codebook.toml", "[[term]]\nkind = \"issue\"\nlang = \"en\"\nvalue = \"harbour\"\nforms = [\"use of the harbour\", \"closing the harbour\"]\nweight = 3\n");
    write("reports/one.txt", "Talks\n\nMarch 3, 2024\n\nThe foreign ministry of France said that France supports joint use of the harbour.\n");
    write("reports/two.txt", "Answer\n\nMarch 4, 2024\n\nThe foreign ministry of Germany said that Germany rejects joint use of the harbour.\n");
  }
  void TearDown() override { std::error_code ignored; fs::remove_all(folder, ignored); }
  void write(const std::string& name, const std::string& text) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << text;
  }

  /// The answers of one start of a server, and how many of them had been kept.
  std::vector<std::string> answers(const std::string& build, int* kept = nullptr) {
    study::WorkbenchQuestion question;
    question.desk.place = folder.string();
    question.build = build;
    question.program = "1";
    question.least_records_kept = 0;
    question.least_ms_kept = 0;
    study::Workbench bench(question);
    Jobs jobs;
    House house{&bench, nullptr, &jobs, "1", "tester", ""};
    const auto version = bench.version();
    std::vector<std::string> out;
    for (const std::string& path : paths) {
      Request request;
      request.method = "GET";
      request.target = "/api/v1/" + path;
      if (kept != nullptr && version && bench.kept(*version, request.target)) ++*kept;
      const Response response = answer(house, request);
      EXPECT_EQ(response.status, 200) << path << response.body;
      out.push_back(response.body);
    }
    return out;
  }
  /// What a program that keeps nothing says.
  void expect_fresh(const std::string& build, const char* when) {
    const auto now = answers(build), fresh = answers("");
    for (std::size_t i = 0; i < paths.size(); ++i) EXPECT_EQ(now[i], fresh[i]) << when << ": " << paths[i];
  }
};

TEST_F(KeptAnswers, ComeBackAfterARestartAndAreTheSame) {
  const auto first = answers("build-1");
  int kept = 0;
  EXPECT_EQ(answers("build-1", &kept), first);
  EXPECT_EQ(kept, static_cast<int>(paths.size()));
  EXPECT_EQ(answers(""), first);
  kept = 0;
  EXPECT_EQ(answers("build-2", &kept), first);
  EXPECT_EQ(kept, 0) << "another build takes nothing up";
}

TEST_F(KeptAnswers, FollowEveryChange) {
  expect_fresh("b", "first");
  write("reports/three.txt", "Late\n\nMarch 9, 2024\n\nThe foreign ministry of Germany said that Germany accepts joint use of the harbour.\n");
  expect_fresh("b", "a report came");
  write("reports/one.txt", "Talks\n\nMarch 3, 2024\n\nThe foreign ministry of France said that France rejects closing the harbour.\n");
  expect_fresh("b", "a report was edited");
  {
    auto ledger = ledger::Ledger::open((folder / ".locarno" / "ledger.db").string());
    ASSERT_TRUE(ledger);
    const auto records = ledger->records();
    ASSERT_TRUE(records && !records->empty());
    ASSERT_TRUE(ledger->decide({0, records->front().id, "reject", "", "", "not said", "tester", "2024-04-01T00:00:00Z"}));
  }
  expect_fresh("b", "a record was rejected");
  {
    std::ofstream more(folder / "case.toml", std::ios::app);
    more << "[[issue.option]]\nid = \"leased\"\nname = { en = \"leased\" }\nphrases = [\"lease of the harbour\"]\n";
  }
  expect_fresh("b", "the case was edited");
  fs::remove(folder / "reports" / "two.txt");
  expect_fresh("b", "a report was taken away");
  write("codebook.toml", "[[term]]\nkind = \"issue\"\nlang = \"en\"\nvalue = \"harbour\"\nforms = [\"joint use of the harbour\"]\nweight = 3\n");
  expect_fresh("b", "the codebook was edited");
}

TEST_F(KeptAnswers, ADamagedFileIsNoticed) {
  const auto first = answers("b");
  const fs::path file = folder / ".locarno" / "ledger.db-kept";
  ASSERT_TRUE(fs::exists(file));
  { std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary); bytes.seekp(4096 * 2); bytes << std::string(4096 * 3, 'x'); }
  EXPECT_EQ(answers("b"), first);
  { std::ofstream(file, std::ios::binary) << "no database at all"; }
  EXPECT_EQ(answers("b"), first);
  EXPECT_EQ(answers("b"), first);
}

TEST_F(KeptAnswers, ASmallCaseKeepsNothing) {
  study::WorkbenchQuestion question;
  question.desk.place = folder.string();
  question.build = "b";
  study::Workbench bench(question);
  Jobs jobs;
  House house{&bench, nullptr, &jobs, "1", "tester", ""};
  Request request;
  request.method = "GET";
  request.target = "/api/v1/brief";
  EXPECT_EQ(answer(house, request).status, 200);
  EXPECT_FALSE(fs::exists(folder / ".locarno" / "ledger.db-kept"));
}

}  // namespace
}  // namespace locarno::serve
