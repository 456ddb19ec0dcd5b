// The question put to the engines one after the other: is anything left to sign, how much, what gives way, what clashes.
#include "settle/zone.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

#include "settle/bracket.hpp"
#include "settle/enumerate.hpp"
#include "settle/tally.hpp"

namespace locarno::settle {
namespace {

Verdict verdict(bool proved) { return proved ? Verdict::proved : Verdict::limit_reached; }

constexpr std::uint64_t most_bound_nodes = 1'000'000;   ///< work on bounds once a count is out of reach
constexpr std::uint64_t most_shares = 2'000'000;        ///< looked at for one bound
constexpr std::uint64_t most_weight_nodes = 2'000'000;  ///< clauses that a bound on cost may take

class Zone {
 public:
  Zone(const ZoneQuestion& question, const Problem& problem, Run& run)
      : question_(question), problem_(problem), budget_(run), tally_(problem, budget_), feasibility_(problem, budget_) {}

  Result<ZoneAnswer> run() {
    answer_.of = 1;
    for (const std::uint32_t options : question_.options) answer_.of *= options;
    answer_.open_at_most = answer_.strict_at_most = answer_.of;
    const LineSet all = without({});
    budget_.begin_stage(1, 4);
    const Sat feasible = feasibility_.feasible(all);
    if (feasible == Sat::yes) count_open(all);
    if (feasible == Sat::unknown) count_blind(all);
    if (feasible == Sat::no) find_what_blocks();
    answer_.effort = budget_.effort();
    return std::move(answer_);
  }

 private:
  LineSet without(const LineSet& gone) const {
    LineSet rest;
    for (std::uint32_t line = 0; line < problem_.rules.size(); ++line)
      if (!std::binary_search(gone.begin(), gone.end(), line)) rest.push_back(line);
    return rest;
  }

  std::vector<bool> active_without(const LineSet& gone) const {
    std::vector<bool> active(problem_.rules.size(), true);
    for (const std::uint32_t line : gone) active[line] = false;
    return active;
  }

  bool passes_strictly(const Settlement& s) const {
    for (std::size_t issue = 0; issue < s.size(); ++issue)
      if (problem_.silent[issue].has(s[IssueId(issue)])) return false;
    return true;
  }

  void count_open(const LineSet& all) {
    if (const auto witness = feasibility_.first_settlement(all)) answer_.witness = *witness;
    answer_.clashes_up_to = answer_.openings_up_to = static_cast<std::uint32_t>(problem_.rules.size());
    budget_.begin_stage(1, 2);
    const auto open = tally_.count(active_without({}), false);
    budget_.begin_stage(1, 1);
    const auto strict = tally_.count(active_without({}), true);
    answer_.open = open ? *open : Integer(1);
    answer_.strict = strict ? *strict : Integer(!answer_.witness.empty() && passes_strictly(answer_.witness) ? 1 : 0);
    answer_.counts = verdict(open && strict);
    if (open && strict) {
      answer_.open_at_most = answer_.open;
      answer_.strict_at_most = answer_.strict;
    } else {
      bound(open.has_value(), strict.has_value());
    }
  }

  /// What bounds are there for little work?
  void bound(bool open_known, bool strict_known) {
    if (!problem_.acceptance.is_unanimous()) return;
    budget_.grant(most_bound_nodes);
    const auto open = open_known ? std::nullopt : finest_bracket(problem_, false, most_shares, budget_);
    const auto strict = strict_known ? std::nullopt : finest_bracket(problem_, true, most_shares, budget_);
    const bool is_held = (open_known || (open && open->least > 0)) && (strict_known || strict);
    if (!is_held) bound_by_parts(open_known, strict_known);
    if (open) tighten(*open, answer_.open, answer_.open_at_most, answer_.bounds.fineness);
    if (strict) tighten(*strict, answer_.strict, answer_.strict_at_most, answer_.bounds.strict_fineness);
    if (open_known) answer_.open_at_most = answer_.open;
    if (strict_known) answer_.strict_at_most = answer_.strict;
    answer_.strict_at_most = std::min(answer_.strict_at_most, answer_.open_at_most);
  }

