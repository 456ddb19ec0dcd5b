#pragma once
// locarno/base/utf8_run.hpp -- passing quickly over the characters of three bytes that most Chinese text is made of.
#include <cstddef>
#include <string_view>

namespace locarno {

/// 3 where a well-formed character of three bytes stands at `at` (Han and most marks); 0 where something else does, or where
/// it cannot be told from the first byte: then decode_at() decides.
inline std::size_t well_formed_three(std::string_view text, std::size_t at) {
  if (text.size() - at < 3) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  return byte(0) >= 0xE1 && byte(0) <= 0xEC && (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80 ? 3 : 0;
}

}  // namespace locarno
