#include "study/ratification.hpp"

#include <algorithm>
#include <cmath>

#include "ratify/inline_rules.hpp"

namespace locarno::study {
namespace {

constexpr std::uint64_t most_combinations = 50'000;

double shift_of(const std::vector<YesShift>& shifts, const ChosenOptions& chosen) {
  double sum = 0;
  for (const YesShift& one : shifts)
    if (chosen[one.issue] == one.option) sum += one.by;
  return sum;
}

double shifted(double yes, double by) { return by == 0 ? yes : ratify::normal_below(ratify::normal_at(yes) + by); }

/// Normal shares of yes and of turnout.
InstitutionChance referendum(const Institution& body, const ChosenOptions& chosen) {
  InstitutionChance out;
  out.expected = shifted(body.yes, shift_of(body.shifts, chosen));
  const auto above = [](double mean, double spread, double least) {
    return spread <= 0 ? (mean >= least ? 1.0 : 0.0) : ratify::normal_below((mean - least) / spread);
  };
  out.correlated = above(out.expected, body.spread, body.majority);
  if (body.quorum > 0) out.correlated *= above(body.turnout, body.turnout_spread, body.quorum);
  out.independent = out.correlated;
  return out;
}

Result<ratify::VoteQuestion> vote_of(const Institution& body, const ChosenOptions& chosen) {
  ratify::VoteQuestion vote;
  const double common = shift_of(body.shifts, chosen);
  std::uint64_t votes = 0;
  for (const InstitutionBloc& bloc : body.blocs) {
    vote.blocs.push_back({bloc.voters, shifted(bloc.yes, common + shift_of(bloc.shifts, chosen)), bloc.weight, bloc.absent, bloc.rho.value_or(-1)});
    votes += std::uint64_t{bloc.voters} * bloc.weight;
  }
  if (body.need == "all") vote.need.votes = votes;
  else {
    LOC_TRY(vote.need, ratify::parse_need(body.need));
  }
  vote.need.heads = body.heads;
  vote.need.or_heads = body.or_heads;
  vote.rho_common = body.rho_common;
  vote.rho_bloc = body.rho_bloc;
  vote.rho_absent = body.rho_absent;
  vote.quorum = body.present;
  return vote;
}

/// The last of n log-normal times: P(all by t).
double all_done(const std::vector<const Institution*>& bodies, double months) {
  double chance = 1;
  for (const Institution* body : bodies) {
    if (!body->months) continue;
    const double spread = body->months_late ? std::log(*body->months_late / *body->months) / 1.2815515655446004 : 0;
    const double one = spread > 0 ? ratify::normal_below((std::log(months) - std::log(*body->months)) / spread) : (months >= *body->months ? 1 : 0);
    chance *= std::pow(one, body->ratifiers);
  }
  return chance;
}

double months_until(const std::vector<const Institution*>& bodies, double share) {
  double low = 1e-6, high = 1e7;
  for (int round = 0; round < 120; ++round) {
    const double middle = std::sqrt(low * high);
    (all_done(bodies, middle) < share ? low : high) = middle;
  }
  return high;
}

}  // namespace

Result<InstitutionChance> institution_chance(const Institution& body, const ChosenOptions& chosen, const Run& run) {
  if (body.kind == InstitutionKind::referendum) return referendum(body, chosen);
  InstitutionChance out;
  if (body.kind == InstitutionKind::executive) {
    out.correlated = out.independent = out.expected = shifted(body.yes, shift_of(body.shifts, chosen));
    return out;
  }
  const auto vote = vote_of(body, chosen);
  const auto answer = vote ? ratify::pass(*vote, run) : Result<ratify::VoteAnswer>(Failure(vote.error()));
  if (!answer) {
    Error error = answer.error();
    if (error.code == ErrorCode::bad_use) error.code = ErrorCode::bad_input;
    error.where = body.where;
    return Failure(error);
  }
  out.correlated = answer->correlated;
  out.independent = answer->independent;
  out.expected = answer->expected;
  for (const InstitutionBloc& bloc : body.blocs) out.votes += static_cast<double>(bloc.voters) * bloc.weight;
  return out;
}

Ratifier::Ratifier(const Case& of_case, const Outlook& outlook)
    : outlook_(outlook), steps_(outlook.steps), issues_of_(outlook.institutions.size()), known_(outlook.institutions.size()) {
  std::vector<bool> matters(of_case.issues.size(), false), is_named(outlook.institutions.size(), false);
  for (std::size_t k = 0; k < outlook.institutions.size(); ++k) {
    const Institution& body = outlook.institutions[k];
    std::vector<bool> here(of_case.issues.size(), false);
    const auto mark = [&](const std::vector<YesShift>& shifts) {
      for (const YesShift& one : shifts) here[one.issue.index()] = true;
    };
    mark(body.shifts);
    for (const InstitutionBloc& bloc : body.blocs) mark(bloc.shifts);
    for (std::size_t i = 0; i < here.size(); ++i) {
      if (!here[i]) continue;
      matters[i] = true;
      issues_of_[k].push_back(IssueId(i));
    }
  }
  for (std::size_t i = 0; i < matters.size(); ++i)
    if (matters[i]) issues_.push_back(IssueId(i));
  for (const RatificationStep& step : steps_)
    for (const auto& route : step.routes)
      for (const std::string& id : route) is_named[institution(id)] = true;
  for (std::size_t k = 0; k < outlook.institutions.size(); ++k)
    if (!is_named[k]) steps_.push_back({outlook.institutions[k].id, outlook.institutions[k].name, {{outlook.institutions[k].id}}, outlook.institutions[k].where});
}

std::size_t Ratifier::institution(const std::string& id) const {
  std::size_t k = 0;
  while (k < outlook_.institutions.size() && outlook_.institutions[k].id != id) ++k;
  return k;
}

const std::vector<std::string>& Ratifier::route(const StepChance& step) const {
  std::size_t k = 0;
  while (k + 1 < steps_.size() && steps_[k].id != step.id) ++k;
  return steps_[k].routes[step.route];
}

Result<InstitutionChance> Ratifier::of(std::size_t institution, const ChosenOptions& chosen, const Run& run) {
  std::vector<std::uint32_t> key;
  for (const IssueId issue : issues_of_[institution]) key.push_back(static_cast<std::uint32_t>(chosen[issue].is_none() ? 0 : chosen[issue].index() + 1));
  const auto found = known_[institution].find(key);
  if (found != known_[institution].end()) return found->second;
  LOC_TRY(const InstitutionChance chance, institution_chance(outlook_.institutions[institution], chosen, run));
  known_[institution].emplace(std::move(key), chance);
  return chance;
}

Result<std::vector<StepChance>> Ratifier::steps(const ChosenOptions& chosen, const Run& run) {
  std::vector<StepChance> out;
  for (const RatificationStep& step : steps_) {
    StepChance best{step.id, step.name, 0, -1};
    for (std::size_t r = 0; r < step.routes.size(); ++r) {
      double chance = 1;
      for (const std::string& id : step.routes[r]) {
        LOC_TRY(const InstitutionChance one, of(institution(id), chosen, run));
        chance *= one.correlated;
      }
      if (chance > best.chance) best.route = r, best.chance = chance;
    }
    out.push_back(std::move(best));
  }
  return out;
}

Result<double> Ratifier::all(const ChosenOptions& chosen, const Run& run) {
  LOC_TRY(const std::vector<StepChance> each, steps(chosen, run));
  double product = 1;
  for (const StepChance& step : each) product *= step.chance;
  return product;
}

namespace {

/// Walks every choice of options of the issues that matter; the others stay as asked.
Result<void> walk(const RatificationQuestion& question, Ratifier& ratifier, RatificationAnswer& answer, const Run& run) {
  const auto& issues = ratifier.issues();
  answer.combinations = 1;
  for (const IssueId issue : issues) {
    answer.combinations *= question.of_case->issues[issue].options.size();
    if (answer.combinations > most_combinations)
      return fail(ErrorCode::limit_reached, "more than 50000 combinations of options shift a vote");
  }
  ChosenOptions chosen = question.chosen;
  for (const IssueId issue : issues) chosen[issue] = OptionId(0);
  const bool passes = answer.product >= question.tau;
  answer.best = -1;
  while (true) {
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while walking settlements");
    LOC_TRY(const double chance, ratifier.all(chosen, run));
    if (chance >= question.tau) {
      ++answer.passing;
      std::size_t changes = 0;
      for (const IssueId issue : issues)
        if (!question.chosen[issue].is_none() && question.chosen[issue] != chosen[issue]) ++changes;
      const bool is_nearer = !answer.nearest || changes < answer.nearest->changes || (changes == answer.nearest->changes && chance > answer.nearest->chance);
      if (!passes && is_nearer) answer.nearest = NearSettlement{chosen, changes, chance};
    }
    if (chance > answer.best) answer.best = chance, answer.best_chosen = chosen;
    std::size_t k = 0;
    for (; k < issues.size(); ++k) {
      const std::size_t next = chosen[issues[k]].index() + 1;
      chosen[issues[k]] = OptionId(next < question.of_case->issues[issues[k]].options.size() ? next : 0);
      if (chosen[issues[k]].index() != 0) break;
    }
    if (k == issues.size()) return {};
  }
}

Result<void> add_clauses(const RatificationQuestion& question, Ratifier& ratifier, RatificationAnswer& answer, const Run& run) {
  for (const IssueId issue : ratifier.issues()) {
    if (question.chosen[issue].is_none()) continue;
    ClauseCost cost{issue, question.chosen[issue], question.chosen[issue], 0};
    for (std::size_t o = 0; o < question.of_case->issues[issue].options.size(); ++o) {
      ChosenOptions other = question.chosen;
      other[issue] = OptionId(o);
      LOC_TRY(const double chance, ratifier.all(other, run));
      if (chance - answer.product > cost.cost) cost.cost = chance - answer.product, cost.best = OptionId(o);
    }
    answer.clauses.push_back(cost);
  }
  std::stable_sort(answer.clauses.begin(), answer.clauses.end(), [](const ClauseCost& a, const ClauseCost& b) { return a.cost > b.cost; });
  return {};
}

}  // namespace

Result<RatificationAnswer> ratification(const RatificationQuestion& question, const Run& run) {
  if (!(question.tau >= 0 && question.tau <= 1)) return fail(ErrorCode::bad_use, "tau is a chance, 0 to 1");
  RatificationAnswer answer;
  if (question.outlook->institutions.empty()) return answer;
  Ratifier ratifier(*question.of_case, *question.outlook);
  for (std::size_t k = 0; k < question.outlook->institutions.size(); ++k) {
    LOC_TRY(const InstitutionChance chance, ratifier.of(k, question.chosen, run));
    answer.institutions.push_back(chance);
  }
  LOC_TRY(answer.steps, ratifier.steps(question.chosen, run));
  double sum = 0;
  std::vector<const Institution*> taken;
  for (const StepChance& step : answer.steps) {
    answer.product *= step.chance;
    for (const std::string& id : ratifier.route(step)) {
      const std::size_t k = ratifier.institution(id);
      taken.push_back(&question.outlook->institutions[k]);
      sum += answer.institutions[k].correlated;
      answer.at_most = std::min(answer.at_most, answer.institutions[k].correlated);
      if (!answer.binding || answer.institutions[k].correlated < answer.institutions[*answer.binding].correlated) answer.binding = k;
    }
  }
  answer.at_least = std::max(0.0, sum - (static_cast<double>(taken.size()) - 1));
  if (std::any_of(taken.begin(), taken.end(), [](const Institution* one) { return one->months.has_value(); })) {
    answer.months_median = months_until(taken, .5);
    answer.months_late = months_until(taken, .9);
  }
  answer.issues = ratifier.issues();
  LOC_CHECK(walk(question, ratifier, answer, run));
  LOC_CHECK(add_clauses(question, ratifier, answer, run));
  return answer;
}

}  // namespace locarno::study
