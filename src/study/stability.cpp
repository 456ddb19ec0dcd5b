#include "study/stability.hpp"

#include <filesystem>

#include "model/case_file.hpp"
#include "stability/model_json.hpp"
#include "study/stability_case.hpp"

namespace locarno::study {
namespace {

Text both(const std::string& name) { return {name, name}; }

}  // namespace

GraphCase graph_of(stability::CheckedModel model) {
  GraphCase graph(std::move(model));
  graph.title = both(graph.model->title.empty() ? graph.model->id : graph.model->title);
  for (const auto& maker : graph.model->makers) graph.makers.push_back(both(maker.name));
  for (const auto& option : graph.model->options) graph.options.push_back(both(option.name));
  for (const std::string& label : graph.model->labels) graph.labels.push_back(both(label));
  return graph;
}

Result<GraphCase> open_graph(const std::string& place, const Run& run) {
  std::error_code code;
  if (std::filesystem::is_directory(place, code)) {
    LOC_TRY(const CheckedCase the_case, load_case(place));
    LOC_TRY(const std::optional<StabilitySection> section, load_stability(place, the_case));
    if (!section) return fail(ErrorCode::bad_input, "this case has no [stability] section; --derive makes a model from where the parties stand", place);
    return graph_of(the_case, *section, run);
  }
  LOC_TRY(stability::CheckedModel model, stability::load_model(place, run));
  return graph_of(std::move(model));
}

std::string yes_no(const GraphCase& graph, stability::StateIndex state) { return stability::yes_no(*graph.model, state); }

}  // namespace locarno::study
