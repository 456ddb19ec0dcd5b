#include "model/json_tree.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/decimal.hpp"

namespace locarno {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t most_values = 4'000'000;

/// Reads bytes for the parser and counts them: its handlers are not told where they are.
class CountingBytes {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  CountingBytes(const char* at, std::size_t* read) : at_(at), read_(read) {}
  reference operator*() const { return *at_; }
  CountingBytes& operator++() {
    ++at_;
    ++*read_;
    return *this;
  }
  CountingBytes operator++(int) {
    CountingBytes before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingBytes& other) const { return at_ == other.at_; }
  bool operator!=(const CountingBytes& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  std::size_t* read_;
};

/// Builds the tree; the parser above it keeps its own stack, so depth costs memory only, and that is limited.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(std::string_view bytes, const std::size_t& read) : bytes_(bytes), read_(read) {}

  JsonValue root;
  std::string refused;
  std::size_t error_at = 0;

  bool null() override { return put(JsonValue::Kind::null, ""); }
  bool boolean(bool v) override { return put(JsonValue::Kind::truth, v ? "true" : "false"); }
  bool number_integer(number_integer_t v) override { return put(JsonValue::Kind::number, std::to_string(v)); }
  bool number_unsigned(number_unsigned_t v) override { return put(JsonValue::Kind::number, std::to_string(v)); }
  bool number_float(number_float_t, const string_t& s) override { return put(JsonValue::Kind::number, s); }
  bool string(string_t& v) override { return put(JsonValue::Kind::string, std::move(v)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonValue::Kind::object); }
  bool start_array(std::size_t) override { return open(JsonValue::Kind::list); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& v) override {
    from_ = read_;
    stack_.back()->members.emplace_back(std::move(v), JsonValue{});
    return true;
  }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception&) override {
    error_at = at;
    return false;
  }

 private:
  JsonValue* add() {
    if (++values_ > most_values) return refuse("more than 4000000 values");
    if (stack_.empty()) return &root;
    JsonValue& parent = *stack_.back();
    if (parent.kind == JsonValue::Kind::object) return &parent.members.back().second;
    parent.items.emplace_back();
    return &parent.items.back();
  }
  JsonValue* refuse(const char* why) {
    refused = why;
    return nullptr;
  }
  bool put(JsonValue::Kind kind, std::string text) {
    JsonValue* value = add();
    if (value == nullptr) return false;
    value->kind = kind;
    value->text = std::move(text);
    value->at = begin_of_value();
    from_ = read_;
    return true;
  }
  bool close() {
    stack_.pop_back();
    from_ = read_;
    return true;
  }
  /// The first byte after the last thing read that is neither a blank nor stands between values.
  std::size_t begin_of_value() const {
    return std::min(bytes_.find_first_not_of(" \t\r\n,:", from_), bytes_.size());
  }
  bool open(JsonValue::Kind kind) {
    if (stack_.size() >= deepest) return refuse("more than 64 levels") != nullptr;
    JsonValue* value = add();
    if (value == nullptr) return false;
    value->kind = kind;
    value->at = begin_of_value();
    from_ = read_;
    stack_.push_back(value);  // stays valid: a parent's vector does not grow while its child is open
    return true;
  }

  std::string_view bytes_;
  const std::size_t& read_;  ///< bytes the parser has taken: one too many after a number
  std::size_t from_ = 0;     ///< the same after the last thing
  std::vector<JsonValue*> stack_;
  std::size_t values_ = 0;
};

}  // namespace

JsonValue::JsonValue() = default;

const JsonValue* JsonValue::find(std::string_view key) const {
  const JsonValue* found = nullptr;
  for (const auto& [name, value] : members)
    if (name == key) found = &value;
  return found;
}

std::string json_place(std::string_view bytes, std::size_t at, const std::string& file) {
  at = std::min(at, bytes.size());
  const std::size_t line = 1 + static_cast<std::size_t>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  const std::size_t start = at == 0 ? std::string_view::npos : bytes.rfind('\n', at - 1);
  const std::size_t column = start == std::string_view::npos ? at + 1 : at - start;
  return file + ":" + std::to_string(line) + ":" + std::to_string(column);
}

Result<JsonValue> parse_json(std::string_view bytes, const std::string& file) {
  std::size_t read = 0;
  Builder builder(bytes, read);
  bool ok = false;
  try {
    ok = nlohmann::json::sax_parse(CountingBytes(bytes.data(), &read), CountingBytes(bytes.data() + bytes.size(), &read), &builder, nlohmann::json::input_format_t::json, true, true);
  } catch (const std::exception& error) {
    return fail(ErrorCode::bad_input, std::string("this is not JSON: ") + error.what(), file);
  }
  if (!builder.refused.empty()) return fail(ErrorCode::bad_input, "this JSON has " + builder.refused, file);
  if (!ok)
    return fail(ErrorCode::bad_input, "this is not well-formed JSON from here on",
                json_place(bytes, builder.error_at == 0 ? 0 : builder.error_at - 1, file));
  return std::move(builder.root);
}

Result<Rational> exact_number(const JsonValue& value, const std::string& file, const std::string& path) {
  if (value.kind == JsonValue::Kind::number || value.kind == JsonValue::Kind::string)
    if (auto number = parse_exact(value.text)) return *number;
  return fail(ErrorCode::bad_input, "'" + path + "' is '" + value.text.substr(0, 60) + "', expected a number", file);
}

}  // namespace locarno
