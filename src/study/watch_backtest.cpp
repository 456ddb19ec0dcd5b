#include "base/file.hpp"
#include "study/watch_backtest.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>

namespace locarno::study {
namespace {

constexpr std::size_t most_table_bytes = 256u << 20;

Result<std::optional<std::string>> bytes_of(const std::string& path) {
  std::error_code code;
  if (!std::filesystem::exists(path, code)) return std::optional<std::string>();
  LOC_TRY(std::string bytes, read_file(path, most_table_bytes));
  return std::optional<std::string>(std::move(bytes));
}

/// The table from a day on.
watch::CountTable since(const watch::CountTable& table, std::int32_t day) {
  watch::CountTable out = table;
  const auto cut = static_cast<std::ptrdiff_t>(std::max(0, day - table.first_day));
  out.first_day += static_cast<std::int32_t>(cut);
  out.steps -= static_cast<std::size_t>(cut);
  for (watch::CountSeries& series : out.series) series.counts.erase(series.counts.begin(), series.counts.begin() + cut);
  return out;
}

Result<void> add(std::vector<SeriesBacktest>& out, std::string id, std::string name, const watch::CountTable& table, std::size_t series, std::size_t from, const watch::AlarmQuestion& question) {
  SeriesBacktest one{std::move(id), std::move(name), table.series[series].sector, table, question, {}};
  LOC_TRY(one.answer, watch::backtest_alarms(table, series, from, 10, question));
  out.push_back(std::move(one));
  return {};
}

Result<void> donbas(std::vector<SeriesBacktest>& out, const std::string& path, const std::string& bytes, double every) {
  LOC_TRY(const watch::CountTable table, watch::read_counts(bytes, {"", "n", "sector"}, path));
  watch::AlarmQuestion question;
  question.every = every;
  LOC_CHECK(add(out, "donbas", "Donbas, days of events with deaths (UCDP GED), 2014-2021", table, 0, question.learn, question));
  const watch::CountTable truce = since(table, day_number(*parse_date("2015-02-15")));
  return add(out, "donbas_minsk2", "the same from the ceasefire of 15 February 2015, judged from September 2015", truce, 0, 198, question);
}

Result<void> line_of_control(std::vector<SeriesBacktest>& out, const std::string& path, const std::string& bytes, double every) {
  LOC_TRY(const watch::CountTable table, watch::read_counts(long_table(bytes), {}, path));
  watch::AlarmQuestion question;
  question.every = std::max(2.0, every * 12 / 365.25);
  question.learn = 14;
  question.baseline = 24;
  question.refit = 1;
  question.cooling = 1;
  for (std::size_t series = 0; series < table.series.size(); ++series) {
    std::int64_t events = 0;
    for (const std::int64_t count : table.series[series].counts) events += std::max<std::int64_t>(0, count);
    if (events >= 40) LOC_CHECK(add(out, "line_of_control", "Line of Control, violations by month (news), 2013-2019", table, series, question.learn, question));
  }
  return {};
}

}  // namespace

std::string long_table(std::string_view wide) {
  std::string out = "date,sector,count\n";
  std::vector<std::string_view> head;
  while (!wide.empty()) {
    const std::size_t end = std::min(wide.find('\n'), wide.size());
    std::string_view line = wide.substr(0, end);
    wide.remove_prefix(std::min(end + 1, wide.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::vector<std::string_view> fields;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t comma = std::min(line.find(',', at), line.size());
      fields.push_back(line.substr(at, comma - at));
      at = comma + 1;
    }
    if (head.empty()) {
      head = fields;
      continue;
    }
    for (std::size_t k = 1; k < fields.size() && k < head.size(); ++k)
      if (!head[k].starts_with("Total")) out += std::string(fields[0]) + "," + std::string(head[k]) + "," + std::string(fields[k].empty() ? "0" : fields[k]) + "\n";
  }
  return out;
}

Result<std::vector<SeriesBacktest>> watch_backtest(const std::string& folder, double every_days, const Run& run) {
  std::vector<SeriesBacktest> out;
  const std::string days = folder + "/donbas_daily_ged.csv", months = folder + "/loc_india_pakistan_cfv_sector_monthly.csv";
  LOC_TRY(const auto day_bytes, bytes_of(days));
  if (day_bytes) LOC_CHECK(donbas(out, days, *day_bytes, every_days));
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
  LOC_TRY(const auto month_bytes, bytes_of(months));
  if (month_bytes) LOC_CHECK(line_of_control(out, months, *month_bytes, every_days));
  if (out.empty()) return fail(ErrorCode::bad_input, "it has neither donbas_daily_ged.csv nor loc_india_pakistan_cfv_sector_monthly.csv (docs/watch-alarms.md)", folder);
  return out;
}

}  // namespace locarno::study
