#pragma once
// locarno/stance/first_case.hpp -- a first case.toml from what was read, for a person to correct.
//
// Question   A case made from every party and issue that records speak of, the records, the codebook.
// Answer     The same without what was hardly spoken of: parties and issues with fewer than two positions taken, issues
//            that are no issue of the codebook ("other:..."). States and armed groups are marked as signatories; whether
//            they must sign, and what the options are, is for a person to say.
#include <string>
#include <vector>

#include "model/case.hpp"
#include "model/codebook.hpp"
#include "model/record.hpp"

namespace locarno::stance {

Case first_case(Case everything, const std::vector<Record>& records, const Codebook& codebook);

/// case.toml with words at its head that say what to correct. `from`: where the reports were.
std::string write_first_case(const Case& c, const std::string& from);

}  // namespace locarno::stance
