#include "model/stability_rows.hpp"

#include "model/case_names.hpp"

namespace locarno {
namespace {

using Table = toml::table;

class StabilityRows {
 public:
  StabilityRows(CaseRows& in, const Case& c) : in_(in), case_(c) {}

  StabilitySection read(const Table& row) {
    in_.known(row, "[stability]", {"title", "source", "source_seen", "only_listed", "status_quo", "infeasible", "at_most_one", "exactly_one",
                                   "option", "state", "moves", "preference"});
    s_.where = in_.place(row);
    s_.title = in_.text(row, "title");
    s_.source_note = in_.string(row, "source", true);
    s_.source_seen = in_.truth(row, "source_seen", false);
    s_.only_listed = in_.truth(row, "only_listed", false);
    if (const toml::node* node = row.get("status_quo")) s_.status_quo = words(*node);
    s_.infeasible = list(row, "infeasible");
    s_.at_most_one = lists(row, "at_most_one");
    s_.exactly_one = lists(row, "exactly_one");
    for (const Table* one : in_.rows(row, "option")) option(*one);
    for (const Table* one : in_.rows(row, "state")) state(*one);
    for (const Table* one : in_.rows(row, "moves")) moves(*one);
    for (const Table* one : in_.rows(row, "preference")) preference(*one);
    return std::move(s_);
  }

 private:
  Placed words(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>()) return {*text, in_.place_inside(node)};
    if (const auto number = node.value_exact<std::int64_t>()) return {std::to_string(*number), in_.place(node)};
    in_.flaw(node, "expected a text here");
    return {};
  }
  std::vector<Placed> items(const toml::node& node) {
    std::vector<Placed> out;
    const toml::array* array = node.as_array();
    if (array == nullptr) {
      in_.flaw(node, "expected a list here");
      return out;
    }
    for (const toml::node& item : *array) out.push_back(words(item));
    return out;
  }
  std::vector<Placed> list(const Table& row, std::string_view key) {
    const toml::node* node = row.get(key);
    return node == nullptr ? std::vector<Placed>() : items(*node);
  }
  std::vector<std::vector<Placed>> lists(const Table& row, std::string_view key) {
    std::vector<std::vector<Placed>> out;
    const toml::node* node = row.get(key);
    if (node == nullptr) return out;
    if (node->as_array() == nullptr) {
      in_.flaw(*node, "expected a list of lists here");
      return out;
    }
    for (const toml::node& item : *node->as_array()) out.push_back(items(item));
    return out;
  }
  std::vector<std::pair<Placed, Placed>> pairs(const Table& row, std::string_view key) {
    std::vector<std::pair<Placed, Placed>> out;
    const toml::node* node = row.get(key);
    for (const std::vector<Placed>& pair : lists(row, key)) {
      if (pair.size() != 2) {
        in_.flaw(*node, "'" + std::string(key) + "' holds pairs of states");
        return out;
      }
      out.emplace_back(pair[0], pair[1]);
    }
    return out;
  }
  PartyId party(const Table& row) {
    const std::string id = in_.string(row, "party", true);
    return in_.ok() ? party_named(in_, case_, id, *row.get("party")) : PartyId::none();
  }

  void option(const Table& row) {
    in_.known(row, "[[stability.option]]", {"id", "party", "name", "direction", "issue", "option"});
    StabilityOption option;
    option.id.words = in_.string(row, "id", true);
    option.id.where = in_.place(row);
    option.party = party(row);
    option.name = in_.text(row, "name");
    if (row.get("direction") != nullptr) option.direction = in_.string(row, "direction");
    if (option.direction != "both" && option.direction != "forward" && option.direction != "backward" && option.direction != "fixed")
      in_.flaw(*row.get("direction"), "direction '" + option.direction + "', expected both, forward, backward or fixed");
    bind(row, option);
    s_.options.push_back(std::move(option));
  }
  void bind(const Table& row, StabilityOption& option) {
    const std::string issue = in_.string(row, "issue"), value = in_.string(row, "option");
    if (issue.empty() && value.empty()) return;
    for (std::size_t i = 0; i < case_.issues.size(); ++i) {
      const Issue& known = case_.issues[IssueId(i)];
      for (std::size_t o = 0; o < known.options.size(); ++o)
        if (known.id == issue && known.options[OptionId(o)].id == value) option.issue = IssueId(i), option.option = OptionId(o);
    }
    if (option.issue.is_none()) in_.flaw(row, "issue '" + issue + "' of this case has no option '" + value + "'");
  }

  void state(const Table& row) {
    in_.known(row, "[[stability.state]]", {"is", "number", "name"});
    StabilityState state;
    in_.string(row, "is", true);
    if (const toml::node* node = row.get("is"); node != nullptr && in_.ok()) state.pattern = words(*node);
    if (row.get("number") != nullptr) state.number = in_.number(row, "number", 0);
    state.name = in_.text(row, "name");
    s_.states.push_back(std::move(state));
  }

  void moves(const Table& row) {
    in_.known(row, "[[stability.moves]]", {"party", "arcs"});
    s_.moves.push_back({party(row), pairs(row, "arcs")});
  }

  void preference(const Table& row) {
    in_.known(row, "[[stability.preference]]", {"party", "statements", "ranking", "weights", "scores", "unknown", "source"});
    StabilityPreference p;
    p.where = in_.place(row);
    p.party = party(row);
    p.statements = list(row, "statements");
    ranking(row, p);
    if (const Table* weights = in_.table(row, "weights"); weights != nullptr)
      for (const auto& [key, value] : *weights)
        if (const auto weight = in_.exact(value, key.str())) p.weights.emplace_back(Placed{std::string(key.str()), in_.place(value)}, *weight);
    p.by_scores = in_.truth(row, "scores", false);
    p.unknown = pairs(row, "unknown");
    p.source_note = in_.string(row, "source", true);
    const int ways = (row.get("statements") != nullptr) + !p.ranking.empty() + !p.weights.empty() + p.by_scores;
    if (ways != 1) in_.flaw(row, "a preference is given in one of four ways: statements, ranking, weights, or scores = true");
    s_.preferences.push_back(std::move(p));
  }
  void ranking(const Table& row, StabilityPreference& p) {
    const toml::node* node = row.get("ranking");
    if (node == nullptr) return;
    if (node->as_array() == nullptr) return in_.flaw(*node, "a ranking is a list of states, best first; a list inside is a tie");
    for (const toml::node& item : *node->as_array()) {
      if (item.as_array() != nullptr) p.ranking.push_back(items(item));
      else p.ranking.push_back({words(item)});
    }
  }

  CaseRows& in_;
  const Case& case_;
  StabilitySection s_;
};

}  // namespace

std::optional<StabilitySection> read_stability(CaseRows& in, const toml::table& root, const Case& c) {
  const toml::table* row = in.table(root, "stability");
  if (row == nullptr) return std::nullopt;
  return StabilityRows(in, c).read(*row);
}

}  // namespace locarno
