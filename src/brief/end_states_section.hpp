#pragma once
// locarno/brief/end_states_section.hpp -- the brief's section on end states, put into the printed page before "would it pass at home".
//
// Two sentences: which end states hold still, and who could leave them. The page is finished when this is asked; where its place is not found, the
// section comes last.
#include <string>

#include "study/end_states.hpp"

namespace locarno::brief {

std::string with_end_states_html(const std::string& printed, const study::EndStates& found, PageLanguage language);
std::string with_end_states_markdown(const std::string& printed, const study::EndStates& found, PageLanguage language);
std::string with_end_states_text(const std::string& printed, const study::EndStates& found, PageLanguage language, bool color, unsigned width);
std::string with_end_states_json(const std::string& printed, const study::EndStates& found);

}  // namespace locarno::brief
