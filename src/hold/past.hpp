#pragma once
// locarno/hold/past.hpp -- how long settlements of a kind have lasted: the outside view beside the model of hold/survival.hpp.
//
// Question   A kind of past settlement ("interstate"), a ratio by which this one's rate of breaking is said to differ, the years asked for.
// Answer     The chance kept, with a band, by two curves that were fitted to the same public table: a constant rate that differs from
//            case to case (gamma frailty), and a share that never breaks with a constant rate for the rest (cured fraction). Which
//            fits better differs from table to table; they part in the long run.
// Method     Maximum likelihood on the tables named with each kind; the fitted parameters stand here, the tables do not. Bands draw
//            the two parameters from the normal approximation (observed information), and a ratio given as a range from a log-normal
//            with the range as its middle 95 %.
// Certainty  Same question and seed, same bytes. The band is of the fit alone; that this settlement is one of the kind is an assumption.
// Errors     not_found for an unknown kind, with the nearest; bad_input for a ratio that is not above 0 and at most 1000, years outside
//            0 to 200, more than 100,000 draws.
// Tested by  tests/hold/past_test.cpp (refits the tables where they are at hand)
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"

namespace locarno::hold {

/// Two parameters on the scale on which they were fitted, with their standard errors and correlation.
struct FittedPair {
  double log_rate = 0, second = 0;          ///< second: log variance of the frailty; log odds of never breaking
  double log_rate_error = 0, second_error = 0, correlation = 0;
  double aic = 0;
};

struct PastKind {
  std::string_view id, name, source;
  unsigned cases = 0, broken = 0;
  FittedPair frailty, cured;
};

const std::vector<PastKind>& past_kinds();
Result<const PastKind*> find_past(std::string_view id);

double kept_by_frailty(const FittedPair& fit, double ratio, double year);
double kept_by_cured(const FittedPair& fit, double ratio, double year);

struct PastQuestion {
  std::string_view kind = "interstate";
  double ratio = 1, ratio_low = 1, ratio_high = 1;   ///< equal: not drawn
  std::vector<double> years = {1, 2, 5, 10};
  std::uint32_t draws = 4000;
};

struct PastCurve { std::vector<double> kept, p05, p95; };   ///< [year]
struct PastAnswer {
  const PastKind* kind = nullptr;
  std::vector<double> years;
  PastCurve frailty, cured;
};
Result<PastAnswer> past(const PastQuestion& question, const Run& run);

}  // namespace locarno::hold
