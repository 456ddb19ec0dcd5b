// More parties than fit one width: the table goes on below, and no band is filled with rows of silence.
#include <gtest/gtest.h>

#include "brief/html_parts.hpp"

namespace locarno::brief {
namespace {

Page page_of(std::size_t parties, std::size_t speaks_on_second) {
  Page page;
  for (std::size_t at = 0; at < parties; ++at) page.table.columns.push_back({plain("P" + std::to_string(at)), "P" + std::to_string(at), false});
  Cell said;
  said.positions.push_back({});
  said.positions.back().value = StanceValue::accepts;
  Row first{plain("ceasefire"), std::vector<Cell>(parties)};
  first.cells.front() = said;
  first.cells.back() = said;
  Row second{plain("withdrawal"), std::vector<Cell>(parties)};
  second.cells[speaks_on_second] = said;
  page.table.rows = {first, second};
  return page;
}

std::string table_of(const Page& page) {
  HtmlWriter to(page);
  write_table(to, page, 60);
  return to.out;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

TEST(BriefHtmlTable, ABandNamesWhatNoneOfItsPartiesSpokeOn) {
  const std::string html = table_of(page_of(9, 0));
  EXPECT_EQ(count(html, "<table"), 2u);
  EXPECT_EQ(count(html, "<th scope=\"row\">ceasefire"), 2u);
  EXPECT_EQ(count(html, "<th scope=\"row\">withdrawal"), 1u);
  EXPECT_EQ(count(html, "No public statement of any of these parties on: withdrawal."), 1u);
}

TEST(BriefHtmlTable, OneBandKeepsEveryRow) {
  const std::string html = table_of(page_of(7, 3));
  EXPECT_EQ(count(html, "<table"), 1u);
  EXPECT_EQ(count(html, "<th scope=\"row\">withdrawal"), 1u);
  EXPECT_EQ(count(html, "these parties on"), 0u);
}

TEST(BriefHtmlTable, WhoSignsIsSaidOnlyWhereACaseSaysIt) {
  Page page = page_of(3, 1);
  EXPECT_EQ(count(table_of(page), "does not sign"), 3u);
  page.table.says_who_signs = false;
  EXPECT_EQ(count(table_of(page), "does not sign"), 0u);
}

}  // namespace
}  // namespace locarno::brief
