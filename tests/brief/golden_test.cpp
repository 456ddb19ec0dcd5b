// The four forms of the synthetic page, held to files a person has read. LOCARNO_APPROVE=1 writes them anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "brief/brief_page.hpp"
#include "brief/made_up.hpp"

namespace locarno::brief {
namespace {

using brief_test::made_up;
using brief_test::made_up_empty;
using brief_test::made_up_folder;

void expect_golden(const std::string& name, const std::string& got) {
  const std::string path = "tests/golden/brief/" + name;
  if (std::getenv("LOCARNO_APPROVE") != nullptr) std::ofstream(path, std::ios::binary) << got;
  const std::string want = brief_test::read_text(path);
  if (got == want) return;
  std::size_t at = 0;
  while (at < got.size() && at < want.size() && got[at] == want[at]) ++at;
  const std::size_t from = at < 60 ? 0 : at - 60;
  ADD_FAILURE() << path << " differs at byte " << at << ":\n  want ..." << want.substr(from, 160) << "\n  got  ..." << got.substr(from, 160)
                << "\nread the difference, then LOCARNO_APPROVE=1";
}

TEST(BriefGolden, HtmlEnglish) { expect_golden("page.en.html", to_html(made_up().brief, PageLanguage::en)); }
TEST(BriefGolden, HtmlChinese) { expect_golden("page.zh.html", to_html(made_up().brief, PageLanguage::zh)); }
TEST(BriefGolden, TerminalEnglish) { expect_golden("page.en.txt", to_terminal(made_up().brief, PageLanguage::en, false, 100)); }
TEST(BriefGolden, TerminalChinese) { expect_golden("page.zh.txt", to_terminal(made_up().brief, PageLanguage::zh, false, 80)); }
TEST(BriefGolden, MarkdownEnglish) { expect_golden("page.en.md", to_markdown(made_up().brief, PageLanguage::en)); }
TEST(BriefGolden, MarkdownChinese) { expect_golden("page.zh.md", to_markdown(made_up().brief, PageLanguage::zh)); }
TEST(BriefGolden, Json) { expect_golden("page.json", to_json(made_up().brief)); }
TEST(BriefGolden, PlainFolder) { expect_golden("folder.en.txt", to_terminal(made_up_folder().brief, PageLanguage::en, false, 100)); }
TEST(BriefGolden, NothingRead) { expect_golden("empty.en.txt", to_terminal(made_up_empty().brief, PageLanguage::en, false, 100)); }

}  // namespace
}  // namespace locarno::brief
