#include "settle/problem.hpp"

#include <algorithm>
#include <bit>

namespace locarno::settle {
namespace {

using Kind = Condition::Kind;
using Node = Condition::Node;

constexpr std::size_t most_lines = 10'000;

std::uint64_t every(std::uint32_t options) {
  return options >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << options) - 1;
}

Failure bad_line(const Line& line, std::string what) {
  return fail(ErrorCode::bad_input, "red line '" + line.id + "' " + std::move(what));
}

Result<void> check_set(const ZoneQuestion& question, IssueId issue, OptionSet options, std::string_view whose) {
  if (issue.is_none() || issue.index() >= question.options.size())
    return fail(ErrorCode::bad_input, std::string(whose) + " names an issue that does not exist, expected one of " +
                                          std::to_string(question.options.size()));
  if ((options.bits & ~every(question.options[issue.index()])) != 0)
    return fail(ErrorCode::bad_input, std::string(whose) + " names an option out of range, issue " +
                                          std::to_string(issue.index()) + " has " +
                                          std::to_string(question.options[issue.index()]));
  return {};
}

Result<void> check_line(const ZoneQuestion& question, const Line& line) {
  for (std::size_t i = 0; i < line.rule.nodes.size(); ++i) {
    const Node& node = line.rule.nodes[i];
    if (node.kind == Kind::atom) LOC_CHECK(check_set(question, node.issue, node.options, "red line '" + line.id + "'"));
    const bool has_left = node.kind == Kind::negation || node.kind == Kind::conjunction || node.kind == Kind::disjunction;
    const bool has_right = node.kind == Kind::conjunction || node.kind == Kind::disjunction;
    if ((has_left && node.left >= i) || (has_right && node.right >= i))
      return bad_line(line, "has a condition whose parts do not stand before the whole");
  }
  return {};
}

/// Splits every class of the issue into its options inside and outside `set`.
void refine(std::vector<OptionSet>& classes, OptionSet set) {
  const std::size_t n = classes.size();
  for (std::size_t c = 0; c < n; ++c) {
    const std::uint64_t inside = classes[c].bits & set.bits;
    if (inside == 0 || inside == classes[c].bits) continue;
    classes.push_back(OptionSet{classes[c].bits & ~inside});
    classes[c].bits = inside;
  }
}

void sort_by_smallest(std::vector<OptionSet>& classes) {
  std::sort(classes.begin(), classes.end(), [](OptionSet a, OptionSet b) {
    return std::countr_zero(a.bits) < std::countr_zero(b.bits);
  });
}

OptionSet classes_in(const std::vector<OptionSet>& classes, OptionSet set) {
  OptionSet found;
  for (std::size_t c = 0; c < classes.size(); ++c)
    if ((classes[c].bits & set.bits) != 0) found.add(OptionId(c));
  return found;
}

}  // namespace

std::uint64_t Problem::weight(std::uint32_t issue, std::uint32_t cls, bool strict) const {
  const std::uint64_t bits = classes[issue][cls].bits & ~(strict ? silent[issue].bits : 0);
  return static_cast<std::uint64_t>(std::popcount(bits));
}

std::uint64_t Problem::width(std::uint32_t issue, bool strict) const {
  std::uint64_t sum = 0;
  for (std::uint32_t c = 0; c < classes[issue].size(); ++c) sum += weight(issue, c, strict);
  return sum;
}

Settlement Problem::settlement(const std::vector<std::uint32_t>& classes_chosen) const {
  Settlement s;
  for (std::size_t issue = 0; issue < classes.size(); ++issue)
    s.push_back(OptionId(static_cast<std::size_t>(std::countr_zero(classes[issue][classes_chosen[issue]].bits))));
  return s;
}

Result<void> check_question(const ZoneQuestion& question) {
  if (question.lines.size() > most_lines)
    return fail(ErrorCode::bad_input, std::to_string(question.lines.size()) + " red lines, expected at most 10000");
  for (const std::uint32_t options : question.options)
    if (options < 1 || options > 64)
      return fail(ErrorCode::bad_input, "an issue with " + std::to_string(options) + " options, expected 1 to 64");
  for (const Silence& silence : question.silences)
    LOC_CHECK(check_set(question, silence.issue, silence.options, "a silence"));
  for (const Line& line : question.lines) LOC_CHECK(check_line(question, line));
  return {};
}

