#pragma once
// locarno/settle/wide.hpp -- whole numbers of 512 bits, for scores whose common denominator is beyond 64 bits. Inside settle.
//
// Only what the frontier needs: add, compare, convert. Two's complement; the caller keeps sums within 2^510.
#include <array>
#include <compare>
#include <cstdint>

#include "base/exact.hpp"

namespace locarno::settle {

struct Wide {
  static constexpr std::size_t limbs = 8;
  std::array<std::uint64_t, limbs> limb{};   ///< least first

  friend Wide operator+(const Wide& a, const Wide& b) {
    Wide out;
    unsigned __int128 carry = 0;
    for (std::size_t i = 0; i < limbs; ++i) {
      carry += static_cast<unsigned __int128>(a.limb[i]) + b.limb[i];
      out.limb[i] = static_cast<std::uint64_t>(carry);
      carry >>= 64;
    }
    return out;
  }
  friend bool operator==(const Wide& a, const Wide& b) = default;
  friend std::strong_ordering operator<=>(const Wide& a, const Wide& b) {
    const auto top_a = static_cast<std::int64_t>(a.limb[limbs - 1]), top_b = static_cast<std::int64_t>(b.limb[limbs - 1]);
    if (top_a != top_b) return top_a <=> top_b;
    for (std::size_t i = limbs - 1; i-- > 0;)
      if (a.limb[i] != b.limb[i]) return a.limb[i] <=> b.limb[i];
    return std::strong_ordering::equal;
  }
};

/// The three kinds of whole number the engines run on, to and from GMP. Precondition of from_integer: it fits.
template <class S>
S from_integer(const Integer& number);
template <class S>
Integer to_integer(const S& number);

template <>
inline std::int64_t from_integer<std::int64_t>(const Integer& number) { return number.get_si(); }
template <>
inline Integer to_integer<std::int64_t>(const std::int64_t& number) { return Integer(static_cast<long>(number)); }

template <>
inline Wide from_integer<Wide>(const Integer& number) {
  Integer rest = number < 0 ? Integer(number + (Integer(1) << (64 * Wide::limbs))) : number;
  Wide out;
  for (std::size_t i = 0; i < Wide::limbs; ++i) {
    out.limb[i] = Integer(rest & Integer(UINT64_MAX)).get_ui();
    rest >>= 64;
  }
  return out;
}
template <>
inline Integer to_integer<Wide>(const Wide& number) {
  Integer out = 0;
  for (std::size_t i = Wide::limbs; i-- > 0;) out = (out << 64) + static_cast<unsigned long>(number.limb[i]);
  if (static_cast<std::int64_t>(number.limb[Wide::limbs - 1]) < 0) out -= Integer(1) << (64 * Wide::limbs);
  return out;
}

}  // namespace locarno::settle
