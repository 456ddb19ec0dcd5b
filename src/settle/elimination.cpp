#include "settle/elimination.hpp"

#include <algorithm>
#include <bit>
#include <map>

namespace locarno::settle {
namespace {

constexpr std::size_t cells_a_tick = 4096;
constexpr std::uint64_t cells_a_node = 64;  ///< a cell is much less work than a state or a call of the solver

/// Settles the other issues of a line in every way, last one fastest.
std::vector<std::uint64_t> allowed_by(const Problem& problem, std::uint32_t line, const std::vector<std::uint32_t>& others,
                                      std::uint32_t issue) {
  std::vector<std::uint32_t> chosen(problem.classes.size(), 0);
  std::size_t ways = 1;
  for (const std::uint32_t other : others) ways *= problem.classes[other].size();
  std::vector<std::uint64_t> allowed(ways, 0);
  for (std::size_t way = 0; way < ways; ++way) {
    for (std::size_t k = others.size(), rest = way; k-- > 0; rest /= problem.classes[others[k]].size())
      chosen[others[k]] = static_cast<std::uint32_t>(rest % problem.classes[others[k]].size());
    for (std::uint32_t cls = 0; cls < problem.classes[issue].size(); ++cls) {
      chosen[issue] = cls;
      if (problem.line_holds(line, chosen)) allowed[way] |= std::uint64_t{1} << cls;
    }
  }
  return allowed;
}

}  // namespace

std::uint64_t Elimination::every_class(const Step& step) {
  return step.classes >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << step.classes) - 1;
}

std::optional<Elimination> Elimination::plan(const Problem& problem, const std::vector<std::uint32_t>& lines,
                                             const std::vector<std::uint32_t>& issues, std::uint64_t most_cells) {
  std::vector<std::size_t> place(problem.classes.size(), 0), needed_until(issues.size(), 0);
  for (std::size_t i = 0; i < issues.size(); ++i) place[issues[i]] = i;
  std::vector<std::vector<std::uint32_t>> done(issues.size());
  for (const std::uint32_t line : lines) {
    std::size_t last = 0;
    for (const std::uint32_t issue : problem.touches[line]) last = std::max(last, place[issue]);
    for (const std::uint32_t issue : problem.touches[line]) needed_until[place[issue]] = std::max(needed_until[place[issue]], last);
    done[last].push_back(line);
  }
  Elimination plan;
  std::vector<std::uint32_t> live;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    Step step;
    step.issue = issues[i];
    step.classes = static_cast<std::uint32_t>(problem.classes[issues[i]].size());
    for (const std::uint32_t issue : live) {
      step.sizes.push_back(static_cast<std::uint32_t>(problem.classes[issue].size()));
      step.cells *= step.sizes.back();
    }
    std::vector<std::uint32_t> after;
    step.to.assign(live.size(), 0);
    if (needed_until[i] > i) {
      step.to_new = step.cells_after;
      step.cells_after *= step.classes;
    }
    for (std::size_t d = 0; d < live.size(); ++d) {
      if (needed_until[place[live[d]]] <= i) continue;
      step.to[d] = step.cells_after;
      step.cells_after *= step.sizes[d];
      after.push_back(live[d]);
      if (step.cells_after > most_cells) return std::nullopt;
    }
    if (step.cells_after > most_cells) return std::nullopt;
    if (needed_until[i] > i) after.insert(after.begin(), issues[i]);
    for (std::uint32_t cls = 0; cls < step.classes; ++cls) {
      step.loose.push_back(problem.weight(issues[i], cls, false));
      step.strict.push_back(problem.weight(issues[i], cls, true));
    }
    plan.add_factors(problem, done[i], live, step);
    plan.cells_ += step.cells_after;
    plan.widest_ = std::max<std::uint64_t>(plan.widest_, step.cells_after);
    live = std::move(after);
    plan.steps_.push_back(std::move(step));
  }
  return plan;
}

void Elimination::add_factors(const Problem& problem, const std::vector<std::uint32_t>& done,
                              const std::vector<std::uint32_t>& live, Step& step) const {
  std::map<std::vector<std::uint32_t>, std::size_t> known;
  for (const std::uint32_t line : done) {
    std::vector<std::uint32_t> others;
    for (const std::uint32_t issue : problem.touches[line])
      if (issue != step.issue) others.push_back(issue);
    const auto [at, is_new] = known.emplace(others, step.factors.size());
    if (is_new) {
      Factor factor;
      factor.strides.assign(live.size(), 0);
      std::size_t stride = 1;
      for (std::size_t k = others.size(); k-- > 0; stride *= problem.classes[others[k]].size())
        factor.strides[static_cast<std::size_t>(std::find(live.begin(), live.end(), others[k]) - live.begin())] = stride;
      factor.allowed.assign(stride, ~std::uint64_t{0});
      step.factors.push_back(std::move(factor));
    }
    Factor& factor = step.factors[at->second];
    factor.rules.push_back({line, allowed_by(problem, line, others, step.issue)});
    for (std::size_t way = 0; way < factor.allowed.size(); ++way) factor.allowed[way] &= factor.rules.back().allowed[way];
  }
}

