#pragma once
// locarno/stability/model.hpp -- a conflict as a graph model: who decides what, which states there are, who can move
// where, and what each would rather have.
//
// Question   none: this is what every question of the room is asked about.
// Source     Kilgour, Hipel & Fang (1987), Automatica 23:41-55; Fang, Hipel & Kilgour (1993), Interactive Decision
//            Making, Wiley, chapters 2 and 3.
// Certainty  build a Model freely, then check(); the questions take only a CheckedModel.
// Tested by  src/stability/model_test.cpp
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace locarno::stability {

/// One state in option form: bit o is set where option o is taken.
using Mask = std::uint64_t;
/// Index of a state in the model, 0..states-1 (not the id that the file gives it).
using StateIndex = std::uint32_t;
/// Index of a decision maker or of an option.
using MakerIndex = std::uint32_t;
using OptionIndex = std::uint32_t;

/// Which way an option may be changed by the decision maker who controls it.
enum class Direction { both, forward, backward, fixed };  ///< forward: it can be taken, not taken back; backward: the reverse

struct Option {
  std::string name;
  MakerIndex maker = 0;
  Direction direction = Direction::both;
  bool operator==(const Option&) const = default;
};

struct DecisionMaker {
  std::string name;
  std::vector<OptionIndex> options;  ///< ascending; may be empty in an explicit graph
  bool operator==(const DecisionMaker&) const = default;
};

struct Arc {
  StateIndex from = 0, to = 0;
  auto operator<=>(const Arc&) const = default;
};

/// What one decision maker thinks of the states.
struct Preference {
  /// [states] ordinal, larger is better, equal is indifferent. Always given: where a pair is unknown it is the completion
  /// that counts when nobody asks for the unknown.
  std::vector<std::uint32_t> value;
  /// [states] or empty: degree of preference. A state is greatly preferred to another when its band is higher; bands never
  /// contradict value (a higher band has a higher value).
  std::vector<std::uint32_t> band;
  /// Pairs whose order is not known, each once, first < second, ascending.
  std::vector<std::pair<StateIndex, StateIndex>> unknown;
  bool operator==(const Preference&) const = default;
};

/// A conflict. States are given by `masks`, or, when that is empty, are all combinations of the options.
struct Model {
  std::string id, title, citation, notes;
  bool source_seen = false;                 ///< the citation was read, not remembered
  std::vector<DecisionMaker> makers;        ///< 1..16
  std::vector<Option> options;              ///< 0..63; 0 only with an explicit graph
  std::vector<Mask> masks;                  ///< [states] each once; empty: every combination, index = mask (options <= 26)
  std::vector<std::int64_t> ids;            ///< [states] as the file names them, each once; empty: index + 1
  std::vector<std::string> labels;          ///< [states] short names, or empty
  std::vector<std::vector<Arc>> arcs;       ///< [makers] explicit moves, ascending, no loops; empty: moves by options
  std::vector<Preference> preferences;      ///< [makers]
  std::size_t states() const { return masks.empty() ? std::size_t{1} << options.size() : masks.size(); }
  Mask mask(StateIndex s) const { return masks.empty() ? s : masks[s]; }
  std::int64_t id_of(StateIndex s) const { return ids.empty() ? static_cast<std::int64_t>(s) + 1 : ids[s]; }
  bool operator==(const Model&) const = default;
};

/// A model whose sizes, indices and preferences fit together.
class CheckedModel {
 public:
  const Model& operator*() const { return model_; }
  const Model* operator->() const { return &model_; }

 private:
  friend Result<CheckedModel> check(Model model);
  explicit CheckedModel(Model model) : model_(std::move(model)) {}
  Model model_;
};

/// Errors: bad_input, one sentence naming the decision maker, option or state, for each rule stated above that is broken.
/// Not an error: a state nobody can leave, a decision maker without options, a model with one state.
Result<CheckedModel> check(Model model);

}  // namespace locarno::stability
