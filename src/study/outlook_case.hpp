#pragma once
// locarno/study/outlook_case.hpp -- what a case says of keeping, joined with a settlement's options: the given values of the hold model.
#include "model/outlook.hpp"
#include "study/holding.hpp"
#include "study/ratification.hpp"

namespace locarno::study {

/// The case's [hold] and the levers of the options chosen; a lever wins over [hold], a later lever over an earlier one.
/// Errors: with the place of the row: a parameter that does not exist, a chance above 1, a negative rate, a sunset before entry
/// into force.
Result<hold::GivenValues> given_of(const Outlook& outlook, const ChosenOptions& chosen);

/// Every lever's values and every institution's rule, whatever is chosen: what `case check` asks for.
Result<void> check_outlook(const Case& of_case, const Outlook& outlook);

/// Signable, ratified and kept, side by side.
struct TradeRow {
  ChosenOptions chosen;
  std::uint32_t broken = 0;             ///< red lines of signatories that it breaks; 0 = signable (silence read as acceptance)
  double ratified = 1;                  ///< product of the steps; 1 without institutions
  double kept5 = 0, kept10 = 0;
  bool on_frontier = false;             ///< nothing breaks fewer lines, passes likelier and keeps longer (to year 10)
};

struct TradeAnswer {
  std::vector<IssueId> issues;          ///< that were walked; the others stay open
  std::uint64_t packages = 0, signable = 0;
  std::size_t undecided_lines = 0;      ///< that hang on issues not walked: they are not counted
  std::vector<TradeRow> rows;           ///< the frontier first, then by broken lines, ratified * kept10
};



struct TradeQuestion {
  const Case* of_case = nullptr;
  const Outlook* outlook = nullptr;
  std::vector<const Condition*> lines;  ///< red lines of signatories, not owned
  ChosenOptions fixed;                  ///< options that are not walked
  std::size_t list_at_most = 20;
};

/// Walks the issues that shift a vote, set a lever or stand in a line: at most 2,000,000 packages, else those of votes and levers only,
/// and a line counts where the issues walked decide it. Errors: limit_reached.
Result<TradeAnswer> trade(const TradeQuestion& question, const Run& run);

}  // namespace locarno::study
