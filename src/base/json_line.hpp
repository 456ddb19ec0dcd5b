#pragma once
// locarno/base/json_line.hpp -- one line of JSON written straight into a string, for what leaves the program in bulk.
//
// The caller names the keys in ascending order; values are strings, numbers, flags, null and lists of these. Bytes are
// those a JSON library writes without ornament: no spaces, only the escapes JSON demands, ill-formed UTF-8 as U+FFFD.
// Cost       one pass over each string, no allocation but that of the line.
// Tested by  json_line_test.cpp, against nlohmann::json.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace locarno {

/// Appends `text` with quotation marks and escapes.
void append_json_string(std::string& out, std::string_view text);

class JsonLine {
 public:
  explicit JsonLine(std::string& out) : out_(out) { out_.push_back('{'); }
  void text(std::string_view key, std::string_view value) { name(key); append_json_string(out_, value); }
  void text_or_null(std::string_view key, std::string_view value) { value.empty() ? null(key) : text(key, value); }
  void number(std::string_view key, std::int64_t value);
  void flag(std::string_view key, bool value) { name(key); out_ += value ? "true" : "false"; }
  void null(std::string_view key) { name(key); out_ += "null"; }
  void texts(std::string_view key, const std::vector<std::string>& values);
  /// [begin,end]
  void pair(std::string_view key, std::uint32_t begin, std::uint32_t end);
  void end() { out_.push_back('}'); }

 private:
  void name(std::string_view key);
  std::string& out_;
  bool is_first_ = true;
};

}  // namespace locarno
