// Read section by section: makers and options, states, moves; then what each would rather have (model_json_preferences.cpp). Each section
// fills in what is absent.
#include "stability/model_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "stability/model_json_parts.hpp"

namespace locarno::stability {
namespace {

constexpr std::size_t most_options = 63, most_bytes = std::size_t{1} << 30;

class Reader : private HalfRead {
 public:
  using HalfRead::HalfRead;

  Result<CheckedModel> read() {
    LOC_TRY(root, parse_json(bytes, file));
    if (root.kind != Kind::object) return flaw(root, "a model is an object with the keys dms, options, states, preferences");
    LOC_CHECK(once(root));
    words();
    LOC_CHECK(makers());
    LOC_CHECK(options());
    LOC_CHECK(owners());
    LOC_CHECK(one_way());
    LOC_CHECK(infeasible());
    LOC_CHECK(states());
    LOC_CHECK(moves());
    LOC_CHECK(read_preferences(*this));
    auto checked = check(std::move(m));
    if (!checked) return fail(checked.error().code, checked.error().what, file);
    return checked;
  }

 private:
  void words() {
    const auto text = [&](const char* key) {
      const JsonValue* value = get(key);
      return value != nullptr && value->kind == Kind::string ? value->text : std::string();
    };
    m.id = text("id");
    m.title = text("title");
    m.citation = text("citation");
    m.notes = text("notes");
    const JsonValue* seen = get("source_seen");
    m.source_seen = seen != nullptr && seen->text == "true";
  }

  Result<void> makers() {
    const JsonValue* list = get("dms");
    if (list == nullptr || list->kind != Kind::list) return flaw(list == nullptr ? root : *list, "the list 'dms' of decision makers is missing");
    for (const JsonValue& maker : list->items) {
      const JsonValue* name = maker.kind == Kind::string ? &maker : maker.find("name");
      if (name == nullptr || name->kind != Kind::string || name->text.empty()) return flaw(maker, "this decision maker has no name");
      for (const DecisionMaker& other : m.makers)
        if (other.name == name->text) return flaw(*name, fmt::format("two decision makers are called '{}'", short_of(name->text)));
      m.makers.push_back({name->text, {}});
    }
    if (m.makers.empty() || m.makers.size() > 16) return flaw(*list, fmt::format("{} decision makers; there must be 1 to 16", m.makers.size()));
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
      m.options.push_back({name->text, none_, way});
      const JsonValue* owner = option.kind == Kind::object ? option.find("dm") : nullptr;
      if (owner == nullptr || owner->kind == Kind::null) continue;
      LOC_TRY(m.options.back().maker, maker(*owner));
    }
    return {};
  }

  /// A decision maker by name or by index from 0.
  Result<MakerIndex> maker(const JsonValue& value) const {
    for (MakerIndex k = 0; k < m.makers.size(); ++k)
      if (value.kind == Kind::string && m.makers[k].name == value.text) return k;
    const auto index = whole(value);
    if (value.kind == Kind::number && index && *index >= 0 && static_cast<std::size_t>(*index) < m.makers.size()) return static_cast<MakerIndex>(*index);
    return flaw(value, fmt::format("'{}' is no decision maker of this model", short_of(value.text)));
  }

  /// An option by index from 0, or by name where only one has it.
  Result<OptionIndex> option(const JsonValue& value) const {
    const auto index = whole(value);
    if (value.kind == Kind::number && index && *index >= 0 && static_cast<std::size_t>(*index) < m.options.size()) return static_cast<OptionIndex>(*index);
    const auto is_it = [&](const Option& o) { return value.kind == Kind::string && o.name == value.text; };
    const auto at = std::find_if(m.options.begin(), m.options.end(), is_it);
    if (at == m.options.end()) return flaw(value, fmt::format("'{}' is no option of this model; they are counted from 0", short_of(value.text)));
    if (std::find_if(at + 1, m.options.end(), is_it) != m.options.end()) return flaw(value, fmt::format("two options are called '{}'", short_of(value.text)));
    return static_cast<OptionIndex>(at - m.options.begin());
  }

  /// The options each decision maker lists must be those that name it; either list may be absent.
  Result<void> owners() {
    const JsonValue& list = *get("dms");
    for (MakerIndex k = 0; k < m.makers.size(); ++k) {
      const JsonValue* own = list.items[k].kind == Kind::object ? list.items[k].find("options") : nullptr;
      if (own == nullptr || own->kind == Kind::null) continue;
      if (own->kind != Kind::list) return flaw(*own, "the options of a decision maker are a list");
      for (const JsonValue& value : own->items) {
        LOC_TRY(const OptionIndex o, option(value));
        MakerIndex& owner = m.options[o].maker;
        if (owner != none_ && owner != k)
          return flaw(value, fmt::format("option '{}' belongs to '{}' and to '{}'", short_of(m.options[o].name), m.makers[owner].name, m.makers[k].name));
        owner = k;
      }
    }
    for (OptionIndex o = 0; o < m.options.size(); ++o) {
      if (m.options[o].maker == none_) return flaw(get("options")->items[o], fmt::format("nobody controls the option '{}'", short_of(m.options[o].name)));
      m.makers[m.options[o].maker].options.push_back(o);
    }
    return {};
  }

