#pragma once
// The published cases as plain JSON (docs/stability.md has the shape), read just enough for the tests of the engine.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "stability/concepts.hpp"

namespace locarno::stability {

struct PublishedCase {
  Model model;
  nlohmann::json json;
  std::map<std::int64_t, StateIndex> state_of;

  std::vector<std::int64_t> ids(const StateSet& set) const {
    std::vector<std::int64_t> list;
    for (const StateIndex s : set.states()) list.push_back(model.id_of(s));
    std::sort(list.begin(), list.end());
    return list;
  }
};

inline std::filesystem::path published_folder() {
  const char* shared = std::getenv("LOCARNO_SHARED");
  return std::filesystem::path(shared != nullptr ? shared : "../shared") / "oracles" / "stability";
}

inline std::vector<std::string> published_names() {
  std::vector<std::string> names;
  if (!std::filesystem::exists(published_folder())) return names;
  for (const auto& entry : std::filesystem::directory_iterator(published_folder())) {
    if (entry.path().extension() == ".json" && entry.path().stem() != "INDEX") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

inline Preference ranking_of(const nlohmann::json& ranking, const PublishedCase& c) {
  Preference p{std::vector<std::uint32_t>(c.state_of.size(), 0), {}, {}};
  auto worth = static_cast<std::uint32_t>(ranking.size());
  for (const auto& place : ranking) {
    for (const auto& id : place.is_array() ? place : nlohmann::json::array({place})) p.value[c.state_of.at(id.get<std::int64_t>())] = worth;
    --worth;
  }
  return p;
}

inline PublishedCase read_published(const std::string& name) {
  PublishedCase c;
  std::ifstream(published_folder() / (name + ".json")) >> c.json;
  const auto& j = c.json;
  for (const auto& dm : j["dms"]) c.model.makers.push_back({dm["name"], dm["options"].get<std::vector<OptionIndex>>()});
  for (const auto& o : j["options"]) {
    const std::string way = o.value("direction", "both");
    c.model.options.push_back({o["name"], o["dm"], way == "fwd" ? Direction::forward : way == "back" ? Direction::backward : Direction::both});
  }
  for (const auto& s : j["states"]) {
    const std::string yn = s["yn"];
    Mask mask = 0;
    for (std::size_t o = 0; o < yn.size(); ++o) mask |= yn[o] == 'Y' ? Mask{1} << o : 0;
    c.state_of[s["id"]] = static_cast<StateIndex>(c.model.masks.size());
    c.model.ids.push_back(s["id"]);
    c.model.masks.push_back(mask);
  }
  for (const DecisionMaker& maker : c.model.makers) {
    c.model.preferences.push_back(ranking_of(j["preferences"][maker.name], c));
    for (const auto& pair : j.value("unknown", nlohmann::json::object()).value(maker.name, nlohmann::json::array())) {
      c.model.preferences.back().unknown.push_back(std::minmax(c.state_of.at(pair[0]), c.state_of.at(pair[1])));
    }
    if (!j.contains("moves")) continue;
    std::vector<Arc>& arcs = c.model.arcs.emplace_back();
    for (const auto& arc : j["moves"]["arcs"].value(maker.name, nlohmann::json::array())) arcs.push_back({c.state_of.at(arc[0]), c.state_of.at(arc[1])});
    std::sort(arcs.begin(), arcs.end());
  }
  return c;
}

}  // namespace locarno::stability
