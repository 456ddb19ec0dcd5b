#pragma once
// locarno/model/codebook_check.hpp -- what a person who keeps a codebook should look at.
//
// Question   A codebook that loaded.
// Answer     Findings in order of place: forms that name two actors at once, forms said twice, names too short to trust.
// Cost       O(n log n) in the forms. Threads: pure. Tested by codebook_check_test.cpp.
// Not an error: one form for one person's several offices; one form for two persons whose times do not meet.
#include <string>
#include <vector>

#include "model/codebook.hpp"

namespace locarno {

struct CodebookFinding {
  std::string kind;    ///< "collision": two actors at the same time; "namesakes": two people whom office or party tell apart; "repeated": a form that adds nothing; "short": one
                       ///< character that is no context form and would match everywhere
  std::string where;   ///< file:line:column of the later row
  std::string what;    ///< one sentence
  bool is_fault = false;  ///< makes the check say no (collision, short)
  bool operator==(const CodebookFinding&) const = default;
};

std::vector<CodebookFinding> check_codebook(const Codebook& book);

}  // namespace locarno
