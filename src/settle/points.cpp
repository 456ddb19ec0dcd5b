#include "settle/points.hpp"

#include <algorithm>
#include <map>

#include "settle/bargain.hpp"
#include "settle/fair.hpp"
#include "settle/front.hpp"

namespace locarno::settle {
namespace {

/// The frontier of four and more parties may have more points than anyone could use, and the fair points do not need it: it is
/// built where settlements could be listed, and otherwise when the caller says how much work it may take.
constexpr long few_settlements = 1 << 22;
constexpr std::uint64_t work_for_few = 30'000'000;
/// Rules that tie many issues together can make two parties' frontier as hard.
constexpr std::uint64_t work_for_rules = 100'000'000;

/// Work for each fair point without the frontier.
constexpr std::uint64_t work_for_points = 6'000'000;

std::vector<Rational> least_worths(const ScoreTable& table) {
  std::vector<Rational> out;
  for (const ScoredParty& party : table.parties) {
    Rational sum = 0;
    for (std::size_t i = 0; i < table.issues.size(); ++i) {
      Rational least = party.score(i, 0);
      for (std::size_t o = 1; o < party.values[i].size(); ++o) least = std::min(least, party.score(i, o));
      sum += least;
    }
    out.push_back(std::move(sum));
  }
  return out;
}

void read_front(const ScoreTable& table, const FrontView& view, std::size_t list_at_most, PointsAnswer& answer) {
  answer.frontier = Verdict::proved;
  answer.pareto_points = view.size();
  for (std::size_t i = 0; i < view.size(); ++i) {
    const Integer settlements = view.settlements(i);
    answer.pareto_outcomes += settlements;
    if (view.is_acceptable(i)) {
      ++answer.pareto_points_rational;
      answer.pareto_outcomes_rational += settlements;
    }
    if (i < list_at_most) answer.points.push_back(point_of(view, i, table.parties.size()));
  }
}

/// Every settlement, as a frontier's view: for the twin.
class Listed final : public FrontView {
 public:
  explicit Listed(const ScoreTable& table) : table_(table) {}
  void add(std::vector<Rational> worth, Choice choice, Integer settlements) {
    worths_.push_back(std::move(worth));
    choices_.push_back(std::move(choice));
    settlements_.push_back(std::move(settlements));
  }
  std::size_t size() const override { return worths_.size(); }
  Rational worth(std::size_t i, std::size_t p) const override { return worths_[i][p]; }
  long double rough(std::size_t i, std::size_t p) const override { return static_cast<long double>(worths_[i][p].get_d()); }
  bool is_acceptable(std::size_t i) const override {
    for (std::size_t p = 0; p < table_.parties.size(); ++p)
      if (worths_[i][p] < table_.parties[p].fallback) return false;
    return true;
  }
  Integer settlements(std::size_t i) const override { return settlements_[i]; }
  Choice choice(std::size_t i) const override { return choices_[i]; }

 private:
  const ScoreTable& table_;
  std::vector<std::vector<Rational>> worths_;
  std::vector<Choice> choices_;
  std::vector<Integer> settlements_;
};

bool next_choice(const ScoreTable& table, Choice& choice) {
  for (std::size_t i = choice.size(); i-- > 0;) {
    if (++choice[i] < table.issues[i].options.size()) return true;
    choice[i] = 0;
  }
  return false;
}

}  // namespace

std::string_view to_string(Proof proof) {
  switch (proof) {
    case Proof::listed: return "listed";
    case Proof::bounded: return "bounded";
    case Proof::solver: return "solver";
    case Proof::open: return "open";
  }
  return "open";
}

Result<PointsAnswer> points(const PointsQuestion& question, Run& run) {
  const ScoreTable& table = *question.table;
  LOC_CHECK(check_table(table));
  PointsAnswer answer;
  answer.outcomes = outcomes(table);
  if (table.rules.empty()) answer.passing = answer.outcomes;
  Run own = run;
  const bool is_asked = own.limits.nodes != 0;
  const bool is_small = table.parties.size() <= 3 || answer.outcomes <= few_settlements;
  if (!is_asked) own.limits.nodes = table.parties.size() > 3 ? work_for_few : table.rules.empty() ? 0 : work_for_rules;
  if (question.with_frontier && !is_small && !is_asked)
    answer.notes.push_back("the frontier of four parties and more is built on request: name the work it may take (--limit)");
  if (question.with_frontier && (is_small || is_asked)) {
    Budget budget(own);
    LOC_TRY(FrontResult front, build_front(table, {}, budget));
    answer.effort = budget.effort();
    answer.is_cancelled = budget.is_cancelled();
    answer.is_rounded = front.is_rounded;
    if (front.view) {
      read_front(table, *front.view, question.list_at_most, answer);
      pick_fair_points({&table, front.view.get(), question.rules, least_worths(table)}, answer);
      return answer;
    }
  }
  if (answer.is_cancelled) return answer;
  if (question.rules != PointRules::own) {
    answer.notes.push_back("another tool's definitions are looked for on the frontier only, which was not built");
    return answer;
  }
  LOC_CHECK(bargain(question, run.limits.nodes == 0 ? work_for_points : run.limits.nodes, run, answer));
  return answer;
}

Result<PointsAnswer> points_by_listing(const PointsQuestion& question, Run& run) {
  const ScoreTable& table = *question.table;
  LOC_CHECK(check_table(table));
  PointsAnswer answer;
  answer.outcomes = outcomes(table);
  if (answer.outcomes > (1 << 22))
    return fail(ErrorCode::limit_reached, "more than 4194304 settlements are too many to list");
  std::map<std::vector<Rational>, std::pair<Choice, Integer>> by_worth;
  Choice choice(table.issues.size(), 0);
  Integer passing = 0;
  do {
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while listing settlements");
    if (!meets_rules(table, choice)) continue;
    ++passing;
    std::vector<Rational> key;
    for (std::size_t p = 0; p < table.parties.size(); ++p) key.push_back(worth(table, p, choice));
    ++by_worth.try_emplace(std::move(key), choice, 0).first->second.second;
  } while (next_choice(table, choice));
  answer.passing = passing;
  Listed view(table);
  for (auto at = by_worth.rbegin(); at != by_worth.rend(); ++at) {  // a dominator comes first in descending order
    bool is_dominated = false;
    for (std::size_t i = 0; i < view.size() && !is_dominated; ++i) {
      is_dominated = true;
      for (std::size_t p = 0; p < table.parties.size() && is_dominated; ++p) is_dominated = view.worth(i, p) >= at->first[p];
    }
    if (!is_dominated) view.add(at->first, at->second.first, at->second.second);
  }
  read_front(table, view, question.list_at_most, answer);
  pick_fair_points({&table, &view, question.rules, least_worths(table)}, answer);
  return answer;
}

}  // namespace locarno::settle
