#include "read/match_image.hpp"

#include <gtest/gtest.h>

namespace locarno::read {
namespace {

TEST(MatchImage, TablesFromAnImageAreThoseBuilt) {
  const auto book = world_codebook();
  ASSERT_TRUE(book);
  const Lexicon::Tables built(*book);
  const std::string image = image_of(*book, built);
  ASSERT_TRUE(is_image_of(image, *book));
  EXPECT_EQ(Lexicon::Tables(std::string_view(image)), built);
}

TEST(MatchImage, ThisProgramsImageIsOfItsCodebook) {
  const auto book = world_codebook();
  ASSERT_TRUE(book);
  ASSERT_FALSE(world_image().empty());
  EXPECT_TRUE(is_image_of(world_image(), *book));
  EXPECT_EQ(world_image(), image_of(*book, Lexicon::Tables(*book)));
}

TEST(MatchImage, AnotherCodebookIsToldFromIt) {
  auto book = world_codebook();
  ASSERT_TRUE(book);
  const std::string image = image_of(*book, Lexicon::Tables(*book));
  Codebook other = *book;
  other.terms[TermId(7)].text += 'x';
  EXPECT_FALSE(is_image_of(image, other));
  other = *book;
  other.terms.push_back(book->terms[TermId(0)]);
  EXPECT_FALSE(is_image_of(image, other));
  EXPECT_FALSE(is_image_of("", *book));
}

}  // namespace
}  // namespace locarno::read
