#include "settle/bargain.hpp"

#include <algorithm>
#include <cmath>

#include "settle/bargain_bounds.hpp"
#include "settle/exchange.hpp"
#include "settle/fair.hpp"
#include "settle/front.hpp"
#include "settle/maxmin.hpp"

namespace locarno::settle {
namespace {

constexpr std::uint64_t most_tree_nodes = 100'000;

class Bargain {
 public:
  Bargain(const PointsQuestion& question, std::uint64_t most_nodes, Run& run, PointsAnswer& answer)
      : question_(question), table_(*question.table), k_(table_.parties.size()), most_nodes_(most_nodes), run_(run), answer_(answer),
        exchange_(table_) {
    for (const ScoredParty& party : table_.parties) {
      fallback_.push_back(party.fallback);
      rough_fallback_.push_back(party.fallback.get_d());
    }
    answer.fallback = fallback_;
  }
  Result<void> run();

 private:
  /// The settlements that meet the needs and are not worse for all than another; null when the work ran out.
  Result<std::unique_ptr<FrontView>> look(const FrontNeeds& needs, std::uint64_t nodes);
  Result<void> welfare();
  Result<void> ideals();
  Result<void> nash();
  Result<std::optional<FairPoint>> max_min(const std::vector<Rational>& from, const std::vector<Rational>& span, bool acceptable_only,
                                           std::optional<FairPoint>* leximin);
  std::optional<Choice> any_start();
  FrontierPoint at(const Choice& choice) const;
  std::vector<Rational> worths(const Choice& choice) const;
  bool is_acceptable(const Choice& choice) const;
  std::vector<std::optional<Rational>> needs_of(const std::vector<Rational>& least) const { return {least.begin(), least.end()}; }
  bool stopped() const { return run_.is_cancelled(); }

