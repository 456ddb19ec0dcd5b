#include "hold/past.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/counter_random.hpp"
#include "hold/band.hpp"
#include "model/nearest.hpp"

namespace locarno::hold {
namespace {

constexpr std::uint32_t purpose = 0x5041;
constexpr std::string_view termination = "UCDP Conflict Termination Dataset v3-2021 (Kreutz 2010), own fit";
constexpr std::string_view fortna = "Fortna, Peacekeeping and the Peacekept (2004), own fit";

using CurveOf = double (*)(const FittedPair&, double, double);

PastCurve drawn(const FittedPair& fit, CurveOf curve, const PastQuestion& question, std::uint64_t seed) {
  PastCurve out;
  const double log_ratio = std::log(question.ratio_low) * 0.5 + std::log(question.ratio_high) * 0.5;
  const double ratio_error = (std::log(question.ratio_high) - std::log(question.ratio_low)) / (2 * 1.959963984540054);
  std::vector<std::vector<double>> values(question.years.size());
  for (std::uint32_t draw = 0; draw < question.draws; ++draw) {
    CounterStream stream(seed, purpose, draw);
    const double first = normal_quantile(stream.next()), second = normal_quantile(stream.next()), third = normal_quantile(stream.next());
    FittedPair one = fit;
    one.log_rate += fit.log_rate_error * first;
    one.second += fit.second_error * (fit.correlation * first + std::sqrt(1 - fit.correlation * fit.correlation) * second);
    const double ratio = ratio_error > 0 ? std::exp(log_ratio + ratio_error * third) : question.ratio;
    for (std::size_t k = 0; k < values.size(); ++k) values[k].push_back(curve(one, ratio, question.years[k]));
  }
  for (std::size_t k = 0; k < values.size(); ++k) {
    out.kept.push_back(curve(fit, question.ratio, question.years[k]));
    if (values[k].empty()) continue;
    std::sort(values[k].begin(), values[k].end());
    const auto at = [&](double share) { return values[k][static_cast<std::size_t>(share * static_cast<double>(values[k].size() - 1) + 0.5)]; };
    out.p05.push_back(at(.05));
    out.p95.push_back(at(.95));
  }
  return out;
}

}  // namespace

const std::vector<PastKind>& past_kinds() {
  static const std::vector<PastKind> table = {
      {"interstate", "wars between states, however they ended, until the two fight again", termination, 68, 23,
       {-2.881787, 1.868692, .441316, .312653, .341603, 236.008}, {-2.297220, .587588, .241448, .264727, .126387, 235.673}},
      {"ceasefire", "armed conflicts that a ceasefire ended, until the two fight again", termination, 95, 40,
       {-2.190176, 1.475713, .313893, .246421, .339384, 341.601}, {-1.753577, .168290, .182171, .221004, .147942, 337.327}},
      {"agreement", "armed conflicts that a peace agreement ended, until the two fight again", termination, 105, 25,
       {-3.112327, 2.171110, .409321, .306623, .342640, 261.161}, {-1.832314, 1.083275, .233431, .235143, .134545, 252.503}},
      {"signed", "peace agreements 1975-2021, partial ones included, until a signatory ended them", "UCDP Peace Agreement Dataset v22.1, own fit", 369, 129,
       {-.136474, 2.444452, .252492, .112141, .306682, 837.005}, {-.521059, .580662, .091160, .110502, .040333, 857.808}},
      {"civil", "ceasefires in civil wars 1944-1999, until war again", fortna, 156, 84,
       {-.742945, 1.571026, .277148, .160113, .404485, 569.557}, {-1.472888, -.294156, .129432, .175857, .201985, 602.014}},
      {"civil_after_1989", "ceasefires in civil wars after the Cold War, until war again", fortna, 95, 55,
       {-.174497, 1.361872, .310887, .201107, .377693, 282.882}, {-.375363, -.329485, .141427, .209222, .031904, 281.889}},
  };
  return table;
}

Result<const PastKind*> find_past(std::string_view id) {
  std::vector<std::string_view> known;
  for (const PastKind& kind : past_kinds()) {
    if (kind.id == id) return &kind;
    known.push_back(kind.id);
  }
  return fail(ErrorCode::not_found, fmt::format("no kind of past settlement is called '{}'{}; known are {}", id.substr(0, 60), did_you_mean(std::string(id.substr(0, 60)), known), fmt::join(known, ", ")));
}

double kept_by_frailty(const FittedPair& fit, double ratio, double year) {
  const double variance = std::exp(fit.second);
  return std::exp(-std::log1p(variance * ratio * std::exp(fit.log_rate) * year) / variance);
}

double kept_by_cured(const FittedPair& fit, double ratio, double year) {
  const double never = 1 / (1 + std::exp(-fit.second));
  return never + (1 - never) * std::exp(-ratio * std::exp(fit.log_rate) * year);
}

Result<PastAnswer> past(const PastQuestion& question, const Run& run) {
  PastAnswer answer;
  LOC_TRY(answer.kind, find_past(question.kind));
  for (const double ratio : {question.ratio, question.ratio_low, question.ratio_high})
    if (!(ratio > 0 && ratio <= 1000)) return fail(ErrorCode::bad_input, fmt::format("the ratio {} is not above 0 and at most 1000", ratio));
  if (question.ratio_low > question.ratio_high) return fail(ErrorCode::bad_input, "the range of the ratio has a lowest number above its highest");
  for (const double year : question.years)
    if (!(year >= 0 && year <= 200)) return fail(ErrorCode::bad_input, fmt::format("the year {} is not within 0 to 200", year));
  if (question.draws > 100'000) return fail(ErrorCode::bad_input, "more than 100000 draws of a fit");
  answer.years = question.years;
  answer.frailty = drawn(answer.kind->frailty, kept_by_frailty, question, run.seed);
  answer.cured = drawn(answer.kind->cured, kept_by_cured, question, run.seed);
  return answer;
}

}  // namespace locarno::hold
