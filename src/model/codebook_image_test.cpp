#include "model/codebook_image.hpp"

#include <gtest/gtest.h>

namespace locarno {
namespace {

TEST(CodebookImage, HoldsEveryRowOfTheFiles) {
  const auto files = world_codebook_from_files();
  ASSERT_TRUE(files) << to_string(files.error());
  const Codebook again = codebook_of_image(image_of(*files));
  EXPECT_EQ(again.actors, files->actors);
  EXPECT_EQ(again.terms, files->terms);
  EXPECT_EQ(again.hash, files->hash);
  EXPECT_EQ(again.files, files->files);
  EXPECT_EQ(again.actor_index, files->actor_index);
}

TEST(CodebookImage, OneRowMoreIsAnotherImage) {
  Codebook book;
  const std::string empty = image_of(book);
  book.terms.push_back({TermKind::cue, Language::en, "said", "neutral", "", {}, 1, {0, 1, 7}});
  book.files = {"t.tsv"};
  EXPECT_EQ(codebook_of_image(image_of(book)).place_of(book.terms[TermId(0)]), "t.tsv:7:1");
  EXPECT_NE(image_of(book), empty);
  EXPECT_EQ(codebook_of_image(image_of(book)).terms, book.terms);
  EXPECT_TRUE(codebook_of_image(empty).terms.empty());
}

TEST(CodebookImage, TheWorldIsWhatItsFilesSay) {
  const auto files = world_codebook_from_files();
  const auto world = world_codebook();
  ASSERT_TRUE(files);
  ASSERT_TRUE(world);
  EXPECT_EQ(world->actors, files->actors);
  EXPECT_EQ(world->terms, files->terms);
  EXPECT_EQ(world->hash, files->hash);
  EXPECT_EQ(world->actor_index, files->actor_index);
}

}  // namespace
}  // namespace locarno
