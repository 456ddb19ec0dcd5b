#pragma once
// locarno/read/match_slow.hpp -- Lexicon::find as its documentation reads, with no tables: the oracle of tests and of the
// benchmark. Every term is tried at every place, every rule looks at all matches. O(terms * text + matches^2).
#include <vector>

#include "base/fold.hpp"
#include "model/codebook.hpp"
#include "read/match.hpp"

namespace locarno::read {

std::vector<Match> find_slowly(const Codebook& codebook, const Folded& text);

}  // namespace locarno::read
