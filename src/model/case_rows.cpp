#include "model/case_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/decimal.hpp"
#include "base/file.hpp"
#include "model/nearest.hpp"

namespace locarno {
namespace {

constexpr std::size_t most_bytes = 4u << 20;
constexpr int most_key_parts = 16;

std::string place_of(const std::string& file, std::uint64_t line, std::uint64_t column) {
  return file + ":" + std::to_string(line) + ":" + std::to_string(column);
}

std::string_view kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "a list";
    case toml::node_type::string: return "a string";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a number";
    case toml::node_type::boolean: return "true or false";
    case toml::node_type::date: return "a date";
    case toml::node_type::time: return "a time";
    case toml::node_type::date_time: return "a date with a time";
    default: return "nothing";
  }
}

/// Walks over strings and comments as TOML delimits them and refuses what the library cannot take: keys of very many parts
/// (it frees nested tables by recursion), and characters outside ASCII where TOML allows none but the library asks whether
/// they are blanks, which for some of them is undefined behaviour in its version 3.3.
class TextGate {
 public:
  TextGate(std::string_view text, const std::string& file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = line_start_ = 3;
  }
  std::optional<Error> run() {
    while (at_ < text_.size() && !error_) {
      const char c = text_[at_];
      const bool opens = c == '"' || c == '\'' || c == '[' || c == '{';
      if (opens && at_ > 0 && std::string_view(" \t\r\n=[{,\xBF").find(text_[at_ - 1]) == std::string_view::npos)
        refuse(at_, std::string("'") + c + "' inside a key or value that does not begin with it");
      if (c == '"' || c == '\'') { skip_string(c); continue; }
      if (c == '=' && assigned_) refuse(at_, "a second '=' in one row");
      assigned_ = c == '=' || (assigned_ && !opens && c != '\n' && c != ',' && c != ']' && c != '}');
      if (c == '#') { while (at_ < text_.size() && text_[at_] != '\n') ++at_; continue; }
      if (static_cast<unsigned char>(c) >= 0x80) refuse(at_, "a character outside ASCII needs quotation marks around its key or value");
      if (c == '\n') next_line();
      if (c == '\n' || c == '=' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}') dots_ = 0;
      if (c == '.' && ++dots_ >= most_key_parts) refuse(at_, "a key of more than 16 parts; a case needs at most two");
      ++at_;
    }
    return error_;
  }

 private:
  void next_line() { ++line_; line_start_ = at_ + 1; }
  void refuse(std::size_t at, std::string what) {
    if (!error_) error_ = Error{ErrorCode::bad_input, std::move(what), place_of(file_, line_, at - line_start_ + 1)};
  }

  void skip_string(char quote) {
    const bool triple = text_.substr(at_, 3) == std::string(3, quote);
    at_ += triple ? 3 : 1;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        if (!triple) return;  // an unclosed string: the parser says so
        next_line();
      }
      if (c == '\\' && quote == '"') { skip_escape(triple); continue; }
      if (c == quote && (!triple || text_.substr(at_, 3) == std::string(3, quote))) {
        at_ += triple ? 3 : 1;
        for (int more = 0; triple && more < 2 && at_ < text_.size() && text_[at_] == quote; ++more) ++at_;
        return;
      }
      ++at_;
    }
  }

  /// A backslash, with the blanks it swallows at the end of a line.
  void skip_escape(bool triple) {
    const std::size_t backslash = at_++;
    const std::size_t first = at_;
    while (triple && at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r' || text_[at_] == '\n')) {
      if (text_[at_] == '\n') next_line();
      ++at_;
    }
    if (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x80)
      refuse(std::max(backslash, line_start_), "a backslash before a character outside ASCII");
    else if (at_ == first && at_ < text_.size() && text_[at_] != '\n') ++at_;
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::uint64_t line_ = 1;
  int dots_ = 0;
  bool assigned_ = false;   ///< within a value that began after '='
  std::optional<Error> error_;
};

std::string lower_first(std::string_view sentence) {
  std::string text(sentence);
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z'))
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

}  // namespace

Result<std::string> toml_text(const std::string& path, std::string_view what) { return read_file(path, most_bytes, what); }

Result<CaseText> case_text(const std::string& folder) {
  const std::string path = (std::filesystem::path(folder) / "case.toml").string();
  std::error_code code;
  if (!std::filesystem::exists(path, code))
    return fail(ErrorCode::io, "cannot open the case file: it does not exist; `locarno case new` writes a first one", path);
  LOC_TRY(std::string text, toml_text(path, "the case file"));
  return CaseText{path, std::move(text)};
}

