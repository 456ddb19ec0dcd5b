#pragma once
// locarno/model/quantity.hpp -- an amount as a report prints it: money, force levels, shares, durations, counts.
#include <optional>
#include <string>

#include "base/span.hpp"

namespace locarno {

struct Quantity {
  Span span;                     ///< bytes of the decoded text, modifier and unit included
  std::optional<double> value;   ///< in `unit`; none when only an order of magnitude is printed ("several thousand")
  std::string unit;              ///< "USD", "person", "percent", "hour", "point", "country" ... (codebook/quantities.tsv)
  std::string of;                ///< what is counted, as printed near it; free text
  std::string modifier;          ///< "nearly", "about", "more than", "at least", "up to", "several thousand" ...; "" = as said
  bool operator==(const Quantity&) const = default;
};

/// What a value with its modifier can mean: "more than 1" is 1 and up. Used to ask whether two figures can both be right.
struct Bounds {
  double low = 0;
  double high = 0;
  bool overlaps(const Bounds& other) const { return low <= other.high && other.low <= high; }
};
/// nullopt without a value. "about" and "nearly" allow a fifth.
std::optional<Bounds> bounds_of(const Quantity& quantity);
/// Units that measure the same thing share a base: ("hour", 1.5) and ("minute", 90) are both 5400 "second".
struct Measure {
  std::string base;              ///< "second", or the unit itself
  double factor = 1;             ///< units of `base` in one of the unit
};
Measure measure_of(const std::string& unit);

}  // namespace locarno
