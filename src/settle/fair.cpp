#include "settle/fair.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace locarno::settle {
namespace {

constexpr std::size_t most_ties = 100;
constexpr long double margin = 1e-9L;   // the rough values err by less than 1e-16 of the largest

using Rough = std::function<long double(std::size_t point)>;
using Exact = std::function<std::vector<Rational>(std::size_t point)>;   ///< compared in turn, larger is better; the first is the value

struct Picked {
  std::size_t best = 0;
  Rational value;
  std::vector<std::size_t> ties;
};

/// The points with the largest rough value within the margin, then the largest by the exact keys; equal ones are ties, and
/// as points descend, the last of them is worth least to the first party.
std::optional<Picked> pick(const std::vector<std::size_t>& among, const Rough& rough, long double magnitude, const Exact& exact) {
  if (among.empty()) return std::nullopt;
  long double best = -INFINITY;
  std::vector<long double> values;
  for (const std::size_t point : among) {
    values.push_back(rough(point));
    best = std::max(best, values.back());
  }
  const long double enough = best - margin * std::max<long double>(magnitude, 1e-4000L);
  std::vector<Rational> best_key;
  std::vector<std::size_t> tied;
  for (std::size_t i = 0; i < among.size(); ++i) {
    if (values[i] < enough) continue;
    std::vector<Rational> key = exact(among[i]);
    if (!tied.empty() && key < best_key) continue;
    if (tied.empty() || best_key < key) tied.clear();
    best_key = std::move(key);
    tied.push_back(among[i]);
  }
  Picked out{tied.back(), best_key.front(), {}};
  tied.pop_back();
  out.ties = std::move(tied);
  return out;
}

class Picker {
 public:
  Picker(const FairQuestion& q, PointsAnswer& answer) : q_(q), view_(*q.view), k_(q.table->parties.size()), answer_(answer) {}
  void run();

 private:
  Rational worth(std::size_t point, std::size_t p) const {
    const Rational u = view_.worth(point, p);
    return q_.rules == PointRules::genius && u > 1 ? Rational(1) : u;
  }
  Rational gain(std::size_t point, std::size_t p) const { return worth(point, p) - answer_.fallback[p]; }
  long double rough(std::size_t point, std::size_t p) const {
    const long double u = view_.rough(point, p);
    return q_.rules == PointRules::genius ? std::min(u, 1.0L) : u;
  }
  long double rough_gain(std::size_t point, std::size_t p) const { return rough(point, p) - rough_fallback_[p]; }
  /// Gains in ascending order: compared in turn they are leximin.
  std::vector<Rational> ascending(const std::function<Rational(std::size_t)>& of) const {
    std::vector<Rational> out;
    for (std::size_t p = 0; p < k_; ++p) out.push_back(of(p));
    std::sort(out.begin(), out.end());
    return out;
  }
  std::optional<FairPoint> fair(const std::optional<Picked>& picked, bool is_negated = false) const;
  void fallbacks();
  void nash();
  void egalitarian();
  void ks();
  void welfare();
  void min_difference();

