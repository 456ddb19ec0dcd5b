// Amounts in three languages: tests/read/quantities.case, one text a line.
#include <gtest/gtest.h>

#include <cstdio>
#include <sstream>

#include "shared_reader.hpp"

namespace locarno::read {
namespace {

std::string shown(const std::vector<Quantity>& list) {
  std::string out;
  for (const Quantity& q : list) {
    char value[64] = "?";
    if (q.value) std::snprintf(value, sizeof value, "%.12g", *q.value);
    out += (out.empty() ? "" : "; ") + std::string(value) + " " + q.unit + (q.modifier.empty() ? "" : " [" + q.modifier + "]");
  }
  return out.empty() ? "-" : out;
}

TEST(Quantities, Cases) {
  std::istringstream lines(testing::file_text("tests/read/quantities.case"));
  std::size_t cases = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string::npos) continue;
    ++cases;
    const auto reading = testing::world_reader().read(line.substr(0, tab), "case", locarno::Run{});
    ASSERT_TRUE(reading);
    EXPECT_EQ(shown(reading->quantities), line.substr(tab + 1)) << line;
  }
  EXPECT_GT(cases, 30u);
}

TEST(Quantities, SpansSliceBackAndDoNotOverlap) {
  const std::string text = "The army lost more than 300 soldiers and 12 tanks in 3 days, at a cost of $1.2bn.";
  const auto reading = testing::world_reader().read(text, "case", locarno::Run{});
  ASSERT_TRUE(reading);
  ASSERT_EQ(reading->quantities.size(), 4u);
  std::uint32_t end = 0;
  for (const Quantity& q : reading->quantities) {
    EXPECT_GE(q.span.begin, end);
    EXPECT_LE(q.span.end, text.size());
    end = q.span.end;
  }
  EXPECT_EQ(slice(text, reading->quantities[0].span), "more than 300 soldiers");
}

TEST(Quantities, WhatIsReadAgainFromADocumentIsTheSame) {
  const auto reading = testing::world_reader().read("The talks lasted nearly 90 minutes, he said.", "case", locarno::Run{});
  ASSERT_TRUE(reading);
  EXPECT_EQ(testing::world_reader().contents(reading->document).quantities, reading->quantities);
}

}  // namespace
}  // namespace locarno::read
