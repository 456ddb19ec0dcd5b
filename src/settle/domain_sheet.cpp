// A CSV score sheet -> ScoreTable. docs/domains.md has the layout.
#include <algorithm>
#include <map>
#include <set>

#include "base/decimal.hpp"
#include "settle/domain.hpp"

namespace locarno::settle {
namespace {

constexpr std::size_t most_rows = 2'000'000;
constexpr std::size_t most_issues = 4096;
constexpr std::size_t most_rules = 10'000;

struct Row {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

std::string trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  return from == std::string_view::npos ? "" : std::string(text.substr(from, text.find_last_not_of(" \t") - from + 1));
}

char separator_of(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  const auto count = [&](char c) { return std::count(first.begin(), first.end(), c); };
  return count('\t') > count(',') && count('\t') > count(';') ? '\t' : count(';') > count(',') ? ';' : ',';
}

/// RFC 4180, with ';' or tabs as well; rows that are empty or begin with '#' are passed over.
Result<std::vector<Row>> cut(std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const char separator = separator_of(text);
  std::vector<Row> rows;
  std::size_t line = 1;
  for (std::size_t at = 0; at < text.size();) {
    Row row{line, {}};
    bool ends = false;
    const bool is_comment = text[at] == '#';
    while (!ends) {
      std::string cell;
      while (at < text.size() && (text[at] == ' ')) ++at;
      const bool quoted = !is_comment && at < text.size() && text[at] == '"';
      if (quoted) {
        const std::size_t opened = line;
        for (++at;; ++at) {
          if (at >= text.size()) return fail(ErrorCode::bad_input, "a quotation mark is never closed", file + ":" + std::to_string(opened) + ":1");
          if (text[at] == '\n') ++line;
          if (text[at] == '"' && (at + 1 >= text.size() || text[at + 1] != '"')) break;
          if (text[at] == '"') ++at;
          cell += text[at];
        }
        ++at;
      }
      const std::size_t from = at;
      while (at < text.size() && text[at] != '\n' && text[at] != '\r' && (is_comment || text[at] != separator)) ++at;
      row.cells.push_back(quoted ? cell : trimmed(text.substr(from, at - from)));
      ends = at >= text.size() || text[at] != separator;
      if (!ends) ++at;
    }
    if (at < text.size() && text[at] == '\r') ++at;
    if (at < text.size() && text[at] == '\n') ++at;
    ++line;
    const bool is_empty = std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& c) { return c.empty(); });
    if (!is_comment && !is_empty) rows.push_back(std::move(row));
    if (rows.size() > most_rows) return fail(ErrorCode::bad_input, "the sheet has more than 2000000 rows", file);
  }
  return rows;
}

class Sheet {
 public:
  Sheet(const std::string& file) : file_(file) {}
  Result<ScoreTable> read(const std::vector<Row>& rows);

 private:
  Failure bad(const Row& row, std::string what) const {
    return fail(ErrorCode::bad_input, std::move(what), file_ + ":" + std::to_string(row.line) + ":1");
  }
  Result<void> head(const Row& row);
  Result<void> option(const Row& row);
  Result<void> weight(const Row& row);
  Result<void> forbid(const Row& row);
  Result<std::size_t> issue(const Row& row, const std::string& name) const;
  Result<Rational> cell(const Row& row, std::size_t column) const;

  std::string file_;
  std::map<std::string, std::size_t, std::less<>> place_;                   ///< of each issue
  std::set<std::pair<std::size_t, std::string>> known_;                     ///< options seen
  ScoreTable out_;
  std::vector<Row> later_;   ///< rows that name issues and options that may stand below them
};

Result<Rational> Sheet::cell(const Row& row, std::size_t column) const {
  const std::string text = column < row.cells.size() ? row.cells[column] : "";
  if (auto number = parse_exact(text)) return *number;
  return bad(row, "column " + std::to_string(column + 1) + " is '" + text.substr(0, 60) + "', expected a number");
}

Result<std::size_t> Sheet::issue(const Row& row, const std::string& name) const {
  if (const auto at = place_.find(name); at != place_.end()) return at->second;
  return bad(row, "no issue '" + name + "' in this sheet");
}

Result<void> Sheet::head(const Row& row) {
  if (row.cells.size() > 66) return bad(row, "there are more than 64 parties");
  if (row.cells.size() < 3 || row.cells[0] != "issue" || row.cells[1] != "option")
    return bad(row, "the first row must be: issue, option, and the name of each party");
  for (std::size_t c = 2; c < row.cells.size(); ++c) {
    if (row.cells[c].empty()) return bad(row, "column " + std::to_string(c + 1) + " has no party's name");
    ScoredParty party;
    party.name = row.cells[c];
    out_.parties.push_back(std::move(party));
  }
  return {};
}

