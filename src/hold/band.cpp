#include "hold/band.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <thread>

#include "base/counter_random.hpp"

namespace locarno::hold {
namespace {

constexpr std::uint32_t band_purpose = 0x4842, first_purpose = 0x5331, second_purpose = 0x5332;
constexpr std::uint64_t most_numbers = 10'000'000;

double triangular_quantile(double share, double low, double mode, double high) {
  if (!(high > low)) return low;
  const double at_mode = (mode - low) / (high - low);
  if (share < at_mode) return low + std::sqrt(share * (high - low) * (mode - low));
  return high - std::sqrt((1 - share) * (high - low) * (high - mode));
}

/// Quantiles of a beta distribution, tabled once.
class BetaTable {
 public:
  BetaTable(double first, double second) : cumulative_(points + 1, 0.0) {
    for (std::size_t k = 0; k < points; ++k) {
      const double x = (static_cast<double>(k) + 0.5) / points;
      cumulative_[k + 1] = cumulative_[k] + std::exp((first - 1) * std::log(x) + (second - 1) * std::log1p(-x));
    }
    for (double& one : cumulative_) one /= cumulative_.back();
  }
  double at(double share) const {
    const auto above = std::upper_bound(cumulative_.begin(), cumulative_.end(), share);
    if (above == cumulative_.end()) return 1;
    const auto k = static_cast<std::size_t>(above - cumulative_.begin()) - 1;
    const double width = cumulative_[k + 1] - cumulative_[k];
    return (static_cast<double>(k) + (width > 0 ? (share - cumulative_[k]) / width : 0)) / points;
  }

 private:
  static constexpr std::size_t points = 2000;
  std::vector<double> cumulative_;
};

/// One parameter as it is drawn.
struct Draw {
  const Parameter* parameter;
  double low, mode, high;
  Prior prior;
  double at(double share, const BetaTable& beta) const {
    double value = 0;
    switch (prior) {
      case Prior::none: return mode;
      case Prior::triangular: value = triangular_quantile(share, low, mode, high); break;
      case Prior::log_normal: value = parameter->first * std::exp(parameter->second * normal_quantile(share)); break;
      case Prior::beta: value = beta.at(share); break;
    }
    return std::clamp(value, parameter->least, parameter->most);
  }
};

struct Draws {
  Package point;
  std::vector<Draw> list;
  BetaTable beta{9, 13};
  Package from(const double* shares) const {
    Package package = point;
    for (std::size_t k = 0; k < list.size(); ++k) package.*(list[k].parameter->member) = list[k].at(shares[k], beta);
    return package;
  }
};

Result<Draws> draws_of(const GivenValues& given) {
  Draws out;
  LOC_TRY(out.point, package_of(given));
  for (const Parameter& parameter : parameters()) {
    const double value = out.point.*(parameter.member);
    const auto found = given.find(parameter.name);
    if (found != given.end()) {
      const Given& one = found->second;
      if (one.high > one.low) out.list.push_back({&parameter, one.low, one.value, one.high, Prior::triangular});
    } else if (parameter.prior != Prior::none) {
      out.list.push_back({&parameter, std::min(parameter.low, value), value, std::max(parameter.high, value), parameter.prior});
    }
  }
  return out;
}

/// Runs body(first, end) over [0, count) on the threads asked for.
void in_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t, std::size_t)>& body) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  threads = static_cast<unsigned>(std::min<std::size_t>({threads, 64, std::max<std::size_t>(1, count)}));
  if (threads == 1) return body(0, count);
  std::vector<std::thread> workers;
  for (unsigned t = 0; t < threads; ++t) workers.emplace_back(body, count * t / threads, count * (t + 1) / threads);
  for (std::thread& worker : workers) worker.join();
}

double quantile(std::vector<double>& values, std::size_t from, double share) {
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin() + static_cast<std::ptrdiff_t>(from), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

void fill_shares(CounterStream stream, std::vector<double>& shares) {
  for (double& share : shares) share = stream.next();
}

Result<void> check_draws(std::uint64_t draws, std::uint64_t each) {
  if (draws == 0) return fail(ErrorCode::bad_input, "no draws asked for");
  if (draws * std::max<std::uint64_t>(each, 1) > most_numbers)
    return fail(ErrorCode::bad_input, fmt::format("{} draws of {} numbers each, at most {} numbers", draws, each, most_numbers));
  return {};
}

Result<void> check_year(double year) {
  if (year > 0 && year <= 200) return {};
  return fail(ErrorCode::bad_input, fmt::format("the year {} is not above 0 and at most 200", year));
}

}  // namespace

