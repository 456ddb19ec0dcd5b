#pragma once
// locarno/model/case_rows.hpp -- typed access to the rows of a TOML file with a place for every complaint. Used only by the
// files of this room that read case.toml: the TOML library stays out of public headers.
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

#include "base/date.hpp"
#include "base/exact.hpp"
#include "base/result.hpp"
#include "model/case.hpp"
#include "model/language.hpp"

namespace locarno {

/// Parses `text`. Errors: bad_input with file:line:column; a file above 4 MiB; keys of more than 16 parts,
/// and characters outside ASCII beyond strings and comments (the library is kept from both).
Result<toml::table> parse_toml(std::string_view text, const std::string& file);

/// The text of a TOML file; `what` names it in an error. Errors: io, bad_input (above 4 MiB).
Result<std::string> toml_text(const std::string& path, std::string_view what);
/// The text of FOLDER/case.toml, and its path.
struct CaseText {
  std::string path, text;
};
Result<CaseText> case_text(const std::string& folder);

/// Reads values and remembers the first complaint; after one, every answer is a harmless default.
class CaseRows {
 public:
  CaseRows(std::string_view text, const std::string& file);

  const std::optional<Error>& error() const { return error_; }
  bool ok() const { return !error_; }
  void flaw(const toml::node& at, std::string what);
  void flaw_at(std::string place, std::string what);
  std::string place(const toml::node& at) const;
  /// The place of the first character inside a string value.
  std::string place_inside(const toml::node& string) const;

  /// Complains about the first key of `row` that is not in `keys`, with the nearest that is.
  void known(const toml::table& row, std::string_view section, std::initializer_list<std::string_view> keys);
  /// The rows of [[key]]; an empty list when absent.
  std::vector<const toml::table*> rows(const toml::table& parent, std::string_view key);
  const toml::table* table(const toml::table& parent, std::string_view key);

  std::string string(const toml::table& row, std::string_view key, bool required = false);
  std::vector<std::string> strings(const toml::table& row, std::string_view key, bool required = false);
  bool truth(const toml::table& row, std::string_view key, bool otherwise);
  int number(const toml::table& row, std::string_view key, int otherwise);
  /// A number, exactly as its digits say: 30, 0.25, "2/3".
  std::optional<Rational> exact(const toml::node& value, std::string_view key);
  /// A number, or [lowest, highest].
  std::optional<Amount> amount(const toml::node& value, std::string_view key);
  /// { en = "...", zh = "..." }, or one string that serves both.
  Text text(const toml::table& row, std::string_view key, bool required = false);
  Text text_of(const toml::node& value, std::string_view key);
  /// A TOML date, or "2025", "2025-12", "2025-12-14".
  std::optional<Date> date(const toml::table& row, std::string_view key);

 private:
  const toml::node* get(const toml::table& row, std::string_view key, bool required);

  std::string file_;
  std::vector<std::string_view> lines_;
  std::optional<Error> error_;
};

}  // namespace locarno
