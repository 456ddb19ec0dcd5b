#pragma once
// locarno/base/decimal.hpp -- decimals and fractions as exact numbers, and back to text. No double in between.
#include <optional>
#include <string>
#include <string_view>

#include "base/exact.hpp"

namespace locarno {

/// "12", "-0.25", "+.5", "1e-3", "2/3", blanks around it: exactly the number written. nullopt for anything else (also "nan",
/// "inf", "0x1"), for more than 400 characters, and for an exponent beyond +-400.
std::optional<Rational> parse_exact(std::string_view text);

/// "p/q" in lowest terms, "p" for whole numbers.
std::string fraction(const Rational& number);

/// Rounded half away from zero to `digits` after the point, without trailing zeros; exact decimals within that are exact.
std::string decimal(const Rational& number, unsigned digits = 12);

}  // namespace locarno
