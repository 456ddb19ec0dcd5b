#pragma once
// locarno/read/local_places.hpp -- the places of names a report introduces itself; inside of local_names.cpp.
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "read/clauses.hpp"
#include "read/match.hpp"

namespace locarno::read {

/// Folded names and their terms, by first unit; of one unit the longest first.
using NamesByUnit = std::map<char32_t, std::vector<std::pair<std::u32string, TermId>>>;
/// Adds every place of `names` to `matches`, in one pass over the units. `is_new` by term from `first` on: nobody the codebook
/// knows; such a name replaces the codebook's matches inside it.
void add_places(const View& view, const NamesByUnit& names, const std::function<bool(const Match&)>& is_actor, const std::vector<bool>& is_new,
                std::size_t first, std::vector<Match>& matches);

}  // namespace locarno::read
