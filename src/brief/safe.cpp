#include "brief/safe.hpp"

#include <array>
#include <cstdint>
#include <cstring>

#include "base/utf8.hpp"
#include "base/utf8_run.hpp"

namespace locarno::brief {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t n>
bool is_in(const std::array<Range, n>& ranges, char32_t c) {
  for (const Range& range : ranges) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

/// Characters that steer the direction of text or hide in it: shown by number, never obeyed.
constexpr std::array<Range, 8> steering{{{0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x206F},
                                         {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}, {0xFFFE, 0xFFFF}, {0xFDD0, 0xFDEF}}};

/// Zero columns: combining marks and joiners of the scripts that reports bring.
constexpr std::array<Range, 9> no_width{{{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},
                                         {0x1AB0, 0x1AFF}, {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
                                         {0xFE20, 0xFE2F}}};

/// Two columns (Unicode East Asian Width W and F, rounded to blocks).
constexpr std::array<Range, 13> wide{{{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF},
                                      {0x4E00, 0x9FFF}, {0xA000, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF},
                                      {0x20000, 0x3FFFD}}};

void append_number(std::string& out, char32_t c) {
  static constexpr char digits[] = "0123456789ABCDEF";
  out += "[U+";
  bool started = false;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const auto digit = static_cast<unsigned>(c >> shift) & 0xFu;
    started = started || digit != 0 || shift < 16;
    if (started) out.push_back(digits[digit]);
  }
  out.push_back(']');
}

void append_visible(std::string& out, char32_t c) {
  if (c == '\n' || c == '\r' || c == '\t' || c == 0x85 || c == 0x2028 || c == 0x2029) {
    if (!out.empty() && out.back() != ' ') out.push_back(' ');
  } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || is_in(steering, c)) {
    append_number(out, c);
  } else {
    append_utf8(out, c);
  }
}

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    append_visible(out, point.value);
    at += point.size;
  }
  return out;
}

namespace {
/// Leads of: DEL and C1 controls, Arabic mark, general punctuation, BOM and annotations, tags.
constexpr auto may_be_unseen = [] {
  std::array<bool, 256> table{};
  for (const int lead : {0x7F, 0xC2, 0xD8, 0xE2, 0xEF, 0xF3}) table[static_cast<std::size_t>(lead)] = true;
  return table;
}();

/// The first byte at or after `at` that may begin something unseen. Runs of ASCII and of Han are passed quickly, and so are
/// the quotation marks, dashes and full-width marks that stand among them.
std::size_t next_doubtful(std::string_view json, std::size_t at) {
  constexpr std::uint64_t ones = 0x0101010101010101u;
  while (at < json.size()) {
    if (static_cast<unsigned char>(json[at]) < 0x80) {
      std::uint64_t eight = 0x7F;
      if (json.size() - at >= 8) std::memcpy(&eight, json.data() + at, 8);
      if (((eight | (eight + ones)) & 0x80 * ones) == 0) {   // without DEL
        at += 8;
        continue;
      }
    } else if (const std::size_t three = well_formed_three(json, at); three != 0) {
      const auto second = static_cast<unsigned char>(json[at + 1]), third = static_cast<unsigned char>(json[at + 2]);
      const bool plain = static_cast<unsigned char>(json[at]) != 0xE2 || second > 0x81 || (second == 0x80 && third >= 0x90 && third < 0xA8);
      if (!plain) return at;
      at += three;
      continue;
    }
    const auto lead = static_cast<unsigned char>(json[at]);
    const bool wide_mark = lead == 0xEF && json.size() - at >= 3 && static_cast<unsigned char>(json[at + 1]) == 0xBC && (json[at + 2] & 0xC0) == 0x80;
    if (!wide_mark && may_be_unseen[lead]) return at;
    at += wide_mark ? 3 : 1;
  }
  return at;
}
}  // namespace

std::string json_visible(std::string_view json) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  std::size_t from = 0;
  const auto escape = [&](unsigned unit) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out.push_back(digits[unit >> shift & 0xFu]);
  };
  for (std::size_t at = 0; at < json.size();) {
    at = next_doubtful(json, at);
    if (at == json.size()) break;
    const CodePoint point = decode_at(json, at);
    const char32_t c = point.value;
    const bool is_unseen = (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2028 || c == 0x2029 ||
                           c == 0x2060 || c == 0xFEFF || (point.ok && is_in(steering, c));
    if (is_unseen) {
      out.append(json, from, at - from);
      if (c < 0x10000) {
        escape(c);
      } else {
        escape(0xD800 + ((c - 0x10000) >> 10));
        escape(0xDC00 + ((c - 0x10000) & 0x3FF));
      }
      from = at + point.size;
    }
    at += point.size;
  }
  return from == 0 ? std::string(json) : out.append(json, from, std::string::npos);
}

std::string html_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out.push_back(c);
    }
  }
  return out;
}

std::string markdown_escape(std::string_view text) {
  static constexpr std::string_view marks = "\\`*_{}[]()#+!|~$^=";
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == ':') out += out.ends_with("http") || out.ends_with("https") ? "&#58;" : ":";
    else {
      if (marks.find(c) != std::string_view::npos) out.push_back('\\');
      out.push_back(c);
    }
  }
  return out;
}

std::string valid_utf8(std::string_view text) {
  if (first_invalid(text) == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    append_utf8(out, point.value);
    at += point.size;
  }
  return out;
}

unsigned columns_of(char32_t c) {
  if (c < 0x300) return 1;
  if (is_in(no_width, c)) return 0;
  return is_in(wide, c) ? 2 : 1;
}

std::size_t columns(std::string_view text) {
  std::size_t total = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    total += columns_of(point.value);
    at += point.size;
  }
  return total;
}

std::string shorten(std::string_view text, std::size_t most) {
  std::size_t used = 0, fits = 0, space = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    used += columns_of(point.value);
    if (used > most) {
      std::size_t end = fits;
      if (space > 0 && space * 10 >= fits * 7) end = space;
      while (end > 0 && text[end - 1] == ' ') --end;
      return std::string(text.substr(0, end)) + "\u2026";
    }
    at += point.size;
    if (used < most) fits = at;
    if (used < most && point.value == ' ') space = at - 1;
  }
  return std::string(text);
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += decode_at(text, at).size) ++count;
  return count;
}

}  // namespace locarno::brief
