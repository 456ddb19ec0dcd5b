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
#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
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
  static constexpr std::size_t class_count = 12;
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
  /// The first place from `at` on where an amount may begin, or `last`: no amount begins before it.
  std::uint32_t next_begin(const std::vector<char16_t>& units, std::uint32_t at, std::uint32_t last) const;

 private:
  struct Form {
    std::u16string units;
    Row row;
    std::uint32_t forwards = 0, backwards = 0;   ///< hashes of the units read from the front, from the end
  };
  void index();
  const Form* find(bool from_front, std::uint32_t hash, Class cls, std::u16string_view units) const;

  std::vector<Form> forms_;
  std::vector<std::uint32_t> by_front_, by_end_;   ///< open addressing: index of a form + 1 by its hash, 0 where empty
  std::vector<std::uint16_t> begins_, ends_;       ///< by unit: a bit for each class with a form that begins, ends with it
  std::array<std::size_t, class_count> longest_{};
  std::bitset<65536> first_;      ///< first units of words that can begin an amount, letters left out
  std::bitset<32768> letters_;    ///< first three letters of those that begin with a letter
};

/// `times`: of the same document, ascending; they say which numbers are dates.
std::vector<Quantity> find_quantities(const Document& document, const QuantityWords& words, const Folded& folded,
                                      const std::vector<TimeFact>& times);

}  // namespace locarno::read
