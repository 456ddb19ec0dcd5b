#include "stability/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace locarno::stability {
namespace {

constexpr std::size_t most_makers = 16, most_options = 63, most_implicit_options = 26;
constexpr std::size_t most_states = std::size_t{1} << most_implicit_options;

Result<void> refuse(std::string what) { return fail(ErrorCode::bad_input, std::move(what)); }

Result<void> check_options(const Model& m) {
  if (m.makers.empty() || m.makers.size() > most_makers) {
    return refuse(fmt::format("{} decision makers; there must be 1 to {}", m.makers.size(), most_makers));
  }
  if (m.options.size() > most_options) return refuse(fmt::format("{} options; at most {} can be told apart", m.options.size(), most_options));
  std::set<std::string> names;
  for (const DecisionMaker& maker : m.makers) {
    if (!names.insert(maker.name).second) return refuse(fmt::format("two decision makers are called '{}'", maker.name));
    if (!std::is_sorted(maker.options.begin(), maker.options.end())) return refuse(fmt::format("the options of '{}' are not in order", maker.name));
  }
  std::size_t owned = 0;
  for (std::size_t maker = 0; maker < m.makers.size(); ++maker) {
    for (const OptionIndex option : m.makers[maker].options) {
      if (option >= m.options.size() || m.options[option].maker != maker) {
        return refuse(fmt::format("option {} of '{}' is not an option it controls", option, m.makers[maker].name));
      }
      ++owned;
    }
  }
  if (owned != m.options.size()) return refuse("an option is controlled by nobody, or listed twice by its decision maker");
  return {};
}

Result<void> check_states(const Model& m) {
  if (m.masks.empty() && (m.options.empty() || m.options.size() > most_implicit_options)) {
    return refuse(fmt::format("{} options and no list of states; without a list there must be 1 to {}", m.options.size(), most_implicit_options));
  }
  if (m.states() > most_states) return refuse(fmt::format("{} states; at most {} fit", m.states(), most_states));
  if (!m.ids.empty()) {
    if (m.ids.size() != m.states()) return refuse("the states and their ids are not the same number");
    if (std::set<std::int64_t>(m.ids.begin(), m.ids.end()).size() != m.ids.size()) return refuse("two states have the same id");
  }
  if (!m.labels.empty() && m.labels.size() != m.states()) return refuse("the states and their names are not the same number");
  if (m.arcs.empty() && std::set<Mask>(m.masks.begin(), m.masks.end()).size() != m.masks.size()) {
    return refuse("two states take the same options, and moves are by options");
  }
  for (const Mask mask : m.masks) {
    if (mask >> m.options.size() != 0) return refuse(fmt::format("state {} takes an option that does not exist", mask));
  }
  return {};
}

Result<void> check_arcs(const Model& m) {
  if (m.arcs.empty()) return {};
  if (m.arcs.size() != m.makers.size()) return refuse("the lists of moves and the decision makers are not the same number");
  for (std::size_t maker = 0; maker < m.makers.size(); ++maker) {
    const std::vector<Arc>& arcs = m.arcs[maker];
    if (std::adjacent_find(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) { return a >= b; }) != arcs.end()) {
      return refuse(fmt::format("the moves of '{}' are not in order, or one stands twice", m.makers[maker].name));
    }
    for (const Arc& arc : arcs) {
      if (arc.from >= m.states() || arc.to >= m.states() || arc.from == arc.to) {
        return refuse(fmt::format("'{}' has a move from state number {} to {} that is none", m.makers[maker].name, arc.from, arc.to));
      }
    }
  }
  return {};
}

bool bands_follow_values(const Preference& p) {
  std::vector<StateIndex> order(p.value.size());
  for (StateIndex s = 0; s < order.size(); ++s) order[s] = s;
  std::sort(order.begin(), order.end(), [&](StateIndex a, StateIndex b) { return std::pair(p.value[a], p.band[a]) < std::pair(p.value[b], p.band[b]); });
  return std::adjacent_find(order.begin(), order.end(), [&](StateIndex a, StateIndex b) {
           return p.band[a] > p.band[b] || (p.value[a] == p.value[b] && p.band[a] != p.band[b]);
         }) == order.end();
}

Result<void> check_preference(const Model& m, std::size_t maker) {
  const Preference& p = m.preferences[maker];
  const std::string& name = m.makers[maker].name;
  if (p.value.size() != m.states()) return refuse(fmt::format("'{}' ranks {} of {} states", name, p.value.size(), m.states()));
  if (!p.band.empty()) {
    if (p.band.size() != m.states()) return refuse(fmt::format("'{}' has degrees for {} of {} states", name, p.band.size(), m.states()));
    if (!bands_follow_values(p)) return refuse(fmt::format("'{}' greatly prefers a state that it does not prefer", name));
  }
  for (std::size_t k = 0; k < p.unknown.size(); ++k) {
    const auto [a, b] = p.unknown[k];
    if (a >= b || b >= m.states() || (k > 0 && p.unknown[k - 1] >= p.unknown[k])) {
      return refuse(fmt::format("the unknown pairs of '{}' are not in order, or name a state that does not exist", name));
    }
  }
  return {};
}

}  // namespace

Result<CheckedModel> check(Model m) {
  LOC_CHECK(check_options(m));
  LOC_CHECK(check_states(m));
  LOC_CHECK(check_arcs(m));
  if (m.preferences.size() != m.makers.size()) return fail(ErrorCode::bad_input, "the rankings and the decision makers are not the same number");
  for (std::size_t maker = 0; maker < m.makers.size(); ++maker) LOC_CHECK(check_preference(m, maker));
  return CheckedModel(std::move(m));
}

}  // namespace locarno::stability
