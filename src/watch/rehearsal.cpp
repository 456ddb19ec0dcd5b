#include "watch/rehearsal.hpp"

#include <algorithm>
#include <cmath>
#include <deque>

#include "base/counter_random.hpp"

namespace locarno::watch {
namespace {

Result<void> check(const RehearsalQuestion& question) {
  const MonitorQuality& monitor = question.monitor;
  if (!(monitor.detection >= 0 && monitor.detection <= 1)) return fail(ErrorCode::bad_input, "the chance to see a violation must be from 0 to 1");
  if (!(monitor.false_a_day >= 0 && monitor.false_a_day <= 1e4)) return fail(ErrorCode::bad_input, "false reports a day must be from 0 to 10000");
  if (!(monitor.delay_days >= 0 && monitor.delay_days <= 1e4)) return fail(ErrorCode::bad_input, "the mean delay must be from 0 to 10000 days");
  if (question.ladder.empty()) return fail(ErrorCode::bad_input, "there is no ladder: the terms have no [[watch.rung]]");
  if (!(question.days > 0 && question.days <= 40'000)) return fail(ErrorCode::bad_input, "a rehearsal takes more than 0 and at most 40000 days");
  if (question.rehearsals == 0 || question.violations.size() > 1'000'000) return fail(ErrorCode::bad_input, "there must be at least one rehearsal and at most a million violations");
  const double draws = (static_cast<double>(question.violations.size()) + monitor.false_a_day * question.days) * question.rehearsals;
  if (draws > 1e8) return fail(ErrorCode::bad_input, "violations and false reports times rehearsals are more than 100 million");
  return {};
}

/// What one drawn monitor reports, in the order in which it is known.
std::vector<KnownReport> reported(const RehearsalQuestion& question, CounterStream stream) {
  std::vector<KnownReport> out;
  const MonitorQuality& monitor = question.monitor;
  const auto exponential = [&](double mean) { return -mean * std::log1p(-stream.next()); };
  for (const Violation& violation : question.violations) {
    const bool is_seen = stream.next() < monitor.detection;
    const double delay = exponential(monitor.delay_days);
    if (is_seen) out.push_back({violation.day + delay, violation.severity, violation.confidence});
  }
  if (monitor.false_a_day > 0)
    for (double at = exponential(1 / monitor.false_a_day); at < question.days; at += exponential(1 / monitor.false_a_day)) {
      const double u = stream.next();
      const int severity = question.violations.empty() ? 2 : question.violations[static_cast<std::size_t>(u * static_cast<double>(question.violations.size()))].severity;
      out.push_back({at, severity, monitor.false_confidence});
    }
  std::stable_sort(out.begin(), out.end(), [](const KnownReport& a, const KnownReport& b) { return a.known < b.known; });
  return out;
}

double quantile(const std::vector<double>& sorted, double q) {
  if (sorted.empty()) return 0;
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(q * static_cast<double>(sorted.size())))];
}

struct Tally {
  std::uint64_t made = 0, false_climbs = 0, missed = 0, answered = 0;
  std::vector<double> waits;
};

/// Each climb answers the earliest open call that is not too old.
void match(const std::vector<double>& calls, const std::vector<double>& made, double early, double grace, Tally& tally) {
  std::size_t open = 0;
  std::uint64_t answered = 0;
  for (const double climb : made) {
    while (open < calls.size() && calls[open] + grace < climb) ++open;
    if (open < calls.size() && climb + early >= calls[open]) {
      tally.waits.push_back(std::max(0.0, climb - calls[open]));
      ++answered, ++open;
    } else {
      ++tally.false_climbs;
    }
  }
  tally.made += made.size();
  tally.answered += answered;
  tally.missed += calls.size() - answered;
}

}  // namespace

std::vector<double> climbs(const TermsRung& rung, const std::vector<KnownReport>& reports) {
  std::vector<double> out;
  std::deque<double> open;
  const auto needed = static_cast<std::size_t>(std::max(1, rung.count));
  for (const KnownReport& report : reports) {
    if (report.severity < rung.severity || report.confidence < rung.confidence) continue;
    open.push_back(report.known);
    while (open.front() < report.known - rung.within_days) open.pop_front();
    if (open.size() > needed) open.pop_front();
    if (open.size() < needed || (!out.empty() && report.known < out.back() + rung.cooling_days)) continue;
    out.push_back(report.known);
    open.clear();
  }
  return out;
}

Result<std::vector<RungRehearsal>> rehearse(const RehearsalQuestion& question, const Run& run) {
  LOC_CHECK(check(question));
  std::vector<KnownReport> truth;
  for (const Violation& violation : question.violations) truth.push_back({violation.day, violation.severity, violation.confidence});
  std::vector<std::vector<double>> calls;
  for (const TermsRung& rung : question.ladder) calls.push_back(climbs(rung, truth));
  std::vector<Tally> tallies(question.ladder.size());
  for (unsigned r = 0; r < question.rehearsals; ++r) {
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
    const std::vector<KnownReport> reports = reported(question, CounterStream(run.seed, 0x52454845u, r));
    for (std::size_t k = 0; k < question.ladder.size(); ++k) {
      const TermsRung& rung = question.ladder[k];
      match(calls[k], climbs(rung, reports), rung.within_days, rung.within_days + rung.cooling_days + 3 * question.monitor.delay_days + 1, tallies[k]);
    }
  }
  std::vector<RungRehearsal> out;
  const double n = question.rehearsals;
  for (std::size_t k = 0; k < tallies.size(); ++k) {
    Tally& tally = tallies[k];
    std::sort(tally.waits.begin(), tally.waits.end());
    RungRehearsal row;
    row.level = question.ladder[k].level;
    row.called_for = calls[k].size();
    row.made = static_cast<double>(tally.made) / n;
    row.false_climbs = static_cast<double>(tally.false_climbs) / n;
    row.missed = static_cast<double>(tally.missed) / n;
    row.answered_days = quantile(tally.waits, .5);
    row.answered_days_p90 = quantile(tally.waits, .9);
    row.decided_days = tally.waits.empty() ? 0 : row.answered_days + question.ladder[k].clock_hours / 24;
    row.share_answered = calls[k].empty() ? 0 : static_cast<double>(tally.answered) / (n * static_cast<double>(calls[k].size()));
    out.push_back(row);
  }
  return out;
}

}  // namespace locarno::watch
