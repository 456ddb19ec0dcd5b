#include "study/stability_condition.hpp"

#include <fmt/format.h>

#include <map>

namespace locarno::study {
namespace {

using Op = stability::Statement::Op;

class Translator {
 public:
  Translator(const Case& c, const StabilitySection& section) : c_(c), section_(section) {}

  /// Children stand before their parents, so they are written in that order; an explicit stack keeps the depth of the words out of ours.
  void write(const Condition& condition) {
    if (condition.nodes.empty()) return step(Op::always);
    std::vector<std::pair<std::size_t, bool>> open{{condition.nodes.size() - 1, false}};
    while (!open.empty()) {
      const auto [at, has_children] = open.back();
      open.pop_back();
      const Condition::Node& node = condition.nodes[at];
      using Kind = Condition::Kind;
      const bool is_pair = node.kind == Kind::conjunction || node.kind == Kind::disjunction;
      if (!has_children && (is_pair || node.kind == Kind::negation)) {
        open.emplace_back(at, true);
        if (is_pair) open.emplace_back(node.right, false);
        open.emplace_back(node.left, false);
      } else {
        operation(node);
      }
    }
  }
  std::vector<stability::Statement::Step> steps;

 private:
  void step(Op op, std::size_t option = 0) { steps.push_back({op, static_cast<stability::OptionIndex>(option)}); }

  void operation(const Condition::Node& node) {
    switch (node.kind) {
      case Condition::Kind::always: return step(Op::always);
      case Condition::Kind::never: return step(Op::never);
      case Condition::Kind::negation: return step(Op::negation);
      case Condition::Kind::conjunction: return step(Op::conjunction);
      case Condition::Kind::disjunction: return step(Op::disjunction);
      case Condition::Kind::atom: break;
    }
    step(Op::never);
    for (std::size_t value = 0; value < c_.issues[node.issue].options.size(); ++value) {
      if (!node.options.has(OptionId(value))) continue;
      agreed(node.issue, OptionId(value));
      step(Op::disjunction);
    }
  }

  /// Each holder of the issue has taken an option that stands for this value, and none that stands for another.
  void agreed(IssueId issue, OptionId value) {
    std::map<std::size_t, std::vector<std::size_t>> holders;  // by party: its options of this value
    step(Op::always);
    for (std::size_t o = 0; o < section_.options.size(); ++o) {
      const StabilityOption& option = section_.options[o];
      if (!(option.issue == issue)) continue;
      std::vector<std::size_t>& own = holders[option.party.index()];
      if (option.option == value) {
        own.push_back(o);
        continue;
      }
      step(Op::option, o);
      step(Op::negation);
      step(Op::conjunction);
    }
    for (const auto& [party, own] : holders) {
      step(Op::never);
      for (const std::size_t o : own) {
        step(Op::option, o);
        step(Op::disjunction);
      }
      step(Op::conjunction);
    }
  }

  const Case& c_;
  const StabilitySection& section_;
};

}  // namespace

Result<stability::Statement> statement_of(const Condition& condition, const CheckedCase& the_case, const StabilitySection& section, const std::string& where) {
  for (const IssueId issue : condition.issues()) {
    bool is_bound = false;
    for (const StabilityOption& option : section.options) is_bound = is_bound || option.issue == issue;
    if (!is_bound)
      return fail(ErrorCode::bad_input, fmt::format("no option of the model stands for an option of the issue '{}' (issue and option of a [[stability.option]])", the_case->issues[issue].id), where);
  }
  Translator translator(*the_case, section);
  translator.write(condition);
  return stability::Statement{std::move(translator.steps), condition.source};
}

}  // namespace locarno::study
