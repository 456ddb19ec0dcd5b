#pragma once
// locarno/base/utf8.hpp -- one code point at a time.
#include <cstdint>
#include <string>
#include <string_view>

namespace locarno {

/// One decoded code point and the bytes it took. Ill-formed input: value U+FFFD, size 1, ok false.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 0;
  bool ok = true;
};

namespace detail {
CodePoint decode_any(std::string_view text, std::size_t at);
}
/// Decodes the code point at byte `at`. Precondition: at < text.size(). Rejects overlong forms and surrogates.
inline CodePoint decode_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (byte(0) < 0x80) return {byte(0), 1, true};
  // Han and most else of three bytes in line: these leads allow every second byte
  if (byte(0) >= 0xE1 && byte(0) <= 0xEC && text.size() - at >= 3 && (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80)
    return {(byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu), 3, true};
  return detail::decode_any(text, at);
}
/// Appends `c` as UTF-8.
void append_utf8(std::string& out, char32_t c);
/// Offset of the first ill-formed byte, or npos when all of `text` is valid UTF-8.
std::size_t first_invalid(std::string_view text);
/// A CJK ideograph (URO, extension A, compatibility, planes 2 and 3, 〇).
constexpr bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3007;
}

}  // namespace locarno
