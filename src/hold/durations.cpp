#include "hold/durations.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace locarno::hold {
namespace {

using Row = std::vector<double>;

struct Sample {
  std::vector<double> years, log_years;
  std::vector<bool> has_ended;
  std::vector<Row> x;
};

double log_below(double z) {  // log of the normal distribution's upper tail at z
  return z > 30 ? -0.5 * z * z - std::log(z) - 0.9189385332046727 : std::log(0.5 * std::erfc(z / std::sqrt(2.0)));
}

/// Log-likelihood of one observation under linear predictor e and shape parameter s (unconstrained).
double one_likelihood(Curve curve, double years, double log_years, bool has_ended, double e, double s) {
  switch (curve) {
    case Curve::exponential: return (has_ended ? e : 0) - std::exp(e) * years;
    case Curve::weibull: {
      const double k = std::exp(s), z = k * (log_years + e);   // S = exp(-(years * rate)^k)
      return (has_ended ? s + k * e + (k - 1) * log_years : 0) - std::exp(z);
    }
    case Curve::log_normal: {
      const double sigma = std::exp(s), z = (log_years - e) / sigma;
      return has_ended ? -0.5 * z * z - 0.9189385332046727 - s - log_years : log_below(z);
    }
    case Curve::frailty: {
      const double theta = std::exp(s), grown = std::log1p(theta * std::exp(e) * years);
      return (has_ended ? e - grown : 0) - grown / theta;
    }
    case Curve::cured: {
      const double cured = 1 / (1 + std::exp(-s)), still = std::exp(-std::exp(e) * years);
      return has_ended ? std::log1p(-cured) + e - std::exp(e) * years : std::log(cured + (1 - cured) * still);
    }
    case Curve::base_rate:
    case Curve::cox: break;
  }
  return 0;
}

bool has_shape(Curve curve) { return curve != Curve::exponential; }

/// -log-likelihood and its gradient in (location, coefficients..., shape).
double loss(Curve curve, const Sample& sample, const Row& at, Row& gradient) {
  constexpr double h = 1e-5;
  const std::size_t covariates = sample.x.empty() ? 0 : sample.x[0].size();
  const double s = has_shape(curve) ? at.back() : 0;
  std::fill(gradient.begin(), gradient.end(), 0.0);
  double sum = 0;
  for (std::size_t i = 0; i < sample.years.size(); ++i) {
    double e = at[0];
    for (std::size_t k = 0; k < covariates; ++k) e += at[k + 1] * sample.x[i][k];
    const auto value = [&](double de, double ds) {
      return one_likelihood(curve, sample.years[i], sample.log_years[i], sample.has_ended[i], e + de, s + ds);
    };
    sum -= value(0, 0);
    const double by_e = (value(h, 0) - value(-h, 0)) / (2 * h);
    gradient[0] -= by_e;
    for (std::size_t k = 0; k < covariates; ++k) gradient[k + 1] -= by_e * sample.x[i][k];
    if (has_shape(curve)) gradient.back() -= (value(0, h) - value(0, -h)) / (2 * h);
  }
  // a little ridge keeps a covariate that separates the ends from running away
  for (std::size_t k = 1; k <= covariates; ++k) {
    sum += 1e-4 * at[k] * at[k];
    gradient[k] += 2e-4 * at[k];
  }
  return std::isfinite(sum) ? sum : 1e300;
}

double dot(const Row& a, const Row& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

/// BFGS with backtracking.
bool minimise(const std::function<double(const Row&, Row&)>& f, Row& at, double& value) {
  const std::size_t n = at.size();
  std::vector<Row> inverse(n, Row(n, 0.0));
  Row gradient(n), next_gradient(n), step(n), next(n), y(n);
  value = f(at, gradient);
  const auto reset = [&] {
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b) inverse[a][b] = a == b ? 1 / std::max(1.0, std::sqrt(dot(gradient, gradient))) : 0;
  };
  reset();
  for (int round = 0; round < 300; ++round) {
    if (std::sqrt(dot(gradient, gradient)) < 1e-5 * std::max(1.0, std::abs(value))) return true;
    for (std::size_t a = 0; a < n; ++a) step[a] = -dot(inverse[a], gradient);
    double slope = dot(step, gradient);
    if (!(slope < 0)) {
      reset();
      for (std::size_t a = 0; a < n; ++a) step[a] = -dot(inverse[a], gradient);
      slope = dot(step, gradient);
    }
    double length = 1, found = value;
    bool is_lower = false;
    for (int half = 0; half < 50 && !is_lower; ++half, length *= 0.5) {
      for (std::size_t a = 0; a < n; ++a) next[a] = at[a] + length * step[a];
      found = f(next, next_gradient);
      is_lower = found <= value + 1e-4 * length * slope;
      if (is_lower) break;
    }
    if (!is_lower) return std::sqrt(dot(gradient, gradient)) < 1e-2;
    Row s(n);
    for (std::size_t a = 0; a < n; ++a) {
      s[a] = next[a] - at[a];
      y[a] = next_gradient[a] - gradient[a];
    }
    const double sy = dot(s, y);
    if (sy > 1e-12) {
      Row hy(n);
      for (std::size_t a = 0; a < n; ++a) hy[a] = dot(inverse[a], y);
      const double yhy = dot(y, hy);
      for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < n; ++b) inverse[a][b] += (1 + yhy / sy) * s[a] * s[b] / sy - (hy[a] * s[b] + s[a] * hy[b]) / sy;
    }
    at = next;
    gradient = next_gradient;
    value = found;
  }
  return false;
}

