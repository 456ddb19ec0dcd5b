#pragma once
// locarno/stance/timeline.hpp -- the claims of a case, day after day, into the table of one day.
#include <memory>
#include <optional>

#include "stance/claims.hpp"
#include "stance/stances.hpp"

namespace locarno::stance {

/// The table as of `as_of` (none = everything that was said).
StanceTable table_at(const Question& question, const Claims& claims, std::optional<Date> as_of);

/// Of the same, the rows of one party and issue: [option].
std::vector<Stance> rows_at(const Question& question, const Claims& claims, PartyId party, IssueId issue, std::optional<Date> as_of);

/// A party's position on one option, without the words behind it.
struct Standing {
  StanceValue value = StanceValue::silent;
  Condition condition;
  bool first_hand = true;
};

/// The same table for one party and issue, day after day, at the cost of going through its claims once (once more for
/// each day on which words of no day become known).
class CellSweep {
 public:
  /// `claims`: of this party and issue. Both must outlive the sweep.
  CellSweep(const Question& question, const std::vector<Claim>& claims, PartyId party, IssueId issue);
  ~CellSweep();
  /// [option]; days must ascend from call to call.
  std::vector<Standing> on(std::int32_t today);

 private:
  struct State;
  void start_again(std::int32_t today);
  const Case& case_;
  const std::vector<Claim>& claims_;
  IssueId issue_;
  std::vector<const StanceEntry*> entries_;
  std::size_t first_dated_ = 0;
  std::unique_ptr<State> state_;
};

/// Needs as a condition of the case, with the words it prints as.
Condition to_condition(const Case& c, const Needs& needs);

/// Does an entry set by hand hold on that day?
bool holds_on(std::optional<Date> since, std::optional<Date> until, std::optional<Date> as_of);

}  // namespace locarno::stance
