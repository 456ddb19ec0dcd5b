#include "settle/draft_query.hpp"

#include <algorithm>

#include "settle/fair.hpp"
#include "settle/front.hpp"
#include "settle/maxmin.hpp"

namespace locarno::settle {
namespace {

constexpr std::uint64_t most_changes = 20'000'000;
constexpr std::uint64_t work_for_many = 6'000'000;

Result<void> check_draft(const ScoreTable& table, const Choice& draft) {
  LOC_CHECK(check_table(table));
  if (draft.size() != table.issues.size())
    return fail(ErrorCode::bad_input, "the draft has " + std::to_string(draft.size()) + " option(s), the table has " +
                                          std::to_string(table.issues.size()) + " issue(s)");
  for (std::size_t i = 0; i < draft.size(); ++i)
    if (draft[i] >= table.issues[i].options.size())
      return fail(ErrorCode::bad_input, "the draft names an option that issue '" + table.issues[i].name + "' does not have");
  return {};
}

/// All changes of exactly `size` issues, least cost first found wins; sums are whole numbers on each party's own scale.
class LiftSearch {
 public:
  LiftSearch(const ScoreTable& table, const Choice& draft, std::uint32_t party, Budget& budget);
  /// nullopt when the budget is spent; else whether a change of that size exists.
  std::optional<bool> of_size(std::size_t size);
  std::size_t issues() const { return movable_.size(); }
  bool can_ever() const { return can_ever_; }
  const Choice& best() const { return best_; }

 private:
  struct Step { std::uint32_t option; std::vector<Integer> change; };
  bool search(std::size_t from, std::size_t left);
  void consider();

