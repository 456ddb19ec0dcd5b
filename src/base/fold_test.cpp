#include "base/fold.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/utf8.hpp"

namespace locarno {
namespace {

std::string utf8(std::initializer_list<char32_t> chars) {
  std::string out;
  for (const char32_t c : chars) append_utf8(out, c);
  return out;
}

TEST(Fold, TraditionalBecomesSimplifiedOneForOne) {
  EXPECT_EQ(fold_char(0x5340), 0x533A);   // the district character
  EXPECT_EQ(fold_char(0x70CF), 0x4E4C);   // crow, Ukraine's character
  EXPECT_EQ(fold_char(0x654D), 0x53D9);   // as Hong Kong writes Syria
  EXPECT_EQ(fold_char(0x885E), 0x536B);   // and to defend
  EXPECT_EQ(fold_char(0x8457), 0x7740);   // one sense is enough for matching
  EXPECT_EQ(fold_char(0x4E4C), 0x4E4C);
}

TEST(Fold, WidthCaseAccentsQuotesSpacesAndDots) {
  EXPECT_EQ(fold_char(0xFF0C), ',');
  EXPECT_EQ(fold_char(0xFF21), 'a');
  EXPECT_EQ(fold_char(0xE9), 'e');
  EXPECT_EQ(fold_char(0x11F), 'g');
  EXPECT_EQ(fold_char(0x300C), 0x201C);
  EXPECT_EQ(fold_char(0x300D), 0x201D);
  EXPECT_EQ(fold_char(0x300E), 0x2018);
  EXPECT_EQ(fold_char(0x3000), ' ');
  EXPECT_EQ(fold_char(0x2027), 0xB7);
  EXPECT_EQ(fold_char(0x3002), 0x3002);   // the full stop stays
  EXPECT_EQ(fold_char('\n'), '\n');
  EXPECT_EQ(fold_char(0x1F600), 0xFFFC);  // outside the BMP: one unit
}

TEST(Fold, RemembersCapitals) {
  const Folded folded = fold("uS " + utf8({0x00C9, 0xFF21, 0x4E2D}), {});
  EXPECT_FALSE(folded.is_upper(0));
  EXPECT_TRUE(folded.is_upper(1));
  EXPECT_TRUE(folded.is_upper(3));
  EXPECT_TRUE(folded.is_upper(4));
  EXPECT_FALSE(folded.is_upper(5));
}

TEST(Fold, CutsGetNoUnitAndEndNoSpan) {
  const std::string text = "<b>Ab</b><i>c</i>d";
  const Folded folded = fold(text, {{0, 3}, {5, 9}, {9, 12}, {13, 17}});
  ASSERT_EQ(folded.units.size(), 4u);
  EXPECT_EQ(folded.bytes(0, 2), (Span{3, 5}));        // not up to the next character: the tags are left out
  EXPECT_EQ(folded.bytes(0, 3), (Span{3, 13}));       // tags between are inside
  EXPECT_EQ(folded.bytes(3, 4), (Span{17, 18}));
  EXPECT_EQ(folded.unit_at(4), 1u);
  EXPECT_EQ(folded.unit_at(10), 1u);                  // a byte of markup belongs to the unit before it
}

TEST(Fold, EmptyAndIllFormedText) {
  const Folded none = fold("", {});
  EXPECT_TRUE(none.units.empty());
  EXPECT_EQ(none.byte_of, std::vector<std::uint32_t>{0});
  const Folded bad = fold("a\xE4\xB8", {});
  EXPECT_EQ(bad.units.size(), 3u);                    // each bad byte is a unit of its own
}

RC_GTEST_PROP(FoldLaws, OneUnitPerCodePointAndFoldingTwiceIsFoldingOnce, (const std::vector<std::uint32_t>& raw)) {
  std::string text;
  std::size_t chars = 0;
  for (const std::uint32_t r : raw) {
    const char32_t c = r % 3 == 0 ? r % 0x80 : r % 0x110000;
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    append_utf8(text, c);
    ++chars;
  }
  const Folded folded = fold(text, {});
  RC_ASSERT(folded.units.size() == chars);
  RC_ASSERT(folded.byte_of.size() == chars + 1);
  RC_ASSERT(folded.byte_of.back() == text.size());
  for (std::uint32_t i = 0; i < chars; ++i) {
    RC_ASSERT(folded.byte_of[i] < folded.byte_of[i + 1]);
    RC_ASSERT(folded.unit_at(folded.byte_of[i]) == i);
    RC_ASSERT(fold_char(folded.units[i]) == folded.units[i]);
  }
  RC_ASSERT(fold_phrase(text) == folded.units);
}

}  // namespace
}  // namespace locarno