double normal_quantile(double share) {
  // Acklam's rational approximation (2003), relative error below 1.2e-9.
  static constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00};
  static constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01};
  static constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00};
  static constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
  const double p = std::clamp(share, 1e-16, 1 - 1e-16);
  const auto tail = [&](double q) {
    return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) / ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  };
  if (p < 0.02425) return tail(std::sqrt(-2 * std::log(p)));
  if (p > 1 - 0.02425) return -tail(std::sqrt(-2 * std::log1p(-p)));
  const double q = p - 0.5, r = q * q;
  return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q / (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

Result<Package> package_of(const GivenValues& given) {
  Package package;
  for (const auto& [name, one] : given) {
    LOC_CHECK(set(package, name, one.low));
    LOC_CHECK(set(package, name, one.high));
    LOC_CHECK(set(package, name, one.value));
    if (!(one.low <= one.value && one.value <= one.high))
      return fail(ErrorCode::bad_input, fmt::format("{} is {}, outside of its own range {} to {}", name, one.value, one.low, one.high));
  }
  return package;
}

Result<BandAnswer> band(const BandQuestion& question, const Run& run) {
  LOC_TRY(const Draws draws, draws_of(question.given));
  LOC_TRY([[maybe_unused]] const SurvivalAnswer point, survival(draws.point, question.years, question.years.empty() ? 1 : std::max(question.years.back(), 1e-9)));
  LOC_CHECK(check_draws(question.draws, question.years.size()));
  const std::size_t years = question.years.size(), count = question.draws;
  std::vector<std::vector<double>> kept(years, std::vector<double>(count));
  in_parallel(count, run.threads, [&](std::size_t first, std::size_t end) {
    std::vector<double> shares(draws.list.size()), cumulative(years);
    for (std::size_t draw = first; draw < end && !run.is_cancelled(); ++draw) {
      fill_shares(CounterStream(run.seed, band_purpose, static_cast<std::uint32_t>(draw)), shares);
      const Package package = draws.from(shares.data());
      cumulative_hazard(package, question.years.data(), years, cumulative.data());
      for (std::size_t y = 0; y < years; ++y) kept[y][draw] = kept_of(cumulative[y], package.theta);
    }
  });
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while drawing");
  BandAnswer answer;
  answer.years = question.years;
  answer.draws = question.draws;
  for (const Draw& draw : draws.list) answer.drawn.emplace_back(draw.parameter->name);
  for (auto* list : {&answer.p05, &answer.p25, &answer.p50, &answer.p75, &answer.p95}) list->resize(years);
  in_parallel(years, run.threads, [&](std::size_t first, std::size_t end) {
    for (std::size_t y = first; y < end; ++y) {
      std::size_t from = 0;
      for (const auto& [list, share] : {std::pair{&answer.p05, .05}, {&answer.p25, .25}, {&answer.p50, .5}, {&answer.p75, .75}, {&answer.p95, .95}}) {
        (*list)[y] = quantile(kept[y], from, share);
        from = static_cast<std::size_t>(share * static_cast<double>(count - 1) + 0.5);
      }
    }
  });
  return answer;
}

Result<std::vector<TornadoRow>> tornado(const GivenValues& given, double year) {
  LOC_CHECK(check_year(year));
  LOC_TRY(const Package point, package_of(given));
  std::vector<TornadoRow> rows;
  for (const Parameter& parameter : parameters()) {
    const auto found = given.find(parameter.name);
    const double low = found != given.end() ? found->second.low : parameter.low, high = found != given.end() ? found->second.high : parameter.high;
    if (!(high > low)) continue;
    Package at_low = point, at_high = point;
    at_low.*(parameter.member) = low;
    at_high.*(parameter.member) = high;
    rows.push_back({std::string(parameter.name), low, high, kept_to(at_low, year), kept_to(at_high, year)});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const TornadoRow& a, const TornadoRow& b) {
    return std::abs(a.kept_high - a.kept_low) > std::abs(b.kept_high - b.kept_low);
  });
  return rows;
}

