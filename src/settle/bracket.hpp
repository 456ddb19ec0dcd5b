#pragma once
// locarno/settle/bracket.hpp -- a count that is out of reach, held between two whole numbers that lie close together. Inside settle.
//
// Question   How many settlements pass, when the lines bind so many issues to each other that no table is small enough?
// Method     Let Z be the count and Z' that of the issues without one, v, and without the lines that name it. Z / Z' is the sum
//            over v's options of the share of Z' that the option's lines leave. That share is a product of conditional shares
//            "this neighbour takes none of the options barred", each taken with the neighbours before already kept off theirs;
//            and each is a share of the same kind with v gone. Followed down to where what is left hardly matters, and ended
//            there with what is surely true, this gives an interval that always holds the true number: the further one looks
//            from an issue, the less it matters (correlation decay: Weitz 2006, STOC:140-149; for lists of colours Gamarnik &
//            Katz 2012, J. Discrete Algorithms 12:29-47). Issues are taken out this way until the rest can be counted in tables.
// Cost       grows with 2^fineness to a power that depends on how strongly lines bind; the caller gives a number of steps.
// Certainty  both ends are proved: whole numbers and outward rounding throughout (56 binary places), no floating point.
//            Lines of three issues and more do not bind `most`; `least` is lowered by at most what share of the settlements
//            that pass the others break one of them (a sum over lines, Boole's inequality), and is 0 where that may be all.
// Tested by  tests/settle/bracket_test.cpp: against listing and exact counts.
#include <optional>

#include "settle/budget.hpp"
#include "settle/problem.hpp"

namespace locarno::settle {

struct Bracket {
  Integer least, most;
  std::uint32_t fineness = 0;
};

/// fineness: what matters less than 2^-fineness is not looked into, 1..40. steps: at most so many shares are looked at.
/// nullopt: more steps than that, the budget is spent, or no rest is small enough. Everybody must accept (precondition).
std::optional<Bracket> bracket(const Problem& problem, bool strict, std::uint32_t fineness, std::uint64_t steps, Budget& budget);

/// The finest bracket for about so many steps in all.
std::optional<Bracket> finest_bracket(const Problem& problem, bool strict, std::uint64_t steps, Budget& budget);

/// For tests: bracket() with every issue taken out, however small the tables would be.
std::optional<Bracket> bracket_all_out(const Problem& problem, bool strict, std::uint32_t fineness, std::uint64_t steps, Budget& budget);

}  // namespace locarno::settle
