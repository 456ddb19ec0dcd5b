#pragma once
// locarno/study/watch_rehearsal.hpp -- a case's ladder rehearsed, and what its verified violations say of whether it will be kept.
//
// Rehearsal  Question: a case with a ladder; its own incidents or a table of counts as what happened (watch/rehearsal.hpp).
// Learned    Question: a case. Answer: the chance of keeping before and after. Method: incidents of severity 3 or more with a finding that stands
//            and at least one verification count; the frailty's closed-form update (hold/survival.hpp) with them, the time since entry into force and
//            how many would be usual of an average package in that time.
// Errors     as open_monitor, load_outlook, rehearse, holding. Tested by tests/watch/rehearsal_test.cpp (the room)
#include "study/holding.hpp"
#include "study/watch_alarms.hpp"
#include "watch/rehearsal.hpp"

namespace locarno::study {

struct RehearseQuestion {
  std::string place, store;
  std::string stream;                  ///< a table of counts; "" = the case's own incidents
  int severity = 2;                    ///< of its events
  watch::MonitorQuality monitor;
  unsigned rehearsals = 200;
};
struct RehearseAnswer {
  watch::RehearsalQuestion question;
  std::vector<watch::RungRehearsal> rungs;
};
Result<RehearseAnswer> watch_rehearsal(const RehearseQuestion& question, const Run& run);

struct LearnedQuestion {
  std::string place, store;
  int severity = 3;
  double usual_a_year = 1;             ///< verified serious violations of an average package
};
struct LearnedAnswer {
  Verified verified;
  std::int64_t unverified = 0;         ///< as severe, found, without a verification: not counted
  std::string as_of;                   ///< day of the last incident
  HoldingAnswer holding;
  std::vector<std::array<double, 3>> kept;   ///< years from now, chance to be kept that long: had nothing been seen since (before), and now (after)
};
Result<LearnedAnswer> watch_learned(const LearnedQuestion& question, const Run& run);

}  // namespace locarno::study
