#pragma once
// apps/cli/review_text.hpp -- records, decisions and agreement as lines of text or JSON.
#include <string>

#include "study/review.hpp"
#include "study/review_agreement.hpp"
#include "study/review_queue.hpp"

namespace locarno::cli {

std::string decision_words(const ledger::Decision& decision);
/// The record in two lines or more: labels, words, reasons for its place in the queue, what was decided.
std::string record_words(const study::ReviewDesk& desk, const study::QueueEntry& entry, bool with_reasons);
/// The same as JSON lines, with "decisions", "reasons", "parents".
std::string records_json(const study::ReviewDesk& desk, const std::vector<study::QueueEntry>& entries);
std::string agreement_words(const study::Agreement& agreement);
std::string agreement_json(const study::Agreement& agreement);

}  // namespace locarno::cli
