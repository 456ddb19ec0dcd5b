// Voting power of 200 voters of different weights, and a chamber of 750 in 20 blocs that move together.
//   ratify_bench --benchmark_repetitions=5
// The answers are checked before they are timed: the indices add up to one; the trapezoid rule has settled.
#include <benchmark/benchmark.h>

#include "ratify/power.hpp"
#include "ratify/vote.hpp"

namespace {

using namespace locarno;
using namespace locarno::ratify;

void power_of_200(benchmark::State& state) {
  PowerQuestion question;
  std::uint64_t total = 0;
  for (unsigned v = 0; v < 200; ++v) {
    question.weights.push_back({1 + v * 7919u % 1000});
    total += question.weights.back()[0];
  }
  question.ways = {{total / 2 + 1}};
  question.with_shapley = state.range(0) != 0;
  for (auto _ : state) {
    Run run;
    run.threads = static_cast<unsigned>(state.range(1));
    const auto answer = power(question, run);
    if (!answer) return state.SkipWithError(answer.error().what.c_str());
    Rational banzhaf = 0;
    for (const VoterPower& kind : answer->kinds) banzhaf += kind.banzhaf * kind.voters;
    if (banzhaf != 1) return state.SkipWithError("the indices do not add up to one");
    state.counters["cells"] = static_cast<double>(answer->effort.cells);
  }
}
BENCHMARK(power_of_200)->Args({0, 1})->Args({1, 1})->Args({1, 2})->Unit(benchmark::kMillisecond);

void chamber_of_750(benchmark::State& state) {
  VoteQuestion question;
  for (std::uint32_t b = 0; b < 20; ++b) question.blocs.push_back({b < 10 ? 37u : 38u, .35 + .02 * b});
  question.need.votes = 376;
  question.rho_common = .1;
  question.rho_bloc = .3;
  for (auto _ : state) {
    const auto answer = pass(question, Run{});
    if (!answer || !answer->has_settled) return state.SkipWithError("the integral has not settled");
    state.counters["nodes"] = answer->nodes;
    benchmark::DoNotOptimize(answer->correlated);
  }
}
BENCHMARK(chamber_of_750)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
