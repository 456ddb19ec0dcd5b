#include "study/pages.hpp"

#include <algorithm>
#include <map>

#include "study/brief_parts.hpp"
#include "study/end_states.hpp"
#include "study/kept_view.hpp"

namespace locarno::study {
namespace {

bool holds(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool names_language(const std::vector<std::string>& list, Language language) {
  const std::string_view name = to_string(language);
  return list.empty() || holds(list, name) || (name.substr(0, 3) == "zh-" && holds(list, "zh"));
}

std::vector<Record> left_in(const PageGround& ground, const PageFilter& filter) {
  std::map<std::string_view, const Document*> by_id;
  for (const Document& document : *ground.documents) by_id[document.id] = &document;
  std::vector<Record> out;
  for (const Record& record : *ground.records) {
    const auto found = by_id.find(record.document);
    if (found != by_id.end() && lets_through(filter, record, *found->second)) out.push_back(record);
  }
  return out;
}

Result<std::vector<Draft>> chosen_drafts(const PageGround& ground, const std::vector<std::string>& ids) {
  if (ids.empty()) return *ground.drafts;
  auto picked = pick_drafts(*ground.drafts, ids);
  if (!picked && ground.the_case == nullptr) picked.error().what = "this folder has no case.toml, so there are no drafts";
  return picked;
}

}  // namespace

std::string_view to_string(Provenance provenance) {
  switch (provenance) {
    case Provenance::first_hand: return "first_hand";
    case Provenance::relayed: return "relayed";
    case Provenance::told: break;
  }
  return "told";
}

std::optional<Provenance> parse_provenance(std::string_view name) {
  for (const Provenance one : {Provenance::first_hand, Provenance::relayed, Provenance::told})
    if (to_string(one) == name) return one;
  return std::nullopt;
}

Provenance provenance_of(const Record& record, const Document& document) {
  if (record.kind == RecordKind::stance || record.speaker_party == "NARRATOR") return Provenance::told;
  return record.is_first_hand(!document.outlet.empty()) ? Provenance::first_hand : Provenance::relayed;
}

bool PageFilter::is_empty() const { return *this == PageFilter{}; }

Language language_of(const Record& record, const Document& document) {
  const auto after = std::upper_bound(document.blocks.begin(), document.blocks.end(), record.span.begin,
                                      [](std::uint32_t at, const Block& block) { return at < block.span.begin; });
  if (after != document.blocks.begin()) {
    const Block& block = *std::prev(after);
    if (block.span.contains(record.span.begin) && block.language != Language::unknown) return block.language;
  }
  return document.languages.empty() ? Language::unknown : document.languages.front();
}

bool lets_through(const PageFilter& filter, const Document& document) {
  if (!filter.outlets.empty() && !holds(filter.outlets, document.outlet)) return false;
  if (holds(filter.without_outlets, document.outlet)) return false;
  return filter.languages.empty() || document.languages.empty() ||
         std::any_of(document.languages.begin(), document.languages.end(), [&](Language l) { return names_language(filter.languages, l); });
}

bool lets_through(const PageFilter& filter, const Record& record, const Document& document) {
  return record.confidence >= filter.min_confidence && lets_through(filter, document) &&
         (!filter.provenance || provenance_of(record, document) == *filter.provenance) &&
         names_language(filter.languages, language_of(record, document));
}

PageGround ground_of(const Desk& desk, const std::string& place) {
  return {place, desk.the_case ? &*desk.the_case : nullptr, &desk.outlook, &desk.codebook, &desk.documents, &desk.records, &desk.drafts};
}

Result<Brief> page(const PageGround& ground, const PageQuestion& question, Run& run) {
  BriefQuestion ask;
  ask.the_case = ground.the_case;
  ask.outlook = ground.outlook;
  ask.codebook = ground.codebook;
  ask.codebook_hash = ground.codebook->hash;
  ask.as_of = question.as_of;
  ask.since = question.since;
  ask.opening_size = question.opening_size;
  ask.clash_size = question.clash_size;
  ask.settle = question.settle;
  LOC_TRY(ask.drafts, chosen_drafts(ground, question.drafts));
  ask.documents = *ground.documents;
  if (question.filter.is_empty()) {
    ask.records = *ground.records;
  } else {
    std::erase_if(ask.documents, [&](const Document& d) { return !lets_through(question.filter, d); });
    ask.records = left_in(ground, question.filter);
  }
  LOC_TRY(Brief made, brief_from(std::move(ask), run));
  if (question.end_states && !ground.place.empty()) {
    LOC_TRY(auto end, end_states(ground.place, run));
    if (end) made.end_states = std::make_shared<const EndStates>(std::move(*end));
    LOC_TRY(auto kept, kept_view(ground.place, question.as_of, run));
    if (kept) made.kept = std::make_shared<const KeptView>(std::move(*kept));
  }
  return made;
}

}  // namespace locarno::study
