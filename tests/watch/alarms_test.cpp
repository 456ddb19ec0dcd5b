// Alarms over whole series: what they say, that they know no later step, that a saved state goes on the same.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/counter_random.hpp"
#include "watch/alarms.hpp"

namespace locarno::watch {
namespace {

/// `quiet` days at one rate, `risen` at another.
std::vector<std::int64_t> drawn(double usual, std::size_t quiet, double higher, std::size_t risen, std::uint32_t replicate) {
  CounterStream stream(3, 2, replicate);
  std::vector<std::int64_t> out;
  for (std::size_t day = 0; day < quiet + risen; ++day) out.push_back(draw({day < quiet ? usual : higher, 2}, stream.next()));
  return out;
}

CountTable table_of(std::vector<std::vector<std::int64_t>> series) {
  CountTable table;
  table.steps = series[0].size();
  for (std::size_t k = 0; k < series.size(); ++k) table.series.push_back({"s" + std::to_string(k), std::move(series[k]), table.steps});
  return table;
}

TEST(Alarms, ARiseIsSeenSoonAndSaysWhatWasUsual) {
  const auto answer = alarms(table_of({drawn(2, 200, 6, 20, 1)}), {}, {});
  ASSERT_TRUE(answer) << to_string(answer.error());
  const auto& found = answer->at(0).alarms;
  const auto after = std::find_if(found.begin(), found.end(), [](const Alarm& alarm) { return alarm.step >= 200; });
  ASSERT_NE(after, found.end());
  EXPECT_LT(after->step, 212u);
  EXPECT_EQ(after->kind, AlarmKind::rise);
  EXPECT_GT(static_cast<double>(after->seen), after->expected);
  EXPECT_LT(after->chance, .05);
  EXPECT_GE(after->level, after->threshold);
}

TEST(Alarms, SilenceIsToldOnceAndOnlyWhereItIsUnusual) {
  std::vector<std::int64_t> counts = drawn(3, 200, 3, 0, 2);
  counts.insert(counts.end(), 40, 0);
  AlarmQuestion question;
  question.every = 5000;
  const auto answer = alarms(table_of({counts}), question, {});
  ASSERT_TRUE(answer);
  std::size_t silences = 0;
  for (const Alarm& alarm : answer->at(0).alarms)
    if (alarm.kind == AlarmKind::silence) {
      ++silences;
      EXPECT_GE(alarm.step, 200u);
      EXPECT_LT(alarm.chance, .01);
    }
  EXPECT_EQ(silences, 1u);
  const auto rare = alarms(table_of({drawn(.02, 200, .02, 40, 3)}), {}, {});
  ASSERT_TRUE(rare);
  for (const Alarm& alarm : rare->at(0).alarms) EXPECT_NE(alarm.kind, AlarmKind::silence);
}

TEST(Alarms, ThresholdsOfOneStepAndOfSilenceKeepTheirInterval) {
  for (const Rate& rate : {Rate{2, 1}, Rate{40, 5}}) {
    const std::int64_t one = single_step_threshold(rate, 100);
    EXPECT_LE(chance_of_at_least(rate, one), .01);
    EXPECT_GT(chance_of_at_least(rate, one - 1), .01);
  }
  // One in two steps is empty: the wait for n empty steps in a row is 2^(n+1) - 2.
  EXPECT_EQ(silence_threshold({1, 1}, 1022), 9);
  EXPECT_EQ(silence_threshold({1, 1}, 1023), 10);
  EXPECT_EQ(silence_threshold({1e-9, 1}, 365), 0);
}

TEST(Alarms, TooShortASeriesIsStillLearning) {
  const auto answer = alarms(table_of({std::vector<std::int64_t>(40, 1)}), {}, {});
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->at(0).design);
  AlarmQuestion bad;
  bad.learn = 400;
  EXPECT_FALSE(alarms(table_of({{1}}), bad, {}));
  SeriesWatch watch(bad);
  EXPECT_FALSE(watch.advance(1));
}

TEST(Alarms, ThreadsChangeNothing) {
  std::vector<std::vector<std::int64_t>> series;
  for (std::uint32_t k = 0; k < 6; ++k) series.push_back(drawn(1 + k, 100, 3 + 2 * k, 30, k));
  locarno::Run one, many;
  many.threads = 4;
  const auto a = alarms(table_of(series), {}, one), b = alarms(table_of(series), {}, many);
  ASSERT_TRUE(a && b);
  for (std::size_t k = 0; k < a->size(); ++k) {
    ASSERT_EQ((*a)[k].alarms.size(), (*b)[k].alarms.size());
    for (std::size_t n = 0; n < (*a)[k].alarms.size(); ++n) EXPECT_EQ((*a)[k].alarms[n].chance, (*b)[k].alarms[n].chance);
  }
}

RC_GTEST_PROP(Alarms, ASavedStateGoesOnTheSame, (std::uint32_t replicate)) {
  AlarmQuestion question;
  question.learn = 20;
  question.baseline = 40;
  question.refit = 10;
  question.every = 40;
  const auto counts = drawn(2, 60, 5, 20, replicate);
  SeriesWatch whole(question), part(question);
  const auto cut = *rc::gen::inRange<std::size_t>(0, counts.size());
  for (std::size_t day = 0; day < counts.size(); ++day) {
    if (day == cut) {
      auto restored = SeriesWatch::restore(question, part.saved());
      RC_ASSERT(restored);
      part = *restored;
    }
    const auto a = whole.advance(counts[day]), b = part.advance(counts[day]);
    RC_ASSERT(a && b);
    RC_ASSERT(a->has_value() == b->has_value());
  }
  RC_ASSERT(whole.saved() == part.saved());
}

TEST(Alarms, ASavedStateThatIsNoneIsRefused) {
  SeriesWatch watch({});
  for (int day = 0; day < 80; ++day) ASSERT_TRUE(watch.advance(day % 3));
  const std::string good = watch.saved();
  EXPECT_TRUE(SeriesWatch::restore({}, good));
  for (const std::string& bad : {std::string(), std::string("watch1"), good + " 7", good.substr(0, good.size() / 2), "watch2" + good.substr(6)}) EXPECT_FALSE(SeriesWatch::restore({}, bad));
}

}  // namespace
}  // namespace locarno::watch