  /// "irreversible": an entry that is just an option's name makes it one-way where the option itself says nothing.
  Result<void> one_way() {
    const JsonValue* list = get("irreversible");
    if (list == nullptr || list->kind != Kind::list) return {};
    for (const JsonValue& entry : list->items) {
      for (OptionIndex o = 0; o < m.options.size(); ++o) {
        const JsonValue& written = get("options")->items[o];
        const bool says = written.kind == Kind::object && written.find("direction") != nullptr;
        if (entry.kind == Kind::string && entry.text == m.options[o].name && !says) m.options[o].direction = Direction::forward;
      }
    }
    return {};
  }

  Result<void> infeasible() {
    const JsonValue* list = get("infeasible");
    if (list == nullptr) return {};
    if (list->kind != Kind::list) return flaw(*list, "'infeasible' is a list of patterns or statements");
    const OptionNames names(m.makers, m.options);
    for (const JsonValue& value : list->items) {
      if (value.kind != Kind::string) return flaw(value, "an infeasible pattern is a text of Y, N and -, or a statement");
      LOC_TRY(Statement rule, rule_of(value, names));
      ruled_out.push_back(std::move(rule));
    }
    return {};
  }

  Result<void> states() {
    const JsonValue* list = get("states");
    if (list != nullptr && list->kind != Kind::list) return flaw(*list, "'states' is a list");
    if (list == nullptr) {
      if (m.options.empty()) return flaw(root, "there are neither states nor options");
      if (ruled_out.empty() && m.options.size() <= 26) return {};
      auto masks = feasible_masks(m.options.size(), ruled_out, run);
      if (!masks) return fail(masks.error().code, masks.error().what, file);
      m.masks = std::move(*masks);
      if (m.masks.empty()) return flaw(*get("infeasible"), "no state is feasible");
      return {};
    }
    if (list->items.empty()) return flaw(*list, "there is no state");
    bool has_labels = false;
    for (const JsonValue& state : list->items) {
      LOC_CHECK(one_state(state));
      has_labels = has_labels || !m.labels.back().empty();
    }
    if (!has_labels) m.labels.clear();
    return {};
  }

  Result<void> one_state(const JsonValue& state) {
    if (state.kind != Kind::object && !whole(state)) return flaw(state, "a state is an object with id, mask or yn, and label");
    LOC_CHECK(once(state));
    const JsonValue* named = state.kind == Kind::object ? state.find("id") : &state;
    std::int64_t id = static_cast<std::int64_t>(m.masks.size()) + 1;
    if (named != nullptr) {
      const auto number = whole(*named);
      if (!number) return flaw(*named, fmt::format("the id '{}' is no whole number", short_of(named->text)));
      id = *number;
    }
    if (!by_id.emplace(id, static_cast<StateIndex>(m.masks.size())).second) return flaw(state, fmt::format("two states have the id {}", id));
    LOC_TRY(const Mask mask, mask_of(state));
    const JsonValue* label = state.find("label");
    m.ids.push_back(id);
    m.masks.push_back(mask);
    m.labels.push_back(label != nullptr && label->kind == Kind::string ? label->text : loose_);
    return {};
  }

  Result<Mask> mask_of(const JsonValue& state) {
    const JsonValue* yn = state.find("yn");
    const JsonValue* number = state.find("mask");
    loose_.clear();
    Mask mask = 0;
    if (yn != nullptr && yn->kind == Kind::string) {
      LOC_TRY(const Statement pattern, parse_pattern(yn->text, m.options.size(), json_place(bytes, yn->at + 1, file)));
      for (std::size_t o = 0; o < yn->text.size(); ++o) mask |= Mask{yn->text[o] == 'Y' || yn->text[o] == 'y'} << o;
      if (yn->text.find('-') != std::string::npos) loose_ = yn->text;  // several combinations that count as one state
    }
    if (number != nullptr && number->kind != Kind::null) {
      const auto value = whole(*number);
      if (!value || *value < 0 || static_cast<Mask>(*value) >> m.options.size() != 0) return flaw(*number, fmt::format("the mask '{}' takes an option that does not exist", short_of(number->text)));
      if (yn != nullptr && loose_.empty() && static_cast<Mask>(*value) != mask) return flaw(*number, fmt::format("the mask {} and the pattern '{}' are not the same state", *value, yn->text));
      mask = static_cast<Mask>(*value);
    }
    for (const Statement& rule : ruled_out)
      if (loose_.empty() && (yn != nullptr || number != nullptr) && rule.holds(mask)) return flaw(state, fmt::format("this state is listed, and infeasible by '{}'", rule.source));
    return mask;
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
    m.arcs.resize(m.makers.size());
    for (const auto& [name, list] : arcs->members) {
      LOC_TRY(const MakerIndex who, maker_called(name, list));
      LOC_CHECK(arcs_of(list, m.arcs[who]));
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

  static constexpr MakerIndex none_ = ~MakerIndex{0};  ///< the owner of an option that nobody named yet
  std::string loose_;  ///< the pattern of the state at hand when it leaves options open
};

}  // namespace

Result<CheckedModel> read_model(std::string_view bytes, const std::string& file, const Run& run) { return Reader(bytes, file, run).read(); }

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
