#pragma once
// locarno/relate/commitments.hpp -- who promised what to whom, on what condition, by when, and what later reports say of it.
//
// Question   As relate(), with its answer (copies and translations of one promise are one).
// Answer     Promises by day; each with the records that tell it and the later records that speak of it.
// Method     A later record speaks of a promise when it is of a later report, on the same issue or about the same thing in
//            words, and by or about a party of the promise. It is shown, not judged: "kept" is for a reader to say.
// Cost       Near-linear: candidates by shared words and by (issue, party), bounded lists.
#include <vector>

#include "relate/relate.hpp"

namespace locarno::relate {

struct Promised {
  std::vector<std::uint32_t> records;    ///< the tellings, in order of day
  std::vector<std::string> by;           ///< parties that promise
  std::vector<std::string> to;           ///< parties it is made to or named in it
  std::vector<std::uint32_t> later;      ///< records of later reports, closest in words first, at most 5
};

std::vector<Promised> commitments(const Question& question, const Answer& answer);

}  // namespace locarno::relate
