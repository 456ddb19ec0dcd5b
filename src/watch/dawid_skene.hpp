#pragma once
// locarno/watch/dawid_skene.hpp -- how often each source is right, learned from where several speak of the same event.
//
// Question   Votes: source s says of event i that it happened or that it did not. Before any vote, Beta beliefs on how often each
//            source says yes of what happened and of what did not, and on how often what is reported happened.
// Answer     For each source the two rates at the mode of their posterior, for each event the chance that it happened.
// Method     Expectation-maximisation with Beta priors, events one after the other in the order given: same input, same bytes. It
//            climbs, so it ends at a local mode; it starts from the prior means, which settles which class is "happened".
// Source     Dawid and Skene (1979), Applied Statistics 28:20-28; priors as in Raykar et al. (2010), JMLR 11:1297-1322.
// Cost       linear in the votes for each round; 500 rounds at most.
// Certainty  Votes are taken as independent given the event: sources that copy each other look better than they are, so leave copies
//            out. A source with few votes stays near its class.
// Errors     bad_input: a vote of an unknown source or event, a prior that is not above 0.
// No error   An event without votes (its chance is the share); no convergence (`converged` says so).
// Threads    pure. Tested by tests/watch/dawid_skene_test.cpp: drawn truths, a source that always lies, the expectation twin.
#include <cstdint>
#include <vector>

#include "base/result.hpp"

namespace locarno::watch {

struct Beta {
  double yes = 1, no = 1;                                  ///< as if so many yes and no had been seen before
  double mean() const { return yes / (yes + no); }
};

struct SourceBelief {
  Beta if_true, if_false;                                  ///< of saying yes
};
/// A belief with these means, worth `weight` votes each.
SourceBelief belief_of(double yes_if_true, double yes_if_false, double weight);

struct Vote {
  std::uint32_t event = 0, source = 0;
  bool yes = true;
};

struct DawidSkeneQuestion {
  std::uint32_t events = 0;
  std::vector<SourceBelief> sources;
  std::vector<Vote> votes;
  Beta share{2, 2};                                        ///< of reported events that happened
  unsigned rounds = 500;
  double tolerance = 1e-9;                                 ///< on every rate and on the share
};

struct DawidSkeneAnswer {
  std::vector<double> yes_if_true, yes_if_false;           ///< [source]
  std::vector<double> happened;                            ///< [event]
  std::vector<std::uint32_t> votes;                        ///< [source]
  double share = 0;
  double log_posterior = 0;                                ///< up to a constant; never falls from round to round
  unsigned rounds = 0;
  bool converged = false;
};

Result<DawidSkeneAnswer> dawid_skene(const DawidSkeneQuestion& question);

}  // namespace locarno::watch
