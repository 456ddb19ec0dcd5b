#pragma once
// locarno/hold/band.hpp -- what is not known of the parameters, and what that makes of the answer.
//
// Question   A package, the parameters that the text or the analyst fixes, ranges the analyst gives, the years asked for.
// Answer     `band`: quantiles of the chance kept over draws of all parameters that are not fixed. `tornado`: the chance kept with one
//            parameter at a time at either end of its range. `indices`: which share of the spread each parameter explains alone (first) and
//            with others (total). `attribute`: what each group of levers does to the rate of breaking.
// Method     Each draw takes one number per parameter from a counter-based stream (seed, draw), put through the inverse of its
//            distribution: triangular on a range with its mode at the value, log-normal, beta. Indices: Saltelli's design with Jansen's
//            estimators (Saltelli et al. 2010). Attribution: Shapley (1953) over the seven groups, all 128 sets.
// Cost       Draws * years. 100000 draws at 40 years: below a second on one core.
// Certainty  The same question and seed give the same bytes on any number of threads. A band says how the answer moves within the
//            ranges; it does not say how likely the model is.
// Errors     as survival; no draws or more than 10 million draws times years; a range outside of what is accepted; cancelled.
// No error   A lever that the package leaves at nothing (no tripwire, no decay) is not drawn: the text does not have it.
// Tested by  tests/hold/band_test.cpp
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/run.hpp"
#include "hold/survival.hpp"

namespace locarno::hold {

/// What a case or a command line says of a parameter.
struct Given {
  double value = 0;            ///< used for the point; the mode of a range
  double low = 0, high = 0;    ///< equal to the value: known, not drawn
};
using GivenValues = std::map<std::string, Given, std::less<>>;   ///< by the parameter's name

/// The default package with the values given. Errors as `set`.
Result<Package> package_of(const GivenValues& given);

struct BandQuestion {
  GivenValues given;
  std::vector<double> years = {1, 2, 5, 10};
  std::uint32_t draws = 10'000;
};

struct BandAnswer {
  std::vector<double> years;
  std::vector<double> p05, p25, p50, p75, p95;   ///< [year]
  std::uint32_t draws = 0;
  std::vector<std::string> drawn;                ///< names of the parameters that were
};
Result<BandAnswer> band(const BandQuestion& question, const Run& run);

struct TornadoRow { std::string name; double low = 0, high = 0, kept_low = 0, kept_high = 0; };
/// Widest first; every parameter that has a range, the given ones within theirs.
Result<std::vector<TornadoRow>> tornado(const GivenValues& given, double year);

struct IndexRow { std::string name; double first = 0, total = 0; };
/// Of the chance kept to `year`, by `draws` base points; largest total first.
Result<std::vector<IndexRow>> indices(const GivenValues& given, double year, std::uint32_t draws, const Run& run);

inline constexpr std::array<std::string_view, 7> lever_groups = {"denial", "punishment", "carrots", "share", "power_shift", "monitoring", "first_strike"};
/// The same package without guarantee, punishment, carrots and commission, and with poor monitors.
Package bare(const Package& package);
/// What each group adds to log Lambda(year) when the reference becomes the package; the seven add up to the whole change.
std::array<double, 7> attribute(const Package& reference, const Package& package, double year);

/// Inverse of the standard normal distribution, good to 1e-8: for draws.
double normal_quantile(double share);

}  // namespace locarno::hold
