#include "settle/enumerate.hpp"

#include <algorithm>

namespace locarno::settle {
namespace {

LineSet all_lines(const Problem& problem) {
  LineSet all;
  for (std::uint32_t line = 0; line < problem.rules.size(); ++line) all.push_back(line);
  return all;
}

LineSet without(const LineSet& lines, const LineSet& gone) {
  LineSet rest;
  std::set_difference(lines.begin(), lines.end(), gone.begin(), gone.end(), std::back_inserter(rest));
  return rest;
}

LineSet with(const LineSet& lines, std::uint32_t line) {
  LineSet more = lines;
  more.insert(std::lower_bound(more.begin(), more.end(), line), line);
  return more;
}

/// Which sets of lines have not been looked at yet.
class Map {
 public:
  Map(std::size_t lines, Budget& budget, bool prefer_large) : solver_(budget, prefer_large), at_most_(solver_, variables(lines)) {}

  /// A set of at most `bound` lines not yet ruled out.
  Sat next(std::size_t bound) {
    const int literal = at_most_.bound(bound);
    return solver_.solve(literal == 0 ? std::vector<int>{} : std::vector<int>{literal});
  }
  LineSet seed() const {
    LineSet lines;
    for (std::uint32_t line = 0; line < in_.size(); ++line)
      if (solver_.value(in_[line])) lines.push_back(line);
    return lines;
  }
  /// No set that holds all of `lines` any more (they clash).
  void rule_out_supersets(const LineSet& lines) { solver_.add_clause(literals(lines, -1)); }
  /// No set that avoids all of `lines` any more (releasing them opens).
  void rule_out_avoiders(const LineSet& lines) { solver_.add_clause(literals(lines, 1)); }

 private:
  std::vector<int> variables(std::size_t lines) {
    for (std::size_t i = 0; i < lines; ++i) in_.push_back(solver_.new_variable());
    return in_;
  }
  std::vector<int> literals(const LineSet& lines, int sign) const {
    std::vector<int> clause;
    for (const std::uint32_t line : lines) clause.push_back(sign * in_[line]);
    return clause;
  }

