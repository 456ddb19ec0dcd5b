#include "hold/survival.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/counter_random.hpp"

namespace locarno::hold {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double piece = 0.25;          // years of one Gauss-Legendre rule
constexpr double longest = 1000;        // years in which a median is looked for

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

double win(double own, double other, double decis) {
  if (decis == 1) return own / (own + other);
  return 1 / (1 + std::exp(decis * (std::log(other) - std::log(own))));
}

struct Wins { double a = 0, b = 0, a_alone = 0, a_against_both = 0; };

Wins wins(const Package& p, double year) {
  const double force_a = p.M_A * (p.growth_A == 0 ? 1 : std::exp(p.growth_A * year));
  const double force_b = p.M_B * (p.growth_B == 0 ? 1 : std::exp(p.growth_B * year));
  const double seen = p.D * guarantee(p, year);
  Wins out;
  out.a_alone = win(force_a * (1 + p.f_A), force_b, p.decis);
  out.a_against_both = win(force_a * (1 + p.f_A), force_b + p.M_G, p.decis);
  out.a = out.a_alone * (1 - seen) + out.a_against_both * seen;
  out.b = win(force_b * (1 + p.f_B), force_a, p.decis);  // the guarantee does not cover an attack by B
  return out;
}

bool is_constant(const Package& p) {
  const bool is_faded = p.decay == 0 || p.g0 == p.g_inf;
  return is_faded && p.growth_A == 0 && p.growth_B == 0;  // the sunset, too, when it never comes
}

/// Where rates jump: the sunset, and where looking ahead first sees it.
std::array<double, 2> jumps(const Package& p) {
  const double sees = p.omega > 0 ? p.sunset - p.H : never;
  return {std::min(sees, p.sunset), p.sunset};
}

/// Adds the integrals of the rates over [from, to], on which nothing jumps.
void add_piece(const Package& p, double from, double to, bool is_flat, Hazards& sum) {
  if (!(to > from)) return;
  if (is_flat) {
    const Hazards at = hazards(p, 0.5 * (from + to));
    sum.a += at.a * (to - from);
    sum.b += at.b * (to - from);
    sum.accident += at.accident * (to - from);
    return;
  }
  static constexpr double node = 0.7745966692414834, side = 5.0 / 18, middle = 8.0 / 18;
  const auto pieces = static_cast<int>(std::ceil((to - from) / piece));
  const double width = (to - from) / pieces;
  for (int k = 0; k < pieces; ++k) {
    const double center = from + (k + 0.5) * width;
    for (const auto& [offset, weight] : {std::pair{-node, side}, {0.0, middle}, {node, side}}) {
      const Hazards at = hazards(p, center + 0.5 * offset * width);
      sum.a += weight * width * at.a;
      sum.b += weight * width * at.b;
      sum.accident += weight * width * at.accident;
    }
  }
}

/// The rates integrated over [from, to].
Hazards integrated(const Package& p, double from, double to) {
  Hazards sum;
  const bool is_flat = is_constant(p);
  double at = from;
  for (const double jump : jumps(p))
    if (jump > at && jump < to) {
      add_piece(p, at, jump, is_flat, sum);
      at = jump;
    }
  add_piece(p, at, to, is_flat, sum);
  return sum;
}

double median_of(const Package& p) {
  const double wanted = p.theta < 1e-12 ? std::log(2.0) : (std::pow(2.0, p.theta) - 1) / p.theta;
  double low = 0, sum = 0, step = 1;
  while (low < longest) {
    const double more = integrated(p, low, low + step).total();
    if (sum + more >= wanted) break;
    sum += more;
    low += step;
    step = std::min(step * 2, 16.0);
  }
  if (low >= longest) return never;
  double high = low + step;
  const double start = low;
  for (int round = 0; round < 100 && high - low > 1e-12 * high; ++round) {
    const double mid = 0.5 * (low + high);
    (sum + integrated(p, start, mid).total() < wanted ? low : high) = mid;
  }
  return 0.5 * (low + high);
}

}  // namespace

double guarantee(const Package& p, double year) {
  if (year >= p.sunset) return 0;
  const double honoured = p.decay == 0 ? p.g0 : p.g_inf + (p.g0 - p.g_inf) * std::exp(-p.decay * year);
  return 1 - (1 - honoured) * (1 - p.tripwire);
}

