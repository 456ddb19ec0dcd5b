#pragma once
// locarno/read/times_number.hpp -- numbers in digits and in Chinese characters, on folded text.
#include <cstdint>
#include <vector>

namespace locarno::read {

struct Number {
  double value = 0;
  std::uint32_t end = 0;       ///< one past the last unit
  bool is_digits = false;      ///< Arabic digits
  std::uint32_t digits = 0;    ///< how many units it took
};

/// A number at unit `at` (before `last`): 90, 1.5, 1,000, or Chinese up to thousands. end == at: there is none.
Number number_at(const std::vector<char16_t>& units, std::uint32_t at, std::uint32_t last);

/// One of the ten Chinese digits, or ten, hundred, thousand (folded to Simplified).
constexpr char16_t han_numerals[] = {0x3007, 0x96F6, 0x4E00, 0x4E8C, 0x4E24, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x5343};

constexpr bool is_han_numeral(char16_t c) {
  switch (c) {
    case 0x3007: case 0x96F6: case 0x4E00: case 0x4E8C: case 0x4E24: case 0x4E09: case 0x56DB: case 0x4E94: case 0x516D:
    case 0x4E03: case 0x516B: case 0x4E5D: case 0x5341: case 0x767E: case 0x5343: case 0x5EFF: case 0x5345: return true;
    default: return false;
  }
}

}  // namespace locarno::read
