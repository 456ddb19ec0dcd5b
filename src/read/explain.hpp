#pragma once
// locarno/read/explain.hpp -- why a record says what it says: the block, the rule, the codebook rows and the words behind
// each of its fields.
//
// Question   The bytes of a report and one of its records.
// Answer     Explanation. Nothing is stored while reading: the report is read again, with a look inside.
// Certainty  is_found says whether this codebook and engine make the record; when not, only its place is explained.
// Cost       That of reading the report. Threads: pure.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/read.hpp"

namespace locarno::read {

/// A row of the codebook where it stands in the report.
struct UsedRow {
  std::string use;         ///< "speaker", "cue", "issue", "attitude", "negation", "hedge", "beside" (stands there, decided nothing)
  Span span;
  std::string words;
  std::string kind, cls, value;
  int weight = 1;
  std::string where;       ///< file:line
  bool operator==(const UsedRow&) const = default;
};

struct WeighedIssue { std::string id; int weight = 0; };

struct UsedTime {
  Span span;
  std::string words, value, anchor;
  bool is_carried = false;   ///< said with an earlier statement of the same speaker
};

struct Explanation {
  bool is_found = false;
  std::size_t block = 0;
  std::string block_role, block_why, language;
  Span sentence;                        ///< empty when it stands in no running text
  std::string rule;
  int carried = 0;                      ///< sentences since the cue
  bool cue_elsewhere = false;           ///< the cue stands in another sentence
  std::vector<std::string> relays;
  std::string predicate_class;          ///< of the word the attitude rests on; "" = on the cue, or on nothing
  bool turned = false;                  ///< that word is negated
  std::optional<Span> condition;
  std::optional<UsedTime> time;
  std::vector<WeighedIssue> issues;     ///< heaviest first
  std::vector<UsedRow> rows;            ///< by place; those that decided before those beside
  std::vector<std::string> confidence;  ///< "90 to begin with", "-15 new name", ...
};

/// `record` as it was read (before anybody corrected it). Errors: as Reader::read.
Result<Explanation> explain(const Reader& reader, const RawReport& piece, const Record& record, const Run& run);

/// Every row whose letters stand in `text`, by place, longer first. is_kept: it also stands there for the reader; not so a
/// row within a longer one of its kind, a name that lacks its capitals, its licence or its support (docs/codebook.md).
struct FoundRow { UsedRow row; bool is_kept = true; };
std::vector<FoundRow> rows_in(const Codebook& book, std::string_view text);

}  // namespace locarno::read