Result<void> Sheet::option(const Row& row) {
  const std::string name = row.cells.size() > 1 ? row.cells[1] : "";
  if (name.empty()) return bad(row, "a row of issue '" + row.cells[0] + "' names no option");
  const std::size_t at = place_.try_emplace(row.cells[0], out_.issues.size()).first->second;
  if (at == out_.issues.size()) {
    if (at == most_issues) return bad(row, "there are more than 4096 issues");
    out_.issues.push_back({row.cells[0], {}});
    for (ScoredParty& party : out_.parties) {
      party.weights.emplace_back(1);
      party.values.emplace_back();
    }
  }
  auto& options = out_.issues[at].options;
  if (!known_.emplace(at, name).second)
    return bad(row, "issue '" + row.cells[0] + "' has option '" + name + "' twice");
  options.push_back(name);
  for (std::size_t p = 0; p < out_.parties.size(); ++p) {
    LOC_TRY(Rational value, cell(row, p + 2));
    out_.parties[p].values[at].push_back(std::move(value));
  }
  return {};
}

Result<void> Sheet::weight(const Row& row) {
  LOC_TRY(const std::size_t at, issue(row, row.cells.size() > 1 ? row.cells[1] : ""));
  for (std::size_t p = 0; p < out_.parties.size(); ++p) {
    LOC_TRY(out_.parties[p].weights[at], cell(row, p + 2));
  }
  return {};
}

Result<void> Sheet::forbid(const Row& row) {
  Condition together = Condition::always();
  std::size_t used = 0;
  for (std::size_t c = 1; c + 1 < row.cells.size() && !row.cells[c].empty(); c += 2, ++used) {
    LOC_TRY(const std::size_t at, issue(row, row.cells[c]));
    const auto& options = out_.issues[at].options;
    const auto option = std::find(options.begin(), options.end(), row.cells[c + 1]);
    if (option == options.end()) return bad(row, "issue '" + row.cells[c] + "' has no option '" + row.cells[c + 1] + "'");
    if (options.size() > 64) return bad(row, "issue '" + row.cells[c] + "' has more than 64 options, too many for a rule");
    OptionSet set;
    set.add(OptionId(static_cast<std::size_t>(option - options.begin())));
    together = Condition::both(together, Condition::atom(IssueId(at), set));
  }
  if (used == 0) return bad(row, "(forbid) needs issue, option, issue, option ...");
  if (out_.rules.size() == most_rules) return bad(row, "there are more than 10000 (forbid) rows");
  out_.rules.push_back(Condition::negation(together));
  return {};
}

Result<ScoreTable> Sheet::read(const std::vector<Row>& rows) {
  out_.format = "csv";
  if (rows.empty()) return fail(ErrorCode::bad_input, "the sheet is empty", file_);
  LOC_CHECK(head(rows.front()));
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const Row& row = rows[r];
    const std::string& first = row.cells[0];
    if (first == "(weight)" || first == "(forbid)" || first == "(divisible)") { later_.push_back(row); continue; }
    if (first == "(fallback)" || first == "(discount)") {
      for (std::size_t p = 0; p < out_.parties.size(); ++p) {
        LOC_TRY((first == "(fallback)" ? out_.parties[p].fallback : out_.parties[p].discount), cell(row, p + 2));
      }
      continue;
    }
    if (first.empty()) return bad(row, "the first column is empty: which issue is this?");
    if (first.front() == '(') return bad(row, "'" + first + "' is none of (weight), (fallback), (discount), (forbid), (divisible)");
    LOC_CHECK(option(row));
  }
  for (const Row& row : later_) {
    if (row.cells[0] == "(weight)") LOC_CHECK(weight(row));
    if (row.cells[0] == "(forbid)") LOC_CHECK(forbid(row));
    if (row.cells[0] == "(divisible)") {
      LOC_TRY(const std::size_t at, issue(row, row.cells.size() > 1 ? row.cells[1] : ""));
      out_.issues[at].is_divisible = true;
    }
  }
  return std::move(out_);
}

}  // namespace

Result<ScoreTable> read_score_sheet(const DomainFile& file) {
  LOC_TRY(const std::vector<Row> rows, cut(file.bytes, file.name));
  return Sheet(file.name).read(rows);
}

}  // namespace locarno::settle
