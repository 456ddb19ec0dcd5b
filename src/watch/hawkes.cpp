#include "watch/hawkes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

#include "base/counter_random.hpp"

namespace locarno::watch {
namespace {

/// What the likelihood is made of once the decay is fixed: sum of w log(mu + n a) - mu T - n G.
struct Design {
  std::vector<double> a, w;
  double t = 0, g = 0;
  double log_likelihood(double mu, double n) const {
    double out = -mu * t - n * g;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (w[i] > 0) out += w[i] * std::log(std::max(1e-300, mu + n * a[i]));
    return out;
  }
};

Design design_of(const std::vector<double>& times, double length, double beta) {
  Design out;
  out.a.resize(times.size());
  out.w.assign(times.size(), 1);
  out.t = length;
  double excited = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (i > 0) excited = std::exp(-beta * (times[i] - times[i - 1])) * (excited + beta);
    out.a[i] = excited;
    out.g += -std::expm1(-beta * (length - times[i]));
  }
  return out;
}

Design design_of(const std::vector<std::int64_t>& counts, double beta) {
  Design out;
  const double rho = std::exp(-beta);
  double excited = 0;                                    // sum of (1 - rho) rho^(t-1-s) x_s
  for (const std::int64_t count : counts) {
    const double x = static_cast<double>(std::max<std::int64_t>(0, count));
    out.a.push_back(excited);
    out.w.push_back(x);
    out.t += 1;
    out.g += excited;
    excited = rho * excited + (1 - rho) * x;
  }
  return out;
}

/// The best mu for a fixed n, by Newton on log mu with halving: the function is concave in mu.
double best_background(const Design& design, double n) {
  double total = 0;
  for (const double w : design.w) total += w;
  double low = 1e-12, high = std::max(1e-9, total / design.t) * 4 + 1e-9;
  const auto slope = [&](double mu) {
    double out = -design.t;
    for (std::size_t i = 0; i < design.a.size(); ++i)
      if (design.w[i] > 0) out += design.w[i] / (mu + n * design.a[i]);
    return out;
  };
  if (slope(low) <= 0) return low;
  for (int round = 0; round < 60 && high - low > 1e-12 * high; ++round) {
    const double middle = round < 40 ? std::sqrt(low * high) : (low + high) / 2;
    (slope(middle) > 0 ? low : high) = middle;
  }
  return (low + high) / 2;
}

struct Inner { double mu = 0, n = 0, value = 0; };

/// The best (mu, n): damped Newton from a share of the mean; steps are cut to stay above 0.
Inner best_inner(const Design& design) {
  double total = 0;
  for (const double w : design.w) total += w;
  Inner at{std::max(1e-9, 0.5 * total / design.t), 0.5, 0};
  at.value = design.log_likelihood(at.mu, at.n);
  for (int round = 0; round < 60; ++round) {
    double dm = -design.t, dn = -design.g, mm = 0, mn = 0, nn = 0;
    for (std::size_t i = 0; i < design.a.size(); ++i) {
      if (design.w[i] <= 0) continue;
      const double l = std::max(1e-300, at.mu + at.n * design.a[i]), u = design.w[i] / l, v = u / l;
      dm += u;
      dn += u * design.a[i];
      mm += v;
      mn += v * design.a[i];
      nn += v * design.a[i] * design.a[i];
    }
    const double det = mm * nn - mn * mn;
    double step_m = dm * at.mu / std::max(1e-12, design.t), step_n = 0;        // gradient, when the curvature is flat
    if (det > 1e-14 * mm * nn) step_m = (nn * dm - mn * dn) / det, step_n = (mm * dn - mn * dm) / det;
    if (at.n <= 1e-9 && step_n < 0) step_n = 0, step_m = mm > 0 ? dm / mm : 0;
    double share = 1;
    if (step_m < 0) share = std::min(share, 0.9 * at.mu / -step_m);
    if (step_n < 0 && at.n + share * step_n < 0) share = std::min(share, at.n > 1e-7 ? 0.95 * at.n / -step_n : 1.0);
    Inner next = at;
    for (int halving = 0; halving < 40; ++halving, share /= 2) {
      next.mu = std::max(1e-12, at.mu + share * step_m);
      next.n = std::max(0.0, at.n + share * step_n);
      next.value = design.log_likelihood(next.mu, next.n);
      if (next.value >= at.value) break;
    }
    const double gain = next.value - at.value;
    if (gain < 0) break;
    at = next;
    if (at.n < 1e-7) at.n = 0;
    if (gain < 1e-10 * (1 + std::abs(at.value)) && round > 3) break;
  }
  return at;
}

/// Grid over log beta, then golden section around its best.
double best_log_decay(double low, double high, const std::function<double(double)>& value, int points = 24) {
  double best = low, best_value = -1e308;
  const double step = (high - low) / points;
  for (int k = 0; k <= points; ++k)
    if (const double v = value(low + k * step); v > best_value) best_value = v, best = low + k * step;
  double a = std::max(low, best - step), b = std::min(high, best + step);
  constexpr double phi = std::numbers::phi - 1;
  double c = b - phi * (b - a), d = a + phi * (b - a), fc = value(c), fd = value(d);
  for (int round = 0; round < 30; ++round) {
    if (fc > fd) b = d, d = c, fd = fc, c = b - phi * (b - a), fc = value(c);
    else a = c, c = d, fc = fd, d = a + phi * (b - a), fd = value(d);
  }
  return (a + b) / 2;
}

using DesignOf = std::function<Design(double beta)>;

/// Inverse of the negative second differences in (mu, n, log beta).
void standard_errors(HawkesFit& fit, const DesignOf& design) {
  if (fit.hawkes.branching < 1e-6) return;
  const std::array<double, 3> at = {fit.hawkes.background, fit.hawkes.branching, std::log(fit.hawkes.decay)};
  const std::array<double, 3> h = {1e-3 * at[0], 1e-3 * std::max(0.05, at[1]), 1e-3};
  const auto value = [&](std::array<double, 3> x) { return design(std::exp(x[2])).log_likelihood(x[0], x[1]); };
  double m[3][3];
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      auto pp = at, pm = at, mp = at, minus = at;
      pp[i] += h[i], pp[j] += h[j], pm[i] += h[i], pm[j] -= h[j], mp[i] -= h[i], mp[j] += h[j], minus[i] -= h[i], minus[j] -= h[j];
      m[i][j] = -(value(pp) - value(pm) - value(mp) + value(minus)) / (4 * h[i] * h[j]);
    }
  const double det = m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  const std::array<double, 3> minor = {m[1][1] * m[2][2] - m[1][2] * m[2][1], m[0][0] * m[2][2] - m[0][2] * m[2][0], m[0][0] * m[1][1] - m[0][1] * m[1][0]};
  const auto root = [&](double of) { return of / det > 0 ? std::sqrt(of / det) : 0.0; };
  if (!(det > 0)) return;
  fit.background_se = root(minor[0]);
  fit.branching_se = root(minor[1]);
  fit.decay_se = root(minor[2]) * fit.hawkes.decay;
}

