#include "read/read.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "model/record_json.hpp"
#include "read/clauses.hpp"

namespace locarno::read {
namespace {

const Reader& reader() {
  static const Reader one = *Reader::make(*world_codebook());
  return one;
}

std::string lines_of(const Reading& reading) {
  const CharIndex chars(reading.document.text);
  std::string out;
  for (const Record& r : reading.records) out += to_json_line(r, chars) + "\n";
  return out;
}

const std::string report =
    "Talks resume\n\nSergei Lavrov said on Monday that Russia would not accept foreign troops. \"We are ready to talk,\" he said.\n\n"
    "Ukrainian officials told reporters that the talks had failed. According to Reuters, the United States proposed a truce.\n";

TEST(Reader, ReadsWhoSaysWhat) {
  const auto reading = reader().read(report, "a.txt", locarno::Run());
  ASSERT_TRUE(reading);
  ASSERT_GE(reading->records.size(), 3u);
  const Record& first = reading->records.front();
  EXPECT_EQ(first.text, "Russia would not accept foreign troops");
  EXPECT_EQ(first.speaker_party, "RUS");
  EXPECT_TRUE(first.negated);
  for (const Record& r : reading->records) EXPECT_EQ(slice(reading->document.text, r.span), r.text);
}

TEST(Reader, AWireThatSignsInBracketsIsCredited) {
  const auto via = [](const std::string& front) {
    const auto reading = reader().read("Talks planned\n\n" + front + "India said it would attend the meeting in Colombo.\n", "a.txt", locarno::Run());
    return reading && !reading->records.empty() ? reading->records.front().via : std::vector<std::string>{"nothing read"};
  };
  EXPECT_EQ(via("NEW DELHI, Oct 31 (IANS)\n"), std::vector<std::string>{"IANS"});
  EXPECT_EQ(via("Beirut (AFP) "), std::vector<std::string>{"AFP"});
  EXPECT_EQ(via("YEREVAN, April 16. /ARKA/. "), std::vector<std::string>{"ARKA"});
  EXPECT_EQ(via("Nobody reads the wires (AFP). "), std::vector<std::string>{});
}

TEST(Reader, InlineTagsAndReferencesStayInTheSliceAndOutOfTheWordsShown) {
  const std::string page =
      "<html><body><p>On 3 May 2025 Sergei Lavrov said that Russia <b>opposes</b> NATO membership for <a href='/u?a=1&amp;b=2'>Ukraine</a> "
      "&amp; won&#8217;t&nbsp;change its mind.</p></body></html>";
  const auto reading = reader().read(page, "a.html", locarno::Run());
  ASSERT_TRUE(reading);
  ASSERT_EQ(reading->records.size(), 1u);
  const Record& record = reading->records.front();
  EXPECT_EQ(slice(reading->document.text, record.span), record.text);
  EXPECT_NE(record.text.find("<b>opposes</b>"), std::string::npos) << record.text;
  EXPECT_EQ(words_shown(reading->document, record.span), "Russia opposes NATO membership for Ukraine & won\u2019t\u00A0change its mind");
}

TEST(Reader, SameBytesSameRecordsOnManyThreads) {
  const auto once = reader().read(report, "a.txt", locarno::Run());
  ASSERT_TRUE(once);
  std::vector<std::string> results(4);
  std::vector<std::thread> threads;
  for (std::string& result : results)
    threads.emplace_back([&result] { if (auto r = reader().read(report, "a.txt", locarno::Run())) result = lines_of(*r); });
  for (std::thread& t : threads) t.join();
  for (const std::string& result : results) EXPECT_EQ(result, lines_of(*once));
}

TEST(Reader, AnEmptyReportHasNoRecords) {
  const auto reading = reader().read("", "empty.txt", locarno::Run());
  ASSERT_TRUE(reading);
  EXPECT_TRUE(reading->records.empty());
}

TEST(Reader, IllFormedBytesAreRefusedWithAPlace) {
  const auto reading = reader().read("said \xC3\x28 that", "bad.txt", locarno::Run());
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, ErrorCode::bad_input);
  EXPECT_EQ(reading.error().where.rfind("bad.txt:1:", 0), 0u) << reading.error().where;
}

TEST(Reader, StopsWhenCancelled) {
  std::atomic<bool> stop{true};
  locarno::Run run;
  run.cancel = &stop;
  const auto reading = reader().read(report, "a.txt", run);
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, ErrorCode::cancelled);
}

/// Hostile input is normal input: one endless sentence, quotations that never close, cues without end.
TEST(Reader, HostileReportsEnd) {
  std::string endless, open_quotes, cues;
  for (int i = 0; i < 20000; ++i) {
    endless += "Russia and Ukraine, ";
    open_quotes += "\xE2\x80\x9C\xEF\xBC\x88";
    cues += "Putin said that ";
  }
  for (const std::string& text : {endless, open_quotes, cues}) {
    const auto reading = reader().read(text, "hostile.txt", locarno::Run());
    ASSERT_TRUE(reading);
    for (const Record& r : reading->records) EXPECT_EQ(slice(reading->document.text, r.span), r.text);
  }
}

TEST(Clauses, AFullStopInsideAQuotationEndsNoSentence) {
  const std::string text = "He said: \"No. Never.\" Then he left. \"Why?\" she asked. The U.S. envoy paid 1,000.50 dollars, no more.";
  const Folded folded = fold(text, {});
  Block block;
  block.span = {0, static_cast<std::uint32_t>(text.size())};
  const View view(text, folded, {block});
  const auto sentences = find_sentences(view, {0, view.size()}, 0, false);
  ASSERT_EQ(sentences.size(), 4u);
  EXPECT_EQ(view.words(sentences[0].range), "He said: \"No. Never.\"");
  EXPECT_EQ(view.words(sentences[2].range), "\"Why?\" she asked.");
  EXPECT_EQ(sentences[3].clauses.size(), 2u);
}

TEST(Clauses, UnclosedMarksEndWithTheirBlock) {
  const std::string text = "\"One two. Three\nFour, five.";
  const Folded folded = fold(text, {});
  Block first, second;
  first.span = {0, 16};
  second.span = {16, static_cast<std::uint32_t>(text.size())};
  const View view(text, folded, {first, second});
  EXPECT_GT(view.quote[3], 0);
  EXPECT_EQ(view.quote[18], 0);
}

}  // namespace
}  // namespace locarno::read
