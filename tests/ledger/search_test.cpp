#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <fmt/format.h>

#include <fstream>

#include "ledger/query.hpp"
#include "ledger/sample.hpp"
#include "ledger/tamper.hpp"

namespace locarno::ledger {
namespace {
using namespace sample;

struct Asked { std::string query; std::vector<std::string> expected; };
struct Case { std::string name; std::vector<Document> documents; std::vector<Asked> asked; };

/// tests/ledger/search.case; its head says how it is written.
std::vector<Case> load_cases() {
  std::ifstream in("tests/ledger/search.case");
  std::vector<Case> cases;
  std::string file, container, text, line;
  const auto end_document = [&] {
    if (!file.empty()) cases.back().documents.push_back(document_of(file, text, container));
    if (!file.empty() && container == "html") cases.back().documents.back().blocks.front().role = BlockRole::body;
    file.clear();
  };
  while (std::getline(in, line)) {
    if (line.starts_with("== ")) { end_document(); cases.push_back({line.substr(3), {}, {}}); }
    else if (line.starts_with("-- ")) {
      end_document();
      const std::size_t space = line.find(' ', 3);
      file = line.substr(3, space - 3);
      container = space == std::string::npos ? "text" : line.substr(space + 1);
      text.clear();
    }
    else if (line.starts_with("?? ")) { end_document(); cases.back().asked.push_back({line.substr(3), {}}); }
    else if (!file.empty()) text += line + "\n";
    else if (!cases.empty() && !cases.back().asked.empty() && !line.empty()) cases.back().asked.back().expected.push_back(line);
  }
  return cases;
}

Ledger ledger_with(const std::vector<Document>& documents) {
  auto ledger = Ledger::open(":memory:");
  EXPECT_TRUE(ledger);
  for (const Document& d : documents) EXPECT_TRUE(ledger->put(d.text, d, {}, "k"));
  return std::move(*ledger);
}

TEST(Search, finds_what_the_case_file_says) {
  const auto cases = load_cases();
  ASSERT_GE(cases.size(), 7u) << "run from the project's folder";
  for (const Case& one : cases) {
    const Ledger ledger = ledger_with(one.documents);
    for (const Asked& asked : one.asked) {
      const auto hits = ledger.search(asked.query, 0);
      ASSERT_TRUE(hits) << one.name << " / " << asked.query << ": " << to_string(hits.error());
      std::vector<std::string> found;
      for (const Hit& hit : *hits)
        found.push_back(fmt::format("{} {}-{} {} {}", hit.doc, hit.char_start, hit.char_end, to_string(hit.role), hit.match));
      EXPECT_EQ(found, asked.expected) << one.name << " / " << asked.query;
    }
  }
}

TEST(Search, hits_are_slices_with_their_context) {
  const Document d = document_of("a.txt", "Title\n" + std::string(200, 'x') + " one truce two " + std::string(200, 'y') + "\nEnd\n");
  const Ledger ledger = ledger_with({d});
  const auto hits = *ledger.search("truce", 0);
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(slice(d.text, hits[0].span), "truce");
  EXPECT_EQ(hits[0].before, std::string(35, 'x') + " one ");
  EXPECT_EQ(hits[0].after, " two " + std::string(35, 'y'));
  EXPECT_EQ(ledger.search("title", 0)->at(0).after, "") << "context stays in its block";
}

TEST(Search, limit_counts_hits) {
  std::vector<Document> documents;
  for (int i = 0; i < 5; ++i) documents.push_back(document_of(fmt::format("{}.txt", i), fmt::format("t{}\ntruce truce truce\n", i)));
  const Ledger ledger = ledger_with(documents);
  EXPECT_EQ(ledger.search("truce", 0)->size(), 15u);
  EXPECT_EQ(ledger.search("truce", 4)->size(), 4u);
  EXPECT_EQ(ledger.search("truce", 4)->back().doc, "1.txt");
}

TEST(Search, without_a_word_is_wrong_use) {
  const Ledger ledger = ledger_with({});
  for (const char* query : {"", " ", "()", "\"\"", "*", "-- ;", "\xFF\xFE"}) {
    const auto hits = ledger.search(query, 0);
    ASSERT_FALSE(hits) << query;
    EXPECT_EQ(hits.error().code, ErrorCode::bad_use);
  }
  EXPECT_EQ(ledger.search(std::string(2000, 'a'), 0).error().code, ErrorCode::bad_use);
  EXPECT_TRUE(ledger.search("anything", 0)->empty());
}

RC_GTEST_PROP(Search, no_query_is_ever_a_syntax_error, ()) {
  static const Ledger ledger = ledger_with({document_of("a.txt", "near and or not\nall things \"quoted\" a-b col:x ^y *z\n")});
  const auto query = *rc::gen::container<std::string>(rc::gen::oneOf(
      rc::gen::elementOf(std::string("\"'()*^:+-{}[]\\;,%_ \0ANDORT", 27)), rc::gen::arbitrary<char>()));
  const auto hits = ledger.search(query, 3);
  if (!hits) RC_ASSERT(hits.error().code == ErrorCode::bad_use);
}

/// Characters of a small alphabet, some of them Han, so that pairs overlap and meet spaces.
rc::Gen<std::string> small_text(int longest) {
  static const std::vector<std::string> letters{"\xE5\x8C\x97", "\xE7\xBA\xA6", "\xE6\x88\x90", "\xE5\x91\x98", " ", "a", ","};
  return rc::gen::map(rc::gen::resize(longest, rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(letters))),
                      [](const std::vector<std::string>& parts) {
                        std::string text;
                        for (const std::string& part : parts) text += part;
                        return text;
                      });
}

RC_GTEST_PROP(Search, a_run_of_han_is_found_exactly_where_it_stands, ()) {
  const std::string text = *small_text(60);
  const std::vector<std::string> han{"\xE5\x8C\x97", "\xE7\xBA\xA6", "\xE6\x88\x90", "\xE5\x91\x98"};
  const auto parts = *rc::gen::resize(4, rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(han))));
  std::string query;
  for (const std::string& part : parts) query += part;
  std::vector<Span> expected;
  for (std::size_t at = text.find(query); at != std::string::npos; at = text.find(query, at + query.size()))
    expected.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + query.size())});
  const Ledger ledger = ledger_with({document_of("a.txt", text)});
  std::vector<Span> found;
  const auto hits = *ledger.search(query, 0);
  for (const Hit& hit : hits) found.push_back(hit.span);
  RC_ASSERT(found == expected);
}

