#pragma once
// locarno/settle/front.hpp -- the frontier of a score table, built without listing the settlements. Inside settle only.
//
// The frontier of a sum of issues is built one issue at a time: the shifted copies of what is there so far, each already in
// descending order, are merged; what an earlier vector covers is dropped, equal vectors become one and their numbers of
// settlements are added. Issues that rules tie together are first worked out among themselves: there, partial choices are
// compared only when they leave the same remainder of every rule (diagram.hpp). Every vector remembers where it came from.
// Source: Klamroth & Wiecek (2000), Naval Research Logistics 47:57-76, for the dynamic programme.
#include <memory>
#include <optional>
#include <vector>

#include "settle/budget.hpp"
#include "settle/score_table.hpp"

namespace locarno::settle {

/// A finished frontier: vectors of worth in descending order, with witnesses.
class FrontView {
 public:
  virtual ~FrontView() = default;
  virtual std::size_t size() const = 0;
  virtual Rational worth(std::size_t point, std::size_t party) const = 0;
  virtual long double rough(std::size_t point, std::size_t party) const = 0;  ///< for sifting only, never for a verdict
  virtual bool is_acceptable(std::size_t point) const = 0;  ///< every party at or above its fallback
  virtual Integer settlements(std::size_t point) const = 0; ///< that have this worth
  virtual Choice choice(std::size_t point) const = 0;       ///< one of them
};

struct FrontResult {
  std::unique_ptr<FrontView> view;   ///< null when the budget ended the work
  bool is_rounded = false;           ///< the common denominator did not fit 512 bits: worths are rounded down on a grid of 2^-400
  std::size_t issues_done = 0;       ///< how far the work came
};

/// What is asked of a settlement, beyond the rules, to be looked at; all of it exact.
struct FrontNeeds {
  std::vector<std::optional<Rational>> worth;        ///< [party] at least this much; empty = no need
  struct Sum { std::vector<double> weight; Rational least; };
  /// Valid bounds used to cut: for every settlement wanted, the sum over parties of weight * worth is at least `least`, where
  /// weight is taken as the exact value of the double. They are passed over when the numbers grow too large.
  std::vector<Sum> sums;
};

/// The frontier of a table under its rules, of the settlements that meet the needs.
/// Errors: those of check_table. Not an error: no settlement meets the rules (the view is empty).
Result<FrontResult> build_front(const ScoreTable& table, const FrontNeeds& needs, Budget& budget);

}  // namespace locarno::settle
