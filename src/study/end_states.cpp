#include "study/end_states.hpp"

#include <algorithm>
#include <filesystem>

#include "model/case_file.hpp"
#include "study/stability_case.hpp"

namespace locarno::study {

using stability::Concept;
using stability::MakerIndex;
using stability::StateIndex;

Result<std::optional<EndStates>> end_states(const std::string& place, Run& run) {
  constexpr std::size_t most_states = 65'536, most_for_coalitions = 2048, most_makers = 6;
  std::error_code code;
  if (!std::filesystem::exists(std::filesystem::path(place) / "case.toml", code)) return std::optional<EndStates>();
  LOC_TRY(const CheckedCase the_case, load_case(place));
  LOC_TRY(const std::optional<StabilitySection> section, load_stability(place, the_case));
  if (!section) return std::optional<EndStates>();
  LOC_TRY(GraphCase graph, graph_of(the_case, *section, run));
  if (graph.model->states() > most_states) return std::optional<EndStates>();
  GraphQuestion question;
  question.stability.concepts = {Concept::R, Concept::SEQ};
  question.coalitions = graph.model->states() <= most_for_coalitions && graph.model->makers.size() <= most_makers;
  LOC_TRY(GraphAnswer answered, graph_answer(std::move(graph), question, run));
  EndStates out(std::move(answered));
  const auto& model = *out.answer.graph.model;
  const auto* alone = out.answer.stability.find(Concept::R);
  const auto* credible = out.answer.stability.find(Concept::SEQ);
  if (alone == nullptr || credible == nullptr) return std::optional<EndStates>();
  out.holding = credible->equilibria.states();
  std::sort(out.holding.begin(), out.holding.end(), [&](StateIndex a, StateIndex b) { return model.id_of(a) < model.id_of(b); });
  for (const StateIndex s : out.holding) {
    std::vector<MakerIndex> who;
    for (MakerIndex k = 0; k < model.makers.size(); ++k)
      if (!alone->stable[k].has(s)) who.push_back(k);
    if (!who.empty()) out.deterred.emplace_back(s, std::move(who));
  }
  for (const auto& [s, jump] : out.answer.jumps) {
    std::vector<MakerIndex> who;
    for (MakerIndex k = 0; k < model.makers.size(); ++k)
      if (jump.coalition >> k & 1u) who.push_back(k);
    out.together.emplace_back(s, std::move(who));
  }
  return std::optional<EndStates>(std::move(out));
}

}  // namespace locarno::study
