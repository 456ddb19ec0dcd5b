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
  std::vector<std::string> relays;   ///< through Reuters
  std::vector<std::string> no, yes;  ///< what is said, of either polarity
  std::vector<std::pair<std::string, std::string>> stands;   ///< stances that fit, between bars; words
};

Grid grid_of(const std::string& path) {
  Grid grid;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string::npos) continue;
    const std::string rest = line.substr(tab + 1);
    if (line.compare(0, tab, "verb") == 0) grid.verbs.push_back(rest);
    else if (line.compare(0, tab, "relay") == 0) grid.relays.push_back(rest);
    else if (line.compare(0, tab, "stand") == 0) grid.stands.emplace_back(rest.substr(0, rest.find('\t')), rest.substr(rest.find('\t') + 1));
    else if (line.compare(0, tab, "no") == 0) grid.no.push_back(rest);
    else if (line.compare(0, tab, "yes") == 0) grid.yes.push_back(rest);
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

bool says(const Reading& reading, const std::string& party, const std::string& content, const std::string& via) {
  return std::any_of(reading.records.begin(), reading.records.end(), [&](const Record& r) {
    const bool said = r.kind == RecordKind::statement || r.kind == RecordKind::commitment;
    const bool passed_on = via.empty() ? r.via.empty() : std::find(r.via.begin(), r.via.end(), via) != r.via.end();
    return said && passed_on && r.speaker_party == party && r.text.find(content) != std::string::npos;
  });
}

/// Parties that a relay passes on: neither the press itself nor those who speak for nobody.
bool is_passed_on(const std::string& party, const std::string& subject) {
  return party != "MEDIA" && party != "EXPERT" && party != "UNKNOWN" && subject.back() != ',';
}

/// One in four hundred may be lost: combinations that nobody prints.
void walk(const char* path, const std::string& content, const std::string& tail, bool relayed) {
  const Grid grid = grid_of(path);
  ASSERT_GT(grid.subjects.size(), 100u) << path;
  const std::vector<std::string>& patterns = relayed ? grid.relays : grid.verbs;
  ASSERT_GT(patterns.size(), relayed ? 15u : 90u) << path;
  const bool behind = !relayed && patterns.front().find('S') == std::string::npos;   // Chinese: the verbs stand behind the subject
  constexpr int most_shown = 40;
  int read = 0, lost = 0;
  std::string shown;
  for (const auto& [party, subject] : grid.subjects)
    for (const std::string& pattern : patterns) {
      if (relayed && !is_passed_on(party, subject)) continue;
      const std::string text = (behind ? subject : std::string()) + sentence_of(pattern, subject, content);
      const auto reading = testing::world_reader().read(text + "\n", "ordinary.txt", locarno::Run());
      ASSERT_TRUE(reading);
      ++read;
      if (says(*reading, party, tail, relayed ? "Reuters" : "")) continue;
      if (++lost <= most_shown) shown += party + ": " + text + "\n" + cases::listing(*reading);
    }
  EXPECT_LE(lost * 400, read) << shown;
  std::printf("%s: %d sentences%s, %d lost\n", path, read, relayed ? " through an agency" : "", lost);
}

void expect_polarity(const std::vector<std::string>& said, bool negated, const std::string& before, const std::string& after) {
  for (const std::string& words : said) {
    const auto reading = testing::world_reader().read(before + words + after + "\n", "ordinary.txt", locarno::Run());
    ASSERT_TRUE(reading);
    int read = 0;
    for (const Record& r : reading->records) {
      if (r.kind == RecordKind::contact) continue;
      ++read;
      EXPECT_EQ(r.negated, negated) << words << "\n" << cases::listing(*reading);
    }
    EXPECT_GT(read, 0) << words;
  }
}

void expect_stands(const Grid& grid, const std::string& before, const std::string& after) {
  for (const auto& [fits, words] : grid.stands) {
    const auto reading = testing::world_reader().read(before + words + after + "\n", "ordinary.txt", locarno::Run());
    ASSERT_TRUE(reading);
    const bool found = std::any_of(reading->records.begin(), reading->records.end(), [&](const Record& r) {
      return r.kind != RecordKind::contact && ("|" + fits + "|").find("|" + std::string(to_string(r.stance)) + "|") != std::string::npos;
    });
    EXPECT_TRUE(found) << words << ": not " << fits << "\n" << cases::listing(*reading);
  }
}

constexpr const char* chinese = "tests/read/ordinary_zh.tsv";
constexpr const char* english = "tests/read/ordinary_en.tsv";

TEST(OrdinaryReading, WhoSpeaksInChinese) { walk(chinese, "谈判将会继续", "谈判将会继续", false); }
TEST(OrdinaryReading, WhoSpeaksInEnglish) { walk(english, "the talks would go on", "talks would go on", false); }
TEST(OrdinaryReading, WhoPassesItOnInChinese) { walk(chinese, "谈判将会继续", "谈判将会继续", true); }
TEST(OrdinaryReading, WhoPassesItOnInEnglish) { walk(english, "the talks would go on", "talks would go on", true); }

TEST(OrdinaryReading, WhereWordsStand) {
  const Grid zh = grid_of(chinese), en = grid_of(english);
  ASSERT_GT(zh.stands.size(), 50u);
  ASSERT_GT(en.stands.size(), 50u);
  expect_stands(zh, "俄方表示，", "。");
  expect_stands(en, "Russia said ", ".");
}

TEST(OrdinaryReading, YesAndNo) {
  const Grid zh = grid_of(chinese), en = grid_of(english);
  ASSERT_GT(zh.no.size(), 40u);
  ASSERT_GT(en.no.size(), 30u);
  expect_polarity(zh.no, true, "俄方表示，", "。");
  expect_polarity(zh.yes, false, "俄方表示，", "。");
  expect_polarity(en.no, true, "Russia said ", ".");
  expect_polarity(en.yes, false, "Russia said ", ".");
}

}  // namespace
}  // namespace locarno::read
