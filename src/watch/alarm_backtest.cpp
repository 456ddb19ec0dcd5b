#include "watch/alarm_backtest.hpp"

#include <algorithm>
#include <numeric>

namespace locarno::watch {
namespace {

using Steps = std::vector<std::size_t>;

std::size_t within(const Steps& alarms, std::size_t from, std::size_t until) {
  return static_cast<std::size_t>(std::count_if(alarms.begin(), alarms.end(), [&](std::size_t step) { return step >= from && step < until; }));
}

/// The threshold that alarms nearest to `wanted` times in [from, until); of two as near, the higher.
std::int64_t matched(const std::vector<std::int64_t>& counts, std::size_t width, std::size_t wanted, std::size_t from, std::size_t until, std::size_t cooling) {
  std::int64_t best = 1;
  std::size_t best_gap = counts.size() + 1;
  std::int64_t most = 0, now = 0;
  for (std::size_t step = 0; step < until; ++step) {
    now += std::max<std::int64_t>(0, counts[step]);
    if (step >= width) now -= std::max<std::int64_t>(0, counts[step - width]);
    if (step >= from) most = std::max(most, now);
  }
  // Alarms become fewer as the threshold rises, but for the pauses; a thousand thresholds are looked at.
  const std::int64_t stride = std::max<std::int64_t>(1, (most + 1) / 1000);
  for (std::int64_t threshold = 1; threshold <= most + 1; threshold += stride) {
    const std::size_t found = threshold_alarms(counts, width, threshold, from, until, cooling).size();
    const std::size_t gap = found > wanted ? found - wanted : wanted - found;
    if (gap <= best_gap) best_gap = gap, best = threshold;
  }
  return best;
}

struct Week { std::size_t from = 0, until = 0; std::int64_t events = 0; };

/// Weeks from Monday to Sunday (months as they are) that lie within the judged time, most events first.
std::vector<Week> worst_weeks(const CountTable& table, const std::vector<std::int64_t>& counts, std::size_t from, std::size_t most) {
  std::vector<Week> weeks;
  const std::size_t length = table.monthly ? 1 : 7;
  std::size_t first = from;
  while (!table.monthly && first < counts.size() && weekday(table.day(first)) != 0) ++first;
  for (; first + length <= counts.size(); first += length) {
    Week week{first, first + length, 0};
    for (std::size_t step = week.from; step < week.until; ++step) week.events += std::max<std::int64_t>(0, counts[step]);
    if (week.events > 0) weeks.push_back(week);
  }
  std::stable_sort(weeks.begin(), weeks.end(), [](const Week& a, const Week& b) { return a.events > b.events; });
  weeks.resize(std::min(weeks.size(), most));
  return weeks;
}

int lead_of(const Steps& alarms, const Week& week) {
  const std::size_t length = week.until - week.from, from = week.from - std::min(week.from, length);
  for (const std::size_t step : alarms)
    if (step >= from && step < week.until) return static_cast<int>(week.until - 1 - step);
  return -1;
}

}  // namespace

std::vector<std::size_t> threshold_alarms(const std::vector<std::int64_t>& counts, std::size_t width, std::int64_t threshold, std::size_t from, std::size_t until, std::size_t cooling) {
  Steps out;
  std::int64_t now = 0;
  std::size_t next = from;
  for (std::size_t step = 0; step < std::min(until, counts.size()); ++step) {
    now += std::max<std::int64_t>(0, counts[step]);
    if (step >= width) now -= std::max<std::int64_t>(0, counts[step - width]);
    if (step < next || now < threshold) continue;
    out.push_back(step);
    next = step + cooling + 1;
  }
  return out;
}

Result<AlarmBacktest> backtest_alarms(const CountTable& table, std::size_t series, std::size_t from, std::size_t worst, const AlarmQuestion& question) {
  if (series >= table.series.size() || from + 14 > table.steps) return fail(ErrorCode::bad_input, "fewer than 14 steps are left to be judged");
  const std::vector<std::int64_t>& counts = table.series[series].counts;
  Steps sum;
  SeriesWatch watch(question);
  for (std::size_t step = 0; step < counts.size(); ++step) {
    LOC_TRY(const auto alarm, watch.advance(counts[step]));
    if (alarm && alarm->kind == AlarmKind::rise && step >= from) sum.push_back(step);
  }
  AlarmBacktest out;
  out.judged_from = from;
  out.years = static_cast<double>(table.steps - from) / (table.monthly ? 12 : 365.25);
  const std::vector<std::size_t> widths = table.monthly ? std::vector<std::size_t>{1} : std::vector<std::size_t>{1, 7};
  const auto name_of = [&](std::size_t width) { return std::string(width == 1 ? (table.monthly ? "month" : "day") : "week"); };
  out.methods = {"sum"};
  std::vector<Steps> alarms = {sum};
  for (const std::size_t width : widths) out.methods.push_back(name_of(width)), alarms.emplace_back();
  for (std::size_t year_from = from; year_from < counts.size();) {
    const int year = table.day(year_from).year;
    std::size_t year_until = year_from;
    while (year_until < counts.size() && table.day(year_until).year == year) ++year_until;
    MethodYear row{year, 0, {within(sum, year_from, year_until)}, {0}};
    for (std::size_t step = year_from; step < year_until; ++step) row.events += std::max<std::int64_t>(0, counts[step]);
    for (std::size_t w = 0; w < widths.size(); ++w) {
      const bool is_first = year_from == from;
      const std::size_t until = is_first ? year_until : year_from;
      const std::int64_t threshold = matched(counts, widths[w], within(sum, from, until), from, until, question.cooling);
      const Steps found = threshold_alarms(counts, widths[w], threshold, year_from, year_until, question.cooling);
      alarms[1 + w].insert(alarms[1 + w].end(), found.begin(), found.end());
      row.alarms.push_back(found.size());
      row.threshold.push_back(threshold);
    }
    out.by_year.push_back(std::move(row));
    year_from = year_until;
  }
  for (const std::size_t width : widths) {
    out.methods.push_back(name_of(width) + " in hindsight");
    alarms.push_back(threshold_alarms(counts, width, matched(counts, width, sum.size(), from, counts.size(), question.cooling), from, counts.size(), question.cooling));
  }
  out.flagged.assign(alarms.size(), 0);
  out.mean_lead.assign(alarms.size(), 0);
  for (const Steps& one : alarms) out.alarms.push_back(one.size());
  for (const Week& week : worst_weeks(table, counts, from, worst)) {
    FlaggedWeek row{week.from, week.events, {}};
    for (std::size_t m = 0; m < alarms.size(); ++m) {
      row.lead.push_back(lead_of(alarms[m], week));
      if (row.lead.back() >= 0) ++out.flagged[m], out.mean_lead[m] += row.lead.back();
    }
    out.worst.push_back(std::move(row));
  }
  for (std::size_t m = 0; m < alarms.size(); ++m)
    if (out.flagged[m] > 0) out.mean_lead[m] /= static_cast<double>(out.flagged[m]);
  return out;
}

}  // namespace locarno::watch
