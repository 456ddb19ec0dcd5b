#include "read/roles.hpp"

#include <gtest/gtest.h>

#include "read/times_number.hpp"
#include "read/times_printed.hpp"

namespace locarno::read {
namespace {

/// Roles without any codebook: what shape and place alone decide.
Document roles_of(const std::string& text) {
  Document document;
  document.text = text;
  const Codebook book;
  describe(document, find_blocks(text), book, {});
  return document;
}

TEST(Roles, ShapeAndPlaceDecideWithoutACodebook) {
  const Document document = roles_of(
      "Envoys meet by the lake\n\n2025-12-16 10:25\n\nThe envoys met on Monday. They said little.\n\nWhat comes next\n\n"
      "Monitors will come soon, an envoy said.\n\nEnvoys meet by the lake\n\nA long table\n");
  ASSERT_EQ(document.blocks.size(), 7u);
  const BlockRole wanted[] = {BlockRole::title,   BlockRole::dateline_meta,   BlockRole::body,   BlockRole::subhead,
                              BlockRole::body,    BlockRole::image_alt_title, BlockRole::caption};
  for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(to_string(document.blocks[i].role), to_string(wanted[i])) << i << " " << document.blocks[i].why;
  EXPECT_EQ(document.title, "Envoys meet by the lake");
  ASSERT_TRUE(document.published);
  EXPECT_EQ(to_string(*document.published), "2025-12-16");
}

TEST(Roles, EveryBlockSaysWhy) {
  for (const Block& block : roles_of("One\n\nTwo three four. Five.\n\n- 1\n- 2\n").blocks) EXPECT_FALSE(block.why.empty());
}

TEST(Roles, AnEmptyReportHasNothing) {
  const Document document = roles_of("");
  EXPECT_TRUE(document.blocks.empty());
  EXPECT_TRUE(document.title.empty());
  EXPECT_FALSE(document.published);
  EXPECT_TRUE(document.languages.empty());
  EXPECT_TRUE(roles_of(" \n\t\n ").blocks.empty());
}

TEST(Roles, AbbreviationsEndNoSentence) {
  const Document document = roles_of("U.S. offers Kyiv guarantees - for a time\n\nThe U.S. offered guarantees to Kyiv. It did so on Dec. 16 in Berlin.\n");
  ASSERT_EQ(document.blocks.size(), 2u);
  EXPECT_EQ(document.blocks[0].role, BlockRole::title);
  EXPECT_EQ(document.blocks[1].role, BlockRole::body);
}

TEST(Roles, NamesRoundTrip) {
  for (int i = 0; i <= static_cast<int>(BlockRole::rule); ++i) {
    const auto role = static_cast<BlockRole>(i);
    EXPECT_EQ(parse_block_role(to_string(role)), role);
  }
  EXPECT_FALSE(parse_block_role("headline"));
}

std::string dates_of(std::string_view text) {
  std::string out;
  for (const PrintedDate& found : printed_dates(text, {0, static_cast<std::uint32_t>(text.size())}))
    out += (out.empty() ? "" : "; ") + to_string(found.date) + (found.clock.empty() ? "" : " " + found.clock) + found.zone;
  return out;
}

TEST(PrintedDates, AllFormsAndNothingElse) {
  EXPECT_EQ(dates_of("2025-12-16 10:25, 2025/1/2 and 2025.12.16"), "2025-12-16 10:25; 2025-01-02; 2025-12-16");
  EXPECT_EQ(dates_of("2025-12-16T02:25:00+08:00 2025-12-16T02:25:00.123Z"), "2025-12-16 02:25:00+08:00; 2025-12-16 02:25:00Z");
  EXPECT_EQ(dates_of("Wed, 04 Dec 2024 00:52:55 GMT"), "2024-12-04 00:52:55Z");
  EXPECT_EQ(dates_of("Dec. 16, 2025; 16 December 2025; 1st of May 2024"), "2025-12-16; 2025-12-16; 2024-05-01");
  EXPECT_EQ(dates_of("2025-02-30 2025-13-01 12025-12-16 2025-12-161 16 Dec 25 May we go"), "");
  EXPECT_EQ(dates_of("2025-12-16 99999999999:25"), "2025-12-16");
}

TEST(Numbers, DigitsAndChinese) {
  const auto value = [](std::vector<char16_t> units) { return number_at(units, 0, static_cast<std::uint32_t>(units.size())); };
  EXPECT_DOUBLE_EQ(value({'1', '.', '5'}).value, 1.5);
  EXPECT_DOUBLE_EQ(value({'1', ',', '4', '0', '0', 'm'}).value, 1400);
  EXPECT_DOUBLE_EQ(value({0x4E09, 0x5341}).value, 30);           // thirty
  EXPECT_DOUBLE_EQ(value({0x4E8C, 0x5341, 0x4E00}).value, 21);   // twenty-one
  EXPECT_DOUBLE_EQ(value({0x5341, 0x4E94}).value, 15);           // ten five
  EXPECT_DOUBLE_EQ(value({0x4E8C, 0x3007, 0x4E8C, 0x4E94}).value, 2025);
  EXPECT_EQ(value({'x'}).digits, 0u);
  EXPECT_EQ(value({}).digits, 0u);
}

}  // namespace
}  // namespace locarno::read
