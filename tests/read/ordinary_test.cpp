// Every ordinary subject with every ordinary way of speaking (tests/read/ordinary_*.tsv): who spoke is found, and what was said.
#include <algorithm>
#include <cstdio>
#include <fstream>

#include "reading_cases.hpp"

namespace locarno::read {
namespace {

struct Grid {
  std::vector<std::pair<std::string, std::string>> subjects;   ///< party, words
  std::vector<std::string> verbs;
};

Grid grid_of(const std::string& path) {
  Grid grid;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string::npos) continue;
    const std::string rest = line.substr(tab + 1);
    if (line.compare(0, tab, "verb") == 0) grid.verbs.push_back(rest);
    else grid.subjects.emplace_back(rest.substr(0, rest.find('\t')), rest.substr(rest.find('\t') + 1));
  }
  return grid;
}

/// `pattern` with C for what is said and S for who; capital letters that stand alone.
std::string sentence_of(const std::string& pattern, const std::string& subject, const std::string& content) {
  const auto alone = [&](std::size_t i) {
    const auto letter = [&](std::size_t k) { return k < pattern.size() && ((pattern[k] >= 'a' && pattern[k] <= 'z') || (pattern[k] >= 'A' && pattern[k] <= 'Z')); };
    return (i == 0 || !letter(i - 1)) && !letter(i + 1);
  };
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == 'C' && alone(i)) {
      std::string words = content;
      if (out.empty() || out == "\"") words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
      out += words;
    } else if (pattern[i] == 'S' && alone(i)) {
      out += subject;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

bool says(const Reading& reading, const std::string& party, const std::string& content) {
  return std::any_of(reading.records.begin(), reading.records.end(), [&](const Record& r) {
    const bool said = r.kind == RecordKind::statement || r.kind == RecordKind::commitment;
    return said && r.speaker_party == party && r.text.find(content) != std::string::npos;
  });
}

void walk(const char* path, const std::string& content, const std::string& tail, bool chinese) {
  const Grid grid = grid_of(path);
  ASSERT_GT(grid.subjects.size(), 100u) << path;
  ASSERT_GT(grid.verbs.size(), 90u) << path;
  int read = 0, lost = 0;
  constexpr int most_shown = 40;
  std::string shown;
  for (const auto& [party, subject] : grid.subjects)
    for (const std::string& verb : grid.verbs) {
      const std::string text = chinese ? subject + sentence_of(verb, subject, content) : sentence_of(verb, subject, content);
      const auto reading = testing::world_reader().read(text + "\n", "ordinary.txt", locarno::Run());
      ASSERT_TRUE(reading);
      ++read;
      if (says(*reading, party, tail)) continue;
      if (++lost <= most_shown) shown += party + ": " + text + "\n" + cases::listing(*reading);
    }
  EXPECT_LE(lost * 400, read) << shown;   // one in four hundred: combinations that nobody prints
  std::printf("%s: %d sentences, %d without their speaker\n", path, read, lost);
}

TEST(OrdinaryReading, Chinese) { walk("tests/read/ordinary_zh.tsv", "谈判将会继续", "谈判将会继续", true); }
TEST(OrdinaryReading, English) { walk("tests/read/ordinary_en.tsv", "the talks would go on", "talks would go on", false); }

}  // namespace
}  // namespace locarno::read
