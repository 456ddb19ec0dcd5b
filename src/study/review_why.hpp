#pragma once
// locarno/study/review_why.hpp -- why a record stands as it does, down to offsets, rules, rows and decisions.
//
// Question   A record on the desk.
// Answer     Its report and how that is dated; what the reader made of it and why (read/explain.hpp); which stances rest
//            on it; what people made of it since.
// Method     The report is read again from the ledger's text with the desk's codebook; the reading explained is that of the
//            record as it was read, before anybody corrected it (of the parent, where it was split or merged).
// Certainty  explanation.is_found is false when another codebook or another engine read it: then only its place is explained.
#include <string>
#include <vector>

#include "read/explain.hpp"
#include "study/review.hpp"

namespace locarno::study {

/// A stance, move side or red line that rests on the record.
struct RestsOn { std::string party, issue, option, value, rule, since; };

struct Why {
  ledger::Reviewed now;                       ///< as it stands
  Record as_read;                             ///< as it, or its first parent, was read
  const Document* document = nullptr;         ///< of the desk
  read::Explanation explanation;
  std::vector<RestsOn> stances;
  std::vector<ledger::Decision> decisions;    ///< all about it and its parents, in order, undone ones too
  std::vector<std::int64_t> standing;         ///< numbers of those that count
};

/// Asks one report after the other without building the reader anew.
class Explainer {
 public:
  static Result<Explainer> make(const ReviewDesk& desk);
  /// Errors: not_found; as Reader::read.
  Result<Why> why(const ReviewDesk& desk, std::string_view id) const;
  /// Only what the words of a record rest on, for a screen that marks them.
  Result<read::Explanation> explain(const ReviewDesk& desk, const Record& as_read) const;

 private:
  explicit Explainer(read::Reader reader) : reader_(std::move(reader)) {}
  read::Reader reader_;
  std::map<std::string, Record> as_read_;     ///< id -> the record before any decision

  friend Result<const Record*> first_reading(const Explainer&, const ReviewDesk&, std::string_view);
};

/// The record as it was read, following parents back. Errors: not_found.
Result<const Record*> first_reading(const Explainer& explainer, const ReviewDesk& desk, std::string_view id);

}  // namespace locarno::study
