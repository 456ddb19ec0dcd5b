#include "watch/change_points.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

namespace locarno::watch {
namespace {

constexpr std::size_t most_steps = 6000;

double log_gamma(double x) {
  int sign = 0;
  return ::lgamma_r(x, &sign);
}

double log_sum(double a, double b) {
  if (a < b) std::swap(a, b);
  return std::isinf(b) ? a : a + std::log1p(std::exp(b - a));
}

/// Closed forms of periods, from running sums of counts and of known steps.
class Periods {
 public:
  Periods(const ChangeQuestion& question, double phi) : phi_(phi), shape_(question.shape) {
    sums_.push_back(0), steps_.push_back(0);
    for (const std::int64_t count : question.counts) {
      sums_.push_back(sums_.back() + static_cast<double>(std::max<std::int64_t>(0, count)));
      steps_.push_back(steps_.back() + (count >= 0 ? 1 : 0));
    }
    const double mean = steps_.back() > 0 && sums_.back() > 0 ? sums_.back() / steps_.back() : 1;
    rate_ = question.rate > 0 ? question.rate : shape_ / mean;
    constant_ = shape_ * std::log(rate_) - log_gamma(shape_);
    stays_ = std::log1p(-1 / question.period);
    changes_ = -std::log(question.period);
  }
  std::size_t size() const { return sums_.size() - 1; }
  double changes() const { return changes_; }
  /// Of [from, until), with the chance that no change came within it.
  double log_evidence(std::size_t from, std::size_t until) const {
    const double s = (sums_[until] - sums_[from]) / phi_, n = (steps_[until] - steps_[from]) / phi_;
    return constant_ + log_gamma(shape_ + s) - (shape_ + s) * std::log(rate_ + n) + static_cast<double>(until - from - 1) * stays_;
  }
  Period period(std::size_t from, std::size_t until) const {
    const double s = (sums_[until] - sums_[from]) / phi_, n = (steps_[until] - steps_[from]) / phi_;
    return {from, until, (shape_ + s) / (rate_ + n)};
  }

