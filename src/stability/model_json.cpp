// Read section by section: makers and options, states, moves, preferences. Each section fills in what is absent.
#include "stability/model_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include "base/decimal.hpp"
#include "model/json_tree.hpp"
#include "model/nearest.hpp"
#include "stability/statements.hpp"

namespace locarno::stability {
namespace {

using Kind = JsonValue::Kind;
constexpr std::size_t most_options = 63, most_bytes = std::size_t{1} << 30;

std::string short_of(std::string_view text) { return std::string(text.substr(0, 60)); }

std::optional<std::int64_t> whole(const JsonValue& value) {
  std::int64_t number = 0;
  if (value.kind != Kind::number && value.kind != Kind::string) return std::nullopt;
  const char* end = value.text.data() + value.text.size();
  const auto [at, error] = std::from_chars(value.text.data(), end, number);
  if (error != std::errc() || at != end || value.text.empty()) return std::nullopt;
  return number;
}

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& file, const Run& run) : bytes_(bytes), file_(file), run_(run) {}

  Result<CheckedModel> run() {
    LOC_TRY(root_, parse_json(bytes_, file_));
    if (root_.kind != Kind::object) return flaw(root_, "a model is an object with the keys dms, options, states, preferences");
    LOC_CHECK(once(root_));
    words();
    LOC_CHECK(makers());
    LOC_CHECK(options());
    LOC_CHECK(owners());
    LOC_CHECK(one_way());
    LOC_CHECK(infeasible());
    LOC_CHECK(states());
    LOC_CHECK(moves());
    LOC_CHECK(preferences());
    LOC_CHECK(unknown());
    auto checked = check(std::move(m_));
    if (!checked) return fail(checked.error().code, checked.error().what, file_);
    return checked;
  }

 private:
  Failure flaw(const JsonValue& at, std::string what) const { return fail(ErrorCode::bad_input, std::move(what), json_place(bytes_, at.at, file_)); }
  const JsonValue* get(std::string_view key) const {
    const JsonValue* value = root_.find(key);
    return value != nullptr && value->kind == Kind::null ? nullptr : value;
  }
  Result<void> once(const JsonValue& object) const {
    std::set<std::string_view> seen;
    for (const auto& [key, value] : object.members)
      if (!seen.insert(key).second) return flaw(value, fmt::format("'{}' stands twice in this object", short_of(key)));
    return {};
  }

  void words() {
    const auto text = [&](const char* key) {
      const JsonValue* value = get(key);
      return value != nullptr && value->kind == Kind::string ? value->text : std::string();
    };
    m_.id = text("id");
    m_.title = text("title");
    m_.citation = text("citation");
    m_.notes = text("notes");
    const JsonValue* seen = get("source_seen");
    m_.source_seen = seen != nullptr && seen->text == "true";
  }

  Result<void> makers() {
    const JsonValue* list = get("dms");
    if (list == nullptr || list->kind != Kind::list) return flaw(list == nullptr ? root_ : *list, "the list 'dms' of decision makers is missing");
    for (const JsonValue& maker : list->items) {
      const JsonValue* name = maker.kind == Kind::string ? &maker : maker.find("name");
      if (name == nullptr || name->kind != Kind::string || name->text.empty()) return flaw(maker, "this decision maker has no name");
      for (const DecisionMaker& other : m_.makers)
        if (other.name == name->text) return flaw(*name, fmt::format("two decision makers are called '{}'", short_of(name->text)));
      m_.makers.push_back({name->text, {}});
    }
    if (m_.makers.empty() || m_.makers.size() > 16) return flaw(*list, fmt::format("{} decision makers; there must be 1 to 16", m_.makers.size()));
    return {};
  }

  Result<Direction> direction(const JsonValue& option) const {
    const JsonValue* value = option.kind == Kind::object ? option.find("direction") : nullptr;
    if (value == nullptr || value->kind == Kind::null) return Direction::both;
    const std::string& text = value->text;
    if (text == "both" || text.empty()) return Direction::both;
    if (text == "fwd" || text == "forward") return Direction::forward;
    if (text == "back" || text == "bwd" || text == "backward") return Direction::backward;
    if (text == "fixed" || text == "none") return Direction::fixed;
    return flaw(*value, fmt::format("the direction '{}' is none of both, fwd, back, fixed", short_of(text)));
  }

