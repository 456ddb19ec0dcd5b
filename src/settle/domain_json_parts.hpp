#pragma once
// locarno/settle/domain_json_parts.hpp -- what the readers of JSON domains share: a value and the place to complain of. Inside settle.
#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "model/json_tree.hpp"
#include "settle/domain.hpp"

namespace locarno::settle::json_domain {

constexpr std::size_t most_issues = 4096;
using Object = JsonValue::Kind;

/// The file a value came from: an error names the place of the value.
struct Source {
  const DomainFile& of;
  std::string place(const JsonValue& value) const { return json_place(of.bytes, value.at, of.name); }
};

inline Failure bad(const Source& file, const JsonValue& at, std::string what) { return fail(ErrorCode::bad_input, std::move(what), file.place(at)); }

inline Result<Rational> exact_number(const JsonValue& value, const Source& file, const std::string& path) {
  auto number = locarno::exact_number(value, file.of.name, path);
  if (number) return number;
  return bad(file, value, number.error().what);
}

inline Result<const JsonValue*> member(const JsonValue& of, std::string_view key, JsonValue::Kind kind, const Source& file,
                                       const std::string& path) {
  const JsonValue* value = of.find(key);
  if (value == nullptr || value->kind != kind)
    return bad(file, of, "'" + path + std::string(key) + "' is missing or is not " +
                         (kind == Object::object ? "an object" : kind == Object::list ? "a list" : "text"));
  return value;
}

/// Objects that are searched once for each issue stay small.
inline Result<void> few_issues(const JsonValue& object, const Source& file) {
  if (object.members.size() > most_issues) return bad(file, object, "there are more than 4096 issues here");
  return {};
}

}  // namespace locarno::settle::json_domain
