#include "settle/exchange.hpp"

#include <algorithm>
#include <cmath>

namespace locarno::settle {

Exchange::Exchange(const ScoreTable& table) : table_(table), k_(table.parties.size()), rules_of_(table.issues.size()) {
  for (std::size_t i = 0; i < table.issues.size(); ++i) {
    score_.emplace_back();
    for (std::size_t o = 0; o < table.issues[i].options.size(); ++o) {
      score_.back().emplace_back();
      for (std::size_t p = 0; p < k_; ++p) score_.back().back().push_back(table.parties[p].score(i, o).get_d());
    }
  }
  for (const Condition& rule : table.rules)
    for (const IssueId issue : rule.issues()) rules_of_[issue.index()].push_back(&rule);
}

std::vector<double> Exchange::worths(const Choice& choice) const {
  std::vector<double> out(k_, 0.0);
  for (std::size_t i = 0; i < choice.size(); ++i)
    for (std::size_t p = 0; p < k_; ++p) out[p] += score_[i][choice[i]][p];
  return out;
}

bool Exchange::may_change(Choice& choice, std::size_t issue, std::uint32_t option) const {
  if (rules_of_[issue].empty()) return true;
  Settlement settlement;
  for (std::size_t i = 0; i < choice.size(); ++i) settlement.push_back(OptionId(i == issue ? option : choice[i]));
  return std::all_of(rules_of_[issue].begin(), rules_of_[issue].end(), [&](const Condition* rule) { return rule->holds(settlement); });
}

Choice Exchange::climb(Choice start, const std::function<double(const std::vector<double>&)>& score) const {
  std::vector<double> now = worths(start);
  double best = score(now);
  std::vector<double> changed(k_);
  const std::size_t n = start.size();
  for (bool grows = true; grows;) {
    grows = false;
    for (std::size_t i = 0; i < n; ++i)
      for (std::uint32_t o = 0; o < score_[i].size(); ++o) {
        if (o == start[i]) continue;
        for (std::size_t p = 0; p < k_; ++p) changed[p] = now[p] - score_[i][start[i]][p] + score_[i][o][p];
        const double value = score(changed);
        if (value <= best + 1e-12 * std::abs(best) || !may_change(start, i, o)) continue;
        start[i] = o;
        now = changed;
        best = value;
        grows = true;
      }
    if (grows || n > 64) continue;
    for (std::size_t i = 0; i < n && !grows; ++i)
      for (std::uint32_t o = 0; o < score_[i].size() && !grows; ++o)
        for (std::size_t j = i + 1; j < n && !grows; ++j)
          for (std::uint32_t q = 0; q < score_[j].size() && !grows; ++q) {
            if (o == start[i] || q == start[j]) continue;
            for (std::size_t p = 0; p < k_; ++p)
              changed[p] = now[p] - score_[i][start[i]][p] + score_[i][o][p] - score_[j][start[j]][p] + score_[j][q][p];
            const double value = score(changed);
            if (value <= best + 1e-12 * std::abs(best)) continue;
            Choice trial = start;
            trial[i] = o;
            trial[j] = q;
            if (!may_change(trial, i, o) || !may_change(trial, j, q)) continue;
            start = std::move(trial);
            now = changed;
            best = value;
            grows = true;
          }
  }
  return start;
}

Choice Exchange::weighted(const std::vector<double>& weight) const {
  Choice out;
  for (const auto& options : score_) {
    std::uint32_t best = 0;
    double most = -INFINITY;
    for (std::uint32_t o = 0; o < options.size(); ++o) {
      double sum = 0;
      for (std::size_t p = 0; p < k_; ++p) sum += weight[p] * options[o][p];
      if (sum > most) { most = sum; best = o; }
    }
    out.push_back(best);
  }
  return out;
}

std::vector<double> Exchange::dual_weights(const std::vector<double>& from, const std::vector<double>& span) const {
  std::vector<double> weight(k_, 1.0 / static_cast<double>(k_)), best = weight, scaled(k_);
  double least = INFINITY;
  for (int round = 0; round < 3000; ++round) {
    for (std::size_t p = 0; p < k_; ++p) scaled[p] = weight[p] / span[p];
    const std::vector<double> worth = worths(weighted(scaled));
    double value = 0;
    for (std::size_t p = 0; p < k_; ++p) value += weight[p] * (worth[p] - from[p]) / span[p];
    if (value < least) { least = value; best = weight; }
    // the party that gets more than the rest under these weights gets less weight
    double sum = 0;
    const double step = 0.5 / (1.0 + 0.05 * round);
    for (std::size_t p = 0; p < k_; ++p) sum += weight[p] *= std::exp(-step * ((worth[p] - from[p]) / span[p] - value));
    for (double& w : weight) w = std::max(w / sum, 1e-9);
  }
  return best;
}

}  // namespace locarno::settle
