#include "ratify/power.hpp"

#include <algorithm>
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

/// How much a swing of each size weighs, times the least common multiple of 1..voters. One of size s comes first in s! (n-1-s)! of the
/// n! orders, which is one in n * C(n-1, s), and those all divide that multiple (it is n times that of the row C(n-1, .)).
struct Orders {
  Integer all = 1;
  std::vector<Integer> of;  ///< [size]; 0 where nothing of that size was counted
};

Orders orders_of(const SwingTable& swings, std::size_t voters) {
  Orders orders;
  for (std::size_t k = 2; k <= voters; ++k) mpz_lcm_ui(orders.all.get_mpz_t(), orders.all.get_mpz_t(), k);
  Integer in = static_cast<unsigned long>(voters);  // n * C(n-1, size)
  for (std::size_t size = 0; size < voters; ++size) {
    const bool is_asked = std::any_of(swings.begin(), swings.end(), [&](const auto& kind) { return size < kind.size() && kind[size] != 0; });
    orders.of.push_back(is_asked ? Integer(orders.all / in) : Integer(0));
    in *= static_cast<unsigned long>(voters - 1 - size);
    mpz_divexact_ui(in.get_mpz_t(), in.get_mpz_t(), size + 1);
  }
  return orders;
}

/// Swings by size -> the indices.
PowerAnswer indices(const std::vector<VoterKind>& kinds, const SwingTable& swings, std::size_t voters, bool with_shapley) {
  const Orders orders = with_shapley ? orders_of(swings, voters) : Orders{};
  PowerAnswer answer;
  Integer total = 0;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    VoterPower one;
    one.weights = kinds[k].weights;
    one.voters = kinds[k].voters;
    Integer first = 0;
    for (std::size_t size = 0; size < swings[k].size(); ++size) {
      one.swings += swings[k][size];
      if (with_shapley) mpz_addmul(first.get_mpz_t(), swings[k][size].get_mpz_t(), orders.of[size].get_mpz_t());
    }
    one.shapley = Rational(first, orders.all);
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
