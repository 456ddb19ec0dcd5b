#include "read/switching.hpp"

#include <algorithm>
#include <array>

#include "read/mail_codec.hpp"

namespace locarno::read {
namespace {

struct Escape { std::string_view bytes; const char* encoding; };
/// Designations of two-byte alphabets (ECMA-35, RFC 1468, 1557, 1922); terminals use none of them.
constexpr std::array<Escape, 8> escapes = {{{"\x1B$B", "ISO-2022-JP"}, {"\x1B$@", "ISO-2022-JP"}, {"\x1B$(D", "ISO-2022-JP-2"}, {"\x1B$(Q", "ISO-2022-JP-3"},
                                            {"\x1B$)C", "ISO-2022-KR"}, {"\x1B$)A", "ISO-2022-CN"}, {"\x1B$)G", "ISO-2022-CN"}, {"\x1B$*H", "ISO-2022-CN"}}};

std::optional<Switching> by_escapes(std::string_view bytes) {
  for (std::size_t at = bytes.find('\x1B'); at != std::string_view::npos; at = bytes.find('\x1B', at + 1))
    for (const Escape& escape : escapes)
      if (bytes.substr(at, escape.bytes.size()) == escape.bytes) return Switching{escape.encoding, at};
  return std::nullopt;
}

/// "~{" ... "~}" on one line, an even number of printable bytes between.
std::size_t first_hz(std::string_view bytes) {
  for (std::size_t at = bytes.find("~{"); at != std::string_view::npos; at = bytes.find("~{", at + 2)) {
    const std::size_t end = bytes.find_first_of("~\n", at + 2);
    if (end == std::string_view::npos || bytes[end] == '\n' || bytes.substr(end, 2) != "~}") continue;
    if (end > at + 2 && (end - at) % 2 == 0) return at;
  }
  return std::string_view::npos;
}

/// "+" and at least three letters of base64, none of them a space.
std::size_t first_utf7(std::string_view bytes) {
  const auto is_base64 = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/'; };
  for (std::size_t at = bytes.find('+'); at != std::string_view::npos; at = bytes.find('+', at + 1)) {
    std::size_t end = at + 1;
    while (end < bytes.size() && is_base64(bytes[end])) ++end;
    if (end - at > 3) return at;
    at = std::max(at, end - 1);
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<Switching> switching_encoding(std::string_view bytes, std::string_view declared) {
  if (auto found = by_escapes(bytes)) return found;
  std::string label = lower_case(declared);
  if (label == "utf-7" || label == "unicode-1-1-utf-7" || label == "utf7")
    if (const std::size_t at = first_utf7(bytes); at != std::string_view::npos) return Switching{"UTF-7", at};
  if (label == "hz-gb-2312" || label == "hz")
    if (const std::size_t at = first_hz(bytes); at != std::string_view::npos) return Switching{"HZ", at};
  constexpr std::array<std::string_view, 4> marks = {"+/v8", "+/v9", "+/v+", "+/v/"};   // a byte order mark in UTF-7
  for (const std::string_view mark : marks)
    if (bytes.starts_with(mark)) return Switching{"UTF-7", 0};
  return std::nullopt;
}

}  // namespace locarno::read
