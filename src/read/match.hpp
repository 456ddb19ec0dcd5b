#pragma once
// locarno/read/match.hpp -- every place where a term of the codebook stands in a folded text.
//
// Method     Terms in Han: bitset of first units, hash of the first two. Terms in letters: hash of the first word. Then
//            longest match first, and a second look that drops doubtful names the text does not support.
// Cost       One look-up per character or word, O(matches log matches) for the second look; no recursion.
// Certainty  find() == find_slowly() (match_slow.hpp), tested on random books and texts.
// Threads    pure; one Lexicon may be shared by threads.
// Not an error: an empty codebook, an empty text, terms that can never match.
#include <cstdint>
#include <memory>
#include <vector>

#include "base/span.hpp"
#include "model/codebook.hpp"
#include "base/fold.hpp"

namespace locarno::read {

struct Match {
  std::uint32_t begin = 0;   ///< first unit in the folded view
  std::uint32_t end = 0;     ///< one past the last unit
  Span bytes;                ///< the same in the decoded text
  TermId term;
  TermKind kind = TermKind::actor;   ///< that of the term: most questions about a match need no more
  auto operator<=>(const Match&) const = default;
};

/// The compiled terms of one codebook.
class Lexicon {
 public:
  explicit Lexicon(const Codebook& codebook);
  /// All matches, ascending by begin, longer first, then by term. Of one kind, a match inside a longer match of the SAME
  /// kind is dropped; matches of different kinds may overlap. Latin-letter terms match at word bounds only.
  std::vector<Match> find(const Folded& text) const;

  struct Tables;   ///< match_tables.hpp

 private:
  std::shared_ptr<const Tables> tables_;
};

}  // namespace locarno::read
