#pragma once
// locarno/settle/ranges.hpp -- what still holds when parties' numbers are known only within bounds (level 4).
//
// Question   A score table whose weights, values and fallbacks may be ranges, and orders of weights ("territory matters to
//            it at least as much as sanctions"); settlements to look at (candidates).
// Answer     For each candidate: is it efficient for every choice of numbers within the bounds (necessarily), for some
//            (possibly), its least and most worth and its greatest regret for each party; and how large a share of the
//            box each named answer (Nash, ...) picks which settlement.
// Efficient  no settlement that meets the rules is worth at least as much to every party and more to one.
// Necessary  no other settlement dominates it for any choice of numbers. Parties' numbers are chosen apart, so a settlement
//            y dominates x for some choice exactly when the greatest gain max(worth(y) - worth(x)) of every party is >= 0
//            and of one is > 0.
// Possible   there are numbers at which nothing dominates it: its own options valued highest and all others lowest (that
//            helps it against every rival at once), weights searched for: a dominating rival is named, then for each party
//            in turn "worth less to you" becomes a linear condition on its weights; exact in rationals, with the weights
//            found as witness.
// Regret     of a party: the most that another settlement could be worth to it above this one, over its numbers; of all:
//            the same for the sum of worths (Savage 1951, J. Am. Stat. Assoc. 46:55-67).
// Shares     `samples` points of the box, uniform (under orders: by rejection), drawn by counter (base/counter_random.hpp):
//            same bytes on any number of threads. They are estimates, in double precision, with standard error
//            sqrt(share (1 - share) / samples); the verdicts above do not rest on them.
// Source     Bitran (1980), Management Science 26:694-706 (necessarily and possibly efficient); Salo & Hamalainen (1992),
//            Operations Research 40:1053-1061 (interval weights); Lahdelma, Hokkanen & Salminen (1998), EJOR 106:137-143
//            (shares of the weight space).
// Cost       candidates x settlements x parties x issues, exact; settlements are walked, at most max_settlements.
// Certainty  each verdict is yes, no, or unknown when the limit of the weight search was reached. check() verifies.
// Threads    run.threads for the samples. Deterministic.
// Tested by  tests/settle/ranges_test.cpp against corners, grids and walks.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/exact.hpp"
#include "base/result.hpp"
#include "base/run.hpp"
#include "model/case.hpp"
#include "settle/score_table.hpp"

namespace locarno::settle {

/// Issues of one party, heaviest first: each weighs at least as much as the next.
struct WeightOrder {
  std::uint32_t party = 0;
  std::vector<std::uint32_t> issues;
};

struct RangesQuestion {
  ScoreTable table;
  std::vector<WeightOrder> orders;           ///< an issue stands in at most one order of a party
  std::vector<Choice> candidates;            ///< empty: those efficient at the middle of the ranges, at most 24
  std::uint32_t samples = 1000;              ///< 0 = no shares
  std::uint64_t max_settlements = 20'000;
  std::uint32_t max_searches = 2'000;        ///< linear programmes for one candidate before "unknown"
};

enum class Answered : std::uint8_t { no, yes, unknown };

struct CandidateRange {
  Choice choice;
  Answered necessarily = Answered::unknown;
  Choice rival;                                 ///< of a no: dominates it for some numbers
  Answered possibly = Answered::unknown;
  std::vector<std::vector<Rational>> weights;   ///< of a yes: [party][issue] at which, own options valued highest, it is efficient
  std::vector<Amount> worth;                    ///< [party] least and most
  std::vector<Rational> regret;                 ///< [party]
  Rational regret_of_sum;
  std::uint32_t efficient_samples = 0;          ///< of samples
};

/// How often a named answer picked a settlement.
struct PickShare {
  std::string answer;                           ///< "nash", "kalai_smorodinsky", "egalitarian", "utilitarian"
  Choice choice;
  std::uint32_t samples = 0;
};

struct RangesAnswer {
  std::uint64_t settlements = 0;                ///< that meet the rules
  std::uint64_t efficient_at_middle = 0;
  std::vector<CandidateRange> candidates;
  std::vector<PickShare> picks;                 ///< by answer, then most samples first, then choice
  std::uint32_t samples = 0;                    ///< drawn; 0 when none was asked for or the orders leave too little room
  std::uint32_t without_agreement = 0;          ///< samples in which no settlement reaches every fallback
};

/// Errors: bad_input as check_table, when a weight may be negative, an order names a party or issue out of range or an
/// issue twice, or leaves no weights at all; limit_reached when more than max_settlements meet the rules; cancelled.
/// Not an error: exact numbers only (then possibly = necessarily); nothing that meets the rules (no candidates).
Result<RangesAnswer> ranges(const RangesQuestion& question, Run& run);

/// The settlements that meet the rules, in the order of options. Errors: limit_reached above `most`.
Result<std::vector<Choice>> settlements_of(const ScoreTable& table, std::uint64_t most, Run& run);

/// Verifies each verdict that has a witness, and counts regrets again from corners. Errors: bad_input naming what is wrong.
Result<void> check(const RangesQuestion& question, const RangesAnswer& answer);

double share(std::uint32_t count, std::uint32_t samples);
double standard_error(std::uint32_t count, std::uint32_t samples);

}  // namespace locarno::settle
