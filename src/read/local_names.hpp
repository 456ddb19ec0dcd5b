#pragma once
// locarno/read/local_names.hpp -- people a report introduces itself, so that their bare name is known further down.
//
// Question   Who is named with a title, an apposition or a second spelling in brackets, and is in no codebook (or in it
//            under another spelling)?
// Method     "TITLE name (Spelling)", "TITLE name CUE", "Name, the TITLE of BODY,": the party is that of the body named with
//            the title; a spelling in brackets that the codebook knows teaches an alias. Every further place of the full
//            name, or of its last part, becomes a match of its own.
// Cost       Linear in the units and matches (names per report are few).
// Certainty  A proposal: records say is_new_name, unless the codebook knows the spelling in brackets.
#include <map>
#include <string>
#include <vector>

#include "read/allegiance.hpp"
#include "read/clauses.hpp"
#include "read/match.hpp"

namespace locarno::read {

struct LocalNames {
  std::vector<Term> terms;      ///< ids go on after the codebook's
  std::vector<Actor> actors;    ///< likewise; id "new:<name>" for people in no codebook
  std::map<std::string, const char*> inferred;   ///< actor id -> what its party rests on, when it does not stand with the name
  bool empty() const { return terms.empty(); }
};

/// `matches` gains the places of the names found; it stays ascending by begin, longer first.
LocalNames find_local_names(const Codebook& book, const View& view, const Document& document, const Allegiance& whose,
                            std::vector<Match>& matches, const Actor* home);

}  // namespace locarno::read
