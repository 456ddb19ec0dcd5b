#pragma once
// locarno/model/stance.hpp -- where a party stands on one option, since when, on whose word; and red lines.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "model/condition.hpp"
#include "model/language.hpp"

namespace locarno {

enum class StanceValue : std::uint8_t { silent, accepts, accepts_if, rejects };
std::string_view to_string(StanceValue value);
std::optional<StanceValue> parse_stance_value(std::string_view name);

/// Where a stance or red line comes from. An analyst's entry always wins over what was read and is shown as such.
enum class StanceSource : std::uint8_t { none, read, analyst };
std::string_view to_string(StanceSource source);

/// The stance of one party on one option of one issue, as publicly stated up to a day.
struct Stance {
  PartyId party;
  IssueId issue;
  OptionId option;
  StanceValue value = StanceValue::silent;
  Condition condition;               ///< accepts_if only
  std::optional<Date> since;         ///< day of the first statement of the unbroken present position; none = undated
  bool first_hand = true;            ///< said by the party itself (or by the analyst: see source)
  std::vector<std::string> via;      ///< through whom, when not first hand (outlets are not relays)
  bool told_by_narrator = false;     ///< in the outlet's own voice: a position described, not a statement made
  StanceSource source = StanceSource::none;
  std::string rule;                  ///< id of the rule that made it, e.g. "stance.demand_excludes"
  std::vector<std::string> evidence; ///< record ids, latest first; an analyst's entry may have none
  std::string note;                  ///< analyst's reason or source, as written in case.toml
  bool operator==(const Stance&) const = default;
};

/// All stances of a case at one day: dense [party][issue][option], silent where nothing was said.
struct StanceTable {
  std::vector<Stance> rows;          ///< party-major, then issue, then option; one for every triple
  std::vector<std::vector<std::size_t>> first_row;  ///< [party][issue] -> index in rows of option 0
  const Stance& at(PartyId p, IssueId i, OptionId o) const { return rows[first_row[p.index()][i.index()] + o.index()]; }
  Stance& at(PartyId p, IssueId i, OptionId o) { return rows[first_row[p.index()][i.index()] + o.index()]; }
};

/// A line a party has said it will not cross: a rule every settlement it signs must satisfy.
struct RedLine {
  std::string id;                    ///< e.g. "UKR.nato_membership.1", stable for the same input
  PartyId party;
  Condition rule;
  Text words;                        ///< one plain sentence for the page
  std::optional<Date> since;
  bool first_hand = true;
  std::vector<std::string> via;
  bool told_by_narrator = false;
  StanceSource source = StanceSource::read;
  std::vector<std::string> evidence; ///< record ids
  std::string note;                  ///< analyst's reason or source
  bool operator==(const RedLine&) const = default;
};

/// One change of position of a party on an issue.
struct Move {
  PartyId party;
  IssueId issue;
  struct Position {                  ///< the party's stances on the issue's options, in the issue's order
    std::vector<StanceValue> values;
    std::vector<Condition> conditions;
    bool operator==(const Position&) const = default;
  };
  Position from;
  Position to;
  std::optional<Date> date;          ///< of the statement that moved it
  std::vector<std::string> evidence_from;  ///< record ids
  std::vector<std::string> evidence;       ///< record ids of the new position
  bool first_hand = true;
  bool operator==(const Move&) const = default;
};

}  // namespace locarno
