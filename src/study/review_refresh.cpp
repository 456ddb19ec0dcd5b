// What a desk shows after an act: the records a decision can have changed are put in place, the others stay as they are.
#include <algorithm>
#include <set>

#include "ledger/replay.hpp"
#include "study/review.hpp"

namespace locarno::study {
namespace {

void number_records(ReviewDesk& desk) {
  desk.record_of.clear();
  for (std::size_t i = 0; i < desk.records.size(); ++i) desk.record_of.try_emplace(desk.records[i].record.id, i);
}

/// The same records on the same words, under labels or states of their own: each takes its place.
bool put_in_place(ReviewDesk& desk, const ledger::Family& family) {
  std::vector<std::size_t> places;
  for (const ledger::Reviewed& one : family.records) {
    const auto at = desk.record_of.find(one.record.id);
    if (at == desk.record_of.end() || desk.records[at->second].record.span != one.record.span) return false;
    places.push_back(at->second);
  }
  std::size_t known = 0;
  for (const std::string& id : family.ids) known += desk.record_of.contains(id);
  if (known != family.records.size()) return false;   // one stands no longer
  for (std::size_t i = 0; i < places.size(); ++i) desk.records[places[i]] = family.records[i];
  return true;
}

/// Takes the family out and puts it in again in the order of reports and places. False: a tie that only the ledger, which
/// knows in which order records were read, can break.
bool put_anew(ReviewDesk& desk, const ledger::Family& family) {
  const auto key = [&](const Record& record) {
    const auto at = desk.document_of.find(record.document);
    return std::make_pair(at == desk.document_of.end() ? desk.documents.size() : at->second, record.span.begin);
  };
  const std::set<std::string, std::less<>> ids(family.ids.begin(), family.ids.end());
  std::vector<ledger::Reviewed> all;
  all.reserve(desk.records.size() + family.records.size());
  auto next = family.records.begin();
  for (ledger::Reviewed& one : desk.records) {
    if (ids.contains(one.record.id)) continue;
    const auto place = key(one.record);
    while (next != family.records.end() && key(next->record) < place) all.push_back(*next++);
    if (next != family.records.end() && key(next->record) == place) return false;
    all.push_back(one);
  }
  all.insert(all.end(), next, family.records.end());
  desk.records = std::move(all);
  number_records(desk);
  return true;
}

/// A short id may, in a very large ledger, be that of two reports: such a family is left to refresh().
bool is_plain(const ReviewDesk& desk, const ledger::Family& family) {
  std::set<std::string_view> once;
  for (const ledger::Reviewed& one : family.records)
    if (!once.insert(one.record.id).second || !desk.document_of.contains(one.record.document)) return false;
  const auto is_before = [&](const ledger::Reviewed& a, const ledger::Reviewed& b) {
    const auto x = desk.document_of.find(a.record.document)->second, y = desk.document_of.find(b.record.document)->second;
    return x != y ? x < y : a.record.span.begin < b.record.span.begin;
  };
  return std::is_sorted(family.records.begin(), family.records.end(), is_before);
}

}  // namespace

Result<void> refresh(ReviewDesk& desk) {
  LOC_TRY(desk.seen, desk.ledger->last_number());
  LOC_TRY(desk.records, desk.ledger->reviewed(desk.view));
  LOC_TRY(desk.decisions, desk.ledger->decisions());
  if (!desk.view.reader.empty()) std::erase_if(desk.decisions, [&](const auto& d) { return d.who != desk.view.reader; });
  number_records(desk);
  return {};
}

Result<void> refresh_after(ReviewDesk& desk, const std::vector<ledger::Decision>& made) {
  if (made.empty()) return {};
  LOC_TRY(const std::int64_t last, desk.ledger->last_number());
  std::int64_t expected = desk.seen;
  for (const ledger::Decision& decision : made)
    if (decision.number != ++expected) return refresh(desk);
  if (last != expected) return refresh(desk);
  std::vector<std::string> ids;
  for (const ledger::Decision& decision : made) {
    for (std::string& id : ledger::named_ids(decision)) ids.push_back(std::move(id));
    for (std::string& id : ledger::made_ids(decision)) ids.push_back(std::move(id));
  }
  LOC_TRY(const ledger::Family family, desk.ledger->family(ids, desk.view));
  if (!is_plain(desk, family) || !(put_in_place(desk, family) || put_anew(desk, family))) return refresh(desk);
  desk.decisions.insert(desk.decisions.end(), made.begin(), made.end());
  desk.seen = last;
  return {};
}

}  // namespace locarno::study
