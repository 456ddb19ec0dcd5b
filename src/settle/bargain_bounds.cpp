#include "settle/bargain_bounds.hpp"

#include <cmath>
#include <optional>

namespace locarno::settle {

Rational mean_bound(const Rational& product, std::size_t k) {
  double root = std::pow(product.get_d(), 1.0 / static_cast<double>(k));
  for (double step = 1e-15;; step *= 4) {
    const Rational trial(root * (1 - step));
    Rational power = 1;
    for (std::size_t i = 0; i < k; ++i) power *= trial;
    if (power <= product) return trial * static_cast<long>(k);
  }
}

Rational dual_bound(const ScoreTable& table, const Exchange& exchange, const std::vector<Rational>& from, const std::vector<Rational>& span) {
  const std::size_t k = table.parties.size();
  std::vector<double> rough_from, rough_span;
  for (std::size_t p = 0; p < k; ++p) {
    rough_from.push_back(from[p].get_d());
    rough_span.push_back(span[p] > 0 ? span[p].get_d() : 1e30);
  }
  const std::vector<double> weight = exchange.dual_weights(rough_from, rough_span);
  std::vector<Rational> factor(k);
  Rational sum = 0, all = 0;
  for (std::size_t p = 0; p < k; ++p) {
    if (span[p] == 0) continue;
    factor[p] = Rational(weight[p]) / span[p];
    sum -= factor[p] * from[p];
    all += Rational(weight[p]);
  }
  if (all == 0) return 1;
  for (std::size_t i = 0; i < table.issues.size(); ++i) {
    std::optional<Rational> most;
    for (std::size_t o = 0; o < table.issues[i].options.size(); ++o) {
      Rational mean = 0;
      for (std::size_t p = 0; p < k; ++p)
        if (span[p] > 0) mean += factor[p] * table.parties[p].score(i, o);
      if (!most || mean > *most) most = std::move(mean);
    }
    sum += *most;
  }
  return sum / all;
}

}  // namespace locarno::settle
