#pragma once
// locarno/stance/course.hpp -- how each party's position on one issue went, day by day.
//
// Question   As stance/stances.hpp, and one issue.
// Answer     For each party the days on which its stances on the issue's options changed, with the stances from then on; and
//            every record that speaks of an option, with what it says of it.
// Method     the same claims and the same table as stances(), asked once for each day on which something was said or set.
// Cost       claims once, then one table for each such day; at most `most_days`, the latest.
// Not an error: a party that never spoke: no step, no word.
// Tested by  tests/study/pages_test.cpp
#include <vector>

#include "stance/stances.hpp"

namespace locarno::stance {

inline constexpr std::size_t most_days = 1000;

struct CourseStep {
  std::optional<Date> from;              ///< none = from the beginning (undated words)
  std::vector<StanceValue> values;       ///< [option]
  std::vector<bool> first_hand;          ///< [option]
  bool operator==(const CourseStep&) const = default;
};
struct CourseWord {
  std::size_t record = 0;                ///< index in Question::records
  OptionId option;
  StanceValue value = StanceValue::accepts;
  std::optional<Date> said;
  bool is_named = true;                  ///< false: the issue's main option, for want of another
};
struct PartyCourse {
  PartyId party;
  std::vector<CourseStep> steps;
  std::vector<CourseWord> words;         ///< undated first, then by day
};

/// [party]. Precondition: `issue` is one of the case.
std::vector<PartyCourse> course(const Question& question, IssueId issue);

}  // namespace locarno::stance
