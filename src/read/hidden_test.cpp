#include "read/hidden.hpp"

#include <gtest/gtest.h>

#include "read/html.hpp"

namespace locarno::read {
namespace {

std::vector<std::string> kinds(const std::vector<DocumentNote>& notes) {
  std::vector<std::string> out;
  for (const DocumentNote& note : notes) out.push_back(note.kind);
  return out;
}

TEST(Hidden, EachKindIsFoundAtItsPlace) {
  const std::string text = "a\xE2\x80\x8B" "b \xE2\x80\xAE" "c\x08 \xC2\x85 \xF3\xA0\x81\x81";
  const Unseen unseen = find_unseen(text);
  ASSERT_EQ(unseen.hidden.size(), 5u);
  EXPECT_EQ(unseen.hidden[0].span, (Span{1, 4}));
  EXPECT_EQ(unseen.hidden[0].kind, HiddenKind::zero_width);
  EXPECT_EQ(unseen.hidden[1].kind, HiddenKind::direction);
  EXPECT_EQ(unseen.hidden[2].kind, HiddenKind::control);
  EXPECT_EQ(unseen.hidden[3].kind, HiddenKind::control);
  EXPECT_EQ(unseen.hidden[4].as, 0xE0041u);
  std::vector<DocumentNote> notes;
  note_unseen(text, unseen, notes);
  EXPECT_EQ(kinds(notes), (std::vector<std::string>{"hidden", "direction", "control"}));
  EXPECT_NE(notes[0].text.find("U+200B, at 1:2"), std::string::npos) << notes[0].text;
}

TEST(Hidden, NeighboursOfOneKindAreOneEntryAndAllCounted) {
  const std::string text = "a" + std::string(1000, '\x01') + "b\x01" "c";
  const Unseen unseen = find_unseen(text);
  ASSERT_EQ(unseen.hidden.size(), 2u);
  EXPECT_EQ(unseen.hidden[0].span, (Span{1, 1001}));
  std::vector<DocumentNote> notes;
  note_unseen(text, unseen, notes);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].text.substr(0, 5), "1001 ");
}

TEST(Hidden, OrdinaryTextHasNothingHidden) {
  const Unseen unseen = find_unseen("Tab\tline\r\n\xE2\x80\x9Cquoted\xE2\x80\x9D \xC3\xA9 \xE4\xB8\xAD\xE6\x96\x87 \xD0\x9A\xD0\xB8\xD0\xB5\xD0\xB2 \xCE\xB1\xCE\xB2");
  EXPECT_TRUE(unseen.hidden.empty());
  EXPECT_TRUE(unseen.lookalikes.empty());
}

TEST(Hidden, ACyrillicLetterAmongLatinOnesIsReadAsTheLatinOne) {
  const std::string text = "So K\xD1\x96" "ev said";   // Cyrillic i
  const Unseen unseen = find_unseen(text);
  ASSERT_EQ(unseen.lookalikes.size(), 1u);
  EXPECT_EQ(unseen.lookalikes[0].as, U'i');
  EXPECT_EQ(slice(text, unseen.lookalikes[0].word), "K\xD1\x96" "ev");
  const Layout layout = find_blocks(text);
  const Folded folded = fold_layout(text, layout);
  EXPECT_EQ(std::u16string(folded.units.begin(), folded.units.end()), u"so kiev said");
  EXPECT_EQ(folded.bytes(3, 7), (Span{3, 8}));   // the bytes as they stand
}

TEST(Hidden, AWholeWordOfLookalikesInALatinLineIsReadAsLatin) {
  const std::string hamas = "\xD0\x9D\xD0\xB0\xD0\xBC\xD0\xB0\xD1\x95";   // En a em a dze
  const auto folded_of = [](const std::string& text) {
    const Folded folded = fold_layout(text, find_blocks(text));
    return std::u16string(folded.units.begin(), folded.units.end());
  };
  EXPECT_EQ(folded_of("Officials of " + hamas + " said"), u"officials of hamas said");
  EXPECT_EQ(folded_of("\"" + hamas + "\" said no"), u"\"hamas\" said no");
}

TEST(Hidden, AWordOfAnotherAlphabetIsLeftInItsOwnCompany) {
  const std::string opera = "\xD0\xBE\xD1\x80\xD0\xB5\xD1\x85";          // "orekh": all of it passes for Latin
  const std::string kiev = "\xD0\x9A\xD0\xB8\xD0\xB5\xD0\xB2";
  EXPECT_TRUE(find_unseen(kiev + " " + opera + " " + kiev).lookalikes.empty());
  EXPECT_TRUE(find_unseen("said: " + opera + " " + kiev).lookalikes.empty());
  EXPECT_TRUE(find_unseen(opera).lookalikes.empty()) << "nothing beside it";
  EXPECT_TRUE(find_unseen("said\n" + opera + "\nsaid").lookalikes.empty()) << "nothing beside it on its line";
  EXPECT_TRUE(find_unseen("the \xD0\xA1\xD0\xA0 party").lookalikes.empty()) << "too short";
}

TEST(Hidden, ACapitalThatPassesForLatinIsACapital) {
  const Folded folded = fold_layout("\xD0\x9Ayiv said", find_blocks("\xD0\x9Ayiv said"));
  EXPECT_EQ(folded.units[0], u'k');
  EXPECT_TRUE(folded.is_upper(0));
}

TEST(Hidden, AWordWithALetterThatPassesForNoneIsLeft) {
  EXPECT_TRUE(find_unseen("i\xD0\x96t").lookalikes.empty());   // Zhe looks like nothing Latin
}

TEST(Hidden, TheMatcherReadsPastThem) {
  const std::string text = "Ber\xE2\x80\x8Dlin and Par&#8203;is";
  Unseen unseen = find_unseen(text);
  const Layout layout = find_blocks(text, unseen);
  const Folded folded = fold_layout(text, layout);
  const std::u16string read(folded.units.begin(), folded.units.end());
  EXPECT_EQ(read.find(u"berlin"), 0u);
  EXPECT_EQ(folded.bytes(0, 6), (Span{0, 9}));
}

TEST(Hidden, AReferenceThatHidesIsTakenOutOfAPage) {
  const std::string text = "<html><body><p>Par&#8203;is</p></body></html>";
  Unseen unseen = find_unseen(text);
  const Layout layout = find_blocks(text, unseen);
  ASSERT_EQ(unseen.hidden.size(), 1u);
  EXPECT_EQ(slice(text, unseen.hidden[0].span), "&#8203;");
  ASSERT_EQ(layout.blocks.size(), 1u);
  EXPECT_EQ(words_of(text, layout, layout.blocks[0]), "Paris");
}

TEST(Hidden, ABlockOfHiddenCharactersIsNone) {
  EXPECT_TRUE(find_blocks("\xE2\x80\xAE\xE2\x81\xA6").blocks.empty());
  const std::string text = "\xE2\x80\xAEwords\xE2\x80\xAC";
  const Layout layout = find_blocks(text);
  ASSERT_EQ(layout.blocks.size(), 1u);
  EXPECT_EQ(slice(text, layout.blocks[0].span), "words");
  EXPECT_TRUE(layout.blocks[0].cuts.empty());
}

}  // namespace
}  // namespace locarno::read
