// What each decision maker would rather have: a ranking, statements or weights, and the pairs of unknown order.
#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.hpp"
#include "stability/model_json_parts.hpp"

namespace locarno::stability {
namespace {

class PreferenceReader {
 public:
  explicit PreferenceReader(HalfRead& half) : half_(half) {}

  /// Best first; a list inside is a tie; ">>" stands where what follows is greatly less preferred.
  Result<void> by_ranking(const JsonValue& ranking, MakerIndex k) {
    std::vector<std::uint32_t> place(half_.m.states(), ~std::uint32_t{0}), band(half_.m.states(), 0);
    std::uint32_t rank = 0, degree = 0;
    std::size_t ranked = 0;
    for (const JsonValue& entry : ranking.items) {
      if (entry.kind == Kind::string && entry.text == ">") continue;
      if (entry.kind == Kind::string && entry.text == ">>") {
        ++degree;
        continue;
      }
      const std::vector<JsonValue>* tie = entry.kind == Kind::list ? &entry.items : nullptr;
      for (std::size_t i = 0; i < (tie == nullptr ? 1 : tie->size()); ++i) {
        const JsonValue& one = tie == nullptr ? entry : (*tie)[i];
        LOC_TRY(const StateIndex s, half_.state(one));
        if (place[s] != ~std::uint32_t{0}) return half_.flaw(one, fmt::format("'{}' ranks state {} twice", short_of(half_.m.makers[k].name), half_.m.id_of(s)));
        place[s] = rank;
        band[s] = degree;
        ++ranked;
      }
      if (tie == nullptr || !tie->empty()) ++rank;
    }
    if (ranked < half_.m.states()) {
      const auto missing = static_cast<StateIndex>(std::find(place.begin(), place.end(), ~std::uint32_t{0}) - place.begin());
      return half_.flaw(ranking, fmt::format("'{}' ranks {} of {} states; state {} is missing", short_of(half_.m.makers[k].name), ranked, half_.m.states(), half_.m.id_of(missing)));
    }
    for (std::uint32_t& v : place) v = rank - 1 - v;
    for (std::uint32_t& v : band) v = degree - v;
    half_.m.preferences[k].value = std::move(place);
    if (degree > 0) half_.m.preferences[k].band = std::move(band);
    return {};
  }

  Result<void> by_statements(const JsonValue& list, MakerIndex k) {
    if (list.kind != Kind::list) return half_.flaw(list, "statements are a list, the most important first");
    const OptionNames names(half_.m.makers, half_.m.options);
    std::vector<Statement> statements;
    for (const JsonValue& value : list.items) {
      if (value.kind != Kind::string && value.kind != Kind::number) return half_.flaw(value, "a statement is a text");
      LOC_TRY(Statement statement, half_.rule_of(value, names));
      statements.push_back(std::move(statement));
    }
    LOC_TRY(half_.m.preferences[k].value, rank_by_statements({half_.m.masks, half_.m.options.size()}, statements, half_.run));
    return {};
  }

  /// {"statement": weight, ...}
  Result<void> by_weights(const JsonValue& object, MakerIndex k) {
    if (object.kind != Kind::object) return half_.flaw(object, "weights are an object: statement and weight");
    const OptionNames names(half_.m.makers, half_.m.options);
    std::vector<Weighted> terms;
    for (const auto& [source, value] : object.members) {
      const auto weight = value.kind == Kind::number || value.kind == Kind::string ? parse_exact(value.text) : std::nullopt;
      if (!weight) return half_.flaw(value, fmt::format("the weight '{}' is no number", short_of(value.text)));
      auto statement = parse_statement(source, names, "");
      if (!statement) return half_.flaw(value, "before this weight: " + statement.error().what);
      terms.push_back({std::move(*statement), *weight});
    }
    auto values = rank_by_weights({half_.m.masks, half_.m.options.size()}, terms, half_.run);
    if (!values) return half_.flaw(object, values.error().what);
    half_.m.preferences[k].value = std::move(*values);
    return {};
  }

  Result<void> preferences() {
    for (MakerIndex k = 0; k < half_.m.makers.size(); ++k) {
      LOC_TRY(const JsonValue* ranking, half_.of_maker("preferences", k));
      LOC_TRY(const JsonValue* statements, half_.of_maker("statements", k));
      LOC_TRY(const JsonValue* weights, half_.of_maker("weights", k));
      half_.m.preferences.emplace_back();
      if (ranking != nullptr && ranking->kind == Kind::list) {
        LOC_CHECK(by_ranking(*ranking, k));
      } else if (statements != nullptr) {
        LOC_CHECK(by_statements(*statements, k));
      } else if (weights != nullptr) {
        LOC_CHECK(by_weights(*weights, k));
      } else {
        return half_.flaw(ranking == nullptr ? half_.root : *ranking, fmt::format("'{}' has no preferences: a ranking of states, statements or weights", short_of(half_.m.makers[k].name)));
      }
    }
    return {};
  }

  Result<void> unknown() {
    for (MakerIndex k = 0; k < half_.m.makers.size(); ++k) {
      LOC_TRY(const JsonValue* pairs, half_.of_maker("unknown", k));
      if (pairs == nullptr || pairs->kind == Kind::null) continue;
      if (pairs->kind != Kind::list) return half_.flaw(*pairs, "unknown preferences are a list of pairs of states");
      auto& to = half_.m.preferences[k].unknown;
      for (const JsonValue& pair : pairs->items) {
        if (pair.kind != Kind::list || pair.items.size() != 2) return half_.flaw(pair, "a pair of states is expected here");
        LOC_TRY(const StateIndex a, half_.state(pair.items[0]));
        LOC_TRY(const StateIndex b, half_.state(pair.items[1]));
        if (a == b) return half_.flaw(pair, "a state cannot be compared with itself");
        to.emplace_back(std::min(a, b), std::max(a, b));
      }
      std::sort(to.begin(), to.end());
      to.erase(std::unique(to.begin(), to.end()), to.end());
    }
    return {};
  }

 private:
  HalfRead& half_;
};

}  // namespace

Result<void> read_preferences(HalfRead& half) {
  PreferenceReader reader(half);
  LOC_CHECK(reader.preferences());
  return reader.unknown();
}

}  // namespace locarno::stability
