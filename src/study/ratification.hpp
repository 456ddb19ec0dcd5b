#pragma once
// locarno/study/ratification.hpp -- would a settlement pass at home, body by body, and which settlements would?
//
// Question   A case with institutions (model/outlook.hpp), perhaps a settlement, a threshold tau.
// Answer     For each institution the chance of a yes, with members who move together and as if each decided alone; for each step the best
//            of its routes; for all steps together the product, and what holds whatever hangs on what: at most the least of them, at least
//            their sum less (steps - 1) (Frechet). The institution that binds; how long the last one takes; what each clause costs; over
//            all settlements of the issues that matter: how many pass with at least tau, and the nearest to the one asked about.
// Method     ratify/vote.hpp for chambers; a referendum is two normal shares, yes and turnout; an executive is a chance. Options shift
//            the chance of a yes on the probit scale. Putnam (1988); Tsebelis (2002). Time: log-normal, the last of n.
// Cost       Institutions * settlements of the issues that shift something, at most 50000; each chamber is computed once for each
//            combination of the options that shift it.
// Errors     bad_input with the place of the institution; limit_reached: more combinations.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/run.hpp"
#include "model/outlook.hpp"
#include "ratify/vote.hpp"

namespace locarno::study {

using ChosenOptions = IdVec<IssueId, OptionId>;   ///< none() = not said: shifts nothing

struct InstitutionChance {
  double correlated = 0, independent = 0;
  double expected = 0;          ///< chamber: votes for yes on average; referendum: share of yes
  double votes = 0;             ///< chamber: all votes
};

struct StepChance {
  std::string id;
  Text name;
  std::size_t route = 0;        ///< the best
  double chance = 0;            ///< product along it
};

struct ClauseCost { IssueId issue; OptionId option, best; double cost = 0; };  ///< what the chance loses against the best option of the issue

struct NearSettlement { ChosenOptions chosen; std::size_t changes = 0; double chance = 0; };

struct RatificationAnswer {
  std::vector<InstitutionChance> institutions;  ///< as in the outlook
  std::vector<StepChance> steps;
  double product = 1, at_most = 1, at_least = 0;
  std::optional<std::size_t> binding;           ///< the institution with the least chance on the routes taken
  std::optional<double> months_median, months_late;  ///< until the last has decided, where times are given
  std::vector<ClauseCost> clauses;              ///< dearest first; issues that shift nothing left out
  std::uint64_t combinations = 0, passing = 0;  ///< of the options of the issues that matter
  std::vector<IssueId> issues;                  ///< those
  double best = 0;
  ChosenOptions best_chosen;
  std::optional<NearSettlement> nearest;        ///< with at least tau; none when the one asked about has it, or none does
};

struct RatificationQuestion {
  const Case* of_case = nullptr;
  const Outlook* outlook = nullptr;
  ChosenOptions chosen;
  double tau = 0.5;
};

Result<RatificationAnswer> ratification(const RatificationQuestion& question, const Run& run);

/// One institution under one choice of options.
Result<InstitutionChance> institution_chance(const Institution& institution, const ChosenOptions& chosen, const Run& run);

/// The chance that all steps pass (product), memoised: for many settlements of one case.
class Ratifier {
 public:
  Ratifier(const Case& of_case, const Outlook& outlook);
  const std::vector<IssueId>& issues() const { return issues_; }
  Result<InstitutionChance> of(std::size_t institution, const ChosenOptions& chosen, const Run& run);
  Result<std::vector<StepChance>> steps(const ChosenOptions& chosen, const Run& run);
  Result<double> all(const ChosenOptions& chosen, const Run& run);
  const std::vector<std::string>& route(const StepChance& step) const;
  std::size_t institution(const std::string& id) const;

 private:
  const Outlook& outlook_;
  std::vector<RatificationStep> steps_;
  std::vector<IssueId> issues_;                       ///< that shift something anywhere
  std::vector<std::vector<IssueId>> issues_of_;       ///< [institution]
  std::vector<std::map<std::vector<std::uint32_t>, InstitutionChance>> known_;
};

}  // namespace locarno::study
