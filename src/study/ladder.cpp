#include "study/ladder.hpp"

namespace locarno::study {

std::vector<stance::PartyCourse> ladder(const Shelf& shelf, const Brief& brief, IssueId issue) {
  return stance::course({brief.the_case.get(), &brief.documents, &brief.records, &shelf.base->codebook, brief.as_of}, issue);
}

}  // namespace locarno::study
