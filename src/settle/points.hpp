#pragma once
// locarno/settle/points.hpp -- the frontier and the fair points of a score table, exactly.
//
// Question   A score table: what each settlement is worth to each party, what no agreement is worth, what rules hold.
// Answer     frontier: how many vectors of worth no settlement improves for one without worsening another, by how many
//            settlements they are reached, and how many of them reach every party's fallback; with witnesses.
//            points, each under its own name and with all ties (u worth, r fallback, I ideal):
//              nash            largest product of u - r among settlements with u >= r for all
//              egalitarian     largest least u - r
//              leximin         the same; of those the largest next to least, and so on: at most one vector of gains
//              ks              largest least (u - r) / (I - r), with I the most that each can get while all reach their
//                              fallback (Kalai & Smorodinsky, for finite sets)
//              welfare         largest sum of u
//              min_difference  on the frontier, least sum of |u_i - u_j| over pairs
//            All of them lie on the frontier. Of several with the same value the one worth least to the first party (then to the
//            second ...) stands first and the others are its ties.
// Method     With the frontier at hand, its points are compared by exact rationals. Without it: see bargain.hpp.
// Source     Nash (1950) Econometrica 18:155; Kalai & Smorodinsky (1975) Econometrica 43:513; Imai (1983) Econometrica
//            51:389 (leximin); docs/settle.md has the definitions other tools use under the same names.
// Cost       Two parties: grows with the frontier times the options of an issue. Three: likewise, times a logarithm. More:
//            the frontier itself explodes: above 4,194,304 settlements it is built only within run.limits.nodes (candidates
//            looked at), and where that ends it the verdict says so. Without it: Nash at 8 parties x 40 issues x 10 options takes
//            hundredths of a second, the points of least gain seconds to a minute.
// Certainty  each part carries its proof: listed (compared with every frontier point), bounded (an exact bound excludes any better
//            one), solver (CBC found nothing better; the settlement itself is verified exactly), open.
// Threads    pure. Deterministic.
// Tested by  points_test.cpp, tests/settle/points_laws_test.cpp, tests/settle/domain_oracle_test.cpp.
#include <optional>
#include <string>
#include <vector>

#include "base/run.hpp"
#include "settle/score_table.hpp"

namespace locarno::settle {

/// Which definitions. own: as above. genius: worth capped at 1, "ks" = min_difference, nash over the whole frontier.
/// negmas: the least a party can get counts as its fallback when that is more; ks = least spread of normalised gains.
enum class PointRules { own, genius, negmas };

struct PointsQuestion {
  const ScoreTable* table = nullptr;
  PointRules rules = PointRules::own;
  std::size_t list_at_most = 2000;   ///< frontier points to hand out with their settlements
  bool with_frontier = true;         ///< false: fair points only, without building it
  /// Which points are looked for when the frontier is not at hand; with it, all of them come for nothing.
  bool nash = true, egalitarian = true, ks = true, welfare = true;
};

/// How sure it is that nothing is better.
enum class Proof { listed, bounded, solver, open };
std::string_view to_string(Proof proof);

struct FrontierPoint {
  std::vector<Rational> worth;      ///< [party]
  Choice outcome;                   ///< one settlement with that worth
  Integer settlements;              ///< how many have it; 0 = not counted
  bool is_acceptable = false;       ///< every party at or above its fallback
};

struct FairPoint {
  FrontierPoint at;
  Rational value;                   ///< of what is made large or small
  std::vector<FrontierPoint> ties;  ///< other vectors of worth with the same value; at most 100
  std::uint64_t tie_count = 0;      ///< how many there are
  Proof proof = Proof::open;
  std::optional<Rational> bound;    ///< when not proved: no settlement has a value beyond this
};

struct PointsAnswer {
  Integer outcomes;                                  ///< settlements before the rules
  std::optional<Integer> passing;                    ///< that meet the rules; none = not counted
  Verdict frontier = Verdict::limit_reached;         ///< proved: the numbers below are exact
  std::uint64_t pareto_points = 0;
  Integer pareto_outcomes;
  std::uint64_t pareto_points_rational = 0;
  Integer pareto_outcomes_rational;
  std::vector<FrontierPoint> points;                 ///< the first list_at_most, by worth to the first party, descending
  std::vector<Rational> fallback;                    ///< [party] the one used
  std::vector<Rational> ideal;                       ///< [party] the one used by ks; empty when nothing is acceptable to all
  std::optional<FairPoint> nash, egalitarian, leximin, ks, welfare, min_difference;
  bool is_rounded = false;                           ///< scores were rounded (front.hpp); then nothing is proved
  std::vector<std::string> notes;
  Effort effort;
  bool is_cancelled = false;
};

/// Errors: those of check_table; cancelled when nothing is known yet.
/// Not an error: nothing meets the rules, or nothing is acceptable to all (the points that need it are absent).
Result<PointsAnswer> points(const PointsQuestion& question, Run& run);

/// The obvious twin: lists every settlement. Errors: limit_reached above 2^22 settlements.
Result<PointsAnswer> points_by_listing(const PointsQuestion& question, Run& run);

}  // namespace locarno::settle