Result<Problem> make_problem(const ZoneQuestion& question) {
  LOC_CHECK(check_question(question));
  Problem p;
  for (const std::uint32_t options : question.options) p.classes.push_back({OptionSet{every(options)}});
  p.silent.resize(question.options.size());
  for (const Silence& silence : question.silences) p.silent[silence.issue.index()].bits |= silence.options.bits;
  for (const Line& line : question.lines)
    for (const Node& node : line.rule.nodes)
      if (node.kind == Kind::atom) refine(p.classes[node.issue.index()], node.options);
  for (auto& classes : p.classes) sort_by_smallest(classes);
  for (const Line& line : question.lines) {
    Condition rule;
    rule.nodes = line.rule.nodes.empty() ? Condition::always().nodes : line.rule.nodes;
    for (Node& node : rule.nodes)
      if (node.kind == Kind::atom) node.options = classes_in(p.classes[node.issue.index()], node.options);
    std::vector<std::uint32_t> touched;
    for (const IssueId issue : rule.issues()) touched.push_back(issue.index());
    p.rules.push_back(std::move(rule));
    p.touches.push_back(std::move(touched));
  }
  return p;
}

std::vector<Part> split(const Problem& problem) {
  std::vector<std::vector<std::uint32_t>> lines_of(problem.classes.size());
  for (std::uint32_t line = 0; line < problem.touches.size(); ++line)
    for (const std::uint32_t issue : problem.touches[line]) lines_of[issue].push_back(line);
  std::vector<std::uint32_t> new_issue(problem.classes.size(), UINT32_MAX);
  std::vector<bool> is_taken(problem.rules.size(), false);
  std::vector<Part> parts;
  for (std::uint32_t start = 0; start < problem.rules.size(); ++start) {
    if (is_taken[start]) continue;
    is_taken[start] = true;
    Part part{{}, {start}};
    for (std::size_t i = 0; i < part.lines.size(); ++i)
      for (const std::uint32_t issue : problem.touches[part.lines[i]]) {
        if (new_issue[issue] != UINT32_MAX) continue;
        new_issue[issue] = static_cast<std::uint32_t>(part.problem.classes.size());
        part.problem.classes.push_back(problem.classes[issue]);
        part.problem.silent.push_back(problem.silent[issue]);
        for (const std::uint32_t line : lines_of[issue])
          if (!is_taken[line]) { is_taken[line] = true; part.lines.push_back(line); }
      }
    std::sort(part.lines.begin(), part.lines.end());
    for (const std::uint32_t line : part.lines) {
      part.problem.rules.push_back(problem.rules[line]);
      for (Node& node : part.problem.rules.back().nodes)
        if (node.kind == Kind::atom) node.issue = IssueId(new_issue[node.issue.index()]);
      part.problem.touches.emplace_back();
      for (const IssueId issue : part.problem.rules.back().issues()) part.problem.touches.back().push_back(issue.index());
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

bool holds(const Condition& rule, const std::vector<std::uint32_t>& classes_chosen) {
  std::vector<char> truth(rule.nodes.size());
  for (std::size_t i = 0; i < rule.nodes.size(); ++i) {
    const Node& node = rule.nodes[i];
    switch (node.kind) {
      case Kind::always: truth[i] = 1; break;
      case Kind::never: truth[i] = 0; break;
      case Kind::atom: truth[i] = node.options.has(OptionId(classes_chosen[node.issue.index()])); break;
      case Kind::negation: truth[i] = !truth[node.left]; break;
      case Kind::conjunction: truth[i] = truth[node.left] && truth[node.right]; break;
      case Kind::disjunction: truth[i] = truth[node.left] || truth[node.right]; break;
    }
  }
  return truth.back() != 0;
}

}  // namespace locarno::settle
