#include <algorithm>
#include <nlohmann/json.hpp>

#include "brief/stability_names.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::ordered_json;
using stability::MakerIndex;
using stability::StateIndex;
using study::GraphAnswer;

class DetailsJson {
 public:
  explicit DetailsJson(const GraphAnswer& answer) : a_(answer), m_(*answer.graph.model) {}

  Json run() const {
    Json out = Json::object();
    if (!a_.why.empty()) out["why"] = why();
    if (a_.paths) out["paths"] = paths();
    if (!a_.inverse.empty()) out["inverse"] = inverse();
    if (a_.explained) out["explain"] = explain();
    if (a_.robustness) out["robustness"] = robustness();
    if (a_.coalitions) out["coalitions"] = coalitions();
    if (a_.horizons) out["limited_moves"] = horizons();
    if (a_.strength) out["strength"] = strength();
    return out;
  }

 private:
  std::int64_t id(StateIndex s) const { return m_.id_of(s); }
  const std::string& maker(MakerIndex k) const { return m_.makers[k].name; }
  Json ids(const std::vector<StateIndex>& states) const {
    Json list = Json::array();
    for (const StateIndex s : states) list.push_back(id(s));
    return list;
  }
  Json makers(const std::vector<MakerIndex>& list) const {
    Json out = Json::array();
    for (const MakerIndex k : list) out.push_back(maker(k));
    return out;
  }
  Json steps(const std::vector<stability::Step>& list) const {
    Json out = Json::array();
    for (const stability::Step& step : list) out.push_back({{"maker", maker(step.mover)}, {"to", id(step.to)}});
    return out;
  }
  Json path(const stability::Path& list) const {
    Json out = Json::array();
    for (const stability::PathStep& step : list) out.push_back({{"maker", maker(step.maker)}, {"to", id(step.to)}, {"improvement", step.is_improvement}});
    return out;
  }

  Json why() const {
    Json list = Json::array();
    for (const study::WhyLine& line : a_.why) {
      const stability::Why& w = line.why;
      Json one = {{"state", id(w.state)}, {"decision_maker", maker(w.maker)}, {"concept", to_string(w.which)}, {"stable", w.is_stable}};
      if (line.margin) one["margin"] = *line.margin;
      if (w.leaves) {
        one["improvement"] = id(w.leaves->improvement);
        one["worst_answer"] = steps(w.leaves->worst);
        Json escapes = Json::array();
        for (const auto& [from, to] : w.leaves->escapes) escapes.push_back({{"answer", id(from)}, {"escape", id(to)}});
        one["escapes"] = std::move(escapes);
      }
      Json deterred = Json::array();
      for (const stability::Deterrence& d : w.deterred)
        deterred.push_back({{"improvement", id(d.improvement)}, {"path", steps(d.path)}, {"ends_at", id(d.ends_at)}, {"replies", ids(d.replies)}});
      if (w.is_stable) one["deterred"] = std::move(deterred);
      list.push_back(std::move(one));
    }
    return list;
  }

  static const char* word(stability::Needs needs) {
    switch (needs) {
      case stability::Needs::nothing: return "nothing";
      case stability::Needs::improvements: return "improvements";
      case stability::Needs::jump: return "coalition";
      case stability::Needs::disimprovement: return "disimprovement";
      case stability::Needs::not_known: return "not_known";
      case stability::Needs::unreachable: break;
    }
    return "unreachable";
  }
  Json levels(const stability::Levels& found) const {
    Json list = Json::array();
    for (std::size_t k = 1; k < found.reached.size(); ++k) {
      Json level = Json::object();
      for (MakerIndex i = 0; i < m_.makers.size(); ++i) level[maker(i)] = ids(found.reached[k][i].states());
      list.push_back(std::move(level));
    }
    return {{"complete", found.is_complete}, {"by_last_mover", std::move(list)}};
  }
  Json paths() const {
    const stability::PathsAnswer& p = a_.paths->answer;
    Json targets = Json::array();
    for (const stability::Unfolding& u : p.targets) {
      Json one = {{"state", id(u.target)}, {"needs", word(u.needs)}};
      if (u.is_reachable) one["by_moves"] = path(u.by_moves);
      if (u.is_reachable_by_improvements) one["by_improvements"] = path(u.by_improvements);
      Json jumps = Json::array();
      for (const stability::JointStep& jump : u.by_jumps)
        jumps.push_back({{"from", id(jump.from)}, {"to", id(jump.to)}, {"members", makers(jump.members)}, {"moves", path(jump.moves)}});
      if (!jumps.empty()) one["by_joint_steps"] = std::move(jumps);
      targets.push_back(std::move(one));
    }
    return {{"from", id(p.start)}, {"reached_by_moves", p.reached_by_moves}, {"reached_by_improvements", p.reached_by_improvements},
            {"joint_steps_looked_for", p.has_jumps}, {"targets", std::move(targets)}, {"left_out", a_.paths->left_out},
            {"levels_by_moves", levels(a_.paths->by_moves)}, {"levels_by_improvements", levels(a_.paths->by_improvements)}};
  }

