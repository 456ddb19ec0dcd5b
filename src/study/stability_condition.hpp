#pragma once
// locarno/study/stability_condition.hpp -- a condition over the issues of a case, said about the options of its graph model.
//
// Question   "territory = withdrawal and not (force_size <= cap_600k)", and which option of the model stands for which option of an issue.
// Answer     The statement that holds in the states of which the condition is true. "issue in [..]" is true where all parties that have
//            options bound to the issue have taken the same one of these, and false where they have not agreed.
// Errors     bad_input at `where` when the condition names an issue that no option of the model is bound to.
// Tested by  tests/study/stability_condition_test.cpp
#include "model/case.hpp"
#include "model/stability_section.hpp"
#include "stability/statements.hpp"

namespace locarno::study {

Result<stability::Statement> statement_of(const Condition& condition, const CheckedCase& the_case, const StabilitySection& section, const std::string& where);

}  // namespace locarno::study
