#include "study/watch_rehearsal.hpp"

#include <algorithm>

#include "study/outlook_case.hpp"

namespace locarno::study {
namespace {

bool is_deed(WatchAct act) { return act == WatchAct::withdrawal || act == WatchAct::release || act == WatchAct::reopening || act == WatchAct::inventory; }

double days_between(std::int64_t from, std::int64_t to) { return static_cast<double>(to - from) / 86400; }

/// Events of a day spread evenly over it.
Result<void> violations_of_table(const RehearseQuestion& question, const Run& run, watch::RehearsalQuestion& out) {
  AlarmsQuestion counts;
  counts.place = question.stream;
  LOC_TRY(const watch::CountTable table, counts_of(counts, run));
  for (std::size_t step = 0; step < table.steps; ++step) {
    const std::int64_t count = std::max<std::int64_t>(0, table.series[0].counts[step]);
    const double begins = day_number(table.day(step)) - table.first_day, length = table.monthly ? 30 : 1;
    if (count > 1'000'000 || out.violations.size() + static_cast<std::size_t>(count) > 1'000'000)
      return fail(ErrorCode::bad_input, "the stream has more than a million events", question.stream);
    for (std::int64_t k = 0; k < count; ++k) out.violations.push_back({begins + length * (static_cast<double>(k) + 0.5) / static_cast<double>(count), question.severity, 0.95});
    out.days = begins + length;
  }
  return {};
}

}  // namespace

Result<RehearseAnswer> watch_rehearsal(const RehearseQuestion& question, const Run& run) {
  LOC_TRY(const Monitor monitor, open_monitor(question.place, question.store, !question.stream.empty()));
  RehearseAnswer answer;
  answer.question.ladder = monitor.terms.ladder;
  answer.question.monitor = question.monitor;
  answer.question.rehearsals = question.rehearsals;
  if (question.stream.empty()) {
    LOC_TRY(const auto replayed, replay(monitor, time_ends, [&](const watch::Incident& incident, const std::vector<watch::Finding>&) {
              if (incident.before_force || incident.exists < 0.5 || is_deed(incident.act)) return;
              const double day = std::max(0.0, days_between(monitor.terms.entry_into_force, incident.begin));
              answer.question.violations.push_back({day, incident.severity, incident.exists});
              answer.question.days = std::max(answer.question.days, day + 1);
            }, run));
    (void)replayed;
    if (answer.question.violations.empty()) return fail(ErrorCode::not_found, "no incident that more likely happened than not: there is nothing to rehearse", question.place);
  } else {
    LOC_CHECK(violations_of_table(question, run, answer.question));
  }
  std::stable_sort(answer.question.violations.begin(), answer.question.violations.end(), [](const watch::Violation& a, const watch::Violation& b) { return a.day < b.day; });
  LOC_TRY(answer.rungs, watch::rehearse(answer.question, run));
  return answer;
}

Result<LearnedAnswer> watch_learned(const LearnedQuestion& question, const Run& run) {
  if (!(question.usual_a_year >= 0 && question.usual_a_year <= 1e4)) return fail(ErrorCode::bad_use, "the usual number a year must be from 0 to 10000");
  LOC_TRY(const Monitor monitor, open_monitor(question.place, question.store, false));
  LearnedAnswer answer;
  std::int64_t last = monitor.terms.entry_into_force;
  LOC_TRY(const auto replayed, replay(monitor, time_ends, [&](const watch::Incident& incident, const std::vector<watch::Finding>& findings) {
            last = std::max(last, incident.begin);
            if (incident.before_force || incident.severity < question.severity) return;
            const bool stands = std::any_of(findings.begin(), findings.end(), [](const watch::Finding& one) { return one.state == watch::FindingState::found; });
            if (!stands) return;
            if (incident.verifications > 0) answer.verified.violations += 1;
            else ++answer.unverified;
          }, run));
  (void)replayed;
  answer.as_of = instant_text(last).substr(0, 10);
  answer.verified.years = days_between(monitor.terms.entry_into_force, last) / 365.25;
  answer.verified.exposure = question.usual_a_year * answer.verified.years;
  LOC_TRY(const Outlook outlook, load_outlook(question.place, *monitor.the_case));
  HoldingQuestion holding_question;
  LOC_TRY(holding_question.given, given_of(outlook, {}));
  holding_question.draws = 0;
  holding_question.verified = answer.verified;
  LOC_TRY(answer.holding, holding(holding_question, run));
  const double now = answer.verified.years;
  for (const double ahead : {1.0, 2.0, 5.0})
    answer.kept.push_back({ahead, hold::kept_after(answer.holding.package, now, now + ahead, 0, 0),
                           hold::kept_after(answer.holding.package, now, now + ahead, answer.verified.violations, answer.verified.exposure)});
  return answer;
}

}  // namespace locarno::study
