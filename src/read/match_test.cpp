#include "read/match.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <set>

#include "base/utf8.hpp"
#include "read/match_slow.hpp"

namespace locarno::read {
namespace {

/// "text|kind|value" of every match.
std::vector<std::string> found(const Codebook& book, std::string_view text) {
  std::vector<std::string> out;
  for (const Match& m : Lexicon(book).find(fold(text, {}))) {
    const Term& term = book.terms[m.term];
    out.push_back(std::string(slice(text, m.bytes)) + "|" + std::string(to_string(term.kind)) + "|" + term.value);
  }
  return out;
}

Codebook book_of(const std::string& rows) {
  Codebook book;
  const auto added = add_codebook_text(book, rows, "test.tsv");
  EXPECT_TRUE(added) << to_string(added.error());
  return book;
}
const std::string term_head = "#!columns\tkind\tlang\tcls\tvalue\tforms\n";
using List = std::vector<std::string>;

TEST(Match, LongestOfAKindWinsKindsOverlap) {
  const Codebook book = book_of(term_head + "issue\ten\t\tplan\tpeace plan|plan\nhedge\ten\tplanned\t\tplan\n");
  EXPECT_EQ(found(book, "the peace plan"), (List{"peace plan|issue|plan", "plan|hedge|"}));
}

TEST(Match, LatinAtWordBoundsInAnyCaseAcrossALineBreak) {
  const Codebook book = book_of(term_head + "issue\ten\t\tplan\tpeace plan\n");
  EXPECT_EQ(found(book, "Peace\nPLAN."), (List{"Peace\nPLAN|issue|plan"}));
  EXPECT_TRUE(found(book, "peace planning, apeace plan").empty());
}

TEST(Match, CapitalsOfNamesAndOfShortForms) {
  const Codebook book = book_of("#!columns\tid\tkind\tparty\tcanonical\ten\nUSA\tstate\tUSA\tUnited States\tUS\n"
                                "TUR\tstate\tTUR\tTurkey\tthe Turk\n");
  EXPECT_EQ(found(book, "tell us the US, a turkey, Turkey, TURKEY"), (List{"US|actor|USA", "Turkey|actor|TUR", "TURKEY|actor|TUR"}));
  EXPECT_EQ(found(book, "The Turk, the turk"), (List{"The Turk|actor|TUR"}));
}

TEST(Match, AmbiguousNamesNeedATitleOrTheFullName) {
  const Codebook book = book_of("#!columns\tid\tkind\tparty\tcanonical\tcontext\nwaltz\tperson\tUSA\tMike Waltz\tWaltz\n" +
                                term_head + "title\ten\thead\tadviser\tadviser\n");
  EXPECT_TRUE(found(book, "They danced a Waltz.").empty());
  EXPECT_EQ(found(book, "Mike Waltz came. Waltz spoke."), (List{"Mike Waltz|actor|waltz", "Waltz|actor|waltz"}));
  EXPECT_EQ(found(book, "adviser Waltz; a Waltz").size(), 3u);
}

TEST(Match, EmptyTextAndEmptyCodebook) {
  EXPECT_TRUE(found(Codebook(), "anything").empty());
  EXPECT_TRUE(found(book_of(term_head + "issue\ten\t\tx\tx\n"), "").empty());
}

TEST(Match, SpansLeaveMarkupOut) {
  const Codebook book = book_of(term_head + "issue\ten\t\tplan\tpeace plan\n");
  const std::string text = "<b>peace</b> plan</p>";
  const auto matches = Lexicon(book).find(fold(text, {{0, 3}, {8, 12}, {17, 21}}));
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_EQ(slice(text, matches[0].bytes), "peace</b> plan");
}

/// tests/read/match.case: "> text", then lines "words<tab>kind<tab>value" that must be found and "! words<tab>kind" that
/// must not, in the shipped codebook.
TEST(Match, CasesOfTheWorldCodebook) {
  const auto book = world_codebook();
  ASSERT_TRUE(book) << to_string(book.error());
  const Lexicon lexicon(*book);
  std::ifstream in("tests/read/match.case");
  ASSERT_TRUE(in) << "run in the source folder";
  std::string line, text;
  int expectations = 0;
  std::set<std::string> all;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("> ")) {
      text = line.substr(2);
      all.clear();
      for (const Match& m : lexicon.find(fold(text, {}))) {
        const Term& term = book->terms[m.term];
        const std::string words = std::string(slice(text, m.bytes)) + "\t" + std::string(to_string(term.kind));
        all.insert(words);
        all.insert(words + "\t" + term.value);
      }
      continue;
    }
    ++expectations;
    if (line.starts_with("! ")) EXPECT_FALSE(all.contains(line.substr(2))) << line << " in " << text;
    else EXPECT_TRUE(all.contains(line)) << line << " in " << text;
  }
  EXPECT_GT(expectations, 60);
}

