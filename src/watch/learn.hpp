#pragma once
// locarno/watch/learn.hpp -- how often each source of a watch is right, learned from the incidents that several speak of.
//
// Question   The incidents of a stretch of time, with their reports; the terms.
// Answer     For each source with enough to learn from, its rates in place of its class's; for every source what was seen.
// Method     dawid_skene.hpp over votes: what a source first says of an incident, where at least two speak that copy nobody; and the
//            silence of a source that the terms say `covers` the incident's sector, which is a no. The class's rates are worth
//            `belief_votes` votes before the first.
// Certainty  Without a no there is nothing to tell a careful source from one that says yes to everything: only a source with at
//            least `least_each` of both, `least_votes` in all, is learned. An accused party's denial comes in any case and is no vote.
// Cost       linear in the reports; memory a few bytes a vote, and after `most_events` further incidents teach nothing.
// Tested by  tests/watch/learn_test.cpp
#include <map>
#include <string>
#include <vector>

#include "watch/dawid_skene.hpp"
#include "watch/fuse.hpp"

namespace locarno::watch {

struct LearnedSource {
  std::string source;
  SourceClass kind = SourceClass::unknown;
  std::uint32_t yes = 0, no = 0;          ///< votes, silences among the noes
  std::uint32_t silences = 0;
  Rates before, now;                      ///< `now` is `before` where too little was seen
  bool is_learned = false;
};

class SourceLearner {
 public:
  static constexpr double belief_votes = 20;
  static constexpr std::uint32_t least_votes = 20, least_each = 3, most_events = 200'000;

  explicit SourceLearner(const Terms& terms) : terms_(terms) {}
  void see(const Incident& incident);
  /// By name. Errors: none that this input can make; those of dawid_skene().
  Result<std::vector<LearnedSource>> learn() const;

 private:
  std::uint32_t number_of(const std::string& source, SourceClass kind);

  const Terms& terms_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<LearnedSource> sources_;
  std::vector<Vote> votes_;
  std::uint32_t events_ = 0;
};

/// The rates of those that were learned.
SourceRates rates_of(const std::vector<LearnedSource>& learned);

}  // namespace locarno::watch
