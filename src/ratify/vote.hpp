#pragma once
// locarno/ratify/vote.hpp -- how likely a chamber says yes, when its members do not decide independently of each other.
//
// Question   Blocs of voters, each with the chance that one of its members votes yes; what is needed; how strongly all members
//            (rho_common) and the members of one bloc (rho_bloc) move together.
// Answer     The chance that the vote passes, with the correlation and, beside it, as if all decided alone.
// Method     One voter says yes when a + sqrt(rho_common) Z + sqrt(rho_bloc) Z_bloc + sqrt(1 - rho_common - rho_bloc) e > 0 with
//            independent standard normal Z, Z_bloc, e and a from the chance of a yes. Given the factors the votes are
//            independent, so the count is a sum of binomials, convolved exactly; the factors are integrated by the trapezoid
//            rule on [-9, 9], halving the step until two answers agree to 1e-13 (its error falls off exponentially here;
//            Gauss-Hermite rules are not used: with 80 nodes they miss by 2e-3 where the correlation is strong).
// Cost       Per node of Z: members^2 / 4 for the convolutions. 750 members in 20 blocs: a few milliseconds.
// Certainty  Numbers of type double, good to about 1e-12. `pass_by_listing` is the slow twin of the independent case.
// Errors     bad_input: no voters, a chance outside [0, 1], correlations outside [0, 0.99] together, a need that the chamber can
//            never meet or that asks nothing, more than 20000 votes, a quorum above the members or with weighted votes; cancelled.
// No error   Chances of exactly 0 or 1; a bloc without voters.
// Tested by  tests/ratify/vote_test.cpp
#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"

namespace locarno::ratify {

struct VotingBloc {
  std::uint32_t voters = 0;
  double yes = 0;             ///< chance that a voter who is present votes yes, 0..1
  std::uint32_t weight = 1;   ///< votes of each
  double absent = 0;          ///< chance that a voter does not vote, 0..1; see rho_absent
  double rho = -1;            ///< how its members move together; below 0: as the question's rho_bloc
  bool operator==(const VotingBloc&) const = default;
};

/// Which yes is enough.
struct Need {
  enum class Of { members, voting };
  Of of = Of::members;
  /// Of::members: so many votes (weights) at least. Of::voting: the share numerator/denominator of the votes cast at least,
  /// or more than that share when `more_than`; nobody voting does not pass.
  std::uint64_t votes = 0;
  std::uint32_t numerator = 0, denominator = 0;
  bool more_than = false;
  std::uint32_t heads = 0;      ///< Of::members: also so many voters; 0 = not asked
  std::uint32_t or_heads = 0;   ///< Of::members: or so many voters, whatever their weight (a blocking minority needs more); 0 = no
  bool operator==(const Need&) const = default;
};

struct VoteQuestion {
  std::vector<VotingBloc> blocs;
  Need need;
  double rho_common = 0;
  double rho_bloc = 0;
  double rho_absent = 0;        ///< how strongly members stay away together: a factor of its own, 0 = each on its own
  std::uint32_t quorum = 0;     ///< so many members must be present, whatever they vote; 0 = not asked (presence.hpp)
};

struct VoteAnswer {
  double independent = 0;
  double correlated = 0;
  double expected = 0;          ///< votes for yes on average (weights)
  std::uint32_t nodes = 1;      ///< of the common factor, in the last round
  bool has_settled = true;      ///< two rounds agreed to 1e-13; else `correlated` is good to about 1e-9
};

Result<VoteAnswer> pass(const VoteQuestion& question, const Run& run);

/// How likely one voter of each bloc is the one on whom it hangs: the others are one vote of that weight short.
/// Asked for a need of members without heads.
struct Pivots { std::vector<double> independent, correlated; };   ///< [bloc]
Result<Pivots> pivots(const VoteQuestion& question, const Run& run);

/// The independent case by its definition, over all ways to vote: at most 20 voters who are never absent.
Result<double> pass_by_listing(const VoteQuestion& question);

/// The standard normal distribution and its inverse (0 -> -inf, 1 -> inf).
double normal_below(double x);
double normal_at(double share);

}  // namespace locarno::ratify
