#include "brief/find_name.hpp"

#include <gtest/gtest.h>

namespace locarno::brief {
namespace {

TEST(FindName, StandsAsAWordOfItsOwn) {
  EXPECT_EQ(find_name("Russia will not", "Russia"), 0u);
  EXPECT_EQ(find_name("the Russian side, and Russia's allies", "Russia"), 22u);
  EXPECT_EQ(find_name("no Russian side", "Russia"), std::string_view::npos);
  EXPECT_EQ(find_name("pre-EU or NEU", "EU"), 4u);
  EXPECT_EQ(find_name("NEU", "EU"), std::string_view::npos);
  EXPECT_EQ(find_name("Mali\xC3\xA9n", "Mali"), std::string_view::npos);  // a letter with an accent follows
  EXPECT_EQ(find_name("\xE2\x80\x9CMali\xE2\x80\x9D", "Mali"), 3u);    // quotation marks do not join
  EXPECT_EQ(find_name("\xE4\xBF\x84\xE7\xBD\x97\xE6\x96\xAF\xE6\x96\xB9", "\xE4\xBF\x84\xE7\xBD\x97\xE6\x96\xAF"), 0u);
  EXPECT_EQ(find_name("anything", ""), std::string_view::npos);
}

}  // namespace
}  // namespace locarno::brief
