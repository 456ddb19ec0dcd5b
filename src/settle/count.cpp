#include "settle/count.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "settle/order.hpp"

namespace locarno::settle {
namespace {

using Ref = Diagrams::Ref;

constexpr std::uint64_t most_sweep_work = 60'000'000;     ///< of one component: states times classes times lines remembered
constexpr std::uint64_t most_table_cells = std::uint64_t{1} << 23;  ///< of all tables of a component together

/// The different remainders after some issues are settled, each with its number of settlements, in order of discovery.
template <class Count>
class States {
 public:
  explicit States(std::size_t width) : width_(width), slots_(16, empty) {}

  void add(const Ref* key, const Count& count) {
    if ((size() + 1) * 2 > slots_.size()) grow();
    std::size_t at = hash(key) & (slots_.size() - 1);
    while (slots_[at] != empty) {
      if (std::equal(key, key + width_, this->key(slots_[at]))) {
        counts_[slots_[at]] += count;
        return;
      }
      at = (at + 1) & (slots_.size() - 1);
    }
    slots_[at] = static_cast<std::uint32_t>(size());
    keys_.insert(keys_.end(), key, key + width_);
    counts_.push_back(count);
  }

  std::size_t size() const { return counts_.size(); }
  const Ref* key(std::size_t i) const { return keys_.data() + i * width_; }
  const Count& count(std::size_t i) const { return counts_[i]; }
  std::uint64_t bytes() const {
    return keys_.size() * sizeof(Ref) + counts_.size() * (sizeof(Count) + (sizeof(Count) > 8 ? 32 : 0)) +
           slots_.size() * sizeof(std::uint32_t);
  }

 private:
  static constexpr std::uint32_t empty = UINT32_MAX;

  std::size_t hash(const Ref* key) const {
    std::uint64_t h = 0x9E3779B97F4A7C15u;
    for (std::size_t i = 0; i < width_; ++i) h = std::rotl((h ^ key[i]) * 0xFF51AFD7ED558CCDu, 29);
    return static_cast<std::size_t>(h ^ (h >> 32));
  }

  void grow() {
    slots_.assign(slots_.size() * 2, empty);
    for (std::size_t i = 0; i < size(); ++i) {
      std::size_t at = hash(key(i)) & (slots_.size() - 1);
      while (slots_[at] != empty) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = static_cast<std::uint32_t>(i);
    }
  }

