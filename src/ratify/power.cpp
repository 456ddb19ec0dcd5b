#include "ratify/power.hpp"

#include <map>

#include "ratify/power_parts.hpp"

namespace locarno::ratify {
namespace {

constexpr std::uint64_t most_walked = 100'000;  // coalitions by kind that are walked rather than tabled
constexpr std::size_t most_voters = 100'000;

/// The product of (voters + 1), or more than `most_walked` when it is larger.
std::uint64_t walk_size(const std::vector<VoterKind>& kinds) {
  std::uint64_t size = 1;
  for (const VoterKind& kind : kinds) {
    size *= kind.voters + 1ull;
    if (size > most_walked) return most_walked + 1;
  }
  return size;
}

Result<void> check(const PowerQuestion& question) {
  if (question.weights.empty()) return fail(ErrorCode::bad_input, "there are no voters");
  if (question.weights.size() > most_voters) return fail(ErrorCode::bad_input, "more than 100000 voters");
  if (question.ways.empty()) return fail(ErrorCode::bad_input, "there is no way to win");
  const std::size_t dimensions = question.ways.front().size();
  std::vector<std::uint64_t> all(dimensions, 0);
  for (const auto& voter : question.weights) {
    if (voter.size() != dimensions) return fail(ErrorCode::bad_input, "a voter has another number of weights than the rule has quotas");
    for (std::size_t d = 0; d < dimensions; ++d) all[d] += voter[d];
  }
  for (const auto& way : question.ways) {
    if (way.size() != dimensions) return fail(ErrorCode::bad_input, "the ways to win have different numbers of quotas");
    bool asks = false;
    for (std::size_t d = 0; d < dimensions; ++d) {
      asks = asks || way[d] > 0;
      if (way[d] > all[d])
        return fail(ErrorCode::bad_input, "the quota " + std::to_string(way[d]) + " can never be met: all voters together have " +
                                              std::to_string(all[d]));
    }
    if (!asks) return fail(ErrorCode::bad_input, "a quota of 0 asks nothing: every coalition wins, even without voters");
  }
  return {};
}

/// Swings by size -> the indices.
PowerAnswer indices(const std::vector<VoterKind>& kinds, const SwingTable& swings, std::size_t voters, bool with_shapley) {
  std::vector<Integer> factorial(voters + 1, 1);
  for (std::size_t k = 1; k <= voters; ++k) factorial[k] = factorial[k - 1] * static_cast<unsigned long>(k);
  PowerAnswer answer;
  Integer total = 0;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    VoterPower one;
    one.weights = kinds[k].weights;
    one.voters = kinds[k].voters;
    Integer orders = 0;
    for (std::size_t size = 0; size < swings[k].size(); ++size) {
      one.swings += swings[k][size];
      if (with_shapley && swings[k][size] != 0) orders += swings[k][size] * factorial[size] * factorial[voters - 1 - size];
    }
    one.shapley = Rational(orders, factorial[voters]);
    one.shapley.canonicalize();
    total += one.swings * kinds[k].voters;
    answer.kinds.push_back(std::move(one));
  }
  Integer coalitions = 1;
  coalitions <<= static_cast<unsigned long>(voters - 1);
  for (VoterPower& one : answer.kinds) {
    one.banzhaf = total == 0 ? Rational(0) : Rational(one.swings, total);
    one.banzhaf.canonicalize();
    one.absolute = Rational(one.swings, coalitions);
    one.absolute.canonicalize();
  }
  return answer;
}

}  // namespace

std::vector<VoterKind> kinds_of(const PowerQuestion& question) {
  std::vector<VoterKind> kinds;
  std::map<std::vector<std::uint32_t>, std::size_t> known;
  for (const auto& voter : question.weights) {
    const auto [at, is_new] = known.try_emplace(voter, kinds.size());
    if (is_new) kinds.push_back({voter, 0});
    ++kinds[at->second].voters;
  }
  return kinds;
}

Result<PowerAnswer> power(const PowerQuestion& question, const Run& run) {
  LOC_CHECK(check(question));
  const std::vector<VoterKind> kinds = kinds_of(question);
  Effort effort;
  SwingTable swings;
  if (walk_size(kinds) <= most_walked) {
    swings = swings_by_kinds(question, kinds, effort);
  } else {
    LOC_TRY(swings, swings_by_tables(question, kinds, run, effort));
  }
  PowerAnswer answer = indices(kinds, swings, question.weights.size(), question.with_shapley);
  answer.effort = effort;
  return answer;
}

Result<PowerAnswer> power_by_listing(const PowerQuestion& question) {
  LOC_CHECK(check(question));
  const std::size_t voters = question.weights.size(), dimensions = question.ways.front().size();
  if (voters > 20) return fail(ErrorCode::limit_reached, "listing is for at most 20 voters");
  const std::vector<VoterKind> kinds = kinds_of(question);
  SwingTable swings(kinds.size(), std::vector<Integer>(voters));
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    std::size_t self = 0;
    while (question.weights[self] != kinds[k].weights) ++self;
    for (std::uint32_t coalition = 0; coalition < (1u << voters); ++coalition) {
      if ((coalition >> self & 1u) != 0) continue;
      std::vector<std::uint64_t> sums(dimensions, 0);
      std::size_t size = 0;
      for (std::size_t v = 0; v < voters; ++v) {
        if ((coalition >> v & 1u) == 0) continue;
        ++size;
        for (std::size_t d = 0; d < dimensions; ++d) sums[d] += question.weights[v][d];
      }
      if (wins(question.ways, sums)) continue;
      for (std::size_t d = 0; d < dimensions; ++d) sums[d] += kinds[k].weights[d];
      if (wins(question.ways, sums)) ++swings[k][size];
    }
  }
  return indices(kinds, swings, voters, question.with_shapley);
}

}  // namespace locarno::ratify
