#pragma once
// locarno/watch/row_fields.hpp -- the named values of one row, whichever way it is written. Private to the room.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace locarno::watch {

/// CSV by its header, a JSON object (one level of objects is flattened), or `key: value` lines. Names are compared without case.
class RowFields {
 public:
  /// `columns` empty: rows are JSON or forms, told by their first character.
  explicit RowFields(std::string_view columns);
  bool has_column(std::string_view name) const { return columns_.contains(name); }
  /// The first name the header has more than once, in lower case; "" = none.
  const std::string& twice() const { return twice_; }
  /// Errors: bad_input (no JSON object, more fields than columns, a form's line without ':').
  Result<void> set(std::string_view bytes);
  /// A CSV row with fewer fields than the head, or with more that are not empty, was cut or is shifted; a form that answers one key twice is two
  /// forms. What was kept before this was asked stays readable, so set() does not ask it.
  Result<void> is_whole() const;
  /// "" when absent; blanks around it are gone. Valid until the next set().
  std::string_view get(std::string_view name) const;
  /// The first that is there and not empty.
  std::string_view first(std::initializer_list<std::string_view> names) const;

 private:
  Result<void> set_json(std::string_view bytes);
  Result<void> set_form(std::string_view bytes);
  bool is_csv_;
  char separator_ = ',';
  std::size_t width_ = 0;
  std::string twice_, answered_twice_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::vector<std::string_view> fields_;
  std::string store_;
  std::map<std::string, std::string, std::less<>> named_;
};

}  // namespace locarno::watch
