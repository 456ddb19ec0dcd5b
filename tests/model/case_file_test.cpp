// case.toml: what is read, and where a complaint points.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "flaws.hpp"
#include "model/case_file.hpp"

namespace locarno {
namespace {

constexpr const char* sound = R"([case]
title = { en = "Two towns and a bridge" }

[[party]]
id = "NORTH"
name = { en = "North" }
signs = true

[[party]]
id = "SOUTH"
name = { en = "South" }

[[issue]]
id = "tolls"
name = { en = "tolls" }
main_option = "shared"
none_option = "none"
[[issue.option]]
id = "none"
name = "none"
[[issue.option]]
id = "shared"
name = "shared"
phrases = ["share the tolls"]

[[stance]]
party = "SOUTH"
issue = "tolls"
options = ["shared"]
stance = "rejects"
since = 2024-05-06
source = "letter of 6 May 2024"
)";

Result<CheckedCase> read(const std::string& text) { return parse_case(text, "c.toml", "towns"); }

/// The complaint about `text`, "" when there is none.
std::string complaint(const std::string& text) { return complaint_of(read(text)); }

/// The sound case with one piece replaced.
std::string with(const std::string& piece, const std::string& instead) { return replaced(sound, piece, instead); }

TEST(CaseFile, ReadsWhatIsWritten) {
  const auto parsed = read(sound);
  ASSERT_TRUE(parsed) << to_string(parsed.error());
  const Case& c = **parsed;
  EXPECT_EQ(c.id, "towns");
  EXPECT_EQ(c.title.en, "Two towns and a bridge");
  ASSERT_EQ(c.parties.size(), 2u);
  EXPECT_TRUE(c.parties[PartyId(0)].signs);
  EXPECT_FALSE(c.parties[PartyId(1)].signs);
  const Issue& tolls = c.issues[parsed->issue("tolls")];
  EXPECT_TRUE(tolls.ordered);
  EXPECT_EQ(tolls.main_option, OptionId(1));
  EXPECT_EQ(tolls.none_option, OptionId(0));
  ASSERT_EQ(c.stances.size(), 1u);
  EXPECT_EQ(c.stances[0].value, StanceValue::rejects);
  EXPECT_EQ(c.stances[0].since, parse_date("2024-05-06"));
  EXPECT_EQ(c.stances[0].where, "c.toml:26:1");
  EXPECT_TRUE(parsed->party("EAST").is_none());
}

TEST(CaseFile, UnknownKeysAreErrorsWithTheNearest) {
  EXPECT_EQ(complaint(with("signs = true", "sings = true")), "c.toml:7:1: unknown key 'sings' in [[party]]; did you mean 'signs'?");
  EXPECT_EQ(complaint(with("none_option", "non_option")),
            "c.toml:17:1: unknown key 'non_option' in [[issue]]; did you mean 'none_option'?");
  EXPECT_EQ(complaint(std::string(sound) + "[[isue]]\n").substr(0, 30), "c.toml:33:3: unknown key 'isue");
}

TEST(CaseFile, UnknownNamesAreErrorsWithTheNearest) {
  EXPECT_EQ(complaint(with("party = \"SOUTH\"", "party = \"SUOTH\"")),
            "c.toml:27:9: no party 'SUOTH' in this case; did you mean 'SOUTH'?");
  EXPECT_EQ(complaint(with("issue = \"tolls\"", "issue = \"toll\"")),
            "c.toml:28:9: no issue 'toll' in this case; did you mean 'tolls'?");
  EXPECT_EQ(complaint(with("options = [\"shared\"]", "options = [\"none\", \"shred\"]")),
            "c.toml:29:20: issue 'tolls' has no option 'shred'; did you mean 'shared'?");
  EXPECT_EQ(complaint(with("stance = \"rejects\"", "stance = \"reject\"")),
            "c.toml:30:10: stance 'reject', expected accepts, accepts_if, rejects or silent; did you mean 'rejects'?");
}

TEST(CaseFile, ConditionErrorsPointIntoTheString) {
  const std::string text = with("stance = \"rejects\"", "stance = \"accepts_if\"\nif = \"tolls = shred\"");
  EXPECT_EQ(complaint(text), "c.toml:31:15: issue 'tolls' has no option 'shred'; did you mean 'shared'?");
  const std::string lines = with("stance = \"rejects\"", "stance = \"accepts_if\"\nif = \"\"\"\ntolls =\n  shred\"\"\"");
  EXPECT_EQ(complaint(lines).substr(0, 11), "c.toml:33:3");
}

TEST(CaseFile, WrongKindsOfValueNameWhatWasFound) {
  EXPECT_EQ(complaint(with("signs = true", "signs = \"yes\"")), "c.toml:7:9: 'signs' is a string, expected true or false");
  EXPECT_EQ(complaint(with("since = 2024-05-06", "since = \"6 May\"")),
            "c.toml:31:9: 'since' is no date; write 2025-12-14, or \"2025-12\" when the day is not known");
  EXPECT_EQ(complaint(with("name = { en = \"North\" }", "name = 4")),
            "c.toml:6:8: 'name' is a whole number, expected { en = \"...\", zh = \"...\" } or a string");
  EXPECT_EQ(complaint("party = 3\n[case]\ntitle = \"t\"\n"),
            "c.toml:1:9: 'party' is a whole number, expected rows that begin with [[party]]");
}

TEST(CaseFile, WhatIsMissingIsNamed) {
  EXPECT_EQ(complaint(""), "c.toml:1:1: the section [case] is missing");
  EXPECT_EQ(complaint(with("id = \"NORTH\"\n", "")), "c.toml:4:1: 'id' is missing here");
  EXPECT_EQ(complaint(with("source = \"letter of 6 May 2024\"\n", "")), "c.toml:26:1: 'source' is missing here");
}

TEST(CaseFile, FlawsOfTheWholePointToTheirRow) {
  EXPECT_EQ(complaint(with("id = \"SOUTH\"", "id = \"NORTH\"")), "c.toml:9:1: party 'NORTH' is given twice");
  EXPECT_EQ(complaint(with("main_option = \"shared\"", "main_option = \"none\"")),
            "c.toml:13:1: issue 'tolls' has the same main_option and none_option");
  EXPECT_EQ(complaint(with("since = 2024-05-06", "since = 2024-05-06\nuntil = 2023-01-01")),
            "c.toml:26:1: until 2023-01-01 lies before since 2024-05-06");
  std::string blank = with("main_option = \"shared\"\n", "");
  blank.replace(blank.find("id = \"shared\""), 13, "id = \"sha red\"");
  EXPECT_EQ(complaint(blank).substr(0, 37), "c.toml:20:1: option id 'sha red' must");
  EXPECT_NE(complaint(with("id = \"shared\"", "id = \"not\"")), "");
  EXPECT_NE(complaint(with("id = \"SOUTH\"", "id = \"EXPERT\"")), "");
}

TEST(CaseFile, SyntaxErrorsHaveAPlace) {
  EXPECT_EQ(complaint("[case]\ntitle = \"unclosed\n").substr(0, 9), "c.toml:2:");
  EXPECT_EQ(complaint("[case]\ntitle = \"\xff\"\n").substr(0, 9), "c.toml:2:");
}

TEST(CaseFile, HostileNestingIsRefusedQuickly) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_NE(complaint("a = " + std::string(1'000'000, '[')), "");
  EXPECT_NE(complaint("a" + [] { std::string s; for (int i = 0; i < 500'000; ++i) s += ".a"; return s; }() + " = 1"), "");
  std::string inline_tables = "a = ";
  for (int i = 0; i < 300'000; ++i) inline_tables += "{a=";
  EXPECT_NE(complaint(inline_tables), "");
  EXPECT_NE(complaint("[" + [] { std::string s = "a"; for (int i = 0; i < 500'000; ++i) s += ".a"; return s; }() + "]\n"), "");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(CaseFile, CharactersOutsideAsciiBelongInQuotationMarks) {
  EXPECT_EQ(complaint("[case]\n\xc4\x84 = 1\n"),
            "c.toml:2:1: a character outside ASCII needs quotation marks around its key or value");
  EXPECT_EQ(complaint("[case]\ntitle = \"\"\"x \\\n  \xe3\x80\x81 y\"\"\"\n"),
            "c.toml:3:1: a backslash before a character outside ASCII");
  EXPECT_EQ(complaint("a = 3\"\xef\xbd\xa1\"\n"),
            "c.toml:1:6: '\"' inside a key or value that does not begin with it");
  EXPECT_EQ(complaint("a = 3['\xef\xbd\xa1']\n"), "c.toml:1:6: '[' inside a key or value that does not begin with it");
  EXPECT_EQ(complaint("a = 3=['\xef\xbd\xa1']\n"), "c.toml:1:6: a second '=' in one row");
  EXPECT_EQ(complaint("\xEF\xBB\xBF[case]\ntitle = \"\xe3\x80\x81\" # \xc4\x84\n[glossary]\n\"\xc4\x84\" = 'y'\n"), "") << "a BOM is none";
}

TEST(CaseFile, DotsInStringsAreNoKeys) {
  EXPECT_EQ(complaint(with("source = \"letter of 6 May 2024\"",
                           "source = \"a. b. c. d. e. f. g. h. i. j. k. l. m. n. o. p. q. r. \\\" s. t. u. v. w.\" # x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x")),
            "");
}

TEST(CaseFile, TooLargeIsRefusedWithASentence) {
  EXPECT_EQ(complaint("# " + std::string(5u << 20, 'x')),
            "c.toml: the file holds 5242882 bytes or more; a case has at most 4194304 (4 MiB)");
  std::string many = "[case]\ntitle = \"t\"\n";
  for (int i = 0; i < 300; ++i) many += "[[party]]\nid = \"P" + std::to_string(i) + "\"\nname = \"p\"\n";
  EXPECT_EQ(complaint(many).substr(0, 46), "c.toml:1:1: a case holds at most 256 parties, ");
}

TEST(CaseFile, AMissingFileSaysHowToMakeOne) {
  const auto folder = std::filesystem::temp_directory_path() / "locarno-no-such-case";
  const auto loaded = load_case(folder.string());
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::io);
  EXPECT_NE(loaded.error().what.find("locarno case new"), std::string::npos);
}

TEST(CaseFile, TheBundledCaseIsSoundAndWritesBack) {
  const auto loaded = load_case("cases/ukraine-2025");
  ASSERT_TRUE(loaded) << to_string(loaded.error());
  EXPECT_EQ((*loaded)->id, "ukraine-2025");
  EXPECT_GE((*loaded)->issues.size(), 10u);
  for (const Issue& issue : (*loaded)->issues) {
    EXPECT_FALSE(issue.name.zh.empty()) << issue.id;
    for (const Option& option : issue.options) EXPECT_FALSE(option.name.zh.empty()) << issue.id << " " << option.id;
  }
  for (const char* id : {"membership", "open_door", "none"})
    EXPECT_FALSE(loaded->option(loaded->issue("nato_membership"), id).is_none()) << id;
  const auto again = parse_case(write_case(**loaded), "again.toml", "ukraine-2025");
  ASSERT_TRUE(again) << to_string(again.error());
  EXPECT_EQ(write_case(**again), write_case(**loaded));
}

}  // namespace
}  // namespace locarno