  static void tighten(const Bracket& by, Integer& least, Integer& most, std::uint32_t& fineness) {
    if (by.least > least || by.most < most) fineness = by.fineness;
    least = std::max(least, by.least);
    most = std::min(most, by.most);
  }

  /// Some lines only; some issues held.
  void bound_by_parts(bool open_known, bool strict_known) {
    if (const auto most = upper_bound(problem_, budget_)) {
      answer_.bounds.kept = most->kept;
      answer_.open_at_most = most->open;
      answer_.strict_at_most = most->strict;
    }
    if (answer_.witness.empty()) return;
    if (const auto least = lower_bound(problem_, answer_.witness, budget_)) {
      for (const std::uint32_t issue : least->fixed) answer_.bounds.fixed.push_back(IssueId(issue));
      answer_.bounds.at = answer_.witness;
      if (!open_known) answer_.open = std::max(answer_.open, least->open);
      if (!strict_known) answer_.strict = std::max(answer_.strict, least->strict);
    }
  }

  /// The solver ran out: the count may still decide.
  void count_blind(const LineSet& all) {
    budget_.begin_stage(1, 4);
    const auto open = tally_.count(active_without({}), false);
    if (open && *open == 0) return find_what_blocks();
    if (open) return count_open(all);
    answer_.counts = answer_.clashes_complete = answer_.openings_complete = Verdict::limit_reached;
    bound(false, false);
  }

  /// The parts of which no settlement passes; the others have nothing to say here.
  struct Blocked {
    const Part& part;
    std::unique_ptr<Feasibility> feasibility;
    Found openings;  ///< in the part's own line numbers
  };

  void find_what_blocks() {
    answer_.open_at_most = answer_.strict_at_most = 0;
    // Lines of different parts have nothing to do with each other only when everybody must accept.
    std::vector<Part> parts;
    if (problem_.acceptance.is_unanimous()) parts = split(problem_);
    else parts.push_back({problem_, without({})});
    std::vector<Blocked> blocked;
    bool is_all_known = true;
    budget_.begin_stage(1, 3);
    for (const Part& part : parts) {
      Blocked b{part, std::make_unique<Feasibility>(part.problem, budget_), {}};
      LineSet all(part.lines.size());
      std::iota(all.begin(), all.end(), 0u);
      const Sat feasible = b.feasibility->feasible(all);
      is_all_known = is_all_known && feasible != Sat::unknown;
      if (feasible != Sat::no) continue;
      b.openings = find_openings(part.problem, *b.feasibility, budget_, question_.max_openings, question_.max_opening_size,
                                 least_broken(part.problem));
      blocked.push_back(std::move(b));
    }
    if (is_all_known) find_openings_of(blocked);
    else answer_.openings_complete = Verdict::limit_reached;
    find_cheapest(blocked);
    find_clashes_of(blocked, is_all_known);
  }

  /// How many lines every settlement breaks at least, where tables are small; else 1.
  std::size_t least_broken(const Problem& part) {
    if (!part.acceptance.is_unanimous()) return 1;
    const auto least = Counter(part, budget_).cheapest(std::vector<std::uint64_t>(part.rules.size(), 1));
    return least ? static_cast<std::size_t>(std::max<std::uint64_t>(least->cost, 1)) : 1;
  }

  static LineSet renamed(const Part& part, const LineSet& lines) {
    LineSet whole;
    for (const std::uint32_t line : lines) whole.push_back(part.lines[line]);
    return whole;
  }