  Result<void> options() {
    const JsonValue* list = get("options");
    if (list == nullptr) return {};
    if (list->kind != Kind::list) return flaw(*list, "'options' is a list");
    if (list->items.size() > most_options) return flaw(*list, fmt::format("{} options; at most {} can be told apart", list->items.size(), most_options));
    for (const JsonValue& option : list->items) {
      const JsonValue* name = option.kind == Kind::string ? &option : option.find("name");
      if (name == nullptr || name->kind != Kind::string || name->text.empty()) return flaw(option, "this option has no name");
      LOC_TRY(const Direction way, direction(option));
      m_.options.push_back({name->text, none_, way});
      const JsonValue* owner = option.kind == Kind::object ? option.find("dm") : nullptr;
      if (owner == nullptr || owner->kind == Kind::null) continue;
      LOC_TRY(m_.options.back().maker, maker(*owner));
    }
    return {};
  }

  /// A decision maker by name or by index from 0.
  Result<MakerIndex> maker(const JsonValue& value) const {
    for (MakerIndex k = 0; k < m_.makers.size(); ++k)
      if (value.kind == Kind::string && m_.makers[k].name == value.text) return k;
    const auto index = whole(value);
    if (value.kind == Kind::number && index && *index >= 0 && static_cast<std::size_t>(*index) < m_.makers.size()) return static_cast<MakerIndex>(*index);
    return flaw(value, fmt::format("'{}' is no decision maker of this model", short_of(value.text)));
  }

  Result<MakerIndex> maker_called(const std::string& name, const JsonValue& at) const {
    std::vector<std::string_view> known;
    for (MakerIndex k = 0; k < m_.makers.size(); ++k) {
      if (m_.makers[k].name == name) return k;
      known.push_back(m_.makers[k].name);
    }
    return flaw(at, fmt::format("no decision maker is called '{}'{}", short_of(name), did_you_mean(name, known)));
  }

  /// An option by index from 0, or by name where only one has it.
  Result<OptionIndex> option(const JsonValue& value) const {
    const auto index = whole(value);
    if (value.kind == Kind::number && index && *index >= 0 && static_cast<std::size_t>(*index) < m_.options.size()) return static_cast<OptionIndex>(*index);
    const auto is_it = [&](const Option& o) { return value.kind == Kind::string && o.name == value.text; };
    const auto at = std::find_if(m_.options.begin(), m_.options.end(), is_it);
    if (at == m_.options.end()) return flaw(value, fmt::format("'{}' is no option of this model; they are counted from 0", short_of(value.text)));
    if (std::find_if(at + 1, m_.options.end(), is_it) != m_.options.end()) return flaw(value, fmt::format("two options are called '{}'", short_of(value.text)));
    return static_cast<OptionIndex>(at - m_.options.begin());
  }

  /// The options each decision maker lists must be those that name it; either list may be absent.
  Result<void> owners() {
    const JsonValue& list = *get("dms");
    for (MakerIndex k = 0; k < m_.makers.size(); ++k) {
      const JsonValue* own = list.items[k].kind == Kind::object ? list.items[k].find("options") : nullptr;
      if (own == nullptr || own->kind == Kind::null) continue;
      if (own->kind != Kind::list) return flaw(*own, "the options of a decision maker are a list");
      for (const JsonValue& value : own->items) {
        LOC_TRY(const OptionIndex o, option(value));
        MakerIndex& owner = m_.options[o].maker;
        if (owner != none_ && owner != k)
          return flaw(value, fmt::format("option '{}' belongs to '{}' and to '{}'", short_of(m_.options[o].name), m_.makers[owner].name, m_.makers[k].name));
        owner = k;
      }
    }
    for (OptionIndex o = 0; o < m_.options.size(); ++o) {
      if (m_.options[o].maker == none_) return flaw(get("options")->items[o], fmt::format("nobody controls the option '{}'", short_of(m_.options[o].name)));
      m_.makers[m_.options[o].maker].options.push_back(o);
    }
    return {};
  }

  /// "irreversible": an entry that is just an option's name makes it one-way where the option itself says nothing.
  Result<void> one_way() {
    const JsonValue* list = get("irreversible");
    if (list == nullptr || list->kind != Kind::list) return {};
    for (const JsonValue& entry : list->items) {
      for (OptionIndex o = 0; o < m_.options.size(); ++o) {
        const JsonValue& written = get("options")->items[o];
        const bool says = written.kind == Kind::object && written.find("direction") != nullptr;
        if (entry.kind == Kind::string && entry.text == m_.options[o].name && !says) m_.options[o].direction = Direction::forward;
      }
    }
    return {};
  }

