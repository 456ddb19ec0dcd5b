#pragma once
// Inside of relate: lists of who has a feature, each of bounded length, so that work stays near-linear on any input.
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace locarno::relate {

/// Later holders of a frequent feature meet only its first ones; those stand for the rest.
inline constexpr std::size_t most_postings = 48;

class Postings {
 public:
  /// The rows that have `feature` so far (at most most_postings).
  const std::vector<std::uint32_t>& of(std::uint64_t feature) const {
    static const std::vector<std::uint32_t> none;
    const auto found = lists_.find(feature);
    return found == lists_.end() ? none : found->second;
  }
  void add(std::uint64_t feature, std::uint32_t row) {
    std::vector<std::uint32_t>& list = lists_[feature];
    if (list.size() < most_postings) list.push_back(row);
  }

 private:
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> lists_;   // looked up only, never walked
};

/// How telling a feature is: log(1 + rows / rows that have it).
class Weights {
 public:
  void count(const std::vector<std::uint64_t>& features) {
    for (const std::uint64_t f : features) ++counts_[f];
    ++rows_;
  }
  double of(std::uint64_t feature) const {
    const auto found = counts_.find(feature);
    const double have = found == counts_.end() ? 1 : static_cast<double>(found->second);
    return std::log(1 + static_cast<double>(rows_) / have);
  }
  double of(const std::vector<std::uint64_t>& features) const {
    double sum = 0;
    for (const std::uint64_t f : features) sum += of(f);
    return sum;
  }
  /// Weight of what two ascending lists share.
  double shared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) const {
    double sum = 0;
    for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
      if (a[i] < b[k]) ++i;
      else if (b[k] < a[i]) ++k;
      else { sum += of(a[i]); ++i; ++k; }
    }
    return sum;
  }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
  std::uint64_t rows_ = 0;
};

/// Groups by joining: find(a) == find(b) once join(a, b) was called. The smallest member stands for its group.
class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) {
    for (std::size_t i = 0; i < size; ++i) parent_[i] = static_cast<std::uint32_t>(i);
  }
  std::uint32_t find(std::uint32_t row) {
    while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
    return row;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a < b) parent_[b] = a;
    else parent_[a] = b;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace locarno::relate
