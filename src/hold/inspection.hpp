#pragma once
// locarno/hold/inspection.hpp -- small breaches below the threshold of war: how good must a monitor be that keeping pays?
//
// Question   What a breach gains, what being caught costs, how often an innocent party is accused and what that costs it; how many
//            inspections over how many periods.
// Answer     The detection needed; what a monitor with given skill detects at an alarm rate; the value of the inspection game.
// Method     Comply when D >= (gain + alarm rate * cost of an accusation) / (gain + penalty). Signal detection: D = Phi(Phi^-1(alarm
//            rate) + skill). Dresher (1962), Maschler (1966), von Stengel (2016): V(n, m) = -C(n-1, m) / sum_{i<=m} C(n, i).
// Certainty  Values of games are exact; `inspection_value_by_recursion` is the slow twin.
// Errors     bad_input: chances outside [0, 1], negative gains, no periods, more inspections than periods, more than 10000 periods.
// Tested by  tests/hold/survival_test.cpp
#include "base/exact.hpp"
#include "base/result.hpp"

namespace locarno::hold {

struct BreachQuestion {
  double gain = 0;            ///< of an unseen breach
  double penalty = 0;         ///< when caught
  double alarm_rate = 0;      ///< chance that a party that complies is accused
  double accusation_cost = 0; ///< what that costs it
};
/// Above 1: no monitor suffices.
Result<double> detection_needed(const BreachQuestion& question);

/// What a monitor detects that separates breach from innocence by `skill` standard deviations, at that alarm rate.
double detection(double alarm_rate, double skill);

/// The alarm rate that leaves the most detection above what is needed.
struct AlarmRate { double alarm_rate = 0, detected = 0, needed = 0, margin = 0; };
Result<AlarmRate> best_alarm_rate(double gain, double penalty, double accusation_cost, double skill);

/// To the inspector: +1 a caught breach, -1 an uncaught one, 0 none; one breach intended in `periods`, `inspections` to spend.
Result<Rational> inspection_value(unsigned periods, unsigned inspections);
Result<Rational> inspection_value_by_recursion(unsigned periods, unsigned inspections);

}  // namespace locarno::hold
