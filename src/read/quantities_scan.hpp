#pragma once
// locarno/read/quantities_scan.hpp -- goes over a text for amounts; inside of quantities*.cpp.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/match_tables.hpp"
#include "read/quantities.hpp"

namespace locarno::read {

inline bool is_small_letter(char16_t c) { return c >= 'a' && c <= 'z'; }
inline bool is_han_unit(char16_t c) { return c >= 0x3400 && c <= 0x9FFF; }

/// Walks one stretch of text at a time; the amounts come out ascending.
class QuantityScanner {
 public:
  QuantityScanner(std::string_view text, const QuantityWords& words, const Folded& folded, const std::vector<TimeFact>& times)
      : text_(text), words_(words), folded_(folded), units_(folded.units), times_(times) {}

  void scan(std::uint32_t first, std::uint32_t last, std::vector<Quantity>& out);

 private:
  struct Amount {
    std::optional<double> value;
    std::uint32_t end = 0;
    std::string modifier;
    bool is_one_word = false;   ///< a bare Han or English "one": an article unless what it counts is a weapon
    bool is_digits = false;
    bool is_both = false;       ///< Han "the two", English "the two": those spoken of, no count
  };

  char16_t unit(std::uint32_t at) const { return at < last_ ? units_[at] : u'\0'; }
  std::uint32_t skip_joint(std::uint32_t at) const { return unit(at) == ' ' || (unit(at) == '-' && is_small_letter(unit(at + 1))) ? at + 1 : at; }
  std::uint32_t skip_space(std::uint32_t at) const { return unit(at) == ' ' ? at + 1 : at; }

  /// Digits inside a word (F-16, G7, B52) and ordinals are names, not amounts.
  bool is_named_number(std::uint32_t at) const;

  std::optional<Amount> amount_at(std::uint32_t at) const;
  /// The Chinese "of a hundred parts, N".
  Amount hundredths(std::uint32_t at) const;
  bool number_words(std::uint32_t at, Amount& amount) const;
  void scale(Amount& amount) const;

  bool one(std::uint32_t at, Quantity& out);

  bool follows_the(std::uint32_t at) const;
  /// "Article 5", "page 12", "Resolution 2231": a number that names.
  bool follows_label(std::uint32_t at) const;
  void skip_number(std::uint32_t at);
  /// "the world's third largest": rank.
  bool is_rank(std::uint32_t at, Quantity& out);
  /// "17 to 20 billion": the upper figure, with the lower one kept in the modifier.
  void range(Amount& amount) const;

  /// A unit right behind the number.
  bool measured(Amount& amount, std::uint32_t& end, Quantity& out);
  /// "One clause" is an article, "the two countries" those spoken of; "one hour", "two drones" are amounts.
  bool counts(const Amount& amount, const std::string& unit_name) const;
  /// A counter with its noun; an English noun, after at most two adjectives.
  bool counted(Amount& amount, std::uint32_t& end, Quantity& out);
  bool take_noun(const Amount& amount, const QuantityWords::Found& noun, std::uint32_t& end, Quantity& out) const;

  /// "or more", "left and right" (about), "later" behind a duration.
  void suffix(Quantity& out, std::uint32_t& end) const;
  std::uint32_t prefix(std::uint32_t begin, Quantity& out) const;

  /// A calendar date holds numbers that measure nothing; "14 days", "30 years ago" do.
  bool fits_times(std::uint32_t begin, std::uint32_t end, const std::string& unit_name) const;
  /// A bare Han day or year without a time of its own is a date the times did not need.
  bool is_free_duration(std::uint32_t begin, std::uint32_t end) const;
  std::vector<TimeFact>::const_iterator first_time(Span span) const;

  /// What is counted: the words behind ("90% of the issues"), else those the number stands in.
  void refer(std::uint32_t begin, std::uint32_t& end, Quantity& out) const;

  std::string_view text_;
  const QuantityWords& words_;
  const Folded& folded_;
  const std::vector<char16_t>& units_;
  const std::vector<TimeFact>& times_;
  std::uint32_t first_ = 0, last_ = 0, end_ = 0;
};

}  // namespace locarno::read