  Result<void> infeasible() {
    const JsonValue* list = get("infeasible");
    if (list == nullptr) return {};
    if (list->kind != Kind::list) return flaw(*list, "'infeasible' is a list of patterns or statements");
    const OptionNames names(m_.makers, m_.options);
    for (const JsonValue& value : list->items) {
      if (value.kind != Kind::string) return flaw(value, "an infeasible pattern is a text of Y, N and -, or a statement");
      LOC_TRY(Statement rule, rule_of(value, names));
      infeasible_.push_back(std::move(rule));
    }
    return {};
  }
  Result<Statement> rule_of(const JsonValue& value, const OptionNames& names) const {
    const std::string where = json_place(bytes_, value.at + 1, file_);
    if (is_pattern(value.text) && value.text.size() > 1) return parse_pattern(value.text, m_.options.size(), where);
    return parse_statement(value.text, names, where);
  }

  Result<void> states() {
    const JsonValue* list = get("states");
    if (list != nullptr && list->kind != Kind::list) return flaw(*list, "'states' is a list");
    if (list == nullptr) {
      if (m_.options.empty()) return flaw(root_, "there are neither states nor options");
      if (infeasible_.empty() && m_.options.size() <= 26) return {};
      auto masks = feasible_masks(m_.options.size(), infeasible_, run_);
      if (!masks) return fail(masks.error().code, masks.error().what, file_);
      m_.masks = std::move(*masks);
      if (m_.masks.empty()) return flaw(*get("infeasible"), "no state is feasible");
      return {};
    }
    if (list->items.empty()) return flaw(*list, "there is no state");
    bool has_labels = false;
    for (const JsonValue& state : list->items) {
      LOC_CHECK(one_state(state));
      has_labels = has_labels || !m_.labels.back().empty();
    }
    if (!has_labels) m_.labels.clear();
    return {};
  }

  Result<void> one_state(const JsonValue& state) {
    if (state.kind != Kind::object && !whole(state)) return flaw(state, "a state is an object with id, mask or yn, and label");
    LOC_CHECK(once(state));
    const JsonValue* named = state.kind == Kind::object ? state.find("id") : &state;
    std::int64_t id = static_cast<std::int64_t>(m_.masks.size()) + 1;
    if (named != nullptr) {
      const auto number = whole(*named);
      if (!number) return flaw(*named, fmt::format("the id '{}' is no whole number", short_of(named->text)));
      id = *number;
    }
    if (!by_id_.emplace(id, static_cast<StateIndex>(m_.masks.size())).second) return flaw(state, fmt::format("two states have the id {}", id));
    LOC_TRY(const Mask mask, mask_of(state));
    const JsonValue* label = state.find("label");
    m_.ids.push_back(id);
    m_.masks.push_back(mask);
    m_.labels.push_back(label != nullptr && label->kind == Kind::string ? label->text : loose_);
    return {};
  }

  Result<Mask> mask_of(const JsonValue& state) {
    const JsonValue* yn = state.find("yn");
    const JsonValue* number = state.find("mask");
    loose_.clear();
    Mask mask = 0;
    if (yn != nullptr && yn->kind == Kind::string) {
      LOC_TRY(const Statement pattern, parse_pattern(yn->text, m_.options.size(), json_place(bytes_, yn->at + 1, file_)));
      for (std::size_t o = 0; o < yn->text.size(); ++o) mask |= Mask{yn->text[o] == 'Y' || yn->text[o] == 'y'} << o;
      if (yn->text.find('-') != std::string::npos) loose_ = yn->text;  // several combinations that count as one state
    }
    if (number != nullptr && number->kind != Kind::null) {
      const auto value = whole(*number);
      if (!value || *value < 0 || static_cast<Mask>(*value) >> m_.options.size() != 0) return flaw(*number, fmt::format("the mask '{}' takes an option that does not exist", short_of(number->text)));
      if (yn != nullptr && loose_.empty() && static_cast<Mask>(*value) != mask) return flaw(*number, fmt::format("the mask {} and the pattern '{}' are not the same state", *value, yn->text));
      mask = static_cast<Mask>(*value);
    }
    for (const Statement& rule : infeasible_)
      if (loose_.empty() && (yn != nullptr || number != nullptr) && rule.holds(mask)) return flaw(state, fmt::format("this state is listed, and infeasible by '{}'", rule.source));
    return mask;
  }

