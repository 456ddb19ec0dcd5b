#pragma once
// locarno/base/counter_random.hpp -- random numbers by counter: the n-th number of a stream is a function of (seed, purpose,
// replicate, n) alone, so that any thread may draw it and the answer is the same.
//
// Method     Philox 4x32-10. Source: Salmon, Moraes, Dror, Shaw (2011), SC'11, "Parallel random numbers: as easy as 1, 2, 3".
// Tested by  src/base/counter_random_test.cpp: the authors' known answers.
#include <array>
#include <cstdint>

namespace locarno {

constexpr std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53u} * counter[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57u} * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key = {key[0] + 0x9E3779B9u, key[1] + 0xBB67AE85u};
  }
  return counter;
}

/// One stream of numbers in [0, 1), 53 bits each.
class CounterStream {
 public:
  CounterStream(std::uint64_t seed, std::uint32_t purpose, std::uint32_t replicate)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}, purpose_(purpose), replicate_(replicate) {}

  double next() {
    if (used_ == 0) block_ = philox4x32({static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_ >> 32), replicate_, purpose_}, key_);
    const std::uint64_t bits = std::uint64_t{block_[used_]} << 32 | block_[used_ + 1];
    used_ = used_ == 0 ? 2 : 0;
    if (used_ == 0) ++at_;
    return static_cast<double>(bits >> 11) * 0x1.0p-53;
  }

 private:
  std::array<std::uint32_t, 2> key_;
  std::uint32_t purpose_;
  std::uint32_t replicate_;
  std::uint64_t at_ = 0;
  std::size_t used_ = 0;
  std::array<std::uint32_t, 4> block_{};
};

}  // namespace locarno
