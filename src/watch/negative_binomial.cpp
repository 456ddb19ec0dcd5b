#include "watch/negative_binomial.hpp"

#include <algorithm>
#include <cmath>

namespace locarno::watch {
namespace {

/// std::lgamma writes a global sign, which threads would share.
double log_gamma(double x) {
  int sign = 0;
  return ::lgamma_r(x, &sign);
}

/// P(k+1) / P(k).
double step_up(const Rate& rate, double k) {
  if (std::isinf(rate.size)) return rate.mean / (k + 1);
  return (k + rate.size) / (k + 1) * (rate.mean / (rate.mean + rate.size));
}

}  // namespace

Rate fit_rate(std::span<const std::int64_t> counts, std::size_t* known) {
  double n = 0, sum = 0, squares = 0;
  for (const std::int64_t count : counts) {
    if (count < 0) continue;
    n += 1;
    sum += static_cast<double>(count);
  }
  if (known != nullptr) *known = static_cast<std::size_t>(n);
  Rate rate;
  rate.mean = n > 0 ? std::max(sum, 0.5) / n : 1;
  for (const std::int64_t count : counts)
    if (count >= 0) squares += (static_cast<double>(count) - rate.mean) * (static_cast<double>(count) - rate.mean);
  const double variance = n > 1 ? squares / (n - 1) : rate.mean;
  if (variance > rate.mean * (1 + 1e-9)) rate.size = std::max(1e-3, rate.mean * rate.mean / (variance - rate.mean));
  return rate;
}

double log_probability(const Rate& rate, std::int64_t count) {
  const double k = static_cast<double>(count), m = rate.mean, r = rate.size;
  if (std::isinf(r)) return k * std::log(m) - m - log_gamma(k + 1);
  return log_gamma(k + r) - log_gamma(r) - log_gamma(k + 1) - r * std::log1p(m / r) + k * std::log(m / (m + r));
}

std::vector<double> probabilities(const Rate& rate, double rest, std::size_t most) {
  std::vector<double> out;
  double log_p = log_probability(rate, 0), sum = 0;
  for (std::size_t k = 0; k < most; ++k) {
    out.push_back(std::exp(log_p));
    sum += out.back();
    if (static_cast<double>(k) > rate.mean && (1 - sum < rest || out.back() < rest * 1e-3)) break;
    log_p += std::log(step_up(rate, static_cast<double>(k)));
  }
  return out;
}

double chance_of_at_least(const Rate& rate, std::int64_t count, double steps) {
  const Rate whole{rate.mean * steps, rate.size * steps};
  if (count <= 0) return 1;
  double below = 0, p = log_probability(whole, 0);
  if (static_cast<double>(count) > whole.mean) {
    // The upper tail itself: one minus the rest would lose what is rare.
    double log_p = log_probability(whole, count), tail = 0;
    for (double k = static_cast<double>(count);; k += 1) {
      const double add = std::exp(log_p);
      tail += add;
      if (add <= tail * 1e-15) return std::min(1.0, tail);
      log_p += std::log(step_up(whole, k));
    }
  }
  for (std::int64_t k = 0; k < count; ++k) {
    below += std::exp(p);
    p += std::log(step_up(whole, static_cast<double>(k)));
  }
  return std::clamp(1 - below, 0.0, 1.0);
}

std::int64_t draw(const Rate& rate, double u) {
  double log_p = log_probability(rate, 0), sum = 0;
  for (std::int64_t k = 0;; ++k) {
    const double p = std::exp(log_p);
    sum += p;
    if (u < sum || (static_cast<double>(k) > rate.mean && p < 1e-18)) return k;
    log_p += std::log(step_up(rate, static_cast<double>(k)));
  }
}

}  // namespace locarno::watch
