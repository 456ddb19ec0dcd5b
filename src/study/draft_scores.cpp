#include "study/draft_scores.hpp"

#include <algorithm>

namespace locarno::study {
namespace {

bool has_scores(const Case& c, PartyId party) {
  return std::any_of(c.scores.begin(), c.scores.end(), [&](const ScoreEntry& row) { return row.party == party; });
}

const ScoreEntry* entry(const Case& c, PartyId party, IssueId issue) {
  for (const ScoreEntry& row : c.scores)
    if (row.party == party && row.issue == issue) return &row;
  return nullptr;
}

Amount product(const Amount& a, const Amount& b) {
  const Rational corners[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
  return {*std::min_element(std::begin(corners), std::end(corners)), *std::max_element(std::begin(corners), std::end(corners))};
}

}  // namespace

std::optional<Amount> score_of(const Case& c, PartyId party, IssueId issue, OptionSet options) {
  if (!has_scores(c, party)) return std::nullopt;
  const ScoreEntry* row = entry(c, party, issue);
  if (row == nullptr) return Amount{};
  std::optional<Amount> all;
  for (std::size_t o = 0; o < row->values.size(); ++o) {
    if (!options.has(OptionId(o))) continue;
    const Amount one = product(row->weight, row->values[o]);
    all = all ? Amount{std::min(all->low, one.low), std::max(all->high, one.high)} : one;
  }
  return all ? *all : Amount{};
}

std::optional<Amount> worth_of(const Case& c, PartyId party, const IdVec<IssueId, OptionSet>& allowed) {
  if (!has_scores(c, party)) return std::nullopt;
  Amount sum{};
  for (std::size_t i = 0; i < allowed.size(); ++i) {
    const auto one = score_of(c, party, IssueId(i), allowed[IssueId(i)]);
    sum.low += one->low;
    sum.high += one->high;
  }
  return sum;
}

Shift score_shift(const Case& c, PartyId party, IssueId issue, OptionSet was, OptionSet now) {
  if (was.bits == 0 || now.bits == 0) return Shift::not_known;
  const auto before = score_of(c, party, issue, was);
  const auto after = score_of(c, party, issue, now);
  if (!before || !after) return Shift::not_known;
  if (after->low > before->high) return Shift::better;
  if (after->high < before->low) return Shift::worse;
  return before->is_exact() && *before == *after ? Shift::same : Shift::not_known;
}

}  // namespace locarno::study
