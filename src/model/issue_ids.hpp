#pragma once
// locarno/model/issue_ids.hpp -- which issue ids a codebook has words for.
//
// Question   Is an issue one of the codebook's, or a noun somebody happened to use?
// Answer     The ids of its issue rows. What the scheme's list lacks goes by its head noun: `other:enrichment` is a row with
//            words in every language and may be followed through reports; `other:stance` is a noun of one sentence.
// Cost       O(terms).
#include <set>
#include <string>
#include <string_view>

#include "model/codebook.hpp"

namespace locarno {

using IssueIds = std::set<std::string, std::less<>>;

IssueIds issue_ids(const Codebook& codebook);
/// "other:<noun>" that no row of the codebook stands for.
inline bool is_loose_issue(std::string_view id, const IssueIds& known) { return id.starts_with("other:") && known.find(id) == known.end(); }

}  // namespace locarno
