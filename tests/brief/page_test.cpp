// What the page promises whatever the reports hold: nothing foreign is obeyed, both languages number alike, the same
// Brief gives the same bytes, every number in the text is one of the list.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "base/utf8.hpp"
#include "brief/brief_page.hpp"
#include "brief/made_up.hpp"
#include "brief/safe.hpp"
#include "brief/words.hpp"

namespace locarno::brief {
namespace {

using brief_test::made_up;
using brief_test::made_up_empty;
using brief_test::made_up_folder;

constexpr PageLanguage both_languages[] = {PageLanguage::en, PageLanguage::zh};

std::vector<std::string> all_matches(const std::string& text, const std::string& pattern) {
  const std::regex re(pattern);
  std::vector<std::string> out;
  for (std::sregex_iterator at(text.begin(), text.end(), re), end; at != end; ++at) out.push_back((*at)[1].str());
  return out;
}

TEST(BriefHtml, HasNoScriptNoAddressAndAStrictPolicy) {
  for (const PageLanguage language : both_languages) {
    const std::string page = to_html(made_up().brief, language);
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("javascript:x)\""), std::string::npos);
    EXPECT_EQ(page.find("src="), std::string::npos);
    EXPECT_TRUE(all_matches(page, "(href=\"[^#])").empty());
    EXPECT_TRUE(all_matches(page, "<[a-z]+[^>]* (on[a-z]+)=").empty());
    EXPECT_NE(page.find("default-src 'none'; style-src 'unsafe-inline'; img-src data:"), std::string::npos);
    EXPECT_NE(page.find(language == PageLanguage::zh ? "<html lang=\"zh-Hans\">" : "<html lang=\"en\">"), std::string::npos);
  }
}

TEST(BriefHtml, HostileWordsAreShownNotObeyed) {
  const std::string page = to_html(made_up().brief, PageLanguage::en);
  EXPECT_NE(page.find("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"), std::string::npos);
  EXPECT_NE(page.find("<bdi>&lt;b&gt;Mirror&lt;/b&gt;</bdi>"), std::string::npos);
  EXPECT_NE(page.find("[U+202E]"), std::string::npos);
  EXPECT_NE(page.find("[U+001B][31mred[U+0007]"), std::string::npos);
  EXPECT_EQ(page.find('\x1b'), std::string::npos);
  EXPECT_EQ(page.find("\u202E"), std::string::npos);
  EXPECT_EQ(first_invalid(page), std::string::npos);
}

TEST(BriefHtml, EveryLinkHasItsPlaceAndEveryIdIsOnce) {
  const std::string page = to_html(made_up().brief, PageLanguage::zh);
  const std::vector<std::string> ids = all_matches(page, " id=\"([^\"]+)\"");
  const std::set<std::string> places(ids.begin(), ids.end());
  EXPECT_EQ(places.size(), ids.size());
  const std::vector<std::string> links = all_matches(page, "href=\"#([^\"]+)\"");
  EXPECT_GT(links.size(), 20u);
  for (const std::string& link : links) EXPECT_TRUE(places.contains(link)) << link;
}

TEST(BriefHtml, TablesHaveCaptionAndScopedHeaders) {
  const std::string page = to_html(made_up().brief, PageLanguage::en);
  EXPECT_NE(page.find("<caption>"), std::string::npos);
  EXPECT_EQ(all_matches(page, "(<th scope=\"row\">)").size(), 8u);   // 8 of 9 issues have a word on them
  EXPECT_EQ(all_matches(page, "(<th scope=\"col\">)").size(), 6u);   // the issue and 5 of 6 parties
}

TEST(BriefPage, BothLanguagesNumberAlike) {
  const brief_test::MadeUp m = made_up();
  std::vector<std::string> order[2];
  for (const PageLanguage language : both_languages) order[language == PageLanguage::zh] = all_matches(to_html(m.brief, language), "href=\"#q([0-9]+)\"");
  EXPECT_EQ(order[0], order[1]);
  EXPECT_FALSE(order[0].empty());
}

TEST(BriefPage, SameBriefSameBytes) {
  const brief_test::MadeUp first = made_up(), second = made_up();
  for (const PageLanguage language : both_languages) {
    EXPECT_EQ(to_html(first.brief, language), to_html(second.brief, language));
    EXPECT_EQ(to_terminal(first.brief, language, true, 77), to_terminal(second.brief, language, true, 77));
    EXPECT_EQ(to_markdown(first.brief, language), to_markdown(second.brief, language));
  }
  EXPECT_EQ(to_json(first.brief), to_json(second.brief));
}

TEST(BriefPage, SaysWhatStandsInTheWayAndNeverRecommends) {
  const std::string page = to_terminal(made_up().brief, PageLanguage::en, false, 4000);
  EXPECT_NE(page.find("0 of 10,368 possible settlements pass"), std::string::npos);
  EXPECT_NE(page.find("We assess that the one thing in the way is territory"), std::string::npos);
  for (int id = 0; id < static_cast<int>(Word::count_); ++id) {  // the quotations may say what they like
    const std::string_view own = word(static_cast<Word>(id), PageLanguage::en);
    for (const char* advice : {"should", "ought", "likely", "% chance"}) EXPECT_EQ(own.find(advice), std::string_view::npos) << own;
  }
}

TEST(BriefPage, FolderAndEmptyBriefSkipTheZone) {
  for (const PageLanguage language : both_languages) {
    EXPECT_EQ(to_html(made_up_folder().brief, language).find("id=\"h-gap\""), std::string::npos);
    EXPECT_EQ(first_invalid(to_html(made_up_empty().brief, language)), std::string::npos);
    EXPECT_FALSE(to_markdown(made_up_empty().brief, language).empty());
    EXPECT_FALSE(settle_terminal(made_up_folder().brief, language, false, 80).empty());
  }
}

TEST(BriefTerminal, KeepsToItsWidthAndColoursOnlyWhenAsked) {
  for (const PageLanguage language : both_languages) {
    for (const unsigned width : {40u, 80u, 120u}) {
      const std::string page = to_terminal(made_up().brief, language, false, width);
      EXPECT_EQ(page.find('\x1b'), std::string::npos);
      std::istringstream rows(page);
      for (std::string row; std::getline(rows, row);) EXPECT_LE(columns(row), width + 2) << row;  // a mark may hang
    }
    EXPECT_NE(to_terminal(made_up().brief, language, true, 80).find("\x1b[1m"), std::string::npos);
  }
}

TEST(BriefJson, HasTheKeysOthersRelyOn) {
  const auto json = nlohmann::json::parse(to_json(made_up().brief));
  for (const char* key : {"case", "as_of", "documents", "stances", "moves", "zone", "red_lines", "clashes", "openings", "quotations"}) EXPECT_TRUE(json.contains(key)) << key;
  EXPECT_EQ(json["zone"]["open"]["of"], 10368);
  EXPECT_EQ(json["stances"].size(), 6u * (3 + 4 + 4 + 3 + 3 + 2 + 3 + 2 + 2));
  for (const char* key : {"party", "issue", "option", "stance", "condition", "since", "first_hand", "via", "source", "evidence"}) EXPECT_TRUE(json["stances"][0].contains(key)) << key;
  for (const char* key : {"id", "party", "issues", "rule", "first_hand", "source", "evidence"}) EXPECT_TRUE(json["red_lines"][0].contains(key)) << key;
  for (const char* key : {"id", "doc", "char_start", "char_end", "text", "speaker", "speaker_party", "via", "date"}) EXPECT_TRUE(json["quotations"][0].contains(key)) << key;
  for (const char* key : {"relax", "movers", "opens"}) EXPECT_TRUE(json["openings"][0].contains(key)) << key;
  EXPECT_EQ(json["clashes"][0], (nlohmann::json{"UKR.2", "RUS.3"}));
}

TEST(BriefJson, LargeCountsAreStringsAndHostileBytesStayValid) {
  brief_test::MadeUp m = made_up();
  m.brief.zone->of = (Integer(1) << 53) + 1;
  m.brief.zone->open = Integer(1) << 53;
  const std::string text = to_json(m.brief);
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["zone"]["open"]["of"], "9007199254740993");
  EXPECT_EQ(json["zone"]["open"]["passing"], 9007199254740992);
  EXPECT_EQ(first_invalid(text), std::string::npos);
  EXPECT_NE(json["quotations"][13]["text"].get<std::string>().find("<script>"), std::string::npos);  // data, not markup
  for (const std::string& part : {stances_json(m.brief), moves_json(m.brief), settle_json(m.brief), lint_json(m.brief)}) {
    EXPECT_TRUE(nlohmann::json::accept(part));
  }
}

