#pragma once
// locarno/study/review_save.hpp -- what a correction can teach: a row of the case's codebook, or a case that every later
// engine is held against.
//
// Method     A row is made from a field that was set: speaker or party -> the name that stands there as another form of
//            that actor (or a new one); issue, attitude, negation -> the words a person points at. A regression case is
//            the paragraph, the record as it stands, in the form of tests/read/*.case (docs/review.md says how it is replayed).
#include <string>
#include <string_view>

#include "study/codebook_keep.hpp"
#include "study/review.hpp"

namespace locarno::study {

/// The row that `field` of a corrected record amounts to. `words`: in the record's text; needed for issue, stance, negated.
/// Errors: bad_use (the field was not corrected, words are needed), bad_input (they do not stand in the record).
Result<NewRow> row_of_correction(const ReviewDesk& desk, const std::string& id, const std::string& field, std::string_view words);

/// A regression case: name, paragraph, one line with what the record must be; for a rejected record, that none covers it.
/// Errors: not_found; bad_input when the paragraph holds what the form cannot.
Result<std::string> case_of_record(const ReviewDesk& desk, const std::string& id);

/// Replays regression cases: each paragraph is read by itself. Errors: bad_input "file:line".
struct CaseFailure { std::string where, name, what; };
struct Replayed { std::size_t cases = 0, checks = 0; std::vector<CaseFailure> failures; };
Result<Replayed> replay_cases(const Codebook& book, std::string_view text, const std::string& file);

}  // namespace locarno::study
