// What is asked of a model, question by question.
#include <algorithm>

#include "stability/model_json.hpp"
#include "study/stability.hpp"

namespace locarno::study {
namespace {

using stability::Concept;
using stability::StateIndex;

constexpr std::size_t most_targets = 60, most_levels = 30, most_jumps = 20, states_with_levels = 4096;

Result<void> add_why(const std::string& name, GraphAnswer& answer, Run& run) {
  LOC_TRY(const StateIndex state, stability::find_state(*answer.graph.model, name));
  for (stability::MakerIndex k = 0; k < answer.graph.model->makers.size(); ++k) {
    for (const auto& found : answer.stability.concepts) {
      WhyLine line;
      LOC_TRY(line.why, stability::why(answer.graph.model, answer.question, found.which, k, state, run));
      LOC_CHECK(stability::check(answer.graph.model, answer.question, line.why));
      if (found.which != Concept::SIM && answer.question.unknown == stability::Unknown::none && answer.question.attitudes.empty()) {
        LOC_TRY(const std::vector<std::int64_t> margins, stability::margins(answer.graph.model, answer.question, found.which, k, run));
        line.margin = margins[state];
      }
      answer.why.push_back(std::move(line));
    }
  }
  return {};
}

/// States that are an equilibrium by at least one of the concepts answered.
std::vector<StateIndex> equilibria(const GraphAnswer& answer) {
  stability::StateSet any(answer.graph.model->states());
  for (const auto& found : answer.stability.concepts) any |= found.equilibria;
  return any.states();
}

Result<void> add_paths(const GraphQuestion& question, GraphAnswer& answer, Run& run) {
  const stability::CheckedModel& model = answer.graph.model;
  const bool is_now = question.paths_from == "now" && answer.graph.status_quo;
  LOC_TRY(const StateIndex start, is_now ? Result<StateIndex>(*answer.graph.status_quo) : stability::find_state(*model, question.paths_from));
  std::vector<StateIndex> targets;
  for (const std::string& name : question.paths_to) {
    LOC_TRY(const StateIndex target, stability::find_state(*model, name));
    targets.push_back(target);
  }
  if (question.paths_to.empty()) targets = equilibria(answer);
  PathsView view;
  if (targets.size() > most_targets) view.left_out = targets.size() - most_targets, targets.resize(most_targets);
  LOC_TRY(view.answer, stability::unfold(model, start, targets, run));
  if (model->states() <= states_with_levels) {
    LOC_TRY(view.by_moves, stability::levels(model, start, stability::Steps::moves, most_levels, run));
    LOC_TRY(view.by_improvements, stability::levels(model, start, stability::Steps::improvements, most_levels, run));
  }
  answer.paths = std::move(view);
  return {};
}

Result<void> add_inverse(const std::string& name, GraphAnswer& answer, Run& run) {
  LOC_TRY(const StateIndex wanted, stability::find_state(*answer.graph.model, name));
  for (const auto& found : answer.stability.concepts) {
    if (found.which == Concept::SIM) continue;
    LOC_TRY(stability::InverseAnswer one, stability::inverse(answer.graph.model, wanted, found.which, answer.question, run));
    answer.inverse.push_back(std::move(one));
  }
  return {};
}

Result<void> add_coalitions(GraphAnswer& answer, Run& run) {
  stability::CoalitionQuestion question;
  question.sanction = answer.question.sanction;
  LOC_TRY(answer.coalitions, stability::coalitions(answer.graph.model, question, run));
  const auto* alone = answer.stability.find(Concept::R);
  const auto* together = answer.coalitions->find(Concept::R);
  if (alone == nullptr || together == nullptr) return {};
  for (const StateIndex s : alone->equilibria.states()) {
    if (together->universal.has(s) || answer.jumps.size() >= most_jumps) continue;
    LOC_TRY(const std::vector<stability::Jump> jumps, stability::jumps(answer.graph.model, question, Concept::R, s, run));
    if (!jumps.empty()) answer.jumps.emplace_back(s, jumps.front());
  }
  return {};
}

}  // namespace

std::vector<GraphArc> arcs_of(const GraphCase& graph, std::size_t most) {
  const stability::Moves moves(graph.model);
  std::vector<GraphArc> arcs;
  for (stability::MakerIndex k = 0; k < graph.model->makers.size(); ++k) {
    const auto& value = graph.model->preferences[k].value;
    for (StateIndex s = 0; s < graph.model->states() && arcs.size() < most; ++s)
      for (const StateIndex t : moves.from(k, s)) arcs.push_back({k, s, t, value[t] > value[s]});
  }
  if (arcs.size() > most) arcs.resize(most);
  return arcs;
}

Result<GraphAnswer> graph_answer(GraphCase graph, const GraphQuestion& question, Run& run) {
  GraphAnswer answer(std::move(graph));
  answer.question = question.stability;
  const bool asks_by_ranking = question.coalitions || question.horizon > 0 || question.strength || !question.inverse.empty() || !question.explain.empty() || !question.paths_from.empty();
  if (!answer.question.attitudes.empty() && asks_by_ranking)
    return fail(ErrorCode::bad_use, "attitudes go with --concepts, --why and --samples; the other questions are about each one's own ranking", "--attitudes");
  LOC_TRY(answer.stability, stability::stability(answer.graph.model, question.stability, run));
  if (!question.why.empty()) LOC_CHECK(add_why(question.why, answer, run));
  if (!question.paths_from.empty()) LOC_CHECK(add_paths(question, answer, run));
  if (!question.inverse.empty()) LOC_CHECK(add_inverse(question.inverse, answer, run));
  if (!question.explain.empty()) {
    LOC_TRY(answer.explained, stability::find_state(*answer.graph.model, question.explain));
    LOC_TRY(answer.explanations, stability::explain(answer.graph.model, *answer.explained, run));
  }
  if (question.samples > 0) {
    stability::RobustnessQuestion samples{question.stability, question.samples, question.blur};
    LOC_TRY(answer.robustness, stability::robustness(answer.graph.model, samples, run));
    answer.blur = question.blur;
  }
  if (question.coalitions) LOC_CHECK(add_coalitions(answer, run));
  if (question.horizon > 0) {
    LOC_TRY(answer.horizons, stability::limited_moves(answer.graph.model, {question.horizon, question.ties, true}, run));
    answer.ties = question.ties;
  }
  if (question.strength) {
    stability::StabilityQuestion own = question.stability;
    std::erase(own.concepts, Concept::SIM);
    LOC_TRY(answer.strength, stability::strength(answer.graph.model, own, run));
  }
  return answer;
}

}  // namespace locarno::study
