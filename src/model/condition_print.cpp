// A condition in words, with as few brackets as the grammar needs. Works through a list of things still to print, so
// that a chain of ten thousand parts is no deeper than one.
#include <bit>

#include "model/case.hpp"

namespace locarno {
namespace {

using Kind = Condition::Kind;
using Node = Condition::Node;

/// How tightly a form binds; a part that binds less than its place asks for gets brackets.
enum Binding : int { implication = 0, disjunction = 1, conjunction = 2, negation = 3 };

class Printer {
 public:
  Printer(const Condition& condition, const IdVec<IssueId, Issue>& issues) : nodes_(condition.nodes), issues_(issues) {}

  std::string run() {
    if (nodes_.empty()) return "true";
    later(static_cast<std::uint32_t>(nodes_.size() - 1), implication);
    while (!todo_.empty()) {
      const Todo next = todo_.back();
      todo_.pop_back();
      if (!next.text.empty()) text_ += next.text;
      else print(nodes_[next.node], next.binding);
    }
    return std::move(text_);
  }

 private:
  struct Todo {
    std::string_view text;  ///< literal text, or empty: print the node
    std::uint32_t node = 0;
    Binding binding = implication;
  };

  void later(std::string_view text) { todo_.push_back({text, 0, implication}); }
  void later(std::uint32_t node, Binding binding) { todo_.push_back({{}, node, binding}); }

  /// Pushed in reverse: the list is worked from its end.
  void two(std::uint32_t left, Binding left_binding, std::string_view word, std::uint32_t right, Binding right_binding) {
    later(right, right_binding);
    later(word);
    later(left, left_binding);
  }

  void bracketed_if(bool needed) {
    if (!needed) return;
    text_ += '(';
    later(")");
  }

  void print(const Node& node, Binding place) {
    switch (node.kind) {
      case Kind::always: text_ += "true"; return;
      case Kind::never: text_ += "false"; return;
      case Kind::atom: print_atom(node.issue, node.options.bits); return;
      case Kind::negation: print_negation(node, place); return;
      case Kind::conjunction:
        bracketed_if(place > conjunction);
        two(node.left, conjunction, " and ", node.right, conjunction);
        return;
      case Kind::disjunction: print_disjunction(node, place); return;
    }
  }

  void print_negation(const Node& node, Binding place) {
    std::uint32_t inner = node.left;
    bool is_negated = true;
    for (; nodes_[inner].kind == Kind::negation; inner = nodes_[inner].left) is_negated = !is_negated;
    const Node& child = nodes_[inner];
    if (!is_negated) return print(child, place);
    if (child.kind == Kind::always || child.kind == Kind::never) {
      text_ += child.kind == Kind::always ? "false" : "true";
      return;
    }
    if (child.kind == Kind::atom) return print_atom(child.issue, all(child.issue) & ~child.options.bits);
    text_ += "not ";
    later(inner, negation);
  }

  /// `not a or b` is shown as `a => b` wherever that costs no bracket.
  void print_disjunction(const Node& node, Binding place) {
    const Node& left = nodes_[node.left];
    const bool brackets = place > disjunction;
    bracketed_if(brackets);
    if (left.kind == Kind::negation && (brackets || place == implication))
      two(left.left, disjunction, " => ", node.right, implication);
    else
      two(node.left, disjunction, " or ", node.right, disjunction);
  }

  std::uint64_t all(IssueId issue) const {
    const std::size_t n = issues_[issue].options.size();
    return n >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << n) - 1;
  }

  void print_atom(IssueId issue, std::uint64_t bits) {
    const std::uint64_t every = all(issue);
    bits &= every;
    if (bits == 0 || bits == every) {
      text_ += bits == 0 ? "false" : "true";
      return;
    }
    const std::uint64_t others = every & ~bits;
    const Issue& owner = issues_[issue];
    const bool is_prefix = (bits & (bits + 1)) == 0;
    const bool is_suffix = (others & (others + 1)) == 0;
    text_ += owner.id;
    if (std::popcount(bits) == 1) return print_one(" = ", owner, std::countr_zero(bits));
    if (std::popcount(others) == 1) return print_one(" != ", owner, std::countr_zero(others));
    if (owner.ordered && is_prefix) return print_one(" <= ", owner, std::popcount(bits) - 1);
    if (owner.ordered && is_suffix) return print_one(" >= ", owner, std::countr_zero(bits));
    const bool by_others = std::popcount(others) < std::popcount(bits);
    text_ += by_others ? " not in [" : " in [";
    print_list(owner, by_others ? others : bits);
  }

  void print_one(std::string_view relation, const Issue& owner, int option) {
    text_ += relation;
    text_ += owner.options[OptionId(static_cast<std::size_t>(option))].id;
  }

  void print_list(const Issue& owner, std::uint64_t bits) {
    bool first = true;
    for (; bits != 0; bits &= bits - 1) {
      print_one(first ? "" : ", ", owner, std::countr_zero(bits));
      first = false;
    }
    text_ += ']';
  }

  const std::vector<Node>& nodes_;
  const IdVec<IssueId, Issue>& issues_;
  std::vector<Todo> todo_;
  std::string text_;
};

}  // namespace

std::string print_condition(const Condition& condition, const IdVec<IssueId, Issue>& issues) {
  return Printer(condition, issues).run();
}

}  // namespace locarno