  std::size_t width_;
  std::vector<Ref> keys_;
  std::vector<Count> counts_;
  std::vector<std::uint32_t> slots_;
};

std::uint32_t find(std::vector<std::uint32_t>& parent, std::uint32_t i) {
  while (parent[i] != i) {
    parent[i] = parent[parent[i]];
    i = parent[i];
  }
  return i;
}

Integer to_integer(std::uint64_t value) {
  Integer result;
  mpz_set_ui(result.get_mpz_t(), value);
  return result;
}

}  // namespace

Counter::Counter(const Problem& problem, Budget& budget)
    : problem_(problem), budget_(budget), level_of_(issue_levels(problem)), diagrams_(problem, level_of_, budget),
      roots_(problem.rules.size()) {}

std::optional<Ref> Counter::root(std::uint32_t line) {
  if (!roots_[line]) roots_[line] = diagrams_.compile_line(line);
  return roots_[line];
}

std::vector<Counter::Component> Counter::split(const std::vector<std::uint32_t>& lines) const {
  std::vector<std::uint32_t> parent(problem_.classes.size());
  std::iota(parent.begin(), parent.end(), 0u);
  for (const std::uint32_t line : lines)
    for (const std::uint32_t issue : problem_.touches[line])
      parent[find(parent, issue)] = find(parent, problem_.touches[line].front());
  std::vector<std::uint32_t> place(parent.size(), UINT32_MAX);
  std::vector<Component> components;
  for (const std::uint32_t line : lines) {
    std::uint32_t& at = place[find(parent, problem_.touches[line].front())];
    if (at == UINT32_MAX) {
      at = static_cast<std::uint32_t>(components.size());
      components.emplace_back();
    }
    components[at].lines.push_back(line);
  }
  for (Component& component : components) {
    for (const std::uint32_t line : component.lines)
      component.issues.insert(component.issues.end(), problem_.touches[line].begin(), problem_.touches[line].end());
    const auto by_level = [&](std::uint32_t a, std::uint32_t b) { return level_of_[a] < level_of_[b]; };
    std::sort(component.issues.begin(), component.issues.end(), by_level);
    component.issues.erase(std::unique(component.issues.begin(), component.issues.end()), component.issues.end());
  }
  return components;
}

/// The active lines that some settlement breaks. is_dead: one of them no settlement meets.
std::optional<std::vector<std::uint32_t>> Counter::alive(const std::vector<bool>& active, bool& is_dead) {
  std::vector<std::uint32_t> lines;
  for (std::uint32_t line = 0; line < active.size(); ++line) {
    if (!active[line]) continue;
    const auto ref = root(line);
    if (!ref) return std::nullopt;
    is_dead = is_dead || *ref == Diagrams::no;
    if (*ref > Diagrams::yes) lines.push_back(line);
  }
  return lines;
}

std::optional<Integer> Counter::count(const std::vector<bool>& active, bool strict) {
  bool is_dead = false;
  const auto lines = alive(active, is_dead);
  if (!lines) return std::nullopt;
  if (is_dead) return Integer(0);
  Integer product = 1;
  std::vector<bool> is_bound(problem_.classes.size(), false);
  for (const Component& component : split(*lines)) {
    const auto part = count_component(component, strict);
    if (!part) return std::nullopt;
    product *= *part;
    for (const std::uint32_t issue : component.issues) is_bound[issue] = true;
  }
  for (std::uint32_t issue = 0; issue < is_bound.size(); ++issue)
    if (!is_bound[issue]) product *= to_integer(problem_.width(issue, strict));
  return product;
}

Integer Counter::settlements_of(const Component& component, bool strict) const {
  Integer most = 1;
  for (const std::uint32_t issue : component.issues) most *= to_integer(problem_.width(issue, strict));
  return most;
}

std::optional<Integer> Counter::count_component(const Component& component, bool strict) {
  const auto key = std::make_pair(strict, component.lines);
  if (const auto it = known_.find(key); it != known_.end()) return it->second;
  const std::size_t bits = mpz_sizeinbase(settlements_of(component, strict).get_mpz_t(), 2);
  const bool is_wide = bits <= WideCount::bits;
  std::optional<Integer> result;
  if (const auto plan = Elimination::plan(problem_, component.lines, component.issues, most_cells(is_wide ? 32 : 64));
      plan && plan->cells() <= most_table_cells) {
    if (is_wide) { if (const auto count = plan->count<WideCount>(strict, budget_)) result = settle::to_integer(*count); }
    else if (const auto count = plan->count<Integer>(strict, budget_)) result = *count;
  } else if (bits <= 64) {
    if (const auto small = sweep<std::uint64_t>(component, strict)) result = to_integer(*small);
  } else {
    result = sweep<Integer>(component, strict);
  }
  if (result) known_.emplace(key, *result);
  return result;
}

bool Counter::prepare() {
  if (state_ != State::unknown) return state_ == State::ready;
  state_ = State::failed;
  bool is_dead = false;
  const auto lines = alive(std::vector<bool>(problem_.rules.size(), true), is_dead);
  if (!lines) return false;
  for (std::uint32_t line = 0; line < problem_.rules.size(); ++line)
    if (*root(line) == Diagrams::no) impossible_.push_back(line);
  std::vector<bool> is_bound(problem_.classes.size(), false);
  for (Component& component : split(*lines)) {
    for (const std::uint32_t issue : component.issues) is_bound[issue] = true;
    Prepared part;
    part.component = std::move(component);
    const auto count = count_component(part.component, false);
    if (!count) return false;
    part.count = *count;
    prepared_.push_back(std::move(part));
  }
  for (std::uint32_t issue = 0; issue < is_bound.size(); ++issue)
    if (!is_bound[issue]) unbound_ *= to_integer(problem_.width(issue, false));
  state_ = State::ready;
  return true;
}

bool Counter::make_tables(Prepared& part) {
  if (part.wide || part.large) return true;
  part.plan = Elimination::plan(problem_, part.component.lines, part.component.issues, most_cells(64));
  if (!part.plan || part.plan->cells() > std::min(most_table_cells, most_cells(64))) return false;
  if (mpz_sizeinbase(settlements_of(part.component, false).get_mpz_t(), 2) <= WideCount::bits)
    part.wide = part.plan->passes<WideCount>(false, budget_);
  else
    part.large = part.plan->passes<Integer>(false, budget_);
  return part.wide || part.large;
}

std::optional<Integer> Counter::released_part(Prepared& part, const std::vector<std::uint32_t>& released) {
  std::vector<std::uint32_t> here;
  std::set_intersection(released.begin(), released.end(), part.component.lines.begin(), part.component.lines.end(),
                        std::back_inserter(here));
  if (here.empty()) return part.count;
  if (make_tables(part)) {
    if (part.wide) {
      const auto count = part.plan->count_without(*part.wide, here, budget_);
      return count ? std::optional<Integer>(settle::to_integer(*count)) : std::nullopt;
    }
    return part.plan->count_without(*part.large, here, budget_);
  }
  if (budget_.is_over()) return std::nullopt;
  std::vector<bool> active(problem_.rules.size(), false);
  for (const std::uint32_t line : part.component.lines) active[line] = !std::binary_search(here.begin(), here.end(), line);
  const auto all = count(active, false);  // counts the issues outside as free
  if (!all) return std::nullopt;
  Integer outside = 1;
  for (std::uint32_t issue = 0; issue < problem_.classes.size(); ++issue)
    if (std::find(part.component.issues.begin(), part.component.issues.end(), issue) == part.component.issues.end())
      outside *= to_integer(problem_.width(issue, false));
  return Integer(*all / outside);
}

std::optional<Integer> Counter::count_without(const std::vector<std::uint32_t>& released) {
  if (!prepare()) return std::nullopt;
  for (const std::uint32_t line : impossible_)
    if (std::find(released.begin(), released.end(), line) == released.end()) return Integer(0);
  Integer product = unbound_;
  for (Prepared& part : prepared_) {
    const auto count = released_part(part, released);
    if (!count) return std::nullopt;
    product *= *count;
    if (product == 0) break;
  }
  return product;
}

std::optional<Counter::Cheapest> Counter::cheapest(const std::vector<std::uint64_t>& cost) {
  bool is_dead = false;
  const auto lines = alive(std::vector<bool>(problem_.rules.size(), true), is_dead);
  if (!lines) return std::nullopt;
  Cheapest found{0, std::vector<std::uint32_t>(problem_.classes.size(), 0)};
  for (std::uint32_t line = 0; line < problem_.rules.size(); ++line)
    if (*root(line) == Diagrams::no) found.cost += cost[line];
  for (const Component& component : split(*lines)) {
    const auto plan = Elimination::plan(problem_, component.lines, component.issues, most_cells(32));
    if (!plan || plan->cells() > most_table_cells) return std::nullopt;
    const auto part = plan->cheapest(cost, budget_);
    if (!part) return std::nullopt;
    found.cost += part->cost;
    for (std::size_t i = 0; i < component.issues.size(); ++i) found.classes[component.issues[i]] = part->classes[i];
  }
  return found;
}

template <class Count>
std::optional<Count> Counter::sweep(const Component& component, bool strict) {
  const auto first = [&](std::uint32_t line) {
    std::uint32_t level = UINT32_MAX;
    for (const std::uint32_t issue : problem_.touches[line]) level = std::min(level, level_of_[issue]);
    return level;
  };
  const auto last = [&](std::uint32_t line) {
    std::uint32_t level = 0;
    for (const std::uint32_t issue : problem_.touches[line]) level = std::max(level, level_of_[issue]);
    return level;
  };
  struct Open {
    std::uint32_t first, last;
    Ref root;
  };
  std::vector<Open> waiting;
  for (const std::uint32_t line : component.lines) waiting.push_back({first(line), last(line), *root(line)});
  std::stable_sort(waiting.begin(), waiting.end(), [](const Open& a, const Open& b) { return a.first > b.first; });

  std::vector<Open> open;  // lines begun: one number of the key each, in this order
  States<Count> states(0);
  const Ref nothing = 0;
  states.add(&nothing, Count(1));  // width 0: no line has begun
  std::vector<Ref> from, key;
  std::uint64_t work = 0;
  for (const std::uint32_t issue : component.issues) {
    const std::uint32_t level = level_of_[issue];
    const std::size_t begun = open.size();
    for (; !waiting.empty() && waiting.back().first == level; waiting.pop_back()) open.push_back(waiting.back());
    std::vector<Open> still;
    for (const Open& line : open)
      if (line.last != level) still.push_back(line);
    States<Count> next(still.size());
    const auto classes = static_cast<std::uint32_t>(problem_.classes[issue].size());
    for (std::size_t s = 0; s < states.size(); ++s) {
      from.assign(states.key(s), states.key(s) + begun);
      for (std::size_t i = begun; i < open.size(); ++i) from.push_back(open[i].root);
      if ((work += classes * (open.size() + 1)) > most_sweep_work) return std::nullopt;
      if (!budget_.take_chunk(classes) || next.bytes() + states.bytes() > budget_.memory()) return std::nullopt;
      for (std::uint32_t cls = 0; cls < classes; ++cls) {
        const std::uint64_t weight = problem_.weight(issue, cls, strict);
        bool is_dead = weight == 0;
        key.clear();
        for (std::size_t i = 0; i < open.size() && !is_dead; ++i) {
          const Ref to = diagrams_.step(from[i], level, cls);
          is_dead = to == Diagrams::no;
          if (open[i].last != level) key.push_back(to);
        }
        if (!is_dead) next.add(key.data(), static_cast<Count>(states.count(s) * weight));
      }
    }
    states = std::move(next);
    open = std::move(still);
  }
  return states.size() == 0 ? Count(0) : states.count(0);
}

}  // namespace locarno::settle
