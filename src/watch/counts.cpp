#include "watch/counts.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace locarno::watch {
namespace {

constexpr std::size_t most_bytes = 256u << 20, most_steps = 40'000, most_sectors = 5'000, most_cells = 20'000'000;
constexpr std::int64_t most_count = 1'000'000'000;

struct Field { std::string words; std::size_t column = 1; };

/// One record at a time; quoted fields may hold commas, doubled quotation marks and line ends.
class Rows {
 public:
  Rows(std::string_view csv, const std::string& file) : csv_(csv), file_(file) {
    if (csv_.starts_with("\xEF\xBB\xBF")) csv_.remove_prefix(3);
  }
  std::size_t line() const { return started_; }
  std::string place(std::size_t column) const { return file_ + ":" + std::to_string(started_) + ":" + std::to_string(column); }

  /// False at the end.
  Result<bool> next(std::vector<Field>& fields) {
    while (at_ < csv_.size()) {
      LOC_CHECK(record(fields));
      if (fields.size() > 1 || !fields[0].words.empty()) return true;
    }
    return false;
  }

 private:
  Result<void> record(std::vector<Field>& fields) {
    fields.assign(1, {});
    started_ = line_;
    std::size_t line_began = at_;
    bool is_quoted = false;
    for (; at_ < csv_.size(); ++at_) {
      const char c = csv_[at_];
      if (is_quoted) {
        if (c == '\n') ++line_;
        if (c != '"') fields.back().words += c;
        else if (at_ + 1 < csv_.size() && csv_[at_ + 1] == '"') fields.back().words += csv_[at_++];
        else is_quoted = false;
      } else if (c == '"') {
        is_quoted = true;
      } else if (c == ',') {
        fields.push_back({{}, at_ - line_began + 2});
      } else if (c == '\n') {
        ++line_;
        ++at_;
        return {};
      } else if (c != '\r') {
        fields.back().words += c;
      }
    }
    if (is_quoted) return fail(ErrorCode::bad_input, "a quotation mark is never closed", place(fields.back().column));
    return {};
  }

  std::string_view csv_;
  const std::string& file_;
  std::size_t at_ = 0, line_ = 1, started_ = 1;
};

std::string shown(const std::string& words) { return "'" + words.substr(0, 40) + "'"; }

struct Head { std::size_t day = 0, count = 0, sector = 0, fields = 0; };

Result<Head> head_of(const std::vector<Field>& fields, const CountColumns& columns, const Rows& rows) {
  Head head;
  head.day = head.count = head.sector = fields.size();
  head.fields = fields.size();
  for (std::size_t k = fields.size(); k-- > 0;) {
    if (fields[k].words == columns.day) head.day = k;
    if (fields[k].words == columns.count) head.count = k;
    if (fields[k].words == columns.sector) head.sector = k;
  }
  for (std::size_t k = 0; k < fields.size(); ++k)
    for (const auto& [name, first] : {std::pair(&columns.day, head.day), std::pair(&columns.count, head.count), std::pair(&columns.sector, head.sector)})
      if (fields[k].words == *name && k != first) return fail(ErrorCode::bad_input, "the head names " + shown(*name) + " twice: which of them counts?", rows.place(fields[k].column));
  if (head.day == fields.size()) return fail(ErrorCode::bad_input, "no column " + shown(columns.day) + " in the head, where the day of each row would stand", rows.place(1));
  return head;
}

/// A day number, or months since the year 0.
struct Step { std::int32_t at = 0; bool is_month = false; };

Result<Step> step_of(const Field& field, const Rows& rows) {
  const auto date = parse_date(std::string_view(field.words).substr(0, field.words.size() == 7 ? 7 : 10));
  if (!date || date->month == 0) return fail(ErrorCode::bad_input, shown(field.words) + " is no day, expected 2026-03-01 or 2026-03", rows.place(field.column));
  if (date->day == 0) return Step{date->year * 12 + date->month - 1, true};
  return Step{day_number(*date), false};
}

Result<std::int64_t> count_of(const Field& field, const Rows& rows) {
  if (field.words.empty() || field.words == "NA") return not_known;
  std::int64_t count = 0;
  const char* end = field.words.data() + field.words.size();
  const auto [stopped, error] = std::from_chars(field.words.data(), end, count);
  if (error != std::errc() || stopped != end || count < 0 || count > most_count)
    return fail(ErrorCode::bad_input, shown(field.words) + " is no count, expected a whole number from 0 to 1000000000", rows.place(field.column));
  return count;
}

using Cells = std::map<std::string, std::map<std::int32_t, std::int64_t>, std::less<>>;

/// Known numbers add up; not known and a number is the number.
void add(std::map<std::int32_t, std::int64_t>& cells, std::int32_t at, std::int64_t count) {
  const auto [cell, is_new] = cells.emplace(at, count);
  if (is_new || count == not_known) return;
  cell->second = std::min(most_count, std::max<std::int64_t>(0, cell->second) + count);
}

void fill(CountTable& table, const Cells& cells, std::int32_t first) {
  const std::size_t days = table.steps;
  if (cells.size() > 1) {
    table.series.push_back({"", std::vector<std::int64_t>(days, 0), 0});
    std::vector<bool> has_row(days, false), is_known(days, false);
    for (const auto& [sector, steps] : cells)
      for (const auto& [at, count] : steps) {
        const auto step = static_cast<std::size_t>(at - first);
        has_row[step] = true;
        if (count == not_known) continue;
        is_known[step] = true;
        table.series[0].counts[step] = std::min(most_count, table.series[0].counts[step] + count);
      }
    for (std::size_t step = 0; step < days; ++step) {
      table.series[0].rows += has_row[step] ? 1 : 0;
      if (has_row[step] && !is_known[step]) table.series[0].counts[step] = not_known;
    }
  }
  for (const auto& [sector, steps] : cells) {
    CountSeries one{sector, std::vector<std::int64_t>(days, 0), steps.size()};
    for (const auto& [at, count] : steps) one.counts[static_cast<std::size_t>(at - first)] = count;
    table.series.push_back(std::move(one));
  }
}

}  // namespace

