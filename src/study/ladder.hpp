#pragma once
// locarno/study/ladder.hpp -- how each party's position on one issue went, from a brief's records (stance/course.hpp).
#include "stance/course.hpp"
#include "study/workbench.hpp"

namespace locarno::study {

/// [party]; records are indices into brief.records. Precondition: `issue` is one of the brief's case.
std::vector<stance::PartyCourse> ladder(const Shelf& shelf, const Brief& brief, IssueId issue);

}  // namespace locarno::study