/// Newton for Cox's partial likelihood, Breslow's ties; then the cumulative baseline.
bool fit_cox(const Sample& sample, CurveFit& out) {
  const std::size_t n = sample.years.size(), p = sample.x[0].size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sample.years[a] > sample.years[b]; });
  Row beta(p, 0.0);
  bool has_converged = p == 0;
  for (int round = 0; round < 50; ++round) {
    Row gradient(p, 0.0), first(p, 0.0);
    std::vector<Row> hessian(p, Row(p, 0.0)), second(p, Row(p, 0.0));
    double total = 0, likelihood = 0;
    out.step_years.clear();
    out.step_values.clear();
    for (std::size_t from = 0; from < n;) {  // from the longest down: the risk set grows
      std::size_t end = from;
      while (end < n && sample.years[order[end]] == sample.years[order[from]]) ++end;
      double ended = 0;
      for (std::size_t k = from; k < end; ++k) {
        const Row& x = sample.x[order[k]];
        const double e = dot(beta, x), w = std::exp(e);
        total += w;
        for (std::size_t a = 0; a < p; ++a) {
          first[a] += w * x[a];
          for (std::size_t b = 0; b <= a; ++b) second[a][b] += w * x[a] * x[b];
        }
        if (!sample.has_ended[order[k]]) continue;
        ended += 1;
        likelihood += e;
        for (std::size_t a = 0; a < p; ++a) gradient[a] += x[a];
      }
      if (ended > 0) {
        likelihood -= ended * std::log(total);
        for (std::size_t a = 0; a < p; ++a) {
          gradient[a] -= ended * first[a] / total;
          for (std::size_t b = 0; b <= a; ++b) hessian[a][b] += ended * (second[a][b] / total - first[a] * first[b] / (total * total));
        }
        out.step_years.push_back(sample.years[order[from]]);
        out.step_values.push_back(ended / total);
      }
      from = end;
    }
    out.log_likelihood = likelihood;
    if (has_converged) break;
    // solve (hessian + ridge) step = gradient by Cholesky
    for (std::size_t a = 0; a < p; ++a) {
      hessian[a][a] += 1e-4;
      gradient[a] -= 1e-4 * beta[a];
      for (std::size_t b = 0; b <= a; ++b) {
        double sum = hessian[a][b];
        for (std::size_t c = 0; c < b; ++c) sum -= hessian[a][c] * hessian[b][c];
        hessian[a][b] = a == b ? std::sqrt(std::max(sum, 1e-12)) : sum / hessian[b][b];
      }
    }
    Row step = gradient;
    for (std::size_t a = 0; a < p; ++a) {
      for (std::size_t b = 0; b < a; ++b) step[a] -= hessian[a][b] * step[b];
      step[a] /= hessian[a][a];
    }
    for (std::size_t a = p; a-- > 0;) {
      for (std::size_t b = a + 1; b < p; ++b) step[a] -= hessian[b][a] * step[b];
      step[a] /= hessian[a][a];
    }
    double largest = 0;
    for (std::size_t a = 0; a < p; ++a) {
      step[a] = std::clamp(step[a], -2.0, 2.0);
      beta[a] += step[a];
      largest = std::max(largest, std::abs(step[a]));
    }
    has_converged = largest < 1e-9;
  }
  std::reverse(out.step_years.begin(), out.step_years.end());
  std::reverse(out.step_values.begin(), out.step_values.end());
  std::partial_sum(out.step_values.begin(), out.step_values.end(), out.step_values.begin());
  out.coefficients = beta;
  return has_converged;
}

