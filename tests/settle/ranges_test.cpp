// Ranges: a worked example, and laws against corners of the box, grids of weights and plain walks.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "settle/cases.hpp"
#include "settle/linear.hpp"
#include "settle/ranges.hpp"

namespace locarno::settle {
namespace {

ScoredParty exact(std::string name, std::vector<Rational> weights, std::vector<std::vector<Rational>> values) {
  ScoredParty party;
  party.name = std::move(name);
  party.weights = std::move(weights);
  party.values = std::move(values);
  return party;
}

/// Two issues of two options; the north knows what it wants, the south's weights are known within bounds.
RangesQuestion bridge() {
  RangesQuestion question;
  question.table.issues = {{"tolls", {"low", "high"}}, {"patrols", {"own", "joint"}}};
  question.table.parties = {exact("north", {1, 1}, {{2, 0}, {0, 1}}), exact("south", {1, 1}, {{0, 2}, {1, 0}})};
  ScoreRanges ranges;
  ranges.weights = {{Rational(1, 4), 1}, {Rational(1, 4), 1}};
  ranges.values = {{{0, 0}, {2, 2}}, {{1, 1}, {0, 0}}};
  question.table.parties[1].ranges = ranges;
  question.samples = 200;
  return question;
}

RangesAnswer ask(const RangesQuestion& question, unsigned threads = 1) {
  locarno::Run run;
  run.threads = threads;
  auto answer = ranges(question, run);
  EXPECT_TRUE(answer.has_value()) << (answer ? "" : to_string(answer.error()));
  return answer ? std::move(*answer) : RangesAnswer{};
}

const CandidateRange* of(const RangesAnswer& answer, const Choice& choice) {
  for (const CandidateRange& candidate : answer.candidates)
    if (candidate.choice == choice) return &candidate;
  return nullptr;
}

TEST(Ranges, AWorkedExample) {
  RangesQuestion question = bridge();
  question.candidates = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  const RangesAnswer answer = ask(question);
  EXPECT_EQ(answer.settlements, 4u);
  // low tolls and joint patrols: the north's best; nothing gives the north more, whatever the south's weights are
  EXPECT_EQ(of(answer, {0, 1})->necessarily, Answered::yes);
  // low tolls, own patrols (north 2, south 1 x patrols) against high tolls, joint patrols (north 1): never dominated
  EXPECT_EQ(of(answer, {0, 0})->necessarily, Answered::yes);
  // high and joint (north 1, south 2 x tolls) loses to low and own (north 2, south patrols) when patrols weigh twice tolls
  const CandidateRange* trade = of(answer, {1, 1});
  EXPECT_EQ(trade->necessarily, Answered::no);
  EXPECT_EQ(trade->rival, (Choice{0, 0}));
  EXPECT_EQ(trade->possibly, Answered::yes);
  EXPECT_EQ(trade->regret[0], 2);
  EXPECT_EQ(trade->regret[1], 1);                      // high and own: patrols at their heaviest
  EXPECT_EQ(trade->worth[1].low, Rational(1, 2));
  EXPECT_EQ(trade->worth[1].high, 2);
  EXPECT_TRUE(check(question, answer).has_value());
}

TEST(Ranges, AnOrderOfWeightsDecidesWhatBoundsLeaveOpen) {
  RangesQuestion question = bridge();
  question.candidates = {{1, 1}};
  question.orders = {{1, {0, 1}}};                     // tolls matter to the south at least as much
  const RangesAnswer answer = ask(question);
  EXPECT_EQ(answer.candidates[0].necessarily, Answered::yes);
  question.orders = {{1, {1, 0}}};
  EXPECT_EQ(ask(question).candidates[0].necessarily, Answered::no);
}

TEST(Ranges, ExactNumbersLeaveNothingBetweenPossibleAndNecessary) {
  RangesQuestion question = bridge();
  question.table.parties[1].ranges = {};
  question.candidates = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  for (const CandidateRange& candidate : ask(question).candidates) EXPECT_EQ(candidate.possibly, candidate.necessarily);
}

TEST(Ranges, BadQuestionsAreRefused) {
  locarno::Run run;
  RangesQuestion question = bridge();
  question.orders = {{1, {0, 0}}};
  EXPECT_FALSE(ranges(question, run).has_value());
  question = bridge();
  question.orders = {{7, {0}}};
  EXPECT_FALSE(ranges(question, run).has_value());
  question = bridge();
  question.table.parties[1].ranges.weights[0].low = -1;
  EXPECT_FALSE(ranges(question, run).has_value());
  question = bridge();
  question.candidates = {{5, 5}};
  EXPECT_FALSE(ranges(question, run).has_value());
  question = bridge();
  question.max_settlements = 3;
  const auto over = ranges(question, run);
  ASSERT_FALSE(over.has_value());
  EXPECT_EQ(over.error().code, ErrorCode::limit_reached);
  question = bridge();
  question.table.parties[1].ranges.weights = {{0, 1}, {2, 3}};
  question.orders = {{1, {0, 1}}};                     // tolls at most 1, patrols at least 2
  EXPECT_FALSE(ranges(question, run).has_value());
}

TEST(Ranges, SamplesDoNotDependOnThreads) {
  const RangesAnswer one = ask(bridge(), 1), three = ask(bridge(), 3);
  ASSERT_EQ(one.picks.size(), three.picks.size());
  EXPECT_EQ(one.samples, 200u);
  for (std::size_t at = 0; at < one.picks.size(); ++at) {
    EXPECT_EQ(one.picks[at].choice, three.picks[at].choice);
    EXPECT_EQ(one.picks[at].samples, three.picks[at].samples);
  }
  for (std::size_t at = 0; at < one.candidates.size(); ++at)
    EXPECT_EQ(one.candidates[at].efficient_samples, three.candidates[at].efficient_samples);
  EXPECT_NEAR(standard_error(100, 200), 0.0353553, 1e-6);
}

// --- laws ----------------------------------------------------------------------------------------------------------------

/// 2 or 3 parties, 1 or 2 issues of 2 or 3 options, small whole numbers, ranges here and there, perhaps an order.
RangesQuestion drawn(std::uint64_t seed) {
  Dice dice(seed);
  RangesQuestion question;
  question.samples = 10;
  const std::size_t issues = 1 + dice.below(2), parties = 2 + dice.below(2);
  for (std::size_t i = 0; i < issues; ++i) question.table.issues.push_back({"i" + std::to_string(i), std::vector<std::string>(2 + dice.below(2), "o")});
  for (std::size_t p = 0; p < parties; ++p) {
    ScoredParty party = exact("p", {}, {});
    for (std::size_t i = 0; i < issues; ++i) {
      const auto low = static_cast<long>(dice.below(4)), high = low + static_cast<long>(dice.below(3));
      party.ranges.weights.push_back({low, high});
      party.weights.push_back(Rational(low + high, 2));
      party.weights.back().canonicalize();
      party.values.emplace_back();
      party.ranges.values.emplace_back();
      for (std::size_t o = 0; o < question.table.issues[i].options.size(); ++o) {
        const auto least = static_cast<long>(dice.below(5)) - 1, most = least + (dice.below(3) == 0 ? 1 : 0);
        party.ranges.values.back().push_back({least, most});
        party.values.back().push_back(Rational(least + most, 2));
        party.values.back().back().canonicalize();
      }
    }
    question.table.parties.push_back(std::move(party));
  }
  if (issues > 1 && dice.below(3) == 0) {
    auto& weights = question.table.parties[0].ranges.weights;
    weights[0].high = std::max(weights[0].high, weights[1].low);
    question.orders = {{0, {0, 1}}};
    question.table.parties[0].weights[0] = (weights[0].low + weights[0].high) / 2;
  }
  locarno::Run run;
  question.candidates = *settlements_of(question.table, 100, run);
  return question;
}

/// Every corner of a party's box of weights that keeps the orders, on a grid of quarters besides.
std::vector<std::vector<Rational>> some_weights(const RangesQuestion& question, std::size_t p, int steps) {
  const auto& bounds = question.table.parties[p].ranges.weights;
  std::vector<std::vector<Rational>> out{{}};
  for (const Amount& bound : bounds) {
    std::vector<std::vector<Rational>> more;
    for (const auto& begun : out)
      for (int s = 0; s <= steps; ++s) {
        auto one = begun;
        Rational at(s, steps);
        at.canonicalize();
        one.push_back(bound.low + (bound.high - bound.low) * at);
        more.push_back(std::move(one));
      }
    out = std::move(more);
  }
  std::erase_if(out, [&](const auto& weights) {
    return std::any_of(question.orders.begin(), question.orders.end(), [&](const WeightOrder& order) {
      return order.party == p && weights[order.issues[0]] < weights[order.issues[1]];
    });
  });
  return out;
}

/// max over the weights listed and over corners of the values of worth(y) - worth(x).
Rational gain_by_walk(const RangesQuestion& question, std::size_t p, const Choice& y, const Choice& x, int steps) {
  std::optional<Rational> best;
  for (const auto& weights : some_weights(question, p, steps)) {
    Rational sum;
    for (std::size_t i = 0; i < x.size(); ++i)
      if (x[i] != y[i]) sum += weights[i] * (question.table.parties[p].ranges.values[i][y[i]].high - question.table.parties[p].ranges.values[i][x[i]].low);
    if (!best || *best < sum) best = sum;
  }
  return *best;
}

RC_GTEST_PROP(RangesLaws, TheAnswerChecks, ()) {
  const RangesQuestion question = drawn(*rc::gen::arbitrary<std::uint64_t>());
  const RangesAnswer answer = ask(question);
  const auto verdict = check(question, answer);
  RC_LOG() << (verdict ? "" : verdict.error().what);
  RC_ASSERT(verdict.has_value());
}

RC_GTEST_PROP(RangesLaws, NecessaryAndRegretAgreeWithCorners, ()) {
  RangesQuestion question = drawn(*rc::gen::arbitrary<std::uint64_t>());
  RC_PRE(question.orders.empty());
  for (const CandidateRange& candidate : ask(question).candidates) {
    bool dominated = false;
    std::vector<Rational> regret(question.table.parties.size(), Rational(0));
    for (const Choice& y : question.candidates) {
      bool may = true, more = false;
      for (std::size_t p = 0; p < regret.size(); ++p) {
        const Rational gain = gain_by_walk(question, p, y, candidate.choice, 1);
        regret[p] = std::max(regret[p], gain);
        may = may && gain >= 0;
        more = more || gain > 0;
      }
      dominated = dominated || (may && more);
    }
    RC_ASSERT((candidate.necessarily == Answered::yes) == !dominated);
    RC_ASSERT(candidate.regret == regret);
  }
}

RC_GTEST_PROP(RangesLaws, WhatIsEfficientSomewhereOnAGridIsPossiblyEfficient, ()) {
  const RangesQuestion question = drawn(*rc::gen::arbitrary<std::uint64_t>());
  const std::size_t k = question.table.parties.size();
  RC_PRE(k == 2u);
  const auto first = some_weights(question, 0, 3), second = some_weights(question, 1, 3);
  for (const CandidateRange& candidate : ask(question).candidates) {
    RC_ASSERT(candidate.possibly != Answered::unknown);
    if (candidate.necessarily == Answered::yes) RC_ASSERT(candidate.possibly == Answered::yes);
    if (candidate.possibly == Answered::yes) continue;  // its witness is checked above
    for (const auto& a : first)
      for (const auto& b : second) {
        const std::vector<const std::vector<Rational>*> weights{&a, &b};
        bool dominated = false;
        for (const Choice& y : question.candidates) {
          bool none_better = true, worse = false;
          for (std::size_t p = 0; p < k; ++p) {
            Rational by;
            for (std::size_t i = 0; i < y.size(); ++i)
              if (y[i] != candidate.choice[i])
                by += (*weights[p])[i] * (question.table.parties[p].ranges.values[i][candidate.choice[i]].high - question.table.parties[p].ranges.values[i][y[i]].low);
            none_better = none_better && by <= 0;
            worse = worse || by < 0;
          }
          dominated = dominated || (none_better && worse);
        }
        RC_ASSERT(dominated);
      }
  }
}

RC_GTEST_PROP(RangesLaws, WideningARangeNeverMakesMoreCertain, ()) {
  const RangesQuestion question = drawn(*rc::gen::arbitrary<std::uint64_t>());
  RangesQuestion wider = question;
  for (ScoredParty& party : wider.table.parties)
    for (Amount& weight : party.ranges.weights) weight.high += 1;
  const RangesAnswer before = ask(question), after = ask(wider);
  for (std::size_t at = 0; at < before.candidates.size(); ++at) {
    if (after.candidates[at].necessarily == Answered::yes) RC_ASSERT(before.candidates[at].necessarily == Answered::yes);
    if (before.candidates[at].possibly == Answered::yes) RC_ASSERT(after.candidates[at].possibly == Answered::yes);
    for (std::size_t p = 0; p < question.table.parties.size(); ++p)
      RC_ASSERT(before.candidates[at].regret[p] <= after.candidates[at].regret[p]);
  }
}

RC_GTEST_PROP(LinearLaws, TheSimplexAgreesWithTheProgrammeOverBounds, ()) {
  Dice dice(*rc::gen::arbitrary<std::uint64_t>());
  WeightBox box;
  const std::size_t n = 1 + dice.below(5);
  std::vector<Rational> sum;
  for (std::size_t i = 0; i < n; ++i) {
    box.low.push_back(static_cast<long>(dice.below(4)));
    box.high.push_back(box.low.back() + static_cast<long>(dice.below(4)));
    sum.push_back(static_cast<long>(dice.below(9)) - 4);
  }
  std::vector<std::uint32_t> chain;
  for (std::uint32_t i = 0; i < n; ++i)
    if (dice.below(2) == 0) chain.push_back(i);
  if (chain.size() > 1) box.chains = {chain};
  const auto largest = largest_sum(box, sum);
  const auto any = point_in(box, {}, {});
  RC_ASSERT(any.has_value() == largest.has_value());
  if (!largest) return;
  const auto positive = point_in(box, {sum}, {});
  RC_ASSERT(positive.has_value() == (*largest > 0));   // a sum can be made positive exactly when its largest value is
  if (positive) {
    Rational value;
    for (std::size_t i = 0; i < n; ++i) value += sum[i] * (*positive)[i];
    RC_ASSERT(value > 0);
    RC_ASSERT(value >= std::min(Rational(1), *largest));
  }
  std::vector<Rational> minus;
  for (const Rational& one : sum) minus.push_back(-one);
  const bool reaches_zero = *largest >= 0 && *largest_sum(box, minus) >= 0;
  RC_ASSERT(point_in(box, {}, {sum}).has_value() == reaches_zero);
}

}  // namespace
}  // namespace locarno::settle
