// What is printed of an HTML report are its words: no tags, no references. What leaves as JSON keeps the slice.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "run.hpp"

namespace locarno::system_test {
namespace {

using nlohmann::json;

const std::string words = "Russia opposes NATO membership for Ukraine & will not change its mind about this";

std::string page(const std::string& before) {
  return "<html><body><h1>Talks &amp; terms</h1><p>" + before +
         "On 3 May 2025 Russian foreign minister Sergey Lavrov said that Russia <b>opposes</b> NATO membership for "
         "<span class=\"x\">Ukraine</span> &amp; will not&#32;change its mind about this.</p></body></html>";
}

class ShownWords : public ::testing::Test {
 protected:
  void SetUp() override {
    folder.write("reports/a.html", page(""));
    folder.write("reports/b.html", page("<i>Kyiv</i> waited. "));
  }
  Ran locarno(const std::string& command) { return run(command, folder.str()); }
  /// Printed for eyes: the words stand there, and nothing of the markup.
  void expect_shown(const std::string& command) {
    const Ran ran = locarno(command);
    EXPECT_EQ(ran.status, 0) << ran.err;
    std::string flat;   // wrapped lines put together again
    std::istringstream lines(ran.out);
    for (std::string line; std::getline(lines, line);) {
      const std::size_t from = line.find_first_not_of(' ');
      if (from == std::string::npos) continue;
      if (!flat.empty()) flat += ' ';
      flat += line.substr(from);
    }
    EXPECT_NE(flat.find("Russia opposes NATO membership for Ukraine"), std::string::npos) << command << "\n" << ran.out;
    for (const char* markup : {"<b>", "</b>", "&lt;", "class=", "&amp;amp;", "&#32;", "span"})
      EXPECT_EQ(ran.out.find(markup), std::string::npos) << command << " prints " << markup << "\n" << ran.out;
  }
  Folder folder;
};

TEST_F(ShownWords, on_the_terminal) {
  expect_shown("read reports/a.html");
  expect_shown("same reports --ledger :memory:");
  expect_shown("brief reports --ledger :memory:");
  const Ran why = locarno("codebook why '<p>Lavrov said that Russia wants <b>talks</b> with Kyiv &amp; others.</p>'");
  EXPECT_NE(why.out.find("Russia wants talks with Kyiv & others"), std::string::npos) << why.out;
}

TEST_F(ShownWords, in_the_review_and_in_why) {
  ASSERT_EQ(locarno("read reports --ledger desk.db").status, 0);
  expect_shown("review list --ledger desk.db");
  const Ran listed = locarno("review list --ledger desk.db --json");
  const json record = json::parse(listed.out.substr(0, listed.out.find('\n')));
  expect_shown("why " + record["id"].get<std::string>() + " --ledger desk.db");
}

TEST_F(ShownWords, on_the_page) {
  const Ran ran = locarno("brief reports --ledger :memory: --html -");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_NE(ran.out.find("Russia opposes NATO membership for Ukraine &amp; will not change its mind about this"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("&lt;b&gt;"), std::string::npos);
  EXPECT_EQ(ran.out.find("&amp;amp;"), std::string::npos);
  EXPECT_EQ(ran.out.find("&amp;#32;"), std::string::npos);
}

TEST_F(ShownWords, json_keeps_the_slice_and_names_the_words_beside_it) {
  const json page_json = json::parse(locarno("brief reports --ledger :memory: --json").out);
  ASSERT_FALSE(page_json["quotations"].empty());
  for (const json& quotation : page_json["quotations"]) {
    const std::string bytes = slurp(folder / ("reports/" + quotation["doc"].get<std::string>()));
    const std::size_t begin = quotation["byte_start"], end = quotation["byte_end"];
    EXPECT_EQ(bytes.substr(begin, end - begin), quotation["text"]);
    EXPECT_EQ(quotation["words"], words);
  }
  const Ran read = locarno("read reports/a.html --json");
  EXPECT_NE(read.out.find("Russia <b>opposes</b> NATO"), std::string::npos) << read.out;
}

}  // namespace
}  // namespace locarno::system_test