Margins margins(const Package& p, double year) {
  const Wins now = wins(p, year);
  const double punished_a = p.D * p.pun_prob * p.pun_A, punished_b = p.D * p.pun_prob * p.pun_B;
  double share_a = p.s_A, share_b = p.s_B;
  if (p.omega > 0) {
    const Wins later = wins(p, year + p.H);
    const double net = ((p.c_B + punished_b) - (p.c_A + punished_a)) / 2;
    share_a = (1 - p.omega) * share_a + p.omega * std::clamp(later.a + net, 0.0, 1.0);
    share_b = (1 - p.omega) * share_b + p.omega * std::clamp(later.b - net, 0.0, 1.0);
  }
  return {now.a - p.c_A - punished_a - share_a - p.a_A, now.b - p.c_B - punished_b - share_b - p.a_B};
}

Hazards hazards(const Package& p, double year) {
  const Margins margin = margins(p, year);
  return {p.nu * logistic(margin.a / p.sigma), p.nu * logistic(margin.b / p.sigma), p.mu / (1 - p.branch) * p.esc * (1 - p.joint)};
}

NeededGuarantee needed_guarantee(const Package& p, double year) {
  const Wins now = wins(p, year);
  const double gain = now.a_alone - p.c_A - p.D * p.pun_prob * p.pun_A - p.s_A - p.a_A;
  const double prevented = now.a_alone - now.a_against_both;
  NeededGuarantee out;
  out.effective = prevented > 0 ? gain / prevented : gain > 0 ? never : -never;
  out.honoured = p.D > 0 ? out.effective / p.D : out.effective > 0 ? never : -never;
  return out;
}

double kept_of(double cumulative, double theta) {
  return theta < 1e-12 ? std::exp(-cumulative) : std::exp(-std::log1p(theta * cumulative) / theta);
}

namespace {

constexpr std::size_t curve_nodes = 6;

/// What six Gauss nodes say of a polynomial: its Legendre terms, and their integrals from the left end, both without a division.
struct LegendreTables {
  double node[curve_nodes] = {-0.9324695142031521, -0.6612093864662645, -0.2386191860831969, 0.2386191860831969, 0.6612093864662645, 0.9324695142031521};
  double term[curve_nodes][curve_nodes] = {};   ///< [node][degree]: what a rate at the node adds to the term
  double up[curve_nodes] = {}, down[curve_nodes] = {}, whole[curve_nodes] = {};
  LegendreTables() {
    constexpr double weight[curve_nodes] = {0.1713244923791704, 0.3607615730481386, 0.4679139345726910, 0.4679139345726910, 0.3607615730481386, 0.1713244923791704};
    for (std::size_t k = 0; k < curve_nodes; ++k) {
      double before = 0, now = 1;
      for (std::size_t degree = 0; degree < curve_nodes; ++degree) {
        const auto d = static_cast<double>(degree);
        term[k][degree] = (d + 0.5) * weight[k] * now;
        const double next = ((2 * d + 1) * node[k] * now - d * before) / (d + 1);
        before = now;
        now = next;
      }
    }
    for (std::size_t degree = 0; degree < curve_nodes; ++degree) {
      const auto d = static_cast<double>(degree);
      up[degree] = (2 * d + 1) / (d + 1);
      down[degree] = d / (d + 1);
      whole[degree] = 1 / (2 * d + 1);
    }
  }
};
const LegendreTables legendre;

/// The total rate over a stretch on which nothing jumps, as a sum of Legendre polynomials through six Gauss nodes: integrated
/// exactly to any place within.
class RateCurve {
 public:
  template <class Rate>
  RateCurve(const Rate& rate_at, double from, double to) : from_(from), half_(0.5 * (to - from)) {
    for (std::size_t k = 0; k < curve_nodes; ++k) {
      const double rate = rate_at(from_ + half_ * (1 + legendre.node[k]));
      for (std::size_t degree = 0; degree < curve_nodes; ++degree) terms_[degree] += rate * legendre.term[k][degree];
    }
  }
  double integral_to(double year) const {
    const double x = (year - from_) / half_ - 1;
    double sum = terms_[0] * (x + 1), before = 1, now = x;
    for (std::size_t degree = 1; degree < curve_nodes; ++degree) {
      const double next = legendre.up[degree] * x * now - legendre.down[degree] * before;
      sum += terms_[degree] * (next - before) * legendre.whole[degree];
      before = now;
      now = next;
    }
    return sum * half_;
  }

