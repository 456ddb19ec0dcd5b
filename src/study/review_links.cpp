// What the room `relate` finds between records, as reasons for the queue.
#include <fmt/format.h>

#include "study/relations.hpp"
#include "study/review_queue.hpp"

namespace locarno::study {

Result<std::vector<ReviewLink>> review_links(const ReviewDesk& desk) {
  LOC_TRY(const read::Reader reader, read::Reader::make(desk.codebook));
  std::vector<Record> records;
  for (const ledger::Reviewed& one : desk.records)
    if (one.replaced_by.empty() && one.record.review != ReviewState::rejected) records.push_back(one.record);
  std::vector<ReviewLink> links;
  for (const relate::Link& link : relations(reader, desk.documents, records).links) {
    const bool is_change = link.type == relate::LinkType::stance_change;
    if (!is_change && !relate::is_conflict(link.type)) continue;
    for (std::size_t i = 1; i < link.records.size(); ++i) {
      const Record& a = records[link.records.front()];
      const Record& b = records[link.records[i]];
      links.push_back({a.id, b.id, is_change ? QueueCause::stance_change : QueueCause::contradiction,
                       fmt::format("{}: {} ({}, {})", relate::to_string(link.type), link.note, a.id, b.id)});
    }
  }
  return links;
}

}  // namespace locarno::study
