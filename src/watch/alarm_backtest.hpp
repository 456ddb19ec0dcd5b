#pragma once
// locarno/watch/alarm_backtest.hpp -- would alarms have flagged the worst weeks, and earlier than a plain threshold as noisy as they are?
//
// Question   One series of counts, the step from which it is judged, watch::AlarmQuestion.
// Answer     Alarms by method and year, the worst weeks (or months) and when each method flagged them.
// Method     Three methods, each without knowledge of the future and with the same pause after an alarm: the sum of watch/alarms.hpp; a threshold on
//            one step; a threshold on the last seven (daily series). Each year the plain thresholds are set on all earlier judged steps to
//            the alarm rate the sum had there; in the first year, and once more for the whole time ("in hindsight"), to its rate in that time: then the
//            plain threshold knows what it could not have known.
//            A bad week counts as flagged by an alarm in it or in the week before; the lead is counted to its end.
// Cost       linear in steps times the thresholds tried. Errors: bad_input: nothing to judge; as watch::alarms.
// Certainty  one series is one history: ten weeks are ten weeks.
// Tested by  tests/watch/alarm_backtest_test.cpp
#include <string>
#include <vector>

#include "watch/alarms.hpp"

namespace locarno::watch {

struct FlaggedWeek {
  std::size_t step = 0;                    ///< of its first day (or the month)
  std::int64_t events = 0;
  std::vector<int> lead;                   ///< [method] steps from the first alarm to the end of the week; -1 = not flagged
};

struct MethodYear {
  int year = 0;
  std::int64_t events = 0;
  std::vector<std::size_t> alarms;         ///< [method]
  std::vector<std::int64_t> threshold;     ///< [method] of the year; 0 for the sum
};

struct AlarmBacktest {
  std::vector<std::string> methods;        ///< "sum", "step", "week", "step in hindsight", "week in hindsight"
  std::vector<std::size_t> alarms;         ///< [method]
  double years = 0;
  std::vector<MethodYear> by_year;
  std::vector<FlaggedWeek> worst;          ///< most events first
  std::vector<std::size_t> flagged;        ///< [method]
  std::vector<double> mean_lead;           ///< [method] of the flagged
  std::size_t judged_from = 0;
};

Result<AlarmBacktest> backtest_alarms(const CountTable& table, std::size_t series, std::size_t from, std::size_t worst, const AlarmQuestion& question);

/// Steps at which the last `width` steps together reach `threshold`, with `cooling` steps of pause after each.
std::vector<std::size_t> threshold_alarms(const std::vector<std::int64_t>& counts, std::size_t width, std::int64_t threshold, std::size_t from, std::size_t until, std::size_t cooling);

}  // namespace locarno::watch
