#pragma once
// locarno/study/brief_parts.hpp -- brief() for who gives away what it asks with: the records are moved, not copied.
#include "study/brief.hpp"

namespace locarno::study {

/// As brief(); `question.documents` and `question.records` are used up.
Result<Brief> brief_from(BriefQuestion question, Run& run);

}  // namespace locarno::study
