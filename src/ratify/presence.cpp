#include "ratify/presence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ratify/vote_tables.hpp"

namespace locarno::ratify {
namespace {

constexpr double most_steps = 2e10;
constexpr std::size_t most_grid_cells = 32'000'000;

/// Chances over (present, yes): a triangle, yes at most present.
struct Triangle {
  std::uint32_t voters = 0;
  std::vector<double> at;   ///< [row(present) + yes]
  static std::size_t row(std::size_t present) { return present * (present + 1) / 2; }
  explicit Triangle(std::uint32_t n) : voters(n), at(row(std::size_t{n} + 1), 0.0) {}
};

Triangle convolved(const Triangle& a, const Triangle& b) {
  Triangle out(a.voters + b.voters);
  for (std::size_t m = 0; m <= a.voters; ++m)
    for (std::size_t n = 0; n <= b.voters; ++n) {
      double* to = out.at.data() + Triangle::row(m + n);
      for (std::size_t y = 0; y <= m; ++y) {
        const double chance = a.at[Triangle::row(m) + y];
        if (chance < 1e-30) continue;
        const double* from = b.at.data() + Triangle::row(n);
        for (std::size_t x = 0; x <= n; ++x) to[y + x] += chance * from[x];
      }
    }
  return out;
}

std::vector<double> binomial(std::uint32_t n, double p) {
  std::vector<double> out(n + 1, 0.0);
  if (p <= 0 || p >= 1) {
    out[p <= 0 ? 0 : n] = 1;
    return out;
  }
  for (std::uint32_t k = 0; k <= n; ++k)
    out[k] = std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) + k * std::log(p) + (n - k) * std::log1p(-p));
  return out;
}

/// How the yes votes of one bloc are spread when so many of it are present.
struct BlocByPresence {
  VotingBloc bloc;
  std::vector<BlocTable> tables;   ///< [present - 1]
};

class QuorumVote {
 public:
  QuorumVote(const VoteQuestion& question, bool is_correlated) : question_(question) {
    std::uint32_t most = 0;
    for (const VotingBloc& bloc : question.blocs) most = std::max(most, bloc.voters);
    for (const VotingBloc& bloc : question.blocs) {
      if (bloc.voters == 0) continue;
      BlocByPresence& one = blocs_.emplace_back(BlocByPresence{bloc, {}});
      const double rho = is_correlated ? (bloc.rho < 0 ? question.rho_bloc : bloc.rho) : 0;
      for (std::uint32_t present = 1; present <= bloc.voters; ++present) {
        VotingBloc here = bloc;
        here.voters = present;
        here.absent = 0;
        one.tables.emplace_back(here, Counting{}, is_correlated ? question.rho_common : 0, rho, most);
      }
    }
  }

  /// Fixes the common factor of the vote.
  void at(double z) {
    spread_.clear();
    Spread yes;
    for (const BlocByPresence& one : blocs_) {
      Triangle& here = spread_.emplace_back(one.bloc.voters);
      here.at[0] = 1;
      for (std::uint32_t present = 1; present <= one.bloc.voters; ++present) {
        one.tables[present - 1].at(z, yes, weights_);
        std::copy(yes.at.begin(), yes.at.end(), here.at.begin() + static_cast<std::ptrdiff_t>(Triangle::row(present)));
      }
    }
  }

  /// The chance to pass with a quorum, given the factor of absence.
  double given_absence(double w, double rho) const {
    Triangle all(0);
    all.at[0] = 1;
    for (std::size_t b = 0; b < blocs_.size(); ++b) {
      const double absent = absent_at(blocs_[b].bloc.absent, w, rho);
      const std::vector<double> present = binomial(blocs_[b].bloc.voters, 1 - absent);
      Triangle here = spread_[b];
      for (std::size_t m = 0; m < present.size(); ++m)
        for (std::size_t y = 0; y <= m; ++y) here.at[Triangle::row(m) + y] *= present[m];
      if (b + 1 == blocs_.size()) return joined(all, here);
      all = convolved(all, here);
    }
    return 0;
  }

  static double absent_at(double absent, double w, double rho) {
    if (absent <= 0 || absent >= 1 || rho <= 0) return absent;
    return normal_below((normal_at(absent) + std::sqrt(rho) * w) / std::sqrt(1 - rho));
  }

