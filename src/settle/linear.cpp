#include "settle/linear.hpp"

#include <algorithm>

namespace locarno::settle {
namespace {

/// maximise c.x subject to A x <= b, x >= 0, as a dictionary: basic variables in terms of the others.
class Simplex {
 public:
  Simplex(std::size_t variables, const std::vector<std::vector<Rational>>& a, const std::vector<Rational>& b)
      : n_(variables), m_(a.size()), rows_(m_), constants_(b), objective_(variables + 1) {
    for (std::size_t j = 0; j <= n_; ++j) outside_.push_back(j);          // 0..n-1 the variables, n the artificial one
    for (std::size_t i = 0; i < m_; ++i) {
      basic_.push_back(n_ + 1 + i);
      rows_[i].resize(n_ + 1);
      for (std::size_t j = 0; j < n_; ++j) rows_[i][j] = -a[i][j];
      rows_[i][n_] = 1;
    }
  }

  /// Is there any point? Ends in a feasible dictionary without the artificial variable.
  bool find_any() {
    std::size_t worst = m_;
    for (std::size_t i = 0; i < m_; ++i)
      if (constants_[i] < 0 && (worst == m_ || constants_[i] < constants_[worst])) worst = i;
    if (worst != m_) {
      std::fill(objective_.begin(), objective_.end(), Rational(0));
      objective_[n_] = -1;
      value_ = 0;
      pivot(worst, n_);
      run();
      if (value_ < 0) return false;
      drop_artificial();
    }
    for (std::size_t j = 0; j <= n_; ++j)
      if (outside_[j] == n_) dead_ = j;
    return true;
  }

  void maximise(const std::vector<Rational>& c) {
    std::fill(objective_.begin(), objective_.end(), Rational(0));
    value_ = 0;
    for (std::size_t variable = 0; variable < n_; ++variable) {
      if (c[variable] == 0) continue;
      for (std::size_t j = 0; j <= n_; ++j)
        if (outside_[j] == variable) objective_[j] += c[variable];
      for (std::size_t i = 0; i < m_; ++i) {
        if (basic_[i] != variable) continue;
        value_ += c[variable] * constants_[i];
        for (std::size_t j = 0; j <= n_; ++j) objective_[j] += c[variable] * rows_[i][j];
      }
    }
    run();
  }

  std::vector<Rational> point() const {
    std::vector<Rational> x(n_, Rational(0));
    for (std::size_t i = 0; i < m_; ++i)
      if (basic_[i] < n_) x[basic_[i]] = constants_[i];
    return x;
  }

 private:
  void run() {
    while (true) {
      std::size_t enter = n_ + 1;
      for (std::size_t j = 0; j <= n_; ++j)
        if (j != dead_ && objective_[j] > 0 && (enter > n_ || outside_[j] < outside_[enter])) enter = j;
      if (enter > n_) return;
      std::size_t leave = m_;
      Rational best;
      for (std::size_t i = 0; i < m_; ++i) {
        if (rows_[i][enter] >= 0) continue;
        const Rational room = constants_[i] / -rows_[i][enter];
        if (leave == m_ || room < best || (room == best && basic_[i] < basic_[leave])) {
          leave = i;
          best = room;
        }
      }
      if (leave == m_) return;  // unbounded: cannot happen, every variable has an upper bound
      pivot(leave, enter);
    }
  }

  void pivot(std::size_t leave, std::size_t enter) {
    std::vector<Rational>& row = rows_[leave];
    const Rational by = -1 / row[enter];
    for (std::size_t j = 0; j <= n_; ++j) row[j] *= by;
    row[enter] = -by;
    constants_[leave] *= by;
    std::swap(basic_[leave], outside_[enter]);
    for (std::size_t i = 0; i < m_; ++i)
      if (i != leave) substitute(rows_[i], constants_[i], leave, enter);
    substitute(objective_, value_, leave, enter);
  }

  void substitute(std::vector<Rational>& row, Rational& constant, std::size_t leave, std::size_t enter) const {
    const Rational times = row[enter];
    if (times == 0) return;
    row[enter] = 0;
    for (std::size_t j = 0; j <= n_; ++j) row[j] += times * rows_[leave][j];
    constant += times * constants_[leave];
  }

  void drop_artificial() {
    for (std::size_t i = 0; i < m_; ++i) {
      if (basic_[i] != n_) continue;
      for (std::size_t j = 0; j <= n_; ++j)
        if (rows_[i][j] != 0) return pivot(i, j);
    }
  }