/// A small world of letters in which forms overlap, contain and repeat each other.
std::string letters(const std::vector<std::uint8_t>& picks) {
  static const std::vector<char32_t> alphabet = {'a', 'A', 'b', ' ', '\n', '7', 0x4E2D, 0x56FD, 0x7F8E, 0x65B9, 0xE9};
  std::string out;
  for (const std::uint8_t pick : picks) append_utf8(out, alphabet[pick % alphabet.size()]);
  return out;
}

Codebook draw_book(const std::vector<std::tuple<std::uint8_t, std::uint8_t, std::uint8_t, std::vector<std::uint8_t>>>& rows) {
  static const std::vector<std::string> actor_classes = {"", "context", "compound", "metonym"};
  static const std::vector<std::string> licence_classes = {"after", "before", "block"};
  static const std::vector<TermKind> kinds = {TermKind::actor, TermKind::actor, TermKind::title, TermKind::cue, TermKind::licence};
  Codebook book;
  for (const char* id : {"x", "y"}) book.actors.push_back({id, ActorKind::state, id, id, "", "", {}, {}});
  for (const auto& [kind, cls, value, picks] : rows) {
    Term term;
    term.kind = kinds[kind % kinds.size()];
    term.text = letters({picks.begin(), picks.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(picks.size(), 4))});
    if (term.text.empty()) continue;
    if (term.kind == TermKind::actor) {
      term.cls = actor_classes[cls % 4];
      term.actor = ActorId(value % 2u);
      term.value = value % 2u ? "y" : "x";
    } else if (term.kind == TermKind::licence) {
      term.cls = licence_classes[cls % 3];
      if (term.cls != "block" && value % 2u) term.value = letters({6, 7});
    } else {
      term.cls = value % 2u ? "one" : "";
    }
    book.terms.push_back(term);
  }
  return book;
}

RC_GTEST_PROP(MatchLaws, FindIsTheSlowFind, ()) {
  using Row = std::tuple<std::uint8_t, std::uint8_t, std::uint8_t, std::vector<std::uint8_t>>;
  const Codebook book = draw_book(*rc::gen::container<std::vector<Row>>(rc::gen::arbitrary<Row>()));
  const std::string text = letters(*rc::gen::scale(3.0, rc::gen::arbitrary<std::vector<std::uint8_t>>()));
  const Folded folded = fold(text, {});
  RC_ASSERT(Lexicon(book).find(folded) == find_slowly(book, folded));
}

RC_GTEST_PROP(MatchLaws, EveryMatchSlicesBackToItsForm, (const std::vector<std::uint8_t>& picks)) {
  static const Codebook book = *world_codebook();
  static const Lexicon lexicon(book);
  std::string text;
  for (const std::uint8_t pick : picks) text += book.terms[TermId(pick * 37u % book.terms.size())].text + (pick % 2 ? " " : "");
  for (const Match& m : lexicon.find(fold(text, {}))) {
    const auto form = fold_phrase(book.terms[m.term].text);
    RC_ASSERT(form == fold_phrase(slice(text, m.bytes)));
  }
}

}  // namespace
}  // namespace locarno::read
