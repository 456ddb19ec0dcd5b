// A quorum of members present, and members who stay away together, against all ways to vote.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "flaws.hpp"
#include "ratify/vote.hpp"

namespace locarno::ratify {
namespace {

/// Over all ways to say yes, no or to stay away; one vote each, all members moved by z and w.
double listed(const VoteQuestion& q, double z, double w) {
  std::vector<std::pair<double, double>> voters;  // yes, absent
  for (const VotingBloc& bloc : q.blocs)
    for (std::uint32_t v = 0; v < bloc.voters; ++v)
      voters.emplace_back(normal_below((normal_at(bloc.yes) + std::sqrt(q.rho_common) * z) / std::sqrt(1 - q.rho_common)),
                          bloc.absent <= 0 ? 0 : normal_below((normal_at(bloc.absent) + std::sqrt(q.rho_absent) * w) / std::sqrt(1 - q.rho_absent)));
  std::size_t ways = 1;
  for (std::size_t v = 0; v < voters.size(); ++v) ways *= 3;
  double chance = 0;
  for (std::size_t way = 0; way < ways; ++way) {
    double here = 1;
    std::size_t left = way, yes = 0, present = 0;
    for (const auto& [p, absent] : voters) {
      const std::size_t said = left % 3;
      left /= 3;
      here *= said == 0 ? absent : (1 - absent) * (said == 1 ? p : 1 - p);
      present += said != 0, yes += said == 1;
    }
    bool is_enough = yes >= q.need.votes;
    if (q.need.of == Need::Of::voting) is_enough = present > 0 && (q.need.more_than ? yes * q.need.denominator > q.need.numerator * present : yes * q.need.denominator >= q.need.numerator * present);
    if (is_enough && present >= q.quorum) chance += here;
  }
  return chance;
}

double over_factor(const std::function<double(double)>& chance) {
  double sum = 0, total = 0;
  for (double x = -8; x <= 8; x += .4) {
    const double weight = std::exp(-x * x / 2);
    sum += weight * chance(x);
    total += weight;
  }
  return sum / total;
}

VoteQuestion council(Need need, std::uint32_t quorum) {
  VoteQuestion q;
  q.blocs = {{3, .8, 1, .2}, {3, .45, 1, .35}};
  q.need = need;
  q.quorum = quorum;
  return q;
}

const Need two_thirds{Need::Of::voting, 0, 2, 3}, more_than_half{Need::Of::voting, 0, 1, 2, true}, three{Need::Of::members, 3};

TEST(Presence, IndependentVotesAgreeWithListing) {
  for (const Need& need : {two_thirds, more_than_half, three})
    for (std::uint32_t quorum = 0; quorum <= 6; ++quorum) {
      const VoteQuestion q = council(need, quorum);
      const auto answer = pass(q, locarno::Run{});
      ASSERT_TRUE(answer) << complaint_of(answer);
      EXPECT_NEAR(answer->independent, listed(q, 0, 0), 1e-12) << quorum;
      EXPECT_NEAR(answer->correlated, answer->independent, 1e-12);
    }
}

TEST(Presence, FactorsOfVoteAndAbsenceAgreeWithListing) {
  for (const Need& need : {two_thirds, three})
    for (const std::uint32_t quorum : {0u, 4u}) {
      VoteQuestion q = council(need, quorum);
      q.rho_common = .2;
      q.rho_absent = .4;
      const auto answer = pass(q, locarno::Run{});
      ASSERT_TRUE(answer) << complaint_of(answer);
      EXPECT_NEAR(answer->correlated, over_factor([&](double z) { return over_factor([&](double w) { return listed(q, z, w); }); }), 1e-9);
    }
}

TEST(Presence, StayingAwayTogetherHurtsAQuorumThatIsUsuallyMet) {
  VoteQuestion q;
  q.blocs = {{60, .7, 1, .3}};
  q.need = more_than_half;
  q.quorum = 31;
  const auto apart = pass(q, locarno::Run{});
  q.rho_absent = .5;
  const auto together = pass(q, locarno::Run{});
  ASSERT_TRUE(apart && together);
  EXPECT_NEAR(together->independent, apart->correlated, 1e-9);
  EXPECT_LT(together->correlated, apart->correlated - .05);
  q.rho_bloc = .3;
  EXPECT_TRUE(pass(q, locarno::Run{}));
}

TEST(Presence, RefusesWithASentence) {
  const auto complaint = [](auto change) {
    VoteQuestion q = council(two_thirds, 4);
    change(q);
    return complaint_of(pass(q, locarno::Run{}));
  };
  EXPECT_NE(complaint([](auto& q) { q.quorum = 7; }).find("7 members must be present, but there are 6"), std::string::npos);
  EXPECT_NE(complaint([](auto& q) { q.rho_absent = 1; }).find("the correlation 1 of absences"), std::string::npos);
  EXPECT_NE(complaint([](auto& q) { q.blocs[0].weight = 2; }).find("each has one vote"), std::string::npos);
  EXPECT_NE(complaint([](auto& q) { q.blocs[0].voters = 18000; }).find("too many steps"), std::string::npos);
}

}  // namespace
}  // namespace locarno::ratify
