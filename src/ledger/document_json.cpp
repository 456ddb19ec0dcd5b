#include "ledger/document_json.hpp"

#include <nlohmann/json.hpp>

namespace locarno::ledger {
namespace {
using nlohmann::json;

Failure damaged(const char* key) {
  return fail(ErrorCode::bad_input, std::string("a stored document has no usable \"") + key + "\"");
}

Result<void> get(const json& object, const char* key, std::string& out) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_string()) return damaged(key);
  out = it->get<std::string>();
  return {};
}

Result<void> get(const json& object, const char* key, bool& out) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_boolean()) return damaged(key);
  out = it->get<bool>();
  return {};
}

Result<void> get(const json& object, const char* key, std::vector<std::string>& out) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_array()) return damaged(key);
  for (const json& item : *it) {
    if (!item.is_string()) return damaged(key);
    out.push_back(item.get<std::string>());
  }
  return {};
}

Result<void> get(const json& object, const char* key, std::vector<Span>& out) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_array()) return damaged(key);
  for (const json& item : *it) {
    if (!item.is_array() || item.size() != 2 || !item[0].is_number_unsigned() || !item[1].is_number_unsigned())
      return damaged(key);
    out.push_back({item[0].get<std::uint32_t>(), item[1].get<std::uint32_t>()});
  }
  return {};
}

/// The enumerator among the first `count` whose name is `name`.
template <class Enum>
std::optional<Enum> named(std::string_view name, int count) {
  for (int i = 0; i < count; ++i)
    if (to_string(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  return std::nullopt;
}

/// Threes of numbers: bytes from the begin of the one before, size, character.
Result<void> get_markup(const json& object, Document& document) {
  const auto it = object.find("markup");
  if (it == object.end()) return {};
  if (!it->is_array() || it->size() % 3 != 0) return damaged("markup");
  std::uint64_t at = 0;
  for (std::size_t i = 0; i < it->size(); i += 3) {
    std::uint64_t numbers[3];
    for (std::size_t k = 0; k < 3; ++k) {
      if (!(*it)[i + k].is_number_unsigned()) return damaged("markup");
      numbers[k] = (*it)[i + k].get<std::uint64_t>();
      if (numbers[k] > UINT32_MAX) return damaged("markup");
    }
    at += numbers[0];
    if (at + numbers[1] > UINT32_MAX || numbers[1] == 0 || numbers[2] > 0x10FFFF) return damaged("markup");
    document.markup.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + numbers[1])}, static_cast<char32_t>(numbers[2])});
  }
  return {};
}

/// Notes and what the wrapping told are kept only where there are any: older ledgers have none.
Result<void> get_extras(const json& object, Document& document) {
  if (object.contains("wrapping")) LOC_CHECK(get(object, "wrapping", document.wrapping));
  if (object.contains("source_id")) LOC_CHECK(get(object, "source_id", document.source_id));
  if (object.contains("address")) LOC_CHECK(get(object, "address", document.address));
  LOC_CHECK(get_markup(object, document));
  const auto notes = object.find("notes");
  if (notes == object.end()) return {};
  if (!notes->is_array()) return damaged("notes");
  for (const json& item : *notes) {
    if (!item.is_object()) return damaged("notes");
    DocumentNote note;
    LOC_CHECK(get(item, "kind", note.kind));
    LOC_CHECK(get(item, "text", note.text));
    const auto span = item.find("span");
    if (span == item.end() || !span->is_array() || span->size() != 2 || !(*span)[0].is_number_unsigned() ||
        !(*span)[1].is_number_unsigned())
      return damaged("notes");
    note.span = {(*span)[0].get<std::uint32_t>(), (*span)[1].get<std::uint32_t>()};
    document.notes.push_back(std::move(note));
  }
  return {};
}

Result<void> get_published(const json& object, Document& document) {
  const auto it = object.find("published");
  if (it == object.end()) return damaged("published");
  if (!it->is_null()) {
    document.published = it->is_string() ? parse_date(it->get<std::string>()) : std::nullopt;
    if (!document.published) return damaged("published");
  }
  std::string basis;
  LOC_CHECK(get(object, "published_basis", basis));
  const auto parsed = named<PublishedBasis>(basis, static_cast<int>(PublishedBasis::inferred) + 1);
  if (!parsed) return damaged("published_basis");
  document.published_basis = *parsed;
  LOC_CHECK(get(object, "published_inferred", document.published_inferred));
  LOC_CHECK(get(object, "published_why", document.published_why));
  return get(object, "published_from", document.published_from);
}

}  // namespace

std::string meta_json(const Document& document) {
  json out = json::object();
  out["encoding"] = document.encoding;
  out["container"] = document.container;
  out["title"] = document.title;
  out["outlet"] = document.outlet;
  out["credits"] = document.credits;
  out["byline"] = document.byline;
  out["languages"] = json::array();
  for (const Language language : document.languages) out["languages"].push_back(to_string(language));
  out["published"] = document.published ? json(to_string(*document.published)) : json(nullptr);
  out["published_basis"] = to_string(document.published_basis);
  out["published_inferred"] = document.published_inferred;
  out["published_why"] = document.published_why;
  out["published_from"] = json::array();
  for (const Span span : document.published_from) out["published_from"].push_back(json::array({span.begin, span.end}));
  if (!document.wrapping.empty()) out["wrapping"] = document.wrapping;
  if (!document.source_id.empty()) out["source_id"] = document.source_id;
  if (!document.address.empty()) out["address"] = document.address;
  std::uint32_t from = 0;
  for (const Markup& mark : document.markup) {
    for (const std::uint32_t number : {mark.span.begin - from, mark.span.size(), static_cast<std::uint32_t>(mark.as)}) out["markup"].push_back(number);
    from = mark.span.begin;
  }
  for (const DocumentNote& note : document.notes)
    out["notes"].push_back({{"kind", note.kind}, {"text", note.text}, {"span", json::array({note.span.begin, note.span.end})}});
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<void> read_meta(std::string_view text, Document& document) {
  const json object = json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return fail(ErrorCode::bad_input, "a stored document's description is not JSON");
  LOC_CHECK(get(object, "encoding", document.encoding));
  LOC_CHECK(get(object, "container", document.container));
  LOC_CHECK(get(object, "title", document.title));
  LOC_CHECK(get(object, "outlet", document.outlet));
  LOC_CHECK(get(object, "credits", document.credits));
  LOC_CHECK(get(object, "byline", document.byline));
  std::vector<std::string> languages;
  LOC_CHECK(get(object, "languages", languages));
  for (const std::string& name : languages) {
    LOC_TRY(const Language language, language_named(name));
    document.languages.push_back(language);
  }
  LOC_CHECK(get_extras(object, document));
  return get_published(object, document);
}

Result<Language> language_named(std::string_view name) {
  const auto parsed = named<Language>(name, static_cast<int>(Language::en) + 1);
  if (!parsed) return fail(ErrorCode::bad_input, "a stored document is in an unknown language '" + std::string(name) + "'");
  return *parsed;
}

Result<BlockRole> role_named(std::string_view name) {
  const auto parsed = parse_block_role(name);
  if (!parsed) return fail(ErrorCode::bad_input, "a stored block has an unknown role '" + std::string(name) + "'");
  return *parsed;
}

}  // namespace locarno::ledger