/// The value of a step function that starts at `start`.
double step_at(const std::vector<double>& years, const std::vector<double>& values, double year, double start) {
  const auto after = std::upper_bound(years.begin(), years.end(), year);
  return after == years.begin() ? start : values[static_cast<std::size_t>(after - years.begin()) - 1];
}

/// Kaplan-Meier of the ends, or of being cut off.
void product_limit(const std::vector<Duration>& rows, bool of_ends, std::vector<double>& years, std::vector<double>& values) {
  std::vector<std::pair<double, bool>> times;
  for (const Duration& row : rows) times.emplace_back(row.years, row.has_ended == of_ends);
  std::sort(times.begin(), times.end());
  double s = 1;
  for (std::size_t from = 0; from < times.size();) {
    std::size_t end = from, hits = 0;
    for (; end < times.size() && times[end].first == times[from].first; ++end) hits += times[end].second ? 1 : 0;
    if (hits > 0) {
      s *= 1 - static_cast<double>(hits) / static_cast<double>(times.size() - from);
      years.push_back(times[from].first);
      values.push_back(s);
    }
    from = end;
  }
}

Result<void> check(const std::vector<Duration>& rows) {
  if (rows.empty()) return fail(ErrorCode::bad_input, "there are no durations");
  bool ends = false;
  for (const Duration& row : rows) {
    if (!(row.years > 0 && std::isfinite(row.years))) return fail(ErrorCode::bad_input, "a duration is not above 0");
    if (row.covariates.size() != rows[0].covariates.size()) return fail(ErrorCode::bad_input, "durations with different numbers of covariates");
    for (const double x : row.covariates)
      if (!std::isfinite(x)) return fail(ErrorCode::bad_input, "a covariate is no number");
    ends = ends || row.has_ended;
  }
  return ends ? Result<void>() : fail(ErrorCode::bad_input, "none of the durations has ended");
}

}  // namespace

std::string_view to_string(Curve curve) {
  switch (curve) {
    case Curve::base_rate: return "base rate";
    case Curve::exponential: return "exponential";
    case Curve::weibull: return "Weibull";
    case Curve::log_normal: return "log-normal";
    case Curve::frailty: return "gamma frailty";
    case Curve::cured: return "cured fraction";
    case Curve::cox: return "Cox";
  }
  return "";
}

double CurveFit::log_rate(const std::vector<double>& covariates) const {
  double e = location;
  for (std::size_t k = 0; k < coefficients.size(); ++k) e += coefficients[k] * (covariates[k] - center[k]) / scale[k];
  return e;
}

double CurveFit::lasts(const std::vector<double>& covariates, double years) const {
  if (years <= 0) return 1;
  const double e = log_rate(covariates);
  switch (curve) {
    case Curve::base_rate: return step_at(step_years, step_values, years, 1);
    case Curve::exponential: return std::exp(-std::exp(e) * years);
    case Curve::weibull: return std::exp(-std::exp(shape * (std::log(years) + e)));
    case Curve::log_normal: return 0.5 * std::erfc((std::log(years) - e) / shape / std::sqrt(2.0));
    case Curve::frailty: return std::exp(-std::log1p(shape * std::exp(e) * years) / shape);
    case Curve::cured: return shape + (1 - shape) * std::exp(-std::exp(e) * years);
    case Curve::cox: return std::exp(-step_at(step_years, step_values, years, 0) * std::exp(e));
  }
  return 0;
}

