#include "watch/dawid_skene.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace locarno::watch {
namespace {

constexpr double edge = 1e-6;                              // a rate of 0 or 1 would silence every other source

double inside(double rate) { return std::clamp(rate, edge, 1 - edge); }

/// The mode of a Beta after counts; the mean where it has no inner mode.
double mode(const Beta& prior, double yes, double no) {
  const double a = prior.yes + yes, b = prior.no + no;
  return inside(a > 1 && b > 1 ? (a - 1) / (a + b - 2) : a / (a + b));
}

double log_prior(const Beta& prior, double rate) { return (prior.yes - 1) * std::log(rate) + (prior.no - 1) * std::log(1 - rate); }

Result<void> check(const DawidSkeneQuestion& question) {
  const auto good = [](const Beta& beta) { return beta.yes > 0 && beta.no > 0 && std::isfinite(beta.yes) && std::isfinite(beta.no); };
  if (!good(question.share)) return fail(ErrorCode::bad_input, "the prior of the share must be above 0");
  for (std::size_t s = 0; s < question.sources.size(); ++s)
    if (!good(question.sources[s].if_true) || !good(question.sources[s].if_false))
      return fail(ErrorCode::bad_input, "the prior of source " + std::to_string(s) + " must be above 0");
  for (const Vote& vote : question.votes)
    if (vote.event >= question.events || vote.source >= question.sources.size())
      return fail(ErrorCode::bad_input, "a vote of source " + std::to_string(vote.source) + " on event " + std::to_string(vote.event) + ", which is out of range");
  return {};
}

/// One pass over the votes: chances of the events, and the log posterior of the rates.
void expect(const DawidSkeneQuestion& question, DawidSkeneAnswer& answer, std::vector<double>& log_odds) {
  const double share = answer.share;
  std::vector<double> log_false(question.events, std::log(1 - share));
  log_odds.assign(question.events, std::log(share / (1 - share)));
  for (const Vote& vote : question.votes) {
    const double t = answer.yes_if_true[vote.source], f = answer.yes_if_false[vote.source];
    const double if_false = std::log(vote.yes ? f : 1 - f);
    log_odds[vote.event] += std::log(vote.yes ? t : 1 - t) - if_false;
    log_false[vote.event] += if_false;
  }
  answer.log_posterior = log_prior(question.share, share);
  for (std::size_t s = 0; s < question.sources.size(); ++s)
    answer.log_posterior += log_prior(question.sources[s].if_true, answer.yes_if_true[s]) + log_prior(question.sources[s].if_false, answer.yes_if_false[s]);
  for (std::uint32_t i = 0; i < question.events; ++i) {
    const double odds = log_odds[i];
    answer.happened[i] = 1 / (1 + std::exp(-odds));
    answer.log_posterior += log_false[i] + (odds > 0 ? odds + std::log1p(std::exp(-odds)) : std::log1p(std::exp(odds)));
  }
}

/// Rates and share from the chances; returns the largest change.
double maximise(const DawidSkeneQuestion& question, DawidSkeneAnswer& answer) {
  struct Seen { double true_yes = 0, true_no = 0, false_yes = 0, false_no = 0; };
  std::vector<Seen> seen(question.sources.size());
  for (const Vote& vote : question.votes) {
    const double p = answer.happened[vote.event];
    Seen& one = seen[vote.source];
    (vote.yes ? one.true_yes : one.true_no) += p;
    (vote.yes ? one.false_yes : one.false_no) += 1 - p;
  }
  double change = 0;
  const auto set = [&](double& rate, double value) {
    change = std::max(change, std::abs(rate - value));
    rate = value;
  };
  for (std::size_t s = 0; s < seen.size(); ++s) {
    set(answer.yes_if_true[s], mode(question.sources[s].if_true, seen[s].true_yes, seen[s].true_no));
    set(answer.yes_if_false[s], mode(question.sources[s].if_false, seen[s].false_yes, seen[s].false_no));
  }
  double happened = 0;
  for (const double p : answer.happened) happened += p;
  set(answer.share, mode(question.share, happened, question.events - happened));
  return change;
}

}  // namespace

SourceBelief belief_of(double yes_if_true, double yes_if_false, double weight) {
  // One more of each, so that the mode of the belief, not only its mean, is the rate given.
  return {{1 + weight * yes_if_true, 1 + weight * (1 - yes_if_true)}, {1 + weight * yes_if_false, 1 + weight * (1 - yes_if_false)}};
}

Result<DawidSkeneAnswer> dawid_skene(const DawidSkeneQuestion& question) {
  LOC_CHECK(check(question));
  DawidSkeneAnswer answer;
  answer.share = mode(question.share, 0, 0);
  answer.happened.assign(question.events, answer.share);
  answer.votes.assign(question.sources.size(), 0);
  for (const Vote& vote : question.votes) ++answer.votes[vote.source];
  for (const SourceBelief& belief : question.sources) {
    answer.yes_if_true.push_back(mode(belief.if_true, 0, 0));
    answer.yes_if_false.push_back(mode(belief.if_false, 0, 0));
  }
  std::vector<double> log_odds;
  expect(question, answer, log_odds);
  while (!answer.converged && answer.rounds < question.rounds) {
    answer.converged = maximise(question, answer) < question.tolerance;
    expect(question, answer, log_odds);
    ++answer.rounds;
  }
  return answer;
}

}  // namespace locarno::watch
