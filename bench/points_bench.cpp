// How long the frontier and the fair points take, on tables made from a seed, beside the twin that lists every settlement.
//   points_bench --benchmark_repetitions=5
// Each answer is checked before it is timed: against the twin where that is possible, otherwise every point against the table.
// The counters are exact: points on the frontier, candidates looked at, how each point is proved (1 listed or bounded), and the
// most bytes that the answer held at a time, itself included (every allocation of C++ and of GMP is counted; CBC's are C++).
#include <benchmark/benchmark.h>

#include <gmp.h>
#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <random>

#include "settle/points.hpp"

namespace heap {

std::atomic<std::int64_t> now{0}, most{0};

void* taken(void* at) {
  if (at == nullptr) return at;
  const std::int64_t sum = now += static_cast<std::int64_t>(malloc_usable_size(at));
  for (std::int64_t seen = most; sum > seen && !most.compare_exchange_weak(seen, sum);) {
  }
  return at;
}
void given_back(void* at) {
  now -= static_cast<std::int64_t>(malloc_usable_size(at));
  std::free(at);
}
void* gmp_new(std::size_t n) { return taken(std::malloc(n)); }
void* gmp_again(void* at, std::size_t, std::size_t n) {
  now -= static_cast<std::int64_t>(malloc_usable_size(at));
  return taken(std::realloc(at, n));
}
void gmp_delete(void* at, std::size_t) { given_back(at); }

}  // namespace heap

void* operator new(std::size_t n) {
  if (void* at = heap::taken(std::malloc(n))) return at;
  throw std::bad_alloc();
}
void operator delete(void* at) noexcept { heap::given_back(at); }
void operator delete(void* at, std::size_t) noexcept { heap::given_back(at); }

namespace {

using namespace locarno;
using namespace locarno::settle;

struct Shape {
  const char* name;
  std::size_t parties, issues, options, forbidden_pairs;
  bool with_frontier, with_twin;
};

ScoreTable make_table(const Shape& shape, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  const auto below = [&](std::uint64_t n) { return static_cast<std::size_t>(engine() % n); };
  ScoreTable table;
  for (std::size_t i = 0; i < shape.issues; ++i) {
    table.issues.push_back({"i" + std::to_string(i), {}});
    for (std::size_t o = 0; o < shape.options; ++o) table.issues.back().options.push_back(std::to_string(o));
  }
  for (std::size_t p = 0; p < shape.parties; ++p) {
    ScoredParty party;
    party.name = "p" + std::to_string(p);
    for (std::size_t i = 0; i < shape.issues; ++i) {
      const std::size_t most = 100'000 / shape.issues / 2 + below(100'000 / shape.issues);
      std::vector<Rational> values;
      for (std::size_t o = 0; o < shape.options; ++o) values.emplace_back(static_cast<unsigned long>(below(most)));
      party.weights.emplace_back(1);
      party.values.push_back(std::move(values));
    }
    table.parties.push_back(std::move(party));
  }
  for (std::size_t r = 0; r < shape.forbidden_pairs; ++r) {
    const std::size_t a = below(shape.issues), b = (a + 1 + below(shape.issues - 1)) % shape.issues;
    OptionSet first, second;
    first.add(OptionId(below(shape.options)));
    second.add(OptionId(below(shape.options)));
    table.rules.push_back(Condition::negation(Condition::both(Condition::atom(IssueId(a), first), Condition::atom(IssueId(b), second))));
  }
  return table;
}

bool same(const PointsAnswer& a, const PointsAnswer& b) {
  return a.pareto_points == b.pareto_points && a.pareto_outcomes == b.pareto_outcomes && a.nash->at.worth == b.nash->at.worth &&
         a.ks->at.worth == b.ks->at.worth && a.welfare->at.worth == b.welfare->at.worth &&
         a.min_difference->at.worth == b.min_difference->at.worth && a.egalitarian->at.worth == b.egalitarian->at.worth;
}

bool is_true(const ScoreTable& table, const std::optional<FairPoint>& point) {
  if (!point) return false;
  for (std::size_t p = 0; p < table.parties.size(); ++p)
    if (worth(table, p, point->at.outcome) != point->at.worth[p]) return false;
  return meets_rules(table, point->at.outcome);
}

void bench_points(benchmark::State& state, const Shape& shape) {
  const ScoreTable table = make_table(shape, 20261122);
  PointsQuestion question;
  question.table = &table;
  question.with_frontier = shape.with_frontier;
  Run run;
  const auto answer = points(question, run);
  if (!answer) return state.SkipWithError(answer.error().what.c_str());
  if (!is_true(table, answer->nash) || !is_true(table, answer->ks)) return state.SkipWithError("a point is not what it claims");
  if (shape.with_twin) {
    const auto twin = points_by_listing(question, run);
    if (!twin || !same(*answer, *twin)) return state.SkipWithError("the twin disagrees");
  }
  heap::most = heap::now.load();
  const std::int64_t before = heap::now;
  { const auto settled = points(question, run); }   // the twin's freed memory is put in order outside the timing
  state.counters["peak_bytes"] = static_cast<double>(heap::most - before);
  for (auto _ : state) {
    auto again = points(question, run);
    benchmark::DoNotOptimize(again);
  }
  const auto sure = [](const std::optional<FairPoint>& p) { return p && (p->proof == Proof::listed || p->proof == Proof::bounded) ? 1.0 : 0.0; };
  state.counters["frontier"] = static_cast<double>(answer->pareto_points);
  state.counters["nodes"] = static_cast<double>(answer->effort.nodes);
  state.counters["nash_proved"] = sure(answer->nash);
  state.counters["ks_proved"] = sure(answer->ks);
}

void bench_twin(benchmark::State& state, const Shape& shape) {
  const ScoreTable table = make_table(shape, 20261122);
  PointsQuestion question;
  question.table = &table;
  Run run;
  for (auto _ : state) {
    auto answer = points_by_listing(question, run);
    benchmark::DoNotOptimize(answer);
  }
}

const Shape shapes[] = {
    {"frontier/2x6x10", 2, 6, 10, 0, true, true},   {"frontier/3x6x10", 3, 6, 10, 0, true, true},
    {"frontier/2x40x10", 2, 40, 10, 0, true, false}, {"frontier/3x40x10", 3, 40, 10, 0, true, false},
    {"points/4x40x10", 4, 40, 10, 0, false, false},  {"points/8x40x10", 8, 40, 10, 0, false, false},
    {"points/6x40x10/200", 6, 40, 10, 200, false, false},
};

}  // namespace

int main(int argc, char** argv) {
  mp_set_memory_functions(heap::gmp_new, heap::gmp_again, heap::gmp_delete);
  benchmark::Initialize(&argc, argv);
  for (const Shape& shape : shapes) {
    benchmark::RegisterBenchmark(shape.name, [&shape](benchmark::State& state) { bench_points(state, shape); })->Unit(benchmark::kMillisecond);
    if (shape.with_twin)
      benchmark::RegisterBenchmark((std::string(shape.name) + "/listing").c_str(), [&shape](benchmark::State& state) { bench_twin(state, shape); })
          ->Unit(benchmark::kMillisecond)->Iterations(1);
  }
  benchmark::RunSpecifiedBenchmarks();
}
