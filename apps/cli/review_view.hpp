#pragma once
// apps/cli/review_view.hpp -- what stands on the review screen: lines made from the desk, nothing decided.
#include <string>
#include <vector>

#include "read/explain.hpp"
#include "study/review.hpp"
#include "study/review_queue.hpp"
#include "terminal.hpp"

namespace locarno::cli {

/// Where the caret stands in the report while a span or a cut is chosen.
struct Marking { bool is_on = false; Span span; std::vector<Span> parts; };

/// The report around the record, wrapped to `columns`, at most `rows` lines with the record in sight. Its words, speaker,
/// cue, date and negations are marked by brackets of their own as well as by style.
std::vector<Line> raw_text(const Document& document, const Record& record, const read::Explanation& why, const Marking& marking,
                           std::size_t columns, std::size_t rows);
/// Labels of the record, in at most `rows` lines.
std::vector<Line> labels_of(const study::ReviewDesk& desk, const study::QueueEntry& entry, std::size_t columns, std::size_t rows);
/// One line of the queue.
Line queue_line(const study::ReviewDesk& desk, const study::QueueEntry& entry, bool is_marked, std::size_t columns);
/// The keys, explained.
std::vector<Line> help_lines();
/// What the brackets in the text mean.
Line legend();

}  // namespace locarno::cli