 private:
  std::vector<double> sums_, steps_;
  double phi_, shape_, rate_ = 1, constant_ = 0, stays_ = 0, changes_ = 0;
};

/// Pooled variance over mean within periods of 28 steps.
double dispersion(const std::vector<std::int64_t>& counts) {
  double over = 0, freedom = 0;
  for (std::size_t from = 0; from < counts.size(); from += 28) {
    const std::span<const std::int64_t> part(counts.data() + from, std::min<std::size_t>(28, counts.size() - from));
    double n = 0, sum = 0, squares = 0;
    for (const std::int64_t count : part)
      if (count >= 0) n += 1, sum += static_cast<double>(count), squares += static_cast<double>(count) * static_cast<double>(count);
    if (n < 2 || sum <= 0) continue;
    over += (squares - sum * sum / n) / (sum / n);
    freedom += n - 1;
  }
  return freedom > 0 ? std::max(1.0, over / freedom) : 1;
}

Result<double> check(const ChangeQuestion& question) {
  if (question.counts.empty()) return fail(ErrorCode::bad_input, "there is no step in which a change could be");
  if (question.counts.size() > most_steps) return fail(ErrorCode::bad_input, "changes are sought in at most 6000 steps, there are " + std::to_string(question.counts.size()));
  if (!(question.period >= 2) || !(question.shape > 0) || question.rate < 0 || question.phi < 0) return fail(ErrorCode::bad_input, "changes must be expected at most every second step, the belief must be above 0");
  return question.phi > 0 ? question.phi : dispersion(question.counts);
}

}  // namespace

Result<ChangeAnswer> change_points(const ChangeQuestion& question) {
  ChangeAnswer answer;
  LOC_TRY(answer.phi, check(question));
  const Periods periods(question, answer.phi);
  const std::size_t n = periods.size();
  constexpr double none = -std::numeric_limits<double>::infinity();
  std::vector<double> best(n + 1, none), forward(n + 1, none), backward(n + 1, none);
  std::vector<std::size_t> from_of(n + 1, 0);
  best[0] = forward[0] = 0;
  for (std::size_t until = 1; until <= n; ++until)
    for (std::size_t from = 0; from < until; ++from) {
      const double part = periods.log_evidence(from, until) + (from > 0 ? periods.changes() : 0);
      forward[until] = log_sum(forward[until], forward[from] + part);
      if (best[from] + part > best[until]) best[until] = best[from] + part, from_of[until] = from;
    }
  backward[n] = 0;
  for (std::size_t from = n; from-- > 0;)
    for (std::size_t until = from + 1; until <= n; ++until)
      backward[from] = log_sum(backward[from], periods.log_evidence(from, until) + (until < n ? periods.changes() : 0) + backward[until]);
  answer.log_evidence = forward[n];
  answer.log_best = best[n];
  answer.change.push_back(1);
  for (std::size_t step = 1; step < n; ++step) answer.change.push_back(std::min(1.0, std::exp(forward[step] + periods.changes() + backward[step] - forward[n])));
  double young = 0;
  for (std::size_t from = n; from-- > 0;) {
    young += std::exp(forward[from] + periods.log_evidence(from, n) + (from > 0 ? periods.changes() : 0) - forward[n]);
    answer.younger.push_back(std::min(1.0, young));
  }
  for (std::size_t until = n; until > 0; until = from_of[until]) answer.periods.push_back(periods.period(from_of[until], until));
  std::reverse(answer.periods.begin(), answer.periods.end());
  return answer;
}

Result<ChangeAnswer> change_points_by_listing(const ChangeQuestion& question) {
  ChangeAnswer answer;
  LOC_TRY(answer.phi, check(question));
  const Periods periods(question, answer.phi);
  const std::size_t n = periods.size();
  if (n > 16) return fail(ErrorCode::bad_input, "the listing takes at most 16 steps");
  constexpr double none = -std::numeric_limits<double>::infinity();
  answer.log_best = answer.log_evidence = none;
  std::vector<double> change(n, none), last(n, none);
  for (std::uint32_t mask = 0; mask < (1u << (n - 1)); ++mask) {   // bit k: a period begins at step k + 1
    double value = 0;
    std::vector<Period> parts;
    std::size_t from = 0;
    for (std::size_t until = 1; until <= n; ++until) {
      if (until < n && (mask >> (until - 1) & 1) == 0) continue;
      value += periods.log_evidence(from, until) + (from > 0 ? periods.changes() : 0);
      parts.push_back(periods.period(from, until));
      from = until;
    }
    answer.log_evidence = log_sum(answer.log_evidence, value);
    for (const Period& part : parts) change[part.from] = log_sum(change[part.from], value);
    last[parts.back().from] = log_sum(last[parts.back().from], value);
    if (value > answer.log_best) answer.log_best = value, answer.periods = parts;
  }
  for (const double one : change) answer.change.push_back(std::exp(one - answer.log_evidence));
  double young = 0;
  for (std::size_t from = n; from-- > 0;) answer.younger.push_back(young += std::exp(last[from] - answer.log_evidence));
  return answer;
}

namespace {

/// P(X >= k), X of n with share p.
double upper(std::int64_t n, std::int64_t k, double p) {
  if (k <= 0) return 1;
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  const auto log_p = [&](std::int64_t x) {
    const double d = static_cast<double>(x), m = static_cast<double>(n);
    return log_gamma(m + 1) - log_gamma(d + 1) - log_gamma(m - d + 1) + d * std::log(p) + (m - d) * std::log1p(-p);
  };
  double out = 0;
  for (std::int64_t x = n; x >= k; --x) out += std::exp(log_p(x));
  return std::min(1.0, out);
}

std::int64_t sum(const std::vector<std::int64_t>& counts, std::size_t from, std::size_t until) {
  std::int64_t out = 0;
  for (std::size_t step = from; step < until; ++step) out += std::max<std::int64_t>(0, counts[step]);
  return out;
}

}  // namespace

HotSpots hot_spots(const std::vector<const std::vector<std::int64_t>*>& series, std::size_t window, std::size_t baseline) {
  HotSpots out;
  const std::size_t n = series.empty() ? 0 : series[0]->size();
  if (series.size() < 2 || window == 0 || n <= window) return out;
  const std::size_t begin = n - window, first = begin - std::min(begin, baseline);
  std::vector<std::int64_t> before, now;
  for (const auto* one : series) before.push_back(sum(*one, first, begin)), now.push_back(sum(*one, begin, n));
  out.events_before = std::accumulate(before.begin(), before.end(), std::int64_t{0});
  out.events_now = std::accumulate(now.begin(), now.end(), std::int64_t{0});
  if (out.events_before < 20 || out.events_now < 5 || out.events_now > 10'000'000) return out;
  std::vector<std::size_t> order(series.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return before[a] > before[b]; });
  std::int64_t hot_before = 0, hot_now = 0;
  for (const std::size_t k : order) {
    if (4 * hot_before >= 3 * out.events_before) break;
    out.hot.push_back(k);
    hot_before += before[k], hot_now += now[k];
  }
  const double all_before = static_cast<double>(out.events_before), all_now = static_cast<double>(out.events_now);
  // Half an event more on either side, so that a share of 0 or 1 surprises without being impossible.
  const auto share = [&](std::int64_t events) { return (static_cast<double>(events) + 0.5) / (all_before + 1); };
  out.share_before = static_cast<double>(hot_before) / all_before;
  out.share_now = static_cast<double>(hot_now) / all_now;
  const double p = share(hot_before);
  out.chance = std::min(1.0, 2 * std::min(upper(out.events_now, hot_now, p), upper(out.events_now, out.events_now - hot_now, 1 - p)));
  for (std::size_t k = 0; k < series.size(); ++k) {
    const double chance = std::min(1.0, upper(out.events_now, now[k], share(before[k])) * static_cast<double>(series.size()));
    if (chance >= out.risen_chance) continue;
    out.risen = k, out.risen_chance = chance;
    out.risen_before = static_cast<double>(before[k]) / all_before, out.risen_now = static_cast<double>(now[k]) / all_now;
  }
  return out;
}

}  // namespace locarno::watch
