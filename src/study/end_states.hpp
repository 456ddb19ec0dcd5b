#pragma once
// locarno/study/end_states.hpp -- for the brief: which end states of the case's graph model hold still, and who could leave them.
//
// Question   A case folder. Answer: its [stability] model with R and SEQ (each better move would be answered by moves in the others' own
//            interest) and, where it is small enough to ask, the ways out that several parties have together; none without such a section.
// Cost       that of stability(); models above 65,536 states are left to `locarno stability`.
#include <optional>
#include <string>

#include "study/stability.hpp"

namespace locarno::study {

struct EndStates {
  explicit EndStates(GraphAnswer a) : answer(std::move(a)) {}
  GraphAnswer answer;
  std::vector<stability::StateIndex> holding;                         ///< equilibria by SEQ, by id
  /// Of those that do not hold by R: who has a better move that only the answer deters.
  std::vector<std::pair<stability::StateIndex, std::vector<stability::MakerIndex>>> deterred;
  /// Of those that hold by R: a group that would rather leave together.
  std::vector<std::pair<stability::StateIndex, std::vector<stability::MakerIndex>>> together;
};

/// Errors: of reading the section; cancelled. Not an error: a plain folder, no section, a model that is too large: no value.
Result<std::optional<EndStates>> end_states(const std::string& place, Run& run);

}  // namespace locarno::study
