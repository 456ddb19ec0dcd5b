#pragma once
// locarno/watch/rehearsal.hpp -- would the ladder work: what a response ladder does under a stream of violations and an imperfect monitor.
//
// Question   What happened (time, severity, how sure one could be at best), the rungs, the quality of the monitor: the chance to see a
//            violation, false reports a day, mean delay.
// Answer     For each rung: climbs that the violations call for; per rehearsal the climbs made, those nothing called for, those missed; the time
//            from the moment the rung was called for to the climb, with and without the clock of those who decide.
// Method     Called for: the ladder over what happened, seen at once and in full. Made: the ladder over what a drawn monitor reports; seen
//            violations arrive after an exponential delay, false reports at a Poisson rate with the severity of a violation drawn at random.
//            A rung is climbed when `count` reports of its severity and confidence lie within `within_days`; those reports are
//            then used up, and no second climb comes before `cooling_days`. A climb answers the earliest call of the same rung that is still
//            unanswered and at most `grace` days old, grace = within_days + cooling_days + 3 delays + 1; it may come before by within_days.
// Cost       rehearsals * reports * rungs. Deterministic: the n-th rehearsal draws from its own stream, on any machine.
// Certainty  The monitor errs independently from report to report; real ones are blind in one place for a week. The error of a mean over
//            R rehearsals is about its spread / sqrt(R).
// Errors     bad_input: a chance outside 0..1, a negative rate or delay, no rungs, more than 1e6 violations or 1e8 draws; cancelled.
// No error   Nothing happened. Threads: pure. Tested by tests/watch/rehearsal_test.cpp
#include <vector>

#include "base/run.hpp"
#include "model/watch_terms.hpp"

namespace locarno::watch {

struct Violation {
  double day = 0;                ///< since the beginning
  int severity = 0;
  double confidence = 1;         ///< of a report of it
};

struct MonitorQuality {
  double detection = 0.8;
  double false_a_day = 0.05;
  double delay_days = 1;         ///< mean
  double false_confidence = 0.9; ///< that a false report seems to have
};

struct RehearsalQuestion {
  std::vector<Violation> violations;   ///< by day
  double days = 0;
  std::vector<TermsRung> ladder;
  MonitorQuality monitor;
  unsigned rehearsals = 200;
};

struct RungRehearsal {
  int level = 0;
  std::uint64_t called_for = 0;
  double made = 0, false_climbs = 0, missed = 0;    ///< a rehearsal
  double answered_days = 0;      ///< median from call to climb, of those answered; 0 when none
  double answered_days_p90 = 0;
  double decided_days = 0;       ///< median with the clock
  double share_answered = 0;     ///< of the calls
};

Result<std::vector<RungRehearsal>> rehearse(const RehearsalQuestion& question, const Run& run);

/// When the rung is climbed by reports known on these days.
struct KnownReport { double known = 0; int severity = 0; double confidence = 1; };
std::vector<double> climbs(const TermsRung& rung, const std::vector<KnownReport>& reports);

}  // namespace locarno::watch
