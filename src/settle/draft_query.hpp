#pragma once
// locarno/settle/draft_query.hpp -- one draft against all settlements: is it efficient, what is better for all, what is the cheapest change?
//
// Question   A score table and one settlement.
// Answer     efficient   is there no settlement under the rules that is worth at least as much to every party and more to one?
//            better      those on the frontier that are (they alone; what lies below them is not listed)
//            lifts       for each party that is below its fallback: the change that brings it there by changing the fewest issues
//                        and, of those, costs the other parties least in sum; no party may fall below its fallback, and
//                        one that is below already may not lose.
// Method     efficient, better: the frontier, cut down to what reaches the draft's worth for every party (exact). If that is too
//            large, CBC looks for a larger sum. lifts: all changes of one issue, of two, and so on.
// Cost       efficient: a small part of the frontier. lifts: options^c * issues^c / c! for the first c that suffices, cut by
//            what the best c changes can add; run.limits.nodes or 20,000,000 changes end it.
// Certainty  proof as in points.hpp; a lift carries its own verdict.
// Tested by  draft_query_test.cpp (against listing).
#include "settle/points.hpp"

namespace locarno::settle {

struct DraftQuery {
  const ScoreTable* table = nullptr;
  Choice draft;
  std::size_t list_at_most = 20;
};

struct Lift {
  std::uint32_t party = 0;
  Verdict verdict = Verdict::limit_reached;   ///< proved: no cheaper change, or none at all when `to` is absent
  std::optional<Choice> to;
  std::vector<std::uint32_t> changed;         ///< issues, ascending
  std::vector<Rational> worth;                ///< [party] after the change
  Rational cost;                              ///< sum of what the others lose less what they gain
};

struct DraftReport {
  std::vector<Rational> worth;                ///< [party]
  std::vector<bool> reaches_fallback;         ///< [party]
  bool meets_rules = true;
  std::optional<bool> is_efficient;           ///< none = not known within the limit
  Proof proof = Proof::open;
  std::uint64_t better_count = 0;             ///< frontier points better for all; exact when proof is listed
  std::vector<FrontierPoint> better;          ///< at most list_at_most, by the least gain, largest first
  std::vector<Lift> lifts;
  Effort effort;
  bool is_cancelled = false;
};

/// Errors: bad_input when the draft has not one option in range for every issue; those of check_table.
Result<DraftReport> judge_draft(const DraftQuery& query, Run& run);

/// The cheapest change for one party. Errors: as judge_draft.
Result<Lift> cheapest_lift(const ScoreTable& table, const Choice& draft, std::uint32_t party, Run& run);

}  // namespace locarno::settle
