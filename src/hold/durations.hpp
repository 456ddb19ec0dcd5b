#pragma once
// locarno/hold/durations.hpp -- how long past agreements and ceasefires lasted, and the curves that describe such times.
//
// Question   Times until an end, some of them cut off before it (censored), perhaps with covariates.
// Answer     Maximum-likelihood fits: exponential, Weibull, log-normal (accelerated time), gamma frailty ("Lomax": a constant rate that
//            differs from case to case, the core of hold/survival.hpp), a cured fraction, Cox with Breslow's baseline; Kaplan-Meier;
//            Harrell's C; Brier scores weighted for censoring (Graf et al. 1999).
// Method     BFGS on the log-likelihood with gradients by observation; Newton for Cox.
// Cost       observations * covariates * some tens of steps; Harrell's C: observations squared.
// Errors     bad_input: no observations, no ends, a time that is not above 0, rows of different length.
// Tested by  tests/hold/durations_test.cpp
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace locarno::hold {

struct Duration {
  double years = 0;
  bool has_ended = false;
  std::string group;                  ///< conflict or country: never split between training and test
  std::vector<double> covariates;
};

enum class Curve { base_rate, exponential, weibull, log_normal, frailty, cured, cox };
std::string_view to_string(Curve curve);

struct CurveFit {
  Curve curve = Curve::exponential;
  double log_likelihood = 0;          ///< Cox: partial; base rate: 0
  double aic = 0;
  double shape = 1;                   ///< Weibull k; log-normal sigma; frailty theta; cured: share that never ends
  double location = 0;                ///< log rate (log-normal: log median), at covariates of 0 after centring
  std::vector<double> coefficients;   ///< of the centred and scaled covariates; a positive one shortens (log-normal: negative)
  std::vector<double> center, scale;
  std::vector<double> step_years, step_values;   ///< Kaplan-Meier's S, or Breslow's cumulative baseline
  bool has_converged = true;
  double log_rate(const std::vector<double>& covariates) const;
  /// The chance to last `years`.
  double lasts(const std::vector<double>& covariates, double years) const;
};

Result<CurveFit> fit(Curve curve, const std::vector<Duration>& rows);

/// Kaplan-Meier at some years.
std::vector<double> kaplan_meier(const std::vector<Duration>& rows, const std::vector<double>& years);

/// Of pairs whose order is known: how often the one with the lower chance ended first. 0.5 without any.
double concordance(const std::vector<Duration>& rows, const std::vector<double>& chances);

/// Mean squared difference of forecast and outcome at `years`, weighted by the inverse chance of not being cut off.
double brier(const std::vector<Duration>& rows, const std::vector<double>& chances, double years);

}  // namespace locarno::hold
