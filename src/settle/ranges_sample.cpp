// Shares of the box: every sample is drawn from its own streams and judged by itself; threads only add up counts.
#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <thread>

#include "base/counter_random.hpp"
#include "settle/ranges_parts.hpp"

namespace locarno::settle {
namespace {

constexpr const char* answers[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"};
constexpr std::size_t answer_count = 4;
constexpr int most_tries = 4'000;   ///< of a point of the box that keeps the orders

struct PartyDoubles {
  std::vector<double> low, high;                            ///< weights
  std::vector<std::vector<std::pair<double, double>>> values;
  std::pair<double, double> fallback;
};

struct Counts {
  std::vector<std::uint32_t> efficient;                     ///< [candidate]
  std::array<std::map<std::size_t, std::uint32_t>, answer_count> picks;  ///< settlement -> samples
  std::uint32_t drawn = 0, without = 0;
};

double between(double low, double high, double at) { return low + (high - low) * at; }

class Sampler {
 public:
  Sampler(const RangesQuestion& question, const Ranged& ranged, const RangesAnswer& answer, std::uint64_t seed)
      : ranged_(ranged), seed_(seed), issues_(question.table.issues.size()) {
    for (const RangedParty& party : ranged.parties) {
      PartyDoubles out;
      for (std::size_t i = 0; i < issues_; ++i) {
        out.low.push_back(party.weights.low[i].get_d());
        out.high.push_back(party.weights.high[i].get_d());
        out.values.emplace_back();
        for (const Amount& value : party.values[i]) out.values.back().emplace_back(value.low.get_d(), value.high.get_d());
      }
      out.fallback = {party.fallback.low.get_d(), party.fallback.high.get_d()};
      parties_.push_back(std::move(out));
    }
    for (const CandidateRange& candidate : answer.candidates)
      candidates_.push_back(static_cast<std::size_t>(
          std::lower_bound(ranged.settlements.begin(), ranged.settlements.end(), candidate.choice) - ranged.settlements.begin()));
  }

  Counts empty() const { return {std::vector<std::uint32_t>(candidates_.size(), 0), {}, 0, 0}; }

  void draw(std::uint32_t replicate, Counts& counts) const {
    std::vector<double> worth(ranged_.settlements.size() * parties_.size());
    std::vector<double> fallback;
    for (std::size_t p = 0; p < parties_.size(); ++p)
      if (!draw_party(p, replicate, worth, fallback)) return;
    ++counts.drawn;
    count_efficient(worth, counts);
    count_picks(worth, fallback, counts);
  }

 private:
  bool draw_weights(std::size_t p, CounterStream& stream, std::vector<double>& weights) const {
    const auto& chains = ranged_.parties[p].weights.chains;
    for (int tries = 0; tries < (chains.empty() ? 1 : most_tries); ++tries) {
      for (std::size_t i = 0; i < issues_; ++i) weights[i] = between(parties_[p].low[i], parties_[p].high[i], stream.next());
      const bool keeps = std::all_of(chains.begin(), chains.end(), [&](const auto& chain) {
        for (std::size_t at = 1; at < chain.size(); ++at)
          if (weights[chain[at - 1]] < weights[chain[at]]) return false;
        return true;
      });
      if (keeps) return true;
    }
    return false;
  }

  bool draw_party(std::size_t p, std::uint32_t replicate, std::vector<double>& worth, std::vector<double>& fallback) const {
    CounterStream weight_stream(seed_, static_cast<std::uint32_t>(2 * p), replicate);
    CounterStream value_stream(seed_, static_cast<std::uint32_t>(2 * p + 1), replicate);
    std::vector<double> weights(issues_);
    if (!draw_weights(p, weight_stream, weights)) return false;
    std::vector<std::vector<double>> score(issues_);
    for (std::size_t i = 0; i < issues_; ++i)
      for (const auto& [low, high] : parties_[p].values[i]) score[i].push_back(weights[i] * between(low, high, value_stream.next()));
    fallback.push_back(between(parties_[p].fallback.first, parties_[p].fallback.second, value_stream.next()));
    for (std::size_t z = 0; z < ranged_.settlements.size(); ++z) {
      double sum = 0;
      for (std::size_t i = 0; i < issues_; ++i) sum += score[i][ranged_.settlements[z][i]];
      worth[z * parties_.size() + p] = sum;
    }
    return true;
  }

  void count_efficient(const std::vector<double>& worth, Counts& counts) const {
    const std::size_t k = parties_.size();
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
      const double* x = &worth[candidates_[c] * k];
      bool dominated = false;
      for (std::size_t z = 0; z < ranged_.settlements.size() && !dominated; ++z) {
        const double* y = &worth[z * k];
        bool none_less = true, more = false;
        for (std::size_t p = 0; p < k && none_less; ++p) {
          none_less = y[p] >= x[p];
          more = more || y[p] > x[p];
        }
        dominated = none_less && more;
      }
      if (!dominated) ++counts.efficient[c];
    }
  }

  /// The four answers over settlements worth at least every fallback; the first in the order of options wins a tie.
  void count_picks(const std::vector<double>& worth, const std::vector<double>& fallback, Counts& counts) const {
    const std::size_t k = parties_.size();
    std::vector<double> ideal(fallback);
    std::vector<std::size_t> rational;
    for (std::size_t z = 0; z < ranged_.settlements.size(); ++z) {
      const double* x = &worth[z * k];
      if (!std::equal(fallback.begin(), fallback.end(), x, [](double d, double u) { return u >= d; })) continue;
      rational.push_back(z);
      for (std::size_t p = 0; p < k; ++p) ideal[p] = std::max(ideal[p], x[p]);
    }
    if (rational.empty()) {
      ++counts.without;
      return;
    }
    std::array<double, answer_count> best{};
    std::array<std::size_t, answer_count> pick{};
    for (std::size_t at = 0; at < rational.size(); ++at) {
      const auto value = values(&worth[rational[at] * k], fallback, ideal);
      for (std::size_t a = 0; a < answer_count; ++a)
        if (at == 0 || value[a] > best[a]) {
          best[a] = value[a];
          pick[a] = rational[at];
        }
    }
    for (std::size_t a = 0; a < answer_count; ++a) ++counts.picks[a][pick[a]];
  }

  static std::array<double, answer_count> values(const double* x, const std::vector<double>& fallback, const std::vector<double>& ideal) {
    double product = 1, least = 0, least_share = 0, sum = 0;
    for (std::size_t p = 0; p < fallback.size(); ++p) {
      const double gain = x[p] - fallback[p], room = ideal[p] - fallback[p];
      const double part = room > 0 ? gain / room : 1;
      product *= gain;
      sum += x[p];
      least = p == 0 ? gain : std::min(least, gain);
      least_share = p == 0 ? part : std::min(least_share, part);
    }
    return {product, least_share, least, sum};
  }

  const Ranged& ranged_;
  const std::uint64_t seed_;
  const std::size_t issues_;
  std::vector<PartyDoubles> parties_;
  std::vector<std::size_t> candidates_;
};

void add(Counts& to, const Counts& more) {
  for (std::size_t c = 0; c < to.efficient.size(); ++c) to.efficient[c] += more.efficient[c];
  for (std::size_t a = 0; a < answer_count; ++a)
    for (const auto& [settlement, n] : more.picks[a]) to.picks[a][settlement] += n;
  to.drawn += more.drawn;
  to.without += more.without;
}

}  // namespace

Result<void> sample(const RangesQuestion& question, const Ranged& ranged, RangesAnswer& answer, Run& run) {
  if (question.samples == 0 || ranged.settlements.empty()) return {};
  const Sampler sampler(question, ranged, answer, run.seed);
  const unsigned threads = std::max(1u, run.threads == 0 ? std::thread::hardware_concurrency() : run.threads);
  std::vector<Counts> counts(threads, sampler.empty());
  std::atomic<std::uint32_t> next{0};
  const auto work = [&](std::size_t thread) {
    for (std::uint32_t s = next++; s < question.samples && !run.is_cancelled(); s = next++) sampler.draw(s, counts[thread]);
  };
  std::vector<std::thread> others;
  for (unsigned t = 1; t < threads; ++t) others.emplace_back(work, t);
  work(0);
  for (std::thread& other : others) other.join();
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while samples were drawn");
  for (unsigned t = 1; t < threads; ++t) add(counts[0], counts[t]);
  answer.samples = counts[0].drawn;
  answer.without_agreement = counts[0].without;
  for (std::size_t c = 0; c < answer.candidates.size(); ++c) answer.candidates[c].efficient_samples = counts[0].efficient[c];
  for (std::size_t a = 0; a < answer_count; ++a) {
    std::vector<PickShare> picks;
    for (const auto& [settlement, n] : counts[0].picks[a]) picks.push_back({answers[a], ranged.settlements[settlement], n});
    std::stable_sort(picks.begin(), picks.end(), [](const PickShare& x, const PickShare& y) { return x.samples > y.samples; });
    answer.picks.insert(answer.picks.end(), picks.begin(), picks.end());
  }
  return {};
}

}  // namespace locarno::settle
