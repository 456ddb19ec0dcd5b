#include "relation_lines.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"
#include "study/relations.hpp"

namespace locarno::cli {
namespace {

using Json = nlohmann::json;

}  // namespace

std::string quantity_lines(const read::Reading& reading, const CharIndex& chars) {
  std::string out;
  for (const Quantity& q : reading.quantities) {
    const Json line = {{"type", "quantity"}, {"doc", reading.document.name}, {"byte_start", q.span.begin}, {"byte_end", q.span.end},
                       {"char_start", chars.chars_before(q.span.begin)}, {"char_end", chars.chars_before(q.span.end)},
                       {"text", slice(reading.document.text, q.span)}, {"value", q.value ? Json(*q.value) : Json()},
                       {"unit", q.unit}, {"of", q.of}, {"modifier", q.modifier}};
    out += line.dump() + "\n";
  }
  return out;
}

void LinkLines::drop(std::size_t document) {
  std::erase_if(records_, [&](const Record& record) { return record.document == documents_[document].id && record.doc == documents_[document].name; });
  documents_.erase(documents_.begin() + static_cast<std::ptrdiff_t>(document));
}

void LinkLines::add(const read::Reading& reading) {
  if (window_ > 0) {
    const auto same = std::find_if(documents_.begin(), documents_.end(), [&](const Document& d) { return d.name == reading.document.name; });
    if (same != documents_.end()) drop(static_cast<std::size_t>(same - documents_.begin()));
    else if (documents_.size() >= window_) drop(0);
  }
  documents_.push_back(reading.document);
  records_.insert(records_.end(), reading.records.begin(), reading.records.end());
}

std::string LinkLines::new_lines(const read::Reader& reader) {
  const relate::Answer answer = study::relations(reader, documents_, records_);
  std::string out;
  std::set<std::string> told;
  for (const relate::Link& link : answer.links) {
    std::string key(to_string(link.type));
    for (const std::uint32_t row : link.records) key += " " + records_[row].doc + " " + records_[row].id;
    const bool is_new = !told_.contains(key);
    told.insert(std::move(key));
    if (!is_new) continue;
    Json line = {{"type", "link"}, {"link_type", to_string(link.type)}, {"ids", Json::array()}, {"places", Json::array()},
                 {"differs", Json::object()}, {"note", link.note}};
    for (const std::uint32_t row : link.records) {
      const Record& r = records_[row];
      line["ids"].push_back(r.id);
      line["places"].push_back({{"doc", r.doc}, {"char_start", r.char_start}, {"char_end", r.char_end}});
    }
    for (const relate::Difference& difference : link.differs) line["differs"][difference.field] = difference.values;
    out += line.dump() + "\n";
  }
  told_ = std::move(told);
  return brief::json_visible(out);
}

}  // namespace locarno::cli
