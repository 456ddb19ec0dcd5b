// How often each source is right, from where they overlap: drawn truths, corner cases, laws.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "base/counter_random.hpp"
#include "watch/dawid_skene.hpp"

namespace locarno::watch {
namespace {

struct Truth { double yes_if_true, yes_if_false; };

DawidSkeneQuestion drawn(const std::vector<Truth>& sources, std::uint32_t events, double share, double speaks, std::uint32_t replicate, std::vector<bool>* happened = nullptr) {
  DawidSkeneQuestion question;
  question.events = events;
  CounterStream stream(11, 1, replicate);
  for (std::uint32_t s = 0; s < sources.size(); ++s) question.sources.push_back(belief_of(.75, .25, 4));
  for (std::uint32_t i = 0; i < events; ++i) {
    const bool is_true = stream.next() < share;
    if (happened != nullptr) happened->push_back(is_true);
    for (std::uint32_t s = 0; s < sources.size(); ++s) {
      const double speaking = stream.next(), yes = stream.next();
      if (speaking < speaks) question.votes.push_back({i, s, yes < (is_true ? sources[s].yes_if_true : sources[s].yes_if_false)});
    }
  }
  return question;
}

TEST(DawidSkene, FindsTheRatesTheVotesWereDrawnWith) {
  const std::vector<Truth> truth = {{.9, .05}, {.8, .3}, {.95, .6}, {.6, .15}};
  std::vector<double> mean(truth.size() * 2, 0);
  constexpr unsigned replicates = 20;
  for (unsigned r = 0; r < replicates; ++r) {
    const auto answer = dawid_skene(drawn(truth, 800, .5, .9, r));
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->converged);
    for (std::size_t s = 0; s < truth.size(); ++s) {
      mean[2 * s] += answer->yes_if_true[s] / replicates;
      mean[2 * s + 1] += answer->yes_if_false[s] / replicates;
    }
  }
  for (std::size_t s = 0; s < truth.size(); ++s) {
    EXPECT_NEAR(mean[2 * s], truth[s].yes_if_true, .03) << s;
    EXPECT_NEAR(mean[2 * s + 1], truth[s].yes_if_false, .03) << s;
  }
}

TEST(DawidSkene, ChancesMeanWhatTheySay) {
  std::vector<double> said(5, 0), was(5, 0), n(5, 0);
  for (unsigned replicate = 0; replicate < 10; ++replicate) {
    std::vector<bool> happened;
    const auto answer = dawid_skene(drawn({{.85, .1}, {.8, .2}, {.9, .4}, {.7, .1}}, 1500, .4, .8, 40 + replicate, &happened));
    ASSERT_TRUE(answer);
    for (std::size_t i = 0; i < happened.size(); ++i) {
      const auto fifth = std::min<std::size_t>(4, static_cast<std::size_t>(answer->happened[i] * 5));
      said[fifth] += answer->happened[i];
      was[fifth] += happened[i] ? 1 : 0;
      n[fifth] += 1;
    }
  }
  for (std::size_t k = 0; k < 5; ++k) {
    ASSERT_GT(n[k], 200);
    EXPECT_NEAR(said[k] / n[k], was[k] / n[k], .08) << k;   // the rates are estimated too
  }
}

TEST(DawidSkene, ALiarAmongTheReliableIsFoundOut) {
  const auto answer = dawid_skene(drawn({{.9, .1}, {.9, .1}, {.9, .1}, {.1, .9}}, 1000, .5, 1, 5));
  ASSERT_TRUE(answer);
  EXPECT_LT(answer->yes_if_true[3], .2);
  EXPECT_GT(answer->yes_if_false[3], .8);
}

TEST(DawidSkene, WithoutVotesTheBeliefStands) {
  DawidSkeneQuestion question;
  question.events = 2;
  question.sources = {belief_of(.9, .02, 10)};
  const auto answer = dawid_skene(question);
  ASSERT_TRUE(answer);
  EXPECT_NEAR(answer->yes_if_true[0], .9, 1e-9);
  EXPECT_NEAR(answer->yes_if_false[0], .02, 1e-9);
  EXPECT_TRUE(dawid_skene({}));
  question.votes = {{2, 0, true}};
  EXPECT_FALSE(dawid_skene(question));
  question.votes = {{0, 0, true}};
  question.sources[0].if_true.yes = 0;
  EXPECT_FALSE(dawid_skene(question));
}

RC_GTEST_PROP(DawidSkene, TheLogPosteriorNeverFalls, (std::uint32_t replicate)) {
  DawidSkeneQuestion question = drawn({{.9, .2}, {.6, .4}, {.3, .3}}, 40, .5, .7, replicate);
  question.share = {2, 3};
  double before = -1e300;
  for (unsigned rounds = 1; rounds <= 20; ++rounds) {
    question.rounds = rounds;
    const auto answer = dawid_skene(question);
    RC_ASSERT(answer);
    RC_ASSERT(answer->log_posterior >= before - 1e-9);
    before = answer->log_posterior;
  }
}

}  // namespace
}  // namespace locarno::watch
