#pragma once
// apps/cli/case_settle.hpp -- what `locarno settle` says of a case beyond the page, and its certificate.
#include <string>

#include "desk_options.hpp"

namespace locarno::cli {

struct CaseSettleOptions {
  bool each_line = false;              ///< what each line does alone, by a count for each where tables are too large
  std::string certificate;             ///< file to write
};

void add_case_settle_options(CLI::App& command, DeskOptions& desk, CaseSettleOptions& options);

/// What is printed, with the details added; writes the certificate when asked. A limit or a stop sets the status to 4.
std::string with_case_settle(const study::Brief& brief, const std::string& printed, const CaseSettleOptions& options, const DeskOptions& desk,
                             Door& door);

}  // namespace locarno::cli
