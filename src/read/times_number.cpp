#include "read/times_number.hpp"

namespace locarno::read {
namespace {

/// Value of a Chinese digit (folded to Simplified), -1 for anything else.
int han_digit(char16_t c) {
  switch (c) {
    case 0x3007: case 0x96F6: return 0;
    case 0x4E00: return 1;
    case 0x4E8C: case 0x4E24: return 2;
    case 0x4E09: return 3;
    case 0x56DB: return 4;
    case 0x4E94: return 5;
    case 0x516D: return 6;
    case 0x4E03: return 7;
    case 0x516B: return 8;
    case 0x4E5D: return 9;
    default: return -1;
  }
}
int han_power(char16_t c) { return c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0; }
bool is_digit(char16_t c) { return c >= '0' && c <= '9'; }

Number digits_at(const std::vector<char16_t>& units, std::uint32_t at, std::uint32_t last) {
  Number number;
  number.is_digits = true;
  number.end = at;
  constexpr std::uint32_t most = 15;
  while (number.end < last && number.end - at < most && is_digit(units[number.end])) {
    number.value = number.value * 10 + (units[number.end] - '0');
    ++number.end;
    const bool thousands = number.end + 3 < last && units[number.end] == ',' && is_digit(units[number.end + 1]) &&
                           is_digit(units[number.end + 2]) && is_digit(units[number.end + 3]) &&
                           !(number.end + 4 < last && is_digit(units[number.end + 4]));
    if (thousands) ++number.end;
  }
  if (number.end > at && number.end + 1 < last && units[number.end] == '.' && is_digit(units[number.end + 1])) {
    double place = 0.1;
    for (++number.end; number.end < last && number.end - at < most && is_digit(units[number.end]); ++number.end, place /= 10)
      number.value += place * (units[number.end] - '0');
  }
  number.digits = number.end - at;
  return number;
}

}  // namespace

Number number_at(const std::vector<char16_t>& units, std::uint32_t at, std::uint32_t last) {
  if (at < last && is_digit(units[at])) return digits_at(units, at, last);
  Number number;
  number.end = at;
  double section = 0, pending = -1;
  bool powers = false;
  double plain = 0;  // a run of digits without powers, as in years
  while (number.end < last && number.end - at < 8) {
    const char16_t c = units[number.end];
    if (const int digit = han_digit(c); digit >= 0) {
      pending = digit;
      plain = plain * 10 + digit;
    } else if (c == 0x5EFF || c == 0x5345) {   // twenty, thirty in one character
      section += c == 0x5EFF ? 20 : 30;
      pending = -1;
      powers = true;
    } else if (const int power = han_power(c); power > 0) {
      section += (pending < 0 ? 1 : pending) * power;
      pending = -1;
      powers = true;
    } else {
      break;
    }
    ++number.end;
  }
  number.digits = number.end - at;
  number.value = powers ? section + (pending > 0 ? pending : 0) : plain;
  return number;
}

}  // namespace locarno::read
