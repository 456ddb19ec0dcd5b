// The TSV form of a codebook (docs/codebook.md).
#include <algorithm>
#include <charconv>

#include "base/utf8.hpp"
#include "model/codebook_builder.hpp"

namespace locarno {
namespace {

using Cells = std::vector<std::string_view>;
const std::vector<std::string_view> actor_columns = {"id", "kind", "party", "canonical", "zh_hans", "zh_hant", "en", "adj",
                                                     "context", "compound", "metonym", "role", "org", "from", "to", "note"};
const std::vector<std::string_view> term_columns = {"kind", "lang", "cls", "value", "forms", "weight", "note"};

Cells split(std::string_view line, char separator) {
  Cells cells;
  cells.reserve(16);
  for (std::size_t at = 0;;) {
    const std::size_t end = std::min(line.find(separator, at), line.size());
    cells.push_back(line.substr(at, end - at));
    if (end == line.size()) return cells;
    at = end + 1;
  }
}

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\r')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\r')) cell.remove_suffix(1);
  return cell;
}

std::vector<std::string> forms_of(std::string_view cell) {
  std::vector<std::string> forms;
  if (cell.empty()) return forms;
  for (const std::string_view form : split(cell, '|'))
    if (const auto plain = trimmed(form); !plain.empty()) forms.emplace_back(plain);
  return forms;
}

/// Reads one file: keeps the meaning of its columns and where it is.
class TsvReader {
 public:
  TsvReader(Codebook& book, const std::string& file) : book_(book), file_(file) {}

  Result<void> line(std::string_view text, std::size_t number) {
    number_ = number;
    while (!text.empty() && (text.back() == '\r' || text.back() == '\t')) text.remove_suffix(1);
    if (text.starts_with("#!columns")) return columns(split(text, '\t'));
    if (text.empty() || text.front() == '#') return {};
    if (columns_.empty())
      return fail(ErrorCode::bad_input, "a row before the line '#!columns' that says what its columns are", place(0));
    const Cells cells = split(text, '\t');
    if (cells.size() > columns_.size())
      return fail(ErrorCode::bad_input, "the row has " + std::to_string(cells.size()) + " columns, expected at most " +
                  std::to_string(columns_.size()), place(columns_.size(), cells));
    return columns_.front() == "id" ? actor(cells) : term(cells);
  }

 private:
  /// "file:line:column" of a cell, 1-based, in characters as bytes.
  std::string place(std::size_t cell, const Cells& cells = {}) const {
    const std::size_t column = cell < cells.size() ? static_cast<std::size_t>(cells[cell].data() - cells[0].data()) : 0;
    return file_ + ":" + std::to_string(number_) + ":" + std::to_string(column + 1);
  }
  std::size_t index_of(std::string_view name) const {
    return static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), name) - columns_.begin());
  }
  std::string_view cell(const Cells& cells, std::string_view name) const {
    const std::size_t index = index_of(name);
    return index < cells.size() ? trimmed(cells[index]) : std::string_view();
  }

  Result<void> columns(const Cells& cells) {
    if (cells.size() < 2) return fail(ErrorCode::bad_input, "'#!columns' names no column", place(0));
    columns_.clear();
    for (std::size_t i = 1; i < cells.size(); ++i) columns_.emplace_back(trimmed(cells[i]));
    const bool of_actors = columns_.front() == "id";
    if (!of_actors && columns_.front() != "kind")
      return fail(ErrorCode::bad_input, "the first column is " + quoted(columns_.front()) + ", expected 'id' (actors) or 'kind' (terms)",
                  place(1, cells));
    const auto& known = of_actors ? actor_columns : term_columns;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (std::find(known.begin(), known.end(), columns_[i]) == known.end())
        return fail(ErrorCode::bad_input, "unknown column " + quoted(columns_[i]) + did_you_mean(columns_[i], known),
                    place(i + 1, cells));
      if (std::find(columns_.begin(), columns_.begin() + static_cast<std::ptrdiff_t>(i), columns_[i]) !=
          columns_.begin() + static_cast<std::ptrdiff_t>(i))
        return fail(ErrorCode::bad_input, "column " + quoted(columns_[i]) + " is named twice", place(i + 1, cells));
    }
    return {};
  }

  Result<std::optional<Date>> date(const Cells& cells, std::string_view name) const {
    const std::string_view text = cell(cells, name);
    if (text.empty()) return std::optional<Date>();
    const auto day = parse_date(text);
    if (!day)
      return fail(ErrorCode::bad_input, quoted(text) + " is no date, expected 2025, 2025-01 or 2025-01-20",
                  place(index_of(name), cells));
    return day;
  }

  Result<void> actor(const Cells& cells) {
    ActorRow row;
    row.id = cell(cells, "id");
    row.kind = cell(cells, "kind");
    row.party = cell(cells, "party");
    row.canonical = cell(cells, "canonical");
    row.role = cell(cells, "role");
    row.org = cell(cells, "org");
    row.zh_hans = forms_of(cell(cells, "zh_hans"));
    row.zh_hant = forms_of(cell(cells, "zh_hant"));
    row.en = forms_of(cell(cells, "en"));
    row.adj = forms_of(cell(cells, "adj"));
    row.context = forms_of(cell(cells, "context"));
    row.compound = forms_of(cell(cells, "compound"));
    row.metonym = forms_of(cell(cells, "metonym"));
    LOC_TRY(row.from, date(cells, "from"));
    LOC_TRY(row.to, date(cells, "to"));
    return add_actor_row(book_, row, place(0));
  }

  Result<void> term(const Cells& cells) {
    TermRow row;
    const std::string_view kind = cell(cells, "kind");
    const auto parsed = parse_term_kind(kind);
    if (!parsed) {
      std::vector<std::string_view> names;
      for (std::size_t i = 0; i < term_kind_count; ++i) names.push_back(to_string(static_cast<TermKind>(i)));
      return fail(ErrorCode::bad_input, "unknown kind " + quoted(std::string(kind)) + did_you_mean(kind, names), place(0));
    }
    row.kind = *parsed;
    const auto language = parse_language_cell(cell(cells, "lang"));
    if (!language)
      return fail(ErrorCode::bad_input, "unknown language " + quoted(cell(cells, "lang")) +
                  ", expected zh, zh-Hans, zh-Hant or en", place(index_of("lang"), cells));
    row.language = *language;
    row.cls = cell(cells, "cls");
    row.value = cell(cells, "value");
    row.forms = forms_of(cell(cells, "forms"));
    if (const auto weight = cell(cells, "weight"); !weight.empty()) {
      const auto [end, error] = std::from_chars(weight.data(), weight.data() + weight.size(), row.weight);
      if (error != std::errc() || end != weight.data() + weight.size())
        return fail(ErrorCode::bad_input, "weight " + quoted(weight) + " is no whole number",
                    place(index_of("weight"), cells));
    }
    return add_term_row(book_, row, place(0));
  }

  Codebook& book_;
  const std::string& file_;
  std::vector<std::string> columns_;
  std::size_t number_ = 0;
};

}  // namespace

Result<void> read_codebook_tsv(Codebook& book, std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  TsvReader reader(book, file);
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    LOC_CHECK(reader.line(text.substr(at, end - at), ++number));
    at = end + 1;
  }
  return {};
}

}  // namespace locarno