TEST(Search, the_index_is_rebuilt_when_its_rules_changed) {
  const Folder folder;
  const std::string path = folder.file("l.db");
  {
    auto ledger = Ledger::open(path);
    ASSERT_TRUE(put(*ledger, sample::sample(1)));
  }
  // as if written by a program that folds otherwise: its entries are not to be trusted
  ASSERT_EQ(tamper(path, "UPDATE setting SET value = 'older'"), "");
  auto ledger = Ledger::open(path);
  EXPECT_EQ(ledger->search("truce", 0)->size(), 3u);
  EXPECT_TRUE(ledger->integrity_check());
}

TEST(Words, are_cut_at_marks_spaces_and_scripts) {
  const auto shown = [](std::string_view text) {
    std::string out;
    for (const Word& word : words_of(text)) out += (out.empty() ? "" : "|") + word.folded;
    return out;
  };
  EXPECT_EQ(shown("The 28-point plan, v2.0 (draft)"), "the|28|point|plan|v2|0|draft");
  EXPECT_EQ(shown("\xD0\x9C\xD0\xB8\xD1\x80 caf\xC3\xA9"), "\xD0\xBC\xD0\xB8\xD1\x80|" + shown("caf\xC3\xA9"));
  EXPECT_EQ(shown("a\xFF" "b"), "a|b");
  EXPECT_EQ(shown(std::string(300, 'a')).size(), 61u) << "long words are cut, in the index and in the question alike";
}

}  // namespace
}  // namespace locarno::ledger
