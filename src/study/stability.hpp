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
#include "stability/attitudes.hpp"
#include "stability/coalitions.hpp"
#include "stability/concepts.hpp"
#include "stability/inverse.hpp"
#include "stability/limited_moves.hpp"
#include "stability/paths.hpp"
#include "stability/robustness.hpp"
#include "stability/strength.hpp"
#include "stability/why.hpp"

namespace locarno::study {

/// A model and its names in the languages of the page.
struct GraphCase {
  explicit GraphCase(stability::CheckedModel m) : model(std::move(m)) {}

  stability::CheckedModel model;
  Text title;
  std::vector<Text> makers, options;   ///< as in the model
  std::vector<Text> labels;            ///< [states] or empty
  std::optional<stability::StateIndex> status_quo;
  bool is_from_case = false;           ///< written by the analyst of a case, not a published model
  std::vector<std::string> derivation; ///< how it was derived from a case, line by line; empty when it was not
};

/// The model of a JSON file. Names are the file's own in both languages.
GraphCase graph_of(stability::CheckedModel model);

/// Errors: of reading the file; bad_input for a folder without case.toml or a case without a model.
Result<GraphCase> open_graph(const std::string& place, const Run& run);

/// "YN": the options of a state, in the order of the model.
std::string yes_no(const GraphCase& graph, stability::StateIndex state);

/// One move of the graph, for pictures.
struct GraphArc {
  stability::MakerIndex maker = 0;
  stability::StateIndex from = 0, to = 0;
  bool is_improvement = false;
};
/// All moves, by decision maker, then state; stops after `most`.
std::vector<GraphArc> arcs_of(const GraphCase& graph, std::size_t most);

/// States are named by id, Y/N pattern or short name; "" = not asked.
struct GraphQuestion {
  stability::StabilityQuestion stability;
  std::string why;                     ///< why is this state stable for each, or not?
  std::string paths_from;              ///< how could it go on from here to the equilibria?
  std::vector<std::string> paths_to;   ///< to these states instead of the equilibria
  std::string inverse;                 ///< what would have to be different for this state to hold still?
  std::string explain;                 ///< which concepts explain that this was the outcome?
  std::uint32_t samples = 0;           ///< sampled rankings; 0 = none
  double blur = 0;
  bool coalitions = false;             ///< also moves of several together
  std::uint32_t horizon = 0;           ///< L_h for h = 1 .. horizon; 0 = not asked
  stability::TieRule ties = stability::TieRule::lowest_index;
  bool strength = false;               ///< strong and weak stability
};

/// A state's place in its own favour or not, for one concept and decision maker (margins(); absent for SIM, unknown preferences and attitudes).
struct WhyLine {
  stability::Why why;
  std::optional<std::int64_t> margin;
};

struct PathsView {
  stability::PathsAnswer answer;
  stability::Levels by_moves, by_improvements;  ///< at most 30 levels; empty above 4,096 states
  std::size_t left_out = 0;            ///< equilibria beyond the first 60
};

struct GraphAnswer {
  explicit GraphAnswer(GraphCase g) : graph(std::move(g)) {}

  GraphCase graph;
  stability::StabilityQuestion question;
  stability::StabilityAnswer stability;
  std::vector<WhyLine> why;            ///< by decision maker, then concept
  std::optional<PathsView> paths;
  std::vector<stability::InverseAnswer> inverse;  ///< one for each concept asked but SIM
  std::optional<stability::StateIndex> explained;
  std::vector<stability::Explanation> explanations;
  std::optional<stability::RobustnessAnswer> robustness;
  double blur = 0;
  std::optional<stability::CoalitionAnswer> coalitions;
  /// Of each equilibrium that is not universally stable by the first concept of `coalitions`, one way out (the first 20).
  std::vector<std::pair<stability::StateIndex, stability::Jump>> jumps;
  std::optional<stability::LimitedMoveAnswer> horizons;
  stability::TieRule ties = stability::TieRule::lowest_index;
  std::optional<stability::StrengthAnswer> strength;
};

/// Errors: not_found for a state that does not exist; those of the stability room.
Result<GraphAnswer> graph_answer(GraphCase graph, const GraphQuestion& question, Run& run);

}  // namespace locarno::study
