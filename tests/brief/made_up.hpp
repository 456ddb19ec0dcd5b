#pragma once
// tests/brief/made_up.hpp -- a synthetic page: invented positions of real parties, with the mess real reports bring
// (a relayed demand, an undated report, an analyst's entry, a hostile document).
#include <memory>
#include <string>

#include "study/brief.hpp"

namespace locarno::brief_test {

struct MadeUp {
  std::shared_ptr<const CheckedCase> the_case;
  study::Brief brief;
};

/// The page as of 2025-12-16: no settlement passes, territory in the way.
MadeUp made_up();
/// The same words without a case: a plain folder of reports.
MadeUp made_up_folder();
/// Nothing was read.
MadeUp made_up_empty();

std::string read_text(const std::string& path);

}  // namespace locarno::brief_test
