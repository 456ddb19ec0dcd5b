// What each line opens when it alone is released: two passes over the tables of a component answer for all its lines.
#include <algorithm>
#include <atomic>
#include <thread>

#include "settle/count.hpp"

namespace locarno::settle {
namespace {

constexpr std::uint64_t cells_worth_a_thread = std::uint64_t{1} << 15;
constexpr std::uint64_t most_table_cells = std::uint64_t{1} << 23;

/// Runs pieces of work on threads, each with a budget of its own; false when one of them ran out.
class Crew {
 public:
  Crew(Budget& budget, unsigned threads) : budget_(budget), threads_(threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : threads) {}

  template <class Piece>
  bool run(std::size_t pieces, Piece piece) {
    Run own = budget_.run();
    own.progress = nullptr;
    if (budget_.is_limited()) own.limits.nodes = std::max<std::uint64_t>(budget_.left(), 1);
    std::vector<std::uint64_t> spent(pieces, 0);
    std::atomic<std::size_t> next{0};
    std::atomic<bool> is_done{true};
    const auto work = [&] {
      for (std::size_t i; (i = next.fetch_add(1)) < pieces;) {
        Budget budget(own);
        if (!piece(i, budget)) is_done = false;
        spent[i] = budget.effort().nodes;
      }
    };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < std::min<std::size_t>(threads_, pieces); ++i) others.emplace_back(work);
    work();
    for (std::thread& other : others) other.join();
    for (const std::uint64_t nodes : spent) budget_.take_chunk(nodes);
    return is_done;
  }

 private:
  Budget& budget_;
  unsigned threads_;
};

template <class Count>
bool opens_by_tables(const Elimination& plan, Crew crew, std::vector<std::pair<std::uint32_t, Integer>>& opens, Integer& count) {
  Elimination::Passes<Count> passes;
  if (!crew.run(2, [&](std::size_t half, Budget& budget) {
        return half == 0 ? plan.fill_front(passes, budget) : plan.fill_back(passes, budget);
      }))
    return false;
  count = to_integer(passes.front.back().front());
  std::vector<std::vector<std::pair<std::uint32_t, Count>>> found(plan.steps());
  if (!crew.run(plan.steps(), [&](std::size_t step, Budget& budget) {
        auto here = plan.opened_at(passes, step, budget);
        if (here) found[step] = std::move(*here);
        return here.has_value();
      }))
    return false;
  for (const auto& step : found)
    for (const auto& [line, opened] : step) opens.emplace_back(line, to_integer(opened));
  return true;
}

}  // namespace

Counter::Alone Counter::alone(const Component& component, unsigned threads, bool patient) {
  Alone answer;
  const bool is_wide = mpz_sizeinbase(settlements_of(component, false).get_mpz_t(), 2) <= WideCount::bits;
  const std::uint64_t most = budget_.memory() / (is_wide ? 2 * sizeof(WideCount) : 256);  // tables from both ends
  const auto plan = Elimination::plan(problem_, component.lines, component.issues, std::min(most_table_cells, most));
  if (plan && plan->cells() <= std::min(most_table_cells, most)) {
    Crew crew(budget_, plan->cells() < cells_worth_a_thread ? 1 : threads);
    Integer count;
    if (is_wide ? opens_by_tables<WideCount>(*plan, crew, answer.opens, count) : opens_by_tables<Integer>(*plan, crew, answer.opens, count))
      answer.count = count;
    else answer.opens.clear();
    return answer;
  }
  answer.count = count_component(component, false);
  if (!answer.count || !patient) return answer;
  for (const std::uint32_t line : component.lines) {
    const auto without = count_without_one(component, line);
    if (without) answer.opens.emplace_back(line, *without - *answer.count);
  }
  return answer;
}

std::optional<Integer> Counter::count_without_one(const Component& component, std::uint32_t line) {
  std::vector<std::uint32_t> rest;
  for (const std::uint32_t other : component.lines)
    if (other != line) rest.push_back(other);
  Integer product = 1;
  std::vector<std::uint32_t> free = component.issues;
  for (const Component& part : split(rest)) {
    const auto count = count_component(part, false);
    if (!count) return std::nullopt;
    product *= *count;
    for (const std::uint32_t issue : part.issues) free.erase(std::find(free.begin(), free.end(), issue));
  }
  for (const std::uint32_t issue : free) product *= static_cast<unsigned long>(problem_.width(issue, false));
  return product;
}

std::vector<std::optional<Integer>> Counter::opens_alone(const std::vector<bool>& active, unsigned threads, bool patient) {
  std::vector<std::optional<Integer>> opens(active.size());
  bool is_dead = false;
  const auto lines = alive(active, is_dead);
  if (!lines) return opens;
  std::vector<std::uint32_t> impossible;
  for (std::uint32_t line = 0; line < active.size(); ++line) {
    if (active[line] && *root(line) == Diagrams::no) impossible.push_back(line);
    if (!active[line] || *root(line) == Diagrams::yes) opens[line] = Integer(0);  // nothing breaks it, or it is not in force
  }
  const std::vector<Component> components = split(*lines);
  if (!impossible.empty()) {  // a line no settlement meets: only its own release can open anything, and only when it is the one
    for (const std::uint32_t line : *lines) opens[line] = Integer(0);
    for (const std::uint32_t line : impossible) opens[line] = Integer(0);
    if (impossible.size() > 1) return opens;
    std::vector<bool> rest = active;
    rest[impossible.front()] = false;
    opens[impossible.front()] = count(rest, false);
    return opens;
  }
  std::vector<Alone> parts;
  for (const Component& component : components) parts.push_back(alone(component, threads, patient));
  Integer unbound = 1;
  std::vector<bool> is_bound(problem_.classes.size(), false);
  for (const Component& component : components)
    for (const std::uint32_t issue : component.issues) is_bound[issue] = true;
  for (std::uint32_t issue = 0; issue < is_bound.size(); ++issue)
    if (!is_bound[issue]) unbound *= static_cast<unsigned long>(problem_.width(issue, false));
  for (std::size_t part = 0; part < parts.size(); ++part) {
    std::optional<Integer> others = unbound;
    for (std::size_t other = 0; other < parts.size() && others; ++other) {
      if (other == part) continue;
      if (parts[other].count) *others *= *parts[other].count;
      else others.reset();
    }
    for (const auto& [line, own] : parts[part].opens)
      if (others || own == 0) opens[line] = others ? Integer(own * *others) : Integer(0);
  }
  return opens;
}

}  // namespace locarno::settle
