#include "base/json_line.hpp"

#include <charconv>

#include "base/utf8.hpp"

namespace locarno {
namespace {

/// Bytes that cannot stand for themselves in a JSON string.
bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

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

void append_number(std::string& out, std::int64_t value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
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

void JsonLine::name(std::string_view key) {
  if (!is_first_) out_.push_back(',');
  is_first_ = false;
  out_.push_back('"');
  out_ += key;
  out_ += "\":";
}

void JsonLine::number(std::string_view key, std::int64_t value) {
  name(key);
  append_number(out_, value);
}

void JsonLine::texts(std::string_view key, const std::vector<std::string>& values) {
  name(key);
  out_.push_back('[');
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out_.push_back(',');
    append_json_string(out_, values[i]);
  }
  out_.push_back(']');
}

void JsonLine::pair(std::string_view key, std::uint32_t begin, std::uint32_t end) {
  name(key);
  out_.push_back('[');
  append_number(out_, begin);
  out_.push_back(',');
  append_number(out_, end);
  out_.push_back(']');
}

}  // namespace locarno
