// Lists of state ids are written by hand: there may be millions of them.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"
#include "brief/stability_names.hpp"
#include "brief/stability_page.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::ordered_json;
using stability::StateIndex;

constexpr std::size_t states_listed_up_to = 4096;

const char* reach_word(stability::Reach reach) {
  return reach == stability::Reach::legal ? "legal" : reach == stability::Reach::once ? "once" : "single";
}

const char* direction_word(stability::Direction way) {
  switch (way) {
    case stability::Direction::forward: return "fwd";
    case stability::Direction::backward: return "back";
    case stability::Direction::fixed: return "fixed";
    case stability::Direction::both: break;
  }
  return "both";
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Ids ascending, whatever the order of the states.
void append_ids(std::string& out, const stability::Model& m, const stability::StateSet& set) {
  std::vector<std::int64_t> ids;
  for (const StateIndex s : set.states()) ids.push_back(m.id_of(s));
  std::sort(ids.begin(), ids.end());
  out += '[';
  for (std::size_t k = 0; k < ids.size(); ++k) fmt::format_to(std::back_inserter(out), "{}{}", k == 0 ? "" : ", ", ids[k]);
  out += ']';
}

/// A model's own names stand in one language only; a case has both.
void add_chinese(Json& object, const char* key, const Text& words) {
  if (!words.zh.empty() && words.zh != words.en) object[key] = words.zh;
}

Json makers(const study::GraphCase& graph) {
  Json list = Json::array();
  for (std::size_t k = 0; k < graph.makers.size(); ++k) {
    Json options = Json::array();
    for (const auto o : graph.model->makers[k].options) {
      options.push_back({{"name", graph.options[o].en}, {"direction", direction_word(graph.model->options[o].direction)}});
      add_chinese(options.back(), "name_zh", graph.options[o]);
    }
    list.push_back({{"name", graph.model->makers[k].name}, {"options", std::move(options)}});
  }
  return list;
}

Json states(const study::GraphCase& graph) {
  const stability::Model& m = *graph.model;
  Json list = Json::array();
  for (StateIndex s = 0; s < m.states() && m.states() <= states_listed_up_to; ++s) {
    Json state = {{"id", m.id_of(s)}};
    if (!m.options.empty()) {
      state["mask"] = m.mask(s);
      state["yn"] = study::yes_no(graph, s);
    }
    if (!m.labels.empty() && !m.labels[s].empty()) state["label"] = m.labels[s];
    if (s < graph.labels.size()) add_chinese(state, "label_zh", graph.labels[s]);
    list.push_back(std::move(state));
  }
  return list;
}

Json attitudes(const study::GraphAnswer& answer) {
  const auto& table = answer.question.attitudes;
  Json all = Json::object();
  for (std::size_t who = 0; who < table.size(); ++who)
    for (std::size_t other = 0; other < table.size(); ++other)
      all[answer.graph.model->makers[who].name][answer.graph.model->makers[other].name] = to_string(table[who][other]);
  return all;
}

}  // namespace

std::string stability_json(const study::GraphAnswer& answer) {
  const stability::Model& m = *answer.graph.model;
  const auto& q = answer.question;
  std::string out = "{\n";
  const auto key = [&](const char* name, const Json& value) { out += fmt::format("  \"{}\": {},\n", name, dumped(value)); };
  key("case", m.id);
  key("title", answer.graph.title.en);
  if (const Text& title = answer.graph.title; !title.zh.empty() && title.zh != title.en) key("title_zh", title.zh);
  key("citation", m.citation);
  key("source_seen", m.source_seen);
  std::size_t pairs = 0;
  for (const auto& p : m.preferences) pairs += p.unknown.size();
  if (pairs > 0) {
    key("unknown_pairs", pairs);
    key("unknown_pairs_are", q.unknown == stability::Unknown::none ? "ordered as the ranking says (the default; --unknown a|b|c|d reads them as unknown)" : "read as unknown");
  }
  if (!q.attitudes.empty()) key("attitudes", attitudes(answer));
  key("question", {{"reach", reach_word(q.reach)}, {"sanction", q.sanction == stability::Sanction::weak ? "weak" : "strict"},
                   {"unknown", q.unknown == stability::Unknown::none ? "none" : std::string(1, static_cast<char>('a' + static_cast<int>(q.unknown) - 1))}});
  if (answer.graph.status_quo) key("status_quo", m.id_of(*answer.graph.status_quo));
  if (!answer.graph.derivation.empty()) key("derivation", answer.graph.derivation);
  key("decision_makers", makers(answer.graph));
  key("state_count", m.states());
  key("states", states(answer.graph));
  key("verdict", answer.stability.verdict == Verdict::proved ? "proved" : "limit_reached");
  key("effort", {{"nodes", answer.stability.effort.nodes}, {"cells", answer.stability.effort.cells}});
  out += stability_details_json(answer);
  out += "  \"equilibria\": {";
  for (std::size_t c = 0; c < answer.stability.concepts.size(); ++c) {
    const auto& found = answer.stability.concepts[c];
    out += fmt::format("{}\n    \"{}\": ", c == 0 ? "" : ",", to_string(found.which));
    append_ids(out, m, found.equilibria);
  }
  out += "\n  },\n  \"stable\": {";
  for (std::size_t c = 0; c < answer.stability.concepts.size(); ++c) {
    const auto& found = answer.stability.concepts[c];
    out += fmt::format("{}\n    \"{}\": {{", c == 0 ? "" : ",", to_string(found.which));
    for (std::size_t k = 0; k < m.makers.size(); ++k) {
      out += fmt::format("{}\n      {}: ", k == 0 ? "" : ",", dumped(m.makers[k].name));
      append_ids(out, m, found.stable[k]);
    }
    out += "\n    }";
  }
  out += "\n  }\n}\n";
  return json_visible(out);
}

}  // namespace locarno::brief
