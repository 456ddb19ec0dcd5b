#pragma once
// locarno/hold/backtest.hpp -- how well do curves foresee how long past agreements lasted, out of sample?
//
// Question   A table of durations, the curves to compare, years at which to score, repeats.
// Answer     For each curve over all repeats: Harrell's C and Brier scores of forecasts made without the group's own rows, and how
//            far the mean forecast is from what happened (calibration), in all and in thirds of the forecast.
// Method     Five-fold cross-validation; a conflict's rows stay together. Folds come from a counter-based stream (seed, repeat).
// Certainty  Same seed, same bytes on any number of threads. What is compared is ranking and base rates; the coefficients of clauses
//            describe who gets which clause and must not be used as what a clause does (docs/hold.md).
// Errors     as `fit`; fewer than 10 groups; cancelled.
// Tested by  tests/hold/durations_test.cpp
#include "base/run.hpp"
#include "hold/duration_tables.hpp"

namespace locarno::hold {

struct BacktestQuestion {
  const DurationTable* table = nullptr;
  std::vector<Curve> curves = {Curve::base_rate, Curve::exponential, Curve::weibull, Curve::cox, Curve::log_normal, Curve::frailty, Curve::cured};
  std::vector<double> years = {1, 2, 5};
  unsigned repeats = 5;
};

struct CurveScore {
  Curve curve = Curve::base_rate;
  double concordance = 0.5, concordance_sd = 0;   ///< over the repeats
  std::vector<double> brier;                      ///< [year]
  std::vector<double> forecast_less_observed;     ///< [year]: mean forecast less Kaplan-Meier
  std::vector<std::vector<double>> thirds;        ///< [year][forecast low, observed low, middle ..., high ...], of the first repeat
};

struct BacktestAnswer {
  std::size_t rows = 0, ended = 0, groups = 0;
  std::vector<double> observed;                   ///< Kaplan-Meier at the years
  std::vector<CurveFit> shapes;                   ///< exponential, Weibull, frailty, cured without covariates, on all rows
  std::vector<CurveScore> scores;
};

Result<BacktestAnswer> backtest(const BacktestQuestion& question, const Run& run);

}  // namespace locarno::hold
