// Votes that hang together: closed forms, the shared reference values, the quadrature trap, and the listing twin.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "ratify/vote.hpp"

namespace locarno::ratify {
namespace {

VoteQuestion chamber(const std::vector<VotingBloc>& blocs, std::uint64_t need, double common = 0, double bloc = 0) {
  VoteQuestion question;
  question.blocs = blocs;
  question.need.votes = need;
  question.rho_common = common;
  question.rho_bloc = bloc;
  return question;
}

VoteAnswer answer_of(const VoteQuestion& question) {
  const auto answer = pass(question, locarno::Run{});
  EXPECT_TRUE(answer) << to_string(answer.error());
  return answer ? *answer : VoteAnswer{};
}

const std::vector<VotingBloc> senate = {{47, .95}, {53, .45}};

TEST(Vote, TwoThirdsOfAHundred) {
  EXPECT_NEAR(answer_of(chamber({{100, .6}}, 67)).independent, .09125360099285515, 1e-14);
  EXPECT_NEAR(answer_of(chamber(senate, 67)).independent, .6956868159, 5e-11);
  struct Row { double common, bloc, expected; };
  for (const Row& row : {Row{.1, 0, .595304162476}, {.3, 0, .565764483076}, {.6, 0, .539078952776}, {0, .1, .592094651676},
                         {0, .3, .543318853476}, {.1, .3, .533838248698}}) {
    const VoteAnswer answer = answer_of(chamber(senate, 67, row.common, row.bloc));
    EXPECT_NEAR(answer.correlated, row.expected, 6e-13) << row.common << " " << row.bloc;
    EXPECT_NEAR(answer.independent, .6956868159, 5e-11);
    EXPECT_TRUE(answer.has_settled);
  }
}

/// Ten members with chances i/11: the published probabilities of none and of five.
TEST(Vote, MembersWithDifferentChances) {
  std::vector<VotingBloc> blocs;
  for (int i = 1; i <= 10; ++i) blocs.push_back({1, i / 11.0});
  EXPECT_NEAR(1 - answer_of(chamber(blocs, 1)).independent, .00013990594886818846, 1e-16);
  EXPECT_NEAR(answer_of(chamber(blocs, 5)).independent - answer_of(chamber(blocs, 6)).independent, .29169310775397134, 1e-14);
}

/// Nodes and weights for the standard normal by Newton's method on the Hermite polynomials: what must not be used here.
double by_gauss_hermite(const VoteQuestion& question, int count) {
  double sum = 0;
  for (int i = 0; i < count; ++i) {
    // the i-th root of He_n: bisect on the number of sign changes of the sequence He_0 .. He_n
    double low = -2 * std::sqrt(count + 1.0), high = -low;
    for (int round = 0; round < 200; ++round) {
      const double x = .5 * (low + high);
      int changes = 0;
      double before = 1, now = x;
      for (int k = 1; k <= count; ++k) {
        if ((now < 0) != (before < 0)) ++changes;
        const double next = (x * now - std::sqrt(static_cast<double>(k)) * before) / std::sqrt(k + 1.0);
        before = now;
        now = next;
      }
      (changes > i ? low : high) = x;  // the number of roots above x
    }
    const double x = .5 * (low + high);
    double norm = 0, before = 0, now = 1;
    for (int k = 0; k < count; ++k) {
      norm += now * now;
      const double next = (x * now - (k > 0 ? std::sqrt(static_cast<double>(k)) : 0) * before) / std::sqrt(k + 1.0);
      before = now;
      now = next;
    }
    // given the factor the members vote alone
    VoteQuestion given = question;
    given.rho_common = 0;
    for (VotingBloc& bloc : given.blocs)
      bloc.yes = normal_below((normal_at(bloc.yes) + std::sqrt(question.rho_common) * x) / std::sqrt(1 - question.rho_common));
    sum += answer_of(given).independent / norm;
  }
  return sum;
}

TEST(Vote, EightyHermiteNodesMissWhatTheTrapezoidFinds) {
  for (const double rho : {.3, .6}) {
    const double right = answer_of(chamber(senate, 67, rho)).correlated;
    const double hermite = by_gauss_hermite(chamber(senate, 67, rho), 80);
    EXPECT_GT(std::abs(hermite - right), rho > .5 ? 1e-3 : 1e-8);
    EXPECT_LT(std::abs(hermite - right), rho > .5 ? 4e-3 : 1e-6);  // the nodes are sound: they come near
  }
}

TEST(Vote, SharesOfTheVotesCast) {
  VoteQuestion question = chamber({{3, .5}}, 0);
  question.need.of = Need::Of::voting;
  question.need.numerator = 2;
  question.need.denominator = 3;
  EXPECT_NEAR(answer_of(question).independent, .5, 1e-15);  // two or three of three
  question.need.more_than = true;
  EXPECT_NEAR(answer_of(question).independent, .125, 1e-15);
  question.blocs[0].absent = 1;
  EXPECT_NEAR(answer_of(question).independent, 0, 1e-15);
  question.need.more_than = false;
  EXPECT_NEAR(answer_of(question).independent, 0, 1e-15);  // nobody voted: not passed
  question.blocs = {{2, .5, 1, .5}};  // of two: yy 1/16, y- twice 1/8, the rest fails (yn 1 of 2)
  EXPECT_NEAR(answer_of(question).independent, 1. / 16 + 2 * 1. / 8, 1e-15);
  question.rho_common = .2;
  question.rho_bloc = .2;
  EXPECT_GT(answer_of(question).correlated, answer_of(question).independent);
}

TEST(Vote, AUniformCommonChanceIsTheBetaBinomial) {
  // with a = 0 and a correlation of 1/2 the chance given the factor is Phi(z), which is uniform on [0, 1]
  EXPECT_NEAR(answer_of(chamber({{100, .5}}, 67, .5)).correlated, 34. / 101, 1e-12);
  EXPECT_NEAR(answer_of(chamber({{100, .5}}, 67, 0, .5)).correlated, 34. / 101, 1e-12);
}

TEST(Vote, DoubleMajorities) {
  VoteQuestion question = chamber({{1, .9, 5}, {1, .6, 3}, {1, .5, 2}, {1, .3, 1}}, 7);
  question.need.heads = 3;
  EXPECT_NEAR(answer_of(question).independent, *pass_by_listing(question), 1e-15);
  question.need.heads = 2;
  question.need.or_heads = 3;
  EXPECT_NEAR(answer_of(question).independent, *pass_by_listing(question), 1e-15);
  question.rho_common = .3;
  EXPECT_TRUE(answer_of(question).has_settled);
}

RC_GTEST_PROP(VoteLaws, ListingAndOrder, ()) {
  VoteQuestion question;
  const auto blocs = *rc::gen::inRange<std::size_t>(1, 4);
  std::uint64_t votes = 0;
  for (std::size_t b = 0; b < blocs; ++b) {
    const std::uint32_t least = b == 0 ? 1 : 0;
    question.blocs.push_back({*rc::gen::inRange<std::uint32_t>(least, 5), *rc::gen::inRange(0, 101) / 100.0, *rc::gen::inRange<std::uint32_t>(least, 4)});
    votes += question.blocs.back().voters * question.blocs.back().weight;
  }
  if (*rc::gen::arbitrary<bool>()) {
    question.need.votes = *rc::gen::inRange<std::uint64_t>(1, votes + 1);
  } else {
    question.need.of = Need::Of::voting;
    question.need.denominator = *rc::gen::inRange<std::uint32_t>(1, 5);
    question.need.numerator = *rc::gen::inRange<std::uint32_t>(0, question.need.denominator);
    question.need.more_than = question.need.numerator == 0 || *rc::gen::arbitrary<bool>();
  }
  const auto listed = pass_by_listing(question);
  RC_ASSERT(listed.has_value());
  RC_ASSERT(std::abs(answer_of(question).independent - *listed) < 1e-12);
  VoteQuestion turned = question;
  std::reverse(turned.blocs.begin(), turned.blocs.end());
  question.rho_common = turned.rho_common = .2;
  question.rho_bloc = turned.rho_bloc = .3;
  RC_ASSERT(std::abs(answer_of(question).correlated - answer_of(turned).correlated) < 1e-12);
  for (VotingBloc& bloc : turned.blocs) bloc.yes = std::min(1.0, bloc.yes + .1);
  RC_ASSERT(answer_of(turned).correlated >= answer_of(question).correlated - 1e-12);
}

TEST(Vote, PivotsAreDerivatives) {
  const VoteQuestion question = chamber(senate, 67, .1, .3);
  const auto found = pivots(question, locarno::Run{});
  ASSERT_TRUE(found);
  // one of the 53 stands alone with a chance a little higher: the independent chance grows by the pivot
  VoteQuestion apart = chamber({{47, .95}, {52, .45}, {1, .45}}, 67), more = apart;
  more.blocs[2].yes += 1e-3;
  EXPECT_NEAR((answer_of(more).independent - answer_of(apart).independent) / 1e-3, found->independent[1], 1e-9);
  EXPECT_LT(found->correlated[1], found->independent[1]);
  const auto all = pivots(chamber({{3, .9}}, 3), locarno::Run{});
  EXPECT_NEAR(all->independent[0], .81, 1e-14);
}

TEST(Vote, SevenHundredAndFiftyInTwentyBlocs) {
  std::vector<VotingBloc> blocs;
  for (std::uint32_t b = 0; b < 20; ++b) blocs.push_back({28 + b, .35 + .02 * b});
  blocs.back().voters += 10;
  const VoteAnswer answer = answer_of(chamber(blocs, 376, .1, .3));
  EXPECT_TRUE(answer.has_settled);
  EXPECT_GT(answer.correlated, .5);
  EXPECT_LT(answer.correlated, .8);
}

TEST(Vote, RefusesWhatCannotBe) {
  VoteQuestion share = chamber({{3, .5}}, 0);
  share.need.of = Need::Of::voting;
  for (const VoteQuestion& bad :
       {chamber({}, 1), chamber({{0, .5}}, 1), chamber({{3, 1.5}}, 1), chamber({{3, -.5}}, 1), chamber({{3, std::nan("")}}, 1), chamber({{3, .5}}, 4),
        chamber({{3, .5}}, 0), chamber({{3, .5}}, 2, .6, .5), chamber({{3, .5}}, 2, -.1), chamber({{3, .5, 1, 2}}, 1), share}) {
    const auto answer = pass(bad, locarno::Run{});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::bad_input);
  }
}

}  // namespace
}  // namespace locarno::ratify
