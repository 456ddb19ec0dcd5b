#pragma once
// locarno/settle/recount.hpp -- counting once more, for check: from the definitions, without diagrams, classes or the solver.
//
// Issues are settled one after the other in an order of its own; a row is the options still needed by some line, with which
// parties have already refused. Cost: rows times options; past the limits nothing is said.
#include "settle/zone.hpp"

namespace locarno::settle {

/// Settlements that pass the lines in force. Errors: limit_reached above 2^20 rows or 2^28 steps (added to `steps`).
///   lines   in force, ascending
Result<Integer> recount(const ZoneQuestion& question, const std::vector<std::uint32_t>& lines, bool strict, std::uint64_t& steps);

/// Does the settlement pass the lines in force, silence accepting?
bool passes(const ZoneQuestion& question, const std::vector<std::uint32_t>& lines, const Settlement& settlement);

}  // namespace locarno::settle
