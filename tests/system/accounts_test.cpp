// `locarno same | conflicts | contacts | commitments`, and the quantity and link lines of `read --all`.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "run.hpp"

namespace locarno::system_test {
namespace {

using nlohmann::json;

json ask(const std::string& command, const std::string& folder, const std::string& more = "") {
  const Ran ran = run(command + " tests/relate/reports/" + folder + " --ledger :memory: --json " + more, project());
  EXPECT_EQ(ran.status, 0) << ran.err;
  return json::parse(ran.out, nullptr, false);
}

TEST(Accounts, CopiesAndTranslationsCountOnce) {
  const json page = ask("same", "sudan");
  EXPECT_EQ(page["documents"], 4);
  EXPECT_EQ(page["sources"], 2) << page.dump(1);
  std::set<std::string> kinds;
  for (const json& copy : page["copies"]) kinds.insert(copy["kind"]);
  EXPECT_TRUE(kinds.contains("translation")) << page["copies"].dump(1);
  EXPECT_TRUE(kinds.contains("contained") || kinds.contains("near_copy")) << page["copies"].dump(1);
}

/// Every Latin word of a page but those of the reports, which stand in quotation marks, and of file names.
std::set<std::string> latin_words(const std::string& page) {
  std::set<std::string> words;
  bool is_quoted = false;
  std::string word;
  for (std::size_t i = 0; i <= page.size(); ++i) {
    if (page.compare(i, 3, "\xE2\x80\x9C") == 0) is_quoted = true;
    if (page.compare(i, 3, "\xE2\x80\x9D") == 0) is_quoted = false;
    const char c = i < page.size() ? page[i] : ' ';
    if (!is_quoted && c >= 'a' && c <= 'z') { word += c; continue; }
    if (word.size() > 2) words.insert(word);
    word.clear();
  }
  return words;
}

/// In Chinese nothing of the page's own English is left: its headings, notes, fields, values.
void expect_chinese(const std::string& command, const std::string& folder, const std::vector<std::string>& has) {
  const Ran en = run(command + " tests/relate/reports/" + folder + " --ledger :memory:", project());
  const Ran zh = run(command + " tests/relate/reports/" + folder + " --ledger :memory: --lang zh", project());
  ASSERT_EQ(zh.status, 0) << zh.err;
  EXPECT_NE(en.out, zh.out);
  for (const std::string& words : has) EXPECT_NE(zh.out.find(words), std::string::npos) << command << " lacks " << words << "\n" << zh.out;
  const std::set<std::string> words = latin_words(zh.out);
  for (const char* word : {"reports", "sources", "words", "common", "records", "aligned", "held", "planned", "denied", "announced",
                           "undated", "stance", "contradiction", "support", "oppose", "demand", "different", "report", "speaker", "issue", "date",
                           "copy", "contained", "translation", "same", "statement", "figures", "duration", "conflict", "contacts", "commitments"})
    EXPECT_FALSE(words.contains(word)) << command << " --lang zh prints '" << word << "'\n" << zh.out;
}

TEST(AccountsInChinese, Same) { expect_chinese("same", "sudan", {"\u4efd\u62a5\u9053", "\u8bd1\u6587", "\u5171\u6709\u5b57\u53e5"}); }
TEST(AccountsInChinese, Conflicts) { expect_chinese("conflicts", "colombia", {"\u5904\u4e92\u76f8\u62b5\u89e6"}); }
TEST(AccountsInChinese, Contacts) { expect_chinese("contacts", "korea", {"\u5df2\u4e3e\u884c", "\u65f6\u957f"}); }
TEST(AccountsInChinese, Commitments) { expect_chinese("commitments", "korea", {"\u9879\u627f\u8bfa"}); }
TEST(AccountsInChinese, AnotherLanguageIsWrongUse) {
  EXPECT_EQ(run("same tests/relate/reports/korea --lang fr", project()).status, 2);
}
TEST(AccountsInChinese, TheJsonIsTheSame) {
  EXPECT_EQ(run("conflicts tests/relate/reports/colombia --ledger :memory: --json --lang zh", project()).out,
            run("conflicts tests/relate/reports/colombia --ledger :memory: --json", project()).out);
}

TEST(Accounts, ADayCutsOffWhatCameLater) {
  EXPECT_EQ(ask("same", "sudan", "--as-of 2025-11-07")["documents"], 2);
}

TEST(Accounts, FiguresStandBesideWhoGaveThem) {
  const json page = ask("contacts", "korea");
  const auto held = std::find_if(page["contacts"].begin(), page["contacts"].end(), [](const json& c) { return c["state"] == "held" && !c["durations"].empty(); });
  ASSERT_NE(held, page["contacts"].end()) << page.dump(1);
  std::set<double> hours;
  for (const json& d : (*held)["durations"]) {
    hours.insert(d["value"].get<double>());
    EXPECT_FALSE(d["said_by"].get<std::string>().empty());
    EXPECT_LT(d["char_start"], d["char_end"]);
  }
  EXPECT_EQ(hours, (std::set<double>{1.5, 2.0}));
  EXPECT_EQ((*held)["was_planned"], true);
}

TEST(Accounts, ConflictsCarryEveryRecordsWordsAndPlace) {
  const json page = ask("conflicts", "colombia");
  ASSERT_FALSE(page["conflicts"].empty());
  for (const json& conflict : page["conflicts"]) {
    EXPECT_GE(conflict["records"].size(), 2u);
    for (const json& record : conflict["records"]) EXPECT_FALSE(record["text"].get<std::string>().empty());
  }
}

TEST(Accounts, CommitmentsKnowWhatLaterReportsSay) {
  const json page = ask("commitments", "korea");
  ASSERT_FALSE(page["commitments"].empty());
  EXPECT_EQ(page["commitments"][0]["by"][0], "PRK") << page.dump(1);
}

TEST(Accounts, TerminalAndBadUse) {
  for (const char* command : {"same", "conflicts", "contacts", "commitments"}) {
    const Ran shown = run(std::string(command) + " tests/relate/reports/korea --ledger :memory:", project());
    EXPECT_EQ(shown.status, 0) << shown.err;
    EXPECT_NE(shown.out.find(" in 3 reports, ") == std::string::npos && shown.out.find("3 reports, ") == std::string::npos, true) << shown.out;
    EXPECT_EQ(run(std::string(command) + " tests/relate/reports/korea --as-of soon --ledger :memory:", project()).status, 2);
    EXPECT_EQ(run(std::string(command) + " tests/relate/nothing-there", project()).status, 5);
    EXPECT_NE(run(std::string(command) + " --help", project()).out.find("Examples:"), std::string::npos);
  }
}

TEST(Accounts, ReadAllGivesQuantitiesAndLinks) {
  const Ran ran = run("read tests/relate/reports/sudan --all --json", project());
  ASSERT_EQ(ran.status, 0) << ran.err;
  std::istringstream lines(ran.out);
  std::size_t quantities = 0, links = 0;
  std::set<std::string> ids;
  for (std::string line; std::getline(lines, line);) {
    const json row = json::parse(line);
    if (row.contains("kind")) ids.insert(row["id"]);
    quantities += row.value("type", "") == "quantity";
    if (row.value("type", "") != "link") continue;
    ++links;
    for (const json& id : row["ids"]) EXPECT_TRUE(ids.contains(id.get<std::string>()));
  }
  EXPECT_GT(quantities, 4u);
  EXPECT_GT(links, 5u);
}

}  // namespace
}  // namespace locarno::system_test