Result<toml::table> parse_toml(std::string_view text, const std::string& file) {
  if (text.size() > most_bytes)
    return fail(ErrorCode::bad_input, "the file holds " + std::to_string(text.size()) +
                                          " bytes or more; a case has at most 4194304 (4 MiB)", file);
  if (auto refused = TextGate(text, file).run()) return Failure(std::move(*refused));
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    const auto at = error.source().begin;
    return fail(ErrorCode::bad_input, lower_first(error.description()), place_of(file, at.line, at.column));
  }
}

CaseRows::CaseRows(std::string_view text, const std::string& file) : file_(file) {
  while (true) {
    const std::size_t end = text.find('\n');
    lines_.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
}

void CaseRows::flaw_at(std::string where, std::string what) {
  if (!error_) error_ = Error{ErrorCode::bad_input, std::move(what), std::move(where)};
}
void CaseRows::flaw(const toml::node& at, std::string what) { flaw_at(place(at), std::move(what)); }

std::string CaseRows::place(const toml::node& at) const {
  return place_of(file_, at.source().begin.line, at.source().begin.column);
}

std::string CaseRows::place_inside(const toml::node& string) const {
  const auto begin = string.source().begin;
  if (begin.line == 0 || begin.line > lines_.size()) return place(string);
  const std::string_view line = lines_[begin.line - 1];
  const std::size_t at = line.find_first_of("\"'", std::min<std::size_t>(begin.column - 1, line.size()));
  if (at == std::string_view::npos || at + 3 > line.size() || line[at] != line[at + 1] || line[at] != line[at + 2])
    return place_of(file_, begin.line, begin.column + 1);
  if (line.substr(at + 3).find_first_not_of('\r') == std::string_view::npos) return place_of(file_, begin.line + 1, 1);
  return place_of(file_, begin.line, begin.column + 3);
}

void CaseRows::known(const toml::table& row, std::string_view section, std::initializer_list<std::string_view> keys) {
  const toml::key* first = nullptr;
  for (const auto& [key, value] : row) {
    if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
    if (first == nullptr || key.source().begin < first->source().begin) first = &key;
  }
  if (first == nullptr) return;
  const auto at = first->source().begin;
  flaw_at(place_of(file_, at.line, at.column), "unknown key '" + std::string(first->str()) + "' in " +
                                                   std::string(section) + did_you_mean(first->str(), keys));
}

const toml::node* CaseRows::get(const toml::table& row, std::string_view key, bool required) {
  const toml::node* value = row.get(key);
  if (value == nullptr && required) flaw(row, "'" + std::string(key) + "' is missing here");
  return value;
}

std::vector<const toml::table*> CaseRows::rows(const toml::table& parent, std::string_view key) {
  std::vector<const toml::table*> out;
  const toml::node* value = get(parent, key, false);
  if (value == nullptr) return out;
  const toml::array* list = value->as_array();
  if (list == nullptr) {
    flaw(*value, "'" + std::string(key) + "' is " + std::string(kind_of(*value)) + ", expected rows that begin with [[" +
                     std::string(key) + "]]");
    return out;
  }
  for (const toml::node& node : *list) {
    if (node.is_table()) out.push_back(node.as_table());
    else flaw(node, "'" + std::string(key) + "' holds " + std::string(kind_of(node)) + ", expected a table");
  }
  return out;
}

const toml::table* CaseRows::table(const toml::table& parent, std::string_view key) {
  const toml::node* value = get(parent, key, false);
  if (value != nullptr && !value->is_table())
    flaw(*value, "'" + std::string(key) + "' is " + std::string(kind_of(*value)) + ", expected a table");
  return value == nullptr ? nullptr : value->as_table();
}

std::string CaseRows::string(const toml::table& row, std::string_view key, bool required) {
  const toml::node* value = get(row, key, required);
  if (value == nullptr) return {};
  if (const auto* text = value->as_string()) return text->get();
  flaw(*value, "'" + std::string(key) + "' is " + std::string(kind_of(*value)) + ", expected a string");
  return {};
}

std::vector<std::string> CaseRows::strings(const toml::table& row, std::string_view key, bool required) {
  std::vector<std::string> out;
  const toml::node* value = get(row, key, required);
  if (value == nullptr) return out;
  const toml::array* list = value->as_array();
  if (list == nullptr) {
    flaw(*value, "'" + std::string(key) + "' is " + std::string(kind_of(*value)) + ", expected a list of strings");
    return out;
  }
  for (const toml::node& node : *list) {
    if (const auto* text = node.as_string()) out.push_back(text->get());
    else flaw(node, "'" + std::string(key) + "' holds " + std::string(kind_of(node)) + ", expected a string");
  }
  return out;
}

bool CaseRows::truth(const toml::table& row, std::string_view key, bool otherwise) {
  const toml::node* value = get(row, key, false);
  if (value == nullptr) return otherwise;
  if (const auto* truth = value->as_boolean()) return truth->get();
  flaw(*value, "'" + std::string(key) + "' is " + std::string(kind_of(*value)) + ", expected true or false");
  return otherwise;
}

int CaseRows::number(const toml::table& row, std::string_view key, int otherwise) {
  const toml::node* value = get(row, key, false);
  if (value == nullptr) return otherwise;
  const auto* number = value->as_integer();
  if (number != nullptr && number->get() >= -1'000'000 && number->get() <= 1'000'000) return static_cast<int>(number->get());
  flaw(*value, "'" + std::string(key) + "' is " + std::string(kind_of(*value)) +
                   ", expected a whole number between -1000000 and 1000000");
  return otherwise;
}

std::optional<Rational> CaseRows::exact(const toml::node& value, std::string_view key) {
  std::optional<Rational> out;
  if (const auto* whole = value.as_integer()) out = Rational(Integer(std::to_string(whole->get())));
  else if (const auto* broken = value.as_floating_point()) out = parse_exact(fmt::format("{}", broken->get()));
  else if (const auto* text = value.as_string()) out = parse_exact(text->get());
  if (!out)
    flaw(value, "'" + std::string(key) + "' is " + std::string(kind_of(value)) +
                    " that gives no exact number, expected 30, 0.25 or \"2/3\"");
  return out;
}

std::optional<Amount> CaseRows::amount(const toml::node& value, std::string_view key) {
  const toml::array* bounds = value.as_array();
  if (bounds == nullptr) {
    const auto number = exact(value, key);
    return number ? std::optional<Amount>(Amount{*number, *number}) : std::nullopt;
  }
  if (bounds->size() != 2) {
    flaw(value, "'" + std::string(key) + "' is a list of " + std::to_string(bounds->size()) + ", expected [lowest, highest]");
    return std::nullopt;
  }
  const auto low = exact(*bounds->get(0), key);
  const auto high = exact(*bounds->get(1), key);
  if (!low || !high) return std::nullopt;
  if (*low > *high) {
    flaw(value, "'" + std::string(key) + "' has a lowest number above its highest");
    return std::nullopt;
  }
  return Amount{*low, *high};
}

Text CaseRows::text_of(const toml::node& value, std::string_view key) {
  if (const auto* one = value.as_string()) return {one->get(), {}};
  const toml::table* both = value.as_table();
  if (both == nullptr) {
    flaw(value, "'" + std::string(key) + "' is " + std::string(kind_of(value)) +
                    ", expected { en = \"...\", zh = \"...\" } or a string");
    return {};
  }
  known(*both, "'" + std::string(key) + "'", {"en", "zh"});
  return {string(*both, "en"), string(*both, "zh")};
}

Text CaseRows::text(const toml::table& row, std::string_view key, bool required) {
  const toml::node* value = get(row, key, required);
  if (value == nullptr) return {};
  Text out = text_of(*value, key);
  if (required && out == Text{}) flaw(*value, "'" + std::string(key) + "' is empty");
  return out;
}

std::optional<Date> CaseRows::date(const toml::table& row, std::string_view key) {
  const toml::node* value = get(row, key, false);
  if (value == nullptr) return std::nullopt;
  std::optional<Date> out;
  if (const auto* day = value->as_date()) {
    const toml::date d = day->get();
    if (d.year >= 1 && d.year <= 9999) out = Date{static_cast<std::int16_t>(d.year), d.month, d.day};
  } else if (const auto* text = value->as_string()) {
    out = parse_date(text->get());
  }
  if (!out) flaw(*value, "'" + std::string(key) + "' is no date; write 2025-12-14, or \"2025-12\" when the day is not known");
  return out;
}

}  // namespace locarno
