#include "base/decimal.hpp"

namespace locarno {
namespace {

constexpr std::size_t longest = 400;
constexpr long widest_exponent = 400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

Integer ten_to(unsigned long power) {
  Integer out;
  mpz_ui_pow_ui(out.get_mpz_t(), 10, power);
  return out;
}

/// Digits, '.', digits, 'e', whole number; the sign is already gone.
std::optional<Rational> parse_unsigned(std::string_view text) {
  std::string digits;
  long scale = 0;
  bool point = false;
  std::size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !point)); ++at) {
    if (text[at] == '.') { point = true; continue; }
    digits += text[at];
    if (point) ++scale;
  }
  if (digits.empty()) return std::nullopt;
  long exponent = 0;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    ++at;
    const bool negative = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (at == text.size() || text.size() - at > 4) return std::nullopt;
    for (; at < text.size(); ++at) {
      if (!is_digit(text[at])) return std::nullopt;
      exponent = exponent * 10 + (text[at] - '0');
    }
    if (exponent > widest_exponent) return std::nullopt;
    if (negative) exponent = -exponent;
  }
  const long shift = exponent - scale;
  Rational out(Integer(digits, 10));
  if (shift > 0) out *= ten_to(static_cast<unsigned long>(shift));
  else if (shift < 0) out /= ten_to(static_cast<unsigned long>(-shift));
  return out;
}

}  // namespace

std::optional<Rational> parse_exact(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  if (text.empty() || text.size() > longest) return std::nullopt;
  const bool negative = text.front() == '-';
  if (negative || text.front() == '+') text.remove_prefix(1);
  std::optional<Rational> out;
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    const auto above = parse_unsigned(text.substr(0, slash));
    const auto below = parse_unsigned(text.substr(slash + 1));
    if (!above || !below || *below == 0) return std::nullopt;
    out = *above / *below;
  } else {
    out = parse_unsigned(text);
  }
  if (out && negative) *out = -*out;
  return out;
}

std::string fraction(const Rational& number) { return number.get_str(10); }

std::string decimal(const Rational& number, unsigned digits) {
  const Integer power = ten_to(digits);
  const bool negative = number < 0;
  const Integer twice = 2 * power * abs(number.get_num()) + number.get_den();
  const Integer rounded = twice / (2 * number.get_den());
  std::string text = rounded.get_str(10);
  if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
  if (digits > 0) {
    text.insert(text.size() - digits, ".");
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return negative && text != "0" ? "-" + text : text;
}

}  // namespace locarno
