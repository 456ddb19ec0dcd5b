#pragma once
// locarno/brief/why_json.hpp -- why a record stands as it does, and a decision about it, as JSON (docs/review.md lists the keys).
#include <string>

#include "study/review_why.hpp"

namespace locarno::brief {

/// One line, newline at its end.
std::string why_json(const study::Why& why);
/// One object, no newline.
std::string decision_json(const ledger::Decision& decision);

}  // namespace locarno::brief
