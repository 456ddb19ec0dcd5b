// How long the settle room takes, on questions made from a seed, far beyond what can be listed.
//   settle_bench --benchmark_repetitions=5 --benchmark_enable_random_interleaving=true
// Every answer is checked once before it is timed. The counters (nodes, conflicts, cells, openings, clashes, log10 of the
// settlements) are exact and the same on every machine; times are not.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <random>

#include "settle/certificate.hpp"
#include "settle/large_case.hpp"

namespace {

using namespace locarno;
using namespace locarno::settle;

struct Shape {
  const char* name;
  std::size_t parties, issues;
  std::uint32_t options;
  std::size_t lines, width, span;  ///< span: a line's issues lie within so many neighbours
  bool is_blocked;                 ///< add a few short lines that rule each other out
};

/// Each line forbids one combination of `width` sets of options, as a red line on a package does.
ZoneQuestion make_question(const Shape& shape, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(engine() % n); };
  ZoneQuestion q;
  q.options.assign(shape.issues, shape.options);
  const auto add = [&](std::size_t width) {
    const std::size_t first = below(shape.issues);
    Condition together = Condition::always();
    for (std::size_t i = 0; i < width; ++i) {
      OptionSet set;
      for (std::size_t k = 0; k < (shape.options + 1) / 2; ++k) set.add(OptionId(below(shape.options)));
      together = Condition::both(together, Condition::atom(IssueId((first + below(shape.span)) % shape.issues), set));
    }
    q.lines.push_back({"line" + std::to_string(q.lines.size()), PartyId(below(shape.parties)), Condition::negation(together)});
  };
  for (std::size_t i = 0; i < shape.lines; ++i) add(shape.is_blocked && i % 3 == 0 ? 1 : 1 + below(shape.width));
  for (std::size_t issue = 0; issue < shape.issues; issue += 3)
    q.silences.push_back({PartyId(below(shape.parties)), IssueId(issue), OptionSet{1}});
  return q;
}

constexpr std::uint64_t node_limit = 20'000'000;

void bench_zone(benchmark::State& state, const Shape& shape) {
  const ZoneQuestion q = make_question(shape, 20251122);
  Run run;
  run.limits.nodes = node_limit;
  const auto answer = zone(q, run);
  if (!answer) return state.SkipWithError(answer.error().what.c_str());
  if (const auto verdict = check(q, *answer); !verdict && verdict.error().code != ErrorCode::limit_reached)
    return state.SkipWithError(verdict.error().what.c_str());
  else state.counters["checked"] = verdict ? 1 : 0;
  for (auto _ : state) {
    auto again = zone(q, run);
    benchmark::DoNotOptimize(again);
  }
  state.counters["log10_of"] = static_cast<double>(shape.issues) * std::log10(static_cast<double>(shape.options));
  state.counters["open"] = answer->open > 0 ? 1 : 0;
  state.counters["nodes"] = static_cast<double>(answer->effort.nodes);
  state.counters["conflicts"] = static_cast<double>(answer->effort.conflicts);
  state.counters["cells"] = static_cast<double>(answer->effort.cells);
  state.counters["openings"] = static_cast<double>(answer->openings.size());
  state.counters["clashes"] = static_cast<double>(answer->clashes.size());
  state.counters["proved"] = answer->counts == Verdict::proved && answer->clashes_complete == Verdict::proved &&
                                     answer->openings_complete == Verdict::proved ? 1 : 0;
}

const Shape shapes[] = {
    {"page/6x10x4/12", 6, 10, 4, 12, 2, 10, true},     // what a brief asks
    {"free/6x12x4/40", 6, 12, 4, 40, 3, 12, false},
    {"blocked/6x12x4/40", 6, 12, 4, 40, 3, 12, true},
    {"blocked/6x24x4/40", 6, 24, 4, 40, 3, 24, true},
    {"local/8x40x5/80", 8, 40, 5, 80, 3, 5, false},
    {"local-blocked/8x40x5/80", 8, 40, 5, 80, 3, 5, true},
    {"local/8x200x6/400", 8, 200, 6, 400, 3, 5, false},
};

struct Large {
  const char* name;
  std::size_t from, to, spoilers, apart;
};
const Large larges[] = {
    {"large/near/open", 4, 5, 0, 4},
    {"large/near/blocked", 6, 4, 2, 4},
    {"large/anywhere/open", 4, 5, 0, 0},
    {"large/anywhere/blocked", 6, 4, 2, 0},
};

LargeShape shape_of(const Large& large) {
  LargeShape shape;
  shape.from = large.from;
  shape.to = large.to;
  shape.spoilers = large.spoilers;
  shape.apart = large.apart;
  return shape;
}

/// 10^40 settlements, 300 rules of two issues: counts and all openings and clashes of at most three lines. The certificate is
/// checked before anything is timed.
void bench_large(benchmark::State& state, const Large& large) {
  ZoneQuestion q = large_question(shape_of(large));
  q.max_opening_size = q.max_clash_size = 3;
  Run run;
  run.limits.nodes = node_limit;
  const auto answer = zone(q, run);
  if (!answer) return state.SkipWithError(answer.error().what.c_str());
  const auto certificate = certify(q, *answer, run);
  const auto checked = certificate ? check_certificate(*certificate) : locarno::Result<Checked>(Failure(certificate.error()));
  if (!checked) return state.SkipWithError(checked.error().what.c_str());
  for (auto _ : state) benchmark::DoNotOptimize(zone(q, run));
  state.counters["not_shown"] = static_cast<double>(checked->open.size());
  state.counters["openings"] = static_cast<double>(answer->openings.size());
  state.counters["openings_up_to"] = static_cast<double>(answer->openings_up_to);
  state.counters["exact"] = answer->counts == Verdict::proved ? 1 : 0;
  state.counters["nodes"] = static_cast<double>(answer->effort.nodes);
  state.counters["conflicts"] = static_cast<double>(answer->effort.conflicts);
}

/// What each of 300 lines does alone, on one thread and on two; checked against a count for each of a few lines.
void bench_effects(benchmark::State& state) {
  const ZoneQuestion q = large_question(shape_of(larges[0]));
  Run run;
  run.threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(line_effects(q, true, run));
}

/// The enumerating twin beside the engine, where listing is still possible: 10^6 settlements, 12 lines.
void bench_twin(benchmark::State& state, bool by_listing) {
  const ZoneQuestion q = make_question({"twin", 4, 6, 10, 12, 2, 6, true}, 20251122);
  Run run;
  const auto listed = zone_by_listing(q, run), answer = zone(q, run);
  if (!listed || !answer || listed->open != answer->open || listed->openings.size() != answer->openings.size() ||
      listed->clashes != answer->clashes)
    return state.SkipWithError("the twins disagree");
  for (auto _ : state) {
    if (by_listing) benchmark::DoNotOptimize(zone_by_listing(q, run));
    else benchmark::DoNotOptimize(zone(q, run));
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  for (const Shape& shape : shapes)
    benchmark::RegisterBenchmark(shape.name, [&shape](benchmark::State& state) { bench_zone(state, shape); })
        ->Unit(benchmark::kMillisecond);
  for (const Large& large : larges)
    benchmark::RegisterBenchmark(large.name, [&large](benchmark::State& state) { bench_large(state, large); })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("large/near/open/effects", bench_effects)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
  benchmark::RegisterBenchmark("twin/listing", bench_twin, true)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("twin/engine", bench_twin, false)->Unit(benchmark::kMillisecond);
  benchmark::RunSpecifiedBenchmarks();
}
