// The small world: every question up to a size, both engines.
#include <gtest/gtest.h>

#include "settle/cases.hpp"

namespace locarno::settle {
namespace {

/// Every function of the issues, as "one of these settlements".
std::vector<Condition> every_function(const std::vector<std::uint32_t>& options) {
  std::vector<Condition> deals{Condition::always()};
  for (std::size_t issue = 0; issue < options.size(); ++issue) {
    std::vector<Condition> longer;
    for (const Condition& deal : deals)
      for (std::size_t option = 0; option < options[issue]; ++option)
        longer.push_back(Condition::both(deal, Condition::atom(IssueId(issue), OptionSet{std::uint64_t{1} << option})));
    deals = std::move(longer);
  }
  std::vector<Condition> functions;
  for (std::uint32_t mask = 0; mask < std::uint32_t{1} << deals.size(); ++mask) {
    Condition c = Condition::never();
    for (std::size_t i = 0; i < deals.size(); ++i)
      if ((mask >> i & 1u) != 0) c = Condition::either(c, deals[i]);
    functions.push_back(std::move(c));
  }
  return functions;
}

/// Every set of options of one issue, and every pair of single options of two issues joined by and, or, =>.
std::vector<Condition> short_conditions(const std::vector<std::uint32_t>& options) {
  std::vector<Condition> found{Condition::never()}, singles;
  for (std::size_t issue = 0; issue < options.size(); ++issue)
    for (std::uint64_t bits = 1; bits + 1 < std::uint64_t{1} << options[issue]; ++bits) {
      found.push_back(Condition::atom(IssueId(issue), OptionSet{bits}));
      if ((bits & (bits - 1)) == 0) singles.push_back(found.back());
    }
  for (const Condition& a : singles)
    for (const Condition& b : singles) {
      if (!(a.nodes[0].issue < b.nodes[0].issue)) continue;
      found.push_back(Condition::both(a, b));
      found.push_back(Condition::either(a, b));
      found.push_back(Condition::implies(a, b));
    }
  return found;
}

void agree(const ZoneQuestion& q) {
  locarno::Run run;
  const auto fast = zone(q, run);
  const auto slow = zone_by_listing(q, run);
  ASSERT_TRUE(fast && slow);
  ASSERT_EQ(show(*fast), show(*slow));
}

/// Every list of `lines` conditions of the family, order aside.
void walk(const std::vector<std::uint32_t>& options, const std::vector<Condition>& family, std::size_t lines) {
  std::vector<std::size_t> pick(lines, 0);
  ZoneQuestion q;
  q.options = options;
  if (!options.empty()) q.silences = {{PartyId(0), IssueId(0), OptionSet{1}}};
  for (;;) {
    q.lines.clear();
    for (std::size_t i = 0; i < lines; ++i) q.lines.push_back(make_line(i, family[pick[i]]));
    agree(q);
    if (::testing::Test::HasFatalFailure()) return;
    std::size_t at = 0;
    while (at < lines && pick[at] + 1 == family.size()) ++at;
    if (at == lines) return;
    const std::size_t next = pick[at] + 1;
    for (std::size_t i = 0; i <= at; ++i) pick[i] = next;
  }
}

TEST(ZoneWorld, NothingToSettleAndNoLines) {
  walk({}, {Condition::always(), Condition::never()}, 0);
  walk({}, {Condition::always(), Condition::never()}, 2);
  walk({1}, {Condition::always(), Condition::never()}, 3);
}
TEST(ZoneWorld, TwoIssuesOfTwoOptionsEveryFunctionUpToThreeLines) {
  for (std::size_t lines = 0; lines <= 3; ++lines) walk({2, 2}, every_function({2, 2}), lines);
}
TEST(ZoneWorld, ThreeIssuesOfTwoOptionsEveryFunctionOneLine) { walk({2, 2, 2}, every_function({2, 2, 2}), 1); }
TEST(ZoneWorld, ThreeByTwoEveryFunctionTwoLines) { walk({3, 2}, every_function({3, 2}), 2); }
TEST(ZoneWorld, ThreeIssuesShortConditionsTwoLines) { walk({2, 3, 2}, short_conditions({2, 3, 2}), 2); }

TEST(FullZoneWorld, ThreeByTwoEveryFunctionThreeLines) { walk({3, 2}, every_function({3, 2}), 3); }
TEST(FullZoneWorld, ThreeIssuesOfTwoOptionsEveryFunctionTwoLines) { walk({2, 2, 2}, every_function({2, 2, 2}), 2); }
TEST(FullZoneWorld, ThreeIssuesOfThreeOptionsShortConditionsThreeLines) { walk({3, 3, 3}, short_conditions({3, 3, 3}), 3); }

}  // namespace
}  // namespace locarno::settle
