#pragma once
// locarno/study/shelf_records.hpp -- which records of a shelf somebody wants to see, a page at a time.
//
// Question   Ids; or a party, an issue, a kind, a report, words, days, a state of review; under a page's filter and day.
// Answer     How many there are, and so many of them: in the order of the ids, else newest first, then by report and place.
// Cost       linear in the records; words are looked for in the folded text.
// Not an error: ids that are not there; they are left out.
#include "study/workbench.hpp"

namespace locarno::study {

struct RecordQuery {
  std::vector<std::string> ids;
  std::string party;             ///< who speaks or whose stance it is; a case's party also by those it includes
  std::string issue;             ///< first or further issue
  std::string document;          ///< Document::id
  std::string words;             ///< each stands in its text, speaker, party or issue
  std::optional<RecordKind> kind;
  std::optional<ReviewState> review;
  std::optional<Date> from, to;  ///< said_on
  std::optional<Date> as_of;     ///< only what counts for the day
  PageFilter filter;
  std::size_t offset = 0;
  std::size_t limit = 100;
};

struct RecordPage {
  std::size_t total = 0;
  std::vector<const Record*> records;   ///< into the shelf
};

RecordPage find_records(const Shelf& shelf, const RecordQuery& query);

}  // namespace locarno::study
