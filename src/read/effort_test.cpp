// Reading is linear in the report: twice the text, at most 2.1 times the work, counted and not timed. On reports as they
// are, and on texts made to break a rule: one sentence without an end, quotations that never close, names, days and
// headings without a word between them.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "read/read.hpp"

namespace locarno::read {
namespace {

const Reader& reader() {
  static const Reader one = *Reader::make(*world_codebook());
  return one;
}

std::string times(std::string_view piece, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

Effort effort_of(const std::string& text) {
  const auto reading = reader().read(text, "effort.txt", Run());
  EXPECT_TRUE(reading.has_value());
  return reading ? reading->effort : Effort();
}

struct Kind { const char* name; std::string piece; };

std::vector<Kind> kinds() {
  return {
      {"english report", "The foreign minister of Ukraine said on Dec. 14 that security guarantees must come first. \"We will not wait,\" he "
                         "added.\n\nAccording to Reuters, Russia rejected the proposal. Talks in Geneva lasted two hours.\n\n"},
      {"chinese report", "\xE4\xB9\x8C\xE5\x85\x8B\xE5\x85\xB0\xE5\xA4\x96\xE9\x95\xBF" "14\xE6\x97\xA5\xE8\xAF\xB4\xEF\xBC\x8C\xE5\xAE\x89\xE5\x85\xA8\xE4\xBF"
                         "\x9D\xE9\x9A\x9C\xE5\xBF\x85\xE9\xA1\xBB\xE4\xBC\x98\xE5\x85\x88\xE8\xAE\xA8\xE8\xAE\xBA\xE3\x80\x82\n\n"},
      {"a sentence without end", "the minister said that Ukraine and Russia agreed to talks with the president "},
      {"the same in Han", "\xE5\xA4\x96\xE9\x95\xBF\xE8\xAF\xB4\xE4\xB9\x8C\xE5\x85\x8B\xE5\x85\xB0\xE6\x80\xBB\xE7\xBB\x9F\xE8\xA1\xA8\xE7\xA4\xBA"},
      {"quotations that never close", "\xE2\x80\x9C\xE4\xB9\x8C\xE5\x85\x8B\xE5\x85\xB0"},
      {"names in brackets", "\xE6\x80\xBB\xE7\xBB\x9F\xE6\x9D\x8E\xE7\xBB\xB4\xE6\xA3\xAE(Lee Wisen)\xE8\xAF\xB4\xEF\xBC\x8C"},
      {"days", "12\xE6\x9C\x88" "14\xE6\x97\xA5\xEF\xBC\x8C"},
      {"headings", "Talks go on\n\n"},
      {"markup", "<p>Ukraine said <b>talks</b> with Russia failed.</p>"},
  };
}

TEST(Effort, TwiceTheTextIsTwiceTheWork) {
  for (const Kind& kind : kinds()) {
    const std::size_t count = 48000 / kind.piece.size() + 1;
    const Effort once = effort_of(times(kind.piece, count)), twice = effort_of(times(kind.piece, 2 * count));
    const auto is_linear = [](std::uint64_t a, std::uint64_t b) { return 10 * b <= 21 * a + 2000; };
    EXPECT_GT(once.units, 0u) << kind.name;
    EXPECT_TRUE(is_linear(once.units, twice.units)) << kind.name << " " << once.units << " " << twice.units;
    EXPECT_TRUE(is_linear(once.matches, twice.matches)) << kind.name << " " << once.matches << " " << twice.matches;
    EXPECT_TRUE(is_linear(once.sentences, twice.sentences)) << kind.name << " " << once.sentences << " " << twice.sentences;
    EXPECT_TRUE(is_linear(once.tokens, twice.tokens)) << kind.name << " " << once.tokens << " " << twice.tokens;
    EXPECT_TRUE(is_linear(once.looks, twice.looks)) << kind.name << " " << once.looks << " " << twice.looks;
  }
}

TEST(Effort, CountsAreTheSameEveryTime) {
  const std::string text = times(kinds().front().piece, 20);
  EXPECT_EQ(effort_of(text), effort_of(text));
  EXPECT_GT(effort_of(text).looks, effort_of(text).tokens);
}

}  // namespace
}  // namespace locarno::read
