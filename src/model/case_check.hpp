#pragma once
// locarno/model/case_check.hpp -- what is wrong with a case, as the row it stands in: check() and the file reader each
// turn the row into a place.
#include <optional>
#include <string>
#include <string_view>

#include "model/case.hpp"

namespace locarno {

struct CaseFlaw {
  std::string_view section;   ///< "party", "issue", "issue.option", "stance", "score", "red_line", "gate", "promise", "watch", "case"
  std::size_t row = 0;        ///< index in the section (issue.option: of the issue)
  std::size_t option = 0;     ///< issue.option: index of the option
  std::string what;
};

/// The first flaw in the order of the file, or none.
std::optional<CaseFlaw> find_flaw(const Case& c);

/// An id of an issue or option, as the condition language cuts names: letters, digits, '_', and '-', '.', ':' inside; at
/// most 128 bytes; no word of the condition language.
bool is_condition_name(std::string_view id);
/// An id of a party: letters, digits, '_', and '-', '.' inside; at most 128 bytes; not EXPERT, MEDIA, NARRATOR, UNKNOWN.
bool is_party_id(std::string_view id);

}  // namespace locarno
