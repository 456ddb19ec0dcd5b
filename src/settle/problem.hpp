#pragma once
// locarno/settle/problem.hpp -- a question checked and made small. Inside settle only.
//
// Options of one issue that no line tells apart form a class; every engine works on classes and a class's weight is the
// number of its options. Sixty options that only matter as "above the cap or not" are two values.
#include <cstdint>
#include <vector>

#include "settle/zone.hpp"

namespace locarno::settle {

struct Problem {
  std::vector<std::vector<OptionSet>> classes;    ///< [issue][class] its options; classes ascend by smallest option
  std::vector<OptionSet> silent;                  ///< [issue] options on which some party that must accept is silent
  std::vector<Condition> rules;                   ///< [line] never empty; an atom's set is a set of classes
  /// A score rule over classes: values follow `touches` of the line; an issue on which all score the same is left out.
  struct Sum {
    std::vector<std::vector<std::int64_t>> values;  ///< [issue touched][class]
    std::int64_t at_least = 0;
    bool is_given = false;
  };
  std::vector<Sum> sums;                          ///< [line]
  std::vector<std::vector<std::uint32_t>> touches;  ///< [line] issues it depends on, ascending
  std::vector<PartyId> owner;                     ///< [line]
  Acceptance acceptance;
  std::vector<Silence> silences;

  /// Does a line hold? Precondition: a class for every issue it touches.
  bool line_holds(std::uint32_t line, const std::vector<std::uint32_t>& classes_chosen) const;

  /// Options of a class that the reading allows.
  std::uint64_t weight(std::uint32_t issue, std::uint32_t cls, bool strict) const;
  /// Options of an issue that the reading allows.
  std::uint64_t width(std::uint32_t issue, bool strict) const;
  /// The settlement of smallest options, given the class of every issue.
  Settlement settlement(const std::vector<std::uint32_t>& classes_chosen) const;
};

/// Errors: bad_input when an issue has 0 or more than 64 options, a line or silence names an issue or option out of
/// range, a condition is not children-first, or there are more than 10,000 lines.
Result<void> check_question(const ZoneQuestion& question);

/// Errors: those of check_question.
Result<Problem> make_problem(const ZoneQuestion& question);

/// The seats (bit = index) without which nothing passes are among `accepting`, and their weight reaches the quota.
bool is_winning(const Acceptance& acceptance, std::uint32_t accepting);
/// Bit of the party's seat, 0 when it has none.
std::uint32_t seat_bit(const Acceptance& acceptance, PartyId party);

/// The lines that share issues, with just those issues. Clashes lie within one part; openings are one for each blocked part.
struct Part {
  Problem problem;                     ///< issues and lines renumbered
  std::vector<std::uint32_t> lines;    ///< [line of the part] line of the whole, ascending
};
std::vector<Part> split(const Problem& problem);

/// Does a rule over classes hold? Precondition: a class for every issue it names.
bool holds(const Condition& rule, const std::vector<std::uint32_t>& classes_chosen);

}  // namespace locarno::settle
