#include "stability/model_json_parts.hpp"

#include <fmt/format.h>

#include <charconv>
#include <set>

#include "model/nearest.hpp"
#include "stability/model_json.hpp"

namespace locarno::stability {

std::string short_of(std::string_view text) { return std::string(text.substr(0, 60)); }

std::optional<std::int64_t> whole(const JsonValue& value) {
  std::int64_t number = 0;
  if (value.kind != Kind::number && value.kind != Kind::string) return std::nullopt;
  const char* end = value.text.data() + value.text.size();
  const auto [at, error] = std::from_chars(value.text.data(), end, number);
  if (error != std::errc() || at != end || value.text.empty()) return std::nullopt;
  return number;
}

Failure HalfRead::flaw(const JsonValue& at, std::string what) const { return fail(ErrorCode::bad_input, std::move(what), json_place(bytes, at.at, file)); }

const JsonValue* HalfRead::get(std::string_view key) const {
  const JsonValue* value = root.find(key);
  return value != nullptr && value->kind == Kind::null ? nullptr : value;
}

Result<void> HalfRead::once(const JsonValue& object) const {
  std::set<std::string_view> seen;
  for (const auto& [key, value] : object.members)
    if (!seen.insert(key).second) return flaw(value, fmt::format("'{}' stands twice in this object", short_of(key)));
  return {};
}

Result<MakerIndex> HalfRead::maker_called(const std::string& name, const JsonValue& at) const {
  std::vector<std::string_view> known;
  for (MakerIndex k = 0; k < m.makers.size(); ++k) {
    if (m.makers[k].name == name) return k;
    known.push_back(m.makers[k].name);
  }
  return flaw(at, fmt::format("no decision maker is called '{}'{}", short_of(name), did_you_mean(name, known)));
}

Result<Statement> HalfRead::rule_of(const JsonValue& value, const OptionNames& names) const {
  const std::string where = json_place(bytes, value.at + 1, file);
  if (is_pattern(value.text) && value.text.size() > 1) return parse_pattern(value.text, m.options.size(), where);
  return parse_statement(value.text, names, where);
}

Result<StateIndex> HalfRead::state(const JsonValue& value) const {
  if (const auto id = whole(value)) {
    if (const auto at = by_id.find(*id); at != by_id.end()) return at->second;
    if (by_id.empty() && *id >= 1 && static_cast<std::size_t>(*id) <= m.states()) return static_cast<StateIndex>(*id - 1);
  }
  if (value.kind == Kind::string)
    if (const auto found = find_state(m, value.text)) return *found;
  return flaw(value, fmt::format("'{}' is no state of this model", short_of(value.text)));
}

Result<const JsonValue*> HalfRead::of_maker(const char* key, MakerIndex k) const {
  const JsonValue* section = get(key);
  if (section == nullptr) return nullptr;
  if (section->kind == Kind::list && section->items.size() == m.makers.size()) return &section->items[k];
  if (section->kind != Kind::object) return flaw(*section, fmt::format("'{}' has an entry for each decision maker, by name", key));
  LOC_CHECK(once(*section));
  for (const auto& [name, value] : section->members) LOC_CHECK(maker_called(name, value));
  return section->find(m.makers[k].name);
}

}  // namespace locarno::stability
