// How much: digits, Chinese numerals, number words and the powers of ten behind them.
#include <cmath>

#include "read/quantities_scan.hpp"
#include "read/times_number.hpp"

namespace locarno::read {
namespace {

using Class = QuantityWords::Class;
constexpr char16_t yi = 0x4E00, fen = 0x5206, zhi = 0x4E4B, bai = 0x767E;

}  // namespace

std::optional<QuantityScanner::Amount> QuantityScanner::amount_at(std::uint32_t at) const {
  Amount amount;
  if (const auto several = words_.starting_at(units_, at, last_, Class::several); several.row != nullptr) {
    amount.modifier = several.row->value;
    amount.end = several.end;
    return amount;
  }
  if (const auto share = hundredths(at); share.end > at) return share;
  const Number number = number_at(units_, at, last_);
  if (number.end > at) {
    amount.value = number.value;
    amount.end = number.end;
    amount.is_digits = number.is_digits;
    amount.is_one_word = !number.is_digits && number.digits == 1 && units_[at] == yi;
  } else if (!number_words(at, amount)) {
    return std::nullopt;
  }
  if (amount.is_digits && unit(amount.end) == '.') return std::nullopt;
  scale(amount);
  return amount;
}

QuantityScanner::Amount QuantityScanner::hundredths(std::uint32_t at) const {
  Amount amount;
  if (unit(at) != bai || unit(at + 1) != fen || unit(at + 2) != zhi) return amount;
  const Number number = number_at(units_, at + 3, last_);
  if (number.end == at + 3) return amount;
  amount.value = number.value;
  amount.end = number.end;
  return amount;
}

bool QuantityScanner::number_words(std::uint32_t at, Amount& amount) const {
  const auto tens = words_.starting_at(units_, at, last_, Class::number);
  if (tens.row == nullptr) return false;
  amount.value = tens.row->number;
  amount.end = tens.end;
  amount.is_one_word = tens.row->number == 1;
  if (tens.row->number < 20 || unit(tens.end) != '-') return true;
  const auto ones = words_.starting_at(units_, tens.end + 1, last_, Class::number);
  if (ones.row == nullptr || ones.row->number > 9) return true;
  *amount.value += ones.row->number;
  amount.end = ones.end;
  return true;
}

void QuantityScanner::scale(Amount& amount) const {
  for (int i = 0; i < 2; ++i) {   // "80 ten-thousands", "two hundred thousand"
    const std::uint32_t at = is_han_unit(unit(amount.end)) ? amount.end : skip_joint(amount.end);
    const auto power = words_.starting_at(units_, at, last_, Class::scale);
    if (power.row == nullptr) return;
    const bool is_tail_of_han_number = is_han_numeral(unit(at)) && !amount.is_digits && power.row->number < 1e4;
    if (is_tail_of_han_number) return;
    *amount.value = std::round(*amount.value * power.row->number * 1e4) / 1e4;
    amount.end = power.end;
    amount.is_one_word = false;
    const Number rest = number_at(units_, amount.end, last_);   // "3 hundred-millions 5 thousand ten-thousands"
    if (rest.end == amount.end || !is_han_unit(unit(at))) continue;
    const auto lower = words_.starting_at(units_, rest.end, last_, Class::scale);
    const double factor = lower.row != nullptr ? lower.row->number : 1;
    if (factor >= power.row->number) continue;
    *amount.value += rest.value * factor;
    amount.end = lower.row != nullptr ? lower.end : rest.end;
    return;
  }
}
}  // namespace locarno::read
