#pragma once
// locarno/settle/wide_count.hpp -- whole numbers below 2^256, for tables of counts. Inside settle only.
//
// 10^40 settlements need 133 bits. A table of these is one block of memory and adds without allocating; above 2^256 the
// same code runs on Integer. The caller knows a bound of every sum beforehand, so nothing here can overflow.
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/exact.hpp"

namespace locarno::settle {

class WideCount {
 public:
  static constexpr std::size_t bits = 256;
  WideCount() = default;
  explicit WideCount(std::uint64_t value) : limbs_{value, 0, 0, 0} {}

  bool is_zero() const { return (limbs_[0] | limbs_[1] | limbs_[2] | limbs_[3]) == 0; }

  WideCount& operator+=(const WideCount& other) {
    Twice carry = 0;
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
      carry += Twice{limbs_[i]} + other.limbs_[i];
      limbs_[i] = static_cast<std::uint64_t>(carry);
      carry >>= 64;
    }
    return *this;
  }

  WideCount operator*(const WideCount& other) const {
    WideCount product;
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
      if (limbs_[i] == 0) continue;
      Twice carry = 0;
      for (std::size_t j = 0; i + j < limbs_.size(); ++j) {
        carry += Twice{limbs_[i]} * other.limbs_[j] + product.limbs_[i + j];
        product.limbs_[i + j] = static_cast<std::uint64_t>(carry);
        carry >>= 64;
      }
    }
    return product;
  }

  Integer integer() const {
    Integer result;
    mpz_import(result.get_mpz_t(), limbs_.size(), -1, sizeof(std::uint64_t), 0, 0, limbs_.data());
    return result;
  }

 private:
  __extension__ using Twice = unsigned __int128;
  std::array<std::uint64_t, 4> limbs_{};
};

inline bool is_zero(const WideCount& n) { return n.is_zero(); }
inline bool is_zero(const Integer& n) { return n == 0; }
inline Integer to_integer(const WideCount& n) { return n.integer(); }
inline Integer to_integer(const Integer& n) { return n; }

}  // namespace locarno::settle
