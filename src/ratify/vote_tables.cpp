#include "ratify/vote_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace locarno::ratify {
namespace {

constexpr double reach = 9;  // standard deviations of a factor that are integrated over: beyond lies 2e-19

/// Voters who may stay away, one after another: yes, no, nothing.
void spread_with_absent(std::uint32_t voters, double yes, double absent, std::size_t yes_step, double* cells, std::size_t count) {
  std::fill(cells, cells + count, 0.0);
  cells[0] = 1;  // the lowest value: all no
  const double present = 1 - absent;
  const double up = present * yes, down = present * (1 - yes);
  const std::size_t no_step = (count - 1) / voters - yes_step;  // from "no" up to "nothing"
  for (std::uint32_t v = 0; v < voters; ++v)
    for (std::size_t cell = std::size_t{v + 1} * (yes_step + no_step) + 1; cell-- > 0;) {
      double sum = cells[cell] * down;
      if (cell >= no_step) sum += cells[cell - no_step] * absent;
      if (cell >= yes_step + no_step) sum += cells[cell - yes_step - no_step] * up;
      cells[cell] = sum;
    }
}

}  // namespace

double normal_below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

double normal_at(double share) {
  if (share <= 0) return -std::numeric_limits<double>::infinity();
  if (share >= 1) return std::numeric_limits<double>::infinity();
  double low = -40, high = 40;
  for (int round = 0; round < 200 && low < high; ++round) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    // The nearer tail keeps its digits.
    const bool is_below = share < 0.5 ? normal_below(middle) < share : normal_below(-middle) > 1 - share;
    (is_below ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

BlocTable::BlocTable(const VotingBloc& bloc, const Counting& counting, double rho_common, double rho_bloc, std::uint32_t most_voters)
    : bloc_(bloc),
      own_(std::sqrt(1 - rho_common - rho_bloc)),
      common_(std::sqrt(rho_common)),
      bloc_share_(std::sqrt(rho_bloc)),
      threshold_(normal_at(bloc.yes)) {
  const std::int64_t weight = bloc.weight, voters = bloc.voters;
  const bool counts_no = counting.no_per_vote != 0;
  cells_ = bloc.voters + 1;
  if (counting.heads_factor > 0) {
    stride_ = weight * counting.heads_factor + 1;
  } else if (!counts_no) {
    stride_ = std::max<std::int64_t>(weight, 1) * counting.yes_per_vote;
  } else {
    base_ = weight * voters * counting.no_per_vote;
    const std::int64_t between = counting.yes_per_vote - counting.no_per_vote;
    stride_ = std::max<std::int64_t>(weight, 1) * (bloc.absent > 0 ? 1 : between);
    if (bloc.absent > 0) cells_ = static_cast<std::size_t>(voters * between) + 1;
  }
  if (weight == 0 && counting.heads_factor == 0) cells_ = 1;
  if (counts_no && bloc.absent > 0) log_binomial_ = {static_cast<double>(counting.yes_per_vote)};
  else
    for (std::uint32_t k = 0; k < cells_; ++k)
      log_binomial_.push_back(std::lgamma(bloc.voters + 1.0) - std::lgamma(k + 1.0) - std::lgamma(bloc.voters - k + 1.0));
  if (rho_bloc <= 0) return;
  // The narrowest the integrand gets: the bloc's factor against the count of so many voters.
  const double count_width = own_ * 1.25 / std::sqrt(std::max(1.0, static_cast<double>(most_voters)));
  const double width = 1 / std::sqrt(1 / rho_bloc + 1 / (count_width * count_width));
  step_ = 0.5 * width;  // the trapezoid rule misses by about exp(-2 pi^2 / 0.5^2)
  first_ = -reach * (common_ + bloc_share_);
  points_ = static_cast<std::size_t>(std::ceil(-2 * first_ / step_)) + 1;
  grid_.resize(points_ * cells_);
  for (std::size_t point = 0; point < points_; ++point) fill(first_ + step_ * static_cast<double>(point), grid_.data() + point * cells_);
}

void BlocTable::fill(double y, double* cells) const {
  const double yes = std::isinf(threshold_) ? bloc_.yes : normal_below((threshold_ + y) / own_);
  if (cells_ == 1) { cells[0] = 1; return; }
  if (cells_ != bloc_.voters + 1u || (log_binomial_.size() == 1 && bloc_.voters > 0))
    return spread_with_absent(bloc_.voters, yes, bloc_.absent, static_cast<std::size_t>(log_binomial_[0]), cells, cells_);
  const double p = base_ < 0 ? yes : yes * (1 - bloc_.absent);
  const double no = std::isinf(threshold_) || bloc_.absent > 0 ? 1 - p : normal_below(-(threshold_ + y) / own_);
  if (p <= 0 || no <= 0) {
    std::fill(cells, cells + cells_, 0.0);
    cells[p <= 0 ? 0 : cells_ - 1] = 1;
    return;
  }
  const double log_yes = std::log(p), log_no = std::log(no);
  for (std::size_t k = 0; k < cells_; ++k)
    cells[k] = std::exp(log_binomial_[k] + static_cast<double>(k) * log_yes + static_cast<double>(cells_ - 1 - k) * log_no);
}

void BlocTable::at(double z, Spread& spread, FactorWeights& weights) const {
  spread.base = base_;
  spread.stride = stride_;
  spread.at.assign(cells_, 0.0);
  if (points_ == 0) return fill(common_ * z, spread.at.data());
  if (weights.z != z || weights.share != bloc_share_ || weights.step != step_) {
    const double center = common_ * z;
    weights = {z, bloc_share_, step_, static_cast<std::size_t>(std::max(0.0, std::floor((center - reach * bloc_share_ - first_) / step_))), {}};
    double total = 0;
    for (std::size_t point = weights.first; point < points_; ++point) {
      const double u = (first_ + step_ * static_cast<double>(point) - center) / bloc_share_;
      if (u > reach) break;
      weights.at.push_back(std::exp(-0.5 * u * u));
      total += weights.at.back();
    }
    for (double& weight : weights.at) weight /= total;
  }
  for (std::size_t k = 0; k < weights.at.size(); ++k) {
    const double weight = weights.at[k];
    if (weight < 1e-18) continue;
    const double* cells = grid_.data() + (weights.first + k) * cells_;
    for (std::size_t cell = 0; cell < cells_; ++cell) spread.at[cell] += weight * cells[cell];
  }
}

}  // namespace locarno::ratify
