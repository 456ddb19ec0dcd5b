#pragma once
// locarno/read/quantities.hpp -- amounts in a report: money, force levels, shares, durations, counts.
//
// Question   Which numbers of the report's own words measure or count something, how much, of what, how firmly?
// Answer     Quantities, ascending, not overlapping, each with its value in a unit of codebook/quantities.tsv.
// Method     A number (digits, Chinese numerals, number words, "several thousand"), its power of ten, then a unit, or a
//            counter and a noun. In front and behind: modifiers. Numbers that are no amounts are left: dates (the times
//            decide), ordinals and articles, names such as G7, anything without a unit.
// Cost       Linear; the tables are asked only beside numbers.
// Threads    pure.
// Not an error: "one" before a plain noun is an article, not a count.
#include <bitset>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/fold.hpp"
#include "model/codebook.hpp"
#include "model/document.hpp"
#include "model/quantity.hpp"
#include "read/times.hpp"

namespace locarno::read {

class QuantityWords {
 public:
  explicit QuantityWords(const Codebook& codebook);

  enum class Class : std::uint8_t { unit, noun, counter, scale, currency, before, after, several, number, rank, lasting, part };
  struct Row {
    Class cls = Class::unit;
    std::string value;
    double number = 0;            ///< scale: the power itself; number: its value
  };
  struct Found {
    const Row* row = nullptr;     ///< nullptr: nothing stands there
    std::uint32_t end = 0;        ///< one past the last unit; for ending_at: the first unit
  };
  /// The longest word of a class that begins at `at` and ends before `last`.
  Found starting_at(const std::vector<char16_t>& units, std::uint32_t at, std::uint32_t last, Class cls) const;
  /// The longest word of a class that ends at `at`.
  Found ending_at(const std::vector<char16_t>& units, std::uint32_t first, std::uint32_t at, Class cls) const;
  /// May an amount begin at `at`? A cheap question, never wrong with "no".
  bool may_begin(const std::vector<char16_t>& units, std::uint32_t at, std::uint32_t last) const;

 private:
  std::map<std::pair<Class, std::u16string>, Row> rows_;
  std::size_t longest_ = 0;
  std::bitset<65536> first_;      ///< first units of words that can begin an amount, letters left out
  std::bitset<32768> letters_;    ///< first three letters of those that begin with a letter
};

/// `times`: of the same document, ascending; they say which numbers are dates.
std::vector<Quantity> find_quantities(const Document& document, const QuantityWords& words, const Folded& folded,
                                      const std::vector<TimeFact>& times);

}  // namespace locarno::read
