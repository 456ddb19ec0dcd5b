// What a careful editor would hold against the page.
#include <algorithm>
#include <map>
#include <set>

#include "study/notes.hpp"

namespace locarno::study {
namespace {

struct Lookup {
  std::map<std::string, const Record*> record;
  std::map<std::string, const Document*> document;
  const std::map<std::string, std::string>* copy_of = nullptr;
};

/// Distinct sources behind the evidence: credited outlet, or the document itself when it credits none.
std::size_t sources(const std::vector<std::string>& evidence, const Lookup& lookup) {
  std::set<std::string> seen;
  for (const std::string& id : evidence) {
    const auto record = lookup.record.find(id);
    if (record == lookup.record.end()) continue;
    const auto copied = lookup.copy_of->find(record->second->document);
    const auto document = lookup.document.find(copied == lookup.copy_of->end() ? record->second->document : copied->second);
    const bool named = document != lookup.document.end() && !document->second->outlet.empty();
    seen.insert(named ? document->second->outlet : document == lookup.document.end() ? record->second->document : document->first);
  }
  return seen.size();
}

bool is_stale(const std::optional<Date>& since, const std::vector<std::string>& evidence, const Brief& brief,
              const Lookup& lookup) {
  if (!brief.as_of) return false;
  std::optional<Date> latest_word = since;
  for (const std::string& id : evidence) {
    const auto record = lookup.record.find(id);
    if (record == lookup.record.end() || !record->second->date) continue;
    const Date said = latest(record->second->date->last);
    if (!latest_word || *latest_word < said) latest_word = said;
  }
  return latest_word && day_number(latest(*latest_word)) + (*brief.the_case)->stale_after_days < day_number(latest(*brief.as_of));
}

struct Claim {
  std::string where;
  StanceSource source;
  bool first_hand;
  bool narrated;
  std::optional<Date> since;
  const std::vector<std::string>* evidence;
};

void hold_against(const Claim& claim, const Brief& brief, const Lookup& lookup, std::vector<LintFinding>& out) {
  const auto add = [&](const char* kind, const char* what) { out.push_back({kind, claim.where, what}); };
  if (claim.evidence->empty() && claim.source == StanceSource::analyst) {
    add("analyst_only", "set by the analyst; no report in this set states it");
    return;
  }
  if (claim.evidence->empty()) {
    add("uncited", "no quotation stands behind it");
    return;
  }
  if (!claim.first_hand) add("relayed_only", "known only through another party's words");
  else if (claim.narrated) add("narrated_only", "told in the outlet's own voice; no words of the party's are quoted");
  if (sources(*claim.evidence, lookup) == 1) add("single_source", "one source only");
  if (!claim.since && claim.source == StanceSource::read) add("undated", "no report dates it");
  if (is_stale(claim.since, *claim.evidence, brief, lookup)) add("stale", "older than the case's limit for stale stances");
}

}  // namespace

std::vector<LintFinding> lint(const Brief& brief) {
  Lookup lookup;
  for (const Record& record : brief.records) lookup.record[record.id] = &record;
  for (const Document& document : brief.documents) lookup.document[document.id] = &document;
  lookup.copy_of = &brief.copy_of;
  const Case& c = **brief.the_case;
  std::vector<LintFinding> findings;
  for (const Stance& stance : brief.stances.rows) {
    if (stance.value == StanceValue::silent) continue;
    const Issue& issue = c.issues[stance.issue];
    hold_against({"stance " + c.parties[stance.party].id + " " + issue.id + " " + issue.options[stance.option].id,
                  stance.source, stance.first_hand, stance.told_by_narrator, stance.since, &stance.evidence},
                 brief, lookup, findings);
  }
  for (const RedLine& line : brief.red_lines)
    hold_against({"red line " + line.id, line.source, line.first_hand, line.told_by_narrator, line.since, &line.evidence},
                 brief, lookup, findings);
  for (const DraftView& view : brief.drafts.drafts) {
    const bool is_read = !view.evidence.empty() || std::any_of(view.points.begin(), view.points.end(), [](const PointView& point) { return !point.evidence.empty(); });
    if (!is_read) findings.push_back({"analyst_only", "draft " + view.draft.id, "set by the analyst; no report in this set speaks of it"});
  }
  return findings;
}

}  // namespace locarno::study
