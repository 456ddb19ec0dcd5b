// The TOML form of a codebook (docs/codebook.md): [[actor]] and [[term]] tables.
#include <toml++/toml.h>

#include <algorithm>

#include "model/codebook_builder.hpp"

namespace locarno {
namespace {

const std::vector<std::string_view> top_keys = {"actor", "term"};
const std::vector<std::string_view> actor_keys = {"id", "kind", "party", "canonical", "zh_hans", "zh_hant", "en", "adj",
                                                  "context", "compound", "metonym", "role", "org", "from", "to", "note"};
const std::vector<std::string_view> term_keys = {"kind", "lang", "cls", "value", "forms", "weight", "note"};

std::string place(const std::string& file, const toml::source_region& source) {
  return file + ":" + std::to_string(source.begin.line) + ":" + std::to_string(source.begin.column);
}

Result<void> check_keys(const toml::table& table, const std::vector<std::string_view>& known, const std::string& file) {
  for (const auto& [key, value] : table)
    if (std::find(known.begin(), known.end(), key.str()) == known.end())
      return fail(ErrorCode::bad_input, "unknown key " + quoted(std::string(key.str())) + did_you_mean(key.str(), known),
                  place(file, key.source()));
  return {};
}

/// One table of the file, with its place for messages.
class Row {
 public:
  Row(const toml::table& table, const std::string& file) : table_(table), file_(file) {}

  Result<std::string> text(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return std::string();
    const auto value = node->value_exact<std::string>();
    if (!value) return wrong(key, *node, "a string");
    return *value;
  }

  Result<std::vector<std::string>> texts(std::string_view key) const {
    std::vector<std::string> list;
    const toml::node* node = table_.get(key);
    if (node == nullptr) return list;
    if (const auto one = node->value_exact<std::string>()) return std::vector<std::string>{*one};
    if (!node->is_array()) return wrong(key, *node, "a string or a list of strings");
    for (const toml::node& element : *node->as_array()) {
      const auto value = element.value_exact<std::string>();
      if (!value) return wrong(key, element, "a string");
      list.push_back(*value);
    }
    return list;
  }

  Result<std::optional<Date>> date(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return std::optional<Date>();
    std::optional<Date> day;
    if (const auto value = node->value_exact<toml::date>()) {
      day = Date{static_cast<std::int16_t>(value->year), value->month, value->day};
    } else if (const auto written = node->value_exact<std::string>()) {
      day = parse_date(*written);
    } else if (const auto year = node->value_exact<std::int64_t>()) {
      day = parse_date(std::to_string(*year));
    }
    if (!day) return wrong(key, *node, "a date such as 2025-01-20, \"2025-01\" or \"2025\"");
    return day;
  }

  Result<int> whole(std::string_view key, int otherwise) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return otherwise;
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < -1000000 || *value > 1000000) return wrong(key, *node, "a whole number");
    return static_cast<int>(*value);
  }

  std::string where() const { return place(file_, table_.source()); }
  std::string where(std::string_view key) const {
    const toml::node* node = table_.get(key);
    return node == nullptr ? where() : place(file_, node->source());
  }

 private:
  Failure wrong(std::string_view key, const toml::node& node, const char* expected) const {
    return fail(ErrorCode::bad_input, quoted(key) + " must be " + expected, place(file_, node.source()));
  }

  const toml::table& table_;
  const std::string& file_;
};

Result<void> read_actor(Codebook& book, const toml::table& table, const std::string& file) {
  LOC_CHECK(check_keys(table, actor_keys, file));
  const Row in(table, file);
  ActorRow row;
  LOC_TRY(row.id, in.text("id"));
  LOC_TRY(row.kind, in.text("kind"));
  LOC_TRY(row.party, in.text("party"));
  LOC_TRY(row.canonical, in.text("canonical"));
  LOC_TRY(row.role, in.text("role"));
  LOC_TRY(row.org, in.text("org"));
  LOC_TRY(row.zh_hans, in.texts("zh_hans"));
  LOC_TRY(row.zh_hant, in.texts("zh_hant"));
  LOC_TRY(row.en, in.texts("en"));
  LOC_TRY(row.adj, in.texts("adj"));
  LOC_TRY(row.context, in.texts("context"));
  LOC_TRY(row.compound, in.texts("compound"));
  LOC_TRY(row.metonym, in.texts("metonym"));
  LOC_TRY(row.from, in.date("from"));
  LOC_TRY(row.to, in.date("to"));
  return add_actor_row(book, row, in.where());
}

Result<void> read_term(Codebook& book, const toml::table& table, const std::string& file) {
  LOC_CHECK(check_keys(table, term_keys, file));
  const Row in(table, file);
  TermRow row;
  LOC_TRY(const std::string kind, in.text("kind"));
  const auto parsed = parse_term_kind(kind);
  if (!parsed) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < term_kind_count; ++i) names.push_back(to_string(static_cast<TermKind>(i)));
    return fail(ErrorCode::bad_input, "unknown kind " + quoted(kind) + did_you_mean(kind, names), in.where("kind"));
  }
  row.kind = *parsed;
  LOC_TRY(const std::string language, in.text("lang"));
  const auto known = parse_language_cell(language);
  if (!known)
    return fail(ErrorCode::bad_input, "unknown language " + quoted(language) + ", expected zh, zh-Hans, zh-Hant or en",
                in.where("lang"));
  row.language = *known;
  LOC_TRY(row.cls, in.text("cls"));
  LOC_TRY(row.value, in.text("value"));
  LOC_TRY(row.forms, in.texts("forms"));
  LOC_TRY(row.weight, in.whole("weight", 1));
  return add_term_row(book, row, in.where());
}

Result<void> read_tables(Codebook& book, const toml::table& root, std::string_view key, const std::string& file,
                         Result<void> (*read)(Codebook&, const toml::table&, const std::string&)) {
  const toml::node* node = root.get(key);
  if (node == nullptr) return {};
  const toml::array* list = node->as_array();
  if (list == nullptr)
    return fail(ErrorCode::bad_input, quoted(key) + " must be written [[" + std::string(key) + "]]",
                place(file, node->source()));
  for (const toml::node& element : *list) {
    const toml::table* table = element.as_table();
    if (table == nullptr)
      return fail(ErrorCode::bad_input, "every " + quoted(key) + " must be a table", place(file, element.source()));
    LOC_CHECK(read(book, *table, file));
  }
  return {};
}

}  // namespace

Result<void> read_codebook_toml(Codebook& book, std::string_view text, const std::string& file) {
  toml::table root;
  try {
    root = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::bad_input, std::string(error.description()), place(file, error.source()));
  }
  LOC_CHECK(check_keys(root, top_keys, file));
  LOC_CHECK(read_tables(book, root, "actor", file, read_actor));
  return read_tables(book, root, "term", file, read_term);
}

}  // namespace locarno