  /// A state by id, by Y/N pattern or by label.
  Result<StateIndex> state(const JsonValue& value) const {
    if (const auto id = whole(value)) {
      if (const auto at = by_id_.find(*id); at != by_id_.end()) return at->second;
      if (by_id_.empty() && *id >= 1 && static_cast<std::size_t>(*id) <= m_.states()) return static_cast<StateIndex>(*id - 1);
    }
    if (value.kind == Kind::string)
      if (const auto found = find_state(m_, value.text)) return *found;
    return flaw(value, fmt::format("'{}' is no state of this model", short_of(value.text)));
  }

  Result<void> moves() {
    const JsonValue* moves = get("moves");
    if (moves == nullptr) return {};
    const JsonValue* kind = moves->find("kind");
    const JsonValue* arcs = moves->find("arcs");
    if (kind != nullptr && kind->text != "explicit" && kind->text != "options" && kind->text != "option")
      return flaw(*kind, fmt::format("moves of the kind '{}'; expected explicit or options", short_of(kind->text)));
    const bool is_explicit = kind == nullptr ? arcs != nullptr : kind->text == "explicit";
    if (!is_explicit) return {};
    if (arcs == nullptr || arcs->kind != Kind::object) return flaw(*moves, "explicit moves need 'arcs': a list of [from, to] for each decision maker");
    LOC_CHECK(once(*arcs));
    m_.arcs.resize(m_.makers.size());
    for (const auto& [name, list] : arcs->members) {
      LOC_TRY(const MakerIndex who, maker_called(name, list));
      LOC_CHECK(arcs_of(list, m_.arcs[who]));
    }
    return {};
  }

  Result<void> arcs_of(const JsonValue& list, std::vector<Arc>& to) const {
    if (list.kind != Kind::list) return flaw(list, "the moves of a decision maker are a list of [from, to]");
    for (const JsonValue& pair : list.items) {
      if (pair.kind != Kind::list || pair.items.size() != 2) return flaw(pair, "a move is [from, to]");
      LOC_TRY(const StateIndex from, state(pair.items[0]));
      LOC_TRY(const StateIndex target, state(pair.items[1]));
      if (from == target) return flaw(pair, "this move goes nowhere");
      to.push_back({from, target});
    }
    std::sort(to.begin(), to.end());
    to.erase(std::unique(to.begin(), to.end()), to.end());
    return {};
  }

  /// The section `key` of decision maker k: an object by name, or a list in the order of the decision makers.
  Result<const JsonValue*> of_maker(const char* key, MakerIndex k) const {
    const JsonValue* section = get(key);
    if (section == nullptr) return nullptr;
    if (section->kind == Kind::list && section->items.size() == m_.makers.size()) return &section->items[k];
    if (section->kind != Kind::object) return flaw(*section, fmt::format("'{}' has an entry for each decision maker, by name", key));
    LOC_CHECK(once(*section));
    for (const auto& [name, value] : section->members) LOC_CHECK(maker_called(name, value));
    return section->find(m_.makers[k].name);
  }

  Result<void> preferences() {
    for (MakerIndex k = 0; k < m_.makers.size(); ++k) {
      LOC_TRY(const JsonValue* ranking, of_maker("preferences", k));
      LOC_TRY(const JsonValue* statements, of_maker("statements", k));
      LOC_TRY(const JsonValue* weights, of_maker("weights", k));
      m_.preferences.emplace_back();
      if (ranking != nullptr && ranking->kind == Kind::list) {
        LOC_CHECK(by_ranking(*ranking, k));
      } else if (statements != nullptr) {
        LOC_CHECK(by_statements(*statements, k));
      } else if (weights != nullptr) {
        LOC_CHECK(by_weights(*weights, k));
      } else {
        return flaw(ranking == nullptr ? root_ : *ranking, fmt::format("'{}' has no preferences: a ranking of states, statements or weights", short_of(m_.makers[k].name)));
      }
    }
    return {};
  }

