#pragma once
// locarno/brief/watch_page.hpp -- incidents, findings and the board of a watch as lines of text and of JSON.
#include <string>

#include "study/monitor.hpp"

namespace locarno::brief {

/// One JSON object and a line break. `with_reports`: what each report says, besides its id.
std::string incident_json(const watch::Incident& incident, const Terms& terms, bool with_reports);
std::string finding_json(const watch::Finding& finding, const Terms& terms);
/// One line for a terminal.
std::string incident_text(const watch::Incident& incident, const Terms& terms);
std::string finding_text(const watch::Finding& finding, const Terms& terms);
/// "NORTH 0.90, SOUTH 0.02, not attributed 0.07".
std::string attribution_words(const watch::Attribution& who, const Terms& terms);

}  // namespace locarno::brief
