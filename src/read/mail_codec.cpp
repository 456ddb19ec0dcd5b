#include "read/mail_codec.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "read/decode.hpp"
#include "read/declared.hpp"
#include "read/legacy.hpp"

namespace locarno::read {
namespace {

constexpr std::string_view spaces = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && spaces.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && spaces.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::string in_charset(std::string_view bytes, const std::string& label) {
  const std::string encoding = known_encoding(label);
  std::string out;
  if (encoding.empty() || encoding == "utf-8" || first_invalid(bytes) == std::string_view::npos) {
    for (std::size_t at = 0; at < bytes.size();) {
      const CodePoint c = decode_at(bytes, at);
      append_utf8(out, c.value);
      at += c.size;
    }
    return out;
  }
  append_decoded(bytes, encoding, out);
  return out;
}

/// "=?label?B|Q?words?=" at `at`: its end, or 0.
struct Word { std::string label; char coding = 'Q'; std::string_view words; std::size_t end = 0; };
Word word_at(std::string_view field, std::size_t at) {
  Word word;
  const std::size_t label = at + 2, mark = field.substr(0, std::min(field.size(), at + 80)).find('?', label);
  if (mark == std::string_view::npos || mark + 2 >= field.size() || field[mark + 2] != '?') return word;
  const std::size_t from = mark + 3, to = field.substr(0, std::min(field.size(), from + 4096)).find("?=", from);
  if (to == std::string_view::npos) return word;
  word.label = std::string(field.substr(label, std::min(mark, field.substr(0, mark).find('*', label)) - label));
  word.coding = field[mark + 1];
  word.words = field.substr(from, to - from);
  word.end = to + 2;
  return word;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::string header(std::string_view head, std::string_view name) {
  std::string found;
  bool is_inside = false;
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t end = std::min(head.find('\n', at), head.size());
    std::string_view line = head.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!line.empty() && (line[0] == ' ' || line[0] == '\t')) {
      if (is_inside && found.size() < 65536) found += " " + std::string(trimmed(line));
      continue;
    }
    if (is_inside) break;
    const bool same = line.size() > name.size() && line[name.size()] == ':' && lower_case(line.substr(0, name.size())) == name;
    if (!same) continue;
    is_inside = true;
    found = std::string(trimmed(line.substr(name.size() + 1)).substr(0, 65536));
  }
  if (first_invalid(found) == std::string_view::npos) return found;
  const auto decoded = decode(found, "header");
  return decoded ? decoded->text : in_charset(found, "utf-8");
}

std::string HeaderValue::parameter(std::string_view name) const {
  for (const auto& [key, text] : parameters)
    if (key == name) return text;
  return {};
}

HeaderValue header_value(std::string_view field) {
  HeaderValue out;
  const std::size_t first = std::min(field.find(';'), field.size());
  out.value = lower_case(trimmed(field.substr(0, first)));
  for (std::size_t at = first + 1; at < field.size() && out.parameters.size() < 50;) {
    const std::size_t equals = field.find('=', at);
    if (equals == std::string_view::npos) break;
    const std::string key = lower_case(trimmed(field.substr(at, equals - at)));
    std::size_t from = field.find_first_not_of(" \t", equals + 1);
    if (from == std::string_view::npos) break;
    std::string text;
    if (field[from] == '"') {
      for (++from; from < field.size() && field[from] != '"'; ++from) {
        if (field[from] == '\\' && from + 1 < field.size()) ++from;
        text += field[from];
      }
      from = field.find(';', std::min(from, field.size()));
    } else {
      const std::size_t end = std::min(field.find(';', from), field.size());
      text = std::string(trimmed(field.substr(from, end - from)));
      from = end;
    }
    out.parameters.emplace_back(key, std::move(text));
    if (from == std::string_view::npos) break;
    at = from + 1;
  }
  return out;
}

std::string decode_words(std::string_view field) {
  std::string out, pending, label;
  const auto flush = [&] {  // words of one charset next to each other are one: a character may be split between them
    if (!pending.empty()) out += in_charset(pending, label);
    pending.clear();
  };
  for (std::size_t at = 0; at < field.size();) {
    const Word word = field.substr(at, 2) == "=?" ? word_at(field, at) : Word();
    if (word.end == 0) {
      const std::size_t next = pending.empty() ? at : std::min(field.find_first_not_of(" \t", at), field.size());
      if (next > at && field.substr(next, 2) == "=?") { at = next; continue; }
      flush();
      out += field[at++];
      continue;
    }
    if (lower_case(word.label) != lower_case(label)) flush();
    label = word.label;
    if (word.coding == 'B' || word.coding == 'b') {
      pending += from_base64(word.words);
    } else {
      std::string words(word.words);
      std::replace(words.begin(), words.end(), '_', ' ');
      pending += from_quoted_printable(words);
    }
    at = word.end;
  }
  flush();
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return out;
}

std::string from_quoted_printable(std::string_view body) {
  std::string out;
  out.reserve(body.size());
  for (std::size_t at = 0; at < body.size(); ++at) {
    const char c = body[at];
    if (c != '=') { out += c; continue; }
    const std::string_view rest = body.substr(at + 1, 2);
    if (rest.starts_with("\n")) { at += 1; continue; }
    if (rest == "\r\n") { at += 2; continue; }
    if (rest.size() == 2 && hex(rest[0]) >= 0 && hex(rest[1]) >= 0) {
      out += static_cast<char>(hex(rest[0]) * 16 + hex(rest[1]));
      at += 2;
    } else {
      out += c;
    }
  }
  return out;
}

std::string from_base64(std::string_view body) {
  std::string out;
  out.reserve(body.size() / 4 * 3);
  unsigned value = 0;
  int bits = 0;
  for (const char c : body) {
    const int six = c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52
                    : c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    if (c == '=') { bits = 0; value = 0; continue; }
    if (six < 0) continue;
    value = (value << 6 | static_cast<unsigned>(six)) & 0xFFFFu;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(value >> bits & 0xFFu);
  }
  return out;
}

}  // namespace locarno::read