  const ScoreTable& table_;
  const Choice& draft_;
  std::uint32_t party_;
  Budget& budget_;
  std::vector<Integer> scale_, slack_;           ///< slack: what each party may lose (of `party_`: minus what it must gain)
  std::vector<std::uint32_t> movable_;           ///< issues with another option, by what they can add for the party, descending
  std::vector<std::vector<Step>> steps_;         ///< [place in movable_]
  std::vector<Integer> most_;                    ///< [place] the most the party can gain there; descending
  std::vector<Integer> sum_;
  Choice now_, best_;
  std::optional<Rational> cost_;
  bool can_ever_ = false;
};

LiftSearch::LiftSearch(const ScoreTable& table, const Choice& draft, std::uint32_t party, Budget& budget)
    : table_(table), draft_(draft), party_(party), budget_(budget), now_(draft) {
  const std::size_t k = table.parties.size();
  for (std::size_t p = 0; p < k; ++p) {
    Integer scale = table.parties[p].fallback.get_den();
    for (std::size_t i = 0; i < table.issues.size(); ++i)
      for (std::size_t o = 0; o < table.issues[i].options.size(); ++o) scale = lcm(scale, table.parties[p].score(i, o).get_den());
    scale_.push_back(scale);
    const Rational slack = (worth(table, p, draft) - table.parties[p].fallback) * scale;
    slack_.push_back(slack.get_num());
    if (p != party && slack_.back() < 0) slack_.back() = 0;   // it may not lose
    sum_.emplace_back(0);
  }
  std::vector<std::pair<Integer, std::uint32_t>> order;
  for (std::uint32_t i = 0; i < table.issues.size(); ++i) {
    if (table.issues[i].options.size() < 2) continue;
    std::optional<Integer> most;
    for (std::uint32_t o = 0; o < table.issues[i].options.size(); ++o) {
      if (o == draft[i]) continue;
      const Rational gain = (table.parties[party].score(i, o) - table.parties[party].score(i, draft[i])) * scale_[party];
      if (!most || gain.get_num() > *most) most = gain.get_num();
    }
    order.emplace_back(-*most, i);
  }
  std::sort(order.begin(), order.end());
  Integer reach = slack_[party];
  for (const auto& [minus_most, issue] : order) {
    movable_.push_back(issue);
    most_.push_back(-minus_most);
    if (minus_most < 0) reach -= minus_most;
    steps_.emplace_back();
    for (std::uint32_t o = 0; o < table.issues[issue].options.size(); ++o) {
      if (o == draft[issue]) continue;
      Step step{o, {}};
      for (std::size_t p = 0; p < k; ++p) {
        const Rational change = (table.parties[p].score(issue, o) - table.parties[p].score(issue, draft[issue])) * scale_[p];
        step.change.push_back(change.get_num());
      }
      steps_.back().push_back(std::move(step));
    }
  }
  can_ever_ = reach >= 0;
}

void LiftSearch::consider() {
  for (std::size_t p = 0; p < sum_.size(); ++p)
    if (sum_[p] + slack_[p] < 0) return;
  Rational cost = 0;
  for (std::size_t p = 0; p < sum_.size(); ++p)
    if (p != party_) cost -= Rational(sum_[p]) / scale_[p];
  if ((cost_ && cost >= *cost_) || !meets_rules(table_, now_)) return;
  cost_ = cost;
  best_ = now_;
}

bool LiftSearch::search(std::size_t from, std::size_t left) {
  if (!budget_.take(1)) return false;
  if (left == 0) { consider(); return true; }
  for (std::size_t at = from; at + left <= movable_.size(); ++at) {
    Integer reach = sum_[party_] + slack_[party_];   // the next `left` issues add most: they come in that order
    for (std::size_t j = at; j < at + left; ++j) reach += most_[j];
    if (reach < 0) break;
    for (const Step& step : steps_[at]) {
      for (std::size_t p = 0; p < sum_.size(); ++p) sum_[p] += step.change[p];
      now_[movable_[at]] = step.option;
      const bool go_on = search(at + 1, left - 1);
      now_[movable_[at]] = draft_[movable_[at]];
      for (std::size_t p = 0; p < sum_.size(); ++p) sum_[p] -= step.change[p];
      if (!go_on) return false;
    }
  }
  return true;
}

std::optional<bool> LiftSearch::of_size(std::size_t size) {
  if (!search(0, size)) return std::nullopt;
  return cost_.has_value();
}

Rational least_gain(const FrontierPoint& point, const std::vector<Rational>& from) {
  Rational least = point.worth[0] - from[0];
  for (std::size_t p = 1; p < from.size(); ++p) least = std::min<Rational>(least, point.worth[p] - from[p]);
  return least;
}

}  // namespace

Result<Lift> cheapest_lift(const ScoreTable& table, const Choice& draft, std::uint32_t party, Run& run) {
  LOC_CHECK(check_draft(table, draft));
  if (party >= table.parties.size()) return fail(ErrorCode::bad_input, "the table has no such party");
  locarno::Run own = run;
  if (own.limits.nodes == 0) own.limits.nodes = most_changes;
  Budget budget(own);
  Lift out;
  out.party = party;
  LiftSearch search(table, draft, party, budget);
  out.verdict = Verdict::proved;
  if (!search.can_ever()) return out;   // even its best option everywhere falls short
  for (std::size_t size = 0; size <= search.issues(); ++size) {   // size 0: a draft that already reaches it
    const auto found = search.of_size(size);
    if (!found) { out.verdict = Verdict::limit_reached; return out; }
    if (!*found) continue;
    out.to = search.best();
    for (std::uint32_t i = 0; i < draft.size(); ++i)
      if (draft[i] != (*out.to)[i]) out.changed.push_back(i);
    for (std::size_t p = 0; p < table.parties.size(); ++p) {
      out.worth.push_back(worth(table, p, *out.to));
      if (p != party) out.cost += worth(table, p, draft) - out.worth[p];
    }
    return out;
  }
  return out;
}

Result<DraftReport> judge_draft(const DraftQuery& query, Run& run) {
  const ScoreTable& table = *query.table;
  LOC_CHECK(check_draft(table, query.draft));
  const std::size_t k = table.parties.size();
  DraftReport out;
  out.meets_rules = meets_rules(table, query.draft);
  FrontNeeds needs;
  Rational sum = 0;
  for (std::size_t p = 0; p < k; ++p) {
    out.worth.push_back(worth(table, p, query.draft));
    out.reaches_fallback.push_back(out.worth.back() >= table.parties[p].fallback);
    needs.worth.emplace_back(out.worth.back());
    sum += out.worth.back();
  }
  // Whatever is at least as good for all has at least this sum: a further cut.
  needs.sums.push_back({std::vector<double>(k, 1.0), sum});
  locarno::Run own = run;
  own.progress = nullptr;
  if (own.limits.nodes == 0 && k > 3) own.limits.nodes = work_for_many;
  Budget budget(own);
  LOC_TRY(FrontResult front, build_front(table, needs, budget));
  out.effort = budget.effort();
  if (front.view && !front.is_rounded) {
    out.proof = Proof::listed;
    for (std::size_t i = 0; i < front.view->size(); ++i) {
      FrontierPoint point = point_of(*front.view, i, k);
      if (point.worth == out.worth) continue;
      ++out.better_count;
      point.settlements = front.view->settlements(i);
      out.better.push_back(std::move(point));
    }
    std::stable_sort(out.better.begin(), out.better.end(), [&](const FrontierPoint& a, const FrontierPoint& b) {
      return least_gain(a, out.worth) > least_gain(b, out.worth);
    });
    if (out.better.size() > query.list_at_most) out.better.resize(query.list_at_most);
    out.is_efficient = out.meets_rules && out.better_count == 0;
  } else if (!budget.is_cancelled()) {
    const SolverPoint found = solve_weighted(table, std::vector<double>(k, 1.0), needs.worth, 100'000, run);
    out.effort.conflicts += found.nodes;
    if (found.best) {
      FrontierPoint point;
      point.outcome = *found.best;
      for (std::size_t p = 0; p < k; ++p) point.worth.push_back(worth(table, p, *found.best));
      if (point.worth != out.worth) {
        out.is_efficient = false;   // shown by the settlement itself
        out.proof = Proof::bounded;
        out.better_count = 1;
        out.better.push_back(std::move(point));
      } else if (found.is_optimal) {
        out.is_efficient = out.meets_rules;
        out.proof = Proof::solver;
      }
    }
  }
  for (std::uint32_t p = 0; p < k && !run.is_cancelled(); ++p) {
    if (out.reaches_fallback[p]) continue;
    LOC_TRY(Lift lift, cheapest_lift(table, query.draft, p, run));
    out.lifts.push_back(std::move(lift));
  }
  out.is_cancelled = run.is_cancelled();
  return out;
}

}  // namespace locarno::settle
