#include "study/watch_alarms.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>

#include "base/file.hpp"
#include "study/alarm_counter.hpp"

namespace locarno::study {
namespace {

constexpr std::size_t most_table_bytes = 256u << 20;

Result<watch::CountTable> counts_of_case(const AlarmsQuestion& question, const Run& run, watch::CountTable* by_source) {
  LOC_TRY(const Monitor monitor, open_monitor(question.place, question.store, false));
  AlarmCounter counter(monitor.terms);
  LOC_CHECK(replay(monitor, time_ends, [&](const watch::Incident& incident, const std::vector<watch::Finding>&) { counter.see(incident); }, run));
  LOC_TRY(AlarmCounter::Tables tables, counter.tables(std::nullopt, question.place));
  if (by_source != nullptr) *by_source = std::move(tables.sources);
  return std::move(tables.events);
}

}  // namespace

Result<watch::CountTable> counts_of(const AlarmsQuestion& question, const Run& run, watch::CountTable* by_source) {
  std::error_code code;
  watch::CountTable table;
  if (question.place == "-") {
    LOC_TRY(table, watch::read_counts(question.bytes, question.columns, "standard input"));
  } else if (std::filesystem::is_directory(question.place, code)) {
    LOC_TRY(table, counts_of_case(question, run, by_source));
  } else {
    LOC_TRY(const std::string bytes, read_file(question.place, most_table_bytes));
    LOC_TRY(table, watch::read_counts(bytes, question.columns, question.place));
  }
  if (question.sector.empty()) return table;
  const auto found = std::find_if(table.series.begin(), table.series.end(), [&](const watch::CountSeries& one) { return one.sector == question.sector; });
  if (found == table.series.end()) return fail(ErrorCode::not_found, "there is no sector '" + question.sector + "'", question.place);
  watch::CountSeries only = std::move(*found);
  table.series.assign(1, std::move(only));
  return table;
}

namespace {

constexpr std::size_t most_details = 24, most_detail_steps = 4000;

Result<SeriesDetail> detail_of(const watch::CountTable& table, std::size_t series) {
  SeriesDetail out;
  out.series = series;
  const std::vector<std::int64_t>& all = table.series[series].counts;
  const std::size_t cut = all.size() - std::min(all.size(), most_detail_steps);
  watch::ChangeQuestion question;
  question.counts.assign(all.begin() + static_cast<std::ptrdiff_t>(cut), all.end());
  if (table.monthly) question.period = 24;
  if (auto fit = watch::fit_hawkes_counts(question.counts)) {
    if (fit->events >= 30) out.excitation = *fit;
  }
  LOC_TRY(const watch::ChangeAnswer changes, watch::change_points(question));
  out.periods = changes.periods;
  for (watch::Period& period : out.periods) period.from += cut, period.until += cut;
  out.phi = changes.phi;
  out.changed_lately = changes.younger.size() > 28 ? changes.younger[27] : 0;
  return out;
}

Result<void> add_details(AlarmsAnswer& answer, const Run& run) {
  const watch::CountTable& table = answer.table;
  for (std::size_t k = 0; k < std::min(table.series.size(), most_details); ++k) {
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
    LOC_TRY(SeriesDetail detail, detail_of(table, k));
    answer.details.push_back(std::move(detail));
  }
  std::vector<const std::vector<std::int64_t>*> sectors;
  for (std::size_t k = 0; k < table.series.size(); ++k)
    if (!table.series[k].sector.empty() && table.series[k].sector != no_sector && !table.series[k].sector.ends_with("/3-5")) sectors.push_back(&table.series[k].counts), answer.hot_series.push_back(k);
  answer.hot = watch::hot_spots(sectors, 28, answer.alarms.baseline);
  return {};
}

}  // namespace

Result<AlarmsAnswer> watch_alarms(const AlarmsQuestion& question, const Run& run) {
  watch::CountTable events, by_source;
  LOC_TRY(events, counts_of(question, run, &by_source));
  return watch_alarms(question, std::move(events), std::move(by_source), run);
}

Result<AlarmsAnswer> watch_alarms(const AlarmsQuestion& question, watch::CountTable events, watch::CountTable by_source, const Run& run) {
  AlarmsAnswer answer;
  answer.table = std::move(events), answer.source_table = std::move(by_source);
  answer.alarms = question.alarms;
  if (answer.table.monthly) {
    constexpr double month = 365.25 / 12;
    answer.alarms.every = std::max(2.0, question.alarms.every / month);
    answer.alarms.learn = std::max<std::size_t>(14, static_cast<std::size_t>(std::lround(static_cast<double>(question.alarms.learn) / month)));
    answer.alarms.baseline = std::max<std::size_t>(24, static_cast<std::size_t>(std::lround(static_cast<double>(question.alarms.baseline) / month)));
    answer.alarms.refit = 1;
    answer.alarms.cooling = static_cast<std::size_t>(std::lround(static_cast<double>(question.alarms.cooling) / month));
  }
  LOC_TRY(answer.series, watch::alarms(answer.table, answer.alarms, run));
  if (question.detail) LOC_CHECK(add_details(answer, run));
  if (answer.source_table.series.empty()) return answer;
  LOC_TRY(answer.sources, watch::alarms(answer.source_table, answer.alarms, run));
  for (watch::SeriesAlarms& source : answer.sources) std::erase_if(source.alarms, [](const watch::Alarm& alarm) { return alarm.kind != watch::AlarmKind::silence; });
  return answer;
}

}  // namespace locarno::study
