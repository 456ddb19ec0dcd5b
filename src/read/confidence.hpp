#pragma once
// locarno/read/confidence.hpp -- how sure the rules are of a record, and of what that number is the sum.
//
// Question   What the rules found before it became a record.
// Answer     0..100, and its parts in the order docs/records.md gives them: `why` prints what the record carries.
// Cost       constant, no allocation.
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace locarno::read {

struct Proposition;

struct Confidence {
  struct Part { int points = 0; const char* why = ""; };   ///< the first: what it begins with; the others: what is taken off
  std::array<Part, 10> parts{};
  std::size_t count = 0;
  int value = 0;                                           ///< their sum, held between 5 and 99
};
Confidence confidence_of(const Proposition& proposition);

/// "90 to begin with", "-15 a name in no codebook", ...; says so where the sum was held.
std::vector<std::string> in_words(const Confidence& confidence);

}  // namespace locarno::read
