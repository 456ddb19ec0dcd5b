#include "study/review_why.hpp"

#include <algorithm>
#include <set>

#include "ledger/replay.hpp"
#include "read/raw_report.hpp"
#include "stance/stances.hpp"
#include "study/brief.hpp"

namespace locarno::study {
namespace {

/// Stances as of today's knowledge that name the record as evidence.
std::vector<RestsOn> stances_on(const ReviewDesk& desk, const std::string& id) {
  std::vector<Record> records;
  for (const ledger::Reviewed& one : desk.records)
    if (one.replaced_by.empty()) records.push_back(one.record);
  std::optional<CheckedCase> the_case = desk.the_case;
  if (!the_case) {
    auto made = check(plain_case(records, desk.codebook));
    if (!made) return {};
    the_case.emplace(std::move(*made));
  }
  const Case& c = **the_case;
  const stance::Question question{&*the_case, &desk.documents, &records, &desk.codebook, std::nullopt};
  std::vector<RestsOn> out;
  for (const Stance& row : stance::stances(question).rows) {
    if (std::find(row.evidence.begin(), row.evidence.end(), id) == row.evidence.end()) continue;
    const Issue& issue = c.issues[row.issue];
    out.push_back({c.parties[row.party].id, issue.id, issue.options[row.option].id, std::string(to_string(row.value)), row.rule,
                   row.since ? to_string(*row.since) : ""});
  }
  return out;
}

void add_family(const ReviewDesk& desk, std::string_view id, std::set<std::string>& ids) {
  std::vector<std::string> open{std::string(id)};
  while (!open.empty()) {
    const std::string one = std::move(open.back());
    open.pop_back();
    if (!ids.insert(one).second) continue;
    if (const ledger::Reviewed* found = desk.find(one)) open.insert(open.end(), found->parents.begin(), found->parents.end());
  }
}

}  // namespace

Result<Explainer> Explainer::make(const ReviewDesk& desk) {
  LOC_TRY(read::Reader reader, read::Reader::make(desk.codebook));
  Explainer explainer(std::move(reader));
  LOC_TRY(auto records, desk.ledger->reviewed({"", true}));
  for (ledger::Reviewed& one : records) {
    std::string id = one.record.id;
    explainer.as_read_.try_emplace(std::move(id), std::move(one.record));
  }
  return explainer;
}

Result<const Record*> first_reading(const Explainer& explainer, const ReviewDesk& desk, std::string_view id) {
  std::string at(id);
  for (std::size_t step = 0; step <= desk.records.size(); ++step) {
    const auto found = explainer.as_read_.find(at);
    if (found != explainer.as_read_.end()) return &found->second;
    const ledger::Reviewed* one = desk.find(at);
    if (one == nullptr || one->parents.empty()) break;
    at = one->parents.front();
  }
  return fail(ErrorCode::not_found, "no record '" + std::string(id.substr(0, 60)) + "'; 'locarno review list --all' shows the ids");
}

Result<read::Explanation> Explainer::explain(const ReviewDesk& desk, const Record& as_read) const {
  const Document* document = desk.document(as_read);
  if (document == nullptr) return fail(ErrorCode::not_found, "the ledger does not hold " + as_read.doc);
  // The decoded text reads as the file did, without unpacking it again.
  read::RawReport piece;
  piece.name = document->name;
  piece.bytes = document->text;
  return read::explain(reader_, piece, as_read, Run());
}

Result<Why> Explainer::why(const ReviewDesk& desk, std::string_view id) const {
  LOC_TRY(const Record* const first, first_reading(*this, desk, id));
  const ledger::Reviewed* now = desk.find(id);
  if (now == nullptr) return fail(ErrorCode::not_found, "no record '" + std::string(id.substr(0, 60)) + "' in this reader's view");
  Why why;
  why.now = *now;
  why.as_read = *first;
  why.document = desk.document(now->record);
  LOC_TRY(why.explanation, explain(desk, *first));
  why.stances = stances_on(desk, now->record.id);
  std::set<std::string> family;
  add_family(desk, id, family);
  for (const ledger::Decision& decision : desk.decisions) {
    const auto names = ledger::named_ids(decision);
    if (std::any_of(names.begin(), names.end(), [&](const std::string& name) { return family.contains(name); }))
      why.decisions.push_back(decision);
  }
  for (const ledger::Decision* decision : ledger::standing(desk.decisions))
    if (std::any_of(why.decisions.begin(), why.decisions.end(), [&](const auto& d) { return d.number == decision->number; }))
      why.standing.push_back(decision->number);
  return why;
}

}  // namespace locarno::study