  Json raises(const std::vector<stability::Raise>& list) const {
    Json out = Json::array();
    for (const stability::Raise& raise : list) {
      Json one = {{"decision_maker", maker(raise.maker)}, {"stable_now", raise.is_stable_now}, {"needed", raise.is_needed}};
      if (raise.is_needed) {
        one[raise.is_above ? "above" : "level_with"] = id(raise.level_with);
        one["passed"] = raise.passed;
      }
      out.push_back(std::move(one));
    }
    return out;
  }
  Json inverse() const {
    Json list = Json::array();
    for (const stability::InverseAnswer& one : a_.inverse)
      list.push_back({{"state", id(one.wanted)}, {"concept", to_string(one.which)}, {"equilibrium_now", one.is_equilibrium_now}, {"alone", raises(one.alone)},
                      {"together", raises(one.together)}, {"total", one.total}, {"verdict", one.verdict == Verdict::proved ? "proved" : "limit_reached"}});
    return list;
  }

  Json explain() const {
    Json list = Json::array();
    for (const stability::Explanation& e : a_.explanations)
      list.push_back({{"concept", to_string(e.which)}, {"reach", e.reach == stability::Reach::legal ? "legal" : e.reach == stability::Reach::once ? "once" : "single"},
                      {"sanction", e.sanction == stability::Sanction::weak ? "weak" : "strict"}, {"equilibrium", e.is_equilibrium}, {"leave", makers(e.leaves)}});
    return {{"state", id(*a_.explained)}, {"concepts", std::move(list)}};
  }

  Json robustness() const {
    const stability::RobustnessAnswer& r = *a_.robustness;
    Json concepts = Json::object();
    for (std::size_t c = 0; c < r.concepts.size(); ++c) {
      Json counts = Json::object();
      for (StateIndex s = 0; s < m_.states(); ++s)
        if (r.equilibrium[c][s] > 0) counts[std::to_string(id(s))] = r.equilibrium[c][s];
      concepts[std::string(to_string(r.concepts[c]))] = std::move(counts);
    }
    return {{"samples", r.samples}, {"blur", a_.blur}, {"equilibrium_in", std::move(concepts)}};
  }

  Json set(const stability::StateSet& states) const {
    std::vector<std::int64_t> list;
    for (const StateIndex s : states.states()) list.push_back(id(s));
    std::sort(list.begin(), list.end());
    return list;
  }
  Json sets(const std::vector<stability::StateSet>& by_maker) const {
    Json out = Json::object();
    for (MakerIndex k = 0; k < by_maker.size(); ++k) out[maker(k)] = set(by_maker[k]);
    return out;
  }
  Json coalitions() const {
    Json out = Json::object();
    for (const auto& found : a_.coalitions->concepts)
      out[found.which == stability::Concept::R ? "CNash" : "C" + std::string(to_string(found.which))] = {{"universal", set(found.universal)}, {"containing", sets(found.containing)}};
    Json jumps = Json::array();
    for (const auto& [s, jump] : a_.jumps) {
      std::vector<MakerIndex> members;
      for (MakerIndex k = 0; k < m_.makers.size(); ++k)
        if (jump.coalition >> k & 1u) members.push_back(k);
      jumps.push_back({{"from", id(s)}, {"members", makers(members)}, {"to", id(jump.to)}});
    }
    out["jumps"] = std::move(jumps);
    return out;
  }
  Json horizons() const {
    Json list = Json::array();
    for (const stability::Horizon& one : a_.horizons->horizons)
      list.push_back({{"equilibria", set(one.equilibria)}, {"stable", sets(one.stable)}, {"has_ties", one.has_ties}});
    static constexpr const char* rules[] = {"lowest", "kind", "unkind"};
    Json out = {{"ties", rules[static_cast<std::size_t>(a_.ties)]}, {"horizons", std::move(list)}};
    if (!a_.horizons->non_myopic.empty()) out["non_myopic"] = {{"equilibria", set(a_.horizons->non_myopic_equilibria)}, {"stable", sets(a_.horizons->non_myopic)}};
    out["repeats_from"] = a_.horizons->repeats_from;
    out["period"] = a_.horizons->period;
    return out;
  }
  Json strength() const {
    Json out = Json::object();
    for (const auto& found : a_.strength->concepts)
      out[std::string(to_string(found.which))] = {{"strong_equilibria", set(found.strong_equilibria)}, {"weak_equilibria", set(found.weak_equilibria)},
                                                  {"strong", sets(found.strong)}, {"weak", sets(found.weak)}};
    return out;
  }

  const GraphAnswer& a_;
  const stability::Model& m_;
};

}  // namespace

std::string stability_details_json(const GraphAnswer& answer) {
  std::string out;
  const Json details = DetailsJson(answer).run();
  for (const auto& [key, value] : details.items())
    out += "  \"" + key + "\": " + value.dump(-1, ' ', false, Json::error_handler_t::replace) + ",\n";
  return out;
}

}  // namespace locarno::brief
