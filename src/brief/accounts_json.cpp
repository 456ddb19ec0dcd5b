#include <nlohmann/json.hpp>

#include <map>

#include "brief/accounts_page.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& json) { return json_visible(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"); }
Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

class Writer {
 public:
  explicit Writer(const study::Accounts& accounts) : accounts_(accounts) {
    for (const Document& document : accounts.documents) chars_.emplace_back(document.text);
    for (std::size_t i = 0; i < accounts.documents.size(); ++i) by_id_[accounts.documents[i].id] = i;
  }

  Json head() const {
    Json out = {{"as_of", accounts_.as_of ? Json(to_string(*accounts_.as_of)) : Json()}, {"documents", accounts_.documents.size()}};
    std::size_t sources = 0;
    for (std::size_t i = 0; i < accounts_.documents.size(); ++i) sources += accounts_.answer.source_of[i] == i;
    out["sources"] = sources;
    return out;
  }
  Json document(std::uint32_t index) const {
    const Document& d = accounts_.documents[index];
    return {{"doc", d.name}, {"id", d.id}, {"outlet", or_null(d.outlet)}, {"published", d.published ? Json(to_string(*d.published)) : Json()}};
  }
  Json place(std::uint32_t index, Span span) const {
    const Document& d = accounts_.documents[index];
    return {{"doc", d.name}, {"char_start", chars_[index].chars_before(span.begin)}, {"char_end", chars_[index].chars_before(span.end)},
            {"byte_start", span.begin}, {"byte_end", span.end}, {"text", slice(d.text, span)}};
  }
  Json places(std::uint32_t index, const std::vector<Span>& spans) const {
    Json out = Json::array();
    for (const Span span : spans) out.push_back(place(index, span));
    return out;
  }
  Json record(std::uint32_t row) const {
    const Record& r = accounts_.records[row];
    return {{"id", r.id}, {"doc", r.doc}, {"char_start", r.char_start}, {"char_end", r.char_end}, {"byte_start", r.span.begin}, {"byte_end", r.span.end},
            {"text", r.text}, {"kind", to_string(r.kind)}, {"speaker", r.speaker}, {"speaker_party", r.speaker_party}, {"via", r.via},
            {"issue", r.issue}, {"stance", to_string(r.stance)}, {"quote_type", to_string(r.quote_type)},
            {"date", r.date ? Json(to_string(*r.date)) : Json()}};
  }
  Json records(const std::vector<std::uint32_t>& rows) const {
    Json out = Json::array();
    for (const std::uint32_t row : rows) out.push_back(record(row));
    return out;
  }
  Json link(const relate::Link& link) const {
    Json differs = Json::object();
    for (const relate::Difference& d : link.differs) differs[d.field] = d.values;
    return {{"type", to_string(link.type)}, {"note", or_null(link.note)}, {"records", records(link.records)}, {"differs", std::move(differs)}};
  }
  Json quantities(std::uint32_t row) const {
    Json out = Json::array();
    const Record& r = accounts_.records[row];
    const auto index = by_id_.find(r.document);
    for (const Quantity& q : accounts_.facets[row].quantities) {
      Json one = index == by_id_.end() ? Json::object() : place(static_cast<std::uint32_t>(index->second), q.span);
      one["value"] = q.value ? Json(*q.value) : Json();
      one["unit"] = q.unit;
      one["modifier"] = or_null(q.modifier);
      one["of"] = or_null(q.of);
      one["said_by"] = r.speaker;
      one["record"] = r.id;
      out.push_back(std::move(one));
    }
    return out;
  }

 private:
  const study::Accounts& accounts_;
  std::vector<CharIndex> chars_;
  std::map<std::string, std::size_t> by_id_;
};

bool says_same(relate::LinkType type) {
  return type == relate::LinkType::same_statement || type == relate::LinkType::translation || type == relate::LinkType::translation_divergent;
}

}  // namespace

std::string same_json(const study::Accounts& accounts) {
  const Writer write(accounts);
  Json out = write.head();
  out["copies"] = Json::array();
  for (const relate::Copy& copy : accounts.answer.copies) {
    Json one = {{"kind", to_string(copy.kind)}, {"from", write.document(copy.from)}, {"in", write.document(copy.in)},
                {"share_of_from", copy.share_of_from}, {"share_of_in", copy.share_of_in}, {"counts_once", copy.kind != relate::CopyKind::passage}};
    if (copy.kind == relate::CopyKind::passage) {
      one["shared"] = Json::array();
      for (const auto& [a, b] : copy.shared) one["shared"].push_back({write.place(copy.from, a), write.place(copy.in, b)});
    } else if (copy.kind != relate::CopyKind::translation) {
      one["only_from"] = write.places(copy.from, copy.only_from);
      one["only_in"] = write.places(copy.in, copy.only_in);
    }
    out["copies"].push_back(std::move(one));
  }
  out["statements"] = Json::array();
  for (const relate::Link& link : accounts.answer.links)
    if (says_same(link.type)) out["statements"].push_back(write.link(link));
  return text_of(out);
}

std::string conflicts_json(const study::Accounts& accounts) {
  const Writer write(accounts);
  Json out = write.head();
  out["conflicts"] = Json::array();
  for (const relate::Link* link : study::conflicts(accounts)) out["conflicts"].push_back(write.link(*link));
  return text_of(out);
}

std::string contacts_json(const study::Accounts& accounts) {
  const Writer write(accounts);
  Json out = write.head();
  out["contacts"] = Json::array();
  for (const relate::MergedContact& contact : accounts.answer.contacts) {
    Json one = {{"parties", contact.parties}, {"participants", contact.participants}, {"state", to_string(contact.state)},
                {"was_planned", contact.was_planned}, {"dates", Json::array()}, {"places", Json::array()}, {"channels", Json::array()},
                {"durations", Json::array()}, {"records", write.records(contact.records)}};
    const study::ContactFacts facts = study::facts_of(accounts, contact);
    for (const auto& date : facts.dates) one["dates"].push_back(date);
    for (const auto& place : facts.places) one["places"].push_back(place);
    for (const auto& channel : facts.channels) one["channels"].push_back(channel);
    std::vector<std::uint32_t> rows = contact.records;
    rows.insert(rows.end(), contact.figures.begin(), contact.figures.end());
    for (const std::uint32_t row : rows)
      for (Json& q : write.quantities(row))
        if (measure_of(q["unit"].get<std::string>()).base == "second") one["durations"].push_back(std::move(q));
    out["contacts"].push_back(std::move(one));
  }
  return text_of(out);
}

std::string commitments_json(const study::Accounts& accounts) {
  const Writer write(accounts);
  Json out = write.head();
  out["commitments"] = Json::array();
  for (const relate::Promised& promised : accounts.commitments) {
    const study::PromiseFacts facts = study::facts_of(accounts, promised);
    Json one = {{"by", promised.by}, {"to", promised.to}, {"who", facts.who}, {"condition", or_null(facts.condition)},
                {"due", facts.due ? Json(to_string(*facts.due)) : Json()}, {"date", facts.date ? Json(to_string(*facts.date)) : Json()},
                {"records", write.records(promised.records)}, {"later", write.records(promised.later)}, {"quantities", Json::array()}};
    for (const std::uint32_t row : promised.records)
      for (Json& q : write.quantities(row)) one["quantities"].push_back(std::move(q));
    out["commitments"].push_back(std::move(one));
  }
  return text_of(out);
}

}  // namespace locarno::brief
