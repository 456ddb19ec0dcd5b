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

/// Decodes the code point at byte `at`. Precondition: at < text.size(). Rejects overlong forms and surrogates.
CodePoint decode_at(std::string_view text, std::size_t at);
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
