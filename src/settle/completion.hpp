#pragma once
// locarno/settle/completion.hpp -- the passing settlements nearest to a draft.
//
// Question   A zone question (issues, red lines, silences) and the points of a draft, each a condition: what it says, as
//            far as that is known. A point of which nothing is known is no condition and costs nothing.
// Answer     The fewest points that must change before a settlement passes every red line; every set of so many points
//            that will do; how many settlements pass at that distance; for each set the first of them.
// Distance   the number of points a settlement does not meet. Points count alike: weighing them would be a judgement.
// Method     red lines hard, points soft: a bound on the number of dropped points, raised by one when no settlement is
//            within it (linear search for the maximum satisfiable subset), on CaDiCaL with one selector for each point.
//            Ties are counted with decision diagrams: two different smallest sets share no settlement, since each of
//            their settlements breaks exactly its own set.
// Source     Fu & Malik (2006), SAT 2006, LNCS 4121:252-265, for the problem (partial maximum satisfiability); Liffiton &
//            Sakallah (2008), J. Automated Reasoning 40:1-33, for all smallest correction sets.
// Cost       worst case exponential; bounded by run.limits as in zone.hpp.
// Certainty  proved, or limit_reached: `changed` is then a lower bound. check() verifies without the solver.
// Threads    pure. Deterministic.
// Tested by  tests/settle/completion_test.cpp against completion_by_listing.
#include <cstdint>
#include <vector>

#include "settle/zone.hpp"

namespace locarno::settle {

struct CompletionQuestion {
  ZoneQuestion zone;                  ///< options, lines, silences; its max_* are not used
  std::vector<Condition> points;      ///< at most 1,000
  bool strict = false;                ///< does silence reject?
  std::uint32_t max_sets = 200;       ///< so many sets are listed; 0 = all
};

struct CompletionAnswer {
  bool exists = false;                ///< does any settlement pass the red lines?
  std::uint32_t changed = 0;          ///< fewest points that must change; limit_reached: at least so many
  Verdict verdict = Verdict::proved;  ///< of exists and changed
  std::vector<std::vector<std::uint32_t>> sets;  ///< smallest sets of points to change, each ascending, in order
  Verdict sets_complete = Verdict::proved;       ///< proved: there is no other set of that size
  Integer settlements;                ///< passing settlements at that distance, over the sets listed
  Verdict counted = Verdict::proved;  ///< limit_reached: settlements is only a lower bound
  std::vector<Settlement> witnesses;  ///< [set] the first settlement, in the order of options, that changes just these;
                                      ///< empty when a limit cut it off (counted is then limit_reached)
  Effort effort;
};

/// Errors: bad_input as zone, or when a point names an issue or option out of range; cancelled.
/// Not an error: no points; no settlement that passes (exists = false).
Result<CompletionAnswer> complete(const CompletionQuestion& question, Run& run);

/// The obvious twin: walks every settlement. Errors: limit_reached above 2^20 settlements.
Result<CompletionAnswer> completion_by_listing(const CompletionQuestion& question, Run& run);

/// Verifies an answer with another engine: every witness passes the lines and misses just its set; no settlement passes
/// once any changed - 1 points are dropped (counted with diagrams); the settlements are counted again; when the sets
/// are said to be all, so are the sets of that size that open. Errors: bad_input naming what is wrong; limit_reached
/// when more than 20,000 sets of points would have to be counted.
Result<void> check(const CompletionQuestion& question, const CompletionAnswer& answer);

}  // namespace locarno::settle
