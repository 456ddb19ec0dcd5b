#include "review_list.hpp"

#include <algorithm>

#include "ledger/replay.hpp"

namespace locarno::cli {

ReviewList::ReviewList(const study::ReviewDesk& desk, study::QueueFilter asked) : filter(std::move(asked)), desk_(desk) { look_again(); }

void ReviewList::look_again() {
  const std::string held = current() == nullptr ? "" : current()->record.id;
  entries_ = study::review_queue(desk_, filter);
  ids_.clear();
  for (const study::QueueEntry& entry : entries_) ids_.push_back(desk_.records[entry.record].record.id);
  at_ = 0;
  go_to(held);
}

void ReviewList::find_again() {
  std::vector<study::QueueEntry> entries;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const auto found = desk_.record_of.find(ids_[i]);
    if (found == desk_.record_of.end()) continue;   // a part whose split was undone
    entries.push_back({found->second, std::move(entries_[i].reasons)});
    ids.push_back(std::move(ids_[i]));
  }
  entries_ = std::move(entries);
  ids_ = std::move(ids);
  at_ = entries_.empty() ? 0 : std::min(at_, entries_.size() - 1);
}

void ReviewList::add_made(const study::Made& made) {
  for (const ledger::Decision& decision : made)
    for (const std::string& id : ledger::made_ids(decision)) {
      const auto found = desk_.record_of.find(id);
      if (found == desk_.record_of.end() || at_ >= entries_.size()) continue;
      const auto place = static_cast<std::ptrdiff_t>(at_ + 1);
      const std::string why = "made by " + decision.action + " in decision " + std::to_string(decision.number);
      entries_.insert(entries_.begin() + place, {found->second, {{study::QueueCause::rest, why}}});
      ids_.insert(ids_.begin() + place, id);
    }
}

void ReviewList::go(std::ptrdiff_t by) {
  if (entries_.empty()) return;
  const auto to = static_cast<std::ptrdiff_t>(at_) + by;
  at_ = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(to, 0, static_cast<std::ptrdiff_t>(entries_.size()) - 1));
}

void ReviewList::go_to(const std::string& id) {
  const auto found = std::find(ids_.begin(), ids_.end(), id);
  if (found != ids_.end()) at_ = static_cast<std::size_t>(found - ids_.begin());
}

std::size_t ReviewList::waiting() const {
  return static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), [&](const study::QueueEntry& e) {
    return desk_.records[e.record].record.review == ReviewState::proposed && desk_.records[e.record].replaced_by.empty();
  }));
}

}  // namespace locarno::cli
