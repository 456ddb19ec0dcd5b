// Runs tests/read/layout*.case: a text, then what its layout must be. One line per expectation:
//   block ROLE LANG front of its words      (all blocks, in order; LANG may be *)
//   time WORDS => VALUE BASIS               (all of a case, in order, when it has any `time` line)
//   title WORDS | outlet NAMES | byline NAME;NAME | container NAME | languages zh-Hans,en
//   published DATE BASIS [inferred] | published none
//   continues N M                           (block N goes on with the sentence of block M)
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "read/layout_gold.hpp"

namespace locarno::read {
namespace {

struct Case {
  std::string name, text;
  std::vector<std::string> expected;
};

std::vector<Case> cases_of(const std::string& path) {
  std::vector<Case> cases;
  std::ifstream in(path);
  bool in_text = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("@case ")) { cases.push_back({line.substr(6), "", {}}); in_text = true; }
    else if (line == "@expect") in_text = false;
    else if (cases.empty() || (!in_text && line.empty())) continue;
    else if (in_text) cases.back().text += line + "\n";
    else cases.back().expected.push_back(line);
  }
  return cases;
}

std::string after(const std::string& line, std::string_view key) { return line.size() > key.size() ? line.substr(key.size() + 1) : ""; }

std::string published_of(const Document& document) {
  if (!document.published) return "none";
  return to_string(*document.published) + " " + std::string(to_string(document.published_basis)) + (document.published_inferred ? " inferred" : "");
}

void check_line(const std::string& line, const gold::Read& read, std::size_t& block, std::size_t& time) {
  const Document& document = read.document;
  if (line.starts_with("block ")) {
    std::istringstream words(line.substr(6));
    std::string role, language, front;
    words >> role >> language;
    std::getline(words >> std::ws, front);
    ASSERT_LT(block, document.blocks.size()) << line;
    const Block& found = document.blocks[block];
    const std::string text = words_of(document.text, read.layout, read.layout.blocks[block]);
    EXPECT_EQ(to_string(found.role), role) << "block " << block << ": " << text << " [" << found.why << "]";
    if (language != "*") {
      EXPECT_EQ(to_string(found.language), language) << "block " << block << ": " << text;
    }
    EXPECT_EQ(text.substr(0, front.size()), front) << "block " << block;
    ++block;
  } else if (line.starts_with("time ")) {
    ASSERT_LT(time, read.times.size()) << line;
    const TimeFact& fact = read.times[time++];
    const std::string found = "time " + std::string(slice(document.text, fact.span)) + " => " + fact.mention.value + " " + std::string(to_string(fact.basis));
    EXPECT_EQ(found, line);
    EXPECT_EQ(fact.span, fact.mention.span);
  } else if (line.starts_with("title")) {
    EXPECT_EQ(document.title, after(line, "title"));
  } else if (line.starts_with("outlet")) {
    EXPECT_EQ(document.outlet, after(line, "outlet"));
  } else if (line.starts_with("container")) {
    EXPECT_EQ(document.container, after(line, "container"));
  } else if (line.starts_with("published")) {
    EXPECT_EQ(published_of(document), after(line, "published")) << document.published_why;
  } else if (line.starts_with("byline")) {
    std::string names;
    for (const std::string& name : document.byline) names += (names.empty() ? "" : ";") + name;
    EXPECT_EQ(names, after(line, "byline"));
  } else if (line.starts_with("languages")) {
    std::string names;
    for (const Language language : document.languages) names += (names.empty() ? "" : ",") + std::string(to_string(language));
    EXPECT_EQ(names, after(line, "languages"));
  } else if (line.starts_with("continues ")) {
    std::istringstream numbers(line.substr(10));
    std::size_t from = 0;
    std::int32_t to = -1;
    numbers >> from >> to;
    ASSERT_LT(from, document.blocks.size());
    EXPECT_EQ(document.blocks[from].continues, to);
  } else {
    ADD_FAILURE() << "unknown expectation: " << line;
  }
}

TEST(LayoutCases, AllHold) {
  ASSERT_FALSE(gold::world().book.terms.empty()) << "the world codebook does not load";
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("tests/read")) {
    const std::string file = entry.path().filename().string();
    if (!file.starts_with("layout") || entry.path().extension() != ".case") continue;
    for (const Case& one : cases_of(entry.path().string())) {
      SCOPED_TRACE(file + ": " + one.name);
      const gold::Read read = gold::read_layout(one.text, one.name);
      std::size_t block = 0, time = 0;
      for (const std::string& line : one.expected) check_line(line, read, block, time);
      EXPECT_TRUE(block == 0 || block == read.document.blocks.size()) << "blocks without an expectation";
      EXPECT_TRUE(time == 0 || time == read.times.size()) << "times without an expectation";
      for (std::size_t i = 1; i < read.document.blocks.size(); ++i)
        EXPECT_LE(read.document.blocks[i - 1].span.end, read.document.blocks[i].span.begin) << "blocks overlap";
      ++count;
    }
  }
  EXPECT_GE(count, 10u) << "run from the root of the source tree";
}

}  // namespace
}  // namespace locarno::read