Elimination::Masks Elimination::masks_of(const Step& step) {
  Masks masks;
  for (const Factor& factor : step.factors) masks.push_back(&factor.allowed);
  return masks;
}

std::size_t Elimination::step_of(std::uint32_t line) const {
  for (std::size_t step = 0; step < steps_.size(); ++step)
    for (const Factor& factor : steps_[step].factors)
      for (const Rule& rule : factor.rules)
        if (rule.line == line) return step;
  return steps_.size();
}

template <class Visit>
bool Elimination::walk(const Step& step, Budget& budget, Visit visit) const {
  const std::size_t dimensions = step.sizes.size();
  std::vector<std::uint32_t> digits(dimensions, 0);
  std::vector<std::size_t> at(step.factors.size(), 0);
  std::size_t place = 0;
  for (std::size_t cell = 0; cell < step.cells; ++cell) {
    if (cell % cells_a_tick == 0 && !budget.take_chunk(std::min(step.cells, cells_a_tick) / cells_a_node + 1)) return false;
    visit(cell, at, place);
    for (std::size_t d = 0; d < dimensions; ++d) {  // the first dimension is the fastest
      if (++digits[d] < step.sizes[d]) {
        place += step.to[d];
        for (std::size_t f = 0; f < at.size(); ++f) at[f] += step.factors[f].strides[d];
        break;
      }
      digits[d] = 0;
      place -= step.to[d] * (step.sizes[d] - 1);
      for (std::size_t f = 0; f < at.size(); ++f) at[f] -= step.factors[f].strides[d] * (step.sizes[d] - 1);
    }
  }
  return true;
}

template <class Visit>
bool Elimination::each(const Step& step, const Masks& masks, Budget& budget, Visit visit) const {
  return walk(step, budget, [&](std::size_t cell, const std::vector<std::size_t>& at, std::size_t place) {
    std::uint64_t allowed = every_class(step);
    for (std::size_t f = 0; f < masks.size(); ++f) allowed &= (*masks[f])[at[f]];
    visit(cell, allowed, place);
  });
}

template <class Count>
bool Elimination::forward(const Step& step, const Masks& masks, bool strict, const std::vector<Count>& from,
                          std::vector<Count>& to, Budget& budget) const {
  to.assign(step.cells_after, Count(0));
  const std::vector<std::uint64_t>& weight = strict ? step.strict : step.loose;
  return each(step, masks, budget, [&](std::size_t cell, std::uint64_t allowed, std::size_t place) {
    if (is_zero(from[cell])) return;
    for (; allowed != 0; allowed &= allowed - 1) {
      const auto cls = static_cast<std::size_t>(std::countr_zero(allowed));
      if (weight[cls] == 1) to[place + cls * step.to_new] += from[cell];
      else if (weight[cls] != 0) to[place + cls * step.to_new] += from[cell] * Count(weight[cls]);
    }
  });
}

template <class Count>
std::optional<Count> Elimination::count(bool strict, Budget& budget) const {
  std::vector<Count> cells{Count(1)}, next;
  for (const Step& step : steps_) {
    if (!forward(step, masks_of(step), strict, cells, next, budget)) return std::nullopt;
    cells.swap(next);
  }
  return cells.front();
}

template <class Count>
bool Elimination::fill_front(Passes<Count>& passes, Budget& budget) const {
  passes.front.push_back({Count(1)});
  for (const Step& step : steps_) {
    std::vector<Count> next;
    if (!forward(step, masks_of(step), passes.strict, passes.front.back(), next, budget)) return false;
    passes.front.push_back(std::move(next));
  }
  return true;
}

template <class Count>
bool Elimination::fill_back(Passes<Count>& passes, Budget& budget) const {
  passes.back.resize(steps_.size() + 1);
  passes.back.back() = {Count(1)};
  for (std::size_t s = steps_.size(); s-- > 0;) {
    const Step& step = steps_[s];
    const std::vector<std::uint64_t>& weight = passes.strict ? step.strict : step.loose;
    const std::vector<Count>& after = passes.back[s + 1];
    passes.back[s].assign(step.cells, Count(0));
    const bool is_done = each(step, masks_of(step), budget, [&](std::size_t cell, std::uint64_t allowed, std::size_t place) {
      Count& sum = passes.back[s][cell];
      for (; allowed != 0; allowed &= allowed - 1) {
        const auto cls = static_cast<std::size_t>(std::countr_zero(allowed));
        if (weight[cls] == 1) sum += after[place + cls * step.to_new];
        else if (weight[cls] != 0) sum += after[place + cls * step.to_new] * Count(weight[cls]);
      }
    });
    if (!is_done) return false;
  }
  return true;
}