Result<std::vector<IndexRow>> indices(const GivenValues& given, double year, std::uint32_t count, const Run& run) {
  LOC_CHECK(check_year(year));
  LOC_TRY(const Draws draws, draws_of(given));
  const std::size_t parameters = draws.list.size();
  LOC_CHECK(check_draws(count, parameters + 2));
  std::vector<double> at_first(count), at_second(count);
  std::vector<std::vector<double>> mixed(parameters, std::vector<double>(count));
  in_parallel(count, run.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<double> first(parameters), second(parameters);
    for (std::size_t draw = begin; draw < end && !run.is_cancelled(); ++draw) {
      fill_shares(CounterStream(run.seed, first_purpose, static_cast<std::uint32_t>(draw)), first);
      fill_shares(CounterStream(run.seed, second_purpose, static_cast<std::uint32_t>(draw)), second);
      at_first[draw] = kept_to(draws.from(first.data()), year);
      at_second[draw] = kept_to(draws.from(second.data()), year);
      for (std::size_t k = 0; k < parameters; ++k) {
        std::swap(first[k], second[k]);
        mixed[k][draw] = kept_to(draws.from(first.data()), year);
        std::swap(first[k], second[k]);
      }
    }
  });
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while drawing");
  double mean = 0, spread = 0;
  for (std::size_t draw = 0; draw < count; ++draw) mean += at_first[draw] + at_second[draw];
  mean /= 2.0 * count;
  for (std::size_t draw = 0; draw < count; ++draw) spread += std::pow(at_first[draw] - mean, 2) + std::pow(at_second[draw] - mean, 2);
  spread /= 2.0 * count;
  std::vector<IndexRow> rows;
  for (std::size_t k = 0; k < parameters; ++k) {
    double with_second = 0, with_first = 0;
    for (std::size_t draw = 0; draw < count; ++draw) {
      with_second += std::pow(at_second[draw] - mixed[k][draw], 2);
      with_first += std::pow(at_first[draw] - mixed[k][draw], 2);
    }
    if (spread > 0) rows.push_back({std::string(draws.list[k].parameter->name), 1 - with_second / (2.0 * count * spread), with_first / (2.0 * count * spread)});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const IndexRow& a, const IndexRow& b) { return a.total > b.total; });
  return rows;
}

Package bare(const Package& package) {
  Package out = package;
  out.g0 = out.g_inf = out.tripwire = 0;
  out.pun_prob = 0;
  out.a_A = out.a_B = 0;
  out.joint = 0;
  out.D = std::min(package.D, 0.5);
  return out;
}

std::array<double, 7> attribute(const Package& reference, const Package& package, double year) {
  using P = Package;
  static const std::array<std::vector<double P::*>, 7> members = {{
      {&P::M_A, &P::M_B, &P::M_G, &P::decis, &P::g0, &P::g_inf, &P::decay, &P::sunset, &P::tripwire},
      {&P::pun_A, &P::pun_B, &P::pun_prob},
      {&P::a_A, &P::a_B},
      {&P::s_A, &P::s_B, &P::c_A, &P::c_B},
      {&P::growth_A, &P::growth_B, &P::omega, &P::H},
      {&P::D, &P::joint, &P::mu, &P::branch, &P::esc},
      {&P::f_A, &P::f_B},
  }};
  constexpr std::size_t groups = lever_groups.size();
  std::array<double, 1u << groups> value{};
  for (unsigned set = 0; set < value.size(); ++set) {
    Package mixed = reference;
    mixed.nu = package.nu;
    mixed.sigma = package.sigma;
    mixed.theta = package.theta;
    for (std::size_t g = 0; g < groups; ++g)
      if ((set >> g & 1u) != 0)
        for (double P::*member : members[g]) mixed.*member = package.*member;
    double cumulative = 0;
    cumulative_hazard(mixed, &year, 1, &cumulative);
    value[set] = std::log(std::max(cumulative, 1e-300));
  }
  constexpr std::array<double, groups> orders = {720, 120, 48, 36, 48, 120, 720};  // |S|! (6 - |S|)!
  std::array<double, groups> out{};
  for (unsigned set = 0; set < value.size(); ++set)
    for (std::size_t g = 0; g < groups; ++g)
      if ((set >> g & 1u) == 0) out[g] += orders[static_cast<std::size_t>(std::popcount(set))] / 5040 * (value[set | 1u << g] - value[set]);
  return out;
}

}  // namespace locarno::hold
