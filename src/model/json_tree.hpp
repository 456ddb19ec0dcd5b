#pragma once
// locarno/model/json_tree.hpp -- JSON as a tree that keeps the text of every number, the order of keys and the place of
// every value: what rooms read files of other tools with.
//
// Tested by  src/model/json_tree_test.cpp, the fuzz targets domain_json and stability_json
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/exact.hpp"
#include "base/result.hpp"

namespace locarno {

struct JsonValue {
  enum class Kind { null, truth, number, string, list, object };
  Kind kind = Kind::null;
  std::string text;                                        ///< number: as written; string: its characters; truth: "true"
  std::vector<JsonValue> items;                            ///< list
  std::vector<std::pair<std::string, JsonValue>> members;  ///< object, in the order of the file
  std::size_t at = 0;                                      ///< byte where the value begins

  JsonValue();  ///< defined apart: clang asks for it before a pair with this type is complete

  /// The member of that name, the last one when it stands twice; null when absent or this is no object.
  const JsonValue* find(std::string_view key) const;
};

/// Errors: bad_input with file:line:column; more than 64 levels; more than 4 million values.
Result<JsonValue> parse_json(std::string_view bytes, const std::string& file);

/// "file:line:column" of a byte, all counted from 1.
std::string json_place(std::string_view bytes, std::size_t at, const std::string& file);

/// A number, or a string that is one ("2/3"). `path` names the value in the error.
Result<Rational> exact_number(const JsonValue& value, const std::string& file, const std::string& path);

}  // namespace locarno
