#include "model/document.hpp"

#include <gtest/gtest.h>

namespace locarno {
namespace {

/// A document of one paragraph per piece of `blocks`, which stand in `text` in this order.
Document page(const std::string& text, const std::vector<std::string>& blocks, const std::vector<std::pair<std::string, char32_t>>& markup) {
  Document document;
  document.container = "html";
  document.text = text;
  std::size_t at = 0;
  const auto place = [&](const std::string& words) {
    const std::size_t begin = text.find(words, at);
    EXPECT_NE(begin, std::string::npos) << words;
    at = begin + words.size();
    return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
  };
  for (const std::string& words : blocks) {
    Block block;
    block.span = place(words);
    document.blocks.push_back(block);
  }
  at = 0;
  for (const auto& [bytes, as] : markup) document.markup.push_back({place(bytes), as});
  return document;
}

Span all_of(const Document& document) { return {0, static_cast<std::uint32_t>(document.text.size())}; }

TEST(WordsShown, LeavesTagsOutAndReadsReferences) {
  const Document d = page("a <b>red</b> line &amp; a half", {"a <b>red</b> line &amp; a half"}, {{"<b>", 0}, {"</b>", 0}, {"&amp;", U'&'}});
  EXPECT_EQ(words_shown(d, all_of(d)), "a red line & a half");
  EXPECT_EQ(words_shown(d, {5, 8}), "red");
}

TEST(WordsShown, ASpanThatBeginsOrEndsInsideMarkupShowsNoneOfItsBytes) {
  const Document d = page("x<i>y&lt;z", {"x<i>y&lt;z"}, {{"<i>", 0}, {"&lt;", U'<'}});
  EXPECT_EQ(words_shown(d, {0, 2}), "x");
  EXPECT_EQ(words_shown(d, {2, 5}), "y");
  EXPECT_EQ(words_shown(d, {5, 6}), "<") << "a reference that begins in the span is its character";
  EXPECT_EQ(words_shown(d, {7, 10}), "z");
}

TEST(WordsShown, OneSpaceStandsWhereAnotherBlockBegins) {
  Document d = page("<p>one</p>\n<p>two</p>", {"one", "two"}, {});
  EXPECT_EQ(words_shown(d, {3, 17}), "one two");
  d.container = "text";
  EXPECT_EQ(words_shown(d, {3, 17}), "one</p>\n<p>two") << "plain text has no markup between its lines";
}

TEST(WordsShown, NoMarkupAndPlacesBeyondTheEndAreNoError) {
  Document d;
  d.text = "5 < 6 > 4 &c.";
  EXPECT_EQ(words_shown(d, all_of(d)), d.text);
  EXPECT_EQ(words_shown(d, {4, 400}), "6 > 4 &c.");
  EXPECT_EQ(words_shown(d, {100, 400}), "");
  EXPECT_EQ(words_shown(d, {}), "");
}

}  // namespace
}  // namespace locarno
