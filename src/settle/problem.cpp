#include "settle/problem.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>

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

constexpr std::size_t most_seats = 16;
constexpr std::size_t most_sums = 300'000;
constexpr std::int64_t largest_score = std::int64_t{1} << 40;
constexpr std::uint64_t largest_cost = 1'000'000;

Result<void> check_score(const ZoneQuestion& question, const Line& line) {
  if (line.cost < 1 || line.cost > largest_cost)
    return bad_line(line, "costs " + std::to_string(line.cost) + ", expected 1 to 1000000");
  if (line.score.scores.empty()) return {};
  if (line.score.scores.size() != question.options.size()) return bad_line(line, "does not score every issue");
  for (std::size_t issue = 0; issue < question.options.size(); ++issue) {
    if (line.score.scores[issue].size() != question.options[issue]) return bad_line(line, "does not score every option");
    for (const std::int64_t score : line.score.scores[issue])
      if (score > largest_score || score < -largest_score) return bad_line(line, "has a score beyond 2^40");
  }
  return {};
}

Result<void> check_acceptance(const Acceptance& acceptance) {
  if (acceptance.seats.size() > most_seats)
    return fail(ErrorCode::bad_input, std::to_string(acceptance.seats.size()) + " parties vote, expected at most 16");
  std::uint64_t all = 0;
  for (std::size_t a = 0; a < acceptance.seats.size(); ++a) {
    all += acceptance.seats[a].weight;
    if (acceptance.seats[a].weight > largest_cost) return fail(ErrorCode::bad_input, "a vote weighs more than 1000000");
    for (std::size_t b = 0; b < a; ++b)
      if (acceptance.seats[a].party == acceptance.seats[b].party) return fail(ErrorCode::bad_input, "a party has two seats");
  }
  if (!acceptance.is_unanimous() && acceptance.quota > all)
    return fail(ErrorCode::bad_input, "the quota is " + std::to_string(acceptance.quota) + ", but all votes together weigh " +
                                          std::to_string(all));
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
  for (const Line& line : question.lines) {
    LOC_CHECK(check_line(question, line));
    LOC_CHECK(check_score(question, line));
  }
  return check_acceptance(question.acceptance);
}

bool is_winning(const Acceptance& acceptance, std::uint32_t accepting) {
  std::uint64_t weight = 0;
  for (std::size_t seat = 0; seat < acceptance.seats.size(); ++seat) {
    const bool accepts = (accepting >> seat & 1u) != 0;
    if (accepts) weight += acceptance.seats[seat].weight;
    else if (acceptance.seats[seat].has_veto) return false;
  }
  return weight >= acceptance.quota;
}

std::uint32_t seat_bit(const Acceptance& acceptance, PartyId party) {
  for (std::size_t seat = 0; seat < acceptance.seats.size(); ++seat)
    if (acceptance.seats[seat].party == party) return std::uint32_t{1} << seat;
  return 0;
}

bool Line::holds(const Settlement& settlement) const {
  if (!rule.holds(settlement)) return false;
  std::int64_t sum = 0;
  for (std::size_t issue = 0; issue < score.scores.size(); ++issue)
    if (!score.scores[issue].empty()) sum += score.scores[issue][settlement[IssueId(issue)].index()];
  return score.scores.empty() || sum >= score.at_least;
}

