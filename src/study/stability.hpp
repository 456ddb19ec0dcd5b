#pragma once
// locarno/study/stability.hpp -- which outcomes would no party move away from? One graph model, wherever it comes from.
//
// Question   A JSON file, or a case with a [stability] section, and what is asked of the model.
// Answer     The model with the names a page shows, and the answers of the stability room.
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"
#include "model/language.hpp"
#include "stability/concepts.hpp"

namespace locarno::study {

/// A model and its names in the languages of the page.
struct GraphCase {
  explicit GraphCase(stability::CheckedModel m) : model(std::move(m)) {}

  stability::CheckedModel model;
  Text title;
  std::vector<Text> makers, options;   ///< as in the model
  std::vector<Text> labels;            ///< [states] or empty
  bool is_from_case = false;           ///< written by the analyst of a case, not a published model
  std::vector<std::string> derivation; ///< how it was derived from a case, line by line; empty when it was not
};

/// The model of a JSON file. Names are the file's own in both languages.
GraphCase graph_of(stability::CheckedModel model);

/// Errors: of reading the file; bad_input for a folder without case.toml or a case without a model.
Result<GraphCase> open_graph(const std::string& place, const Run& run);

/// "YN": the options of a state, in the order of the model.
std::string yes_no(const GraphCase& graph, stability::StateIndex state);

struct GraphQuestion {
  stability::StabilityQuestion stability;
};

struct GraphAnswer {
  explicit GraphAnswer(GraphCase g) : graph(std::move(g)) {}

  GraphCase graph;
  stability::StabilityQuestion question;
  stability::StabilityAnswer stability;
};

Result<GraphAnswer> graph_answer(GraphCase graph, const GraphQuestion& question, Run& run);

}  // namespace locarno::study
