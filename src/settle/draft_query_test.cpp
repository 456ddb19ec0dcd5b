#include "settle/draft_query.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "settle/domain_write.hpp"

namespace locarno::settle {
namespace {

ScoreTable made_table(std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  const auto below = [&](std::uint64_t n) { return static_cast<long>(engine() % n); };
  ScoreTable table;
  table.name = "made";
  const std::size_t issues = 1 + static_cast<std::size_t>(below(4)), parties = 1 + static_cast<std::size_t>(below(4));
  for (std::size_t i = 0; i < issues; ++i) {
    table.issues.push_back({"issue " + std::to_string(i), {}});
    const long options = 1 + below(4);
    for (long o = 0; o < options; ++o) table.issues.back().options.push_back("option, " + std::to_string(o));
  }
  for (std::size_t p = 0; p < parties; ++p) {
    ScoredParty party;
    party.name = "party" + std::to_string(p);
    party.fallback = Rational(below(12), 2);
    party.fallback.canonicalize();
    for (const ScoredIssue& issue : table.issues) {
      party.weights.emplace_back(1 + below(3), 4);
      party.weights.back().canonicalize();
      std::vector<Rational> values;
      for (std::size_t o = 0; o < issue.options.size(); ++o) values.emplace_back(below(9));
      party.values.push_back(std::move(values));
    }
    table.parties.push_back(std::move(party));
  }
  if (issues > 1 && below(2) == 0) {
    OptionSet first, last;
    first.add(OptionId(0));
    last.add(OptionId(table.issues[1].options.size() - 1));
    table.rules.push_back(Condition::negation(Condition::both(Condition::atom(IssueId(0), first), Condition::atom(IssueId(1), last))));
  }
  return table;
}

std::vector<Choice> all_choices(const ScoreTable& table) {
  std::vector<Choice> out{{}};
  for (const ScoredIssue& issue : table.issues) {
    std::vector<Choice> next;
    for (const Choice& begun : out)
      for (std::uint32_t o = 0; o < issue.options.size(); ++o) {
        next.push_back(begun);
        next.back().push_back(o);
      }
    out = std::move(next);
  }
  return out;
}

void as_listed(const ScoreTable& table, const Choice& draft) {
  locarno::Run run;
  const auto report = judge_draft({&table, draft}, run);
  RC_ASSERT(report.has_value());
  const std::size_t k = table.parties.size();
  bool dominated = false;
  std::vector<std::optional<std::pair<std::size_t, Rational>>> lift(k);
  for (const Choice& choice : all_choices(table)) {
    if (!meets_rules(table, choice)) continue;
    bool as_good = true, better = false;
    std::size_t changes = 0;
    for (std::size_t i = 0; i < draft.size(); ++i) changes += draft[i] != choice[i];
    std::vector<bool> stays(k);
    for (std::size_t p = 0; p < k; ++p) {
      const Rational before = worth(table, p, draft), after = worth(table, p, choice);
      as_good = as_good && after >= before;
      better = better || after > before;
      stays[p] = after >= std::min(before, table.parties[p].fallback);
    }
    dominated = dominated || (as_good && better);
    for (std::size_t p = 0; p < k; ++p) {
      Rational cost = 0;
      bool fine = worth(table, p, choice) >= table.parties[p].fallback;
      for (std::size_t o = 0; o < k; ++o)
        if (o != p) {
          fine = fine && stays[o];
          cost += worth(table, o, draft) - worth(table, o, choice);
        }
      if (fine && (!lift[p] || std::pair(changes, cost) < *lift[p])) lift[p] = std::pair(changes, cost);
    }
  }
  RC_ASSERT(report->is_efficient.has_value());
  RC_ASSERT(*report->is_efficient == (report->meets_rules && !dominated));
  for (const FrontierPoint& one : report->better)
    for (std::size_t p = 0; p < k; ++p) RC_ASSERT(one.worth[p] >= report->worth[p]);
  for (const Lift& one : report->lifts) {
    RC_ASSERT(one.verdict == Verdict::proved);
    RC_ASSERT(one.to.has_value() == lift[one.party].has_value());
    if (!one.to) continue;
    RC_ASSERT(one.changed.size() == lift[one.party]->first);
    RC_ASSERT(one.cost == lift[one.party]->second);
    RC_ASSERT(meets_rules(table, *one.to));
  }
}

RC_GTEST_PROP(DraftLaws, AsByListing, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  for (std::uint64_t more = 0; more < 5; ++more) {
    const ScoreTable table = made_table(seed + more);
    const auto choices = all_choices(table);
    as_listed(table, choices[static_cast<std::size_t>(seed % choices.size())]);
  }
}

RC_GTEST_PROP(DomainLaws, WhatIsWrittenReadsBack, ()) {
  const ScoreTable table = made_table(*rc::gen::arbitrary<std::uint64_t>());
  for (const DomainFormat format : {DomainFormat::genius, DomainFormat::negolog, DomainFormat::neutral, DomainFormat::csv}) {
    const auto written = write_domain(table, format);
    RC_ASSERT(written.has_value());
    const auto read = read_domain(written->files, "made");
    if (!read) RC_FAIL(to_string(read.error()));
    RC_ASSERT(read->issues.size() == table.issues.size());
    for (std::size_t i = 0; i < table.issues.size(); ++i) RC_ASSERT(read->issues[i] == table.issues[i]);
    for (std::size_t p = 0; p < table.parties.size(); ++p) {
      RC_ASSERT(read->parties[p].fallback == table.parties[p].fallback);
      for (std::size_t i = 0; i < table.issues.size(); ++i)
        for (std::size_t o = 0; o < table.issues[i].options.size(); ++o)
          RC_ASSERT(read->parties[p].score(i, o) == table.parties[p].score(i, o));
    }
    if (format == DomainFormat::neutral || format == DomainFormat::csv) {
      RC_ASSERT(read->rules.size() == table.rules.size());
      for (const Choice& choice : all_choices(table)) RC_ASSERT(meets_rules(*read, choice) == meets_rules(table, choice));
    }
  }
}

TEST(DraftQuery, BadDraftsAreRefused) {
  const ScoreTable table = made_table(3);
  locarno::Run run;
  EXPECT_FALSE(judge_draft({&table, {}}, run));
  EXPECT_FALSE(judge_draft({&table, Choice(table.issues.size(), 99)}, run));
  EXPECT_FALSE(cheapest_lift(table, Choice(table.issues.size(), 0), 99, run));
}

}  // namespace
}  // namespace locarno::settle