Date CountTable::day(std::size_t step) const {
  if (!monthly) return from_day_number(first_day + static_cast<std::int32_t>(step));
  const Date first = from_day_number(first_day);
  const std::int32_t months = first.year * 12 + first.month - 1 + static_cast<std::int32_t>(step);
  Date out;
  out.year = static_cast<std::int16_t>(months / 12);
  out.month = static_cast<std::uint8_t>(months % 12 + 1);
  out.day = 1;
  return out;
}

Result<CountTable> read_counts(std::string_view csv, const CountColumns& columns, const std::string& file) {
  if (csv.size() > most_bytes) return fail(ErrorCode::bad_input, "the table is larger than 256 MiB", file);
  Rows rows(csv, file);
  std::vector<Field> fields;
  LOC_TRY(const bool has_head, rows.next(fields));
  if (!has_head) return fail(ErrorCode::bad_input, "the file is empty, expected a head and rows", file + ":1:1");
  LOC_TRY(const Head head, head_of(fields, columns, rows));
  Cells cells;
  bool is_first = true, monthly = false;
  std::int32_t first = 0, last = 0;
  for (;;) {
    LOC_TRY(const bool more, rows.next(fields));
    if (!more) break;
    if (fields.size() != head.fields)
      return fail(ErrorCode::bad_input, "the row has " + std::to_string(fields.size()) + " fields, the head names " + std::to_string(head.fields), rows.place(1));
    LOC_TRY(const Step step, step_of(fields[head.day], rows));
    if (!is_first && step.is_month != monthly) return fail(ErrorCode::bad_input, "days and months are mixed", rows.place(fields[head.day].column));
    first = is_first ? step.at : std::min(first, step.at);
    last = is_first ? step.at : std::max(last, step.at);
    if (static_cast<std::size_t>(last - first) >= most_steps)
      return fail(ErrorCode::bad_input, "the rows span more than 40000 steps of time", rows.place(fields[head.day].column));
    is_first = false;
    monthly = step.is_month;
    std::int64_t count = 1;
    if (head.count < head.fields) {
      LOC_TRY(count, count_of(fields[head.count], rows));
    }
    const std::string& sector = head.sector < head.fields ? fields[head.sector].words : std::string();
    add(cells[sector], step.at, count);
    if (cells.size() > most_sectors) return fail(ErrorCode::bad_input, "more than 5000 sectors", rows.place(1));
  }
  if (is_first) return fail(ErrorCode::bad_input, "the table has a head and no rows", file + ":1:1");
  CountTable table;
  table.monthly = monthly;
  table.steps = static_cast<std::size_t>(last - first) + 1;
  if (table.steps * (cells.size() + 1) > most_cells) return fail(ErrorCode::bad_input, "days times sectors is more than 20 million", file);
  Date month;
  month.year = static_cast<std::int16_t>(first / 12);
  month.month = static_cast<std::uint8_t>(first % 12 + 1);
  month.day = 1;
  table.first_day = monthly ? day_number(month) : first;
  fill(table, cells, first);
  return table;
}

CountTable count_days(const DayCounts& counts, const std::vector<std::string>& sectors, std::int32_t first, std::int32_t last) {
  CountTable table;
  table.first_day = first;
  if (last < first || static_cast<std::size_t>(last - first) >= most_steps) return table;
  table.steps = static_cast<std::size_t>(last - first) + 1;
  Cells cells;
  for (const std::string& sector : sectors) cells[sector];
  for (const auto& [sector, days] : counts)
    for (const auto& [day, count] : days)
      if (day >= first && day <= last) cells[sector][day] += count;
  fill(table, cells, first);
  if (cells.empty()) table.series.push_back({"", std::vector<std::int64_t>(table.steps, 0), 0});
  return table;
}

CountTable count_events(const std::vector<std::pair<std::int32_t, std::string>>& events, const std::vector<std::string>& sectors, std::int32_t first, std::int32_t last) {
  DayCounts counts;
  for (const auto& [day, sector] : events) ++counts[sector][day];
  return count_days(counts, sectors, first, last);
}

}  // namespace locarno::watch