  const FairQuestion& q_;
  const FrontView& view_;
  std::size_t k_;
  PointsAnswer& answer_;
  std::vector<std::size_t> all_, acceptable_;
  std::vector<long double> rough_fallback_, magnitude_;
};

std::optional<FairPoint> Picker::fair(const std::optional<Picked>& picked, bool is_negated) const {
  if (!picked) return std::nullopt;
  FairPoint out;
  const auto shown = [&](std::size_t point) {
    FrontierPoint at = point_of(view_, point, k_);
    for (std::size_t p = 0; p < k_; ++p) at.worth[p] = worth(point, p);
    return at;
  };
  out.at = shown(picked->best);
  out.value = is_negated ? Rational(-picked->value) : picked->value;
  out.tie_count = picked->ties.size();
  for (std::size_t i = 0; i < picked->ties.size() && i < most_ties; ++i) out.ties.push_back(shown(picked->ties[i]));
  out.proof = Proof::listed;
  return out;
}

void Picker::fallbacks() {
  for (std::size_t p = 0; p < k_; ++p) {
    Rational r = q_.table->parties[p].fallback;
    if (q_.rules == PointRules::negmas) r = std::max(r, q_.least[p]);
    rough_fallback_.push_back(static_cast<long double>(r.get_d()));
    answer_.fallback.push_back(std::move(r));
  }
  magnitude_.assign(k_, 1e-300L);
  for (std::size_t point = 0; point < view_.size(); ++point) {
    all_.push_back(point);
    bool acceptable = true;
    for (std::size_t p = 0; p < k_; ++p) {
      magnitude_[p] = std::max(magnitude_[p], std::abs(rough(point, p)) + std::abs(rough_fallback_[p]));
      if (q_.rules == PointRules::own || !acceptable) continue;
      acceptable = worth(point, p) >= answer_.fallback[p];
    }
    if (q_.rules == PointRules::own ? view_.is_acceptable(point) : acceptable) acceptable_.push_back(point);
  }
}

void Picker::nash() {
  long double magnitude = 1;
  for (std::size_t p = 0; p < k_; ++p) magnitude *= magnitude_[p];
  const auto& among = q_.rules == PointRules::genius ? all_ : acceptable_;
  // gains may be rounded by a double's error where the fallback is no double: 1e-16 of the magnitude, far below the margin
  answer_.nash = fair(pick(among,
      [&](std::size_t i) { long double product = 1; for (std::size_t p = 0; p < k_; ++p) product *= rough_gain(i, p); return product; },
      magnitude,
      [&](std::size_t i) {
        Rational product = 1;
        for (std::size_t p = 0; p < k_; ++p) product *= gain(i, p);
        return std::vector<Rational>{product};
      }));
}

void Picker::egalitarian() {
  const long double magnitude = *std::max_element(magnitude_.begin(), magnitude_.end());
  const auto least = [&](std::size_t i) { long double out = INFINITY; for (std::size_t p = 0; p < k_; ++p) out = std::min(out, rough_gain(i, p)); return out; };
  const auto gains = [&](std::size_t i) { return ascending([&](std::size_t p) { return gain(i, p); }); };
  answer_.egalitarian = fair(pick(all_, least, magnitude, [&](std::size_t i) { return std::vector<Rational>{gains(i).front()}; }));
  answer_.leximin = fair(pick(all_, least, magnitude, gains));
}

void Picker::ks() {
  if (acceptable_.empty()) return;
  const auto& among = q_.rules == PointRules::negmas ? all_ : acceptable_;
  std::vector<long double> span;
  for (std::size_t p = 0; p < k_; ++p) {
    long double best = -INFINITY;
    for (const std::size_t i : among) best = std::max(best, rough(i, p));
    std::optional<Rational> ideal;
    for (const std::size_t i : among)
      if (rough(i, p) >= best - margin * magnitude_[p])
        if (Rational u = worth(i, p); !ideal || u > *ideal) ideal = std::move(u);
    answer_.ideal.push_back(*ideal);
    span.push_back(static_cast<long double>(Rational(*ideal - answer_.fallback[p]).get_d()));
  }
  // A party whose ideal is its fallback cannot gain: its share counts as whole and does not bind.
  const auto share = [&](std::size_t i, std::size_t p) {
    const Rational whole = answer_.ideal[p] - answer_.fallback[p];
    return whole == 0 ? Rational(1) : Rational(gain(i, p) / whole);
  };
  const auto rough_share = [&](std::size_t i, std::size_t p) { return span[p] == 0 ? 1.0L : rough_gain(i, p) / span[p]; };
  long double magnitude = 1;
  for (std::size_t p = 0; p < k_; ++p) if (span[p] > 0) magnitude = std::max(magnitude, magnitude_[p] / span[p]);
  if (q_.rules == PointRules::negmas) {
    answer_.ks = fair(pick(acceptable_,
        [&](std::size_t i) {
          long double low = INFINITY, high = -INFINITY;
          for (std::size_t p = 0; p < k_; ++p) { low = std::min(low, rough_share(i, p)); high = std::max(high, rough_share(i, p)); }
          return low - high;
        },
        magnitude,
        [&](std::size_t i) {
          const auto shares = ascending([&](std::size_t p) { return share(i, p); });
          return std::vector<Rational>{Rational(shares.front() - shares.back())};
        }), true);
    return;
  }
  answer_.ks = fair(pick(acceptable_,
      [&](std::size_t i) { long double out = INFINITY; for (std::size_t p = 0; p < k_; ++p) out = std::min(out, rough_share(i, p)); return out; },
      magnitude,
      [&](std::size_t i) { return std::vector<Rational>{ascending([&](std::size_t p) { return share(i, p); }).front()}; }));
}

void Picker::welfare() {
  long double magnitude = 0;
  for (std::size_t p = 0; p < k_; ++p) magnitude += magnitude_[p];
  answer_.welfare = fair(pick(all_,
      [&](std::size_t i) { long double sum = 0; for (std::size_t p = 0; p < k_; ++p) sum += rough(i, p); return sum; }, magnitude,
      [&](std::size_t i) {
        Rational sum = 0;
        for (std::size_t p = 0; p < k_; ++p) sum += worth(i, p);
        return std::vector<Rational>{sum};
      }));
}

void Picker::min_difference() {
  const long double magnitude = *std::max_element(magnitude_.begin(), magnitude_.end()) * static_cast<long double>(k_ * k_);
  answer_.min_difference = fair(pick(all_,
      [&](std::size_t i) {
        long double sum = 0;
        for (std::size_t p = 0; p < k_; ++p) for (std::size_t o = 0; o < p; ++o) sum += std::abs(rough(i, p) - rough(i, o));
        return -sum;
      },
      magnitude,
      [&](std::size_t i) {
        const std::vector<Rational> u = ascending([&](std::size_t p) { return worth(i, p); });
        Rational sum = 0;   // in ascending order the p-th is the larger one in p pairs and the smaller in the rest
        for (std::size_t p = 0; p < k_; ++p) sum += u[p] * (2 * static_cast<long>(p) - static_cast<long>(k_) + 1);
        return std::vector<Rational>{Rational(-sum)};
      }), true);
}

void Picker::run() {
  fallbacks();
  nash();
  egalitarian();
  if (q_.rules != PointRules::genius) ks();
  welfare();
  min_difference();
  if (q_.rules == PointRules::genius) answer_.ks = answer_.min_difference;
}

}  // namespace

FrontierPoint point_of(const FrontView& view, std::size_t index, std::size_t parties) {
  FrontierPoint out;
  for (std::size_t p = 0; p < parties; ++p) out.worth.push_back(view.worth(index, p));
  out.outcome = view.choice(index);
  out.settlements = view.settlements(index);
  out.is_acceptable = view.is_acceptable(index);
  return out;
}

void pick_fair_points(const FairQuestion& question, PointsAnswer& answer) {
  if (question.view->size() > 0) Picker(question, answer).run();
}

}  // namespace locarno::settle