  std::size_t n_, m_;
  std::vector<std::vector<Rational>> rows_;   ///< basic = constant + row . outside
  std::vector<Rational> constants_;
  std::vector<Rational> objective_;
  Rational value_;
  std::vector<std::size_t> basic_, outside_;
  std::size_t dead_ = SIZE_MAX;               ///< column of the artificial variable once it is zero for good
};

struct Rows {
  std::vector<std::vector<Rational>> a;
  std::vector<Rational> b;
  void add(std::vector<Rational> row, Rational bound) {
    a.push_back(std::move(row));
    b.push_back(std::move(bound));
  }
};

Rational dot(const std::vector<Rational>& a, const std::vector<Rational>& b) {
  Rational sum;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// Rows over z = w - low >= 0 and, last, the least positive sum.
Rows rows_of(const WeightBox& box, const std::vector<std::vector<Rational>>& positive, const std::vector<std::vector<Rational>>& zero) {
  const std::size_t n = box.low.size();
  Rows rows;
  const auto blank = [&] { return std::vector<Rational>(n + 1, Rational(0)); };
  for (std::size_t i = 0; i < n; ++i) {
    auto row = blank();
    row[i] = 1;
    rows.add(std::move(row), box.high[i] - box.low[i]);
  }
  for (const auto& chain : box.chains)
    for (std::size_t at = 1; at < chain.size(); ++at) {
      auto row = blank();
      row[chain[at]] += 1;
      row[chain[at - 1]] -= 1;
      rows.add(std::move(row), box.low[chain[at - 1]] - box.low[chain[at]]);
    }
  for (const auto& sum : positive) {
    auto row = blank();
    for (std::size_t i = 0; i < n; ++i) row[i] = -sum[i];
    row[n] = 1;
    rows.add(std::move(row), dot(sum, box.low));
  }
  for (const auto& sum : zero) {
    auto up = blank(), down = blank();
    for (std::size_t i = 0; i < n; ++i) {
      up[i] = sum[i];
      down[i] = -sum[i];
    }
    const Rational at_low = dot(sum, box.low);
    rows.add(std::move(up), -at_low);
    rows.add(std::move(down), at_low);
  }
  auto row = blank();
  row[n] = 1;
  rows.add(std::move(row), 1);
  return rows;
}

std::optional<Rational> chain_sum(const WeightBox& box, const std::vector<std::uint32_t>& chain, const std::vector<Rational>& coefficients) {
  std::vector<Rational> bounds;
  for (const std::uint32_t issue : chain) {
    bounds.push_back(box.low[issue]);
    bounds.push_back(box.high[issue]);
  }
  std::sort(bounds.begin(), bounds.end());
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  // best[b]: the most that the issues from here to the end of the chain bring when none weighs more than bounds[b]
  std::vector<std::optional<Rational>> best(bounds.size(), Rational(0));
  for (std::size_t at = chain.size(); at-- > 0;) {
    const std::uint32_t issue = chain[at];
    std::vector<std::optional<Rational>> here(bounds.size());
    for (std::size_t b = 0; b < bounds.size(); ++b) {
      if (b > 0) here[b] = here[b - 1];
      if (bounds[b] < box.low[issue] || bounds[b] > box.high[issue] || !best[b]) continue;
      const Rational sum = coefficients[issue] * bounds[b] + *best[b];
      if (!here[b] || *here[b] < sum) here[b] = sum;
    }
    best = std::move(here);
  }
  return best.back();
}

}  // namespace

std::optional<std::vector<Rational>> point_in(const WeightBox& box, const std::vector<std::vector<Rational>>& positive,
                                              const std::vector<std::vector<Rational>>& zero) {
  const std::size_t n = box.low.size();
  const Rows rows = rows_of(box, positive, zero);
  Simplex simplex(n + 1, rows.a, rows.b);
  if (!simplex.find_any()) return std::nullopt;
  std::vector<Rational> goal(n + 1, Rational(0));
  goal[n] = 1;
  simplex.maximise(goal);
  std::vector<Rational> x = simplex.point();
  if (!positive.empty() && x[n] <= 0) return std::nullopt;
  x.pop_back();
  for (std::size_t i = 0; i < n; ++i) x[i] += box.low[i];
  return x;
}

std::optional<Rational> largest_sum(const WeightBox& box, const std::vector<Rational>& coefficients) {
  std::vector<bool> chained(box.low.size(), false);
  Rational sum;
  for (const auto& chain : box.chains) {
    const auto part = chain_sum(box, chain, coefficients);
    if (!part) return std::nullopt;
    sum += *part;
    for (const std::uint32_t issue : chain) chained[issue] = true;
  }
  for (std::size_t i = 0; i < coefficients.size(); ++i) {
    if (chained[i]) continue;
    if (box.high[i] < box.low[i]) return std::nullopt;
    sum += coefficients[i] * (coefficients[i] >= 0 ? box.high[i] : box.low[i]);
  }
  return sum;
}

}  // namespace locarno::settle
