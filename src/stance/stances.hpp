#pragma once
// locarno/stance/stances.hpp -- from records to dated stances: where each party stands, since when, on whose word.
//
// Question   A checked case, all records (with their documents' dates), a day.
// Answer     For every party, issue and option: accepts, accepts_if, rejects or silent, with since, first hand or via,
//            the records behind it and the rule that made it; red lines; and what moved between two days.
// Method     docs/stances.md: records up to the day, in order of date; each is mapped to the options it speaks of (the
//            case's phrases) and to a value by the rule table; the latest position stands, and of one day the party's own
//            word before relayed, told and narrated ones; undated words fill only what no dated word has settled; an
//            analyst's entry wins and is shown as such.
// Certainty  a rule table, not a judgement: each stance names its rule and its records.
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "model/case.hpp"
#include "model/codebook.hpp"
#include "model/document.hpp"
#include "model/record.hpp"
#include "model/stance.hpp"

namespace locarno::stance {

struct Question {
  const CheckedCase* the_case = nullptr;          ///< not owned
  const std::vector<Document>* documents = nullptr;
  const std::vector<Record>* records = nullptr;   ///< rejected ones are passed over
  const Codebook* codebook = nullptr;             ///< for terms of kind predicate, class "exclusive"; may be null
  std::optional<Date> as_of;                      ///< none = everything
};

/// Stances as of the day. Undated records count for every day (CONTRACT, Dates).
StanceTable stances(const Question& question);

/// The red lines of every party, signatory or not, that the stances and the analyst's entries amount to, as of the same day: a rejection becomes "not this
/// option", a conditional acceptance "this option only if", an exclusive demand one line for the whole issue.
std::vector<RedLine> red_lines(const Question& question, const StanceTable& table);

/// Changes of position between two days (since < date <= until), with the statements before and after. An undated
/// record cannot by itself cause a move; repeating an old line is none, and neither is a first word on an option.
/// No `since`: from the day of the earliest report.
std::vector<Move> moves(const Question& question, std::optional<Date> since);

}  // namespace locarno::stance
