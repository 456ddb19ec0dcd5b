#include "study/accounts.hpp"

#include <algorithm>
#include <set>

#include "study/brief.hpp"
#include "study/relations.hpp"

namespace locarno::study {

Result<Accounts> accounts(const Desk& desk, std::optional<Date> as_of, Run& run) {
  Accounts out;
  out.as_of = as_of;
  std::map<std::string, const Document*> by_id;
  for (const Document& document : desk.documents) by_id[document.id] = &document;
  std::set<std::string> used;
  for (const Record& record : desk.records) {
    const auto document = by_id.find(record.document);
    if (document == by_id.end() || record.review == ReviewState::rejected || !counts_for(record, *document->second, as_of)) continue;
    out.records.push_back(record);
    used.insert(record.document);
  }
  for (const Document& document : desk.documents) {
    const bool in_time = !as_of || !document.published || !(latest(*as_of) < *document.published);
    if (in_time || used.contains(document.id)) out.documents.push_back(document);
  }
  std::stable_sort(out.documents.begin(), out.documents.end(), [](const Document& a, const Document& b) {
    return std::tie(a.published, a.name) < std::tie(b.published, b.name);
  });
  run.report("comparing reports", 0, 0);
  LOC_TRY(const read::Reader reader, read::Reader::make(desk.codebook));
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped before the reports were compared", "");
  out.facets = facets(reader, out.documents, out.records);
  const relate::Question question{&out.documents, &out.records, &out.facets, &desk.codebook};
  out.answer = relate::relate(question);
  out.commitments = relate::commitments(question, out.answer);
  return out;
}

namespace {

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

}  // namespace

std::vector<const relate::Link*> conflicts(const Accounts& accounts) {
  using relate::LinkType;
  std::vector<const relate::Link*> out;
  for (const relate::Link& link : accounts.answer.links) {
    const auto differs_in = [&](std::string_view field) {
      return std::any_of(link.differs.begin(), link.differs.end(), [&](const relate::Difference& d) { return d.field == field; });
    };
    const bool told_apart = (link.type == LinkType::same_contact && (differs_in("date") || differs_in("figures"))) ||
                            (link.type == LinkType::same_statement && (differs_in("quote_type") || differs_in("speaker")));
    if (relate::is_conflict(link.type) || told_apart) out.push_back(&link);
  }
  return out;
}

ContactFacts facts_of(const Accounts& accounts, const relate::MergedContact& contact) {
  ContactFacts facts;
  std::vector<std::uint32_t> rows = contact.records;
  for (const std::uint32_t row : rows) {
    const Record& r = accounts.records[row];
    if (r.date) add_once(facts.dates, to_string(*r.date));
    add_once(facts.places, r.location);
    add_once(facts.channels, r.channel);
  }
  rows.insert(rows.end(), contact.figures.begin(), contact.figures.end());
  for (const std::uint32_t row : rows) {
    const Record& r = accounts.records[row];
    for (const Quantity& q : accounts.facets[row].quantities) {
      if (measure_of(q.unit).base != "second" || q.span.begin < r.span.begin || q.span.end > r.span.end) continue;
      facts.durations.push_back({row, r.text.substr(q.span.begin - r.span.begin, q.span.size()), q});
    }
  }
  return facts;
}

PromiseFacts facts_of(const Accounts& accounts, const relate::Promised& promised) {
  PromiseFacts facts;
  for (const std::uint32_t row : promised.records) {
    const Record& r = accounts.records[row];
    if (facts.who.empty()) facts.who = r.speaker;
    if (facts.condition.empty() && r.stance_if) facts.condition = r.stance_if->text;
    if (!facts.due) facts.due = r.due;
    if (!facts.date) facts.date = r.date;
  }
  return facts;
}

}  // namespace locarno::study
