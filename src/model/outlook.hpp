#pragma once
// locarno/model/outlook.hpp -- what a case says of the time after the signature: who must ratify, and what makes it be kept.
// The same case.toml as the case itself, the sections [[institution]], [[ratification]], [hold] and [[lever]] (docs/case-file.md).
//
// Every number is the analyst's and carries a source note. Only the form is judged here; the rooms `ratify` and `hold` judge the rest.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/case.hpp"

namespace locarno {

/// An option that makes a yes likelier or less likely, in standard deviations of what members privately think.
struct YesShift {
  IssueId issue;
  OptionId option;
  double by = 0;
};

struct InstitutionBloc {
  std::string id;
  std::uint32_t voters = 0;
  double yes = 0;                       ///< chance of a yes to a settlement without any shifting option
  std::uint32_t weight = 1;
  double absent = 0;
  std::optional<double> rho;            ///< how its members move together; none = the institution's
  std::vector<YesShift> shifts;
};

enum class InstitutionKind { chamber, referendum, executive };

/// One body with a yes or no.
struct Institution {
  std::string id;
  Text name;
  PartyId party;
  InstitutionKind kind = InstitutionKind::chamber;
  std::string gate;                     ///< id of the [[gate]] it stands for; "" = none
  std::string source_note;
  std::string where;
  std::vector<YesShift> shifts;         ///< of every bloc, of the voters, of the executive
  // chamber
  std::vector<InstitutionBloc> blocs;
  std::string need;                     ///< "67", "2/3", ">1/2", "all"
  std::uint32_t heads = 0, or_heads = 0;
  double rho_common = 0.1, rho_bloc = 0.3, rho_absent = 0;
  std::uint32_t present = 0;            ///< so many members must be present; 0 = not asked
  // referendum: share of yes and turnout, each with a standard deviation
  double yes = 0;                       ///< executive: chance that it submits or signs
  double spread = 0.05;
  double majority = 0.5;
  double turnout = 1, turnout_spread = 0.05, quorum = 0;
  // time until it has decided: median and the time within which nine of ten would have, in months
  std::optional<double> months, months_late;
  std::uint32_t ratifiers = 1;          ///< so many bodies of this kind take their own time; the last counts
};

/// Ways to the same end: one is taken. Each is a list of institutions that must all say yes.
struct RatificationStep {
  std::string id;
  Text name;
  std::vector<std::vector<std::string>> routes;
  std::string where;
};

/// A parameter of the hold model, by its name there.
struct HoldValue {
  std::string name;
  double value = 0, low = 0, high = 0;  ///< equal: not drawn
  std::string source_note;
  std::string where;
};

/// What an option of a settlement sets.
struct LeverEntry {
  IssueId issue;
  OptionId option;
  std::vector<HoldValue> sets;
  std::string where;
};

struct Outlook {
  std::vector<Institution> institutions;
  std::vector<RatificationStep> steps;  ///< institutions named in none are steps of their own
  std::vector<HoldValue> hold;
  PartyId challenger, guaranteed;       ///< A and B of the hold model; none() = not said
  std::vector<LeverEntry> levers;
};

/// Errors: bad_input with file:line:column: a chance outside [0, 1], an empty chamber, a bloc, institution, gate, issue or option
/// that does not exist, a negative time, a missing source.
Result<Outlook> parse_outlook(std::string_view toml, const std::string& file, const Case& of_case);
Result<Outlook> load_outlook(const std::string& folder, const Case& of_case);

/// "issue=option,issue=option": one option for some issues; none() for the others. Errors: bad_use.
Result<IdVec<IssueId, OptionId>> parse_settlement(std::string_view words, const Case& of_case);

}  // namespace locarno
