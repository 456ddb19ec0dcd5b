#include "settle/diagram.hpp"

#include <algorithm>
#include <map>

namespace locarno::settle {
namespace {

constexpr std::uint32_t leaf_level = UINT32_MAX;

std::uint64_t mix(std::uint64_t h, std::uint64_t value) {
  h ^= value + 0x9E3779B97F4A7C15u + (h << 6) + (h >> 2);
  h *= 0xFF51AFD7ED558CCDu;
  return h ^ (h >> 32);
}

}  // namespace

Diagrams::Diagrams(const Problem& problem, const std::vector<std::uint32_t>& level_of, Budget& budget)
    : problem_(problem), level_of_(level_of), budget_(budget), issue_at_(level_of.size()), levels_{leaf_level, leaf_level},
      first_{0, 0} {
  for (std::uint32_t issue = 0; issue < level_of.size(); ++issue) issue_at_[level_of[issue]] = issue;
}

Diagrams::Ref Diagrams::make(std::uint32_t level, const Ref* children, std::uint32_t count) {
  if (std::all_of(children, children + count, [&](Ref child) { return child == children[0]; })) return children[0];
  std::uint64_t hash = level;
  for (std::uint32_t i = 0; i < count; ++i) hash = mix(hash, children[i]);
  const auto [begin, end] = unique_.equal_range(hash);
  for (auto it = begin; it != end; ++it) {
    const Ref node = it->second;
    if (levels_[node] == level && std::equal(children, children + count, children_.begin() + first_[node])) return node;
  }
  const Ref node = static_cast<Ref>(levels_.size());
  levels_.push_back(level);
  first_.push_back(static_cast<std::uint32_t>(children_.size()));
  children_.insert(children_.end(), children, children + count);
  unique_.emplace(hash, node);
  budget_.add_cells(1);
  return node;
}

Diagrams::Ref Diagrams::atom(const Condition::Node& node) {
  const std::uint32_t issue = node.issue.index();
  std::vector<Ref> children;
  for (std::uint32_t c = 0; c < problem_.classes[issue].size(); ++c)
    children.push_back(node.options.has(OptionId(c)) ? yes : no);
  return make(level_of_[issue], children.data(), static_cast<std::uint32_t>(children.size()));
}

std::optional<Diagrams::Ref> Diagrams::at_once(Op op, Ref a, Ref b) const {
  switch (op) {
    case Op::conjunction:
      if (a == no || b == no) return no;
      if (a == yes || a == b) return b;
      if (b == yes) return a;
      break;
    case Op::disjunction:
      if (a == yes || b == yes) return yes;
      if (a == no || a == b) return b;
      if (b == no) return a;
      break;
    case Op::negation:
      if (a <= yes) return a == no ? yes : no;
      break;
  }
  return std::nullopt;
}

Diagrams::Frame Diagrams::open(Ref a, Ref b) const {
  const std::uint32_t level = std::min(levels_[a], levels_[b]);
  return {a, b, level, 0, static_cast<std::uint32_t>(problem_.classes[issue_at_[level]].size())};
}

/// The usual recursion over both diagrams, with its own stack: `results` holds the children done so far.
std::optional<Diagrams::Ref> Diagrams::apply(Op op, Ref a, Ref b) {
  if (const auto known = at_once(op, a, b)) return known;
  std::unordered_map<std::uint64_t, Ref> done;  // looked up only
  std::vector<Frame> frames{open(a, b)};
  std::vector<Ref> results;
  for (;;) {
    Frame& frame = frames.back();
    if (frame.next < frame.children) {
      const std::uint32_t cls = frame.next++;
      const Ref x = step(frame.a, frame.level, cls), y = step(frame.b, frame.level, cls);
      if (const auto known = at_once(op, x, y)) {
        results.push_back(*known);
      } else if (const auto it = done.find(std::uint64_t{x} << 32 | y); it != done.end()) {
        results.push_back(it->second);
      } else {
        if (!budget_.take(1) || children_.size() * 16 > budget_.memory()) return std::nullopt;
        frames.push_back(open(x, y));
      }
      continue;
    }
    const Ref node = make(frame.level, results.data() + results.size() - frame.children, frame.children);
    results.resize(results.size() - frame.children);
    done.emplace(std::uint64_t{frame.a} << 32 | frame.b, node);
    frames.pop_back();
    if (frames.empty()) return node;
    results.push_back(node);
  }
}

std::optional<Diagrams::Ref> Diagrams::compile(const Condition& rule) {
  std::vector<Ref> refs;
  refs.reserve(rule.nodes.size());
  for (const Condition::Node& node : rule.nodes) {
    std::optional<Ref> ref;
    switch (node.kind) {
      case Condition::Kind::always: ref = yes; break;
      case Condition::Kind::never: ref = no; break;
      case Condition::Kind::atom: ref = atom(node); break;
      case Condition::Kind::negation: ref = apply(Op::negation, refs[node.left], refs[node.left]); break;
      case Condition::Kind::conjunction: ref = apply(Op::conjunction, refs[node.left], refs[node.right]); break;
      case Condition::Kind::disjunction: ref = apply(Op::disjunction, refs[node.left], refs[node.right]); break;
    }
    if (!ref || !budget_.take(1)) return std::nullopt;
    refs.push_back(*ref);
  }
  return refs.back();
}

std::optional<Diagrams::Ref> Diagrams::compile_line(std::uint32_t line) {
  const auto rule = compile(problem_.rules[line]);
  if (!rule || !problem_.sums[line].is_given) return rule;
  const auto enough = sum(problem_.sums[line], problem_.touches[line]);
  if (!enough) return std::nullopt;
  if (const auto known = at_once(Op::conjunction, *rule, *enough)) return known;
  return apply(Op::conjunction, *rule, *enough);
}

/// Layer by layer, what is still needed; a need that is met or out of reach whatever follows is a leaf.
std::optional<Diagrams::Ref> Diagrams::sum(const Problem::Sum& sum, const std::vector<std::uint32_t>& touched) {
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < sum.values.size(); ++k) order.push_back(k);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return level_of_[touched[a]] < level_of_[touched[b]]; });
  std::vector<std::int64_t> least(order.size() + 1, 0), most(order.size() + 1, 0);
  for (std::size_t i = order.size(); i-- > 0;) {
    const auto [low, high] = std::minmax_element(sum.values[order[i]].begin(), sum.values[order[i]].end());
    least[i] = least[i + 1] + *low;
    most[i] = most[i + 1] + *high;
  }
  const auto is_open = [&](std::size_t i, std::int64_t need) { return need > least[i] && need <= most[i]; };
  std::vector<std::map<std::int64_t, Ref>> layers(order.size() + 1);
  if (is_open(0, sum.at_least)) layers[0].emplace(sum.at_least, no);
  for (std::size_t i = 0; i < order.size(); ++i)
    for (const auto& [need, unused] : layers[i]) {
      if (!budget_.take(1)) return std::nullopt;
      for (const std::int64_t value : sum.values[order[i]])
        if (is_open(i + 1, need - value)) layers[i + 1].emplace(need - value, no);
    }
  const auto ref = [&](std::size_t i, std::int64_t need) {
    return need <= least[i] ? yes : need > most[i] ? no : layers[i].at(need);
  };
  for (std::size_t i = order.size(); i-- > 0;)
    for (auto& [need, node] : layers[i]) {
      std::vector<Ref> children;
      for (const std::int64_t value : sum.values[order[i]]) children.push_back(ref(i + 1, need - value));
      if (!budget_.take(1) || children_.size() * 16 > budget_.memory()) return std::nullopt;
      node = make(level_of_[touched[order[i]]], children.data(), static_cast<std::uint32_t>(children.size()));
    }
  return ref(0, sum.at_least);
}

}  // namespace locarno::settle
