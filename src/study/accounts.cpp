#include "study/accounts.hpp"

#include <algorithm>
#include <set>

#include "study/brief.hpp"
#include "study/names.hpp"
#include "study/parties.hpp"
#include "study/relations.hpp"

namespace locarno::study {

namespace {

/// Both forms of every name the pages print: parties and issues as the case (or one made up from the records) has them.
void name_all(const PageGround& ground, Accounts& accounts) {
  const Case made = ground.the_case != nullptr ? Case{} : plain_case(accounts.records, *ground.codebook);
  const Case& the_case = ground.the_case != nullptr ? **ground.the_case : made;
  for (const Party& party : the_case.parties) accounts.names.try_emplace(party.id, party.name);
  for (const Issue& issue : the_case.issues) accounts.names.try_emplace(issue.id, issue.name);
  std::set<std::string> used;
  for (const Record& record : accounts.records) {
    add_names(record.speaker, used);
    for (const std::string& relay : record.via) add_names(relay, used);
    for (const std::string& one : record.participants) add_names(one, used);
    for (const std::string& id : split_parties(record.speaker_party)) used.insert(id);
  }
  for (const Document& document : accounts.documents) add_names(document.outlet, used);
  for (const relate::MergedContact& contact : accounts.answer.contacts) {
    used.insert(contact.parties.begin(), contact.parties.end());
    used.insert(contact.participants.begin(), contact.participants.end());
  }
  for (const relate::Promised& promised : accounts.commitments) used.insert(promised.to.begin(), promised.to.end());
  accounts.names.merge(chinese_names(*ground.codebook, used));
}

}  // namespace

Result<Accounts> accounts(const Desk& desk, std::optional<Date> as_of, Run& run) { return accounts(ground_of(desk, ""), {}, as_of, run); }

Result<Accounts> accounts(const PageGround& ground, const PageFilter& filter, std::optional<Date> as_of, Run& run) {
  Accounts out;
  out.as_of = as_of;
  std::map<std::string, const Document*> by_id;
  for (const Document& document : *ground.documents) by_id[document.id] = &document;
  std::set<std::string> used;
  for (const Record& record : *ground.records) {
    const auto document = by_id.find(record.document);
    if (document == by_id.end() || record.review == ReviewState::rejected || !counts_for(record, *document->second, as_of) ||
        !lets_through(filter, record, *document->second)) continue;
    out.records.push_back(record);
    used.insert(record.document);
  }
  for (const Document& document : *ground.documents) {
    const bool in_time = !as_of || !document.published || !(latest(*as_of) < *document.published);
    if ((in_time && lets_through(filter, document)) || used.contains(document.id)) out.documents.push_back(document);
  }
  std::stable_sort(out.documents.begin(), out.documents.end(), [](const Document& a, const Document& b) {
    return std::tie(a.published, a.name) < std::tie(b.published, b.name);
  });
  run.report("comparing reports", 0, 0);
  LOC_TRY(const read::Reader reader, read::Reader::make(*ground.codebook));
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped before the reports were compared", "");
  out.facets = facets(reader, out.documents, out.records);
  const relate::Question question{&out.documents, &out.records, &out.facets, ground.codebook};
  out.answer = relate::relate(question);
  out.commitments = relate::commitments(question, out.answer);
  name_all(ground, out);
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

std::string words_in(const Accounts& accounts, const Record& record, Span span) {
  const auto document = std::find_if(accounts.documents.begin(), accounts.documents.end(), [&](const Document& d) { return d.id == record.document; });
  return document == accounts.documents.end() ? "" : words_shown(*document, span);
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
      facts.durations.push_back({row, words_in(accounts, r, q.span), q});
    }
  }
  return facts;
}

PromiseFacts facts_of(const Accounts& accounts, const relate::Promised& promised) {
  PromiseFacts facts;
  for (const std::uint32_t row : promised.records) {
    const Record& r = accounts.records[row];
    if (facts.who.empty()) facts.who = r.speaker;
    if (facts.condition.empty() && r.stance_if) facts.condition = words_in(accounts, r, r.stance_if->span);
    if (!facts.due) facts.due = r.due;
    if (!facts.date) facts.date = r.date;
  }
  return facts;
}

}  // namespace locarno::study