  void find_openings_of(const std::vector<Blocked>& blocked) {
    std::vector<Found> choices;
    for (const Blocked& b : blocked) {
      choices.push_back({{}, b.openings.complete, b.openings.up_to});
      for (const LineSet& lines : b.openings.sets) choices.back().sets.push_back(renamed(b.part, lines));
    }
    budget_.begin_stage(1, 3);
    const Found found = combine(choices, budget_, question_.max_openings, question_.max_opening_size);
    for (const LineSet& lines : found.sets) answer_.openings.push_back(counted(lines));
    std::sort(answer_.openings.begin(), answer_.openings.end(), [](const Opening& a, const Opening& b) {
      if (a.relax.size() != b.relax.size()) return a.relax.size() < b.relax.size();
      return a.opens != b.opens ? a.opens > b.opens : a.relax < b.relax;
    });
    const bool is_cut = question_.max_openings != 0 && answer_.openings.size() > question_.max_openings;
    if (is_cut) answer_.openings.resize(question_.max_openings);
    for (Opening& opening : answer_.openings)
      if (const auto witness = feasibility_.first_settlement(without(opening.relax))) opening.witness = *witness;
    answer_.openings_complete = verdict(found.complete && !is_cut);
    answer_.openings_up_to = up_to(found, is_cut && !answer_.openings.empty() ? answer_.openings.back().relax.size() - 1 : SIZE_MAX);
  }

  void find_clashes_of(const std::vector<Blocked>& blocked, bool is_all_known) {
    budget_.begin_stage(1, 1);
    std::vector<LineSet> clashes;
    Found together{{}, is_all_known, is_all_known ? SIZE_MAX : 0};
    for (const Blocked& b : blocked) {
      const Found found = find_clashes(b.part.problem, *b.feasibility, budget_, b.openings, question_.max_clashes, question_.max_clash_size);
      is_all_known = is_all_known && found.complete;
      together.up_to = std::min(together.up_to, found.up_to);
      for (const LineSet& lines : found.sets) clashes.push_back(renamed(b.part, lines));
    }
    sort_sets(clashes);
    const bool is_cut = question_.max_clashes != 0 && clashes.size() > question_.max_clashes;
    if (is_cut) clashes.resize(question_.max_clashes);
    for (LineSet& lines : clashes) answer_.clashes.push_back({std::move(lines)});
    answer_.clashes_complete = verdict(is_all_known && !is_cut);
    answer_.clashes_up_to = up_to(together, is_cut ? answer_.clashes.back().lines.size() - 1 : SIZE_MAX);
  }

  std::uint32_t up_to(const Found& found, std::size_t cut) const {
    return static_cast<std::uint32_t>(std::min({found.up_to, cut, problem_.rules.size()}));
  }

  std::uint64_t cost_of(const LineSet& lines) const {
    std::uint64_t cost = 0;
    for (const std::uint32_t line : lines) cost += question_.lines[line].cost;
    return cost;
  }

  /// The cheapest listed; then whatever shows that none is cheaper, or finds one: sizes, tables, the solver.
  void find_cheapest(const std::vector<Blocked>& blocked) {
    budget_.begin_stage(1, 3);
    LineSet best;
    for (const Opening& opening : answer_.openings)
      if (best.empty() || cost_of(opening.relax) < cost_of(best)) best = opening.relax;
    std::uint64_t at_least = least_cost_unlisted();
    if (!best.empty() && cost_of(best) <= at_least) return add_cheapest(best, cost_of(best));
    std::vector<std::uint64_t> cost;
    for (const Line& line : question_.lines) cost.push_back(line.cost);
    if (problem_.acceptance.is_unanimous())
      if (const auto least = tally_.all_lines().cheapest(cost)) {
        LineSet broken;
        for (std::uint32_t line = 0; line < problem_.rules.size(); ++line)
          if (!problem_.line_holds(line, least->classes)) broken.push_back(line);
        return add_cheapest(broken, least->cost);
      }
    if (best.empty() || blocked.empty()) return;
    const bool is_least = improve(best);
    add_cheapest(best, is_least ? cost_of(best) : std::min(at_least, cost_of(best)));
  }

