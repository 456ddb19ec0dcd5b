#pragma once
// locarno/stability/model_json_parts.hpp -- a model half read, and how its file names things. Used by the files model_json*.cpp only.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/run.hpp"
#include "model/json_tree.hpp"
#include "stability/model.hpp"
#include "stability/statements.hpp"

namespace locarno::stability {

using Kind = JsonValue::Kind;

/// The beginning of a text, to be quoted in a message.
std::string short_of(std::string_view text);
/// A whole number, written as a number or as a text.
std::optional<std::int64_t> whole(const JsonValue& value);

struct HalfRead {
  HalfRead(std::string_view text, const std::string& path, const Run& limits) : bytes(text), file(path), run(limits) {}

  Failure flaw(const JsonValue& at, std::string what) const;
  /// A section of the file; nullptr when it is absent or null.
  const JsonValue* get(std::string_view key) const;
  /// Refuses an object in which a key stands twice.
  Result<void> once(const JsonValue& object) const;
  Result<MakerIndex> maker_called(const std::string& name, const JsonValue& at) const;
  /// A pattern of Y, N and -, or a statement.
  Result<Statement> rule_of(const JsonValue& value, const OptionNames& names) const;
  /// A state by id, by Y/N pattern or by label.
  Result<StateIndex> state(const JsonValue& value) const;
  /// The section `key` of decision maker k: an object by name, or a list in the order of the decision makers.
  Result<const JsonValue*> of_maker(const char* key, MakerIndex k) const;

  std::string_view bytes;
  const std::string& file;
  const Run& run;
  JsonValue root;
  Model m;
  std::vector<Statement> ruled_out;            ///< what cannot be
  std::map<std::int64_t, StateIndex> by_id;    ///< of the listed states
};

/// Reads what each decision maker would rather have into a model whose makers, options and states stand: "preferences", "statements",
/// "weights", "unknown".
Result<void> read_preferences(HalfRead& half);

}  // namespace locarno::stability
