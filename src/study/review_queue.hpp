#pragma once
// locarno/study/review_queue.hpp -- which record a person should look at first, and why.
//
// Question   The records on the desk.
// Answer     Those that wait for a decision, by consequence: what moves a party's position; what contradicts another
//            record; what somebody undertakes; what the reader is unsure of; names in no codebook; the rest. Each entry
//            says all its reasons; the first one placed it. Within one reason: least sure first, then by place.
// Method     Moves from the stance room on the case (or the general issues); contradictions: one party for and against
//            one issue on days that meet, and links given from outside; confidence below `unsure_below`.
// Cost       That of the stances, and O(n log n) in the records. Deterministic.
// Not an error: nothing to review.
#include <string>
#include <string_view>
#include <vector>

#include "study/review.hpp"

namespace locarno::study {

enum class QueueCause : std::uint8_t { stance_change, contradiction, commitment, low_confidence, new_name, rest };
std::string_view to_string(QueueCause cause);   ///< "stance change", "contradiction", "commitment", "low confidence", "new name", "in turn"

struct QueueReason {
  QueueCause cause = QueueCause::rest;
  std::string words;          ///< one phrase: "UKR moved on territory, 2025-12-14; this is the new position"
};

struct QueueEntry {
  std::size_t record = 0;     ///< index in ReviewDesk::records
  std::vector<QueueReason> reasons;   ///< at least one, heaviest first
};

/// Two records that something else found to belong together.
struct ReviewLink {
  std::string a, b;           ///< record ids
  QueueCause cause = QueueCause::contradiction;
  std::string words;
};

/// The contradictions, conflicts of source or figure, and changes of stance between the desk's records (docs/relations.md).
Result<std::vector<ReviewLink>> review_links(const ReviewDesk& desk);

struct QueueFilter {
  bool all = false;           ///< also those decided on
  std::string kind, issue, party, doc;
  std::string words;          ///< each must stand in its text, speaker, party, issue, stance, kind, report or reasons
  std::vector<ReviewLink> links;
};

inline constexpr int unsure_below = 60;

/// The same records by report and place; no reasons looked for.
std::vector<QueueEntry> in_turn(const ReviewDesk& desk, const QueueFilter& filter);
std::vector<QueueEntry> review_queue(const ReviewDesk& desk, const QueueFilter& filter);

}  // namespace locarno::study
