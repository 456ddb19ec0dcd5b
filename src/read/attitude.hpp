#pragma once
// locarno/read/attitude.hpp -- what a speaker does to an issue: cue class x predicate class x polarity, by a table.
#include <optional>
#include <string>

#include "model/record.hpp"
#include "read/frames_scene.hpp"

namespace locarno::read {

struct AttitudeAnswer {
  Attitude attitude = Attitude::report;
  std::optional<Range> predicate;   ///< the word it rests on; none when it rests on the cue or on nothing
  std::string predicate_class;
  bool turned = false;              ///< the predicate is negated
};

/// `cls`, `hint`: of the cue ("" in the narrator's voice). Nothing known = report, never a guess.
AttitudeAnswer attitude_of(const Scene& scene, Range content, const std::string& cls, const std::string& hint);
/// The words of a condition said in `content` (in exchange for C, provided that C, if C); empty when there is none.
std::optional<Range> condition_in(const Scene& scene, Range content);

}  // namespace locarno::read
