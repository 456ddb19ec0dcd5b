#pragma once
// locarno/settle/zone.hpp -- what could be signed; if nothing, which red lines clash and what is the smallest opening.
//
// Question   Issues with their number of options; red lines (a party, a condition every settlement it signs must meet);
//            the options on which a signatory has been silent.
// Answer     zone: how many settlements pass all lines, of how many, when silence accepts (open) and when it rejects
//            (strict); every clash; the smallest openings.
// Clash      a minimal set of lines that no settlement satisfies together (minimal unsatisfiable subset).
// Opening    a minimal set of lines whose release makes some settlement pass (minimal correction set), with how many
//            settlements then pass. Every opening hits every clash; that duality is a law test.
// Method     counting: over the issue graph's components, merging what leaves the same remainder of every line (decision
//            diagrams), exact integers. Openings by increasing size, clashes as the sets that hit them all or by MARCO,
//            on CaDiCaL with selector literals; the open reading. Source: Liffiton & Sakallah (2008), J. Automated
//            Reasoning 40:1-33; Liffiton, Previti, Malik, Marques-Silva (2016), Constraints 21:223-250; Reiter (1987),
//            AIJ 32:57-95.
// Cost       worst case exponential in lines and issues; run.limits.nodes (states, solver calls and conflicts) and
//            run.limits.memory_bytes (default 1 GiB) bound it. Local lines cost little however many issues there are.
// Certainty  proved, or limit_reached with what is known; check() verifies each answer without the solver.
// Threads    pure. Deterministic: same question and limits, same bytes.
// Tested by  src/settle/zone_test.cpp, tests/settle/*: laws against zone_by_listing, small world, oracle numbers.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/exact.hpp"
#include "base/result.hpp"
#include "base/run.hpp"
#include "model/condition.hpp"