std::vector<IssueId> Line::issues() const {
  std::vector<IssueId> all = rule.issues();
  for (std::size_t issue = 0; issue < score.scores.size(); ++issue) {
    const auto& scores = score.scores[issue];
    if (std::adjacent_find(scores.begin(), scores.end(), std::not_equal_to<>()) != scores.end()) all.push_back(IssueId(issue));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

namespace {

/// The score rule in terms of classes; issues on which every option scores the same go into the bound.
Problem::Sum sum_of(const Problem& p, const ScoreRule& score, const std::vector<std::uint32_t>& touched) {
  Problem::Sum sum;
  if (score.scores.empty()) return sum;
  sum.is_given = true;
  sum.at_least = score.at_least;
  for (std::size_t issue = 0; issue < score.scores.size(); ++issue)
    if (!std::binary_search(touched.begin(), touched.end(), static_cast<std::uint32_t>(issue))) sum.at_least -= score.scores[issue].front();
  for (const std::uint32_t issue : touched) {
    sum.values.emplace_back();
    for (const OptionSet cls : p.classes[issue])
      sum.values.back().push_back(score.scores[issue][static_cast<std::size_t>(std::countr_zero(cls.bits))]);
  }
  return sum;
}

/// How many different sums there are still to be told apart, issue after issue; the engines keep one node for each.
bool is_too_fine(const Problem::Sum& sum) {
  std::vector<std::int64_t> least(sum.values.size() + 1, 0), most(sum.values.size() + 1, 0);
  for (std::size_t k = sum.values.size(); k-- > 0;) {
    least[k] = least[k + 1] + *std::min_element(sum.values[k].begin(), sum.values[k].end());
    most[k] = most[k + 1] + *std::max_element(sum.values[k].begin(), sum.values[k].end());
  }
  std::vector<std::int64_t> open{sum.at_least};
  std::size_t sums = 0;
  for (std::size_t k = 0; k < sum.values.size(); ++k) {
    std::vector<std::int64_t> next;
    for (const std::int64_t need : open)
      for (const std::int64_t value : sum.values[k])
        if (need - value > least[k + 1] && need - value <= most[k + 1]) next.push_back(need - value);
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    open = std::move(next);
    if ((sums += open.size()) > most_sums) return true;
  }
  return false;
}

void refine_by_score(std::vector<OptionSet>& classes, const std::vector<std::int64_t>& scores) {
  std::map<std::int64_t, OptionSet> same;
  for (std::size_t option = 0; option < scores.size(); ++option) same[scores[option]].add(OptionId(option));
  for (const auto& [score, options] : same) refine(classes, options);
}

}  // namespace

Result<Problem> make_problem(const ZoneQuestion& question) {
  LOC_CHECK(check_question(question));
  Problem p;
  for (const std::uint32_t options : question.options) p.classes.push_back({OptionSet{every(options)}});
  p.silent.resize(question.options.size());
  for (const Silence& silence : question.silences) p.silent[silence.issue.index()].bits |= silence.options.bits;
  for (const Line& line : question.lines) {
    for (const Node& node : line.rule.nodes)
      if (node.kind == Kind::atom) refine(p.classes[node.issue.index()], node.options);
    for (std::size_t issue = 0; issue < line.score.scores.size(); ++issue)
      refine_by_score(p.classes[issue], line.score.scores[issue]);
  }
  for (auto& classes : p.classes) sort_by_smallest(classes);
  for (const Line& line : question.lines) {
    Condition rule;
    rule.nodes = line.rule.nodes.empty() ? Condition::always().nodes : line.rule.nodes;
    for (Node& node : rule.nodes)
      if (node.kind == Kind::atom) node.options = classes_in(p.classes[node.issue.index()], node.options);
    std::vector<std::uint32_t> touched;
    for (const IssueId issue : line.issues()) touched.push_back(issue.index());
    p.sums.push_back(sum_of(p, line.score, touched));
    if (is_too_fine(p.sums.back()))
      return fail(ErrorCode::limit_reached, "the scores of line '" + line.id + "' are too fine: more than 300000 different sums; round them");
    p.rules.push_back(std::move(rule));
    p.touches.push_back(std::move(touched));
    p.owner.push_back(line.party);
  }
  p.acceptance = question.acceptance;
  p.silences = question.silences;
  return p;
}

namespace {

/// The issues of a line under their new numbers, ascending, and its score rule in that order.
void add_touched(const Problem& problem, std::uint32_t line, const std::vector<std::uint32_t>& new_issue, Problem& part) {
  std::vector<std::pair<std::uint32_t, std::size_t>> touched;
  for (std::size_t k = 0; k < problem.touches[line].size(); ++k) touched.emplace_back(new_issue[problem.touches[line][k]], k);
  std::sort(touched.begin(), touched.end());
  part.touches.emplace_back();
  part.sums.push_back(problem.sums[line]);
  part.owner.push_back(problem.owner[line]);
  for (std::size_t k = 0; k < touched.size(); ++k) {
    part.touches.back().push_back(touched[k].first);
    if (problem.sums[line].is_given) part.sums.back().values[k] = problem.sums[line].values[touched[k].second];
  }
}

}  // namespace

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
      add_touched(problem, line, new_issue, part.problem);
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

bool Problem::line_holds(std::uint32_t line, const std::vector<std::uint32_t>& classes_chosen) const {
  if (!holds(rules[line], classes_chosen)) return false;
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < sums[line].values.size(); ++k) sum += sums[line].values[k][classes_chosen[touches[line][k]]];
  return !sums[line].is_given || sum >= sums[line].at_least;
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
