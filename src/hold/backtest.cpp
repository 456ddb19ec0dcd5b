#include "hold/backtest.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <thread>

#include "base/counter_random.hpp"

namespace locarno::hold {
namespace {

constexpr std::size_t folds = 5;
constexpr std::uint32_t fold_purpose = 0x464F;

/// [row] -> fold; groups are dealt out in a drawn order, the largest fold kept small.
std::vector<std::size_t> deal(const std::vector<Duration>& rows, std::uint64_t seed, unsigned repeat) {
  std::map<std::string, std::size_t> sizes;
  for (const Duration& row : rows) ++sizes[row.group];
  std::vector<std::pair<double, std::string>> order;
  CounterStream stream(seed, fold_purpose, repeat);
  for (const auto& [group, size] : sizes) order.emplace_back(stream.next(), group);
  std::sort(order.begin(), order.end());
  std::vector<std::size_t> held(folds, 0);
  std::map<std::string, std::size_t> fold_of;
  for (const auto& [place, group] : order) {
    const auto fold = static_cast<std::size_t>(std::min_element(held.begin(), held.end()) - held.begin());
    fold_of[group] = fold;
    held[fold] += sizes[group];
  }
  std::vector<std::size_t> out;
  for (const Duration& row : rows) out.push_back(fold_of[row.group]);
  return out;
}

/// Forecasts of every row at every year, each by a fit without its fold: [year][row]; the last year stands for the ranking.
Result<std::vector<std::vector<double>>> forecasts(const BacktestQuestion& question, Curve curve, const std::vector<std::size_t>& fold_of) {
  const std::vector<Duration>& rows = question.table->rows;
  std::vector<std::vector<double>> out(question.years.size(), std::vector<double>(rows.size()));
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<Duration> training;
    for (std::size_t k = 0; k < rows.size(); ++k)
      if (fold_of[k] != fold) training.push_back(rows[k]);
    LOC_TRY(const CurveFit fitted, fit(curve, training));
    for (std::size_t k = 0; k < rows.size(); ++k)
      for (std::size_t y = 0; y < question.years.size() && fold_of[k] == fold; ++y) out[y][k] = fitted.lasts(rows[k].covariates, question.years[y]);
  }
  return out;
}

std::vector<double> in_thirds(const std::vector<Duration>& rows, const std::vector<double>& chances, double year) {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return chances[a] < chances[b]; });
  std::vector<double> out;
  for (std::size_t third = 0; third < 3; ++third) {
    std::vector<Duration> part;
    double mean = 0;
    for (std::size_t k = order.size() * third / 3; k < order.size() * (third + 1) / 3; ++k) {
      part.push_back(rows[order[k]]);
      mean += chances[order[k]];
    }
    out.push_back(part.empty() ? 0 : mean / static_cast<double>(part.size()));
    out.push_back(kaplan_meier(part, {year})[0]);
  }
  return out;
}

struct Task {
  std::size_t curve;
  unsigned repeat;
  double concordance = 0.5;
  std::vector<double> brier, bias;
  std::vector<std::vector<double>> thirds;
  std::optional<Error> error;
};

void run_task(const BacktestQuestion& question, const std::vector<double>& observed, std::uint64_t seed, Task& task) {
  const std::vector<Duration>& rows = question.table->rows;
  const auto found = forecasts(question, question.curves[task.curve], deal(rows, seed, task.repeat));
  if (!found) {
    task.error = found.error();
    return;
  }
  task.concordance = question.curves[task.curve] == Curve::base_rate ? 0.5 : concordance(rows, found->back());
  for (std::size_t y = 0; y < question.years.size(); ++y) {
    task.brier.push_back(brier(rows, (*found)[y], question.years[y]));
    task.bias.push_back(std::accumulate((*found)[y].begin(), (*found)[y].end(), 0.0) / static_cast<double>(rows.size()) - observed[y]);
    if (task.repeat == 0) task.thirds.push_back(in_thirds(rows, (*found)[y], question.years[y]));
  }
}

}  // namespace

Result<BacktestAnswer> backtest(const BacktestQuestion& question, const Run& run) {
  const std::vector<Duration>& rows = question.table->rows;
  if (question.years.empty() || question.repeats == 0 || question.repeats > 1000) return fail(ErrorCode::bad_input, "a backtest needs years, and 1 to 1000 repeats");
  BacktestAnswer answer;
  std::map<std::string, int> groups;
  for (const Duration& row : rows) {
    ++groups[row.group];
    answer.ended += row.has_ended ? 1 : 0;
  }
  answer.rows = rows.size();
  answer.groups = groups.size();
  if (answer.groups < 2 * folds) return fail(ErrorCode::bad_input, std::to_string(answer.groups) + " groups, at least 10 are needed for grouped cross-validation");
  answer.observed = kaplan_meier(rows, question.years);
  std::vector<Duration> plain = rows;
  for (Duration& row : plain) row.covariates.clear();
  for (const Curve curve : {Curve::exponential, Curve::weibull, Curve::frailty, Curve::cured}) {
    LOC_TRY(CurveFit shape, fit(curve, plain));
    answer.shapes.push_back(std::move(shape));
  }
  std::vector<Task> tasks;
  for (std::size_t c = 0; c < question.curves.size(); ++c)
    for (unsigned repeat = 0; repeat < question.repeats; ++repeat) tasks.push_back({c, repeat, .5, {}, {}, {}, {}});
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t k = next++; k < tasks.size() && !run.is_cancelled(); k = next++) run_task(question, answer.observed, run.seed, tasks[k]);
  };
  unsigned threads = run.threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : std::min(run.threads, 64u);
  std::vector<std::thread> workers;
  for (unsigned t = 1; t < threads; ++t) workers.emplace_back(work);
  work();
  for (std::thread& worker : workers) worker.join();
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped during the backtest");
  for (std::size_t c = 0; c < question.curves.size(); ++c) {
    CurveScore score;
    score.curve = question.curves[c];
    score.brier.assign(question.years.size(), 0.0);
    score.forecast_less_observed.assign(question.years.size(), 0.0);
    double sum = 0, squares = 0;
    for (const Task& task : tasks) {
      if (task.curve != c) continue;
      if (task.error) return Failure(*task.error);
      sum += task.concordance / question.repeats;
      squares += task.concordance * task.concordance / question.repeats;
      for (std::size_t y = 0; y < question.years.size(); ++y) {
        score.brier[y] += task.brier[y] / question.repeats;
        score.forecast_less_observed[y] += task.bias[y] / question.repeats;
      }
      if (task.repeat == 0) score.thirds = task.thirds;
    }
    score.concordance = sum;
    score.concordance_sd = std::sqrt(std::max(0.0, squares - sum * sum));
    answer.scores.push_back(std::move(score));
  }
  return answer;
}

}  // namespace locarno::hold
