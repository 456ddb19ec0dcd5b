#pragma once
// locarno/settle/diagram.hpp -- conditions as multi-valued decision diagrams over one order of the issues. Inside settle.
//
// A node asks for the class of one issue and leads on; equal nodes are one node, so what remains of a condition after
// some issues are settled is one number. Source: Srinivasan, Kam, Malik, Brayton (1990), ICCAD, Algorithms for discrete
// function manipulation.
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "settle/budget.hpp"
#include "settle/problem.hpp"

namespace locarno::settle {

class Diagrams {
 public:
  using Ref = std::uint32_t;
  static constexpr Ref no = 0;
  static constexpr Ref yes = 1;

  /// level_of: [issue] its place in the order, each place once.
  Diagrams(const Problem& problem, const std::vector<std::uint32_t>& level_of, Budget& budget);

  /// The diagram of a rule, or nullopt when the budget or its memory is spent.
  std::optional<Ref> compile(const Condition& rule);
  /// The diagram of a line: its rule and its score rule.
  std::optional<Ref> compile_line(std::uint32_t line);

  /// Where the node leads when the issue at `level` is of class `cls`: itself when it does not ask there.
  Ref step(Ref node, std::uint32_t level, std::uint32_t cls) const {
    return levels_[node] == level ? children_[first_[node] + cls] : node;
  }

 private:
  enum class Op : std::uint8_t { conjunction, disjunction, negation };
  struct Frame {
    Ref a, b;
    std::uint32_t level;
    std::uint32_t next;       ///< child to do
    std::uint32_t children;   ///< how many
  };

  Ref make(std::uint32_t level, const Ref* children, std::uint32_t count);
  Ref atom(const Condition::Node& node);
  std::optional<Ref> sum(const Problem::Sum& sum, const std::vector<std::uint32_t>& touched);
  std::optional<Ref> at_once(Op op, Ref a, Ref b) const;
  std::optional<Ref> apply(Op op, Ref a, Ref b);
  Frame open(Ref a, Ref b) const;

  const Problem& problem_;
  const std::vector<std::uint32_t>& level_of_;
  Budget& budget_;
  std::vector<std::uint32_t> issue_at_;     ///< [level]
  std::vector<std::uint32_t> levels_;       ///< [node]
  std::vector<std::uint32_t> first_;        ///< [node] index of its first child
  std::vector<Ref> children_;
  std::unordered_multimap<std::uint64_t, Ref> unique_;  ///< hash -> node; never iterated
};

}  // namespace locarno::settle
