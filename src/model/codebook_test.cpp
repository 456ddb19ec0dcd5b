#include "model/codebook.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "model/codebook_data.hpp"

namespace locarno {
namespace {

const std::string actor_head = "#!columns\tid\tkind\tparty\tcanonical\ten\tfrom\tto\n";
const std::string term_head = "#!columns\tkind\tlang\tcls\tvalue\tforms\tweight\n";

/// The message of adding `text`, or "" when it was taken.
std::string complaint(const std::string& text, const std::string& file = "t.tsv") {
  Codebook book;
  const auto added = add_codebook_text(book, text, file);
  return added ? "" : to_string(added.error());
}

Date day(const char* iso) { return *parse_date(iso); }

TEST(Codebook, WorldLoadsWithStatesNamedByIcuAndByUs) {
  const auto book = world_codebook();
  ASSERT_TRUE(book) << to_string(book.error());
  EXPECT_GT(book->actors.size(), 1200u);
  EXPECT_GT(book->terms.size(), 10000u);
  EXPECT_EQ(book->hash.size(), 64u);
  for (const char* id : {"UKR", "RUS", "USA", "CHN", "PSE", "XKX", "NATO", "EU", "UN", "EUR", "WEST", "HAMAS", "RSF", "FARC"})
    EXPECT_FALSE(book->find_actor(id).is_none()) << id;
  const Actor& congo = book->actors[book->find_actor("COD")];
  EXPECT_EQ(congo.canonical, "Democratic Republic of the Congo");
  EXPECT_EQ(congo.kind, ActorKind::state);
  EXPECT_EQ(congo.party, "COD");
}

TEST(Codebook, WorldHasLeadersOfSeventyStates) {
  const auto book = world_codebook();
  ASSERT_TRUE(book);
  std::set<std::string> states;
  for (const Actor& actor : book->actors)
    if (actor.kind == ActorKind::person && actor.from && actor.party.size() == 3) {
      const ActorId state = book->find_actor(actor.party);
      if (!state.is_none() && book->actors[state].kind == ActorKind::state) states.insert(actor.party);
    }
  EXPECT_GE(states.size(), 70u);
}

TEST(Codebook, EveryPersonHasAChineseForm) {
  const auto book = world_codebook();
  ASSERT_TRUE(book);
  std::set<ActorId> chinese;
  for (const Term& term : book->terms)
    if (term.kind == TermKind::actor && term.language != Language::en) chinese.insert(term.actor);
  for (std::size_t i = 0; i < book->actors.size(); ++i) {
    const Actor& actor = book->actors[ActorId(i)];
    EXPECT_TRUE(actor.kind != ActorKind::person || chinese.contains(ActorId(i))) << actor.id;
  }
}

TEST(Codebook, WhoHeldTheNameOnADay) {
  const auto book = world_codebook();
  ASSERT_TRUE(book);
  const std::vector<ActorId> ruttes = {book->find_actor("rutte_nld"), book->find_actor("rutte")};
  EXPECT_EQ(actor_at(*book, ruttes, DateRange(day("2020-05-01"))), ruttes[0]);
  EXPECT_EQ(actor_at(*book, ruttes, DateRange(day("2025-05"))), ruttes[1]);
  EXPECT_EQ(actor_at(*book, ruttes, DateRange(day("2024-08-01"))), ruttes[0]);   // between: the last office held
  EXPECT_EQ(actor_at(*book, ruttes, DateRange(day("2001-08-01"))), ruttes[0]);   // before: the first to come
  EXPECT_EQ(actor_at(*book, ruttes, std::nullopt), ruttes[1]);
  EXPECT_TRUE(actor_at(*book, {}, std::nullopt).is_none());
}

TEST(Codebook, LaterFilesAddAliasesAndOverrideFields) {
  Codebook book;
  ASSERT_TRUE(add_codebook_text(book, actor_head + "a\tperson\tX\tAnn A\tAnn\t2020\t2021\n", "1.tsv"));
  const std::string first_hash = book.hash;
  ASSERT_TRUE(add_codebook_text(book, "[[actor]]\nid = \"a\"\nparty = \"Y\"\nen = \"Annie\"\nto = 2022-03-04\n", "2.toml"));
  ASSERT_EQ(book.actors.size(), 1u);
  const Actor& ann = book.actors[book.find_actor("a")];
  EXPECT_EQ(ann.party, "Y");
  EXPECT_EQ(ann.canonical, "Ann A");
  EXPECT_EQ(to_string(*ann.to), "2022-03-04");
  EXPECT_EQ(book.terms.size(), 3u);   // Ann A, Ann, Annie
  EXPECT_NE(book.hash, first_hash);
}

TEST(Codebook, TsvComplaintsNameThePlace) {
  EXPECT_EQ(complaint("issue\ten\n"), "t.tsv:1:1: a row before the line '#!columns' that says what its columns are");
  EXPECT_EQ(complaint("#!columns\tkind\tlan\n"), "t.tsv:1:16: unknown column 'lan'; did you mean 'lang'?");
  EXPECT_EQ(complaint("#!columns\tkind\tkind\n"), "t.tsv:1:16: column 'kind' is named twice");
  EXPECT_EQ(complaint("#!columns\tname\n"), "t.tsv:1:11: the first column is 'name', expected 'id' (actors) or 'kind' (terms)");
  EXPECT_EQ(complaint(term_head + "isue\ten\t\tx\tx\n"), "t.tsv:2:1: unknown kind 'isue'; did you mean 'issue'?");
  EXPECT_EQ(complaint(term_head + "issue\tfr\t\tx\tx\n"), "t.tsv:2:7: unknown language 'fr', expected zh, zh-Hans, zh-Hant or en");
  EXPECT_EQ(complaint(term_head + "issue\ten\t\tx\tx\tten\n"), "t.tsv:2:15: weight 'ten' is no whole number");
  EXPECT_EQ(complaint(term_head + "issue\ten\t\tx\n"), "t.tsv:2:1: a term needs at least one form");
  EXPECT_EQ(complaint(term_head + "actor\ten\t\tnobody\tx\n"), "t.tsv:2:1: unknown actor 'nobody'");
  EXPECT_NE(complaint(term_head + "hedge\ten\tmaybe\t\tx\n").find("kind hedge has no class 'maybe'"), std::string::npos);
  EXPECT_EQ(complaint(actor_head + "a\tperson\tX\tA\tA\tsoon\n"), "t.tsv:2:16: 'soon' is no date, expected 2025, 2025-01 or 2025-01-20");
  EXPECT_EQ(complaint(actor_head + "a\tperson\tX\tA\tA\t2021\t2020\n"), "t.tsv:2:1: actor 'a' ends 2020 before it begins 2021");
  EXPECT_EQ(complaint(actor_head + "a\tperson\n"), "t.tsv:2:1: new actor 'a' needs kind, party and canonical");
}

TEST(Codebook, TomlComplaintsNameThePlace) {
  EXPECT_EQ(complaint("[[actr]]\nid=\"a\"\n", "t.toml"), "t.toml:1:3: unknown key 'actr'; did you mean 'actor'?");
  EXPECT_EQ(complaint("[[term]]\nknd = \"issue\"\n", "t.toml"), "t.toml:2:1: unknown key 'knd'; did you mean 'kind'?");
  EXPECT_EQ(complaint("[[term]]\nkind = 3\n", "t.toml"), "t.toml:2:8: 'kind' must be a string");
  EXPECT_NE(complaint("[[term]]\nkind = \"issue\nx", "t.toml").find("t.toml:2:"), std::string::npos);
  EXPECT_EQ(complaint("actor = 3\n", "t.toml"), "t.toml:1:9: 'actor' must be written [[actor]]");
}

TEST(Codebook, OtherFilesAndBytesAreRefused) {
  EXPECT_EQ(complaint("", "t.csv"), "t.csv: a codebook file must end in .toml or .tsv");
  EXPECT_EQ(complaint(std::string("# a\n#\0", 6)), "t.tsv:2:2: a NUL byte");
  EXPECT_EQ(complaint("# a\n# \xff\n"), "t.tsv:2:3: ill-formed UTF-8");
  Codebook book;
  const auto missing = add_codebook_file(book, "no/such/file.tsv");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_FALSE(add_codebook_file(book, "src"));   // a folder
}

TEST(Codebook, EmptyFilesAreNoError) {
  EXPECT_EQ(complaint(""), "");
  EXPECT_EQ(complaint("", "t.toml"), "");
  EXPECT_EQ(complaint("\xEF\xBB\xBF# only a comment\r\n"), "");
}

TEST(Codebook, WhatIsCompiledInIsWhatIsInTheFolder) {
  for (const CodebookFile& file : codebook_files()) {
    std::ifstream in(std::string(file.name), std::ios::binary);
    ASSERT_TRUE(in) << file.name;
    EXPECT_EQ(std::string((std::istreambuf_iterator<char>(in)), {}), file.text) << file.name;
  }
  EXPECT_GE(codebook_files().size(), 10u);
}

}  // namespace
}  // namespace locarno
