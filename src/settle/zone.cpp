// The question put to the engines one after the other: is anything left to sign, how much, what gives way, what clashes.
#include "settle/zone.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

#include "settle/count.hpp"
#include "settle/enumerate.hpp"

namespace locarno::settle {
namespace {

Verdict verdict(bool proved) { return proved ? Verdict::proved : Verdict::limit_reached; }

Failure cancelled() { return fail(ErrorCode::cancelled, "stopped before anything was known"); }

class Zone {
 public:
  Zone(const ZoneQuestion& question, const Problem& problem, Run& run)
      : question_(question), problem_(problem), budget_(run), counter_(problem, budget_), feasibility_(problem, budget_) {}

  Result<ZoneAnswer> run() {
    answer_.of = 1;
    for (const std::uint32_t options : question_.options) answer_.of *= options;
    const LineSet all = without({});
    budget_.begin_stage(1, 4);
    const Sat feasible = feasibility_.feasible(all);
    if (budget_.is_cancelled()) return cancelled();
    if (feasible == Sat::yes) count_open(all);
    if (feasible == Sat::unknown) count_blind(all);
    if (feasible == Sat::no) find_what_blocks();
    if (budget_.is_cancelled() && answer_.counts != Verdict::proved) return cancelled();
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
    budget_.begin_stage(1, 2);
    const auto open = counter_.count(active_without({}), false);
    budget_.begin_stage(1, 1);
    const auto strict = counter_.count(active_without({}), true);
    answer_.open = open ? *open : Integer(1);
    answer_.strict = strict ? *strict : Integer(!answer_.witness.empty() && passes_strictly(answer_.witness) ? 1 : 0);
    answer_.counts = verdict(open && strict);
  }

  /// The solver ran out: the count may still decide.
  void count_blind(const LineSet& all) {
    budget_.begin_stage(1, 4);
    const auto open = counter_.count(active_without({}), false);
    if (open && *open == 0) return find_what_blocks();
    if (open) return count_open(all);
    answer_.counts = answer_.clashes_complete = answer_.openings_complete = Verdict::limit_reached;
  }

  /// The parts of which no settlement passes; the others have nothing to say here.
  struct Blocked {
    const Part& part;
    std::unique_ptr<Feasibility> feasibility;
    Found openings;  ///< in the part's own line numbers
  };

  void find_what_blocks() {
    const std::vector<Part> parts = split(problem_);
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
      b.openings = find_openings(part.problem, budget_, question_.max_openings, question_.max_opening_size);
      blocked.push_back(std::move(b));
    }
    if (is_all_known) find_openings_of(blocked);
    else answer_.openings_complete = Verdict::limit_reached;
    find_clashes_of(blocked, is_all_known);
  }

  static LineSet renamed(const Part& part, const LineSet& lines) {
    LineSet whole;
    for (const std::uint32_t line : lines) whole.push_back(part.lines[line]);
    return whole;
  }

  void find_openings_of(const std::vector<Blocked>& blocked) {
    std::vector<Found> choices;
    for (const Blocked& b : blocked) {
      choices.push_back({{}, b.openings.complete});
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
  }

  void find_clashes_of(const std::vector<Blocked>& blocked, bool is_all_known) {
    budget_.begin_stage(1, 1);
    std::vector<LineSet> clashes;
    for (const Blocked& b : blocked) {
      const Found found = find_clashes(b.part.problem, *b.feasibility, budget_, b.openings, question_.max_clashes);
      is_all_known = is_all_known && found.complete;
      for (const LineSet& lines : found.sets) clashes.push_back(renamed(b.part, lines));
    }
    sort_sets(clashes);
    const bool is_cut = question_.max_clashes != 0 && clashes.size() > question_.max_clashes;
    if (is_cut) clashes.resize(question_.max_clashes);
    for (LineSet& lines : clashes) answer_.clashes.push_back({std::move(lines)});
    answer_.clashes_complete = verdict(is_all_known && !is_cut);
  }

  Opening counted(const LineSet& lines) {
    Opening opening;
    opening.relax = lines;
    for (const std::uint32_t line : lines) opening.movers.push_back(question_.lines[line].party);
    std::sort(opening.movers.begin(), opening.movers.end());
    opening.movers.erase(std::unique(opening.movers.begin(), opening.movers.end()), opening.movers.end());
    const auto opens = counter_.count(active_without(lines), false);
    opening.opens = opens ? *opens : Integer(1);
    opening.counted = verdict(opens.has_value());
    return opening;
  }

  const ZoneQuestion& question_;
  const Problem& problem_;
  Budget budget_;
  Counter counter_;
  Feasibility feasibility_;
  ZoneAnswer answer_;
};

Failure count_failure(const Budget& budget) {
  if (budget.is_cancelled()) return cancelled();
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
  const auto count = Counter(problem, budget).count(active_lines, strict);
  if (!count) return count_failure(budget);
  return *count;
}

Result<std::vector<Integer>> opened_by_each(const ZoneQuestion& question, Run& run) {
  LOC_TRY(const Problem problem, make_problem(question));
  Budget budget(run);
  Counter counter(problem, budget);
  std::vector<Integer> opened;
  std::vector<bool> active(question.lines.size(), true);
  for (std::size_t line = 0; line < active.size(); ++line) {
    active[line] = false;
    const auto count = counter.count(active, false);
    if (!count) return count_failure(budget);
    opened.push_back(*count);
    active[line] = true;
  }
  return opened;
}

}  // namespace locarno::settle
