#include "brief/shelf_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"
#include "brief/shelf_parts.hpp"
#include "base/utf8.hpp"
#include "model/record_json.hpp"

namespace locarno::brief {
namespace {
using nlohmann::json;

json documents_row(const study::Brief& brief, const Document& document, const std::map<std::string_view, std::size_t>& counts) {
  json languages = json::array(), notes = json::array();
  for (const Language language : document.languages) languages.push_back(to_string(language));
  for (const DocumentNote& note : document.notes) notes.push_back({{"kind", safe_text(note.kind)}, {"text", safe_text(note.text)}});
  const auto copied = brief.copy_of.find(document.id);
  const auto counted = counts.find(document.id);
  return {{"id", document.id}, {"doc", safe_text(document.name)}, {"title", safe_text(document.title)}, {"outlet", safe_text(document.outlet)},
          {"languages", languages}, {"published", date_or_null(document.published)}, {"published_basis", to_string(document.published_basis)},
          {"published_inferred", document.published_inferred}, {"published_why", safe_text(document.published_why)},
          {"container", document.container}, {"wrapping", document.wrapping}, {"encoding", document.encoding}, {"sha256", document.sha256},
          {"records", counted == counts.end() ? 0 : counted->second}, {"copy_of", copied == brief.copy_of.end() ? json(nullptr) : json(copied->second)},
          {"notes", notes}};
}

std::map<std::string_view, std::size_t> records_of_each(const study::Shelf& shelf) {
  std::map<std::string_view, std::size_t> counts;
  for (const Record& record : shelf.records) ++counts[record.document];
  return counts;
}

/// What a reader of the block sees, in stretches that stand as they are and single characters that stand for markup.
json runs_of(const Document& document, const Block& block, const CharIndex& chars) {
  json runs = json::array();
  const auto add = [&](std::uint32_t begin, std::uint32_t end, std::string_view words) {
    if (!words.empty()) runs.push_back({{"c0", chars.chars_before(begin)}, {"c1", chars.chars_before(end)}, {"t", safe_text(words)}});
  };
  std::uint32_t at = block.span.begin;
  auto markup = std::lower_bound(document.markup.begin(), document.markup.end(), block.span.begin,
                                 [](const Markup& m, std::uint32_t begin) { return m.span.end <= begin; });
  for (; markup != document.markup.end() && markup->span.begin < block.span.end; ++markup) {
    if (markup->span.begin > at) add(at, markup->span.begin, slice(document.text, {at, markup->span.begin}));
    if (markup->as != 0) {
      std::string one;
      append_utf8(one, markup->as);
      add(markup->span.begin, markup->span.end, one);
    }
    at = std::max(at, markup->span.end);
  }
  if (at < block.span.end) add(at, block.span.end, slice(document.text, {at, block.span.end}));
  return runs;
}

json blocks_of(const Document& document, const CharIndex& chars) {
  json out = json::array();
  for (const Block& block : document.blocks) {
    const bool is_article = block.role == BlockRole::body || block.role == BlockRole::body_translation || block.role == BlockRole::lead ||
                            block.role == BlockRole::title || block.role == BlockRole::subhead;
    out.push_back({{"role", to_string(block.role)}, {"is_article", is_article}, {"char_start", chars.chars_before(block.span.begin)},
                   {"char_end", chars.chars_before(block.span.end)}, {"language", to_string(block.language)},
                   {"continues", block.continues < 0 ? json(nullptr) : json(block.continues)}, {"why", safe_text(block.why)},
                   {"runs", runs_of(document, block, chars)}});
  }
  return out;
}

json copies_of(const study::Shelf& shelf, const study::Brief& brief, const std::string& id) {
  json out = json::array();
  const auto own = brief.copy_of.find(id);
  const std::string source = own == brief.copy_of.end() ? id : own->second;
  const auto add = [&](const std::string& other, const char* kind) {
    const auto at = shelf.document_of.find(other);
    if (other != id && at != shelf.document_of.end())
      out.push_back({{"document", other}, {"doc", safe_text(shelf.base->documents[at->second].name)}, {"kind", kind},
                     {"language", shelf.base->documents[at->second].languages.empty() ? "und" : to_string(shelf.base->documents[at->second].languages.front())}});
  };
  if (source != id) add(source, "source");
  for (const auto& [copy, of] : brief.copy_of)
    if (of == source) add(copy, "copy");
  return out;
}

}  // namespace

std::string record_json(const study::Shelf& shelf, const Record& record) {
  const Document* document = shelf.document(record);
  std::string out;
  append_json_line(out, record, document == nullptr ? CharIndex() : CharIndex(document->text));
  if (document == nullptr) return out;
  json more{{"version", shelf.version_of(record.id)}, {"words", safe_text(words_shown(*document, record.span))},
            {"outlet", safe_text(document->outlet)}, {"provenance", to_string(study::provenance_of(record, *document))},
            {"first_hand", study::provenance_of(record, *document) == study::Provenance::first_hand},
            {"said_on", date_or_null(study::said_on(record, *document))}, {"published", date_or_null(document->published)},
            {"title", safe_text(document->title)}, {"language", to_string(study::language_of(record, *document))},
            {"relays", safe_texts(study::relays_of(record, *document))}, {"citation", citation(record, *document)},
            {"speaker_name", both_forms(shelf, record.speaker)}};
  out.pop_back();
  return out + "," + printed_inside(more) + "}";
}

std::string record_list_json(const study::Shelf& shelf, const std::vector<const Record*>& records) {
  std::string out = "[";
  for (const Record* record : records) out += (out.size() > 1 ? ",\n" : "") + record_json(shelf, *record);
  return out + "]";
}

std::string records_json(const study::Shelf& shelf, const study::RecordPage& page, std::size_t offset) {
  return fmt::format("{{\"offset\":{},\"records\":{},\"total\":{}}}\n", offset, record_list_json(shelf, page.records), page.total);
}

std::string documents_json(const study::Shelf& shelf, const study::Brief& brief, const study::PageFilter& filter) {
  const auto counts = records_of_each(shelf);
  json rows = json::array();
  for (const Document& document : shelf.base->documents)
    if (study::lets_through(filter, document)) rows.push_back(documents_row(brief, document, counts));
  const std::size_t total = rows.size();
  return printed_json({{"total", total}, {"documents", std::move(rows)}});
}

std::string document_json(const study::Shelf& shelf, const study::Brief& brief, const std::string& id) {
  const auto at = shelf.document_of.find(id);
  if (at == shelf.document_of.end()) return {};
  const Document& document = shelf.base->documents[at->second];
  const CharIndex chars(document.text);
  json out = documents_row(brief, document, records_of_each(shelf));
  out["blocks"] = blocks_of(document, chars);
  out["text"] = safe_text(document.text);
  out["copies"] = copies_of(shelf, brief, id);
  out["address"] = safe_text(document.address);
  std::vector<const Record*> records;
  for (const Record& record : shelf.records)
    if (record.document == id) records.push_back(&record);
  std::sort(records.begin(), records.end(), [](const Record* a, const Record* b) { return std::tie(a->span, a->id) < std::tie(b->span, b->id); });
  out.erase("records");
  return "{" + printed_inside(out) + ",\"records\":" + record_list_json(shelf, records) + "}\n";
}

std::string loading_json(const study::Loading& loading, const study::Shelf* shelf, const std::string& program) {
  using State = study::Loading::State;
  json out{{"state", loading.state == State::ready ? "ready" : loading.state == State::failed ? "failed" : "loading"},
           {"progress", {{"what", loading.what}, {"done", loading.done}, {"total", loading.total}}}, {"program", program}, {"offline", true}};
  if (loading.state == State::failed || !loading.error.what.empty())
    out["error"] = {{"sentence", safe_text(loading.error.what)}, {"place", safe_text(loading.error.where)}};
  if (shelf != nullptr) {
    json unread = json::array();
    for (const study::Unread& one : shelf->base->unread) unread.push_back({{"doc", safe_text(one.path)}, {"sentence", safe_text(one.error.what)}});
    out["version"] = shelf->version;
    out["case"] = shelf->base->the_case ? json((*shelf->base->the_case)->id) : json(nullptr);
    out["documents"] = shelf->base->documents.size();
    out["records"] = shelf->records.size();
    out["unread"] = unread;
  }
  return printed_json(out);
}

}  // namespace locarno::brief
