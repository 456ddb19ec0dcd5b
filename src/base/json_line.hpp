#pragma once
// locarno/base/json_line.hpp -- one line of JSON written straight into a string, for what leaves the program in bulk.
//
// The caller names the keys in ascending order; values are strings, numbers, flags, null and lists of these. Bytes are
// those a JSON library writes without ornament: no spaces, only the escapes JSON demands, ill-formed UTF-8 as U+FFFD.
// Cost       one pass over each string, no allocation but that of the line.
// Tested by  json_line_test.cpp, against nlohmann::json.
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace locarno {

/// Appends `text` with quotation marks and escapes.
void append_json_string(std::string& out, std::string_view text);

class JsonLine {
 public:
  explicit JsonLine(std::string& out) : out_(out) { buffer_[used_++] = '{'; }
  // Inlined into their callers, where the key is a literal: then each costs a few stores.
  [[gnu::always_inline]] void text(std::string_view key, std::string_view value) { name(key); string(value); }
  [[gnu::always_inline]] void text_or_null(std::string_view key, std::string_view value) {
    name(key);
    if (value.empty()) put("null");
    else string(value);
  }
  [[gnu::always_inline]] void number(std::string_view key, std::int64_t value) { name(key); digits(value); }
  [[gnu::always_inline]] void flag(std::string_view key, bool value) {
    name(key);
    if (value) put("true");
    else put("false");
  }
  [[gnu::always_inline]] void null(std::string_view key) { name(key); put("null"); }
  void texts(std::string_view key, const std::vector<std::string>& values);
  /// [begin,end]
  void pair(std::string_view key, std::uint32_t begin, std::uint32_t end);
  /// Closes the object; only now is all of it in `out`.
  void end() { put("}"); flush(); }

 private:
  [[gnu::always_inline]] void name(std::string_view key) {
    if (key.size() + 4 > sizeof buffer_ - used_) flush();
    if (key.size() + 4 > sizeof buffer_ - used_) return name_far(key);
    char* to = buffer_ + used_;
    if (!is_first_) *to++ = ',';
    is_first_ = false;
    *to++ = '"';
    std::memcpy(to, key.data(), key.size());
    to += key.size();
    *to++ = '"';
    *to++ = ':';
    used_ = static_cast<std::size_t>(to - buffer_);
  }
  void name_far(std::string_view key);
  [[gnu::always_inline]] void put(std::string_view plain) {
    if (plain.size() > sizeof buffer_ - used_) return put_far(plain);
    std::memcpy(buffer_ + used_, plain.data(), plain.size());
    used_ += plain.size();
  }
  void put_far(std::string_view plain);
  void string(std::string_view value);
  void digits(std::int64_t value);
  void flush() {
    out_.append(buffer_, used_);
    used_ = 0;
  }

  std::string& out_;
  std::size_t used_ = 0;
  bool is_first_ = true;
  char buffer_[2048];   ///< what is not in out_ yet: keys are many and short
};

}  // namespace locarno
