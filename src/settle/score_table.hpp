#pragma once
// locarno/settle/score_table.hpp -- what each settlement is worth to each party: the one shape that frontier, fair points,
// drafts and ranges work on, whether it comes from an imported domain or from level 3 of a case.
//
// A settlement (one option for every issue) is worth to a party the sum over the issues of weight * value of the chosen
// option, plus nothing else. Every number is an exact rational. Options of an issue may be more than 64 here (a domain
// may divide a pie into a thousand parts); an issue that a rule names has at most 64.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/exact.hpp"
#include "base/result.hpp"
#include "model/case.hpp"

namespace locarno::settle {

struct ScoredIssue {
  std::string name;
  std::vector<std::string> options;   ///< [option] at least one
  bool is_divisible = false;          ///< may be split between two parties (Adjusted Winner)
  bool operator==(const ScoredIssue&) const = default;
};

/// Bounds of one party's numbers where they are not exact (level 4). Empty vectors: every number is exact.
struct ScoreRanges {
  std::vector<Amount> weights;                ///< [issue]
  std::vector<std::vector<Amount>> values;    ///< [issue][option]
  std::optional<Amount> fallback;
  bool operator==(const ScoreRanges&) const = default;
};

struct ScoredParty {
  std::string name;
  Rational fallback;                          ///< worth of no agreement, same scale as the scores
  Rational discount = 1;                      ///< factor per unit of time (Genius); kept, not applied
  std::vector<Rational> weights;              ///< [issue]
  std::vector<std::vector<Rational>> values;  ///< [issue][option]
  ScoreRanges ranges = {};                    ///< with ranges, weights and values hold the middle of each
  bool operator==(const ScoredParty&) const = default;

  Rational score(std::size_t issue, std::size_t option) const { return weights[issue] * values[issue][option]; }
};

struct ScoreTable {
  std::string name;
  std::string format;                         ///< "genius-xml", "geniusweb-json", "negolog-json", "neutral-json", "csv", "case"
  std::vector<ScoredIssue> issues;
  std::vector<ScoredParty> parties;
  std::vector<Condition> rules;               ///< what every settlement must meet; IssueId = index into issues
  std::vector<std::string> notes;             ///< what the reader of the file should know, one sentence each
  bool operator==(const ScoreTable&) const = default;
};

/// One option index for every issue.
using Choice = std::vector<std::uint32_t>;

/// Sizes agree: every party has a weight for every issue and a value for every option; 1..4096 issues with 1..100,000 options
/// each and at most 2,000,000 numbers; 1..64 parties; rules name issues with at most 64 options and options in range.
/// Errors: bad_input.
Result<void> check_table(const ScoreTable& table);

/// Level 3 of a case: the parties that have a [[score]] row, in the order of the case; all its issues. `rules`: what every
/// settlement must meet, e.g. the red lines in force (see study). An issue a party has no row for scores 0.
/// Errors: bad_input when no party has scores.
Result<ScoreTable> score_table(const CheckedCase& the_case, std::vector<Condition> rules);

/// Worth of one settlement to one party, exactly. Precondition: an option in range for every issue.
Rational worth(const ScoreTable& table, std::size_t party, const Choice& choice);

/// Number of settlements before the rules.
Integer outcomes(const ScoreTable& table);

/// Does the choice meet every rule?
bool meets_rules(const ScoreTable& table, const Choice& choice);

/// Scores on one whole-number grid for each party: score = number / scale, fallback likewise. Largest and smallest sums of
/// a settlement stay within +-2^62.
struct ScaledScores {
  std::vector<Integer> scale;                                      ///< [party] > 0
  std::vector<std::vector<std::vector<std::int64_t>>> scores;      ///< [party][issue][option]
  std::vector<std::int64_t> fallback;                              ///< [party] least sum that is worth no less than it
};

/// nullopt when the common denominator of a party's scores does not fit: then use `worth`, or the engines of the frontier,
/// which fall back to wider integers by themselves.
std::optional<ScaledScores> scale_scores(const ScoreTable& table);

}  // namespace locarno::settle