 private:
  double from_, half_;
  double terms_[curve_nodes] = {};
};

/// The total rate where only the guarantee changes with time: A's margin is a line in the chance that it is honoured, all else stands.
class FadingRate {
 public:
  explicit FadingRate(const Package& p) : p_(p) {
    Package without = p;
    without.g0 = without.g_inf = without.tripwire = 0;
    const Hazards rest = hazards(without, 0);
    constant_ = rest.b + rest.accident;
    const Wins win = wins(without, 0);
    margin_ = margins(without, 0).a;
    slope_ = p.D * (win.a_against_both - win.a_alone);
  }
  static bool suits(const Package& p) { return p.growth_A == 0 && p.growth_B == 0 && p.omega == 0; }
  double operator()(double year) const { return constant_ + p_.nu * logistic((margin_ + slope_ * guarantee(p_, year)) / p_.sigma); }

 private:
  const Package& p_;
  double constant_ = 0, margin_ = 0, slope_ = 0;
};

}  // namespace

namespace {

template <class Rate>
void add_up(const Package& p, const Rate& rate_at, const double* years, std::size_t count, double* out) {
  constexpr double stretch = 2;  // years that six nodes describe to 1e-9 for rates that fade or grow by less than a half a year
  const auto jump = jumps(p);
  double at = 0, sum = 0;
  for (std::size_t k = 0; k < count;) {
    double end = at + stretch;
    for (const double one : jump)
      if (one > at && one < end) end = one;
    const RateCurve curve(rate_at, at, end);
    for (; k < count && years[k] <= end; ++k) out[k] = sum + curve.integral_to(years[k]);
    if (k < count) sum += curve.integral_to(end);
    at = end;
  }
}

void add_up_flat(const Package& p, const double* years, std::size_t count, double* out) {
  const auto jump = jumps(p);
  double at = 0, sum = 0;
  for (std::size_t k = 0; k < count;) {
    double end = never;
    for (const double one : jump)
      if (one > at && one < end) end = one;
    const double rate = hazards(p, at).total();
    for (; k < count && years[k] <= end; ++k) out[k] = sum + rate * (years[k] - at);
    if (k < count) sum += rate * (end - at);
    at = end;
  }
}

}  // namespace

void cumulative_hazard(const Package& p, const double* years, std::size_t count, double* out) {
  if (is_constant(p)) return add_up_flat(p, years, count, out);
  if (FadingRate::suits(p)) return add_up(p, FadingRate(p), years, count, out);
  add_up(p, [&p](double year) { return hazards(p, year).total(); }, years, count, out);
}

double kept_to(const Package& p, double year) {
  double cumulative = 0;
  cumulative_hazard(p, &year, 1, &cumulative);
  return kept_of(cumulative, p.theta);
}

Result<SurvivalAnswer> survival(const Package& package, const std::vector<double>& years, double horizon) {
  LOC_CHECK(check(package));
  if (!(horizon > 0 && horizon <= 200)) return fail(ErrorCode::bad_input, fmt::format("the horizon is {} years, expected above 0 and at most 200", horizon));
  if (years.size() > 2000) return fail(ErrorCode::bad_input, "more than 2000 years asked for");
  for (std::size_t k = 0; k < years.size(); ++k)
    if (!(years[k] >= (k == 0 ? 0 : years[k - 1]) && years[k] <= horizon))
      return fail(ErrorCode::bad_input, fmt::format("the year {} does not ascend within 0 to {}", years[k], horizon));
  SurvivalAnswer answer;
  answer.years = years;
  answer.horizon = horizon;
  answer.cumulative.resize(years.size());
  cumulative_hazard(package, years.data(), years.size(), answer.cumulative.data());
  for (const double cumulative : answer.cumulative) answer.kept.push_back(kept_of(cumulative, package.theta));
  // Within a piece the rates hardly change: the break is shared out by their integrals; S is integrated in closed form there.
  std::vector<double> ends;
  for (const double jump : jumps(package))
    if (jump > 0 && jump < horizon) ends.push_back(jump);
  const auto pieces = is_constant(package) ? 1 : static_cast<int>(std::ceil(horizon / 0.02));
  for (int k = 1; k <= pieces; ++k) ends.push_back(horizon * k / pieces);
  std::sort(ends.begin(), ends.end());
  double at = 0, cumulative = 0;
  for (const double end : ends) {
    if (!(end > at)) continue;
    const Hazards sum = integrated(package, at, end);
    const double before = kept_of(cumulative, package.theta), after = kept_of(cumulative + sum.total(), package.theta);
    if (sum.total() > 0) {
      answer.first_a += sum.a / sum.total() * (before - after);
      answer.first_b += sum.b / sum.total() * (before - after);
      answer.first_accident += sum.accident / sum.total() * (before - after);
    }
    // S from here on is S(at) times that of a package with the frailty left: theta / (1 + theta Lambda) of the rate.
    const double rate = sum.total() / (end - at);
    const double scale = package.theta < 1e-12 ? 1 : 1 + package.theta * cumulative;
    answer.mean_years += before * mean_years_at_constant(rate / scale, package.theta, end - at);
    cumulative += sum.total();
    at = end;
  }
  answer.kept_to_horizon = kept_of(cumulative, package.theta);
  const double broken = 1 - answer.kept_to_horizon;
  for (double* share : {&answer.first_a, &answer.first_b, &answer.first_accident}) *share = broken > 0 ? *share / broken : 0;
  answer.median = median_of(package);
  return answer;
}

