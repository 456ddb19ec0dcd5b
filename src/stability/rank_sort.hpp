#pragma once
// 0..n-1 in order of a 32-bit key, equals by index: by digits of 11 bits, in time linear in n.
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace locarno::stability {

class RankSort {
 public:
  void sort(const std::vector<std::uint32_t>& key, std::vector<std::uint32_t>& order) {
    const std::size_t n = key.size();
    pairs_.resize(n);
    std::uint32_t all = 0;
    for (std::size_t k = 0; k < n; ++k) {
      pairs_[k] = std::uint64_t{key[k]} << 32 | k;
      all |= key[k];
    }
    if (n <= 512) {
      std::sort(pairs_.begin(), pairs_.end());
    } else {
      for (unsigned shift = 0; shift < 33 && (std::uint64_t{all} >> shift) != 0; shift += 11) pass(shift + 32);
    }
    order.resize(n);
    for (std::size_t k = 0; k < n; ++k) order[k] = static_cast<std::uint32_t>(pairs_[k]);
  }

 private:
  void pass(unsigned shift) {
    std::vector<std::uint32_t> start(2049, 0);
    for (const std::uint64_t pair : pairs_) ++start[(pair >> shift & 2047) + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    other_.resize(pairs_.size());
    for (const std::uint64_t pair : pairs_) other_[start[pair >> shift & 2047]++] = pair;
    pairs_.swap(other_);
  }
  std::vector<std::uint64_t> pairs_, other_;
};

}  // namespace locarno::stability
