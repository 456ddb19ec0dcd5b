// The clauses mean what the question means: with every issue held, the solver says yes exactly where the definition does.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "settle/cases.hpp"
#include "settle/enumerate.hpp"
#include "settle/recount.hpp"

namespace locarno::settle {
namespace {

RC_GTEST_PROP(EncodingLaws, ItsModelsAreTheSettlementsThatPass, ()) {
  const ZoneQuestion q = *questions_with_rules();
  const auto problem = make_problem(q);
  RC_ASSERT(problem.has_value());
  locarno::Run run;
  Budget budget(run);
  Feasibility feasibility(*problem, budget);
  Dice dice(*rc::gen::arbitrary<std::uint64_t>());
  LineSet lines;
  for (std::uint32_t line = 0; line < q.lines.size(); ++line)
    if (dice.below(3) != 0) lines.push_back(line);
  for (std::size_t round = 0; round < 30; ++round) {
    Settlement s;
    Feasibility::Demand demand;
    for (std::uint32_t issue = 0; issue < q.options.size(); ++issue) {
      s.push_back(OptionId(dice.below(q.options[issue])));
      for (std::uint32_t cls = 0; cls < problem->classes[issue].size(); ++cls)
        if (problem->classes[issue][cls].has(s[IssueId(issue)])) demand.emplace_back(issue, cls);
    }
    RC_ASSERT((feasibility.feasible_with(lines, demand) == Sat::yes) == passes(q, lines, s));
  }
}

RC_GTEST_PROP(EncodingLaws, LineEffectsAndTiedIssuesAreAsDefined, ()) {
  const ZoneQuestion q = *questions_with_rules();
  locarno::Run run;
  std::uint64_t steps = 0;
  std::vector<std::uint32_t> all;
  for (std::uint32_t line = 0; line < q.lines.size(); ++line) all.push_back(line);
  const auto effects = line_effects(q, true, run);
  RC_ASSERT(effects.has_value() && effects->size() == q.lines.size());
  const Integer of = *recount(q, {}, false, steps), open = *recount(q, all, false, steps);
  for (std::uint32_t line = 0; line < q.lines.size(); ++line) {
    auto rest = all;
    rest.erase(rest.begin() + line);
    Integer everything = 1;
    for (const std::uint32_t options : q.options) everything *= options;
    RC_ASSERT((*effects)[line].removes == everything - *recount(q, {line}, false, steps));
    RC_ASSERT((*effects)[line].opens == *recount(q, rest, false, steps) - open);
  }
  RC_ASSERT(of >= open);
  const auto traded = traded_together(q, {}, run);
  RC_ASSERT(traded.has_value());
  // Every settlement of the zone, by listing.
  std::vector<Settlement> zone;
  std::size_t many = 1;
  for (const std::uint32_t options : q.options) many *= options;
  for (std::size_t n = 0; n < many; ++n) {
    Settlement s(q.options.size());
    for (std::size_t issue = q.options.size(), rest = n; issue-- > 0; rest /= q.options[issue]) s[IssueId(issue)] = OptionId(rest % q.options[issue]);
    if (passes(q, all, s)) zone.push_back(s);
  }
  std::set<std::pair<std::size_t, std::size_t>> tied, given;
  for (const TiedIssues& pair : traded->pairs) given.insert({pair.a.index(), pair.b.index()});
  for (std::size_t a = 0; a < q.options.size(); ++a)
    for (std::size_t b = a + 1; b < q.options.size(); ++b) {
      std::set<std::size_t> of_a, of_b;
      std::set<std::pair<std::size_t, std::size_t>> both;
      for (const Settlement& s : zone) {
        of_a.insert(s[IssueId(a)].index());
        of_b.insert(s[IssueId(b)].index());
        both.insert({s[IssueId(a)].index(), s[IssueId(b)].index()});
      }
      if (both.size() != of_a.size() * of_b.size()) tied.insert({a, b});
    }
  RC_ASSERT(tied == given);
}

}  // namespace
}  // namespace locarno::settle