/// Where the profile of n falls by half the 95 % point of chi-square(1) on either side.
void profile_interval(HawkesFit& fit, const DesignOf& design, double low, double high) {
  const double wanted = fit.log_likelihood - 1.9207;
  const auto profile = [&](double n) {
    double best = -1e308;
    best_log_decay(low, high, [&](double log_beta) {
      const Design d = design(std::exp(log_beta));
      const double value = d.log_likelihood(best_background(d, n), n);
      best = std::max(best, value);
      return value;
    }, 8);
    return best;
  };
  double inside = fit.hawkes.branching, outside = 0;
  if (profile(0) < wanted) {
    for (int round = 0; round < 14; ++round) {
      const double middle = (inside + outside) / 2;
      (profile(middle) < wanted ? outside : inside) = middle;
    }
    fit.branching_low = (inside + outside) / 2;
  }
  inside = fit.hawkes.branching;
  outside = std::max(0.1, inside * 1.5);
  while (outside < 8 && profile(outside) >= wanted) inside = outside, outside *= 1.5;
  for (int round = 0; round < 14; ++round) {
    const double middle = (inside + outside) / 2;
    (profile(middle) < wanted ? outside : inside) = middle;
  }
  fit.branching_high = (inside + outside) / 2;
}

HawkesFit fit_with(const DesignOf& design, double low, double high, bool with_interval) {
  HawkesFit fit;
  const double log_beta = best_log_decay(low, high, [&](double at) { return best_inner(design(std::exp(at))).value; });
  const Design best = design(std::exp(log_beta));
  const Inner inner = best_inner(best);
  fit.hawkes = {inner.mu, inner.n, std::exp(log_beta)};
  fit.log_likelihood = inner.value;
  double total = 0;
  for (const double w : best.w) total += w;
  fit.events = static_cast<std::uint64_t>(total);
  fit.log_likelihood_poisson = total * std::log(total / best.t) - total;
  standard_errors(fit, design);
  if (with_interval) profile_interval(fit, design, low, high);
  return fit;
}

}  // namespace

double hawkes_log_likelihood(const Hawkes& hawkes, const std::vector<double>& times, double length) {
  return design_of(times, length, hawkes.decay).log_likelihood(hawkes.background, hawkes.branching);
}

double hawkes_log_likelihood_by_pairs(const Hawkes& hawkes, const std::vector<double>& times, double length) {
  double out = -hawkes.background * length;
  for (std::size_t i = 0; i < times.size(); ++i) {
    double intensity = hawkes.background;
    for (std::size_t j = 0; j < i; ++j) intensity += hawkes.branching * hawkes.decay * std::exp(-hawkes.decay * (times[i] - times[j]));
    out += std::log(intensity) - hawkes.branching * (1 - std::exp(-hawkes.decay * (length - times[i])));
  }
  return out;
}