  /// An opening that is not listed has more lines than openings_up_to: it costs at least as much as the cheapest so many.
  std::uint64_t least_cost_unlisted() const {
    if (answer_.openings_up_to >= problem_.rules.size()) return UINT64_MAX;
    std::vector<std::uint64_t> cost;
    for (const Line& line : question_.lines) cost.push_back(line.cost);
    std::sort(cost.begin(), cost.end());
    return std::accumulate(cost.begin(), cost.begin() + answer_.openings_up_to + 1, std::uint64_t{0});
  }

  /// Cheaper and cheaper with the solver. True: none is cheaper than `best` now.
  bool improve(LineSet& best) {
    for (;;) {
      if (cost_of(best) * problem_.rules.size() > most_weight_nodes) return false;
      Solver solver(budget_, true);
      const Encoding encoding(problem_, solver);
      add_cheaper(question_, encoding, cost_of(best), solver);
      const Sat answer = solver.solve({});
      if (answer != Sat::yes) return answer == Sat::no;
      best.clear();
      for (std::uint32_t line = 0; line < problem_.rules.size(); ++line)
        if (!solver.value(encoding.selector(line))) best.push_back(line);
    }
  }

  void add_cheapest(const LineSet& lines, std::uint64_t at_least) {
    Cheapest cheapest;
    cheapest.opening = counted(lines);
    if (const auto witness = feasibility_.first_settlement(without(lines))) cheapest.opening.witness = *witness;
    cheapest.cost = cost_of(lines);
    cheapest.at_least = at_least;
    cheapest.verdict = verdict(at_least == cheapest.cost);
    answer_.cheapest = std::move(cheapest);
  }

  Opening counted(const LineSet& lines) {
    Opening opening;
    opening.relax = lines;
    for (const std::uint32_t line : lines) opening.movers.push_back(question_.lines[line].party);
    std::sort(opening.movers.begin(), opening.movers.end());
    opening.movers.erase(std::unique(opening.movers.begin(), opening.movers.end()), opening.movers.end());
    const auto opens = tally_.count_without(lines);
    opening.opens = opens ? *opens : Integer(1);
    opening.counted = verdict(opens.has_value());
    return opening;
  }

  const ZoneQuestion& question_;
  const Problem& problem_;
  Budget budget_;
  Tally tally_;
  Feasibility feasibility_;
  ZoneAnswer answer_;
};

Failure count_failure(const Budget& budget) {
  if (budget.is_cancelled()) return fail(ErrorCode::cancelled, "stopped before the settlements were counted");
  return fail(ErrorCode::limit_reached, "counting the settlements reached its limit after " +
                                            std::to_string(budget.effort().nodes) + " nodes");
}

}  // namespace

Result<ZoneAnswer> zone(const ZoneQuestion& question, Run& run) {
  LOC_TRY(const Problem problem, make_problem(question));
  return Zone(question, problem, run).run();
}

Result<Integer> count_passing(const ZoneQuestion& question, const std::vector<bool>& active_lines, bool strict, Run& run) {
  LOC_TRY(const Problem problem, make_problem(question));
  if (active_lines.size() != question.lines.size())
    return fail(ErrorCode::bad_input, std::to_string(active_lines.size()) + " lines said to be in force or not, expected " +
                                          std::to_string(question.lines.size()));
  Budget budget(run);
  const auto count = Tally(problem, budget).count(active_lines, strict);
  if (!count) return count_failure(budget);
  return *count;
}

Result<std::vector<Integer>> opened_by_each(const ZoneQuestion& question, Run& run) {
  LOC_TRY(const Problem problem, make_problem(question));
  Budget budget(run);
  Tally tally(problem, budget);
  std::vector<Integer> opened;
  for (std::uint32_t line = 0; line < question.lines.size(); ++line) {
    const auto count = tally.count_without({line});
    if (!count) return count_failure(budget);
    opened.push_back(*count);
  }
  return opened;
}

}  // namespace locarno::settle
