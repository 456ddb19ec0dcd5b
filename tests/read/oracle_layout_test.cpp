// The annotated reports: which characters are the article's running text, what each time expression means, when each
// report was published. Skipped without the shared material.
#include <gtest/gtest.h>

#include <map>

#include "read/layout_gold.hpp"
#include "read/roles.hpp"

namespace locarno::read {
namespace {

bool is_white(std::string_view text, std::uint32_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte <= 0x20 || text.compare(at, 3, "\xE3\x80\x80") == 0;
}

const gold::Read& report(const std::string& name) {
  static std::map<std::string, gold::Read> all;
  const auto found = all.find(name);
  if (found != all.end()) return found->second;
  auto& read = all[name] = gold::read_layout(gold::bytes_of(gold::shared_folder() + "/seeds/" + name), name);
  read.index = CharIndex(read.document.text);
  return read;
}

/// The role our blocks give to the character at byte `at`; nullopt for markup and between blocks.
std::optional<BlockRole> role_at(const gold::Read& read, std::uint32_t at) {
  for (std::size_t i = 0; i < read.document.blocks.size(); ++i) {
    if (!read.document.blocks[i].span.contains(at)) continue;
    for (const Span cut : read.layout.blocks[i].cuts)
      if (cut.contains(at)) return std::nullopt;
    return read.document.blocks[i].role;
  }
  return std::nullopt;
}

TEST(OracleLayout, RunningTextIsToldFromTheRest) {
  if (!gold::is_at_hand()) GTEST_SKIP() << "no shared material";
  std::size_t right = 0, all = 0, same_role = 0;
  for (const auto& row : gold::rows_of("gold_blocks.jsonl")) {
    const gold::Read& read = report(row["doc"]);
    const auto wanted = parse_block_role(row["role"].get<std::string>());
    ASSERT_TRUE(wanted) << row["role"];
    const std::uint32_t from = read.index.byte_of(row["char_start"]), to = read.index.byte_of(row["char_end"]);
    std::size_t wrong = 0;
    for (std::uint32_t at = from; at < to; ++at) {
      if ((static_cast<unsigned char>(read.document.text[at]) & 0xC0) == 0x80 || is_white(read.document.text, at)) continue;
      const auto role = role_at(read, at);
      if (!role && (read.document.container != "text")) continue;  // a tag
      ++all;
      const bool is_right = role && is_running_text(*role) == is_running_text(*wanted);
      right += is_right;
      wrong += !is_right;
      same_role += role == wanted;
    }
    if (wrong > 0) ADD_FAILURE() << row["doc"] << " " << row["char_start"] << " " << row["role"] << ": " << wrong << " characters";
  }
  RecordProperty("running_text_permille", static_cast<int>(right * 1000 / all));
  RecordProperty("role_permille", static_cast<int>(same_role * 1000 / all));
  std::printf("running text right for %zu of %zu characters, exact role for %zu\n", right, all, same_role);
  EXPECT_GE(static_cast<double>(right), 0.99 * static_cast<double>(all));
  EXPECT_GE(static_cast<double>(same_role), 0.97 * static_cast<double>(all));
}

TEST(OracleLayout, TimesHaveTheirValues) {
  if (!gold::is_at_hand()) GTEST_SKIP() << "no shared material";
  std::size_t right = 0, all = 0, found = 0;
  std::string misses;
  for (const auto& row : gold::rows_of("gold_times.jsonl")) {
    const gold::Read& read = report(row["doc"]);
    const Span span{read.index.byte_of(row["char_start"]), read.index.byte_of(row["char_end"])};
    const TimeFact* best = nullptr;
    for (const TimeFact& fact : read.times)
      if (fact.span.overlaps(span) && (best == nullptr || fact.span == span)) best = &fact;
    ++all;
    found += best != nullptr && best->span == span;
    const bool is_right = best != nullptr && best->mention.value == row["value"].get<std::string>();
    right += is_right;
    if (!is_right)
      misses += "  " + row["doc"].get<std::string>().substr(0, 3) + " " + row["text"].get<std::string>() + ": " +
                row["value"].get<std::string>() + ", got " + (best ? best->mention.value : "nothing") + "\n";
  }
  std::printf("time values right for %zu of %zu, exact spans %zu\n%s", right, all, found, misses.c_str());
  RecordProperty("time_values_right", static_cast<int>(right));
  EXPECT_GE(static_cast<double>(right), 0.95 * static_cast<double>(all));
  EXPECT_GE(static_cast<double>(found), 0.97 * static_cast<double>(all));
}

TEST(OracleLayout, DocumentsAreDescribed) {
  if (!gold::is_at_hand()) GTEST_SKIP() << "no shared material";
  for (const auto& row : gold::rows_of("gold_docs.jsonl")) {
    const Document& document = report(row["doc"]).document;
    const std::string name = row["doc"];
    if (row["pub_date"].is_null()) {
      EXPECT_FALSE(document.published) << name;
    } else {
      ASSERT_TRUE(document.published) << name;
      const auto day = parse_date(row["pub_date"].get<std::string>());
      EXPECT_LE(std::abs(day_number(*document.published) - day_number(*day)), row["pub_date_tolerance_days"].get<int>())
          << name << " " << to_string(*document.published);
      EXPECT_EQ(document.published_inferred, !row["year_printed"].get<bool>()) << name;
      EXPECT_FALSE(document.published_why.empty()) << name;
      EXPECT_FALSE(document.published_from.empty()) << name;
    }
    std::vector<std::string> languages;
    for (const Language language : document.languages) languages.emplace_back(to_string(language));
    EXPECT_EQ(languages, row["languages"].get<std::vector<std::string>>()) << name;
    EXPECT_EQ(document.credits, row["source_credit"].get<std::vector<std::string>>()) << name;
    EXPECT_EQ(document.byline, row["byline"].get<std::vector<std::string>>()) << name;
  }
}

}  // namespace
}  // namespace locarno::read