Result<CurveFit> fit(Curve curve, const std::vector<Duration>& rows) {
  LOC_CHECK(check(rows));
  CurveFit out;
  out.curve = curve;
  const std::size_t p = rows[0].covariates.size(), n = rows.size();
  if (curve == Curve::base_rate) {
    product_limit(rows, true, out.step_years, out.step_values);
    return out;
  }
  out.center.assign(p, 0.0);
  out.scale.assign(p, 0.0);
  for (std::size_t k = 0; k < p; ++k) {
    for (const Duration& row : rows) out.center[k] += row.covariates[k] / static_cast<double>(n);
    for (const Duration& row : rows) out.scale[k] += std::pow(row.covariates[k] - out.center[k], 2) / static_cast<double>(n);
    out.scale[k] = out.scale[k] > 1e-18 ? std::sqrt(out.scale[k]) : 1;
  }
  Sample sample;
  double ended = 0, all = 0;
  for (const Duration& row : rows) {
    sample.years.push_back(row.years);
    sample.log_years.push_back(std::log(row.years));
    sample.has_ended.push_back(row.has_ended);
    sample.x.emplace_back(p);
    for (std::size_t k = 0; k < p; ++k) sample.x.back()[k] = (row.covariates[k] - out.center[k]) / out.scale[k];
    ended += row.has_ended ? 1 : 0;
    all += row.years;
  }
  if (curve == Curve::cox) {
    out.has_converged = fit_cox(sample, out);
    out.aic = 2 * static_cast<double>(p) - 2 * out.log_likelihood;
    return out;
  }
  Row at(p + 1 + (has_shape(curve) ? 1 : 0), 0.0);
  at[0] = std::log(ended / all);
  if (curve == Curve::log_normal) at[0] = -at[0], at.back() = std::log(2.0);
  if (curve == Curve::frailty) at.back() = std::log(3.0);
  if (curve == Curve::weibull) at.back() = std::log(0.6);
  if (curve == Curve::cured) at[0] += 1;
  double value = 0;
  out.has_converged = minimise([&](const Row& point, Row& gradient) { return loss(curve, sample, point, gradient); }, at, value);
  out.log_likelihood = -value;
  out.aic = 2 * static_cast<double>(at.size()) + 2 * value;
  out.location = at[0];
  out.coefficients.assign(at.begin() + 1, at.begin() + 1 + static_cast<std::ptrdiff_t>(p));
  if (curve == Curve::cured) out.shape = 1 / (1 + std::exp(-at.back()));
  else if (has_shape(curve)) out.shape = std::exp(at.back());
  return out;
}

std::vector<double> kaplan_meier(const std::vector<Duration>& rows, const std::vector<double>& years) {
  std::vector<double> steps, values, out;
  product_limit(rows, true, steps, values);
  for (const double year : years) out.push_back(step_at(steps, values, year, 1));
  return out;
}

double concordance(const std::vector<Duration>& rows, const std::vector<double>& chances) {
  double right = 0, pairs = 0;
  for (std::size_t a = 0; a < rows.size(); ++a) {
    if (!rows[a].has_ended) continue;
    for (std::size_t b = 0; b < rows.size(); ++b) {
      if (b == a || !(rows[b].years > rows[a].years || (rows[b].years == rows[a].years && !rows[b].has_ended))) continue;
      pairs += 1;
      right += chances[a] < chances[b] ? 1 : chances[a] == chances[b] ? 0.5 : 0;
    }
  }
  return pairs > 0 ? right / pairs : 0.5;
}

double brier(const std::vector<Duration>& rows, const std::vector<double>& chances, double years) {
  std::vector<double> steps, values;
  product_limit(rows, false, steps, values);
  const double uncut = step_at(steps, values, years, 1);
  double sum = 0;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (rows[k].years <= years) {
      if (!rows[k].has_ended) continue;
      const double before = step_at(steps, values, rows[k].years * (1 - 1e-12), 1);
      if (before > 0) sum += chances[k] * chances[k] / before;
    } else if (uncut > 0) {
      sum += (1 - chances[k]) * (1 - chances[k]) / uncut;
    }
  }
  return sum / static_cast<double>(rows.size());
}

}  // namespace locarno::hold