  /// Best first; a list inside is a tie; ">>" stands where what follows is greatly less preferred.
  Result<void> by_ranking(const JsonValue& ranking, MakerIndex k) {
    std::vector<std::uint32_t> place(m_.states(), ~std::uint32_t{0}), band(m_.states(), 0);
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
        LOC_TRY(const StateIndex s, state(one));
        if (place[s] != ~std::uint32_t{0}) return flaw(one, fmt::format("'{}' ranks state {} twice", short_of(m_.makers[k].name), m_.id_of(s)));
        place[s] = rank;
        band[s] = degree;
        ++ranked;
      }
      if (tie == nullptr || !tie->empty()) ++rank;
    }
    if (ranked < m_.states()) {
      const auto missing = static_cast<StateIndex>(std::find(place.begin(), place.end(), ~std::uint32_t{0}) - place.begin());
      return flaw(ranking, fmt::format("'{}' ranks {} of {} states; state {} is missing", short_of(m_.makers[k].name), ranked, m_.states(), m_.id_of(missing)));
    }
    for (std::uint32_t& v : place) v = rank - 1 - v;
    for (std::uint32_t& v : band) v = degree - v;
    m_.preferences[k].value = std::move(place);
    if (degree > 0) m_.preferences[k].band = std::move(band);
    return {};
  }

  Result<void> by_statements(const JsonValue& list, MakerIndex k) {
    if (list.kind != Kind::list) return flaw(list, "statements are a list, the most important first");
    const OptionNames names(m_.makers, m_.options);
    std::vector<Statement> statements;
    for (const JsonValue& value : list.items) {
      if (value.kind != Kind::string && value.kind != Kind::number) return flaw(value, "a statement is a text");
      LOC_TRY(Statement statement, rule_of(value, names));
      statements.push_back(std::move(statement));
    }
    LOC_TRY(m_.preferences[k].value, rank_by_statements({m_.masks, m_.options.size()}, statements, run_));
    return {};
  }

  /// {"statement": weight, ...}
  Result<void> by_weights(const JsonValue& object, MakerIndex k) {
    if (object.kind != Kind::object) return flaw(object, "weights are an object: statement and weight");
    const OptionNames names(m_.makers, m_.options);
    std::vector<Weighted> terms;
    for (const auto& [source, value] : object.members) {
      const auto weight = value.kind == Kind::number || value.kind == Kind::string ? parse_exact(value.text) : std::nullopt;
      if (!weight) return flaw(value, fmt::format("the weight '{}' is no number", short_of(value.text)));
      auto statement = parse_statement(source, names, "");
      if (!statement) return flaw(value, "before this weight: " + statement.error().what);
      terms.push_back({std::move(*statement), *weight});
    }
    auto values = rank_by_weights({m_.masks, m_.options.size()}, terms, run_);
    if (!values) return flaw(object, values.error().what);
    m_.preferences[k].value = std::move(*values);
    return {};
  }

  Result<void> unknown() {
    for (MakerIndex k = 0; k < m_.makers.size(); ++k) {
      LOC_TRY(const JsonValue* pairs, of_maker("unknown", k));
      if (pairs == nullptr || pairs->kind == Kind::null) continue;
      if (pairs->kind != Kind::list) return flaw(*pairs, "unknown preferences are a list of pairs of states");
      auto& to = m_.preferences[k].unknown;
      for (const JsonValue& pair : pairs->items) {
        if (pair.kind != Kind::list || pair.items.size() != 2) return flaw(pair, "a pair of states is expected here");
        LOC_TRY(const StateIndex a, state(pair.items[0]));
        LOC_TRY(const StateIndex b, state(pair.items[1]));
        if (a == b) return flaw(pair, "a state cannot be compared with itself");
        to.emplace_back(std::min(a, b), std::max(a, b));
      }
      std::sort(to.begin(), to.end());
      to.erase(std::unique(to.begin(), to.end()), to.end());
    }
    return {};
  }

  static constexpr MakerIndex none_ = ~MakerIndex{0};
  std::string_view bytes_;
  const std::string& file_;
  const Run& run_;
  JsonValue root_;
  Model m_;
  std::vector<Statement> infeasible_;
  std::map<std::int64_t, StateIndex> by_id_;
  std::string loose_;  ///< the pattern of the state at hand when it leaves options open
};

}  // namespace

Result<CheckedModel> read_model(std::string_view bytes, const std::string& file, const Run& run) { return Reader(bytes, file, run).run(); }

Result<CheckedModel> load_model(const std::string& path, const Run& run) {
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path)) return fail(ErrorCode::io, "cannot open this file", path);
  in.seekg(0, std::ios::end);
  if (in.tellg() > static_cast<std::streamoff>(most_bytes)) return fail(ErrorCode::bad_input, "a model of more than 1 GiB is not read", path);
  in.seekg(0);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  if (in.bad()) return fail(ErrorCode::io, "cannot read this file", path);
  return read_model(bytes, path, run);
}

}  // namespace locarno::stability
