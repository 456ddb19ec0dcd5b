#pragma once
// locarno/model/record_json.hpp -- a record as one line of JSON and back, in the field names of the annotation scheme:
// id doc char_start char_end byte_start byte_end text kind speaker speaker_party speaker_org speaker_role speaker_text
// speaker_span via verb verb_span issue issues_other stance stance_if stance_holder target date date_basis
// date_inferred quote_type negated hedge participants location duration channel due group rule confidence review.
// and, of ours, document block_role is_new_name verb_class.
// *_span are code points [start, end) and have a twin *_bytes; both are null where the words are not printed at that
// place (a carried-over cue). Absent values are null (verb, date, hedge), not missing; lists are never null.
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/record.hpp"

namespace locarno {

/// One JSON object, no newline; keys sorted, so that same record = same bytes. `text_index` is the CharIndex of the
/// document's text, used for the code-point twins of speaker_span and verb_span.
std::string to_json_line(const Record& record, const CharIndex& text_index);

/// The same, at the end of `out`: for many records without a string for each.
void append_json_line(std::string& out, const Record& record, const CharIndex& text_index);

/// The inverse, from byte offsets (char offsets are kept as given). Required: kind, byte_start, byte_end.
/// Errors: bad_input naming the key. Not an error: keys of other tools, which are passed over.
Result<Record> record_from_json(std::string_view line);

}  // namespace locarno
