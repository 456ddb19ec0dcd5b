#pragma once
// locarno/settle/front_engine.hpp -- the engine behind front.hpp for one kind of whole number. Inside settle only.
#include <algorithm>
#include <map>
#include <optional>
#include <type_traits>
#include <vector>

#include "settle/archive.hpp"
#include "settle/diagram.hpp"
#include "settle/front.hpp"
#include "settle/wide.hpp"

namespace locarno::settle {

/// The table's scores times `scale`, as whole numbers of kind S.
template <class S>
struct Grid {
  std::size_t parties = 0;
  std::vector<std::vector<S>> scores;   ///< [issue] option by option, `parties` numbers each
  std::vector<S> fallback;              ///< [party] least worth not below it
  std::vector<Integer> scale;           ///< [party]
};

/// A sum over the parties that a settlement must reach: only for 64-bit grids. factor * score stays below 2^120.
struct Form {
  std::vector<__int128> factor;   ///< [party] >= 0
  __int128 least = 0;
};

/// What a settlement must reach to be looked at.
template <class S>
struct Bounds {
  std::vector<S> need;            ///< [party]; empty = nothing
  std::vector<Form> forms;
};

/// What has to be settled together, with the rules as diagrams.
struct Block {
  std::vector<std::uint32_t> issues;                      ///< in the order they are decided
  std::optional<Problem> problem;                         ///< none for an issue that no rule names
  std::vector<std::vector<std::uint32_t>> class_of;       ///< [place in issues][option]
  std::vector<std::uint32_t> level_of;                    ///< of the problem's issues
};

/// Which issues rules tie together. Every issue is in one block. nullopt: a rule that names no issue and never holds.
std::optional<std::vector<Block>> make_blocks(const ScoreTable& table);

/// Numbers of settlements: 64 bits while they last.
inline void add_to(std::uint64_t& a, std::uint64_t b, bool& too_large) { too_large |= __builtin_add_overflow(a, b, &a); }
inline void add_to(Integer& a, const Integer& b, bool&) { a += b; }
inline std::uint64_t times(std::uint64_t a, std::uint64_t b, bool& too_large) {
  std::uint64_t out = 0;
  too_large |= __builtin_mul_overflow(a, b, &out);
  return out;
}
inline Integer times(const Integer& a, const Integer& b, bool&) { return a * b; }
inline Integer as_integer(std::uint64_t count) { return Integer(static_cast<unsigned long>(count)); }
inline Integer as_integer(const Integer& count) { return count; }

template <class S, class Count, std::size_t K>
class FrontEngine {
 public:
  FrontEngine(const Grid<S>& grid, const std::vector<Block>& blocks, const Bounds<S>& bounds, Budget& budget)
      : grid_(grid), blocks_(blocks), k_(K == 0 ? grid.parties : K), bounds_(bounds), budget_(budget),
        tree_(k_ - 1) {}

  struct Link { std::uint32_t state, point, option; };
  struct Set {
    std::vector<S> values;       ///< k numbers each, descending
    std::vector<Count> counts;
    std::vector<Link> links;
    std::size_t size() const { return counts.size(); }
  };

  /// False when the budget is spent, or when `too_large` says that 64 bits do not hold the numbers of settlements.
  bool run();
  bool too_large() const { return too_large_; }
  std::size_t issues_done() const { return issues_done_; }
  const Set& front() const { return total_; }
  Choice choice(std::size_t point) const;

 private:
  using Layer = std::vector<std::vector<Link>>;  ///< [state] links
  struct Part {
    const Block* block = nullptr;
    std::vector<Layer> layers;   ///< [place in issues]
    Set set;
  };
  struct Source {
    const Set* base;
    const S* shift;
    const Count* times;
    std::uint32_t state, option;
  };

