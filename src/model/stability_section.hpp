#pragma once
// locarno/model/stability_section.hpp -- [stability] of case.toml: a graph model written by the analyst, as it stands in the
// file (a case does not carry it: it is read when asked for). What the words mean for options and states is settled by study/stability_case.cpp. Format: docs/stability.md.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/exact.hpp"
#include "base/result.hpp"
#include "model/condition.hpp"
#include "model/language.hpp"

namespace locarno {

/// Words with the place of their first character; the place is no part of the value.
struct Placed {
  std::string words;
  std::string where;
  bool operator==(const Placed& other) const { return words == other.words; }
};

struct StabilityOption {
  Placed id;
  PartyId party;
  Text name;
  std::string direction = "both";     ///< both, forward, backward, fixed
  IssueId issue;                      ///< taking it means this option of this issue; none = no such meaning
  OptionId option;
  bool operator==(const StabilityOption&) const = default;
};

struct StabilityState {
  Placed pattern;                     ///< "YN-Y"
  std::optional<int> number;          ///< none = its position
  Text name;
  bool operator==(const StabilityState&) const = default;
};

struct StabilityMoves {
  PartyId party;
  std::vector<std::pair<Placed, Placed>> arcs;
  bool operator==(const StabilityMoves&) const = default;
};

struct StabilityPreference {
  PartyId party;
  std::vector<Placed> statements;             ///< the most important first
  std::vector<std::vector<Placed>> ranking;   ///< best first, ties together; an entry ">>" by itself parts degrees
  std::vector<std::pair<Placed, Rational>> weights;
  bool by_scores = false;                     ///< from [[score]] of the party
  std::vector<std::pair<Placed, Placed>> unknown;
  std::string source_note;
  std::string where;
  bool operator==(const StabilityPreference& o) const {
    return party == o.party && statements == o.statements && ranking == o.ranking && weights == o.weights && by_scores == o.by_scores &&
           unknown == o.unknown && source_note == o.source_note;
  }
};

struct StabilitySection {
  Text title;
  std::string source_note;            ///< where the model is from: required, shown
  bool source_seen = false;           ///< the source was read, not remembered
  bool only_listed = false;           ///< no state but those in `states`
  Placed status_quo;
  std::vector<StabilityOption> options;
  std::vector<Placed> infeasible;     ///< patterns or statements
  std::vector<std::vector<Placed>> at_most_one, exactly_one;  ///< options
  std::vector<StabilityState> states; ///< short names; or, with only_listed or moves, the states themselves
  std::vector<StabilityMoves> moves;  ///< empty = moves by options
  std::vector<StabilityPreference> preferences;
  std::string where;
  bool operator==(const StabilitySection& o) const {
    return title == o.title && source_note == o.source_note && source_seen == o.source_seen && only_listed == o.only_listed && status_quo == o.status_quo && options == o.options &&
           infeasible == o.infeasible && at_most_one == o.at_most_one && exactly_one == o.exactly_one && states == o.states && moves == o.moves && preferences == o.preferences;
  }
};

class CheckedCase;

/// The section of `FOLDER/case.toml`, none when there is none. `the_case` is that case.
/// Errors: io; bad_input with file:line:column.
Result<std::optional<StabilitySection>> load_stability(const std::string& folder, const CheckedCase& the_case);
/// The same from text; `file` is used in error places.
Result<std::optional<StabilitySection>> parse_stability(std::string_view toml, const std::string& file, const CheckedCase& the_case);

}  // namespace locarno
