#include "stability/attitudes.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <set>
#include <utility>

#include "model/json_tree.hpp"
#include "model/nearest.hpp"

namespace locarno::stability {
namespace {

constexpr std::array<std::string_view, 3> names = {"neutral", "positive", "negative"};
constexpr std::array<std::string_view, 3> signs = {"0", "+", "-"};
constexpr std::size_t most_bytes = 1'000'000;

std::optional<Attitude> attitude_named(std::string_view word) {
  for (std::size_t k = 0; k < names.size(); ++k)
    if (word == names[k] || word == signs[k]) return static_cast<Attitude>(k);
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n\r");
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\n\r") - first + 1);
}

std::string short_of(std::string_view text) { return std::string(text.substr(0, 60)); }

/// The table while it is filled: what is said, once for each pair.
class Table {
 public:
  explicit Table(const Model& model) : model_(model), table_(model.makers.size(), std::vector<Attitude>(model.makers.size(), Attitude::neutral)) {
    for (std::size_t k = 0; k < table_.size(); ++k) table_[k][k] = Attitude::positive;
  }

  /// The complaint, or nothing when the name is known.
  std::optional<std::string> find(std::string_view name, std::size_t& maker) const {
    std::vector<std::string_view> known;
    for (maker = 0; maker < model_.makers.size(); ++maker) {
      if (model_.makers[maker].name == name) return std::nullopt;
      known.push_back(model_.makers[maker].name);
    }
    return fmt::format("no decision maker is called '{}'{}", short_of(name), did_you_mean(name, known));
  }
  std::optional<std::string> set(std::size_t who, std::size_t towards, std::string_view sign) {
    const auto attitude = attitude_named(sign);
    if (!attitude) return fmt::format("an attitude is +, - or 0 (positive, negative, neutral); '{}' is none of them", short_of(sign));
    if (!said_.emplace(who, towards).second)
      return fmt::format("the attitude of '{}' towards '{}' is given twice", model_.makers[who].name, model_.makers[towards].name);
    table_[who][towards] = *attitude;
    return std::nullopt;
  }
  AttitudeTable take() { return std::move(table_); }

 private:
  const Model& model_;
  AttitudeTable table_;
  std::set<std::pair<std::size_t, std::size_t>> said_;
};

std::optional<std::string> add_pair(std::string_view piece, Table& table) {
  const std::size_t sign = piece.rfind('='), colon = piece.substr(0, sign).find(':');
  if (sign == std::string_view::npos || colon == std::string_view::npos)
    return fmt::format("'{}' is no attitude; written as WHO:TOWARDS=+ (or -, or 0)", short_of(piece));
  std::size_t who = 0, towards = 0;
  if (auto complaint = table.find(trimmed(piece.substr(0, colon)), who)) return complaint;
  if (auto complaint = table.find(trimmed(piece.substr(colon + 1, sign - colon - 1)), towards)) return complaint;
  return table.set(who, towards, trimmed(piece.substr(sign + 1)));
}

}  // namespace

std::string_view to_string(Attitude attitude) { return names[static_cast<std::size_t>(attitude)]; }

Result<AttitudeTable> parse_attitudes(std::string_view line, const Model& model) {
  if (line.size() > most_bytes) return fail(ErrorCode::bad_use, "more than 1 MB of attitudes", "--attitudes");
  Table table(model);
  while (true) {
    const std::size_t comma = line.find(',');
    if (auto complaint = add_pair(trimmed(line.substr(0, comma)), table)) return fail(ErrorCode::bad_use, std::move(*complaint), "--attitudes");
    if (comma == std::string_view::npos) return table.take();
    line.remove_prefix(comma + 1);
  }
}

Result<AttitudeTable> attitudes_of_json(std::string_view bytes, const std::string& file, const Model& model) {
  if (bytes.size() > most_bytes) return fail(ErrorCode::bad_input, "more than 1 MB of attitudes", file);
  LOC_TRY(const JsonValue root, parse_json(bytes, file));
  const auto flaw = [&](const JsonValue& at, std::string what) { return fail(ErrorCode::bad_input, std::move(what), json_place(bytes, at.at, file)); };
  if (root.kind != JsonValue::Kind::object) return flaw(root, "attitudes are an object by decision maker: {\"WHO\": {\"TOWARDS\": \"+\"}}");
  Table table(model);
  for (const auto& [who_name, row] : root.members) {
    std::size_t who = 0, towards = 0;
    if (auto complaint = table.find(who_name, who)) return flaw(row, std::move(*complaint));
    if (row.kind != JsonValue::Kind::object) return flaw(row, fmt::format("the attitudes of '{}' are an object by decision maker", short_of(who_name)));
    for (const auto& [name, sign] : row.members) {
      if (auto complaint = table.find(name, towards)) return flaw(sign, std::move(*complaint));
      if (sign.kind == JsonValue::Kind::list || sign.kind == JsonValue::Kind::object) return flaw(sign, "an attitude is +, - or 0 (positive, negative, neutral)");
      if (auto complaint = table.set(who, towards, sign.text)) return flaw(sign, std::move(*complaint));
    }
  }
  return table.take();
}

}  // namespace locarno::stability