TEST(BriefMarkdown, ForeignMarksAreEscaped) {
  const std::string page = to_markdown(made_up().brief, PageLanguage::en);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("\\[link\\]\\(javascript:x\\) \\| pipe"), std::string::npos);
}

TEST(BriefWords, BothLanguagesFillTheSamePlaces) {
  const auto places = [](std::string_view text) {
    std::set<char> out;
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) out.insert(text[at + 1]);
    return out;
  };
  for (int id = 0; id < static_cast<int>(Word::count_); ++id) {
    const std::string_view en = word(static_cast<Word>(id), PageLanguage::en), zh = word(static_cast<Word>(id), PageLanguage::zh);
    EXPECT_EQ(places(en), places(zh)) << en;
    EXPECT_FALSE(zh.empty()) << en;
  }
}

TEST(BriefSafe, VisibleAndShorten) {
  EXPECT_EQ(visible("a\r\nb\tc"), "a b c");
  EXPECT_EQ(visible("\xff\x1b"), "\uFFFD[U+001B]");
  EXPECT_EQ(visible("\u2066x"), "[U+2066]x");
  EXPECT_EQ(shorten("one two three", 8), "one two\u2026");
  EXPECT_EQ(shorten("short", 8), "short");
  EXPECT_EQ(columns("\u4E2D\u6587ab"), 6u);
  EXPECT_EQ(html_escape("<a href='x'>&\""), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
}

}  // namespace
}  // namespace locarno::brief
