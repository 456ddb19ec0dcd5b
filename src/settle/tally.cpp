#include "settle/tally.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "settle/order.hpp"

namespace locarno::settle {
namespace {

constexpr std::uint64_t most_bound_cells = std::uint64_t{1} << 20;

/// dividends()[T] for every coalition T.
std::vector<std::int64_t> dividends(const Acceptance& acceptance) {
  const std::size_t seats = acceptance.seats.size();
  std::vector<std::int64_t> d(std::size_t{1} << seats);
  for (std::uint32_t coalition = 0; coalition < d.size(); ++coalition) d[coalition] = is_winning(acceptance, coalition) ? 1 : 0;
  for (std::size_t seat = 0; seat < seats; ++seat)
    for (std::size_t coalition = 0; coalition < d.size(); ++coalition)
      if ((coalition >> seat & 1u) != 0) d[coalition] -= d[coalition ^ std::size_t{1} << seat];
  return d;
}

Problem with_silences_of(const Problem& problem, std::uint32_t coalition) {
  Problem only = problem;
  for (OptionSet& silent : only.silent) silent = {};
  for (const Silence& silence : problem.silences) {
    const std::uint32_t seat = seat_bit(problem.acceptance, silence.party);
    if (seat == 0 || (coalition & seat) != 0) only.silent[silence.issue.index()].bits |= silence.options.bits;
  }
  return only;
}

/// Lines over issues in the order of levels, as one component.
std::optional<Elimination> small_plan(const Problem& problem, const std::vector<std::uint32_t>& lines) {
  Problem some;
  some.classes = problem.classes;
  std::vector<bool> is_touched(problem.classes.size(), false);
  for (const std::uint32_t line : lines) {
    some.touches.push_back(problem.touches[line]);
    for (const std::uint32_t issue : problem.touches[line]) is_touched[issue] = true;
  }
  const std::vector<std::uint32_t> levels = issue_levels(some);
  std::vector<std::uint32_t> issues;
  for (std::uint32_t issue = 0; issue < levels.size(); ++issue)
    if (is_touched[issue]) issues.push_back(issue);
  std::sort(issues.begin(), issues.end(), [&](std::uint32_t a, std::uint32_t b) { return levels[a] < levels[b]; });
  auto plan = Elimination::plan(problem, lines, issues, most_bound_cells);
  if (plan && plan->cells() > most_bound_cells * 2) return std::nullopt;
  return plan;
}

/// The same problem with the issues held at one option each.
Problem held_at(const Problem& problem, const std::vector<std::uint32_t>& fixed, const Settlement& at) {
  Problem held = problem;
  std::vector<std::uint32_t> cls_of(problem.classes.size(), UINT32_MAX);
  for (const std::uint32_t issue : fixed) {
    const OptionId option = at[IssueId(issue)];
    for (std::uint32_t cls = 0; cls < problem.classes[issue].size(); ++cls)
      if (problem.classes[issue][cls].has(option)) cls_of[issue] = cls;
    OptionSet one;
    one.add(option);
    held.classes[issue] = {one};
  }
  for (std::size_t line = 0; line < held.rules.size(); ++line) {
    for (Condition::Node& node : held.rules[line].nodes)
      if (node.kind == Condition::Kind::atom && cls_of[node.issue.index()] != UINT32_MAX)
        node.options.bits = node.options.has(OptionId(cls_of[node.issue.index()])) ? 1 : 0;
    std::vector<std::uint32_t> touched;
    std::vector<std::vector<std::int64_t>> values;
    for (std::size_t k = 0; k < problem.touches[line].size(); ++k) {
      const std::uint32_t issue = problem.touches[line][k];
      const bool is_free = cls_of[issue] == UINT32_MAX;
      if (is_free) touched.push_back(issue);
      if (!problem.sums[line].is_given) continue;
      if (is_free) values.push_back(problem.sums[line].values[k]);
      else held.sums[line].at_least -= problem.sums[line].values[k][cls_of[issue]];
    }
    held.touches[line] = std::move(touched);
    held.sums[line].values = std::move(values);
  }
  return held;
}

}  // namespace

Tally::Tally(const Problem& problem, Budget& budget) : problem_(problem), budget_(budget), counter_(problem, budget) {
  if (problem.acceptance.is_unanimous()) return;
  const std::vector<std::int64_t> d = dividends(problem.acceptance);
  for (std::uint32_t coalition = 0; coalition < d.size(); ++coalition)
    if (d[coalition] != 0) terms_.push_back({coalition, Integer(static_cast<long>(d[coalition]))});
}

/// The active lines of the coalition's parties and of those that bind whoever accepts.
std::vector<bool> Tally::lines_of(const Term& term, const std::vector<bool>& active) const {
  std::vector<bool> theirs = active;
  for (std::size_t line = 0; line < theirs.size(); ++line) {
    const std::uint32_t seat = seat_bit(problem_.acceptance, problem_.owner[line]);
    if (seat != 0 && (term.coalition & seat) == 0) theirs[line] = false;
  }
  return theirs;
}

std::optional<Integer> Tally::count(const std::vector<bool>& active, bool strict) {
  if (problem_.acceptance.is_unanimous()) return counter_.count(active, strict);
  Integer sum = 0;
  for (const Term& term : terms_) {
    const std::vector<bool> theirs = lines_of(term, active);
    Counter* counter = &counter_;
    if (strict) {
      Strict& kept = strict_[term.coalition];
      if (!kept.counter) {
        kept.problem = with_silences_of(problem_, term.coalition);
        kept.counter = std::make_unique<Counter>(kept.problem, budget_);
      }
      counter = kept.counter.get();
    }
    const auto accepted = counter->count(theirs, strict);
    if (!accepted) return std::nullopt;
    sum += term.dividend * *accepted;
  }
  return sum;
}

std::optional<Integer> Tally::count_without(const std::vector<std::uint32_t>& released) {
  if (problem_.acceptance.is_unanimous()) return counter_.count_without(released);
  std::vector<bool> active(problem_.rules.size(), true);
  for (const std::uint32_t line : released) active[line] = false;
  return count(active, false);
}

std::vector<std::optional<Integer>> Tally::opens_alone(unsigned threads, bool patient) {
  const std::vector<bool> all(problem_.rules.size(), true);
  if (problem_.acceptance.is_unanimous()) return counter_.opens_alone(all, threads, patient);
  std::vector<std::optional<Integer>> sums(all.size(), Integer(0));
  for (const Term& term : terms_) {
    const auto opens = counter_.opens_alone(lines_of(term, all), threads, patient);
    for (std::size_t line = 0; line < sums.size(); ++line) {
      if (!opens[line]) sums[line].reset();
      else if (sums[line]) *sums[line] += term.dividend * *opens[line];
    }
  }
  return sums;
}

std::optional<Integer> Tally::count_alone(std::uint32_t line) {
  std::vector<bool> alone(problem_.rules.size(), false);
  alone[line] = true;
  const auto meet = counter_.count(alone, false);
  if (!meet || problem_.acceptance.is_unanimous()) return meet;
  const auto every = static_cast<std::uint32_t>((std::uint64_t{1} << problem_.acceptance.seats.size()) - 1);
  const std::uint32_t seat = seat_bit(problem_.acceptance, problem_.owner[line]);
  Integer of = 1;
  for (std::uint32_t issue = 0; issue < problem_.classes.size(); ++issue) of *= static_cast<unsigned long>(problem_.width(issue, false));
  if (!is_winning(problem_.acceptance, every)) return Integer(0);
  return seat != 0 && is_winning(problem_.acceptance, every & ~seat) ? of : *meet;  // can the others do without its party?
}

bool can_be_counted(const Problem& problem, const std::vector<std::uint32_t>& lines) {
  std::vector<std::uint32_t> binding;
  for (const std::uint32_t line : lines)
    if (!problem.touches[line].empty()) binding.push_back(line);
  return binding.empty() || small_plan(problem, binding).has_value();
}

std::optional<UpperBound> upper_bound(const Problem& problem, Budget& budget) {
  std::vector<std::uint32_t> kept;
  for (std::size_t begin = 0, size = 32; begin < problem.rules.size();) {
    std::vector<std::uint32_t> more = kept;
    for (std::size_t line = begin; line < std::min(begin + size, problem.rules.size()); ++line)
      more.push_back(static_cast<std::uint32_t>(line));
    if (!budget.take_chunk(more.size() + 1)) return std::nullopt;
    if (small_plan(problem, more)) {
      kept = std::move(more);
      begin += size;
    } else if (size > 1) {
      size /= 2;  // half as many, and so on to the line that is too much
    } else {
      ++begin;
    }
  }
  std::vector<bool> active(problem.rules.size(), false);
  for (const std::uint32_t line : kept) active[line] = true;
  Problem some = problem;  // an order of the issues for these lines alone
  for (std::size_t line = 0; line < active.size(); ++line)
    if (!active[line]) some.touches[line].clear();
  Counter counter(some, budget);
  const auto open = counter.count(active, false), strict = counter.count(active, true);
  if (!open || !strict) return std::nullopt;
  return UpperBound{kept, *open, *strict};
}

std::optional<LowerBound> lower_bound(const Problem& problem, const Settlement& passing, Budget& budget) {
  std::vector<std::size_t> lines_of(problem.classes.size(), 0);
  for (const auto& touched : problem.touches)
    for (const std::uint32_t issue : touched) ++lines_of[issue];
  std::vector<std::uint32_t> busiest(problem.classes.size());
  std::iota(busiest.begin(), busiest.end(), 0u);
  std::stable_sort(busiest.begin(), busiest.end(), [&](std::uint32_t a, std::uint32_t b) { return lines_of[a] > lines_of[b]; });
  std::vector<std::uint32_t> fixed;
  for (const std::uint32_t issue : busiest) {
    const Problem held = held_at(problem, fixed, passing);
    std::vector<std::uint32_t> lines;
    for (std::uint32_t line = 0; line < held.rules.size(); ++line)
      if (!held.touches[line].empty()) lines.push_back(line);
    if (!budget.take_chunk(lines.size() + 1)) return std::nullopt;
    if (small_plan(held, lines)) break;
    fixed.push_back(issue);
  }
  const Problem held = held_at(problem, fixed, passing);
  Counter counter(held, budget);
  const std::vector<bool> all(problem.rules.size(), true);
  const auto open = counter.count(all, false), strict = counter.count(all, true);
  if (!open || !strict) return std::nullopt;
  std::sort(fixed.begin(), fixed.end());
  return LowerBound{fixed, *open, *strict};
}

}  // namespace locarno::settle
