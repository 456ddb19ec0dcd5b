#pragma once
// locarno/study/quotations.hpp -- numbers the quotations in the order the page first uses them.
#include "study/brief.hpp"

namespace locarno::study {

/// Fills brief.quotations and brief.number_of from moves, stances (issue by issue), red lines, claims, gates, promises,
/// commitments and contacts. The order depends on the case and the records only, so every language has the same numbers.
void number_quotations(Brief& brief);

}  // namespace locarno::study