  const PointsQuestion& question_;
  const ScoreTable& table_;
  std::size_t k_;
  std::uint64_t most_nodes_;
  Run& run_;
  PointsAnswer& answer_;
  Exchange exchange_;
  std::vector<Rational> fallback_;
  std::vector<double> rough_fallback_;
  bool ideal_is_exact_ = true;
  bool none_acceptable_ = false;
  std::optional<Choice> start_;
};

std::vector<Rational> Bargain::worths(const Choice& choice) const {
  std::vector<Rational> out;
  for (std::size_t p = 0; p < k_; ++p) out.push_back(worth(table_, p, choice));
  return out;
}

bool Bargain::is_acceptable(const Choice& choice) const {
  const std::vector<Rational> u = worths(choice);
  for (std::size_t p = 0; p < k_; ++p)
    if (u[p] < fallback_[p]) return false;
  return true;
}

FrontierPoint Bargain::at(const Choice& choice) const {
  FrontierPoint out;
  out.worth = worths(choice);
  out.outcome = choice;
  out.is_acceptable = is_acceptable(choice);
  return out;
}

Result<std::unique_ptr<FrontView>> Bargain::look(const FrontNeeds& needs, std::uint64_t nodes) {
  locarno::Run own = run_;
  own.limits.nodes = std::max<std::uint64_t>(nodes, 1);  // 0 would be no limit
  own.progress = nullptr;
  Budget budget(own);
  LOC_TRY(FrontResult front, build_front(table_, needs, budget));
  answer_.effort.nodes += budget.effort().nodes;
  if (front.is_rounded) return std::unique_ptr<FrontView>();
  return std::move(front.view);
}

/// Some settlement that meets the rules.
std::optional<Choice> Bargain::any_start() {
  const Choice plain = exchange_.weighted(std::vector<double>(k_, 1.0));
  if (meets_rules(table_, plain)) return plain;
  const SolverPoint found = solve_weighted(table_, std::vector<double>(k_, 1.0), {}, most_tree_nodes, run_);
  answer_.effort.conflicts += found.nodes;
  return found.best;
}

/// One party that holds everyone's scores: its frontier is the largest sum.
Result<void> Bargain::welfare() {
  ScoreTable sum;
  sum.issues = table_.issues;
  sum.rules = table_.rules;
  ScoredParty all;
  for (std::size_t i = 0; i < table_.issues.size(); ++i) {
    all.weights.emplace_back(1);
    all.values.emplace_back(table_.issues[i].options.size());
    for (const ScoredParty& party : table_.parties)
      for (std::size_t o = 0; o < all.values.back().size(); ++o) all.values.back()[o] += party.score(i, o);
  }
  sum.parties.push_back(std::move(all));
  locarno::Run own = run_;
  own.limits.nodes = most_nodes_;
  own.progress = nullptr;
  Budget budget(own);
  LOC_TRY(FrontResult front, build_front(sum, {}, budget));
  answer_.effort.nodes += budget.effort().nodes;
  FairPoint out;
  if (front.view && front.view->size() > 0 && !front.is_rounded) {
    out.at = at(front.view->choice(0));
    out.value = front.view->worth(0, 0);
    out.proof = Proof::bounded;
    answer_.welfare = std::move(out);
    return {};
  }
  if (front.view && !front.is_rounded) return {};  // nothing meets the rules
  const SolverPoint found = solve_weighted(table_, std::vector<double>(k_, 1.0), {}, most_tree_nodes, run_);
  answer_.effort.conflicts += found.nodes;
  if (!found.best) return {};
  out.at = at(*found.best);
  for (const Rational& u : out.at.worth) out.value += u;
  out.proof = found.is_optimal ? Proof::solver : Proof::open;
  if (!found.is_optimal && found.bound < 1e29) out.bound = Rational(found.bound);
  answer_.welfare = std::move(out);
  return {};
}

/// The most each can get while all reach their fallback.
Result<void> Bargain::ideals() {
  for (std::size_t p = 0; p < k_ && !stopped(); ++p) {
    std::vector<double> weight(k_, 1e-7);
    weight[p] = 1;
    const Choice first = exchange_.weighted(weight);
    std::vector<double> only(k_, 0.0);
    only[p] = 1;
    const Rational most = worth(table_, p, exchange_.weighted(only));
    if (meets_rules(table_, first) && is_acceptable(first) && worth(table_, p, first) == most) {
      // the floating guess is confirmed exactly: no option of any issue is worth more to the party
      bool confirmed = true;
      for (std::size_t i = 0; i < first.size() && confirmed; ++i)
        for (std::size_t o = 0; o < table_.issues[i].options.size() && confirmed; ++o)
          confirmed = table_.parties[p].score(i, o) <= table_.parties[p].score(i, first[i]);
      if (confirmed) { answer_.ideal.push_back(most); continue; }
    }
    const SolverPoint found = solve_weighted(table_, only, needs_of(fallback_), most_tree_nodes, run_);
    answer_.effort.conflicts += found.nodes;
    if (!found.best) {
      none_acceptable_ = found.is_infeasible;
      answer_.ideal.clear();
      return {};
    }
    Rational ideal = worth(table_, p, *found.best);
    FrontNeeds needs;   // what is at least as good for p and acceptable to all
    needs.worth = needs_of(fallback_);
    needs.worth[p] = ideal;
    LOC_TRY(const auto view, look(needs, most_nodes_ / 4));
    if (view) {
      for (std::size_t i = 0; i < view->size(); ++i) ideal = std::max(ideal, view->worth(i, p));
    } else {
      ideal_is_exact_ = false;
      if (!found.is_optimal) answer_.notes.push_back("the ideal of " + table_.parties[p].name + " is the best found, not proved");
    }
    answer_.ideal.push_back(ideal);
  }
  if (stopped()) answer_.ideal.clear();
  return {};
}

Result<void> Bargain::nash() {
  const auto rough_product = [&](const std::vector<double>& u) {
    double sum = 0, least = INFINITY;
    for (std::size_t p = 0; p < k_; ++p) {
      const double gain = u[p] - rough_fallback_[p];
      least = std::min(least, gain);
      sum += std::log(std::max(gain, 1e-300));
    }
    return least > 0 ? sum : -1e6 + least;
  };
  std::optional<Choice> best;
  if (start_) best = exchange_.climb(*start_, rough_product);
  bool solver_says_so = false, asked = false;
  const auto ask_solver = [&] {
    const SolverPoint found = solve_product(table_, fallback_, best && is_acceptable(*best) ? best : std::nullopt, most_tree_nodes, run_);
    asked = true;
    answer_.effort.conflicts += found.nodes;
    none_acceptable_ = found.is_infeasible;
    if (found.best) best = found.best;
    solver_says_so = found.is_optimal;
  };
  if (!best || !is_acceptable(*best) || !table_.rules.empty()) ask_solver();
  if (none_acceptable_) return {};
  if (!best || !is_acceptable(*best)) return {};
  const auto product_of = [&](const std::vector<Rational>& u) {
    Rational product = 1;
    for (std::size_t p = 0; p < k_; ++p) product *= u[p] - fallback_[p];
    return product;
  };
  FairPoint out;
  for (int round = 0; round < 6; ++round) {
    out.at = at(*best);
    out.value = product_of(out.at.worth);
    FrontNeeds needs;
    needs.worth = needs_of(fallback_);
    if (out.value > 0) {
      FrontNeeds::Sum sum;
      Rational product = out.value;
      for (std::size_t p = 0; p < k_; ++p) {
        sum.weight.push_back(1.0 / Rational(out.at.worth[p] - fallback_[p]).get_d());
        product *= Rational(sum.weight[p]);
      }
      sum.least = mean_bound(product, k_);
      for (std::size_t p = 0; p < k_; ++p) sum.least += Rational(sum.weight[p]) * fallback_[p];
      needs.sums.push_back(std::move(sum));
    }
    LOC_TRY(const auto view, look(needs, most_nodes_));
    if (!view) break;
    PointsAnswer inner;
    pick_fair_points({&table_, view.get(), PointRules::own, {}}, inner);
    if (!inner.nash) break;
    const bool grew = inner.nash->value > out.value;
    best = inner.nash->at.outcome;
    out = std::move(*inner.nash);
    out.proof = Proof::bounded;
    if (!grew) break;   // the bound was set against this very value: nothing is left above it
  }
  if (out.proof != Proof::bounded && !asked && !stopped()) {
    ask_solver();
    out = FairPoint{};
    out.at = at(*best);
    out.value = product_of(out.at.worth);
  }
  if (out.proof != Proof::bounded) out.proof = solver_says_so ? Proof::solver : Proof::open;
  answer_.nash = std::move(out);
  return {};
}

Result<std::optional<FairPoint>> Bargain::max_min(const std::vector<Rational>& from, const std::vector<Rational>& span, bool acceptable_only,
                                                  std::optional<FairPoint>* leximin) {
  std::vector<double> rough_from, rough_span;
  for (std::size_t p = 0; p < k_; ++p) {
    rough_from.push_back(from[p].get_d());
    rough_span.push_back(span[p].get_d());
  }
  const auto value_of = [&](const Choice& choice) {
    std::optional<Rational> least;
    for (std::size_t p = 0; p < k_; ++p) {
      if (span[p] == 0) continue;
      const Rational share = (worth(table_, p, choice) - from[p]) / span[p];
      if (!least || share < *least) least = share;
    }
    return least.value_or(Rational(1));
  };
  std::optional<Choice> best;
  if (start_) {
    best = *start_;
    for (const double sharpness : {8.0, 32.0, 128.0, 512.0})
      best = exchange_.climb(*best, [&](const std::vector<double>& u) {
        double sum = 0;
        for (std::size_t p = 0; p < k_; ++p)
          if (rough_span[p] > 0) sum -= std::exp(std::min(600.0, -sharpness * (u[p] - rough_from[p]) / rough_span[p]));
        return sum == 0 ? 0 : -std::log(-sum) / sharpness;
      });
  }
  if (best && acceptable_only && !is_acceptable(*best)) best.reset();
  const std::vector<Rational> need = acceptable_only ? fallback_ : std::vector<Rational>{};
  FairPoint out;
  SolverPoint found;
  bool asked = false;
  for (int round = 0; round < 8 && !stopped(); ++round) {
    if (best) {
      const Rational value = value_of(*best);
      FrontNeeds needs;
      FrontNeeds::Sum sum;
      std::vector<double> safe_span = rough_span;
      for (double& s : safe_span) s = s > 0 ? s : 1e30;
      const std::vector<double> dual = exchange_.dual_weights(rough_from, safe_span);
      for (std::size_t p = 0; p < k_; ++p) {
        const Rational least = span[p] == 0 ? from[p] : Rational(from[p] + value * span[p]);
        needs.worth.push_back(acceptable_only ? std::max(least, fallback_[p]) : least);
        if (span[p] == 0 && !acceptable_only) needs.worth.back().reset();
        sum.weight.push_back(span[p] == 0 ? 0.0 : dual[p] / safe_span[p]);
        if (needs.worth.back()) sum.least += Rational(sum.weight[p]) * *needs.worth.back();
      }
      needs.sums.push_back(std::move(sum));
      LOC_TRY(const auto view, look(needs, asked ? most_nodes_ : most_nodes_ / 2));
      if (view) {
        std::vector<std::size_t> tied;
        std::optional<Rational> most;
        for (std::size_t i = 0; i < view->size(); ++i) {
          const Rational share = value_of(view->choice(i));
          if (!most || share > *most) { most = share; tied.clear(); }
          if (share == *most) tied.push_back(i);
        }
        if (tied.empty()) return std::optional<FairPoint>();   // the found one meets its own needs, so this is a rounding of nothing
        out.value = *most;
        out.at = point_of(*view, tied.back(), k_);
        out.at.settlements = 0;   // only those that meet the needs were counted
        out.tie_count = tied.size() - 1;
        for (std::size_t i = 0; i + 1 < tied.size() && i < 100; ++i) out.ties.push_back(point_of(*view, tied[i], k_));
        out.proof = Proof::bounded;
        if (leximin != nullptr) {
          *leximin = out;
          std::vector<Rational> best_key;
          for (const std::size_t i : tied) {
            std::vector<Rational> key;
            for (std::size_t p = 0; p < k_; ++p) key.push_back(view->worth(i, p) - from[p]);
            std::sort(key.begin(), key.end());
            if (!best_key.empty() && key <= best_key) continue;
            best_key = std::move(key);
            (*leximin)->at = point_of(*view, i, k_);
          }
          (*leximin)->ties.clear();
          (*leximin)->tie_count = 0;
        }
        return std::optional<FairPoint>(out);
      }
    }
    if (asked) break;
    asked = true;
    found = solve_max_min(table_, from, span, need, best, most_tree_nodes, run_);
    answer_.effort.conflicts += found.nodes;
    if (found.is_infeasible && !best) return std::optional<FairPoint>();
    const bool better = found.best && (!best || value_of(*found.best) > value_of(*best));
    if (better) best = found.best;
  }
  if (!best) return std::optional<FairPoint>();
  out.at = at(*best);
  out.value = value_of(*best);
  out.proof = found.is_optimal && Rational(found.bound) <= out.value + Rational(1, 1'000'000) ? Proof::solver : Proof::open;
  out.bound = dual_bound(table_, exchange_, from, span);
  if (found.bound < 1e29) out.bound = std::min(*out.bound, Rational(found.bound));
  out.bound = std::max(out.value, *out.bound);
  return std::optional<FairPoint>(out);
}

Result<void> Bargain::run() {
  start_ = any_start();
  if (question_.welfare && !stopped()) LOC_CHECK(welfare());
  if (question_.nash && !stopped()) LOC_CHECK(nash());
  if (question_.ks && !stopped() && !none_acceptable_) LOC_CHECK(ideals());
  if (!stopped() && !answer_.ideal.empty()) {
    std::vector<Rational> span;
    for (std::size_t p = 0; p < k_; ++p) span.push_back(answer_.ideal[p] - fallback_[p]);
    LOC_TRY(answer_.ks, max_min(fallback_, span, true, nullptr));
    if (answer_.ks && !ideal_is_exact_ && answer_.ks->proof == Proof::bounded) answer_.ks->proof = Proof::solver;
  }
  if (question_.egalitarian && !stopped()) {
    LOC_TRY(answer_.egalitarian, max_min(fallback_, std::vector<Rational>(k_, 1), false, &answer_.leximin));
  }
  answer_.is_cancelled = stopped();
  answer_.notes.push_back("the least difference is defined on the frontier, which was not built");
  return {};
}

}  // namespace

Result<void> bargain(const PointsQuestion& question, std::uint64_t most_nodes, Run& run, PointsAnswer& answer) {
  return Bargain(question, most_nodes, run, answer).run();
}

}  // namespace locarno::settle
