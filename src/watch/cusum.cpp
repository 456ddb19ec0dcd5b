#include "watch/cusum.hpp"

#include <algorithm>
#include <cmath>

#include "base/counter_random.hpp"

namespace locarno::watch {
namespace {

constexpr std::size_t most_states = 4000;

/// P(the count is q units), units rounded to the nearest.
std::vector<double> unit_probabilities(const Rate& rate, std::int64_t unit) {
  const std::vector<double> by_count = probabilities(rate);
  if (unit == 1) return by_count;
  std::vector<double> out;
  for (std::size_t x = 0; x < by_count.size(); ++x) {
    const auto q = (x + static_cast<std::size_t>(unit) / 2) / static_cast<std::size_t>(unit);
    if (q >= out.size()) out.resize(q + 1, 0);
    out[q] += by_count[x];
  }
  return out;
}

std::int64_t in_units(std::int64_t count, std::int64_t unit) { return (count + unit / 2) / unit; }

/// I - Q by its entries: the chance of going from one state to another below the threshold.
class Chain {
 public:
  Chain(const Rate& rate, std::int64_t k, int scale, std::int64_t unit) : p_(unit_probabilities(rate, unit)), k_(k), scale_(scale) {
    below_.reserve(p_.size());
    double sum = 0;
    for (const double p : p_) below_.push_back(sum += p);
    // Upper tails are summed themselves: one minus the rest is 0 or less where an alarm is next to impossible.
    above_.assign(p_.size(), 0);
    for (std::size_t q = p_.size(); q-- > 1;) above_[q - 1] = above_[q] + p_[q];
  }
  double entry(std::int64_t from, std::int64_t to) const {
    const double one = from == to ? 1.0 : 0.0;
    if (to == 0) {                                   // every count up to (k - from) / scale
      const std::int64_t room = k_ - from;
      if (room < 0) return one;
      const auto most = static_cast<std::size_t>(std::min<std::int64_t>(room / scale_, static_cast<std::int64_t>(below_.size()) - 1));
      return from == 0 ? above_[most] : -below_[most];
    }
    const std::int64_t jump = to - from + k_;
    if (jump < 0 || jump % scale_ != 0 || jump / scale_ >= static_cast<std::int64_t>(p_.size())) return one;
    return one - p_[static_cast<std::size_t>(jump / scale_)];
  }

 private:
  std::vector<double> p_, below_, above_;
  std::int64_t k_;
  int scale_;
};

}  // namespace

double reference_value(const Rate& rate, double factor) {
  const double m0 = rate.mean, m1 = rate.mean * factor, r = rate.size;
  if (std::isinf(r)) return (m1 - m0) / std::log(m1 / m0);
  return r * std::log((r + m1) / (r + m0)) / std::log(m1 * (r + m0) / (m0 * (r + m1)));
}

std::vector<double> run_lengths(const Rate& rate, std::int64_t k, int scale, std::int64_t unit, std::size_t most, double enough) {
  const Chain chain(rate, k, scale, unit);
  const std::size_t n = std::min(most, most_states), band = static_cast<std::size_t>(k);
  // Row i of L reaches back at most k columns (and column 0 only within them), so rows are kept from `from`.
  std::vector<std::vector<double>> upper, lower;
  std::vector<double> w, y, out;                      // w = U^-T e0, y = L^-1 1
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t from = i > band ? i - band : 0;
    std::vector<double> column(i + 1);                // of U: rows 0..i
    for (std::size_t r = 0; r < i; ++r) {
      double value = chain.entry(static_cast<std::int64_t>(r), static_cast<std::int64_t>(i));
      const std::size_t r_from = r > band ? r - band : 0;
      for (std::size_t j = r_from; j < r; ++j) value -= lower[r][j - r_from] * column[j];
      column[r] = value;
    }
    std::vector<double> row(i - from);                // of L: columns from..i-1
    for (std::size_t j = from; j < i; ++j) {
      double value = chain.entry(static_cast<std::int64_t>(i), static_cast<std::int64_t>(j));
      for (std::size_t l = from; l < j; ++l) value -= row[l - from] * upper[j][l];
      row[j - from] = value / upper[j][j];
    }
    double pivot = chain.entry(static_cast<std::int64_t>(i), static_cast<std::int64_t>(i));
    for (std::size_t j = from; j < i; ++j) pivot -= row[j - from] * column[j];
    pivot = std::max(pivot, 1e-290);                  // an alarm next to impossible: the run is next to endless
    column[i] = pivot;
    double w_i = i == 0 ? 1 : 0, y_i = 1;
    for (std::size_t j = 0; j < i; ++j) w_i -= w[j] * column[j];
    for (std::size_t j = from; j < i; ++j) y_i -= row[j - from] * y[j];
    w.push_back(w_i / pivot);
    y.push_back(y_i);
    upper.push_back(std::move(column));
    lower.push_back(std::move(row));
    sum += w.back() * y.back();
    out.push_back(sum);
    if (enough > 0 && sum >= enough) break;
  }
  return out;
}

