#pragma once
// locarno/settle/domain_write.hpp -- a score table as the files of another tool.
//
// What is written reads back to the same table (names of parties aside, where a format takes them from file names), with
// one exception that a note of the answer names: a fraction with no finite decimal is written to 30 digits in formats that know
// no fractions. Rules stand in CSV and neutral JSON only, and only those that forbid one combination of options.
#include "settle/domain.hpp"

namespace locarno::settle {

enum class DomainFormat { genius, geniusweb, negolog, neutral, csv };

struct WrittenDomain {
  std::vector<DomainFile> files;
  std::vector<std::string> notes;    ///< what the format could not hold
};

/// Errors: bad_input when a score is negative and the format knows none (Genius, GeniusWeb).
Result<WrittenDomain> write_domain(const ScoreTable& table, DomainFormat format);

}  // namespace locarno::settle
