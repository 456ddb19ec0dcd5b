#pragma once
// locarno/hold/survival.hpp -- would it be kept: the chance that a settlement still stands after so many years, and who breaks it first.
//
// Question   A package of parameters (hold/package.hpp) and a horizon in years.
// Answer     The chance that it is kept to each year asked for, the mean time kept within the horizon, the median, who is first.
// Method     Each party compares war with peace (Fearon 1995; Powell 2006 where the share is renegotiated); a crisis turns into a
//            war with a chance that is logistic in the difference; incidents escalate by accident; one gamma frailty multiplies all
//            three rates, so S(t) = (1 + theta Lambda(t))^(-1/theta). Guarantees enter through the chance that they are honoured,
//            punishment through the chance that it is applied, monitors through detection. docs/hold.md has the equations.
// Cost       Constant rates: a power for each year. Otherwise six Gauss nodes for each two years, cut where a guarantee ends.
// Certainty  The arithmetic is good to about 1e-9. The model is a model: what it says is an assessment, never a finding.
// Errors     bad_input: a parameter outside of what is accepted; a horizon that is not above 0 and at most 200; more than 2000 years.
// No error   A median beyond the horizon (infinite); no hazard at all.
// Tested by  tests/hold/survival_test.cpp
#include <vector>

#include "base/result.hpp"
#include "hold/package.hpp"

namespace locarno::hold {

struct Hazards {
  double a = 0, b = 0, accident = 0;   ///< a year, before frailty
  double total() const { return a + b + accident; }
};

/// Chance that the guarantee is honoured at `year`, tripwire included.
double guarantee(const Package& package, double year);
/// What war is worth above peace to each.
struct Margins { double a = 0, b = 0; };
Margins margins(const Package& package, double year);
Hazards hazards(const Package& package, double year);

/// What makes A indifferent between war and peace at `year`: the effective chance (seen and honoured), and the chance that the
/// guarantee is honoured. Below 0: none is needed; above 1: none suffices; infinite when a guarantor changes nothing.
struct NeededGuarantee { double effective = 0, honoured = 0; };
NeededGuarantee needed_guarantee(const Package& package, double year = 0);

struct SurvivalAnswer {
  std::vector<double> years;            ///< as asked
  std::vector<double> kept;             ///< [year]
  std::vector<double> cumulative;       ///< [year]: Lambda
  double horizon = 0;
  double kept_to_horizon = 0;
  double mean_years = 0;                ///< restricted mean: of min(time kept, horizon)
  double median = 0;                    ///< infinite when beyond 1000 years
  double first_a = 0, first_b = 0, first_accident = 0;   ///< shares of the breaks within the horizon; 0 when none can happen
};

/// `years` ascend and lie within the horizon.
Result<SurvivalAnswer> survival(const Package& package, const std::vector<double>& years, double horizon);

/// The chance kept to one year, without checks: for draws.
double kept_to(const Package& package, double year);
/// Lambda at ascending years, without checks.
void cumulative_hazard(const Package& package, const double* years, std::size_t count, double* out);
/// S from Lambda.
double kept_of(double cumulative, double theta);

/// What verified serious violations say of the frailty: its mean after `violations` in the time in which Lambda has grown to
/// `cumulative` and the reference exposure to `exposure`. Z | data ~ Gamma(1/theta + violations, 1/theta + cumulative + exposure).
double frailty_after(double theta, double cumulative, double violations, double exposure);
/// The chance kept from `from` to `to` years, given that and given that it still stands.
double kept_after(const Package& package, double from, double to, double violations, double exposure);

// Closed forms for constant rates: what the numbers above must agree with.
double kept_at_constant(double rate, double theta, double year);
double mean_years_at_constant(double rate, double theta, double horizon);
double median_at_constant(double rate, double theta);
/// The rate changes once, at `change`.
double kept_at_two_rates(double before, double after, double change, double theta, double year);

/// The slow twin: `runs` histories drawn with their frailty, crisis by crisis; the share still kept at `year`, by the stream `seed`.
double kept_by_drawing(const Package& package, double year, unsigned runs, unsigned seed);

}  // namespace locarno::hold
