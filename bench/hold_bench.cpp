// 100,000 draws of the full hold model with the curve at 40 times, rates constant and fading.
//   hold_bench --benchmark_repetitions=5
// Checked before it is timed: the quantiles ascend.
#include <benchmark/benchmark.h>

#include "hold/band.hpp"

namespace {

using namespace locarno;
using namespace locarno::hold;

void band_of_100000(benchmark::State& state) {
  BandQuestion question;
  question.draws = 100'000;
  question.years.clear();
  for (int k = 1; k <= 40; ++k) question.years.push_back(0.25 * k);
  if (state.range(0) != 0) question.given = {{"decay", {.2, .1, .3}}, {"sunset", {5, 5, 5}}};
  for (auto _ : state) {
    const auto answer = band(question, Run{});
    if (!answer || !(answer->p05[19] < answer->p95[19])) return state.SkipWithError("no band");
    benchmark::DoNotOptimize(answer->p50[19]);
  }
}
BENCHMARK(band_of_100000)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
