#pragma once
// locarno/read/issue.hpp -- what a stretch of content is about: the weighted words of the codebook's issues.
//
// An issue row may ask for company: cls "with:RUS" counts only when RUS is named in the stretch or is speaking, so that
// "a call" is about one pair of states or another.
#include <string>
#include <vector>

#include "read/frames_scene.hpp"

namespace locarno::read {

struct IssueScore {
  std::string id;
  int weight = 0;            ///< twice the codebook's; halved where the word only frames the point
  std::uint32_t first = 0;   ///< where its first word stands
};
/// Ranked: heavier first, then earlier in the text, then by id. `parties`: of the speaker and of joint references;
/// `pair`: those who met or spoke last, whose contact is meant when several are possible.
std::vector<IssueScore> issues_in(const Scene& scene, Range r, const std::string& parties, const std::string& pair = {});
/// What words hint at that name no issue: "killed" at hostilities, "envoy" at negotiations, "the deal" at the agreement the
/// report tells of (rows of class "hint" and "refers"). "" when there is none.
std::string hinted_issue(const Scene& scene, Range r);
/// The issue where something was said ("in the negotiations"), which says what it is about only when nothing else does.
std::string issue_of_setting(const Scene& scene, Range r);
/// "other:<head noun>", for what no issue of the codebook covers.
std::string other_issue(const Scene& scene, Range r);
/// Parties of the actors named in a stretch, joined by ';' in order of first mention.
std::string parties_in(const Scene& scene, Range r);

}  // namespace locarno::read