  bool run_block(const Block& block, Part& part);
  /// The most that something can still add, to each party and to each form.
  struct Most {
    std::vector<Integer> parties;
    std::vector<__int128> forms;
    std::vector<S> numbers;      ///< parties, as the engine adds them
    void add(const Most& other);
    void take_away(const Most& other);
  };
  bool merge(const std::vector<Source>& sources, const Most& rest, Set& out);
  bool fits(const Most& rest, const S* v) const;
  Most nothing() const { return {std::vector<Integer>(k_), std::vector<__int128>(bounds_.forms.size(), 0), std::vector<S>(k_, from_integer<S>(0))}; }
  Most largest(const std::vector<S>& values) const;
  __int128 value_of(const Form& form, const S* v) const;
  bool covered(const S* v);
  void remember(const S* v);
  void forget() {
    best_.reset();
    stairs_.clear();
    tree_.clear();
  }

  const Grid<S>& grid_;
  const std::vector<Block>& blocks_;
  std::size_t k_;
  const Bounds<S>& bounds_;
  Budget& budget_;
  std::vector<Part> parts_;
  std::vector<std::vector<Link>> sums_;  ///< [part] links of the running total
  Set total_;
  Most rest_;                            ///< what undecided issues can add
  std::optional<S> best_;                ///< two parties
  Staircase<S> stairs_;                  ///< three
  BoxTree<S> tree_;                      ///< more
  std::uint64_t held_bytes_ = 0;
  std::size_t issues_done_ = 0;
  bool too_large_ = false;
};

template <class S, class Count, std::size_t K>
bool FrontEngine<S, Count, K>::covered(const S* v) {
  if (k_ == 1) return best_.has_value();
  if (k_ == 2) return best_ && !(*best_ < v[1]);
  if (k_ == 3) return stairs_.covers_point(v + 1);
  const std::uint64_t before = tree_.work();
  const bool is_covered = tree_.covers_point(v + 1);
  budget_.take((tree_.work() - before) / 16);
  return is_covered;
}

template <class S, class Count, std::size_t K>
void FrontEngine<S, Count, K>::remember(const S* v) {
  if (k_ <= 2) best_ = v[k_ - 1];
  else if (k_ == 3) stairs_.add(v + 1);
  else tree_.add(v + 1);
}

template <class S, class Count, std::size_t K>
void FrontEngine<S, Count, K>::Most::add(const Most& other) {
  for (std::size_t p = 0; p < parties.size(); ++p) numbers[p] = from_integer<S>(parties[p] += other.parties[p]);
  for (std::size_t f = 0; f < forms.size(); ++f) forms[f] += other.forms[f];
}
template <class S, class Count, std::size_t K>
void FrontEngine<S, Count, K>::Most::take_away(const Most& other) {
  for (std::size_t p = 0; p < parties.size(); ++p) numbers[p] = from_integer<S>(parties[p] -= other.parties[p]);
  for (std::size_t f = 0; f < forms.size(); ++f) forms[f] -= other.forms[f];
}

template <class S, class Count, std::size_t K>
__int128 FrontEngine<S, Count, K>::value_of(const Form& form, const S* v) const {
  __int128 sum = 0;
  if constexpr (std::is_same_v<S, std::int64_t>)
    for (std::size_t p = 0; p < k_; ++p) sum += form.factor[p] * v[p];
  return sum;
}

template <class S, class Count, std::size_t K>
bool FrontEngine<S, Count, K>::fits(const Most& rest, const S* v) const {
  for (std::size_t p = 0; p < bounds_.need.size(); ++p)
    if (v[p] + rest.numbers[p] < bounds_.need[p]) return false;
  for (std::size_t f = 0; f < bounds_.forms.size(); ++f)
    if (value_of(bounds_.forms[f], v) + rest.forms[f] < bounds_.forms[f].least) return false;
  return true;
}

template <class S, class Count, std::size_t K>
typename FrontEngine<S, Count, K>::Most FrontEngine<S, Count, K>::largest(const std::vector<S>& values) const {
  Most out = nothing();
  for (std::size_t p = 0; p < k_; ++p) {
    S most = values[p];
    for (std::size_t i = p; i < values.size(); i += k_) most = std::max(most, values[i]);
    out.parties[p] = to_integer<S>(most);
    out.numbers[p] = most;
  }
  for (std::size_t f = 0; f < out.forms.size(); ++f) {
    out.forms[f] = value_of(bounds_.forms[f], &values[0]);
    for (std::size_t i = k_; i < values.size(); i += k_) out.forms[f] = std::max(out.forms[f], value_of(bounds_.forms[f], &values[i]));
  }
  return out;
}

/// Merges shifted copies, each in descending order, into what none of them covers.
template <class S, class Count, std::size_t K>
bool FrontEngine<S, Count, K>::merge(const std::vector<Source>& sources, const Most& rest, Set& out) {
  const std::size_t k = K == 0 ? k_ : K;
  forget();
  std::vector<S> current(sources.size() * k);
  std::vector<std::size_t> at(sources.size(), 0);
  std::vector<std::uint32_t> heap;
  const auto load = [&](std::uint32_t s) {
    for (std::size_t p = 0; p < k; ++p) current[s * k + p] = sources[s].base->values[at[s] * k + p] + sources[s].shift[p];
  };
  const auto before = [&](std::uint32_t a, std::uint32_t b) {  // does a come out first?
    const S* x = &current[a * k];
    const S* y = &current[b * k];
    for (std::size_t p = 0; p < k; ++p)
      if (x[p] != y[p]) return y[p] < x[p];
    return a < b;
  };
  const auto sink = [&](std::size_t place) {
    const std::uint32_t s = heap[place];
    while (true) {
      std::size_t child = 2 * place + 1;
      if (child >= heap.size()) break;
      if (child + 1 < heap.size() && before(heap[child + 1], heap[child])) ++child;
      if (!before(heap[child], s)) break;
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = s;
  };
  for (std::uint32_t s = 0; s < sources.size(); ++s)
    if (sources[s].base->size() > 0) {
      load(s);
      heap.push_back(s);
    }
  for (std::size_t place = heap.size(); place-- > 0;) sink(place);
  while (!heap.empty()) {
    const std::uint32_t s = heap.front();
    const S* v = &current[s * k];
    const Source& source = sources[s];
    if (!budget_.take(1)) return false;
    const bool is_same = out.size() > 0 && std::equal(v, v + k, &out.values[(out.size() - 1) * k]);
    if (is_same) {
      add_to(out.counts.back(), times(source.base->counts[at[s]], *source.times, too_large_), too_large_);
    } else if (fits(rest, v) && !covered(v)) {
      remember(v);
      out.values.insert(out.values.end(), v, v + k);
      out.counts.push_back(times(source.base->counts[at[s]], *source.times, too_large_));
      out.links.push_back({source.state, static_cast<std::uint32_t>(at[s]), source.option});
      if ((out.size() & 1023u) == 0 && held_bytes_ + out.size() * (k * sizeof(S) + sizeof(Count) + sizeof(Link)) > budget_.memory())
        return false;
    }
    if (++at[s] < source.base->size()) {
      load(s);
      sink(0);
    } else {
      heap.front() = heap.back();
      heap.pop_back();
      if (!heap.empty()) sink(0);
    }
    if (too_large_) return false;
  }
  held_bytes_ += out.size() * sizeof(Link);
  return true;
}

/// One block: what is left of its rules is the state, and only choices in the same state are compared.
template <class S, class Count, std::size_t K>
bool FrontEngine<S, Count, K>::run_block(const Block& block, Part& part) {
  using Key = std::vector<Diagrams::Ref>;
  part.block = &block;
  std::optional<Diagrams> diagrams;
  Key start;
  if (block.problem) {
    diagrams.emplace(*block.problem, block.level_of, budget_);
    for (const Condition& rule : block.problem->rules) {
      const auto root = diagrams->compile(rule);
      if (!root) return false;
      start.push_back(*root);
    }
    if (std::find(start.begin(), start.end(), Diagrams::no) != start.end()) return true;  // nothing passes: an empty set
  }
  std::map<Key, Set> states;
  Set& origin = states[start];
  origin.values.assign(k_, from_integer<S>(0));
  origin.counts.emplace_back(1u);
  const Count one(1u);
  Most rest = rest_;
  for (std::size_t place = 0; place < block.issues.size(); ++place) {
    const std::vector<S>& scores = grid_.scores[block.issues[place]];
    const std::size_t options = scores.size() / k_;
    rest.take_away(largest(scores));
    std::map<Key, std::vector<Source>> next;
    std::uint32_t state = 0;
    for (const auto& [key, set] : states) {
      for (std::size_t option = 0; option < options; ++option) {
        Key to = key;
        if (diagrams)
          for (auto& ref : to) ref = diagrams->step(ref, static_cast<std::uint32_t>(place), block.class_of[place][option]);
        if (std::find(to.begin(), to.end(), Diagrams::no) != to.end()) continue;
        next[std::move(to)].push_back({&set, &scores[option * k_], &one, state, static_cast<std::uint32_t>(option)});
        if (!budget_.take(1 + start.size() / 8)) return false;
        if (next.size() * (start.size() * sizeof(Diagrams::Ref) + 128) > budget_.memory() / 2) return false;
      }
      ++state;
    }
    std::map<Key, Set> after;
    Layer layer;
    for (auto& [key, sources] : next) {
      Set set;
      if (!merge(sources, rest, set)) return false;
      layer.push_back(set.links);
      set.links.clear();
      after.emplace(key, std::move(set));
    }
    states = std::move(after);
    part.layers.push_back(std::move(layer));
  }
  if (!states.empty()) part.set = std::move(states.begin()->second);  // every rule is decided: there is one state
  return true;
}

template <class S, class Count, std::size_t K>
bool FrontEngine<S, Count, K>::run() {
  rest_ = nothing();
  for (const std::vector<S>& scores : grid_.scores) rest_.add(largest(scores));
  parts_.resize(blocks_.size());
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    if (!run_block(blocks_[b], parts_[b])) return false;
    if (parts_[b].set.size() == 0) return true;  // nothing passes this block's rules, or reaches the fallbacks
  }
  // Small pieces first: the total stays small for as long as it can.
  std::stable_sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) { return a.set.size() < b.set.size(); });
  rest_ = nothing();
  for (const Part& part : parts_) rest_.add(largest(part.set.values));
  total_.values.assign(k_, from_integer<S>(0));
  total_.counts.emplace_back(1u);
  for (const Part& part : parts_) {
    rest_.take_away(largest(part.set.values));
    std::vector<Source> sources;
    for (std::size_t j = 0; j < part.set.size(); ++j)
      sources.push_back({&total_, &part.set.values[j * k_], &part.set.counts[j], 0, static_cast<std::uint32_t>(j)});
    Set next;
    if (!merge(sources, rest_, next)) return false;
    sums_.push_back(std::move(next.links));
    next.links = {};
    total_ = std::move(next);
    issues_done_ += part.block->issues.size();
    budget_.run().report("issues", issues_done_, grid_.scores.size());
    if (total_.size() == 0) return true;
  }
  return true;
}

template <class S, class Count, std::size_t K>
Choice FrontEngine<S, Count, K>::choice(std::size_t point) const {
  Choice out(grid_.scores.size(), 0);
  for (std::size_t part = sums_.size(); part-- > 0;) {
    const Link link = sums_[part][point];
    std::size_t state = 0, inner = link.option;
    const Part& piece = parts_[part];
    for (std::size_t place = piece.layers.size(); place-- > 0;) {
      const Link step = piece.layers[place][state][inner];
      out[piece.block->issues[place]] = step.option;
      state = step.state;
      inner = step.point;
    }
    point = link.point;
  }
  return out;
}

}  // namespace locarno::settle
