// One line of JSON: a report with what its source says about it. Only strings at the top are looked at; nothing is built
// for the rest, so a line of a million brackets costs what its bytes cost.
#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "base/utf8.hpp"
#include "read/decode.hpp"
#include "read/raw_report.hpp"

namespace locarno::read {
namespace {

using nlohmann::json;

class TopStrings : public nlohmann::json_sax<json> {
 public:
  Told told;
  std::string text, problem;
  bool has_text = false, is_object = false;

  bool null() override { return scalar(); }
  bool boolean(bool) override { return scalar(); }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& as_written) override { return number(as_written); }
  bool string(string_t& value) override {
    if (depth_ != 1) return scalar();
    if (key_ == "text") take_text(value, 3);
    else if (key_ == "content") take_text(value, 2);
    else if (key_ == "body") take_text(value, 1);
    else if (key_ == "title") told.title = std::move(value);
    else if (key_ == "published" || (key_ == "date" && told.published.empty())) told.published = std::move(value);
    else if (key_ == "url" || (key_ == "link" && told.address.empty())) told.address = std::move(value);
    else if (key_ == "source") told.source = std::move(value);
    else if (key_ == "id") told.id = std::move(value);
    return true;
  }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override {
    is_object = is_object || depth_ == 0;
    return ++depth_ > 0;
  }
  bool key(string_t& value) override {
    if (depth_ == 1) key_ = std::move(value);
    return true;
  }
  bool end_object() override { return --depth_ >= 0; }
  bool start_array(std::size_t) override { return depth_++ > 0; }   // an array at the top is no report
  bool end_array() override { return --depth_ >= 0; }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    problem = fmt::format("the line is not JSON from character {} on", position);
    return false;
  }

 private:
  bool scalar() const { return depth_ > 0; }
  bool number(std::string value) {
    if (depth_ == 1 && key_ == "id") told.id = std::move(value);
    return scalar();
  }
  void take_text(std::string& value, int rank) {
    has_text = true;
    if (rank < rank_) return;
    rank_ = rank;
    text = std::move(value);
  }
  std::string key_;
  int depth_ = 0, rank_ = 0;
};

/// Reads an object of strings, whole numbers and constants, as nearly every line is, telling `out` what it holds. False: it
/// is something else, or not JSON; then the library decides, and says where.
class PlainObject {
 public:
  PlainObject(std::string_view text, TopStrings& out) : text_(text), out_(out) {}

  bool read() {
    space();
    if (!skip('{')) return false;
    out_.start_object(0);
    space();
    for (bool first = true; !skip('}'); first = false) {
      if (!first && !skip(',')) return false;
      space();
      if (!string() || !out_.key(value_)) return false;
      space();
      if (!skip(':')) return false;
      space();
      if (!value()) return false;
      space();
    }
    space();
    return at_ == text_.size();
  }

 private:
  char now() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool skip(char c) {
    if (now() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  void space() { while (now() == ' ' || now() == '\t' || now() == '\n' || now() == '\r') ++at_; }
  bool word(std::string_view what) {
    if (text_.substr(at_, what.size()) != what) return false;
    at_ += what.size();
    return true;
  }
  bool value() {
    if (now() == '"') return string() && out_.string(value_);
    if (now() >= '1' && now() <= '9') return number();
    return (word("null") && out_.null()) || (word("true") && out_.boolean(true)) || (word("false") && out_.boolean(false));
  }
  bool number() {
    std::uint64_t value = 0;
    const std::size_t from = at_;
    while (now() >= '0' && now() <= '9' && at_ - from < 18) value = value * 10 + static_cast<std::uint64_t>(text_[at_++] - '0');
    const char next = now();
    return (next == ' ' || next == ',' || next == '}') && out_.number_unsigned(value);
  }
  /// Into value_.
  bool string() {
    if (!skip('"')) return false;
    value_.clear();
    for (;;) {
      const std::size_t from = at_;
      while (at_ < text_.size() && stands_for_itself[static_cast<unsigned char>(text_[at_])]) ++at_;
      value_.append(text_, from, at_ - from);
      if (skip('"')) return true;
      if (!skip('\\') || !escape()) return false;
    }
  }
  bool escape() {
    static constexpr std::string_view names = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    const char c = now();
    ++at_;
    if (const std::size_t known = names.find(c); known != std::string_view::npos) {
      value_ += meant[known];
      return true;
    }
    return c == 'u' && unit();
  }
  bool unit() {
    char32_t value = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = now();
      const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0) return false;
      value = value << 4 | static_cast<char32_t>(digit);
    }
    if (value >= 0xD800 && value <= 0xDFFF) return false;
    append_utf8(value_, value);
    return true;
  }

  static constexpr auto stands_for_itself = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0x20; c < table.size(); ++c) table[c] = c != '"' && c != '\\';
    return table;
  }();
  std::string_view text_;
  TopStrings& out_;
  std::string value_;
  std::size_t at_ = 0;
};

}  // namespace

Result<RawReport> report_of_line(std::string_view line, const std::string& name, const std::string& where) {
  auto decoded = decode(line, where);
  if (!decoded) {
    Error error = decoded.error();
    if (error.where.starts_with(where + ":1:")) error.where = where + error.where.substr(where.size() + 2);
    return Failure(error);
  }
  TopStrings strings;
  bool parsed = PlainObject(decoded->text, strings).read();
  if (!parsed) {
    strings = TopStrings();
    parsed = json::sax_parse(decoded->text.begin(), decoded->text.end(), &strings);
  }
  if (!strings.problem.empty()) return fail(ErrorCode::bad_input, strings.problem, where);
  if (!parsed || !strings.is_object) return fail(ErrorCode::bad_input, "the line is JSON but no object, expected {\"text\": ...}", where);
  if (!strings.has_text && strings.told.title.empty())
    return fail(ErrorCode::bad_input, "the object has no string \"text\", \"content\" or \"body\"", where);
  RawReport piece;
  piece.name = name;
  piece.told = std::move(strings.told);
  piece.bytes = compose(piece.told, strings.text);
  if (const std::size_t nul = piece.bytes.find('\0'); nul != std::string::npos)
    return fail(ErrorCode::bad_input, "character U+0000 found: this is binary, expected text", where);
  piece.wrapping = "jsonl";
  piece.encoding = decoded->encoding;
  piece.notes = std::move(decoded->notes);
  for (DocumentNote& note : piece.notes) note.span = {};
  return piece;
}

}  // namespace locarno::read
