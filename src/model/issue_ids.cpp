#include "model/issue_ids.hpp"

namespace locarno {

IssueIds issue_ids(const Codebook& codebook) {
  IssueIds ids;
  for (const Term& term : codebook.terms)
    if (term.kind == TermKind::issue) ids.insert(term.value);
  return ids;
}

}  // namespace locarno
