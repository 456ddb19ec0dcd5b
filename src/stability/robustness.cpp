#include "stability/robustness.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <numeric>
#include <thread>

#include "base/counter_random.hpp"

namespace locarno::stability {
namespace {

constexpr std::uint32_t purpose_order = 0x5AB1, purpose_blur = 0x5AB2;
constexpr std::size_t most_with_unknown = 1024;

std::uint32_t stream_of(std::uint32_t purpose, std::size_t maker) { return purpose + static_cast<std::uint32_t>(maker) * 16; }

/// Values that keep every known pair and resolve the unknown ones.
std::vector<std::uint32_t> resolved(const Preference& p, CounterStream& random) {
  const std::size_t n = p.value.size();
  std::vector<std::vector<bool>> is_unknown(n, std::vector<bool>(n, false));
  for (const auto& [a, b] : p.unknown) is_unknown[a][b] = is_unknown[b][a] = true;
  std::vector<std::size_t> group(n);  // states known to be tied, by their first
  std::iota(group.begin(), group.end(), std::size_t{0});
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b)
        if (p.value[a] == p.value[b] && !is_unknown[a][b] && group[b] > group[a]) group[b] = group[a], is_changed = true;
  }
  std::vector<std::size_t> above(n, 0);  // of a group: known to be better and not placed yet
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b)
      if (p.value[a] > p.value[b] && !is_unknown[a][b]) ++above[group[b]];
  std::vector<std::size_t> free;
  for (std::size_t g = 0; g < n; ++g)
    if (group[g] == g && above[g] == 0) free.push_back(g);
  std::vector<std::uint32_t> value(n, 0);
  for (auto rank = static_cast<std::uint32_t>(n); !free.empty(); --rank) {
    const auto pick = static_cast<std::size_t>(random.next() * static_cast<double>(free.size()));
    const std::size_t top = free[pick];
    free.erase(free.begin() + static_cast<std::ptrdiff_t>(pick));
    for (std::size_t a = 0; a < n; ++a) {
      if (group[a] != top) continue;
      value[a] = rank;
      for (std::size_t b = 0; b < n; ++b)
        if (p.value[a] > p.value[b] && !is_unknown[a][b] && --above[group[b]] == 0) free.insert(std::lower_bound(free.begin(), free.end(), group[b]), group[b]);
    }
  }
  return value;
}

std::vector<std::uint32_t> blurred(const std::vector<std::uint32_t>& value, double blur, CounterStream& random) {
  std::map<std::uint32_t, double> place;
  for (const std::uint32_t v : value) place[v] = 0;
  double at = 0;
  for (auto& [v, p] : place) p = at++ + blur * (2 * random.next() - 1);
  std::vector<std::pair<double, std::uint32_t>> order;
  for (const auto& [v, p] : place) order.emplace_back(p, v);
  std::sort(order.begin(), order.end());
  std::map<std::uint32_t, std::uint32_t> rank;
  for (std::uint32_t r = 0; r < order.size(); ++r) rank[order[r].second] = r;
  std::vector<std::uint32_t> out;
  out.reserve(value.size());
  for (const std::uint32_t v : value) out.push_back(rank[v]);
  return out;
}

}  // namespace

Model sampled(const Model& model, double blur, std::uint64_t seed, std::uint32_t replicate) {
  Model m = model;
  for (std::size_t k = 0; k < m.preferences.size(); ++k) {
    Preference& p = m.preferences[k];
    CounterStream order(seed, stream_of(purpose_order, k), replicate), places(seed, stream_of(purpose_blur, k), replicate);
    if (!p.unknown.empty()) p.value = resolved(p, order);
    if (blur > 0) p.value = blurred(p.value, blur, places);
    p.unknown.clear();
    p.band.clear();
  }
  return m;
}

Result<RobustnessAnswer> robustness(const CheckedModel& model, const RobustnessQuestion& question, Run& run) {
  const bool has_unknown = std::any_of(model->preferences.begin(), model->preferences.end(), [](const Preference& p) { return !p.unknown.empty(); });
  if (question.samples == 0 || !(question.blur >= 0) || (!has_unknown && question.blur == 0))
    return fail(ErrorCode::bad_use, "nothing is uncertain in this model: no pair of unknown order; --blur says how many places a state may be off");
  if (has_unknown && model->states() > most_with_unknown) return fail(ErrorCode::limit_reached, "unknown pairs are drawn for at most 1024 states");
  RobustnessAnswer answer;
  answer.samples = question.samples;
  for (const Concept which : question.stability.concepts)
    if (std::find(answer.concepts.begin(), answer.concepts.end(), which) == answer.concepts.end()) answer.concepts.push_back(which);
  answer.equilibrium.assign(answer.concepts.size(), std::vector<std::uint32_t>(model->states(), 0));
  answer.stable.assign(answer.concepts.size(), {model->makers.size(), std::vector<std::uint32_t>(model->states(), 0)});
  StabilityQuestion each = question.stability;
  each.unknown = Unknown::none;
  std::atomic<std::uint32_t> next{0};
  std::mutex mutex;
  std::optional<Error> error;
  const auto work = [&] {
    for (std::uint32_t r = next++; r < question.samples; r = next++) {
      Run own = run;
      own.threads = 1;
      own.progress = nullptr;
      auto drawn = check(sampled(*model, question.blur, run.seed, r));
      auto found = drawn ? stability(*drawn, each, own) : Result<StabilityAnswer>(Failure(drawn.error()));
      const std::lock_guard lock(mutex);
      if (!found) {
        if (!error) error = found.error();
        return;
      }
      run.report("samples", r + 1, question.samples);
      for (std::size_t c = 0; c < answer.concepts.size(); ++c) {
        const ConceptAnswer* one = found->find(answer.concepts[c]);
        if (one == nullptr) continue;
        for (const StateIndex s : one->equilibria.states()) ++answer.equilibrium[c][s];
        for (std::size_t k = 0; k < one->stable.size(); ++k)
          for (const StateIndex s : one->stable[k].states()) ++answer.stable[c][k][s];
      }
    }
  };
  const unsigned threads = run.threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : run.threads;
  std::vector<std::thread> helpers;
  for (unsigned t = 1; t < threads; ++t) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  if (error) return Failure(*error);
  return answer;
}

}  // namespace locarno::stability
