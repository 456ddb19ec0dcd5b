// Laws: two engines agree, the answer is checked, clashes and openings are each other's hitting sets, names do not matter.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "settle/cases.hpp"

namespace locarno::settle {
namespace {

ZoneAnswer ask(const ZoneQuestion& q) {
  locarno::Run run;
  auto answer = zone(q, run);
  RC_ASSERT(answer.has_value());
  return std::move(*answer);
}

using Sets = std::vector<std::set<std::uint32_t>>;

/// All minimal sets that meet every one of `sets`, by trying every subset of n lines.
std::set<std::set<std::uint32_t>> minimal_hitting_sets(const Sets& sets, std::size_t n) {
  const auto hits = [&](std::uint32_t mask) {
    return std::all_of(sets.begin(), sets.end(), [&](const auto& set) {
      return std::any_of(set.begin(), set.end(), [&](std::uint32_t line) { return (mask >> line & 1u) != 0; });
    });
  };
  std::set<std::set<std::uint32_t>> found;
  for (std::uint32_t mask = 0; mask < std::uint32_t{1} << n; ++mask) {
    if (!hits(mask)) continue;
    std::set<std::uint32_t> lines;
    bool is_minimal = true;
    for (std::uint32_t line = 0; line < n; ++line) {
      if ((mask >> line & 1u) == 0) continue;
      lines.insert(line);
      is_minimal = is_minimal && !hits(mask & ~(std::uint32_t{1} << line));
    }
    if (is_minimal) found.insert(lines);
  }
  return found;
}

RC_GTEST_PROP(ZoneLaws, TwoEnginesAgree, ()) {
  const ZoneQuestion q = *small_questions();
  locarno::Run run;
  const auto listed = zone_by_listing(q, run);
  RC_ASSERT(listed.has_value());
  RC_ASSERT(show(ask(q)) == show(*listed));
}

RC_GTEST_PROP(ZoneLaws, TwoEnginesAgreeWhenCutShort, ()) {
  ZoneQuestion q = *small_questions();
  q.max_clashes = *rc::gen::inRange<std::uint32_t>(0, 4);
  q.max_openings = *rc::gen::inRange<std::uint32_t>(0, 4);
  q.max_opening_size = *rc::gen::inRange<std::uint32_t>(0, 3);
  locarno::Run run;
  const auto listed = zone_by_listing(q, run);
  const auto answer = ask(q);
  RC_ASSERT(show(answer) == show(*listed));
  RC_ASSERT(check(q, answer).has_value());
}

RC_GTEST_PROP(ZoneLaws, TwoEnginesAgreeUnderEveryAcceptanceRule, ()) {
  const ZoneQuestion q = *questions_with_rules();
  locarno::Run run;
  const auto listed = zone_by_listing(q, run);
  RC_ASSERT(listed.has_value());
  const auto answer = ask(q);
  RC_ASSERT(show(answer) == show(*listed));
  const auto verdict = check(q, answer);
  RC_LOG() << (verdict ? "" : verdict.error().what);
  RC_ASSERT(verdict.has_value());
}

RC_GTEST_PROP(ZoneLaws, TheAnswerChecks, ()) {
  const ZoneQuestion q = *small_questions();
  const auto verdict = check(q, ask(q));
  RC_LOG() << (verdict ? "" : verdict.error().what);
  RC_ASSERT(verdict.has_value());
}

RC_GTEST_PROP(ZoneLaws, ClashesAndOpeningsAreEachOthersMinimalHittingSets, ()) {
  const ZoneQuestion q = *small_questions();
  const ZoneAnswer answer = ask(q);
  RC_PRE(answer.open == 0);
  Sets clashes, openings;
  for (const auto& clash : answer.clashes) clashes.emplace_back(clash.lines.begin(), clash.lines.end());
  for (const auto& opening : answer.openings) openings.emplace_back(opening.relax.begin(), opening.relax.end());
  RC_ASSERT(minimal_hitting_sets(clashes, q.lines.size()) == (std::set<std::set<std::uint32_t>>(openings.begin(), openings.end())));
  RC_ASSERT(minimal_hitting_sets(openings, q.lines.size()) == (std::set<std::set<std::uint32_t>>(clashes.begin(), clashes.end())));
}

RC_GTEST_PROP(ZoneLaws, RenamingAndReorderingRenameTheAnswer, ()) {
  const ZoneQuestion q = *small_questions();
  Dice dice(*rc::gen::arbitrary<std::uint64_t>());
  const auto shuffled = [&](std::size_t n) {
    std::vector<std::uint32_t> to(n);
    std::iota(to.begin(), to.end(), 0u);
    for (std::size_t i = n; i > 1; --i) std::swap(to[i - 1], to[dice.below(i)]);
    return to;
  };
  const auto new_issue = shuffled(q.options.size());
  const auto new_line = shuffled(q.lines.size());
  const auto new_party = shuffled(4);
  ZoneQuestion r = q;
  for (std::size_t i = 0; i < q.options.size(); ++i) r.options[new_issue[i]] = q.options[i];
  for (std::size_t i = 0; i < q.lines.size(); ++i) {
    Line line = q.lines[i];
    line.party = PartyId(new_party[line.party.index()]);
    for (auto& node : line.rule.nodes)
      if (node.kind == Condition::Kind::atom) node.issue = IssueId(new_issue[node.issue.index()]);
    r.lines[new_line[i]] = line;
  }
  for (auto& silence : r.silences) silence.issue = IssueId(new_issue[silence.issue.index()]);
  const ZoneAnswer a = ask(q), b = ask(r);
  RC_ASSERT(a.of == b.of);
  RC_ASSERT(a.open == b.open);
  RC_ASSERT(a.strict == b.strict);
  const auto renamed = [&](std::vector<std::uint32_t> lines) {
    for (auto& line : lines) line = new_line[line];
    std::sort(lines.begin(), lines.end());
    return lines;
  };
  std::set<std::vector<std::uint32_t>> clashes_a, clashes_b;
  for (const auto& clash : a.clashes) clashes_a.insert(renamed(clash.lines));
  for (const auto& clash : b.clashes) clashes_b.insert(clash.lines);
  RC_ASSERT(clashes_a == clashes_b);
  using Row = std::tuple<std::vector<std::uint32_t>, std::vector<PartyId>, std::string>;
  std::set<Row> openings_a, openings_b;
  for (const auto& opening : a.openings) {
    auto movers = opening.movers;
    for (auto& party : movers) party = PartyId(new_party[party.index()]);
    std::sort(movers.begin(), movers.end());
    openings_a.insert({renamed(opening.relax), movers, opening.opens.get_str()});
  }
  for (const auto& opening : b.openings) openings_b.insert({opening.relax, opening.movers, opening.opens.get_str()});
  RC_ASSERT(openings_a == openings_b);
}

RC_GTEST_PROP(ZoneLaws, AnotherLineNeverAddsAndStrictNeverExceedsOpen, ()) {
  ZoneQuestion q = *small_questions();
  RC_PRE(!q.lines.empty());
  const ZoneAnswer with = ask(q);
  q.lines.pop_back();
  const ZoneAnswer without = ask(q);
  RC_ASSERT(with.open <= without.open);
  RC_ASSERT(with.strict <= without.strict);
  RC_ASSERT(with.strict <= with.open);
  RC_ASSERT(with.open <= with.of);
}

RC_GTEST_PROP(ZoneLaws, AnIssueNobodySpeaksOfMultiplies, ()) {
  ZoneQuestion q = *small_questions();
  const ZoneAnswer before = ask(q);
  q.options.push_back(7);
  const ZoneAnswer after = ask(q);
  RC_ASSERT(after.open == before.open * 7);
  RC_ASSERT(after.strict == before.strict * 7);
  RC_ASSERT(after.clashes == before.clashes);
}

RC_GTEST_PROP(ZoneLaws, ReleasingOneLineCountsAsAskedWithoutIt, ()) {
  const ZoneQuestion q = *small_questions();
  locarno::Run run;
  const auto opened = opened_by_each(q, run);
  RC_ASSERT(opened.has_value() && opened->size() == q.lines.size());
  for (std::size_t line = 0; line < q.lines.size(); ++line) {
    ZoneQuestion fewer = q;
    fewer.lines.erase(fewer.lines.begin() + static_cast<std::ptrdiff_t>(line));
    const ZoneAnswer answer = ask(fewer);
    RC_ASSERT((*opened)[line] == answer.open);
    std::vector<bool> active(q.lines.size(), true);
    active[line] = false;
    RC_ASSERT(*count_passing(q, active, true, run) == answer.strict);
  }
}

}  // namespace
}  // namespace locarno::settle
