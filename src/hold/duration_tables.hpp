#pragma once
// locarno/hold/duration_tables.hpp -- the public tables of how long agreements and ceasefires lasted, as durations.
//
// Question   The bytes of a CSV file: UCDP Peace Agreements (survival extract), Fortna's "Peacekeeping and the Peacekept", UCDP
//            Conflict Termination (survival extract). Each is told by its columns.
// Answer     One duration for each agreement, ceasefire or ended episode, with covariates known when it began, and its group
//            (conflict or country), for grouped cross-validation.
// Errors     bad_input with line: no known table, a row with other fields than the head, a time that is no number.
// No error   A row without a time is left out; a missing covariate takes the mean.
// Tested by  tests/hold/durations_test.cpp, fuzz/duration_table_fuzz.cpp
#include <string_view>

#include "hold/durations.hpp"

namespace locarno::hold {

struct DurationTable {
  std::string id;                           ///< "ucdp_pa", "fortna", "fortna_pcw", "ucdp_term"
  std::string name;
  std::vector<std::string> covariates;
  std::vector<Duration> rows;
  double bar_concordance = 0;               ///< what grouped cross-validation of log-normal curves is known to reach here; 0 = not known
  std::vector<double> bar_brier;            ///< at 1, 2, 5 years; below 0 = not known
};

/// Do the columns of its first line make it one of the known tables?
bool is_duration_table(std::string_view csv);

/// Fortna's table gives two: all ceasefires, and those after the Cold War.
Result<std::vector<DurationTable>> read_duration_tables(std::string_view csv, const std::string& file);

}  // namespace locarno::hold
