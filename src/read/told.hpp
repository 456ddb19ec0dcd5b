#pragma once
// locarno/read/told.hpp -- what a wrapping says about its report, weighed against what the report prints.
#include "model/document.hpp"
#include "read/raw_report.hpp"

namespace locarno::read {

/// Fills id, address and, where the report's own text does not say them better, title, byline and the day.
/// The day of a feed, line or mail counts as printed: it is the publisher's own. A full date line in the text is
/// stronger; when the two are more than a day apart a note says so.
void take_told(Document& document, const Told& told);

}  // namespace locarno::read
