// Model -> JSON, and how a state is named.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <numeric>

#include "stability/model_json.hpp"

namespace locarno::stability {
namespace {

using Json = nlohmann::ordered_json;

const char* direction_word(Direction way) {
  switch (way) {
    case Direction::forward: return "fwd";
    case Direction::backward: return "back";
    case Direction::fixed: return "fixed";
    case Direction::both: break;
  }
  return "both";
}

/// Best first, ties as lists, ">>" between degrees.
Json ranking(const Model& m, const Preference& p) {
  std::vector<StateIndex> order(m.states());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](StateIndex a, StateIndex b) { return p.value[a] > p.value[b]; });
  Json list = Json::array();
  for (std::size_t k = 0; k < order.size();) {
    Json tie = Json::array();
    if (k > 0 && !p.band.empty())
      for (std::uint32_t step = p.band[order[k]]; step < p.band[order[k - 1]]; ++step) list.push_back(">>");
    const std::size_t begin = k;
    for (; k < order.size() && p.value[order[k]] == p.value[order[begin]]; ++k) tie.push_back(m.id_of(order[k]));
    if (tie.size() == 1) list.push_back(tie[0]);
    else list.push_back(std::move(tie));
  }
  return list;
}

Json states_of(const Model& m) {
  Json list = Json::array();
  for (StateIndex s = 0; s < m.states(); ++s) {
    Json state = {{"id", m.id_of(s)}};
    if (!m.options.empty()) {
      state["mask"] = m.mask(s);
      state["yn"] = yes_no(m, s);
    }
    if (!m.labels.empty() && !m.labels[s].empty()) state["label"] = m.labels[s];
    list.push_back(std::move(state));
  }
  return list;
}

}  // namespace

std::string write_model(const Model& m) {
  Json root = {{"id", m.id}, {"title", m.title}};
  root["dms"] = Json::array();
  for (const DecisionMaker& maker : m.makers) root["dms"].push_back({{"name", maker.name}, {"options", maker.options}});
  root["options"] = Json::array();
  for (const Option& option : m.options) root["options"].push_back({{"name", option.name}, {"dm", option.maker}, {"direction", direction_word(option.direction)}});
  root["states"] = states_of(m);
  if (!m.arcs.empty()) {
    Json arcs = Json::object();
    for (std::size_t k = 0; k < m.makers.size(); ++k) {
      Json list = Json::array();
      for (const Arc& arc : m.arcs[k]) list.push_back({m.id_of(arc.from), m.id_of(arc.to)});
      arcs[m.makers[k].name] = std::move(list);
    }
    root["moves"] = {{"kind", "explicit"}, {"arcs", std::move(arcs)}};
  }
  root["preferences"] = Json::object();
  for (std::size_t k = 0; k < m.makers.size(); ++k) root["preferences"][m.makers[k].name] = ranking(m, m.preferences[k]);
  for (std::size_t k = 0; k < m.makers.size(); ++k)
    for (const auto& [a, b] : m.preferences[k].unknown) root["unknown"][m.makers[k].name].push_back({m.id_of(a), m.id_of(b)});
  if (!m.citation.empty()) root["citation"] = m.citation;
  root["source_seen"] = m.source_seen;
  if (!m.notes.empty()) root["notes"] = m.notes;
  return root.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string yes_no(const Model& model, StateIndex state) {
  std::string text;
  for (std::size_t o = 0; o < model.options.size(); ++o) text += model.mask(state) >> o & 1u ? 'Y' : 'N';
  return text;
}

Result<StateIndex> find_state(const Model& model, std::string_view name) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  const bool is_number = error == std::errc() && end == name.data() + name.size() && !name.empty();
  const auto states = static_cast<StateIndex>(model.states());
  if (is_number && model.ids.empty() && id >= 1 && id <= static_cast<std::int64_t>(states)) return static_cast<StateIndex>(id - 1);
  for (StateIndex s = 0; s < model.ids.size(); ++s)
    if (is_number && model.ids[s] == id) return s;
  for (StateIndex s = 0; s < model.labels.size(); ++s)
    if (model.labels[s] == name) return s;
  if (!name.empty() && name.size() == model.options.size() && name.find_first_not_of("YNyn") == std::string_view::npos) {
    Mask mask = 0;
    for (std::size_t o = 0; o < name.size(); ++o) mask |= Mask{name[o] == 'Y' || name[o] == 'y'} << o;
    if (model.masks.empty()) return static_cast<StateIndex>(mask);
    for (StateIndex s = 0; s < states; ++s)
      if (model.masks[s] == mask) return s;
  }
  return fail(ErrorCode::not_found, fmt::format("no state is called '{}'; a state goes by its id, its pattern of Y and N, or its short name", name.substr(0, 60)));
}

}  // namespace locarno::stability
