#pragma once
// locarno/model/case.hpp -- a case: the parties, the issues with their options, what the analyst has set.
// The file format is docs/case-file.md; reading and writing it: case_file.hpp.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/exact.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "model/condition.hpp"
#include "model/language.hpp"
#include "model/stance.hpp"

namespace locarno {

/// A number an analyst has set: known exactly (level 3, low == high) or within bounds (level 4).
struct Amount {
  Rational low;
  Rational high;
  bool is_exact() const { return low == high; }
  bool operator==(const Amount&) const = default;
};

struct Party {
  std::string id;                     ///< CONTRACT, Ids: UKR, NATO, HAMAS ...
  Text name;
  bool signs = false;                 ///< must it sign for a settlement to pass?
  /// Party ids of records that speak for this party (EUR: DEU FRA GBR ...). A joint speaker (WEST) may count for several.
  std::vector<std::string> includes;
  /// What no agreement is worth to it, on the scale of its scores (level 3); none = not said, counted as 0.
  std::optional<Amount> fallback = {};
  bool operator==(const Party&) const = default;
};

struct Option {
  std::string id;
  Text name;
  /// Phrases whose presence in a statement on this issue names this option (matched on the folded view).
  std::vector<std::string> phrases;
  bool operator==(const Option&) const = default;
};

struct Issue {
  std::string id;
  Text name;
  bool ordered = true;                ///< do the options stand in an order (for < <= > >=)?
  IdVec<OptionId, Option> options;
  /// The option a plain "supports <issue>" / "opposes <issue>" speaks of, when a statement names none. none = no option.
  OptionId main_option;
  /// The option that means "none of this" (a concession on the issue accepts it). none = no such option.
  OptionId none_option;
  bool operator==(const Issue&) const = default;
};

/// A stance an analyst has set. It wins over what was read from its date on, or fills only what was not read.
struct StanceEntry {
  PartyId party;
  IssueId issue;
  std::vector<OptionId> options;
  StanceValue value = StanceValue::silent;
  Condition condition;
  std::optional<Date> since;
  std::optional<Date> until;          ///< last day it holds; none = still
  bool first_hand = true;
  std::vector<std::string> via;
  std::string source_note;            ///< where the analyst has it from: required, shown
  std::string where;                  ///< file:line:column
  bool unless_read = false;           ///< stands back where reading has found a stance on the option
  bool operator==(const StanceEntry&) const = default;
};

/// What one issue is worth to a party (level 3): an option scores weight * value; a settlement, the sum over the issues.
struct ScoreEntry {
  PartyId party;
  IssueId issue;
  Amount weight{1, 1};
  std::vector<Amount> values;         ///< [option], one for each option of the issue
  std::string source_note;            ///< where the analyst has it from: required, shown
  std::string where;                  ///< file:line:column
  bool operator==(const ScoreEntry&) const = default;
};

struct RedLineEntry {
  std::string id;
  PartyId party;
  Condition rule;
  Text words;
  std::optional<Date> since;
  std::optional<Date> until;
  bool first_hand = true;
  std::vector<std::string> via;
  std::string source_note;
  std::string where;
  int cost = 1;                       ///< political cost of giving it up, on any one scale
  bool operator==(const RedLineEntry&) const = default;
};

/// What it costs to give up a line that was read, not set.
struct CostEntry {
  std::string line;                   ///< red line id, or a party's id: each line of that party
  int cost = 1;
  std::string source_note;
  bool operator==(const CostEntry&) const = default;
};

/// Who must accept for a settlement to pass. Left out: everybody who signs.
struct AcceptanceEntry {
  int quota = 0;                      ///< weight of the signatories that must accept; 0 = all of them
  std::vector<PartyId> essential;     ///< nothing passes without these
  std::map<std::string, int> weights; ///< signatory id -> weight; 1 when left out
  bool side_payments = false;         ///< the scores of all signatories together must reach their fallbacks together
  bool fallbacks = false;             ///< each signatory refuses what scores below its fallback
  std::string source_note;
  bool operator==(const AcceptanceEntry&) const = default;
};

/// A body that must still say yes after the signature (ratify's input comes later; the brief names it now).
struct Gate {
  std::string id;
  Text body;
  Text needs;                         ///< what it needs, e.g. "two thirds of those voting"
  PartyId party;
  /// Phrases that name the gate in a report; a record that carries one is its evidence.
  std::vector<std::string> phrases;
  std::string source_note;            ///< of `needs`, when the analyst set it
  bool operator==(const Gate&) const = default;
};

/// A promise or its limit that the page watches for, found by phrases (e.g. "will not last for ever").
struct Promise {
  std::string id;
  Text name;
  PartyId party;
  std::vector<std::string> phrases;
  bool operator==(const Promise&) const = default;
};

struct WatchItem {                    ///< what to watch, set by the analyst
  Text words;
  std::optional<Date> on;
  std::string source_note;
  bool operator==(const WatchItem&) const = default;
};

struct Case {
  std::string id;                     ///< folder name, e.g. "ukraine-2025"
  Text title;
  IdVec<PartyId, Party> parties;
  IdVec<IssueId, Issue> issues;
  std::vector<StanceEntry> stances;
  std::vector<ScoreEntry> scores;     ///< at most one for a party and an issue
  std::vector<RedLineEntry> red_lines;
  std::vector<CostEntry> costs;
  AcceptanceEntry acceptance;
  std::vector<Gate> gates;
  std::vector<Promise> promises;
  std::vector<WatchItem> watch;
  std::map<std::string, Text> glossary;  ///< the words the page uses for places and the war: key -> text
  int stale_after_days = 60;          ///< older stances are grey and linted
  bool operator==(const Case&) const = default;
};

/// A case whose every reference is in range: what solvers and the page accept.
class CheckedCase {
 public:
  const Case& operator*() const { return case_; }
  const Case* operator->() const { return &case_; }
  PartyId party(std::string_view id) const;   ///< none() when unknown
  IssueId issue(std::string_view id) const;
  OptionId option(IssueId issue, std::string_view id) const;

 private:
  explicit CheckedCase(Case c) : case_(std::move(c)) {}
  Case case_;
  friend Result<CheckedCase> check(Case c);
};

/// Ids unique and well formed, every issue with 2..64 options, every reference in range, dates in order.
/// Errors: bad_input with the place of the row.
Result<CheckedCase> check(Case c);

}  // namespace locarno
