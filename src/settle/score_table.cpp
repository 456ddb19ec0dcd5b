#include "settle/score_table.hpp"

#include <algorithm>

namespace locarno::settle {
namespace {

constexpr std::size_t most_issues = 4096, most_options = 100'000, most_numbers = 2'000'000, most_parties = 64;

Result<void> bad(std::string what) { return fail(ErrorCode::bad_input, std::move(what)); }

Result<void> check_party(const ScoreTable& table, const ScoredParty& party) {
  if (party.weights.size() != table.issues.size() || party.values.size() != table.issues.size())
    return bad("party '" + party.name + "' has scores for " + std::to_string(party.values.size()) + " issue(s), the table has " +
               std::to_string(table.issues.size()));
  for (std::size_t i = 0; i < table.issues.size(); ++i)
    if (party.values[i].size() != table.issues[i].options.size())
      return bad("party '" + party.name + "' has " + std::to_string(party.values[i].size()) + " value(s) for issue '" +
                 table.issues[i].name + "', which has " + std::to_string(table.issues[i].options.size()) + " option(s)");
  return {};
}

Result<void> check_rule(const ScoreTable& table, const Condition& rule) {
  for (std::size_t n = 0; n < rule.nodes.size(); ++n) {
    const Condition::Node& node = rule.nodes[n];
    if (node.kind == Condition::Kind::atom) {
      if (node.issue.is_none() || node.issue.index() >= table.issues.size()) return bad("a rule names an issue the table does not have");
      const std::size_t options = table.issues[node.issue.index()].options.size();
      if (options > 64)
        return bad("a rule names issue '" + table.issues[node.issue.index()].name + "', which has more than 64 options");
      if (options < 64 && node.options.bits >> options != 0) return bad("a rule names an option out of range");
    } else if (node.kind != Condition::Kind::always && node.kind != Condition::Kind::never) {
      const bool one = node.kind == Condition::Kind::negation;
      if (node.left >= n || (!one && node.right >= n)) return bad("a rule does not stand children first");
    }
  }
  return {};
}

Rational middle(const Amount& amount) { return (amount.low + amount.high) / 2; }

/// A party's row for an issue, or null.
const ScoreEntry* row_of(const Case& c, PartyId party, IssueId issue) {
  for (const ScoreEntry& entry : c.scores)
    if (entry.party == party && entry.issue == issue) return &entry;
  return nullptr;
}

ScoredParty scored_party(const Case& c, PartyId id) {
  const Party& party = c.parties[id];
  ScoredParty out;
  out.name = party.id;
  bool has_ranges = party.fallback && !party.fallback->is_exact();
  if (party.fallback) out.fallback = middle(*party.fallback);
  ScoreRanges ranges;
  ranges.fallback = party.fallback;
  for (std::size_t i = 0; i < c.issues.size(); ++i) {
    const ScoreEntry* entry = row_of(c, id, IssueId(i));
    const Amount none{0, 0};
    ranges.weights.push_back(entry != nullptr ? entry->weight : Amount{1, 1});
    ranges.values.push_back(entry != nullptr ? entry->values : std::vector<Amount>(c.issues[IssueId(i)].options.size(), none));
    out.weights.push_back(middle(ranges.weights.back()));
    has_ranges = has_ranges || !ranges.weights.back().is_exact();
    std::vector<Rational> values;
    for (const Amount& value : ranges.values.back()) {
      values.push_back(middle(value));
      has_ranges = has_ranges || !value.is_exact();
    }
    out.values.push_back(std::move(values));
  }
  if (has_ranges) out.ranges = std::move(ranges);
  return out;
}

}  // namespace

Result<void> check_table(const ScoreTable& table) {
  if (table.issues.empty() || table.issues.size() > most_issues)
    return bad("a score table has " + std::to_string(table.issues.size()) + " issue(s), expected 1 to 4096");
  if (table.parties.empty() || table.parties.size() > most_parties)
    return bad("a score table has " + std::to_string(table.parties.size()) + " part(ies), expected 1 to 64");
  std::size_t options = 0;
  for (const ScoredIssue& issue : table.issues) {
    if (issue.options.empty() || issue.options.size() > most_options)
      return bad("issue '" + issue.name + "' has " + std::to_string(issue.options.size()) + " option(s), expected 1 to 100000");
    options += issue.options.size();
  }
  if (options * table.parties.size() > most_numbers)
    return bad("a score table holds " + std::to_string(options * table.parties.size()) + " numbers, at most 2000000 are taken");
  for (const ScoredParty& party : table.parties) LOC_CHECK(check_party(table, party));
  for (const Condition& rule : table.rules) LOC_CHECK(check_rule(table, rule));
  return {};
}

Result<ScoreTable> score_table(const CheckedCase& the_case, std::vector<Condition> rules) {
  const Case& c = *the_case;
  ScoreTable out;
  out.name = c.id;
  out.format = "case";
  for (const Issue& issue : c.issues) {
    ScoredIssue row;
    row.name = issue.id;
    for (const Option& option : issue.options) row.options.push_back(option.id);
    out.issues.push_back(std::move(row));
  }
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    const bool has_scores = std::any_of(c.scores.begin(), c.scores.end(), [&](const ScoreEntry& e) { return e.party == PartyId(p); });
    if (has_scores) out.parties.push_back(scored_party(c, PartyId(p)));
  }
  if (out.parties.empty()) return fail(ErrorCode::bad_input, "no party of this case has a [[score]] row, so nothing has a worth");
  out.rules = std::move(rules);
  LOC_CHECK(check_table(out));
  return out;
}

