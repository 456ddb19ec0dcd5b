#pragma once
// locarno/study/stability_case.hpp -- from a case to a graph model: the one its analyst wrote, or one derived from where the parties
// stand.
#include "model/case.hpp"
#include "model/stability_section.hpp"
#include "study/brief.hpp"
#include "study/stability.hpp"

namespace locarno::study {

/// The model of [stability]. Decision makers are the parties that have an option, a move or a preference there, in the case's order.
/// Errors: bad_input with the place in case.toml; limit_reached above 2^26 states; cancelled.
Result<GraphCase> graph_of(const CheckedCase& the_case, const StabilitySection& section, const Run& run);

/// Accept, hold out, escalate per party and disputed issue, from the red lines and clashes of the brief; each rule used stands in
/// `derivation`. Errors: bad_input when no two signatories have red lines on the same issue.
Result<GraphCase> derived_graph(const Brief& brief, const Run& run);

}  // namespace locarno::study