double frailty_after(double theta, double cumulative, double violations, double exposure) {
  if (theta < 1e-12) return 1;
  return (1 / theta + violations) / (1 / theta + cumulative + exposure);
}

double kept_after(const Package& p, double from, double to, double violations, double exposure) {
  const double years[] = {from, to};
  double cumulative[2] = {0, 0};
  cumulative_hazard(p, years, 2, cumulative);
  const double ahead = cumulative[1] - cumulative[0];
  if (p.theta < 1e-12) return std::exp(-ahead);
  const double shape = 1 / p.theta + violations, rate = 1 / p.theta + cumulative[0] + exposure;
  return std::exp(-shape * std::log1p(ahead / rate));  // the gamma posterior's Laplace transform
}

double kept_at_constant(double rate, double theta, double year) { return kept_of(rate * year, theta); }

double mean_years_at_constant(double rate, double theta, double horizon) {
  const double x = rate * horizon;
  if (x < 1e-9) return horizon * (1 - 0.5 * x);
  if (theta < 1e-12) return -std::expm1(-x) / rate;
  if (std::abs(theta - 1) < 1e-12) return std::log1p(x) / rate;
  return std::expm1((1 - 1 / theta) * std::log1p(theta * x)) / (rate * (theta - 1));
}

double median_at_constant(double rate, double theta) {
  return theta < 1e-12 ? std::log(2.0) / rate : (std::pow(2.0, theta) - 1) / (theta * rate);
}

double kept_at_two_rates(double before, double after, double change, double theta, double year) {
  return kept_of(before * std::min(year, change) + after * std::max(year - change, 0.0), theta);
}

double kept_by_drawing(const Package& p, double year, unsigned runs, unsigned seed) {
  constexpr std::uint32_t purpose = 0x4D43;
  constexpr double steps_a_year = 16;
  unsigned kept = 0;
  for (unsigned run = 0; run < runs; ++run) {
    CounterStream stream(seed, purpose, run);
    // Gamma(1/theta, theta) by Marsaglia and Tsang (2000), raised by one for small shapes.
    double frailty = 1;
    if (p.theta > 0) {
      const double shape = 1 / p.theta + 1, d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
      while (true) {
        const double normal = std::sqrt(-2 * std::log1p(-stream.next())) * std::cos(2 * std::acos(-1.0) * stream.next());
        const double v = std::pow(1 + c * normal, 3);
        if (v > 0 && std::log1p(-stream.next()) < 0.5 * normal * normal + d - d * v + d * std::log(v)) {
          frailty = d * v * std::pow(1 - stream.next(), p.theta) * p.theta;
          break;
        }
      }
    }
    double left = -std::log1p(-stream.next());  // the unit-rate clock runs out
    for (double at = 0; at < year && left > 0; at += 1 / steps_a_year)
      left -= frailty * hazards(p, at + 0.5 / steps_a_year).total() * std::min(1 / steps_a_year, year - at);
    if (left > 0) ++kept;
  }
  return static_cast<double>(kept) / runs;
}

}  // namespace locarno::hold
