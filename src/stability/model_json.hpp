#pragma once
// locarno/stability/model_json.hpp -- a graph model as one JSON file, and back.
//
// Question   A file with decision makers, options, states, moves and preferences: which model is it?
// Answer     The checked model. docs/stability.md describes the shape; it is that of published collections of cases.
// Rule       What is absent is filled in where there is one way to fill it in (docs/stability.md says which); what contradicts
//            itself is refused with a place.
// Cost       linear in the file; without a list of states, in the feasible states times the options.
// Tested by  src/stability/model_json_test.cpp, fuzz/stability_json_fuzz.cpp
#include <string>
#include <string_view>

#include "base/run.hpp"
#include "stability/model.hpp"

namespace locarno::stability {

/// Errors: bad_input with file:line:column; limit_reached (more than 2^26 states); cancelled.
/// Not an error: keys that this shape does not know (published answers, notes of other tools), comments.
Result<CheckedModel> read_model(std::string_view bytes, const std::string& file, const Run& run);

/// The same from a file. Errors also: io.
Result<CheckedModel> load_model(const std::string& path, const Run& run);

/// The same shape again: read_model(write_model(m)) == m for a checked model with a list of states whose values have no
/// gaps; without a list of states, the states are listed.
std::string write_model(const Model& model);

/// "YN--": the options of a state, in the order of the model; "" when there are none.
std::string yes_no(const Model& model, StateIndex state);

/// The state a user or a file means: an id, a pattern of Y and N, or a short name.
/// Errors: not_found.
Result<StateIndex> find_state(const Model& model, std::string_view name);

}  // namespace locarno::stability
