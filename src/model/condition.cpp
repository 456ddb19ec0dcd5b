// Conditions as values: how they are put together and what they say of a settlement.
#include "model/condition.hpp"

#include <algorithm>

namespace locarno {
namespace {

using Kind = Condition::Kind;
using Node = Condition::Node;

Condition leaf(Node node) {
  Condition c;
  c.nodes.push_back(node);
  return c;
}

/// The nodes of `more` behind those of `into`, child indices moved along. Returns the index of its root.
std::uint32_t append(std::vector<Node>& into, const Condition& more) {
  const auto shift = static_cast<std::uint32_t>(into.size());
  if (more.nodes.empty()) into.push_back(Node{});
  for (Node node : more.nodes) {
    node.left += shift;
    node.right += shift;
    into.push_back(node);
  }
  return static_cast<std::uint32_t>(into.size() - 1);
}

Condition join(Kind kind, const Condition& a, const Condition& b) {
  Condition c;
  c.nodes.reserve(a.nodes.size() + b.nodes.size() + 3);
  const std::uint32_t left = append(c.nodes, a);
  const std::uint32_t right = append(c.nodes, b);
  c.nodes.push_back(Node{kind, IssueId(), OptionSet(), left, right});
  return c;
}

template <class Truth>
bool evaluate(const std::vector<Node>& nodes, const Settlement& settlement, Truth truth) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    switch (node.kind) {
      case Kind::always: truth.set(i, true); break;
      case Kind::never: truth.set(i, false); break;
      case Kind::atom: truth.set(i, node.options.has(settlement[node.issue])); break;
      case Kind::negation: truth.set(i, !truth.get(node.left)); break;
      case Kind::conjunction: truth.set(i, truth.get(node.left) && truth.get(node.right)); break;
      case Kind::disjunction: truth.set(i, truth.get(node.left) || truth.get(node.right)); break;
    }
  }
  return truth.get(nodes.size() - 1);
}

/// Nearly every condition has at most 64 nodes: no allocation for those.
struct WordTruth {
  std::uint64_t bits = 0;
  void set(std::size_t i, bool value) { bits |= static_cast<std::uint64_t>(value) << i; }
  bool get(std::size_t i) const { return (bits >> i & 1u) != 0; }
};
struct LongTruth {
  std::vector<char> bits;
  void set(std::size_t i, bool value) { bits[i] = value ? 1 : 0; }
  bool get(std::size_t i) const { return bits[i] != 0; }
};

}  // namespace

bool Condition::holds(const Settlement& settlement) const {
  if (nodes.empty()) return true;
  if (nodes.size() <= 64) return evaluate(nodes, settlement, WordTruth{});
  return evaluate(nodes, settlement, LongTruth{std::vector<char>(nodes.size())});
}

std::vector<IssueId> Condition::issues() const {
  std::vector<IssueId> found;
  for (const Node& node : nodes)
    if (node.kind == Kind::atom) found.push_back(node.issue);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

Condition Condition::always() { return leaf(Node{}); }
Condition Condition::never() { return leaf(Node{Kind::never, IssueId(), OptionSet(), 0, 0}); }
Condition Condition::atom(IssueId issue, OptionSet options) { return leaf(Node{Kind::atom, issue, options, 0, 0}); }

Condition Condition::negation(const Condition& a) {
  Condition c;
  c.nodes.reserve(a.nodes.size() + 2);
  const std::uint32_t child = append(c.nodes, a);
  c.nodes.push_back(Node{Kind::negation, IssueId(), OptionSet(), child, 0});
  return c;
}

Condition Condition::both(const Condition& a, const Condition& b) { return join(Kind::conjunction, a, b); }
Condition Condition::either(const Condition& a, const Condition& b) { return join(Kind::disjunction, a, b); }
Condition Condition::implies(const Condition& a, const Condition& b) { return either(negation(a), b); }

}  // namespace locarno