  std::vector<int> in_;
  Solver solver_;
  AtMost at_most_;
};

/// A minimal clash inside `lines`, which clash. nullopt when the budget is spent.
std::optional<LineSet> shrink(Feasibility& feasibility, LineSet lines) {
  for (std::size_t i = lines.size(); i-- > 0;) {
    const std::size_t needed = lines.size() - 1 - i;  // the lines behind i: each was tried and must stay
    const LineSet fewer = without(lines, {lines[i]});
    switch (feasibility.feasible(fewer)) {
      case Sat::unknown: return std::nullopt;
      case Sat::yes: break;
      case Sat::no:
        lines = feasibility.core(fewer);
        i = lines.size() - needed;
        break;
    }
  }
  return lines;
}

/// A maximal set that can stand together, holding `lines`, which can. nullopt when the budget is spent.
std::optional<LineSet> grow(const Problem& problem, Feasibility& feasibility, LineSet lines) {
  lines = feasibility.passed();
  for (const std::uint32_t line : without(all_lines(problem), lines)) {
    if (std::binary_search(lines.begin(), lines.end(), line)) continue;
    switch (feasibility.feasible(with(lines, line))) {
      case Sat::unknown: return std::nullopt;
      case Sat::yes: lines = feasibility.passed(); break;
      case Sat::no: break;
    }
  }
  return lines;
}

constexpr std::size_t most_combined = 20'000;
constexpr std::uint64_t most_conflicts_for_one = 200'000;  ///< what one answer may still cost when the budget gave none

/// Cores without a common line: each needs a release of its own, so no opening is smaller than their number.
std::size_t disjoint_cores(Solver& solver, const Encoding& encoding, std::size_t lines) {
  std::vector<int> left;
  for (std::uint32_t line = 0; line < lines; ++line) left.push_back(encoding.selector(line));
  std::size_t cores = 0;
  for (; solver.solve(left) == Sat::no; ++cores)
    left.erase(std::remove_if(left.begin(), left.end(), [&](int literal) { return solver.failed(literal); }), left.end());
  return cores;
}

}  // namespace

void sort_sets(std::vector<LineSet>& sets) {
  std::sort(sets.begin(), sets.end(), [](const LineSet& a, const LineSet& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
}

Found combine(const std::vector<Found>& choices, Budget& budget, std::size_t most, std::size_t largest) {
  Found all{{{}}, true, SIZE_MAX};
  std::vector<double> of_size{1};  // how many combinations of each size there are
  std::size_t least_left = 0, least = 0;
  for (const Found& choice : choices) least += choice.sets.empty() ? 0 : choice.sets.front().size();
  for (const Found& choice : choices) {
    all.complete = all.complete && choice.complete;
    if (choice.sets.empty()) return {{}, false, 0};
    const std::size_t others = least - choice.sets.front().size();
    if (!choice.complete) all.up_to = std::min(all.up_to, choice.up_to + others);
    least_left += choice.sets.front().size();
    std::vector<double> more(of_size.size() + choice.sets.back().size(), 0);
    for (std::size_t size = 0; size < of_size.size(); ++size)
      for (const LineSet& set : choice.sets) more[size + set.size()] += of_size[size];
    of_size = std::move(more);
  }
  std::size_t cutoff = 0;  // the size at which enough are known
  for (double known = 0; cutoff + 1 < of_size.size(); ++cutoff)
    if (known += of_size[cutoff]; most != 0 && known >= static_cast<double>(most)) break;
  if (largest != 0) cutoff = std::min(cutoff, largest);
  if (cutoff + 1 < of_size.size()) all.up_to = std::min(all.up_to, cutoff);
  for (const Found& choice : choices) {
    least_left -= choice.sets.front().size();
    std::vector<LineSet> longer;
    for (const LineSet& begun : all.sets)
      for (const LineSet& set : choice.sets) {
        const bool fits = begun.size() + set.size() + least_left <= cutoff;
        if (!fits || longer.size() == most_combined || !budget.take(1)) {
          all.complete = false;
          if (fits) all.up_to = 0;
          break;  // the sets of a choice ascend by size
        }
        longer.push_back(begun);
        longer.back().insert(longer.back().end(), set.begin(), set.end());
      }
    all.sets = std::move(longer);
  }
  for (LineSet& set : all.sets) std::sort(set.begin(), set.end());
  sort_sets(all.sets);
  return all;
}

Feasibility::Feasibility(const Problem& problem, Budget& budget)
    : problem_(problem), lines_of_(problem.classes.size()), solver_(budget, true), encoding_(problem, solver_) {
  for (std::uint32_t line = 0; line < problem.touches.size(); ++line)
    for (const std::uint32_t issue : problem.touches[line]) lines_of_[issue].push_back(line);
}

bool Feasibility::may_change(std::vector<std::uint32_t>& classes, std::uint32_t issue, std::uint32_t cls,
                             const std::vector<bool>& in_force) const {
  std::swap(classes[issue], cls);
  const bool passes = std::all_of(lines_of_[issue].begin(), lines_of_[issue].end(), [&](std::uint32_t line) {
    return !in_force[line] || problem_.line_holds(line, classes);
  });
  std::swap(classes[issue], cls);
  return passes;
}

std::vector<std::uint32_t> Feasibility::classes() const {
  return encoding_.classes([&](int literal) { return solver_.value(literal); });
}

bool Feasibility::is_bound(std::uint32_t line) const {
  const std::uint32_t seat = seat_bit(problem_.acceptance, problem_.owner[line]);
  return seat == 0 || (encoding_.accepting([&](int literal) { return solver_.value(literal); }) & seat) != 0;
}

Sat Feasibility::feasible(const LineSet& lines) { return feasible_with(lines, {}); }

Sat Feasibility::feasible_with(const LineSet& lines, const Demand& demand) {
  std::vector<int> assumed;
  for (const std::uint32_t line : lines) assumed.push_back(encoding_.selector(line));
  for (const auto& [issue, cls] : demand) assumed.push_back(encoding_.chosen(issue, cls));
  return solver_.solve(assumed);
}

LineSet Feasibility::passed() const {
  const std::vector<std::uint32_t> chosen = classes();
  LineSet lines;
  for (std::uint32_t line = 0; line < problem_.rules.size(); ++line)
    if (problem_.line_holds(line, chosen) || !is_bound(line)) lines.push_back(line);
  return lines;
}

LineSet Feasibility::core(const LineSet& asked) const {
  LineSet lines;
  for (const std::uint32_t line : asked)
    if (solver_.failed(encoding_.selector(line))) lines.push_back(line);
  return lines;
}

std::optional<Settlement> Feasibility::first_settlement(const LineSet& lines) {
  std::vector<int> assumed;
  for (const std::uint32_t line : lines) assumed.push_back(encoding_.selector(line));
  if (solver_.solve(assumed) != Sat::yes) return std::nullopt;
  std::vector<std::uint32_t> best;
  std::vector<bool> in_force(problem_.rules.size(), false);
  const auto take = [&] {
    best = classes();
    for (const std::uint32_t line : lines) in_force[line] = is_bound(line);
  };
  take();
  for (std::uint32_t issue = 0; issue < best.size(); ++issue) {
    if (problem_.classes[issue].size() == 1) continue;
    for (std::uint32_t cls = 0; cls < best[issue]; ++cls) {
      if (may_change(best, issue, cls, in_force)) {  // nearly always: no need to ask
        best[issue] = cls;
        break;
      }
      assumed.push_back(encoding_.chosen(issue, cls));
      const Sat answer = solver_.solve(assumed);
      if (answer == Sat::unknown) return std::nullopt;
      if (answer == Sat::yes) take();
      assumed.pop_back();
    }
    assumed.push_back(encoding_.chosen(issue, best[issue]));
  }
  return problem_.settlement(best);
}

namespace {

/// An opening that need not be the smallest: what a maximal set that can stand together leaves out.
void add_any_opening(const Problem& problem, Feasibility& feasibility, Found& found) {
  if (feasibility.feasible({}) != Sat::yes) return;
  if (const auto largest = grow(problem, feasibility, {})) {
    const LineSet lines = without(all_lines(problem), *largest);
    if (!lines.empty()) found.sets.push_back(lines);
  }
}

}  // namespace

Found find_openings(const Problem& problem, Feasibility& feasibility, Budget& budget, std::size_t most, std::size_t largest,
                    std::size_t at_least) {
  Found found;
  Solver solver(budget, true);
  const Encoding encoding(problem, solver);
  std::vector<int> released;
  for (std::uint32_t line = 0; line < problem.rules.size(); ++line) released.push_back(-encoding.selector(line));
  AtMost at_most(solver, released);
  std::size_t size = std::max({std::size_t{1}, at_least, disjoint_cores(solver, encoding, problem.rules.size())});
  for (;; ++size) {
    found.up_to = size - 1;
    if (const Sat any = solver.solve({}); any != Sat::yes) {
      found.complete = any == Sat::no;
      break;
    }
    if ((largest != 0 && size > largest) || (most != 0 && found.sets.size() >= most)) break;
    const int bound = at_most.bound(size);
    Sat answer = Sat::yes;
    while ((answer = solver.solve(bound == 0 ? std::vector<int>{} : std::vector<int>{bound})) == Sat::yes) {
      LineSet lines;
      std::vector<int> keep_one;
      for (std::uint32_t line = 0; line < released.size(); ++line) {
        if (!solver.value(released[line])) continue;
        lines.push_back(line);
        keep_one.push_back(-released[line]);
      }
      found.sets.push_back(std::move(lines));
      solver.add_clause(keep_one);
      budget.run().report("openings", found.sets.size(), 0);
    }
    if (answer == Sat::unknown) break;
  }
  if (found.complete) found.up_to = SIZE_MAX;
  if (found.sets.empty() && !found.complete && (largest == 0 || found.up_to < largest)) {
    budget.grant(most_conflicts_for_one);
    add_any_opening(problem, feasibility, found);
  }
  sort_sets(found.sets);
  return found;
}

Found find_clashes(const Problem& problem, Feasibility& feasibility, Budget& budget, const Found& openings,
                   std::size_t most, std::size_t largest) {
  Found found;
  const bool by_size = openings.complete || most != 0 || largest != 0;
  const std::size_t n = problem.rules.size();
  Map map(n, budget, !by_size);
  for (const LineSet& opening : openings.sets) map.rule_out_avoiders(opening);
  for (std::size_t size = by_size ? 1 : n;;) {
    const Sat more = map.next(size);
    if (more == Sat::unknown) break;
    if (more == Sat::no) {
      found.up_to = size;
      const Sat any = size >= n ? Sat::no : map.next(n);
      found.complete = any == Sat::no;
      if (any != Sat::yes || (most != 0 && found.sets.size() >= most) || size == largest) break;
      ++size;
      continue;
    }
    const LineSet seed = map.seed();
    const Sat answer = feasibility.feasible(seed);
    if (answer == Sat::unknown) break;
    if (answer == Sat::yes) {
      const auto stands = grow(problem, feasibility, seed);
      if (!stands) break;
      map.rule_out_avoiders(without(all_lines(problem), *stands));
      continue;
    }
    // By size nothing smaller is left, so the seed is minimal already.
    const auto clash = by_size ? std::optional<LineSet>(seed) : shrink(feasibility, feasibility.core(seed));
    if (!clash) break;
    map.rule_out_supersets(*clash);
    found.sets.push_back(*clash);
    budget.run().report("clashes", found.sets.size(), 0);
  }
  if (found.complete) found.up_to = SIZE_MAX;
  if (found.sets.empty() && !found.complete) {
    budget.grant(most_conflicts_for_one);
    if (feasibility.feasible(all_lines(problem)) == Sat::no)
      if (const auto clash = shrink(feasibility, feasibility.core(all_lines(problem)))) found.sets.push_back(*clash);
  }
  sort_sets(found.sets);
  return found;
}

}  // namespace locarno::settle