namespace locarno::settle {

/// "The scores of the options chosen add up to at least so much": a fallback, or side payments (the sum over the parties).
struct ScoreRule {
  std::vector<std::vector<std::int64_t>> scores;  ///< [issue][option], each within +-2^40; empty = no such rule
  std::int64_t at_least = 0;
  bool operator==(const ScoreRule&) const = default;
};

struct Line {
  std::string id;            ///< red line id
  PartyId party;             ///< none() = nobody's: no coalition can do without it
  Condition rule;
  std::uint64_t cost = 1;    ///< political cost of releasing it, 1..1,000,000, on any one scale
  ScoreRule score = {};      ///< must hold as well, when given
  bool holds(const Settlement& settlement) const;
  std::vector<IssueId> issues() const;  ///< that it depends on, ascending, each once
  bool operator==(const Line&) const = default;
};

/// A party that votes on the settlement, and how much its acceptance weighs.
struct Seat {
  PartyId party;
  std::uint32_t weight = 1;  ///< 0..1,000,000
  bool has_veto = false;     ///< nothing passes without it
  bool operator==(const Seat&) const = default;
};

/// Who must accept for a settlement to pass. A party accepts when it meets all its lines; in the strict reading, when also
/// it has not been silent on an option chosen. Without seats: everybody (unanimity).
struct Acceptance {
  std::vector<Seat> seats;   ///< at most 16, each party once; lines and silences of others bind always
  std::uint64_t quota = 0;   ///< weight of the parties that accept must reach this
  bool is_unanimous() const { return seats.empty(); }
  bool operator==(const Acceptance&) const = default;
};

/// One signatory has said nothing on these options of this issue.
struct Silence {
  PartyId party;
  IssueId issue;
  OptionSet options;
  bool operator==(const Silence&) const = default;
};

struct ZoneQuestion {
  std::vector<std::uint32_t> options;  ///< [issue] number of options, 1..64
  std::vector<Line> lines;             ///< at most 10,000
  std::vector<Silence> silences;       ///< a silence of a party without a seat binds always, as its lines do
  std::uint32_t max_clashes = 0;       ///< the so many smallest; 0 = all
  std::uint32_t max_openings = 0;      ///< the so many first (size, then opens); 0 = all up to max_opening_size
  std::uint32_t max_opening_size = 0;  ///< 0 = any
  std::uint32_t max_clash_size = 0;    ///< 0 = any
  Acceptance acceptance;
};

struct Clash {
  std::vector<std::uint32_t> lines;    ///< indices into ZoneQuestion::lines, ascending
  auto operator<=>(const Clash&) const = default;
};

struct Opening {
  std::vector<std::uint32_t> relax;    ///< indices into lines, ascending
  std::vector<PartyId> movers;         ///< whose lines they are, ascending, each once
  Integer opens;                       ///< settlements that pass once these lines are released (open reading)
  Verdict counted = Verdict::proved;   ///< limit_reached: opens is only a lower bound
  Settlement witness;                  ///< the first of them in the order of options; empty when a limit cut it off
};

/// The opening of the least total cost of its lines.
struct Cheapest {
  Opening opening;
  std::uint64_t cost = 0;
  Verdict verdict = Verdict::proved;   ///< limit_reached: a cheaper one may exist
  std::uint64_t at_least = 0;          ///< no opening costs less
};

/// Bounds on a count that is out of reach: from shares followed down to what hardly matters (bracket.hpp); else fewer lines let
/// more pass, issues held fast let less pass.
struct CountBounds {
  std::uint32_t fineness = 0, strict_fineness = 0;  ///< of the shares behind the bounds; 0 = they rest on the next three
  std::vector<std::uint32_t> kept;     ///< lines: open_at_most settlements pass these alone
  std::vector<IssueId> fixed;          ///< issues held at `at`: open settlements pass so
  Settlement at;
};

struct ZoneAnswer {
  Integer of;                          ///< number of settlements
  Integer open;                        ///< pass all lines, silence accepts
  Integer strict;                      ///< pass all lines, silence rejects
  Verdict counts = Verdict::proved;    ///< limit_reached: open and strict are only lower bounds
  Integer open_at_most;                ///< = open when proved
  Integer strict_at_most;
  CountBounds bounds;                       ///< what the bounds rest on, when counts is limit_reached
  std::vector<Clash> clashes;          ///< by size, then by indices; empty when open > 0
  Verdict clashes_complete = Verdict::proved;   ///< proved: there is no other clash
  std::vector<Opening> openings;       ///< by size, then by opens descending, then by indices
  Verdict openings_complete = Verdict::proved;  ///< proved: there is no other opening
  std::uint32_t openings_up_to = 0;    ///< all openings of at most so many lines are listed; the number of lines when proved
  std::uint32_t clashes_up_to = 0;     ///< the same for clashes
  std::optional<Cheapest> cheapest;    ///< the opening of least total cost; none when something passes or none is known
  Settlement witness;                  ///< the first passing settlement in the order of options, when open > 0
  Effort effort;
};

/// Errors: bad_input when a line names an issue or option out of range. Stopped by the user (run.cancel): the answer holds
/// what is known, marked limit_reached.
/// Not an error: no lines (everything passes); no issues (one empty settlement).
Result<ZoneAnswer> zone(const ZoneQuestion& question, Run& run);

/// The obvious twin: lists every settlement and every subset of lines. Errors: limit_reached above 2^22 settlements or
/// 20 lines.
Result<ZoneAnswer> zone_by_listing(const ZoneQuestion& question, Run& run);

/// Verifies an answer from the definitions: each clash cannot be met and can once any one line is dropped; each opening's
/// witness passes the kept lines, putting any released line back closes it, its count is counted again; openings hit
/// clashes. Small, without the solver and without the diagrams: it counts with a table over the issues still needed.
/// Errors: bad_input naming what is wrong with the answer; limit_reached when a table would pass 2^20 rows or the whole
/// 2^28 steps (then nothing wrong was found, and not everything was looked at).
Result<void> check(const ZoneQuestion& question, const ZoneAnswer& answer);

/// How many settlements pass the lines in force. For "what if these lines went".
///   active_lines   [line] is it in force?
///   strict         does silence reject?
/// Errors: bad_input as zone, or when active_lines is not one for each line; limit_reached; cancelled.
Result<Integer> count_passing(const ZoneQuestion& question, const std::vector<bool>& active_lines, bool strict, Run& run);

/// [line] how many settlements pass (open reading) when that line alone is released. Errors: as count_passing.
Result<std::vector<Integer>> opened_by_each(const ZoneQuestion& question, Run& run);

/// What one line does by itself (open reading).
struct LineEffect {
  Integer removes;                     ///< of all settlements, how many do not pass when it is the only line in force
  Integer opens;                       ///< how many more pass when it alone is released
  Verdict verdict = Verdict::proved;   ///< limit_reached: what is not known is 0
};
/// [line]. What is out of reach is marked; no failure but bad_input. All lines that share tables of counts are answered by
/// two passes over them, whatever their number; where tables are too large, `patient` counts for every line afresh.
Result<std::vector<LineEffect>> line_effects(const ZoneQuestion& question, bool patient, Run& run);

/// Two issues that must be traded together: each of two options occurs in some settlement of the zone, but never both in
/// one. Settling the one issue first then takes something off the table on the other. (Two issues not so tied can be
/// settled in any order and apart.) The zone is that of `question` with `released` not in force, open reading.
struct TiedIssues {
  IssueId a, b;                        ///< a < b
  OptionId option_a, option_b;         ///< the first such pair of options
  Settlement with_a, with_b;           ///< settlements of the zone that have them
};
struct TradedTogether {
  std::vector<TiedIssues> pairs;       ///< by a, then b
  Verdict verdict = Verdict::proved;   ///< limit_reached: there may be more pairs
};
Result<TradedTogether> traded_together(const ZoneQuestion& question, const std::vector<std::uint32_t>& released, Run& run);

}  // namespace locarno::settle
