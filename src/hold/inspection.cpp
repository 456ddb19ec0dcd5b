#include "hold/inspection.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

namespace locarno::hold {
namespace {

double normal_below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

double normal_at(double share) {
  double low = -40, high = 40;
  for (int round = 0; round < 120; ++round) {
    const double middle = 0.5 * (low + high);
    (normal_below(middle) < share ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

Result<void> check_game(unsigned periods, unsigned inspections) {
  if (periods == 0 || periods > 10'000) return fail(ErrorCode::bad_input, fmt::format("{} periods, expected 1 to 10000", periods));
  if (inspections > periods) return fail(ErrorCode::bad_input, fmt::format("{} inspections in {} periods", inspections, periods));
  return {};
}

}  // namespace

Result<double> detection_needed(const BreachQuestion& q) {
  if (!(q.alarm_rate >= 0 && q.alarm_rate <= 1)) return fail(ErrorCode::bad_input, fmt::format("the alarm rate {} is no chance, expected 0 to 1", q.alarm_rate));
  for (const double amount : {q.gain, q.penalty, q.accusation_cost})
    if (!(amount >= 0 && std::isfinite(amount))) return fail(ErrorCode::bad_input, fmt::format("the amount {} is negative or no number", amount));
  if (!(q.gain + q.penalty > 0)) return fail(ErrorCode::bad_input, "neither gain nor penalty: nothing is at stake");
  return (q.gain + q.alarm_rate * q.accusation_cost) / (q.gain + q.penalty);
}

double detection(double alarm_rate, double skill) {
  if (alarm_rate <= 0) return 0;
  if (alarm_rate >= 1) return 1;
  return normal_below(normal_at(alarm_rate) + skill);
}

Result<AlarmRate> best_alarm_rate(double gain, double penalty, double accusation_cost, double skill) {
  LOC_TRY(const double at_none, detection_needed({gain, penalty, 0, accusation_cost}));
  AlarmRate best{0, 0, at_none, -at_none};
  // The margin is concave in the alarm rate: the curve of a monitor with skill is, and the need is a line.
  double low = 0, high = 1;
  const double slope = accusation_cost / (gain + penalty);
  for (int round = 0; round < 200; ++round) {
    const double first = low + (high - low) / 3, second = high - (high - low) / 3;
    const bool rises = detection(first, skill) - slope * first < detection(second, skill) - slope * second;
    (rises ? low : high) = rises ? first : second;
  }
  const double rate = 0.5 * (low + high), detected = detection(rate, skill), needed = at_none + slope * rate;
  if (detected - needed > best.margin) best = {rate, detected, needed, detected - needed};
  return best;
}

Result<Rational> inspection_value(unsigned periods, unsigned inspections) {
  LOC_CHECK(check_game(periods, inspections));
  Integer none, sum = 0, one;
  mpz_bin_uiui(none.get_mpz_t(), periods - 1, inspections);
  for (unsigned k = 0; k <= inspections; ++k) {
    mpz_bin_uiui(one.get_mpz_t(), periods, k);
    sum += one;
  }
  Rational value(-none, sum);
  value.canonicalize();
  return value;
}

Result<Rational> inspection_value_by_recursion(unsigned periods, unsigned inspections) {
  LOC_CHECK(check_game(periods, inspections));
  if (periods > 200) return fail(ErrorCode::limit_reached, "the recursion is for at most 200 periods");
  // [m]: value with as many periods left as the round says; as many inspections as periods catch everything: legal is best, 0.
  std::vector<Rational> before(inspections + 1, Rational(0)), now(inspections + 1);
  for (unsigned n = 1; n <= periods; ++n) {
    for (unsigned m = 0; m <= inspections; ++m) {
      if (m >= n) { now[m] = 0; continue; }
      if (m == 0) { now[m] = -1; continue; }
      // inspect or not, against legal or breach: [[before[m-1], 1], [before[m], -1]]
      const Rational a = before[m - 1], b = 1, c = before[m], d = -1;
      const Rational rows = std::max(std::min(a, b), std::min(c, d)), columns = std::min(std::max(a, c), std::max(b, d));
      now[m] = rows >= columns ? rows : Rational((a * d - b * c) / (a + d - b - c));
    }
    before = now;
  }
  return before[inspections];
}

}  // namespace locarno::hold
