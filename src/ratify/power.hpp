#pragma once
// locarno/ratify/power.hpp -- how much a voting rule leaves in each voter's hands before anybody's views are known.
//
// Question   Voters with weights in one or more dimensions (votes, population, heads, a chamber's seats) and the ways to win:
//            a coalition wins when it reaches every quota of at least one way.
// Answer     For each kind of voter: the Banzhaf index (its share of all swings) and the Shapley-Shubik index (how often it is
//            the one that turns a growing coalition into a winning one), as exact fractions.
// Method     Banzhaf (1965), Shapley and Shubik (1954). Voters with the same weights are one kind. Few kinds: the numbers of
//            each kind in a coalition are walked. Otherwise: the coalitions of each size and weight are counted by adding one
//            voter after another, and each voter is taken out again by exact subtraction (Bilbao et al. 2000; Kurz 2016).
// Cost       Walk: product of (voters of a kind + 1). Counting: voters * size * weight additions of fixed-width integers; for one
//            quota without Shapley-Shubik voters * quota. 200 different voters, quota 50000: 183 million additions of up to four
//            words, kept in the nearest cache and spread over the threads of the Run (docs/ratify.md has the time).
//            Limit: Run.limits.memory_bytes (0 = 2 GiB).
// Certainty  Exact. `power_by_listing` is the slow twin.
// Errors     bad_input: no voters, no way to win, a way that nobody can reach, a way that asks nothing, more than 512 voters of
//            more kinds than can be walked; limit_reached: the tables would not fit.
// No error   A voter who never matters (index 0); a veto player.
// Tested by  tests/ratify/power_test.cpp
#include <cstdint>
#include <vector>

#include "base/exact.hpp"
#include "base/result.hpp"
#include "base/run.hpp"

namespace locarno::ratify {

struct PowerQuestion {
  std::vector<std::vector<std::uint32_t>> weights;  ///< [voter][dimension]
  /// Each way to win: a quota for every dimension, 0 = none. A coalition wins when one way is met in full.
  std::vector<std::vector<std::uint64_t>> ways;
  bool with_shapley = true;                         ///< without: coalitions need not be counted by size, which is much faster
};

struct VoterPower {
  std::vector<std::uint32_t> weights;  ///< of this kind, [dimension]
  std::uint32_t voters = 0;            ///< how many there are of it
  Integer swings;                      ///< coalitions of the others that one such voter turns
  Rational banzhaf;                    ///< its share of the swings of all voters
  Rational absolute;                   ///< swings / 2^(voters - 1): the chance to decide when all others toss a coin
  Rational shapley;                    ///< 0 when not asked for
  bool operator==(const VoterPower&) const = default;
};

struct PowerAnswer {
  std::vector<VoterPower> kinds;       ///< in the order in which they first appear
  Effort effort;
};

Result<PowerAnswer> power(const PowerQuestion& question, const Run& run);

/// By its definition, over all coalitions: at most 20 voters.
Result<PowerAnswer> power_by_listing(const PowerQuestion& question);

}  // namespace locarno::ratify
