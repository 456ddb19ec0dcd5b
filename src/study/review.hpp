#pragma once
// locarno/study/review.hpp -- what a person sees who reviews records, and what he may do about one. The terminal's
// screen and the workbench in the browser call the same functions; neither decides anything by itself.
//
// Question   A ledger, perhaps a case, and who is reading.
// Answer     ReviewDesk: reports, records as this reader sees them, decisions. Each act gives the decisions it made.
// Method     An act is checked, snapped to the bounds of clauses where it concerns words, signed and appended to the
//            ledger; the desk then shows what stands. Nothing is deleted: undo is an act.
// Certainty  A record always slices back to the report: the ledger refuses any other.
// Tested by  tests/study/review_test.cpp
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "model/case.hpp"
#include "model/codebook.hpp"

namespace locarno::study {

struct ReviewQuestion {
  std::string place;                    ///< case folder or plain folder; "" = none
  std::vector<std::string> codebooks;   ///< more codebook files
  std::string reader;                   ///< who reads; "" = nobody in particular
  bool blind = false;                   ///< the reader sees no one else's decisions
  bool with_codebook = true;            ///< the queue needs it, acts do not
};

struct ReviewDesk {
  ledger::Ledger* ledger = nullptr;     ///< not owned
  std::optional<CheckedCase> the_case;  ///< none: the general issues
  Codebook codebook;
  std::vector<Document> documents;
  std::map<std::string, std::size_t, std::less<>> document_of;   ///< Document::id -> index
  std::vector<ledger::Reviewed> records;                         ///< by report, then place
  std::map<std::string, std::size_t, std::less<>> record_of;     ///< Record::id -> index (the first, if two share it)
  std::vector<ledger::Decision> decisions;                       ///< those in sight
  std::int64_t seen = 0;                                         ///< end of the ledger's chain when it was last looked at
  ledger::View view;
  std::string reader;
  bool only_if_unchanged = false;                                ///< an act fails when the ledger has moved on since `seen`

  const Document* document(const Record& record) const;
  /// What a reader of the record's report sees at `span` of it; the record's own words when the report is not there.
  std::string words(const Record& record, Span span) const;
  const ledger::Reviewed* find(std::string_view id) const;
};

Result<ReviewDesk> open_review(ledger::Ledger& ledger, const ReviewQuestion& question);
/// Looks at the ledger again (all records and decisions).
Result<void> refresh(ReviewDesk& desk);
/// The same after decisions this desk has made: what they can have changed is looked up, the rest stays. When somebody
/// else has written to the ledger since the last look, it is refresh().
Result<void> refresh_after(ReviewDesk& desk, const std::vector<ledger::Decision>& made);

/// Who signs an act, when, and why.
struct Signed { std::string who, at, reason; };

using Made = std::vector<ledger::Decision>;

// --- acts; the desk shows what stands after each. Errors: as Ledger::decide_all.
Result<Made> accept(ReviewDesk& desk, const std::vector<std::string>& ids, const Signed& by);
Result<Made> reject(ReviewDesk& desk, const std::vector<std::string>& ids, const Signed& by);
/// Fields and values as `review set` takes them.
Result<Made> relabel(ReviewDesk& desk, const std::vector<std::string>& ids,
                     const std::vector<std::pair<std::string, std::string>>& fields, const Signed& by);
/// Puts the record on other words. `snap`: to the nearest bounds of clauses; else the words as given.
Result<Made> edit_span(ReviewDesk& desk, const std::string& id, Span span, bool snap, const Signed& by);
/// Parts the record before each of `cuts` (bytes); `snap`: before the nearest clause. Marks and spaces between parts are
/// left to neither. Errors also: bad_use when there is nowhere to cut.
Result<Made> split(ReviewDesk& desk, const std::string& id, const std::vector<std::uint32_t>& cuts, bool snap, const Signed& by);
/// The first id gives speaker, date and labels. Errors also: bad_input when the records do not stand in one block.
Result<Made> merge(ReviewDesk& desk, const std::vector<std::string>& ids, const Signed& by);
/// Takes back decision `number`; 0 = the last one that `by.who` made and that stands. Errors also: not_found, nothing to undo.
Result<Made> undo(ReviewDesk& desk, std::int64_t number, const Signed& by);

// --- places
/// The places where a record may begin or end: bounds of clauses, of what was read beside it, of its own cue.
struct Places { std::vector<std::uint32_t> begins, ends; };
Places places_for(const ReviewDesk& desk, const Record& record);
/// Places before which a record may be split: clauses within it, or words when it is a single clause.
std::vector<std::uint32_t> cuts_for(const ReviewDesk& desk, const Record& record);
/// The span with both ends at the nearest of `places`.
Span snapped(const Places& places, Span wanted);
/// The parts a record falls into at these cuts.
std::vector<Span> parts_at(const ReviewDesk& desk, const Record& record, const std::vector<std::uint32_t>& cuts);
/// Where `words` stand in the record's report, nearest to the record. Errors: not_found.
Result<Span> words_near(const ReviewDesk& desk, const Record& record, std::string_view words);

}  // namespace locarno::study
