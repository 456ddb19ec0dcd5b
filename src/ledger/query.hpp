#pragma once
// locarno/ledger/query.hpp -- what a user typed into the search, as words; and where they stand in a text.
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ledger/words.hpp"

namespace locarno::ledger {

/// Words that stand next to each other: one typed word, or several in quotation marks.
struct Term {
  std::string typed;            ///< without quotation marks
  std::vector<Word> words;      ///< at least one; spans into `typed`
  bool is_beginning = false;    ///< typed with a * at its end: the last word may go on
  bool operator==(const Term&) const = default;
};

/// Terms in the order typed, repeated ones once. At most 32 are kept. Errors: bad_use when there is no word in it.
Result<std::vector<Term>> parse_query(std::string_view query);
/// The term in FTS5's language; whatever was typed comes as a quoted string, so it cannot be syntax.
std::string fts_phrase(const Term& term);

/// Calls `found` for every place of every term in `text`, in the order in which the places end; until it says false.
/// Linear in the text; memory for one term, however long the text.
using Found = std::function<bool(std::size_t term, Span bytes)>;
void find_terms(const std::vector<Term>& terms, std::string_view text, const Found& found);

}  // namespace locarno::ledger
