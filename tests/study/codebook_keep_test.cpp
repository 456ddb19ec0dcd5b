// Adding rows to a codebook, finding rows that do nothing, and what a correction can teach.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "ledger/sample.hpp"
#include "study/codebook_keep.hpp"
#include "study/review_save.hpp"

namespace locarno::study {
namespace {

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

NewRow issue(const std::string& form, const std::string& value) {
  return {"term", {{"kind", "issue"}, {"lang", "en"}, {"value", value}, {"weight", "2"}}, {{"forms", {form}}}};
}

TEST(CodebookAdd, writes_a_row_that_loads_and_keeps_what_stood_there) {
  const ledger::sample::Folder folder;
  const std::string file = folder.file("codebook.toml");
  std::ofstream(file) << "# ours\n[[term]]\nkind = \"issue\"\nlang = \"en\"\nvalue = \"fishing_rights\"\nforms = [\"herring quota\"]";
  const auto dry = add_row(file, issue("cod \"war\" \\ quota", "fishing_rights"), true);
  ASSERT_TRUE(dry) << dry.error().what;
  EXPECT_FALSE(dry->is_written);
  EXPECT_EQ(slurp(file).find("cod"), std::string::npos);
  ASSERT_TRUE(add_row(file, issue("cod \"war\" \\ quota", "fishing_rights"), false));
  EXPECT_TRUE(slurp(file).starts_with("# ours\n"));
  auto book = *world_codebook();
  ASSERT_TRUE(add_codebook_file(book, file));
  EXPECT_EQ(book.terms[TermId(book.terms.size() - 1)].text, "cod \"war\" \\ quota");
  ASSERT_TRUE(add_row(folder.file("new.toml"), issue("herring quota", "fishing_rights"), false)) << "a file that is not there is made";
}

TEST(CodebookAdd, refuses_collisions_repeats_and_what_is_no_row) {
  const ledger::sample::Folder folder;
  const std::string file = folder.file("codebook.toml");
  ASSERT_TRUE(add_row(file, issue("herring quota", "fishing_rights"), false));
  const std::string before = slurp(file);
  const auto second = add_row(file, issue("Herring Quota", "territory"), false);
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().what.find("one form has one meaning"), std::string::npos) << second.error().what;
  const auto again = add_row(file, issue("herring quota", "fishing_rights"), false);
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().what.find("is said already"), std::string::npos);
  const NewRow twin{"actor", {{"id", "someone_else"}, {"kind", "state"}, {"party", "XXX"}, {"canonical", "Elsewhere"}}, {{"en", {"Ukraine"}}}};
  const auto collides = add_row(file, twin, false);
  ASSERT_FALSE(collides);
  EXPECT_NE(collides.error().what.find("collision"), std::string::npos) << collides.error().what;
  EXPECT_FALSE(add_row(file, {"term", {{"kind", "no such kind"}}, {{"forms", {"x"}}}}, false));
  EXPECT_FALSE(add_row(file, {"actor", {{"id", "UKR"}}, {}}, false)) << "no form";
  EXPECT_EQ(slurp(file), before);
}

TEST(CodebookHealth, finds_rows_that_never_fire_and_offices_held_twice) {
  Codebook book;
  ASSERT_TRUE(add_codebook_text(book,
      "[[actor]]\nid = \"a\"\nkind = \"person\"\nparty = \"AAA\"\ncanonical = \"Anna Berg\"\nrole = \"president\"\nfrom = 2020-01-01\nto = 2023-12-31\n"
      "[[actor]]\nid = \"b\"\nkind = \"person\"\nparty = \"AAA\"\ncanonical = \"Bo Dahl\"\nrole = \"president\"\nfrom = 2022-01-01\n"
      "[[term]]\nkind = \"issue\"\nlang = \"en\"\nvalue = \"x\"\nforms = [\"dam\"]\n", "t.toml"));
  const auto twice = overlapping_offices(book);
  ASSERT_EQ(twice.size(), 1u);
  EXPECT_NE(twice[0].what.find("a until 2023-12-31, b from 2022-01-01"), std::string::npos) << twice[0].what;
  EXPECT_TRUE(dead_rows(book).empty());
}

const std::string page = "Talks\nZelenskyy said that Ukraine would not give up the herring quota.\n";

class Saving : public ::testing::Test {
 protected:
  void SetUp() override {
    ledger::sample::Sample s{page, ledger::sample::document_of("talks.txt", page), {}};
    s.records.push_back(ledger::sample::record_of(s.document, "Ukraine would not give up the herring quota", "other:quota"));
    s.records[0].negated = true;
    id = s.records[0].id;
    ASSERT_TRUE(ledger::sample::put(ledger, s));
    desk = std::move(*open_review(ledger, {}));
  }
  ledger::Ledger ledger = std::move(*ledger::Ledger::open(":memory:"));
  ReviewDesk desk;
  std::string id;
  Signed by{"ana", "", "checked"};
};

TEST_F(Saving, a_corrected_issue_becomes_a_row) {
  EXPECT_EQ(row_of_correction(desk, id, "issue", "herring quota").error().code, ErrorCode::bad_use) << "nothing was corrected yet";
  ASSERT_TRUE(relabel(desk, {id}, {{"issue", "fishing_rights"}}, by));
  EXPECT_FALSE(row_of_correction(desk, id, "issue", ""));
  EXPECT_FALSE(row_of_correction(desk, id, "issue", "tuna"));
  const auto row = row_of_correction(desk, id, "issue", "herring quota");
  ASSERT_TRUE(row) << row.error().what;
  EXPECT_EQ(print_row(*row), "\n[[term]]\nkind = \"issue\"\nlang = \"en\"\nvalue = \"fishing_rights\"\nweight = 2\nforms = [\"herring quota\"]\n");
}

TEST_F(Saving, a_decided_record_becomes_a_case_that_can_fail) {
  EXPECT_FALSE(case_of_record(desk, id)) << "nobody has decided on it";
  ASSERT_TRUE(relabel(desk, {id}, {{"issue", "fishing_rights"}}, by));
  const auto text = case_of_record(desk, id);
  ASSERT_TRUE(text) << text.error().what;
  EXPECT_NE(text->find("issue=fishing_rights"), std::string::npos);
  auto book = *world_codebook();
  const auto before = replay_cases(book, *text, "t.case");
  ASSERT_TRUE(before) << before.error().what;
  EXPECT_EQ(before->checks, 1u);
  EXPECT_EQ(before->failures.size(), 1u) << "the world codebook knows no herring";
  ASSERT_TRUE(reject(desk, {id}, by));
  EXPECT_NE(case_of_record(desk, id)->find("\n! Ukraine would not"), std::string::npos);
}

TEST(Replay, says_where_a_case_is_wrong) {
  const auto book = *world_codebook();
  EXPECT_EQ(replay_cases(book, "== a\nText.\n--\nspeech | x=1\n", "t.case").error().where, "t.case:4");
  EXPECT_EQ(replay_cases(book, "== a\nText.\n--\nstatement | colour=red\n", "t.case").error().where, "t.case:4");
  const auto none = replay_cases(book, "# nothing\n\n", "t.case");
  ASSERT_TRUE(none);
  EXPECT_EQ(none->cases, 0u);
}

}  // namespace
}  // namespace locarno::study
