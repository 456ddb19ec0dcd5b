#include "watch/row_fields.hpp"

#include <nlohmann/json.hpp>

#include "watch/rows.hpp"

namespace locarno::watch {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\r' || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string scalar(const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return {};
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Depth is bounded before the library is asked: it keeps a tree, and frees it by recursion.
bool is_shallow(std::string_view bytes) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (quoted) {
      if (c == '\\') ++i;
      else if (c == '"') quoted = false;
    } else if (c == '"') quoted = true;
    else if (c == '{' || c == '[') { if (++depth > 32) return false; }
    else if (c == '}' || c == ']') --depth;
  }
  return true;
}

}  // namespace

RowFields::RowFields(std::string_view columns) : is_csv_(!columns.empty()) {
  if (!is_csv_) return;
  const auto count = [&](char c) { return std::count(columns.begin(), columns.end(), c); };
  if (count(';') > count(',')) separator_ = ';';
  if (count('\t') > count(',') && count('\t') > count(';')) separator_ = '\t';
  std::vector<std::string_view> names;
  std::string store;
  split_csv(columns, separator_, names, store);
  width_ = names.size();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto [at, is_new] = columns_.emplace(lower(trimmed(names[i])), i);
    if (!is_new && twice_.empty()) twice_ = at->first;   // columns without a name may be many
  }
}

Result<void> RowFields::set(std::string_view bytes) {
  if (is_csv_) {
    split_csv(bytes, separator_, fields_, store_);
    if (fields_.size() > columns_.size() + 64)
      return fail(ErrorCode::bad_input, std::to_string(fields_.size()) + " fields in a row, the header has " + std::to_string(columns_.size()));
    return {};
  }
  named_.clear();
  answered_twice_.clear();
  const std::string_view text = trimmed(bytes);
  return text.starts_with('{') ? set_json(text) : set_form(text);
}

Result<void> RowFields::is_whole() const {
  if (!answered_twice_.empty()) return fail(ErrorCode::bad_input, "'" + answered_twice_ + "' is answered twice in this form: an empty line belongs between two");
  if (!is_csv_ || fields_.size() == width_) return {};
  const bool only_blanks = fields_.size() > width_ && std::all_of(fields_.begin() + static_cast<std::ptrdiff_t>(width_), fields_.end(), [](std::string_view one) { return trimmed(one).empty(); });
  if (only_blanks) return {};
  return fail(ErrorCode::bad_input, "the row has " + std::to_string(fields_.size()) + " fields, the header " + std::to_string(width_) + ": cut off, or a quotation mark is missing");
}

Result<void> RowFields::set_json(std::string_view bytes) {
  if (!is_shallow(bytes)) return fail(ErrorCode::bad_input, "a JSON object of more than 32 levels");
  const nlohmann::json object = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (!object.is_object()) return fail(ErrorCode::bad_input, "this is no JSON object");
  for (const auto& [key, value] : object.items()) {
    if (!value.is_object()) { named_.emplace(lower(key), scalar(value)); continue; }
    for (const auto& [inner, deep] : value.items()) {
      // Properties of a feature stand beside its own keys; a geometry keeps its name before the dot.
      if (key == "properties") named_[lower(inner)] = scalar(deep);   // "type" is the report's there, "Feature" outside
      else named_.emplace(lower(key) + "." + lower(inner), scalar(deep));
    }
  }
  return {};
}

Result<void> RowFields::set_form(std::string_view bytes) {
  std::string* last = nullptr;
  const char line_end = bytes.find('\n') == std::string_view::npos ? '\r' : '\n';
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find(line_end), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (trimmed(line).empty()) continue;
    if ((line[0] == ' ' || line[0] == '\t') && last != nullptr) {   // a value goes on
      last->append(" ").append(trimmed(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return fail(ErrorCode::bad_input, "this is no JSON object, and no form of lines 'key: value'");
    const auto [at, is_new] = named_.try_emplace(lower(trimmed(line.substr(0, colon))));
    if (!is_new) answered_twice_ = at->first;
    last = &at->second;
    *last = std::string(trimmed(line.substr(colon + 1)));
  }
  return {};
}

std::string_view RowFields::get(std::string_view name) const {
  if (is_csv_) {
    const auto found = columns_.find(name);
    if (found == columns_.end() || found->second >= fields_.size()) return {};
    const std::string_view value = trimmed(fields_[found->second]);
    return value == "NA" ? std::string_view() : value;
  }
  const auto found = named_.find(name);
  return found == named_.end() ? std::string_view() : trimmed(found->second);
}

std::string_view RowFields::first(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names)
    if (const std::string_view value = get(name); !value.empty()) return value;
  return {};
}

}  // namespace locarno::watch