double run_length_dense(const Rate& rate, std::int64_t k, std::int64_t h, int scale, std::int64_t unit) {
  const Chain chain(rate, k, scale, unit);
  const auto n = static_cast<std::size_t>(h);
  std::vector<std::vector<double>> a(n, std::vector<double>(n + 1, 1));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) a[i][j] = chain.entry(static_cast<std::int64_t>(i), static_cast<std::int64_t>(j));
  for (std::size_t c = n; c-- > 0;) {                 // from the last state down: state 0 is left
    for (std::size_t i = 0; i < c; ++i) {
      const double factor = a[i][c] / a[c][c];
      if (factor == 0) continue;
      for (std::size_t j = 0; j < c; ++j) a[i][j] -= factor * a[c][j];
      a[i][n] -= factor * a[c][n];
    }
  }
  return a[0][n] / a[0][0];
}

double run_length_by_drawing(const Rate& rate, const CusumDesign& design, unsigned series, std::uint64_t seed) {
  double steps = 0;
  for (unsigned s = 0; s < series; ++s) {
    CounterStream stream(seed, 0x43555355u, s);
    CusumState state;
    do steps += 1;
    while (!advance(state, design, draw(rate, stream.next())));
  }
  return steps / series;
}

Result<CusumDesign> design_cusum(const Rate& rate, double factor, double every, int scale) {
  if (!(rate.mean > 0) || rate.mean > 1e9 || !(rate.size > 0)) return fail(ErrorCode::bad_input, "the usual rate must be above 0 and at most 1e9 a step");
  if (!(factor >= 1.05) || factor > 100) return fail(ErrorCode::bad_input, "the rise that matters must be from 1.05 to 100 times the usual rate");
  if (!(every >= 2) || every > 1e6) return fail(ErrorCode::bad_input, "the interval between false alarms must be from 2 to 1000000 steps");
  CusumDesign design;
  design.rate = rate;
  design.factor = factor;
  const double k = reference_value(rate, factor);
  const double spread = std::sqrt(rate.variance());
  design.unit = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(std::max(k / 150, spread / 100))));
  const double in_unit = k / static_cast<double>(design.unit), spread_in_unit = spread / static_cast<double>(design.unit);
  design.scale = scale > 0 ? scale : spread_in_unit + in_unit < 3 ? 20 : spread_in_unit + in_unit < 30 ? 10 : spread_in_unit + in_unit < 60 ? 2 : 1;
  design.k = std::max<std::int64_t>(1, std::llround(in_unit * design.scale));
  const std::vector<double> quiet = run_lengths(rate, design.k, design.scale, design.unit, most_states, every);
  design.h = static_cast<std::int64_t>(quiet.size());
  design.quiet_steps = quiet.back();
  design.reached = design.quiet_steps >= every;
  design.risen_steps = run_lengths({rate.mean * factor, rate.size}, design.k, design.scale, design.unit, quiet.size()).back();
  return design;
}

bool advance(CusumState& state, const CusumDesign& design, std::int64_t count) {
  if (count < 0) return false;
  if (state.sum == 0) state.since = state.seen = 0;
  state.sum = std::max<std::int64_t>(0, state.sum + in_units(count, design.unit) * design.scale - design.k);
  ++state.since;
  state.seen += count;
  return state.sum >= design.h;
}

}  // namespace locarno::watch