Rational worth(const ScoreTable& table, std::size_t party, const Choice& choice) {
  Rational sum;
  for (std::size_t i = 0; i < choice.size(); ++i) sum += table.parties[party].score(i, choice[i]);
  return sum;
}

Integer outcomes(const ScoreTable& table) {
  Integer product = 1;
  for (const ScoredIssue& issue : table.issues) product *= static_cast<unsigned long>(issue.options.size());
  return product;
}

bool meets_rules(const ScoreTable& table, const Choice& choice) {
  if (table.rules.empty()) return true;
  Settlement settlement;
  for (const std::uint32_t option : choice) settlement.push_back(OptionId(option));
  return std::all_of(table.rules.begin(), table.rules.end(), [&](const Condition& rule) { return rule.holds(settlement); });
}

std::optional<ScaledScores> scale_scores(const ScoreTable& table) {
  const Integer most = Integer(1) << 62;
  ScaledScores out;
  for (const ScoredParty& party : table.parties) {
    Integer scale = 1;
    for (std::size_t i = 0; i < table.issues.size(); ++i)
      for (std::size_t o = 0; o < party.values[i].size(); ++o) {
        scale = lcm(scale, party.score(i, o).get_den());
        if (scale > most) return std::nullopt;
      }
    Integer reach = 0;
    std::vector<std::vector<std::int64_t>> scores;
    for (std::size_t i = 0; i < table.issues.size(); ++i) {
      Integer largest = 0;
      scores.emplace_back();
      for (std::size_t o = 0; o < party.values[i].size(); ++o) {
        const Rational number = party.score(i, o) * scale;
        largest = std::max<Integer>(largest, abs(number.get_num()));
        if (largest > most) return std::nullopt;
        scores.back().push_back(number.get_num().get_si());
      }
      reach += largest;
    }
    const Rational fallback = party.fallback * scale;
    Integer least;
    mpz_cdiv_q(least.get_mpz_t(), fallback.get_num_mpz_t(), fallback.get_den_mpz_t());
    if (reach > most || abs(least) > most) return std::nullopt;
    out.scale.push_back(scale);
    out.scores.push_back(std::move(scores));
    out.fallback.push_back(least.get_si());
  }
  return out;
}

}  // namespace locarno::settle