 private:
  /// Least number of yes votes that is enough of so many present.
  std::uint64_t least_yes(std::uint64_t present) const {
    const Need& need = question_.need;
    if (need.of == Need::Of::members) return need.votes;
    const std::uint64_t asked = need.numerator * present;
    return need.more_than ? asked / need.denominator + 1 : (asked + need.denominator - 1) / need.denominator;
  }
  double joined(const Triangle& first, const Triangle& last) const {
    std::vector<double> tail = last.at;   // [row(present) + t]: at least t yes
    for (std::size_t m = 0; m <= last.voters; ++m)
      for (std::size_t y = m; y-- > 0;) tail[Triangle::row(m) + y] += tail[Triangle::row(m) + y + 1];
    double chance = 0;
    for (std::size_t m = 0; m <= first.voters; ++m)
      for (std::size_t n = 0; n <= last.voters; ++n) {
        if (m + n < std::max<std::size_t>(1, question_.quorum)) continue;
        const std::uint64_t least = least_yes(m + n);
        for (std::size_t y = 0; y <= m; ++y) {
          const std::uint64_t left = least > y ? least - y : 0;
          if (left <= n) chance += first.at[Triangle::row(m) + y] * tail[Triangle::row(n) + left];
        }
      }
    return chance;
  }

  const VoteQuestion& question_;
  std::vector<BlocByPresence> blocs_;
  std::vector<Triangle> spread_;
  FactorWeights weights_;
};

/// The quorum is met whenever enough vote yes.
bool is_quorum_implied(const VoteQuestion& question) {
  const bool is_one_vote_each = std::all_of(question.blocs.begin(), question.blocs.end(), [](const VotingBloc& bloc) { return bloc.weight <= 1; });
  return question.quorum == 0 || (question.need.of == Need::Of::members && is_one_vote_each && question.need.or_heads == 0 && std::max<std::uint64_t>(question.need.votes, question.need.heads) >= question.quorum);
}

Result<void> check_quorum(const VoteQuestion& question) {
  double steps = 0, so_far = 0;
  std::size_t grid = 0;
  for (const VotingBloc& bloc : question.blocs) {
    if (bloc.weight != 1 || question.need.heads > 0 || question.need.or_heads > 0)
      return fail(ErrorCode::bad_input, "a quorum of members present is asked where each has one vote and there is no second majority");
    steps += so_far * so_far / 2 * bloc.voters * bloc.voters / 2;
    so_far += bloc.voters;
    grid += std::size_t{bloc.voters} * bloc.voters / 2 * 200;
  }
  const double nodes = (question.rho_common > 0 ? 241 : 1) * (question.rho_absent > 0 ? 241 : 1);
  if (steps * nodes > most_steps || grid > most_grid_cells)
    return fail(ErrorCode::limit_reached, fmt::format("a quorum over {:.0f} members in these blocs takes too many steps", so_far));
  return {};
}

Result<double> with_quorum(const VoteQuestion& question, bool is_correlated, VoteAnswer& answer, const Run& run) {
  constexpr double agreement = 1e-10;
  QuorumVote vote(question, is_correlated);
  const double rho_absent = is_correlated ? question.rho_absent : 0;
  const auto over_absence = [&](double z) {
    vote.at(z);
    if (rho_absent <= 0) return vote.given_absence(0, 0);
    const auto inner = integrate([&](double w) { return vote.given_absence(w, rho_absent); }, agreement, run);
    if (inner) answer.has_settled = answer.has_settled && inner->has_settled;
    return inner ? inner->value : 0;
  };
  if (!is_correlated || question.rho_common <= 0) return over_absence(0);
  LOC_TRY(const Integral outer, integrate(over_absence, agreement, run));
  answer.nodes = outer.nodes;
  answer.has_settled = answer.has_settled && outer.has_settled;
  return outer.value;
}

}  // namespace

Result<VoteAnswer> pass_with_presence(const VoteQuestion& question, PlainVote plain, const Run& run) {
  VoteQuestion apart = question;
  apart.quorum = 0;
  apart.rho_absent = 0;
  LOC_TRY(VoteAnswer answer, plain(apart, run));
  if (!is_quorum_implied(question)) {
    LOC_CHECK(check_quorum(question));
    LOC_TRY(answer.independent, with_quorum(question, false, answer, run));
    LOC_TRY(answer.correlated, with_quorum(question, true, answer, run));
  } else if (question.rho_absent > 0) {
    Result<void> inner = {};
    const auto given = [&](double w) {
      for (std::size_t b = 0; b < apart.blocs.size(); ++b) apart.blocs[b].absent = QuorumVote::absent_at(question.blocs[b].absent, w, question.rho_absent);
      const auto one = plain(apart, run);
      if (!one) inner = tl::unexpected(one.error());
      return one ? one->correlated : 0;
    };
    LOC_TRY(const Integral outer, integrate(given, 1e-10, run));
    LOC_CHECK(inner);
    answer.correlated = outer.value;
    answer.nodes = outer.nodes;
    answer.has_settled = outer.has_settled;
  }
  answer.independent = std::clamp(answer.independent, 0.0, 1.0);
  answer.correlated = std::clamp(answer.correlated, 0.0, 1.0);
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while integrating");
  return answer;
}

}  // namespace locarno::ratify