template <class Count>
std::optional<Elimination::Passes<Count>> Elimination::passes(bool strict, Budget& budget) const {
  Passes<Count> passes;
  passes.strict = strict;
  if (!fill_front(passes, budget) || !fill_back(passes, budget)) return std::nullopt;
  return passes;
}

/// What breaks one line only must break it at the step where the line is complete: ways to reach the cell and to go on.
template <class Count>
std::optional<std::vector<std::pair<std::uint32_t, Count>>> Elimination::opened_at(const Passes<Count>& passes, std::size_t s,
                                                                                   Budget& budget) const {
  const Step& step = steps_[s];
  std::vector<std::pair<std::uint32_t, Count>> opened;
  struct Broken {
    std::vector<std::uint64_t> any, one;  ///< [way] classes that some rule of the factor bars; that one rule alone bars
    std::size_t first = 0;                ///< place of its first rule in `opened`
  };
  std::vector<Broken> broken;
  for (const Factor& factor : step.factors) {
    Broken b{std::vector<std::uint64_t>(factor.allowed.size(), 0), std::vector<std::uint64_t>(factor.allowed.size(), 0), opened.size()};
    for (std::size_t way = 0; way < factor.allowed.size(); ++way) {
      std::uint64_t twice = 0;
      for (const Rule& rule : factor.rules) {
        twice |= b.any[way] & ~rule.allowed[way];
        b.any[way] |= ~rule.allowed[way];
      }
      b.one[way] = b.any[way] & ~twice;
    }
    for (const Rule& rule : factor.rules) opened.emplace_back(rule.line, Count(0));
    broken.push_back(std::move(b));
  }
  const std::vector<std::uint64_t>& weight = passes.strict ? step.strict : step.loose;
  const std::vector<Count>&from = passes.front[s], &after = passes.back[s + 1];
  const std::uint64_t every = every_class(step);
  const bool is_done = walk(step, budget, [&](std::size_t cell, const std::vector<std::size_t>& at, std::size_t place) {
    if (is_zero(from[cell])) return;
    std::uint64_t any = 0, twice = 0;
    for (std::size_t f = 0; f < broken.size(); ++f) {
      const std::uint64_t here = broken[f].any[at[f]];
      twice |= (any & here) | (here & ~broken[f].one[at[f]]);
      any |= here;
    }
    const std::uint64_t once = any & ~twice & every;
    for (std::size_t f = 0; once != 0 && f < broken.size(); ++f) {
      std::uint64_t rest = once & broken[f].one[at[f]];
      for (std::size_t r = 0; rest != 0; ++r) {
        std::uint64_t its = rest & ~step.factors[f].rules[r].allowed[at[f]];
        rest &= ~its;
        Count sum(0);
        for (; its != 0; its &= its - 1) {
          const auto cls = static_cast<std::size_t>(std::countr_zero(its));
          if (weight[cls] == 1) sum += after[place + cls * step.to_new];
          else if (weight[cls] != 0) sum += after[place + cls * step.to_new] * Count(weight[cls]);
        }
        if (!is_zero(sum)) opened[broken[f].first + r].second += from[cell] * sum;
      }
    }
  });
  if (!is_done) return std::nullopt;
  return opened;
}

template <class Count>
std::optional<Count> Elimination::count_without(const Passes<Count>& passes, const std::vector<std::uint32_t>& released,
                                                Budget& budget) const {
  std::size_t first = steps_.size(), last = 0;
  for (const std::uint32_t line : released) {
    first = std::min(first, step_of(line));
    last = std::max(last, step_of(line) + 1);
  }
  if (first >= last) return passes.front.back().front();
  std::vector<Count> cells = passes.front[first], next;
  for (std::size_t s = first; s < last; ++s) {
    const Step& step = steps_[s];
    Masks masks = masks_of(step);
    std::vector<std::vector<std::uint64_t>> fewer(step.factors.size());
    for (std::size_t f = 0; f < step.factors.size(); ++f) {
      const Factor& factor = step.factors[f];
      const auto is_released = [&](const Rule& rule) {
        return std::find(released.begin(), released.end(), rule.line) != released.end();
      };
      if (std::none_of(factor.rules.begin(), factor.rules.end(), is_released)) continue;
      fewer[f].assign(factor.allowed.size(), ~std::uint64_t{0});
      for (const Rule& rule : factor.rules)
        if (!is_released(rule))
          for (std::size_t way = 0; way < fewer[f].size(); ++way) fewer[f][way] &= rule.allowed[way];
      masks[f] = &fewer[f];
    }
    if (!forward(step, masks, passes.strict, cells, next, budget)) return std::nullopt;
    cells.swap(next);
  }
  Count sum(0);
  for (std::size_t cell = 0; cell < cells.size(); ++cell)
    if (!is_zero(cells[cell])) sum += cells[cell] * passes.back[last][cell];
  return sum;
}

