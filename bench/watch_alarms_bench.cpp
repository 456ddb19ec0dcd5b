// Designing and running the sum, and the excitation's likelihood and fit.
//   watch_alarms_bench --benchmark_repetitions=5
// Checked before it is timed: the false-alarm interval is reached; one pass equals all pairs.
#include <benchmark/benchmark.h>

#include <cmath>

#include "watch/alarms.hpp"
#include "watch/hawkes.hpp"

namespace {

using namespace locarno::watch;

void design(benchmark::State& state) {
  const Rate rate{static_cast<double>(state.range(0)), 2};
  for (auto _ : state) {
    const auto made = design_cusum(rate, 2, 365);
    if (!made || made->quiet_steps < 365) return state.SkipWithError("no design");
    benchmark::DoNotOptimize(made->h);
  }
}
BENCHMARK(design)->Arg(1)->Arg(20)->Arg(500)->Unit(benchmark::kMillisecond);

void watch_a_million_steps(benchmark::State& state) {
  const auto made = design_cusum({2, 2}, 2, 365);
  if (!made) return state.SkipWithError("no design");
  for (auto _ : state) {
    CusumState sum;
    std::uint64_t alarms = 0;
    for (std::int64_t step = 0; step < 1'000'000; ++step)
      if (advance(sum, *made, step * 7 % 5)) ++alarms, sum = {};
    benchmark::DoNotOptimize(alarms);
  }
  state.SetItemsProcessed(state.iterations() * 1'000'000);
}
BENCHMARK(watch_a_million_steps)->Unit(benchmark::kMillisecond);

void hawkes_likelihood(benchmark::State& state) {
  const Hawkes truth{2, .6, 3};
  const auto times = draw_hawkes(truth, static_cast<double>(state.range(0)) / 5, 1, 0);
  const std::vector<double> few(times.begin(), times.begin() + 500);
  const double length = few.back() + 1e-9;
  if (std::abs(hawkes_log_likelihood(truth, few, length) - hawkes_log_likelihood_by_pairs(truth, few, length)) > 1e-6) return state.SkipWithError("the twin disagrees");
  for (auto _ : state) benchmark::DoNotOptimize(hawkes_log_likelihood(truth, times, static_cast<double>(state.range(0)) / 5));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(times.size()));
}
BENCHMARK(hawkes_likelihood)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void hawkes_fit(benchmark::State& state) {
  const auto times = draw_hawkes({2, .6, 3}, static_cast<double>(state.range(0)) / 5, 1, 0);
  for (auto _ : state) {
    const auto fit = fit_hawkes(times, static_cast<double>(state.range(0)) / 5, false);
    if (!fit) return state.SkipWithError("no fit");
    benchmark::DoNotOptimize(fit->hawkes.branching);
  }
}
BENCHMARK(hawkes_fit)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
