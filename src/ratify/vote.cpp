#include "ratify/vote.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "ratify/presence.hpp"
#include "ratify/vote_tables.hpp"

namespace locarno::ratify {
namespace {

constexpr std::uint64_t most_votes = 1'000'000;
constexpr std::uint64_t most_voters = 20'000;
constexpr std::uint64_t most_cells = 4'000'000;

Result<void> check_share(double share, const char* what) {
  if (share >= 0 && share <= 1) return {};
  return fail(ErrorCode::bad_input, fmt::format("the chance {} {} is {}, expected 0 to 1", share, what, share > 1 ? "above 1" : "no chance"));
}

Result<void> check(const VoteQuestion& question) {
  std::uint64_t voters = 0, votes = 0;
  for (const VotingBloc& bloc : question.blocs) {
    LOC_CHECK(check_share(bloc.yes, "of a yes"));
    LOC_CHECK(check_share(bloc.absent, "of staying away"));
    voters += bloc.voters;
    votes += std::uint64_t{bloc.voters} * bloc.weight;
  }
  if (voters == 0) return fail(ErrorCode::bad_input, "the chamber is empty: no bloc has voters");
  if (voters > most_voters || votes > most_votes)
    return fail(ErrorCode::bad_input, fmt::format("{} voters with {} votes, at most {} and {}", voters, votes, most_voters, most_votes));
  for (const double rho : {question.rho_common, question.rho_bloc})
    if (!(rho >= 0)) return fail(ErrorCode::bad_input, fmt::format("the correlation {} is negative or no number", rho));
  if (!(question.rho_common + question.rho_bloc <= 0.99))
    return fail(ErrorCode::bad_input, fmt::format("the correlations {} and {} make more than 0.99 together", question.rho_common, question.rho_bloc));
  for (const VotingBloc& bloc : question.blocs)
    if (!(question.rho_common + bloc.rho <= 0.99))
      return fail(ErrorCode::bad_input, fmt::format("the correlations {} and {} of a bloc make more than 0.99 together", question.rho_common, bloc.rho));
  if (!(question.rho_absent >= 0 && question.rho_absent <= 0.99))
    return fail(ErrorCode::bad_input, fmt::format("the correlation {} of absences is not within 0 to 0.99", question.rho_absent));
  if (question.quorum > voters)
    return fail(ErrorCode::bad_input, fmt::format("{} members must be present, but there are {}: it can never pass", question.quorum, voters));
  const Need& need = question.need;
  if (need.of == Need::Of::voting) {
    if (need.denominator == 0 || need.denominator > 1000 || need.numerator > need.denominator)
      return fail(ErrorCode::bad_input, fmt::format("the share {}/{} of the votes cast is no share", need.numerator, need.denominator));
    if (need.numerator == need.denominator && need.more_than) return fail(ErrorCode::bad_input, "more than all votes cast can never be reached");
    if (need.numerator == 0 && !need.more_than) return fail(ErrorCode::bad_input, "a share of 0 asks nothing");
    if (need.heads > 0 || need.or_heads > 0) return fail(ErrorCode::bad_input, "a number of members goes with a need of members, not of votes cast");
    return {};
  }
  if (need.votes == 0 && need.heads == 0) return fail(ErrorCode::bad_input, "a need of 0 votes asks nothing");
  if (need.votes > votes) return fail(ErrorCode::bad_input, fmt::format("{} votes are needed, but the chamber has {}: it can never pass", need.votes, votes));
  if (need.heads > voters || need.or_heads > voters)
    return fail(ErrorCode::bad_input, fmt::format("{} members are needed, but there are {}: it can never pass", std::max(need.heads, need.or_heads), voters));
  return {};
}

/// Chances of the sums base, base + 1 ...
struct Sums {
  std::int64_t base = 0;
  std::vector<double> at;
};

void convolve(Sums& sums, const Spread& bloc, std::vector<double>& scratch) {
  const std::size_t stride = static_cast<std::size_t>(bloc.stride), old = sums.at.size();
  scratch.assign(old + (bloc.at.size() - 1) * stride, 0.0);
  for (std::size_t k = 0; k < bloc.at.size(); ++k) {
    const double chance = bloc.at[k];
    if (chance < 1e-30) continue;
    double* to = scratch.data() + k * stride;
    const double* from = sums.at.data();
    for (std::size_t c = 0; c < old; ++c) to[c] += chance * from[c];
  }
  sums.at.swap(scratch);
  sums.base += bloc.base;
}

/// The chamber with its rule, ready for any common factor.
class Chamber {
 public:
  explicit Chamber(const VoteQuestion& question, bool is_correlated);
  /// The chance to pass, given the common factor.
  double at(double z);
  std::uint64_t cells() const { return cells_; }

 private:
  double joined(const Sums& first, const Sums& second) const;
  bool is_enough(std::int64_t sum) const;

