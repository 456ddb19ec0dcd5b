#include "read/html.hpp"

#include <gtest/gtest.h>
#if defined(LOCARNO_HAS_GUMBO)
#include <gumbo.h>
#endif

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "read/blocks.hpp"

namespace locarno::read {
namespace {

std::string tokens_of(std::string_view html) {
  static constexpr char names[] = {'T', 'O', 'C', '!', 'R'};
  std::string out;
  HtmlTokenizer tokens(html);
  HtmlToken token;
  std::uint32_t at = 0;
  while (tokens.next(token)) {
    EXPECT_EQ(token.span.begin, at) << "a gap before a token of: " << html;
    EXPECT_FALSE(token.span.empty());
    at = token.span.end;
    out += (out.empty() ? "" : " ") + std::string(1, names[static_cast<int>(token.kind)]) + "[" + std::string(slice(html, token.span)) + "]";
  }
  EXPECT_EQ(at, html.size());
  return out;
}

/// The words a reader sees, block by block.
std::string words(std::string_view html) {
  std::string out;
  const Layout layout = find_blocks(html);
  for (const RawBlock& block : layout.blocks)
    if (block.hint != "img" && block.hint != "comment" && block.hint != "meta-date")
      out += (out.empty() ? "" : "|") + words_of(html, layout, block);
  return out;
}

TEST(Html, TokensFollowEachOtherWithoutGaps) {
  EXPECT_EQ(tokens_of("<p class='a>b'>x &lt; y</p>"), "O[<p class='a>b'>] T[x &lt; y] C[</p>]");
  EXPECT_EQ(tokens_of("a<b"), "T[a] O[<b]");
  EXPECT_EQ(tokens_of("1 < 2 <3> a"), "T[1 < 2 <3> a]");
  EXPECT_EQ(tokens_of("<!-- a <p> -->b"), "![<!-- a <p> -->] T[b]");
  EXPECT_EQ(tokens_of("<script>if (a</b) '</p>'</script>c"), "O[<script>] R[if (a</b) '</p>'] C[</script>] T[c]");
}

TEST(Html, DamageEndsWhereItStands) {
  EXPECT_EQ(tokens_of("<p <b>x"), "O[<p ] O[<b>] T[x]");
  EXPECT_EQ(tokens_of("<!-- open"), "![<!-- open]");
  EXPECT_EQ(tokens_of("<script>never closed"), "O[<script>] T[never closed]");
  EXPECT_EQ(tokens_of("<a title=\"open>x"), "O[<a title=\"open>] T[x]");
}

TEST(Html, AttributesAndReferences) {
  const std::string_view tag = "<img src=a.jpg ALT=\"two words\" width='1'>";
  const Span inside{4, static_cast<std::uint32_t>(tag.size() - 1)};
  const auto alt = attribute(tag, inside, "alt");
  ASSERT_TRUE(alt);
  EXPECT_EQ(slice(tag, *alt), "two words");
  EXPECT_FALSE(attribute(tag, inside, "title"));
  EXPECT_EQ(reference_at("&ldquo;x", 0)->as, U'\u201C');
  EXPECT_EQ(reference_at("&#x201D;", 0)->as, U'\u201D');
  EXPECT_EQ(reference_at("&#38;", 0)->size, 5u);
  EXPECT_FALSE(reference_at("&nosuch;", 0));
  EXPECT_FALSE(reference_at("&amp", 0));
  EXPECT_EQ(reference_at("&#xD800;", 0)->as, U' ');
}

TEST(Html, BlocksBreakWhereParagraphsDo) {
  EXPECT_EQ(words("<div><p>One <b>two</b></p><p>three<br><br>four<br/>five</div>"), "One two|three|four five");
  EXPECT_EQ(words("<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>"), "a|b|c|d");
  EXPECT_EQ(words("<p>x</p><img src=1><p>y <img src=2 alt=z> w</p><style>q</style>"), "x|y  w");
}

TEST(Html, LineEndsBreakOnlyOutsideElements) {
  EXPECT_EQ(words("head line\nsecond\n<div>one\ntwo</div><p>three\nfour</p>"), "head line|second|one\ntwo|three\nfour");
}

#if defined(LOCARNO_HAS_GUMBO)
void gumbo_words(const GumboNode* node, std::string& out) {
  if (node->type == GUMBO_NODE_TEXT) out += node->v.text.text;
  if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) return;
  if (node->v.element.tag == GUMBO_TAG_SCRIPT || node->v.element.tag == GUMBO_TAG_STYLE) return;
  for (unsigned i = 0; i < node->v.element.children.length; ++i)
    gumbo_words(static_cast<const GumboNode*>(node->v.element.children.data[i]), out);
  out += ' ';
}

/// Letters and digits only: where white space goes is a matter of taste.
std::string letters(std::string_view text) {
  std::string out;
  for (const char c : text)
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

TEST(Html, FindsTheWordsThatGumboFinds) {
  static constexpr const char* pieces[] = {"<p>",  "</p>", "<div class=\"x\">", "</div>", "<b>",    "</b>",      "<br>",      "<br/><br/>",
                                           "<li>", "<ul>", "</ul>",             "<a href='u?a=1'>", "</a>", "alpha ",    "beta",      " 14 ",
                                           "\n",   "<h2>", "</h2>",             "<!-- no -->", "<script>var no=1;</script>", "<i>", "</i>", "gamma. "};
  std::mt19937 random(20251216);
  for (int round = 0; round < 400; ++round) {
    std::string html = "<!doctype html><html><body>";
    for (int i = 0; i < 40; ++i) html += pieces[random() % std::size(pieces)];
    html += "</body></html>";
    GumboOutput* tree = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
    std::string theirs;
    gumbo_words(tree->root, theirs);
    gumbo_destroy_output(&kGumboDefaultOptions, tree);
    ASSERT_EQ(letters(words(html)), letters(theirs)) << html;
  }
}
#endif

double seconds_for(const std::string& html) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(find_blocks(html).container.empty());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}
std::string times(std::string_view piece, std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += piece;
  return out;
}

TEST(Html, HundredThousandNestedTagsAreNothingSpecial) {
  const std::string html = times("<div>", 100000) + "word" + times("</div>", 100000);
  EXPECT_EQ(words(html), "word");
  EXPECT_LT(seconds_for(html), 2.0);
}

TEST(Html, HostileRepetitionStaysLinear) {
  for (const char* piece : {"<p title=\"", "<!--", "<script>", "</scrip", "<a b='", "&", "&#", "<img alt='", "<![CDATA[", "<br>", "<style>x</", "<b>x"})
    EXPECT_LT(seconds_for("<p><p><p>" + times(piece, 200000)), 3.0) << piece;
}

}  // namespace
}  // namespace locarno::read
