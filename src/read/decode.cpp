#include "read/decode.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "read/declared.hpp"
#include "read/mixed.hpp"
#include "read/switching.hpp"

namespace locarno::read {
namespace {

std::string place(const std::string& name, std::string_view text, std::size_t at) { return name + ":" + line_and_column(text, at); }

/// Spans are 32-bit byte offsets (base/span.hpp).
Result<void> check_size(std::string_view text, const std::string& name) {
  constexpr std::size_t most = UINT32_MAX - 1;
  if (text.size() <= most) return {};
  return fail(ErrorCode::limit_reached, fmt::format("the report has {} bytes, expected at most {}", text.size(), most), name);
}

/// Does the text end inside the sequence that begins at `bad`, well-formed as far as it goes?
bool is_cut_off(std::string_view text, std::size_t bad) {
  const auto byte = static_cast<unsigned char>(text[bad]);
  const std::size_t need = byte >= 0xF0 && byte <= 0xF4 ? 4 : byte >= 0xE0 && byte < 0xF0 ? 3 : byte >= 0xC2 && byte < 0xE0 ? 2 : 0;
  if (bad + need <= text.size()) return false;
  for (std::size_t i = bad + 1; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return false;
  return true;
}

Failure no_text(std::string_view text, std::size_t bad, const std::string& name) {
  const auto byte = static_cast<unsigned char>(text[bad]);
  return fail(ErrorCode::bad_input,
              is_cut_off(text, bad) ? fmt::format("the file ends inside a UTF-8 character that begins with byte 0x{:02X}", byte)
                                    : fmt::format("byte 0x{:02X} is not UTF-8, expected UTF-8 or UTF-16 text", byte),
              place(name, text, bad));
}

/// UTF-16 code units after the BOM -> UTF-8. A lone surrogate or an odd last byte is an error with its place.
Result<std::string> from_utf16(std::string_view bytes, bool little, const std::string& name) {
  LOC_CHECK(check_size(bytes, name));
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  const auto unit_at = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(little ? a | b << 8 : a << 8 | b);
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    const char32_t unit = unit_at(at);
    if (unit == 0)
      return fail(ErrorCode::bad_input, "character U+0000 found: this is a binary file, expected text", place(name, out, out.size()));
    if (unit < 0xD800 || unit > 0xDFFF) { append_utf8(out, unit); continue; }
    const char32_t low = unit < 0xDC00 && at + 3 < bytes.size() ? unit_at(at + 2) : 0;
    if (low < 0xDC00 || low > 0xDFFF)
      return fail(ErrorCode::bad_input, fmt::format("half a surrogate pair, 0x{:04X}, is not UTF-16", static_cast<unsigned>(unit)),
                  place(name, out, out.size()));
    append_utf8(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    at += 2;
  }
  if (at < bytes.size())
    return fail(ErrorCode::bad_input, "the file ends inside a UTF-16 character", place(name, out, out.size()));
  LOC_CHECK(check_size(out, name));
  return out;
}

/// UTF-16 without a BOM: 1 little, 2 big, 0 no. Zero bytes on one side only: for nearly every Latin letter, or for the
/// line ends and digits of Chinese text, whose other bytes are then spread over all values.
int utf16_without_bom(std::string_view bytes) {
  const std::size_t n = std::min<std::size_t>(bytes.size() & ~std::size_t{1}, 4096);
  if (n < 8 || bytes.substr(0, n).find('\0') == std::string_view::npos) return 0;
  std::size_t even = 0, odd = 0, high = 0;
  for (std::size_t i = 0; i < n; ++i) {
    (i % 2 == 0 ? even : odd) += bytes[i] == '\0';
    high += static_cast<unsigned char>(bytes[i]) >= 0x80;
  }
  const std::size_t zeros = even + odd, pairs = n / 2;
  if (zeros == 0 || (even > 0 && odd > 0)) return 0;
  const bool latin = zeros * 10 >= pairs * 7, chinese = zeros * 50 >= pairs && high * 6 >= n;
  return latin || chinese ? (odd > 0 ? 1 : 2) : 0;
}

/// Eight-bit bytes that are valid UTF-8. Only a page with other than ASCII letters can give a declaration the lie.
Decoded as_utf8(std::string_view bytes, const std::string& encoding, const std::string& label) {
  Decoded out{std::string(bytes), encoding, {}};
  if (label.empty() || known_encoding(label) == "utf-8") return out;
  const auto letters = std::count_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; });
  if (letters > 0)
    out.notes.push_back({"encoding", fmt::format("declared {}, read as utf-8: all its bytes are valid UTF-8, {} characters of more than one byte",
                                                 printable(label), letters), {}});
  return out;
}

}  // namespace

std::string line_and_column(std::string_view text, std::size_t at) {
  std::size_t line = 1, column = 1;
  for (std::size_t i = 0; i < at && i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n') { ++line; column = 1; }
    else if ((byte & 0xC0) != 0x80) ++column;
  }
  return fmt::format("{}:{}", line, column);
}

Result<Decoded> decode(std::string_view bytes, const std::string& name, const std::string& declared) {
  const bool little_bom = bytes.starts_with("\xFF\xFE"), big_bom = bytes.starts_with("\xFE\xFF");
  if (little_bom || big_bom) {
    LOC_TRY(auto text, from_utf16(bytes.substr(2), little_bom, name));
    return Decoded{std::move(text), little_bom ? "utf-16le" : "utf-16be", {}};
  }
  const bool has_mark = bytes.starts_with("\xEF\xBB\xBF");
  if (has_mark) bytes.remove_prefix(3);
  if (const int guess = has_mark ? 0 : utf16_without_bom(bytes); guess != 0) {
    auto text = from_utf16(bytes, guess == 1, name);
    if (text) return Decoded{std::move(*text), guess == 1 ? "utf-16le" : "utf-16be", {}};
  }
  LOC_CHECK(check_size(bytes, name));
  const std::string encoding = has_mark ? "utf-8-bom" : "utf-8";
  const std::string label = declared.empty() ? declared_encoding(bytes) : declared;
  if (const auto switching = switching_encoding(bytes, label))
    return fail(ErrorCode::bad_input,
                fmt::format("this is {0}, which changes its alphabet in mid-text and is not read; iconv -f {0} -t UTF-8 makes a file that is",
                            switching->encoding), place(name, bytes, switching->at));
  const std::size_t nul = bytes.find('\0');
  const std::size_t bad = first_invalid(bytes);
  if (nul < bad)
    return fail(ErrorCode::bad_input, "byte 0x00 found: this is a binary file, expected text", place(name, bytes, nul));
  if (bad == std::string_view::npos) return as_utf8(bytes, encoding, label);
  if (nul != std::string_view::npos || is_cut_off(bytes, bad)) return no_text(bytes, bad, name);
  auto mixed = decode_mixed(bytes, has_mark ? "utf-8" : label);
  if (!mixed) return no_text(bytes, bad, name);
  if (has_mark && mixed->encoding == "utf-8") mixed->encoding = encoding;
  LOC_CHECK(check_size(mixed->text, name));
  return std::move(*mixed);
}

}  // namespace locarno::read
