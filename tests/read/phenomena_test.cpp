// The 25 phenomena that are hardest to read (docs/reading-scores.md lists them), each with cases in our own words:
// phenomena_zh.case and phenomena_en.case hold; each line of phenomena_shortfall.case fails today, and the test says so. A line that begins to
// hold must be moved to the others, so that the list of what is not read stays true.
#include <algorithm>
#include <cstdio>
#include <set>

#include "reading_cases.hpp"

namespace locarno::read {
namespace {

using cases::Case;
using cases::Expected;
using cases::Want;

const char* const prefix = "phenomenon ";

Result<Reading> read(const Reader& reader, const Case& c) { return reader.read(c.text, c.name, locarno::Run()); }

std::set<int> check_file(const std::string& path) {
  std::set<int> seen;
  for (const Case& c : cases::cases_in(path)) {
    EXPECT_EQ(c.name.rfind(prefix, 0), 0u) << path << ": " << c.name;
    EXPECT_FALSE(c.expected.empty()) << c.name;
    seen.insert(std::stoi(c.name.substr(std::string(prefix).size())));
    const auto reading = read(testing::world_reader(), c);
    if (!reading) { ADD_FAILURE() << c.name << ": " << to_string(reading.error()); continue; }
    for (const Expected& e : c.expected)
      EXPECT_TRUE(cases::holds(*reading, e)) << path << ": " << c.name << ": does not hold: " << e.line << "\n" << cases::listing(*reading);
  }
  return seen;
}

TEST(PhenomenaReading, EachOfThe25Holds) {
  std::set<int> seen = check_file("tests/read/phenomena_zh.case");
  seen.merge(check_file("tests/read/phenomena_en.case"));
  for (int number = 1; number <= 25; ++number) EXPECT_TRUE(seen.count(number)) << "no case for phenomenon " << number;
}

/// Each line here fails today. One that holds has become a strength: move it to phenomena_zh.case or phenomena_en.case.
TEST(PhenomenaReading, KnownShortfallsStillFail) {
  for (const Case& c : cases::cases_in("tests/read/phenomena_shortfall.case")) {
    const auto reading = read(testing::world_reader(), c);
    ASSERT_TRUE(reading) << c.name;
    for (const Expected& e : c.expected) {
      std::printf("known shortfall: %s: %s\n", c.name.c_str(), e.line.c_str());
      EXPECT_FALSE(cases::holds(*reading, e)) << "no shortfall any more, move it: " << c.name << ": " << e.line << "\n" << cases::listing(*reading);
    }
  }
}

/// The reader without the rows "KIND CLASS" of its codebook ("cue agentless").
std::optional<Reader> reader_without(const std::string& rows) {
  auto book = world_codebook();
  if (!book) return std::nullopt;
  const std::size_t blank = rows.find(' ');
  const auto kind = parse_term_kind(rows.substr(0, blank));
  const std::string cls = blank == std::string::npos ? "" : rows.substr(blank + 1);
  EXPECT_TRUE(kind) << "unknown kind of row: " << rows;
  IdVec<TermId, Term> kept;
  const std::size_t before = book->terms.size();
  for (const Term& t : book->terms)
    if (t.kind != kind || t.cls != cls) kept.push_back(t);
  EXPECT_LT(kept.size(), before) << "the codebook has no rows " << rows;
  book->terms = kept;
  auto reader = Reader::make(std::move(*book));
  if (!reader) return std::nullopt;
  return std::move(*reader);
}

/// A case that would hold without the rule it is about tests nothing. Where the rule is rows of the codebook, the case says
/// so ("without ...") and must fail when they are taken out.
TEST(PhenomenaReading, CasesFailWithoutTheirRows) {
  int tried = 0;
  std::map<std::string, std::optional<Reader>> readers;
  for (const char* path : {"tests/read/phenomena_zh.case", "tests/read/phenomena_en.case"}) {
    for (const Case& c : cases::cases_in(path)) {
      for (const Expected& e : c.expected) {
        if (e.want != Want::without) continue;
        ++tried;
        if (!readers.count(e.kind)) readers.emplace(e.kind, reader_without(e.kind));
        const std::optional<Reader>& reader = readers.at(e.kind);
        ASSERT_TRUE(reader) << e.line;
        const auto reading = read(*reader, c);
        ASSERT_TRUE(reading) << c.name;
        const bool all = std::all_of(c.expected.begin(), c.expected.end(), [&](const Expected& one) { return cases::holds(*reading, one); });
        EXPECT_FALSE(all) << c.name << ": holds even " << e.line;
      }
    }
  }
  EXPECT_GE(tried, 10);
}

}  // namespace
}  // namespace locarno::read
