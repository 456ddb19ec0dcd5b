#pragma once
// locarno/study/draft_standing.hpp -- where a party stands on what a draft says. Inside study only.
#include "model/draft.hpp"
#include "model/stance.hpp"
#include "study/drafts.hpp"

namespace locarno::study {

enum class Holds : std::uint8_t { never, sometimes, always };

/// Over every settlement within `allowed`: does the rule hold never, sometimes or always? Walks the options of the
/// issues it names; above 2^16 combinations the answer is `sometimes`.
Holds can_hold(const Condition& rule, const IdVec<IssueId, OptionSet>& allowed);

struct Judge {
  const Case& c;
  const StanceTable& stances;
  const IdVec<IssueId, OptionSet>& allowed;   ///< by the draft: conditions of `accepts_if` are held against it

  Standing on_option(PartyId party, IssueId issue, OptionId option) const;
  /// Alike on all of them: that; else open. No option: unknown.
  Standing on_options(PartyId party, IssueId issue, OptionSet options) const;
  /// Rejected when a term is; else the weakest of its known terms.
  Standing on_point(PartyId party, const DraftPoint& point) const;
};

/// From what stood to what stands. Silent, open and unknown tell neither better nor worse.
Shift shift(Standing was, Standing now);

}  // namespace locarno::study
