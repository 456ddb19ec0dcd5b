#include "base/json_line.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/utf8.hpp"
#include "base/utf8_run.hpp"

namespace locarno {
namespace {

/// Bytes that cannot stand for themselves in a JSON string.
bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// Eight bytes of ASCII that all stand for themselves.
bool is_plain_ascii(std::uint64_t eight) {
  constexpr std::uint64_t ones = 0x0101010101010101u, high = 0x80 * ones;
  const std::uint64_t quote = eight ^ ('"' * ones), slash = eight ^ ('\\' * ones);
  return ((eight | (eight - 0x20 * ones) | (quote - ones) | (slash - ones)) & high) == 0;
}

void append_escape(std::string& out, char c) {
  static constexpr char hex[] = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default:
      out += "\\u00";
      out.push_back(hex[(c >> 4) & 15]);
      out.push_back(hex[c & 15]);
  }
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!needs_escape(text[at])) continue;
    out.append(text, from, at - from);
    append_escape(out, text[at]);
    from = at + 1;
  }
  out.append(text, from);
}

/// Up to seven bytes, filled up with spaces.
std::uint64_t few_bytes(const char* from, std::size_t count) {
  std::uint64_t eight = 0x2020202020202020u;
  std::memcpy(&eight, from, count);
  return eight;
}

/// Length of the longest well-formed front that needs no escape; all of `text`, or less than could be told in a hurry.
std::size_t plain_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      const std::size_t left = text.size() - at;
      std::uint64_t eight;
      if (left >= 8) std::memcpy(&eight, text.data() + at, 8);
      else eight = few_bytes(text.data() + at, left);
      if (is_plain_ascii(eight)) { at += std::min<std::size_t>(left, 8); continue; }
      if (needs_escape(text[at])) return at;
      ++at;
      continue;
    }
    if (const std::size_t three = well_formed_three(text, at); three != 0) { at += three; continue; }
    const CodePoint c = decode_at(text, at);
    if (!c.ok) return at;
    at += c.size;
  }
  return at;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  for (std::size_t bad; (bad = first_invalid(text)) != std::string_view::npos;) {
    append_escaped(out, text.substr(0, bad));
    append_utf8(out, 0xFFFD);
    text.remove_prefix(bad + 1);
  }
  append_escaped(out, text);
  out.push_back('"');
}

void JsonLine::put_far(std::string_view plain) {
  flush();
  out_ += plain;
}

/// A key longer than the buffer.
void JsonLine::name_far(std::string_view key) {
  if (!is_first_) put(",");
  is_first_ = false;
  put("\"");
  put(key);
  put("\":");
}

void JsonLine::string(std::string_view value) {
  if (plain_prefix(value) < value.size()) {
    flush();
    return append_json_string(out_, value);
  }
  put("\"");
  put(value);
  put("\"");
}

void JsonLine::digits(std::int64_t value) {
  char text[24];
  put({text, static_cast<std::size_t>(std::to_chars(text, text + sizeof text, value).ptr - text)});
}

void JsonLine::texts(std::string_view key, const std::vector<std::string>& values) {
  name(key);
  put("[");
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) put(",");
    string(values[i]);
  }
  put("]");
}

void JsonLine::pair(std::string_view key, std::uint32_t begin, std::uint32_t end) {
  name(key);
  put("[");
  digits(begin);
  put(",");
  digits(end);
  put("]");
}

}  // namespace locarno
