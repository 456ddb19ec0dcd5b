#include "base/utf8.hpp"

#include <cstring>

#include "base/utf8_run.hpp"

namespace locarno {

CodePoint detail::decode_any(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  std::uint32_t size = 0;
  char32_t value = 0, least = 0;
  if (lead >= 0xC2 && lead <= 0xDF) { size = 2; value = lead & 0x1F; least = 0x80; }
  else if (lead >= 0xE0 && lead <= 0xEF) { size = 3; value = lead & 0x0F; least = 0x800; }
  else if (lead >= 0xF0 && lead <= 0xF4) { size = 4; value = lead & 0x07; least = 0x10000; }
  else return {0xFFFD, 1, false};
  if (at + size > text.size()) return {0xFFFD, 1, false};
  for (std::uint32_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {0xFFFD, 1, false};
    value = (value << 6) | (byte(i) & 0x3Fu);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least || value > 0x10FFFF || surrogate) return {0xFFFD, 1, false};
  return {value, size, true};
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

std::size_t first_invalid(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
      for (std::uint64_t eight; text.size() - at >= 8; at += 8) {
        std::memcpy(&eight, text.data() + at, 8);
        if (eight & 0x8080808080808080u) break;
      }
      while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
      continue;
    }
    if (const std::size_t three = well_formed_three(text, at); three != 0) { at += three; continue; }   // most of the rest is Han
    const CodePoint c = decode_at(text, at);
    if (!c.ok) return at;
    at += c.size;
  }
  return std::string_view::npos;
}

}  // namespace locarno
