// The brief on end states: which hold still, and who could leave them, in two sentences.

#include <algorithm>

#include "brief/composer.hpp"
#include "brief/json_parts.hpp"
#include "brief/safe.hpp"
#include "brief/stability_names.hpp"
#include "study/end_states.hpp"

namespace locarno::brief {
namespace {

using study::EndStates;
using stability::StateIndex;
constexpr std::size_t most_named = 4;

class EndWords {
 public:
  EndWords(const EndStates& found, PageLanguage language) : f_(found), g_(found.answer.graph), language_(language) {}

  std::string say(GraphWord id, const std::vector<std::string>& places = {}) const { return brief::say(id, language_, places); }

  std::string first() const {
    const std::string all = std::to_string(g_.model->states());
    if (f_.holding.empty()) return say(GraphWord::end_none, {visible(g_.title.in(language_)), all});
    std::string named;
    for (const StateIndex s : by_name()) named += (named.empty() ? "" : say(GraphWord::semicolon)) + name(s);
    std::string text = say(GraphWord::end_some, {visible(g_.title.in(language_)), std::to_string(f_.holding.size()), all, named});
    if (f_.holding.size() > most_named) text += say(GraphWord::end_more, {std::to_string(f_.holding.size() - most_named)});
    if (g_.status_quo) {
      const bool holds = std::find(f_.holding.begin(), f_.holding.end(), *g_.status_quo) != f_.holding.end();
      text += say(holds ? GraphWord::end_now : GraphWord::end_not_now, {name(*g_.status_quo)});
    }
    return text + say(GraphWord::full_stop);
  }

  std::string second() const {
    std::string leavers;
    std::size_t told = 0;
    for (const auto& [s, who] : f_.deterred) {
      if (told++ == most_named) break;
      leavers += (leavers.empty() ? "" : say(GraphWord::semicolon)) + say(GraphWord::end_leaver, {maker_names(g_, who, language_), name(s)});
    }
    std::string text = leavers.empty() ? say(GraphWord::end_no_leaver) : say(GraphWord::end_leavers, {leavers});
    if (f_.deterred.size() > most_named) text += say(GraphWord::end_more, {std::to_string(f_.deterred.size() - most_named)});
    if (!f_.together.empty()) text += say(GraphWord::end_together, {maker_names(g_, f_.together[0].second, language_), name(f_.together[0].first)});
    return text + say(GraphWord::full_stop);
  }

 private:
  /// Those with a short name first: they are what readers know.
  std::vector<StateIndex> by_name() const {
    std::vector<StateIndex> list = f_.holding;
    std::stable_partition(list.begin(), list.end(), [&](StateIndex s) { return has_name(s); });
    if (list.size() > most_named) list.resize(most_named);
    return list;
  }
  bool has_name(StateIndex s) const { return s < g_.labels.size() && !g_.labels[s].in(language_).empty(); }
  /// The short name, else the options that are taken.
  std::string name(StateIndex s) const {
    if (has_name(s)) return visible(g_.labels[s].in(language_));
    std::string taken;
    for (std::size_t o = 0; o < g_.options.size(); ++o) {
      if (!(g_.model->mask(s) >> o & 1u)) continue;
      const std::string who = maker_name(g_, g_.model->options[o].maker, language_);
      taken += (taken.empty() ? "" : say(GraphWord::comma)) + say(GraphWord::end_option, {who, visible(g_.options[o].in(language_))});
    }
    return taken.empty() ? say(GraphWord::end_nothing) : taken;
  }

  const EndStates& f_;
  const study::GraphCase& g_;
  const PageLanguage language_;
};

}  // namespace

void compose_end_states(const Composer& composer, Page& page) {
  if (composer.b.end_states == nullptr) return;
  const EndWords s(*composer.b.end_states, composer.language);
  page.end_states = {s.say(GraphWord::end_head), {plain(s.first()), plain(s.second())}, note(s.say(GraphWord::end_note))};
}

void add_end_states(const study::Brief& b, nlohmann::json& out) {
  using Json = nlohmann::json;
  if (b.end_states == nullptr) return;
  const EndStates& found = *b.end_states;
  const study::GraphCase& g = found.answer.graph;
  Json end = {{"title", g.title.en}, {"states", g.model->states()}, {"sentences_en", {EndWords(found, PageLanguage::en).first(), EndWords(found, PageLanguage::en).second()}},
              {"sentences_zh", {EndWords(found, PageLanguage::zh).first(), EndWords(found, PageLanguage::zh).second()}}};
  end["equilibria"] = {{"R", Json::array()}, {"SEQ", Json::array()}};
  for (const auto& one : found.answer.stability.concepts)
    for (const StateIndex s : one.equilibria.states()) end["equilibria"][std::string(to_string(one.which))].push_back(g.model->id_of(s));
  const auto pairs = [&](const auto& list) {
    Json rows = Json::array();
    for (const auto& [s, who] : list) {
      Json makers = Json::array();
      for (const auto k : who) makers.push_back(g.model->makers[k].name);
      rows.push_back({{"state", g.model->id_of(s)}, {"parties", std::move(makers)}});
    }
    return rows;
  };
  end["deterred"] = pairs(found.deterred);
  end["together"] = pairs(found.together);
  out["end_states"] = std::move(end);
}

}  // namespace locarno::brief
