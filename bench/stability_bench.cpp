// How long the stability room takes on conflicts made from a seed: every combination of the options a state, each decision maker
// with a row of prioritised statements (one literal each) and ranks made from them.
//   stability_bench --benchmark_filter=... (2^24 states need about 1.5 GB)
// Before it is timed each answer is checked: against the slow twin on the same shape with fewer options, and on the full shape
// against the closed laws (R within SSEQ within SEQ and SMR within GMR, and R from its definition on sampled states).
// Counters: states, equilibria of each concept, nodes and cells are exact; peak_MB is the process's own high-water mark.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <random>

#include "stability/concepts.hpp"
#include "stability/moves.hpp"

namespace {

using namespace locarno;
using namespace locarno::stability;

struct Shape {
  const char* name;
  std::size_t options, makers;
  bool with_sweeps;  ///< SEQ and SSEQ as well
  unsigned threads;
  bool is_listed = false;    ///< one state in four does not exist
  bool is_directed = false;  ///< one option in three cannot be taken back
};

/// Ranks a row of statements gives: the first that differs decides. Each is an option taken or not taken; all options occur.
std::vector<std::uint32_t> ranks_from_statements(std::size_t options, std::mt19937_64& engine) {
  std::vector<std::size_t> order(options);
  for (std::size_t o = 0; o < options; ++o) order[o] = o;
  std::shuffle(order.begin(), order.end(), engine);
  const std::uint64_t wanted = engine();
  std::vector<std::uint32_t> low(std::size_t{1} << 12, 0), high(std::size_t{1} << (options > 12 ? options - 12 : 0), 0);
  for (std::size_t place = 0; place < options; ++place) {
    const std::size_t o = order[place];
    auto& half = o < 12 ? low : high;
    for (std::size_t s = 0; s < half.size(); ++s) {
      if ((s >> (o < 12 ? o : o - 12) & 1) == (wanted >> o & 1)) half[s] |= std::uint32_t{1} << (options - 1 - place);
    }
  }
  // What a decision maker wants of one option may turn on another: without this all would hold still in one state only.
  const std::size_t a = engine() % options, b = engine() % options, c = engine() % options;
  std::vector<std::uint32_t> value(std::size_t{1} << options);
  for (std::size_t s = 0; s < value.size(); ++s) {
    value[s] = (low[s & 4095] | high[s >> 12]) ^ ((s >> a & 1) != 0 && (s >> b & 1) != (s >> c & 1) ? 0x5a5a5au & (static_cast<std::uint32_t>(value.size()) - 1) : 0);
  }
  return value;
}

CheckedModel make_model(const Shape& shape, std::size_t options, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  const std::size_t makers = shape.makers;
  Model m;
  for (std::size_t i = 0; i < makers; ++i) m.makers.push_back({fmt::format("M{}", i), {}});
  for (std::size_t o = 0; o < options; ++o) {
    const auto maker = static_cast<MakerIndex>(o * makers / options);
    m.options.push_back({fmt::format("o{}", o), maker, shape.is_directed && o % 3 == 0 ? Direction::forward : Direction::both});
    m.makers[maker].options.push_back(static_cast<OptionIndex>(o));
  }
  for (std::size_t i = 0; i < makers; ++i) m.preferences.push_back({ranks_from_statements(options, engine), {}, {}});
  if (shape.is_listed) {
    for (Mask mask = 0; mask >> options == 0; ++mask) {
      if (engine() % 4 != 0) m.masks.push_back(mask);
    }
    for (Preference& p : m.preferences) {
      for (std::size_t s = 0; s < m.masks.size(); ++s) p.value[s] = p.value[m.masks[s]];
      p.value.resize(m.masks.size());
    }
  }
  return *check(std::move(m));
}

StabilityQuestion asked(const Shape& shape) {
  StabilityQuestion q;
  if (!shape.with_sweeps) q.concepts = {Concept::R, Concept::GMR, Concept::SMR};
  return q;
}

bool agrees_with_twin(const Shape& shape) {
  const CheckedModel small = make_model(shape, std::max<std::size_t>(shape.makers, 7), 5);
  Run run;
  const auto fast = stability::stability(small, asked(shape), run), slow = stability_by_definition(small, asked(shape), run);
  return fast && slow && fast->concepts == slow->concepts;
}

bool keeps_the_laws(const CheckedModel& model, const StabilityAnswer& answer) {
  const Moves moves(model);
  for (MakerIndex maker = 0; maker < model->makers.size(); ++maker) {
    const auto stable = [&](Concept c) -> const StateSet& { return answer.find(c)->stable[maker]; };
    const bool has_sweeps = answer.find(Concept::SEQ) != nullptr;
    if (!stable(Concept::R).is_subset_of(stable(Concept::SMR)) || !stable(Concept::SMR).is_subset_of(stable(Concept::GMR))) return false;
    if (has_sweeps && !(stable(Concept::R).is_subset_of(stable(Concept::SSEQ)) && stable(Concept::SSEQ).is_subset_of(stable(Concept::SEQ)) &&
                        stable(Concept::SSEQ).is_subset_of(stable(Concept::SMR)) && stable(Concept::SEQ).is_subset_of(stable(Concept::GMR)))) return false;
    const auto& value = model->preferences[maker].value;
    for (std::size_t s = 0; s < value.size(); s += 1 + value.size() / 5000) {
      bool has_improvement = false;
      moves.each(maker, static_cast<StateIndex>(s), [&](StateIndex t) { has_improvement = has_improvement || value[t] > value[s]; });
      if (stable(Concept::R).has(static_cast<StateIndex>(s)) == has_improvement) return false;
    }
  }
  return true;
}

void bench(benchmark::State& state, const Shape& shape) {
  if (!agrees_with_twin(shape)) return state.SkipWithError("differs from the definitions");
  const CheckedModel model = make_model(shape, shape.options, 20251122);
  Run run;
  run.threads = shape.threads;
  {
    const auto answer = stability::stability(model, asked(shape), run);
    if (!answer) return state.SkipWithError(answer.error().what.c_str());
    if (!keeps_the_laws(model, *answer)) return state.SkipWithError("a law between concepts is broken");
    for (const ConceptAnswer& one : answer->concepts) state.counters[std::string(to_string(one.which))] = static_cast<double>(one.equilibria.count());
    state.counters["nodes"] = static_cast<double>(answer->effort.nodes);
    state.counters["cells"] = static_cast<double>(answer->effort.cells);
  }
  for (auto _ : state) benchmark::DoNotOptimize(stability::stability(model, asked(shape), run));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
}

constexpr Shape shapes[] = {
    {"columns/2^20x4", 20, 4, false, 1}, {"columns/2^24x8", 24, 8, false, 1}, {"columns/2^24x8/threads", 24, 8, false, 0},
    {"all/2^12x4", 12, 4, true, 1},      {"all/2^16x4", 16, 4, true, 1},      {"all/2^16x4/threads", 16, 4, true, 0},
    {"all/2^20x4", 20, 4, true, 1},      {"all/2^20x4/threads", 20, 4, true, 0}, {"all/2^20x8", 20, 8, true, 1},
    {"all/2^24x4/threads", 24, 4, true, 0}, {"all/2^24x8", 24, 8, true, 1}, {"all/2^24x8/threads", 24, 8, true, 0},
    {"listed/2^16x4", 16, 4, true, 1, true}, {"listed/2^20x4/threads", 20, 4, true, 0, true},
    {"directed/2^16x4", 16, 4, true, 1, false, true}, {"directed/2^20x4/threads", 20, 4, true, 0, false, true},
    {"directed_listed/2^20x4/threads", 20, 4, true, 0, true, true}, {"directed/2^18x2", 18, 2, true, 1, false, true},
};

}  // namespace

int main(int argc, char** argv) {
  for (const Shape& shape : shapes) {
    benchmark::RegisterBenchmark(shape.name, [&shape](benchmark::State& state) { bench(state, shape); })->Unit(benchmark::kMillisecond)->UseRealTime();
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
