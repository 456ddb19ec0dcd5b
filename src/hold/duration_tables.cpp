#include "hold/duration_tables.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/decimal.hpp"

namespace locarno::hold {
namespace {

constexpr std::size_t most_bytes = 64u << 20;
using Fields = std::vector<std::string>;

struct Sheet {
  std::map<std::string, std::size_t, std::less<>> column;  ///< the first of a name counts
  std::size_t fields = 0;                                  ///< of the head: more than columns when a name stands twice
  std::vector<Fields> rows;
  std::vector<std::size_t> lines;
  const std::string& at(std::size_t row, std::string_view name) const {
    static const std::string none;
    const auto found = column.find(name);
    return found == column.end() ? none : rows[row][found->second];
  }
};

/// Quoted fields may hold commas, doubled quotation marks and line ends.
Result<Sheet> sheet_of(std::string_view csv, const std::string& file) {
  if (csv.size() > most_bytes) return fail(ErrorCode::bad_input, "the table is larger than 64 MiB", file);
  Sheet sheet;
  Fields fields(1);
  std::size_t line = 1, started = 1;
  bool is_quoted = false, is_head = true;
  const auto finish = [&]() -> Result<void> {
    if (fields.size() == 1 && fields[0].empty()) return {};
    if (is_head) {
      for (std::size_t k = 0; k < fields.size(); ++k) sheet.column.emplace(fields[k], k);
      sheet.fields = fields.size();
      is_head = false;
    } else {
      if (fields.size() != sheet.fields)
        return fail(ErrorCode::bad_input, "the row has " + std::to_string(fields.size()) + " fields, the head names " + std::to_string(sheet.fields), file + ":" + std::to_string(started) + ":1");
      sheet.rows.push_back(fields);
      sheet.lines.push_back(started);
    }
    return {};
  };
  for (std::size_t k = 0; k < csv.size(); ++k) {
    const char c = csv[k];
    if (c == '\n') ++line;
    if (is_quoted) {
      if (c != '"') fields.back() += c;
      else if (k + 1 < csv.size() && csv[k + 1] == '"') fields.back() += '"', ++k;
      else is_quoted = false;
    } else if (c == '"') {
      is_quoted = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\n') {
      LOC_CHECK(finish());
      fields.assign(1, "");
      started = line;
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  if (is_quoted) return fail(ErrorCode::bad_input, "a quotation mark is never closed", file + ":" + std::to_string(started) + ":1");
  LOC_CHECK(finish());
  return sheet;
}

/// NaN when missing.
double number(const std::string& field) {
  if (field.empty() || field == "NA" || field.size() > 60) return std::nan("");
  const auto exact = parse_exact(field);
  return exact ? exact->get_d() : std::nan("");
}

/// Missing covariates take the mean of their column.
void fill_missing(DurationTable& table) {
  for (std::size_t k = 0; k < table.covariates.size(); ++k) {
    double sum = 0, count = 0;
    for (const Duration& row : table.rows)
      if (std::isfinite(row.covariates[k])) sum += row.covariates[k], count += 1;
    for (Duration& row : table.rows)
      if (!std::isfinite(row.covariates[k])) row.covariates[k] = count > 0 ? sum / count : 0;
  }
}

Result<double> time_of(const Sheet& sheet, std::size_t row, std::string_view column, const std::string& file) {
  const std::string& field = sheet.at(row, column);
  const double years = number(field);
  if (field.empty() || field == "NA") return 0.0;
  if (!std::isfinite(years) || years < 0 || years > 1000)
    return fail(ErrorCode::bad_input, "the time '" + field.substr(0, 40) + "' is no number of years", file + ":" + std::to_string(sheet.lines[row]) + ":1");
  return years;
}

Result<DurationTable> agreements(const Sheet& sheet, const std::string& file) {
  DurationTable table{"ucdp_pa", "UCDP peace agreements 1975-2021, until ended", {"full", "process", "reaffirms", "commission", "ceasefire", "withdrawal", "pko", "ddr", "outlin"}, {}, .593, {.164, .190, .221}};
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    LOC_TRY(const double years, time_of(sheet, r, "T", file));
    if (years <= 0) continue;
    const double type = number(sheet.at(r, "pa_type"));
    Duration one{years, number(sheet.at(r, "E")) == 1, sheet.at(r, "conflict_id"), {type == 1 ? 1.0 : 0.0, type == 3 ? 1.0 : 0.0}};
    for (const char* clause : {"reaffirm", "co_impl", "cease", "withd", "pko", "ddr", "outlin"}) one.covariates.push_back(number(sheet.at(r, clause)));
    table.rows.push_back(std::move(one));
  }
  return table;
}

Result<DurationTable> terminations(const Sheet& sheet, const std::string& file) {
  DurationTable table{"ucdp_term", "UCDP terminations, until the dyad fights again", {"by agreement", "by ceasefire", "by victory of the government", "by victory of the rebels", "by the end of an actor", "territory", "war", "interstate"}, {}, .695, {-1, .087, .177}};
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    LOC_TRY(const double years, time_of(sheet, r, "T", file));
    if (years <= 0) continue;
    const double outcome = number(sheet.at(r, "outcome"));
    const auto is = [](bool yes) { return yes ? 1.0 : 0.0; };
    table.rows.push_back({years, number(sheet.at(r, "E")) == 1, sheet.at(r, "conflict_id"),
                          {is(outcome == 1), is(outcome == 2), is(outcome == 3), is(outcome == 4), is(outcome == 6), is(number(sheet.at(r, "incompatibility")) == 1),
                           is(number(sheet.at(r, "intensity_level")) == 2), is(number(sheet.at(r, "type_of_conflict")) == 2)}});
  }
  return table;
}

/// Spells of one ceasefire stand in successive rows; its covariates are those of the first.
Result<std::vector<DurationTable>> ceasefires(const Sheet& sheet, const std::string& file) {
  const std::vector<std::string> names = {"victory", "treaty", "peacekeepers", "identity", "log cost", "factions"};
  DurationTable all{"fortna", "Fortna, civil-war ceasefires 1944-1999", names, {}, .682, {.148, .173, .211}};
  DurationTable later{"fortna_pcw", "Fortna, the same after the Cold War", names, {}, .657, {.201, .225, .226}};
  std::string before;
  bool is_later = false;
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    const double days = number(sheet.at(r, "_t"));
    if (!std::isfinite(days) || days <= 0 || days > 400'000)
      return fail(ErrorCode::bad_input, "the time '" + sheet.at(r, "_t").substr(0, 40) + "' is no number of days", file + ":" + std::to_string(sheet.lines[r]) + ":1");
    const bool has_ended = number(sheet.at(r, "_d")) == 1;
    if (r > 0 && sheet.at(r, "id") == before) {
      for (DurationTable* table : {&all, is_later ? &later : nullptr})
        if (table != nullptr && !table->rows.empty()) table->rows.back().years = days / 365.25, table->rows.back().has_ended = has_ended;
      continue;
    }
    before = sheet.at(r, "id");
    Duration one{days / 365.25, has_ended, sheet.at(r, "ccode"), {}};
    for (const char* column : {"victory", "treaty", "pk_dum", "wartype", "logcost", "faction"}) one.covariates.push_back(number(sheet.at(r, column)));
    is_later = number(sheet.at(r, "pcw")) == 1;
    all.rows.push_back(one);
    if (is_later) later.rows.push_back(one);
  }
  return std::vector<DurationTable>{std::move(all), std::move(later)};
}

enum class Known { none, agreements, terminations, ceasefires };

Known known_table(const Sheet& sheet) {
  const auto has = [&](std::initializer_list<std::string_view> names) {
    return std::all_of(names.begin(), names.end(), [&](std::string_view name) { return sheet.column.find(name) != sheet.column.end(); });
  };
  if (has({"paid", "conflict_id", "T", "E", "pa_type"})) return Known::agreements;
  if (has({"dyadep_id", "conflict_id", "T", "E", "outcome"})) return Known::terminations;
  return has({"id", "ccode", "_t", "_d", "pcw", "victory"}) ? Known::ceasefires : Known::none;
}

}  // namespace

bool is_duration_table(std::string_view csv) {
  const auto sheet = sheet_of(csv.substr(0, std::min(csv.find('\n'), std::size_t{1} << 16)), "");
  return sheet && known_table(*sheet) != Known::none;
}

Result<std::vector<DurationTable>> read_duration_tables(std::string_view csv, const std::string& file) {
  LOC_TRY(const Sheet sheet, sheet_of(csv, file));
  std::vector<DurationTable> out;
  switch (known_table(sheet)) {
    case Known::agreements: {
      LOC_TRY(DurationTable table, agreements(sheet, file));
      out.push_back(std::move(table));
      break;
    }
    case Known::terminations: {
      LOC_TRY(DurationTable table, terminations(sheet, file));
      out.push_back(std::move(table));
      break;
    }
    case Known::ceasefires: {
      LOC_TRY(out, ceasefires(sheet, file));
      break;
    }
    case Known::none: return fail(ErrorCode::bad_input, "none of the known tables of durations: its columns are others (docs/hold.md)", file + ":1:1");
  }
  for (DurationTable& table : out) fill_missing(table);
  return out;
}

}  // namespace locarno::hold
