#pragma once
// locarno/read/bounds.hpp -- where a record may begin and end, for people who correct one.
//
// Question   A document as read, and a place in it.
// Answer     The bounds of clauses, sentences, quotations and words of the blocks around that place, ascending bytes.
// Cost       One fold of the document. Threads: pure.
#include <cstdint>
#include <vector>

#include "base/span.hpp"
#include "model/document.hpp"

namespace locarno::read {

struct Bounds {
  std::vector<std::uint32_t> begins;       ///< bytes where a clause, a sentence or a quotation begins
  std::vector<std::uint32_t> ends;         ///< bytes after one, with and without the mark that follows it
  std::vector<std::uint32_t> word_begins;  ///< bytes where a word begins; in Han text every character
  std::vector<std::uint32_t> word_ends;
};
/// Of every block that `near` touches; empty where it touches none.
Bounds clause_bounds(const Document& document, Span near);

}  // namespace locarno::read