std::optional<Elimination::Cheapest> Elimination::cheapest(const std::vector<std::uint64_t>& cost, Budget& budget) const {
  // From the back: the least cost of what is still to be settled, and the class that has it.
  std::vector<std::uint64_t> after{0};
  std::vector<std::vector<std::uint8_t>> best(steps_.size());
  for (std::size_t s = steps_.size(); s-- > 0;) {
    const Step& step = steps_[s];
    std::vector<std::vector<std::uint64_t>> costs;  // [factor][way * classes + class]
    for (const Factor& factor : step.factors) {
      costs.emplace_back(factor.allowed.size() * step.classes, 0);
      for (const Rule& rule : factor.rules)
        for (std::size_t way = 0; way < factor.allowed.size(); ++way)
          for (std::size_t cls = 0; cls < step.classes; ++cls)
            if ((rule.allowed[way] >> cls & 1u) == 0) costs.back()[way * step.classes + cls] += cost[rule.line];
    }
    std::vector<std::uint64_t> before(step.cells, 0);
    best[s].resize(step.cells);
    std::vector<std::uint32_t> digits(step.sizes.size(), 0);
    const bool is_done = each(step, {}, budget, [&](std::size_t cell, std::uint64_t, std::size_t place) {
      std::uint64_t least = UINT64_MAX;
      std::size_t rest = cell;
      for (std::size_t d = 0; d < digits.size(); rest /= step.sizes[d], ++d) digits[d] = static_cast<std::uint32_t>(rest % step.sizes[d]);
      std::vector<std::size_t> way(costs.size(), 0);
      for (std::size_t f = 0; f < costs.size(); ++f)
        for (std::size_t d = 0; d < digits.size(); ++d) way[f] += digits[d] * step.factors[f].strides[d];
      for (std::size_t cls = 0; cls < step.classes; ++cls) {
        std::uint64_t sum = after[place + cls * step.to_new];
        for (std::size_t f = 0; f < costs.size(); ++f) sum += costs[f][way[f] * step.classes + cls];
        if (sum < least) { least = sum; best[s][cell] = static_cast<std::uint8_t>(cls); }
      }
      before[cell] = least;
    });
    if (!is_done) return std::nullopt;
    after.swap(before);
  }
  Cheapest found{after.front(), {}};
  std::size_t cell = 0;
  for (std::size_t s = 0; s < steps_.size(); ++s) {
    const Step& step = steps_[s];
    const std::size_t cls = best[s][cell];
    found.classes.push_back(static_cast<std::uint32_t>(cls));
    std::size_t place = cls * step.to_new, rest = cell;
    for (std::size_t d = 0; d < step.sizes.size(); rest /= step.sizes[d], ++d) place += rest % step.sizes[d] * step.to[d];
    cell = place;
  }
  return found;
}

template std::optional<WideCount> Elimination::count(bool, Budget&) const;
template std::optional<Integer> Elimination::count(bool, Budget&) const;
template std::optional<Elimination::Passes<WideCount>> Elimination::passes(bool, Budget&) const;
template std::optional<Elimination::Passes<Integer>> Elimination::passes(bool, Budget&) const;
template std::optional<WideCount> Elimination::count_without(const Passes<WideCount>&, const std::vector<std::uint32_t>&, Budget&) const;
template std::optional<Integer> Elimination::count_without(const Passes<Integer>&, const std::vector<std::uint32_t>&, Budget&) const;

template bool Elimination::fill_front(Passes<WideCount>&, Budget&) const;
template bool Elimination::fill_front(Passes<Integer>&, Budget&) const;
template bool Elimination::fill_back(Passes<WideCount>&, Budget&) const;
template bool Elimination::fill_back(Passes<Integer>&, Budget&) const;
template std::optional<std::vector<std::pair<std::uint32_t, WideCount>>> Elimination::opened_at(const Passes<WideCount>&, std::size_t, Budget&) const;
template std::optional<std::vector<std::pair<std::uint32_t, Integer>>> Elimination::opened_at(const Passes<Integer>&, std::size_t, Budget&) const;

}  // namespace locarno::settle