  const VoteQuestion& question_;
  Counting counting_;
  std::vector<BlocTable> tables_;
  std::size_t first_half_ = 0;     ///< tables before this make the first half of the voters
  std::int64_t heads_ = 0;
  std::uint64_t cells_ = 1;
  double nobody_ = 0;              ///< chance that nobody votes
  std::vector<double> scratch_;
  FactorWeights weights_;
};

Chamber::Chamber(const VoteQuestion& question, bool is_correlated) : question_(question) {
  const Need& need = question.need;
  std::uint64_t voters = 0, so_far = 0;
  std::uint32_t most = 0;
  for (const VotingBloc& bloc : question.blocs) {
    voters += bloc.voters;
    most = std::max(most, bloc.voters);
  }
  heads_ = static_cast<std::int64_t>(voters);
  if (need.of == Need::Of::voting) {
    counting_ = {need.denominator - need.numerator, -static_cast<std::int64_t>(need.numerator), 0};
    nobody_ = 1;
    for (const VotingBloc& bloc : question.blocs) nobody_ *= bloc.weight == 0 ? 1 : std::pow(bloc.absent, bloc.voters);
  } else if (need.heads > 0 || need.or_heads > 0) {
    counting_.heads_factor = heads_ + 1;
  }
  for (const VotingBloc& bloc : question.blocs) {
    if (bloc.voters == 0) continue;
    tables_.emplace_back(bloc, counting_, is_correlated ? question.rho_common : 0, is_correlated ? (bloc.rho < 0 ? question.rho_bloc : bloc.rho) : 0, most);
    so_far += bloc.voters;
    if (so_far * 2 <= voters) first_half_ = tables_.size();
    cells_ += (tables_.back().cells() - 1) * static_cast<std::uint64_t>(tables_.back().stride());
  }
}

bool Chamber::is_enough(std::int64_t sum) const {
  const Need& need = question_.need;
  if (need.of == Need::Of::voting) return need.more_than ? sum > 0 : sum >= 0;
  if (counting_.heads_factor == 0) return sum >= static_cast<std::int64_t>(need.votes);
  const std::int64_t votes = sum / counting_.heads_factor, heads = sum % counting_.heads_factor;
  return (votes >= static_cast<std::int64_t>(need.votes) && heads >= need.heads) || (need.or_heads > 0 && heads >= need.or_heads);
}

/// The chance that the sum of two independent sums is enough, without convolving them: the rule is a threshold.
double Chamber::joined(const Sums& first, const Sums& second) const {
  std::vector<double> tail(second.at.size() + 1, 0.0);
  for (std::size_t k = second.at.size(); k-- > 0;) tail[k] = tail[k + 1] + second.at[k];
  const Need& need = question_.need;
  const std::int64_t threshold = need.of == Need::Of::voting ? (need.more_than ? 1 : 0) : static_cast<std::int64_t>(need.votes);
  double chance = 0;
  for (std::size_t k = 0; k < first.at.size(); ++k) {
    const std::int64_t left = threshold - first.base - static_cast<std::int64_t>(k) - second.base;
    if (left <= 0) chance += first.at[k] * tail[0];
    else if (left < static_cast<std::int64_t>(second.at.size())) chance += first.at[k] * tail[static_cast<std::size_t>(left)];
  }
  return chance;
}

double Chamber::at(double z) {
  Sums halves[2] = {{0, {1.0}}, {0, {1.0}}};
  Spread spread;
  const bool is_split = counting_.heads_factor == 0;
  for (std::size_t t = 0; t < tables_.size(); ++t) {
    tables_[t].at(z, spread, weights_);
    convolve(halves[is_split && t >= first_half_ ? 1 : 0], spread, scratch_);
  }
  const bool nobody_passes = question_.need.of == Need::Of::voting && !question_.need.more_than;
  if (is_split) return std::max(0.0, joined(halves[0], halves[1]) - (nobody_passes ? nobody_ : 0));
  double chance = 0;
  for (std::size_t k = 0; k < halves[0].at.size(); ++k)
    if (is_enough(halves[0].base + static_cast<std::int64_t>(k))) chance += halves[0].at[k];
  return chance;
}

double density(double z) { return std::exp(-0.5 * z * z) / std::sqrt(2 * std::acos(-1.0)); }

double clipped(double chance) { return std::min(1.0, std::max(0.0, chance)); }

}  // namespace

Result<Integral> integrate(const std::function<double(double)>& chance, double agreement, const Run& run) {
  constexpr double reach = 9;
  constexpr int least_rounds = 2, most_rounds = 8;
  std::uint32_t intervals = 60;
  double sum = 0;
  for (std::uint32_t k = 0; k <= intervals; ++k) {
    const double z = -reach + 2 * reach * k / intervals;
    sum += density(z) * chance(z);
  }
  double value = sum * 2 * reach / intervals;
  for (int round = 1; round <= most_rounds; ++round) {
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while integrating");
    for (std::uint32_t k = 0; k < intervals; ++k) {
      const double z = -reach + 2 * reach * (k + 0.5) / intervals;
      sum += density(z) * chance(z);
    }
    intervals *= 2;
    const double before = value;
    value = sum * 2 * reach / intervals;
    if (round >= least_rounds - 1 && std::abs(value - before) < agreement) return Integral{value, intervals + 1, true};
  }
  return Integral{value, intervals + 1, false};
}

namespace {

Result<VoteAnswer> pass_apart(const VoteQuestion& question, const Run& run) {
  VoteAnswer answer;
  Chamber alone(question, false);
  if (alone.cells() > most_cells) return fail(ErrorCode::limit_reached, "weights and members together make too large a table");
  answer.independent = clipped(alone.at(0));
  for (const VotingBloc& bloc : question.blocs) answer.expected += bloc.voters * bloc.yes * (1 - bloc.absent) * bloc.weight;
  const bool is_alone = std::all_of(question.blocs.begin(), question.blocs.end(), [&](const VotingBloc& bloc) { return (bloc.rho < 0 ? question.rho_bloc : bloc.rho) <= 0; });
  if (question.rho_common <= 0 && is_alone) {
    answer.correlated = answer.independent;
    return answer;
  }
  Chamber together(question, true);
  if (question.rho_common <= 0) {
    answer.correlated = clipped(together.at(0));
    return answer;
  }
  LOC_TRY(const Integral integral, integrate([&](double z) { return together.at(z); }, 1e-13, run));
  answer.correlated = clipped(integral.value);
  answer.nodes = integral.nodes;
  answer.has_settled = integral.has_settled;
  return answer;
}

}  // namespace

Result<VoteAnswer> pass(const VoteQuestion& question, const Run& run) {
  LOC_CHECK(check(question));
  if (question.quorum > 0 || question.rho_absent > 0) return pass_with_presence(question, pass_apart, run);
  return pass_apart(question, run);
}

Result<Pivots> pivots(const VoteQuestion& question, const Run& run) {
  LOC_CHECK(check(question));
  const Need& need = question.need;
  if (need.of != Need::Of::members || need.heads > 0 || need.or_heads > 0)
    return fail(ErrorCode::bad_input, "pivots are asked for a need of members without a second majority");
  if (question.quorum > 0 || question.rho_absent > 0) return fail(ErrorCode::bad_input, "pivots are asked without a quorum and with absences that are independent");
  Pivots out;
  for (std::size_t b = 0; b < question.blocs.size(); ++b) {
    VoteQuestion others = question;
    const std::uint64_t weight = question.blocs[b].weight;
    double chances[2][2] = {{1, 0}, {1, 0}};  // [with the voter's votes, without][independent, correlated]
    if (question.blocs[b].voters == 0) { out.independent.push_back(0); out.correlated.push_back(0); continue; }
    --others.blocs[b].voters;
    for (int side = 0; side < 2; ++side) {
      const std::uint64_t votes = side == 0 ? (need.votes > weight ? need.votes - weight : 0) : need.votes;
      others.need.votes = votes;
      const auto answer = votes == 0 ? Result<VoteAnswer>(VoteAnswer{1, 1}) : pass(others, run);
      if (!answer && answer.error().code != ErrorCode::bad_input) return Failure(answer.error());
      chances[side][0] = answer ? answer->independent : 0;  // the others cannot reach it at all
      chances[side][1] = answer ? answer->correlated : 0;
    }
    out.independent.push_back(clipped(chances[0][0] - chances[1][0]));
    out.correlated.push_back(clipped(chances[0][1] - chances[1][1]));
  }
  return out;
}

Result<double> pass_by_listing(const VoteQuestion& question) {
  LOC_CHECK(check(question));
  std::vector<std::pair<double, std::uint64_t>> voters;
  for (const VotingBloc& bloc : question.blocs)
    for (std::uint32_t v = 0; v < bloc.voters; ++v) voters.emplace_back(bloc.yes, bloc.weight);
  if (voters.size() > 20) return fail(ErrorCode::limit_reached, "listing is for at most 20 voters");
  const Need& need = question.need;
  double chance = 0;
  for (std::uint32_t set = 0; set < (1u << voters.size()); ++set) {
    double here = 1;
    std::uint64_t yes = 0, no = 0, heads = 0;
    for (std::size_t v = 0; v < voters.size(); ++v) {
      const bool is_yes = (set >> v & 1u) != 0;
      here *= is_yes ? voters[v].first : 1 - voters[v].first;
      (is_yes ? yes : no) += voters[v].second;
      heads += is_yes ? 1 : 0;
    }
    bool is_enough = (yes >= need.votes && heads >= need.heads) || (need.or_heads > 0 && heads >= need.or_heads);
    if (need.of == Need::Of::voting) {
      const std::uint64_t have = yes * need.denominator, asked = need.numerator * (yes + no);
      is_enough = yes + no > 0 && (need.more_than ? have > asked : have >= asked);
    }
    if (is_enough) chance += here;
  }
  return chance;
}

}  // namespace locarno::ratify
