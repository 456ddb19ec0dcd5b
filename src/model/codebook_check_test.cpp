#include "model/codebook_check.hpp"

#include <gtest/gtest.h>

namespace locarno {
namespace {

std::vector<CodebookFinding> findings_of(const std::string& rows) {
  Codebook book;
  const auto added = add_codebook_text(book, "#!columns\tid\tkind\tparty\tcanonical\ten\tzh_hans\tfrom\tto\n" + rows, "t.tsv");
  EXPECT_TRUE(added) << to_string(added.error());
  return check_codebook(book);
}

TEST(CodebookCheck, TwoActorsOfOneNameAtTheSameTimeCollide) {
  const auto found = findings_of("a\tperson\tX\tAnn A\tSmith\t\t2020\t2022\nb\tperson\tY\tBob B\tsmith\t\t2021\t\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, "collision");
  EXPECT_EQ(found[0].where, "t.tsv:3:1");
  EXPECT_TRUE(found[0].is_fault);
}

TEST(CodebookCheck, FullNamesThatOfficeAndPartyTellApartAreNoFault) {
  const std::string head = "#!columns\tid\tkind\tparty\tcanonical\ten\trole\n";
  const auto found_in = [&](const std::string& rows) {
    Codebook book;
    EXPECT_TRUE(add_codebook_text(book, head + rows, "t.tsv"));
    return check_codebook(book);
  };
  const auto apart = found_in("a\tperson\tX\tAnn A\tAnn Smith\tprime minister\nb\tperson\tY\tBob B\tAnn Smith\tdefence minister\n");
  ASSERT_EQ(apart.size(), 1u);
  EXPECT_EQ(apart[0].kind, "namesakes");
  EXPECT_FALSE(apart[0].is_fault);
  const auto alike = found_in("a\tperson\tX\tAnn A\tAnn Smith\tminister\nb\tperson\tY\tBob B\tAnn Smith\tminister\n");
  ASSERT_EQ(alike.size(), 1u);
  EXPECT_TRUE(alike[0].is_fault);   // nothing tells them apart
}

TEST(CodebookCheck, OneAfterTheOtherIsNoCollision) {
  EXPECT_TRUE(findings_of("a\tperson\tX\tAnn A\tSmith\t\t2020\t2022\nb\tperson\tY\tBob B\tSmith\t\t2023\t\n").empty());
}

TEST(CodebookCheck, RepeatsAndSingleCharactersAreNamed) {
  const auto found = findings_of("a\tstate\tX\tAland\tAland\t\xE4\xB9\x8C\n");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].kind, "short");
  EXPECT_EQ(found[1].kind, "repeated");
  EXPECT_FALSE(found[1].is_fault);
}

TEST(CodebookCheck, TheShippedCodebookHasNoFault) {
  const auto book = world_codebook();
  ASSERT_TRUE(book) << to_string(book.error());
  for (const CodebookFinding& finding : check_codebook(*book))
    EXPECT_FALSE(finding.is_fault) << finding.where << ": " << finding.what;
}

}  // namespace
}  // namespace locarno
