// drafts/*.toml: what is read, where a complaint points, and how drafts are ordered.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "model/case_file.hpp"
#include "model/draft_file.hpp"
#include "flaws.hpp"
#include "towns_case.hpp"

namespace locarno {
namespace {

const CheckedCase& towns() {
  static const auto parsed = parse_case(towns_case({{"tolls", {"none", "shared"}}, {"patrols", {"own", "joint"}}}), "case.toml", "towns");
  return *parsed;
}

constexpr const char* sound = R"([draft]
title = { en = "First paper", zh = "初稿" }
date = 2024-05-06
points = 4
source = "letter of 6 May 2024"

[[point]]
number = 3
title = "tolls shared or none"
settles = { tolls = ["shared", "none"], patrols = "?" }

[[point]]
title = "patrols; its number is not known"
settles = { patrols = "joint" }

[[point]]
number = 1
title = "a school"
)";

Result<Draft> read(const std::string& text) { return parse_draft(text, "d.toml", "first", towns()); }
std::string complaint(const std::string& text) { return complaint_of(read(text)); }
std::string with(const std::string& piece, const std::string& instead) { return replaced(sound, piece, instead); }

TEST(DraftFile, UnknownIsAValueInFourShapes) {
  const auto draft = read(sound);
  ASSERT_TRUE(draft.has_value()) << to_string(draft.error());
  EXPECT_EQ(draft->points, 4);
  ASSERT_EQ(draft->rows.size(), 3u);                       // one point of four: nothing known
  EXPECT_EQ(draft->rows[0].terms[0].options.bits, 3u);     // wording open between two options
  EXPECT_FALSE(draft->rows[0].terms[1].is_known());        // subject known, content not
  EXPECT_EQ(draft->rows[1].number, 0);                     // its number is not known
  EXPECT_TRUE(draft->rows[2].terms.empty());               // outside the issues
  EXPECT_EQ(allowed_by(*draft, *towns())[IssueId(1)].bits, 2u);
}

TEST(DraftFile, ComplaintsHaveAPlaceAndANearestName) {
  EXPECT_EQ(complaint(with("patrols = \"?\"", "patrol = \"?\"")), "d.toml:10:50: no issue 'patrol' in this case; did you mean 'patrols'?");
  EXPECT_EQ(complaint(with("\"joint\"", "\"jont\"")), "d.toml:14:23: issue 'patrols' has no option 'jont'; did you mean 'joint'?");
  EXPECT_EQ(complaint(with("number = 3", "number = 9")), "d.toml:8:10: point 9 of a draft of 4; leave 'number' out when it is not known");
  EXPECT_EQ(complaint(with("number = 1", "number = 3")), "d.toml:17:10: point 3 stands in this file already");
  EXPECT_EQ(complaint(with("points = 4", "points = 0")), "d.toml:4:10: 'points' is 0, expected 1 to 1000");
  EXPECT_EQ(complaint(with("points = 4\n", "")), "d.toml:1:1: 'points' is missing here: how many points the document has, known or not");
  EXPECT_NE(complaint(with("settles = { patrols", "setles = { patrols")).find("did you mean 'settles'"), std::string::npos);
  EXPECT_NE(complaint(with("[\"shared\", \"none\"]", "[]")).find("write \"?\""), std::string::npos);
  EXPECT_NE(complaint(with("points = 4", "points = 2")).find("a draft of 2"), std::string::npos);
}

TEST(DraftFile, PointsThatLeaveAnIssueNoOptionAreRefused) {
  EXPECT_NE(complaint(with("patrols = \"?\"", "patrols = \"own\"")).find("d.toml:14:"), std::string::npos);
  EXPECT_NE(complaint(with("patrols = \"?\"", "patrols = \"own\"")).find("leave issue 'patrols' no option"), std::string::npos);
}

TEST(DraftFile, ParentsAreHeldAgainstTheOthers) {
  Draft first = *read(sound);
  Draft second = first;
  second.id = "second";
  second.parent = "frist";
  auto checked = check_drafts({first, second});
  ASSERT_FALSE(checked.has_value());
  EXPECT_NE(checked.error().what.find("did you mean 'first'"), std::string::npos);
  second.parent = "first";
  first.parent = "second";
  EXPECT_FALSE(check_drafts({first, second}).has_value());
  first.parent.clear();
  checked = check_drafts({second, first});
  ASSERT_TRUE(checked.has_value());
  EXPECT_EQ(checked->front().id, "first");  // of the same day: the parent first
  second.rows[0].from_draft = "first";
  second.rows[0].from_point = 5;
  EXPECT_FALSE(check_drafts({first, second}).has_value());  // it has four
}

TEST(DraftFile, AFolderWithoutDraftsHasNone) {
  const auto folder = std::filesystem::temp_directory_path() / "locarno-drafts-test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "drafts");
  EXPECT_TRUE(load_drafts(folder.string(), towns())->empty());
  std::ofstream(folder / "drafts" / "first.toml") << sound;
  std::ofstream(folder / "drafts" / "notes.txt") << "not a draft";
  const auto drafts = load_drafts(folder.string(), towns());
  ASSERT_TRUE(drafts.has_value());
  ASSERT_EQ(drafts->size(), 1u);
  EXPECT_EQ(drafts->front().id, "first");
  std::ofstream(folder / "drafts" / "bad name.toml") << sound;
  EXPECT_FALSE(load_drafts(folder.string(), towns()).has_value());
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace locarno