double counts_log_likelihood(const Hawkes& hawkes, const std::vector<std::int64_t>& counts) { return design_of(counts, hawkes.decay).log_likelihood(hawkes.background, hawkes.branching); }

double counts_log_likelihood_by_pairs(const Hawkes& hawkes, const std::vector<std::int64_t>& counts) {
  double out = 0;
  const double rho = std::exp(-hawkes.decay);
  for (std::size_t t = 0; t < counts.size(); ++t) {
    double mean = hawkes.background;
    for (std::size_t s = 0; s < t; ++s) mean += hawkes.branching * (1 - rho) * std::pow(rho, static_cast<double>(t - 1 - s)) * static_cast<double>(std::max<std::int64_t>(0, counts[s]));
    out += -mean + (counts[t] > 0 ? static_cast<double>(counts[t]) * std::log(mean) : 0.0);
  }
  return out;
}

Result<HawkesFit> fit_hawkes(const std::vector<double>& times, double length, bool with_interval) {
  if (times.size() < 10) return fail(ErrorCode::bad_input, "an excitation needs at least 10 events, there are " + std::to_string(times.size()));
  for (std::size_t i = 0; i < times.size(); ++i)
    if (!(times[i] >= 0) || !(times[i] < length) || (i > 0 && times[i] < times[i - 1])) return fail(ErrorCode::bad_input, "the times of events must ascend and lie within the length");
  // From a memory of half the time to a tenth of the mean gap.
  const double gap = length / static_cast<double>(times.size()), low = std::log(2 / length), high = std::log(std::max(4 / length, 200 / gap));
  HawkesFit out = fit_with([&](double beta) { return design_of(times, length, beta); }, low, high, with_interval);
  std::vector<double> residuals = hawkes_residuals(out.hawkes, times);
  for (double& residual : residuals) residual = -std::expm1(-residual);
  std::sort(residuals.begin(), residuals.end());
  const double n = static_cast<double>(residuals.size());
  for (std::size_t i = 0; i < residuals.size(); ++i)
    out.residual_gap = std::max({out.residual_gap, static_cast<double>(i + 1) / n - residuals[i], residuals[i] - static_cast<double>(i) / n});
  out.residual_limit = 1.358 / std::sqrt(n);
  double excited = 0;
  for (const double time : times) excited += std::exp(-out.hawkes.decay * (length - time));
  out.now = out.hawkes.background + out.hawkes.branching * out.hawkes.decay * excited;
  return out;
}

Result<HawkesFit> fit_hawkes_counts(const std::vector<std::int64_t>& counts, bool with_interval) {
  std::int64_t total = 0;
  for (const std::int64_t count : counts) total += std::max<std::int64_t>(0, count);
  if (total < 10) return fail(ErrorCode::bad_input, "an excitation needs at least 10 events, there are " + std::to_string(total));
  HawkesFit out = fit_with([&](double beta) { return design_of(counts, beta); }, std::log(2 / static_cast<double>(std::max<std::size_t>(3, counts.size()))), std::log(4.0), with_interval);
  std::vector<std::int64_t> next = counts;
  next.push_back(0);
  out.now = out.hawkes.background + out.hawkes.branching * design_of(next, out.hawkes.decay).a.back();
  return out;
}

std::vector<double> hawkes_residuals(const Hawkes& hawkes, const std::vector<double>& times) {
  std::vector<double> out;
  double excited = 0, before = 0;                        // sum of exp(-beta (before - t_i)), the event at `before` counted
  for (const double time : times) {
    const double fade = std::exp(-hawkes.decay * (time - before));
    out.push_back(hawkes.background * (time - before) + hawkes.branching * excited * (1 - fade));
    excited = excited * fade + 1;
    before = time;
  }
  return out;
}

std::vector<double> draw_hawkes(const Hawkes& hawkes, double length, std::uint64_t seed, std::uint32_t replicate, std::size_t most) {
  CounterStream stream(seed, 0x4841574Bu, replicate);
  std::vector<double> out;
  double at = 0, excited = 0;                            // of the intensity, at `at`
  while (out.size() < most) {
    const double bound = hawkes.background + excited, wait = -std::log1p(-stream.next()) / bound;
    at += wait;
    if (at >= length) break;
    excited *= std::exp(-hawkes.decay * wait);
    if (stream.next() * bound >= hawkes.background + excited) continue;
    out.push_back(at);
    excited += hawkes.branching * hawkes.decay;
  }
  return out;
}

double cluster_probability(double branching, unsigned k) {
  if (k == 0) return 0;
  if (branching <= 0) return k == 1 ? 1 : 0;
  double log_factorial = 0;
  for (unsigned j = 2; j <= k; ++j) log_factorial += std::log(j);
  return std::exp(-branching * k + (k - 1) * std::log(branching * k) - log_factorial);
}

}  // namespace locarno::watch
