#pragma once
// apps/cli/review_list.hpp -- the list of the review screen: which records, in which order, and where one stands in it.
// Entries stay where they are while one works, with what was decided on them, until the list is made anew.
#include <string>
#include <vector>

#include "ledger/ledger.hpp"
#include "study/review.hpp"
#include "study/review_queue.hpp"

namespace locarno::cli {

class ReviewList {
 public:
  ReviewList(const study::ReviewDesk& desk, study::QueueFilter filter);

  study::QueueFilter filter;
  /// Made anew by the filter; one stays on the record one was on, if it is still there.
  void look_again();
  /// After an act: the same entries, on the records as they stand now.
  void find_again();
  /// Puts what an act made behind the present entry.
  void add_made(const study::Made& made);

  /// The record one is on; none when the list is empty.
  const ledger::Reviewed* current() const { return at_ < entries_.size() ? &desk_.records[entries_[at_].record] : nullptr; }
  const study::QueueEntry& entry() const { return entries_[at_]; }
  void go(std::ptrdiff_t by);
  void go_to(const std::string& id);
  void go_to_first() { go(-static_cast<std::ptrdiff_t>(entries_.size())); }
  void go_to_last() { go(static_cast<std::ptrdiff_t>(entries_.size())); }

  const std::vector<study::QueueEntry>& entries() const { return entries_; }
  const std::string& id(std::size_t entry) const { return ids_[entry]; }
  std::size_t at() const { return at_; }
  std::size_t waiting() const;

 private:
  const study::ReviewDesk& desk_;
  std::vector<study::QueueEntry> entries_;
  std::vector<std::string> ids_;          ///< of the entries, for when indices change
  std::size_t at_ = 0;
};

}  // namespace locarno::cli
