#include "relate/scene.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "model/issue_ids.hpp"

namespace locarno::relate {
namespace {

bool is_han_unit(char16_t u) { return (u >= 0x3400 && u <= 0x9FFF) || (u >= 0xF900 && u <= 0xFAFF); }
bool is_letter(char16_t u) {
  return (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || (u >= 0xC0 && u <= 0x52F && u != 0xD7 && u != 0xF7);
}

std::vector<std::string> holders_of(const Record& record) {
  std::vector<std::string> out = split_parties(record.stance_holder.empty() ? record.speaker_party : record.stance_holder);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// The block the record begins in; -1 when the blocks do not say.
std::int32_t block_at(const Document& document, std::uint32_t byte) {
  const auto after = std::partition_point(document.blocks.begin(), document.blocks.end(), [&](const Block& b) { return b.span.end <= byte; });
  if (after == document.blocks.end() || byte < after->span.begin) return -1;
  return static_cast<std::int32_t>(after - document.blocks.begin());
}

/// Without blocks: Han or not.
Language language_by_eye(std::string_view text) {
  const std::vector<char16_t> units = fold_phrase(text);
  return std::any_of(units.begin(), units.end(), is_han_unit) ? Language::zh_hans : Language::en;
}

std::string date_of(const Record& r) { return r.date ? to_string(*r.date) : ""; }
std::string condition_of(const Record& r) { return r.stance_if ? r.stance_if->text : ""; }
std::string numbers_of(const Row& row) {
  std::string out;
  for (const Quantity& q : row.facets->quantities) {
    const std::size_t at = q.span.begin - row.record->span.begin;
    if (q.span.begin < row.record->span.begin || at + q.span.size() > row.record->text.size()) continue;
    out += (out.empty() ? "" : ", ") + row.record->text.substr(at, q.span.size());
  }
  return out;
}

}  // namespace

int side_of(Attitude stance) {
  switch (stance) {
    case Attitude::support:
    case Attitude::demand:
    case Attitude::offer: return 1;
    case Attitude::oppose:
    case Attitude::concede: return -1;
    default: return 0;
  }
}

std::vector<std::string> split_parties(std::string_view joined) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < joined.size();) {
    const std::size_t end = std::min(joined.find(';', at), joined.size());
    if (end > at) out.emplace_back(joined.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

bool is_real_party(std::string_view party) {
  return !party.empty() && party != "EXPERT" && party != "MEDIA" && party != "NARRATOR" && party != "UNKNOWN";
}

bool shares_any(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& x) { return std::binary_search(b.begin(), b.end(), x); });
}

double jaccard(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t both = 0;
  for (const std::string& x : a) both += std::binary_search(b.begin(), b.end(), x);
  const std::size_t all = a.size() + b.size() - both;
  return all == 0 ? 0 : static_cast<double>(both) / static_cast<double>(all);
}

std::uint64_t hash_units(const char16_t* units, std::size_t count) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (std::size_t i = 0; i < count; ++i) hash = (hash ^ units[i]) * 0x100000001B3u;
  return hash ^ (hash >> 29);
}

std::vector<std::uint64_t> features_of(std::string_view text) {
  const std::vector<char16_t> units = fold_phrase(text);
  std::vector<std::uint64_t> out;
  char16_t before = 0;   // the Han character before, marks passed over
  for (std::size_t at = 0; at < units.size();) {
    if (is_han_unit(units[at])) {
      const char16_t pair[2] = {before, units[at]};
      if (before != 0) out.push_back(hash_units(pair, 2));
      before = units[at++];
      continue;
    }
    if (!is_letter(units[at])) { ++at; continue; }
    std::size_t end = at;
    while (end < units.size() && is_letter(units[end])) ++end;
    const bool is_number = units[at] >= '0' && units[at] <= '9';
    if (end - at > 2 || is_number) out.push_back(hash_units(units.data() + at, end - at));
    before = 0;
    at = end;
  }
  return out;
}

namespace {

std::vector<std::uint64_t> once_each(std::vector<std::uint64_t> features) {
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

/// The record's words with blanks for its names. A text that is not the report's own bytes keeps all of its words.
std::string without_names(const Record& record, const std::vector<Span>& names) {
  std::string text = record.text;
  if (text.size() != record.span.end - record.span.begin) return text;
  for (const Span& name : names)
    for (std::uint32_t at = std::max(name.begin, record.span.begin); at < std::min(name.end, record.span.end); ++at) text[at - record.span.begin] = ' ';
  return text;
}

}  // namespace

Scene::Scene(const Question& question, bool with_words) : documents(question.documents), codebook(question.codebook) {
  std::map<std::string, std::uint32_t, std::less<>> by_id;
  for (std::size_t i = 0; i < documents->size(); ++i) by_id.emplace((*documents)[i].id, static_cast<std::uint32_t>(i));
  of_document.resize(documents->size());
  const std::vector<Record>& records = *question.records;
  const IssueIds known = codebook != nullptr ? issue_ids(*codebook) : IssueIds();
  none_.resize(1);
  rows.resize(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    Row& row = rows[i];
    const Record& r = records[i];
    row.record = &r;
    row.facets = question.facets != nullptr ? &(*question.facets)[i] : &none_[0];
    const auto found = by_id.find(r.document);
    row.document = found == by_id.end() ? no_document : found->second;
    row.holders = holders_of(r);
    std::vector<std::uint64_t> features = with_words ? features_of(r.text) : std::vector<std::uint64_t>();
    row.whole = features.size();
    for (const std::uint64_t f : features) row.whole = (row.whole ^ f) * 0x100000001B3u;
    row.features = once_each(std::move(features));
    row.telling = !with_words || row.facets->names.empty() ? row.features : once_each(features_of(without_names(r, row.facets->names)));
    row.is_title = r.block_role == "title";
    row.is_loose = is_loose_issue(r.issue, known);
    if (r.date) {
      row.first = earliest(r.date->first);
      row.last = latest(r.date->last);
      row.is_dated = true;
    }
    if (row.document == no_document) continue;
    const Document& document = (*documents)[row.document];
    row.block = block_at(document, r.span.begin);
    if (row.block >= 0) row.language = document.blocks[static_cast<std::size_t>(row.block)].language;
    if (row.language == Language::unknown) row.language = language_by_eye(r.text);
    if (row.block >= 0 && document.blocks[static_cast<std::size_t>(row.block)].role == BlockRole::title) row.is_title = true;
    if (!row.is_dated && document.published) row.first = row.last = document.published;
    // "earlier this month" in a report of this month: at the latest the report's own day
    const bool is_open = row.is_dated && document.published && *row.first < *document.published && *document.published <= *row.last;
    if (is_open && !r.date->first.is_whole()) row.first = row.last = document.published;
    of_document[row.document].push_back(static_cast<std::uint32_t>(i));
  }
  for (auto& list : of_document)
    std::stable_sort(list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) { return rows[a].record->span < rows[b].record->span; });
}

std::vector<Difference> differences(const Scene& scene, const std::vector<std::uint32_t>& list) {
  using Get = std::function<std::string(const Row&)>;
  static const std::vector<std::pair<const char*, Get>> fields = {
      {"speaker", [](const Row& r) { return r.record->speaker; }},
      {"speaker_party", [](const Row& r) { return r.record->speaker_party; }},
      {"kind", [](const Row& r) { return std::string(to_string(r.record->kind)); }},
      {"issue", [](const Row& r) { return r.record->issue; }},
      {"stance", [](const Row& r) { return std::string(to_string(r.record->stance)); }},
      {"negated", [](const Row& r) { return std::string(r.record->negated ? "negated" : ""); }},
      {"hedge", [](const Row& r) { return std::string(to_string(r.record->hedge)); }},
      {"stance_if", [](const Row& r) { return condition_of(*r.record); }},
      {"quote_type", [](const Row& r) { return std::string(to_string(r.record->quote_type)); }},
      {"date", [](const Row& r) { return date_of(*r.record); }},
      {"duration", [](const Row& r) { return r.record->duration; }},
      {"figures", [](const Row& r) { return numbers_of(r); }},
  };
  std::vector<Difference> out;
  for (const auto& [name, get] : fields) {
    Difference difference{name, {}};
    for (const std::uint32_t row : list) difference.values.push_back(get(scene.rows[row]));
    if (std::adjacent_find(difference.values.begin(), difference.values.end(), std::not_equal_to<>()) != difference.values.end())
      out.push_back(std::move(difference));
  }
  return out;
}

}  // namespace locarno::relate
