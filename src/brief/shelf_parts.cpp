#include "brief/shelf_parts.hpp"

#include "brief/safe.hpp"
#include "study/names.hpp"

namespace locarno::brief {
using nlohmann::json;

json safe_text(std::string_view words) { return valid_utf8(words); }
json safe_texts(const std::vector<std::string>& rows) {
  json out = json::array();
  for (const std::string& row : rows) out.push_back(safe_text(row));
  return out;
}
json both_languages(const Text& words) { return {{"en", safe_text(words.en)}, {"zh", safe_text(words.zh)}}; }
json date_or_null(const std::optional<Date>& day) { return day ? json(to_string(*day)) : json(nullptr); }

json both_forms(const study::Shelf& shelf, const std::string& name) {
  const auto found = shelf.names.find(name);
  if (found == shelf.names.end()) return {{"en", safe_text(name)}, {"zh", safe_text(name)}};
  return {{"en", safe_text(found->second.en.empty() ? name : found->second.en)}, {"zh", safe_text(found->second.zh.empty() ? name : found->second.zh)}};
}

std::string printed_json(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"; }
std::string printed_inside(const json& object) {
  const std::string all = object.dump(-1, ' ', false, json::error_handler_t::replace);
  return all.substr(1, all.size() - 2);
}

std::string citation(const Record& record, const Document& document) {
  std::string out = record.speaker;
  for (const std::string& relay : study::relays_of(record, document)) out += ", via " + relay;
  out += " (" + (document.outlet.empty() ? "" : document.outlet + ", ");
  if (const auto said = study::said_on(record, document)) out += to_string(*said) + ", ";
  out += document.name + ", characters " + std::to_string(record.char_start) + "-" + std::to_string(record.char_end) + ")";
  return valid_utf8(out);
}

json quote(const study::Shelf& shelf, std::string_view id) {
  const Record* record = shelf.record(id);
  const Document* document = record == nullptr ? nullptr : shelf.document(*record);
  if (document == nullptr) return nullptr;
  return {{"record", record->id}, {"text", safe_text(record->text)}, {"words", safe_text(words_shown(*document, record->span))},
          {"speaker", safe_text(record->speaker)}, {"speaker_name", both_forms(shelf, record->speaker)},
          {"speaker_party", safe_text(record->speaker_party)}, {"via", safe_texts(record->via)},
          {"relays", safe_texts(study::relays_of(*record, *document))}, {"outlet", safe_text(document->outlet)}, {"doc", safe_text(document->name)},
          {"document", document->id}, {"date", record->date ? json(to_string(*record->date)) : json(nullptr)},
          {"said_on", date_or_null(study::said_on(*record, *document))},
          {"provenance", to_string(study::provenance_of(*record, *document))},
          {"first_hand", study::provenance_of(*record, *document) == study::Provenance::first_hand},
          {"told_by_narrator", study::provenance_of(*record, *document) == study::Provenance::told},
          {"char_start", record->char_start}, {"char_end", record->char_end}, {"language", to_string(study::language_of(*record, *document))},
          {"review", to_string(record->review)}, {"version", shelf.version_of(record->id)}, {"citation", citation(*record, *document)}};
}

json quotes(const study::Shelf& shelf, const std::vector<std::string>& records) {
  json out = json::array();
  for (const std::string& id : records)
    if (json one = quote(shelf, id); !one.is_null()) out.push_back(std::move(one));
  return out;
}

}  // namespace locarno::brief
