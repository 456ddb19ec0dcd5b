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
bool is_han_numeral(char16_t c);

}  // namespace locarno::read
