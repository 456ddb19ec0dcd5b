#pragma once
// locarno/settle/ranges_parts.hpp -- a checked ranges question with its settlements walked. Inside settle only.
#include <vector>

#include "settle/linear.hpp"
#include "settle/ranges.hpp"

namespace locarno::settle {

struct RangedParty {
  WeightBox weights;
  std::vector<std::vector<Amount>> values;   ///< [issue][option]
  Amount fallback;
};

struct Ranged {
  std::vector<RangedParty> parties;
  std::vector<Choice> settlements;
};

Result<Ranged> make_ranged(const RangesQuestion& question, Run& run);

/// The most that `y` can be worth to a party above `x`.
Rational greatest_gain(const RangedParty& party, const Choice& y, const Choice& x);

/// By how much `x` beats `y` for each unit of an issue's weight when its own options are valued highest and all others lowest.
std::vector<Rational> lead(const RangedParty& party, const Choice& x, const Choice& y);

/// Are there numbers at which no settlement dominates `x`? Fills `possibly` and `weights`.
Result<void> search_possible(const RangesQuestion& question, const Ranged& ranged, CandidateRange& candidate, Run& run);

/// Draws the samples: shares of candidates and of the named answers.
Result<void> sample(const RangesQuestion& question, const Ranged& ranged, RangesAnswer& answer, Run& run);

}  // namespace locarno::settle
