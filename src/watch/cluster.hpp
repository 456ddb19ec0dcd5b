#pragma once
// locarno/watch/cluster.hpp -- which reports mean one event.
//
// Question   Reports in order of their beginning.
// Answer     Groups, each with why every report stands in it; in order of their first report.
// Method     For a pair, the log of the chance of its distance in time and place and of its types if both mean one event,
//            against that of two independent ones from the background: normal spread of `spread_hours` and `spread_km` for each
//            report, plus what its own interval and radius leave open. The same text adds log(0.5 / 1e-6), and then a wrong
//            position has a chance of 0.05, because copies of one text are often placed at another town it names.
//            The background is at least what the stream itself shows in a week. A report joins the open group with the largest mean ratio over its members (first and latest), when that is above
//            0. Only reports near in a grid of time and place are compared. Together/apart decisions of people come first.
// Source     the ratio: the room's reference values (tests/watch/findings_test.cpp); compare MELTT, Donnay et al. (2019).
// Cost       O(reports * 64); memory: the groups still open, nothing else.
// Reversible every link is kept with its ratio; taking a report out is one `apart` decision, and the rest is computed again.
// Tested by  tests/watch/findings_test.cpp
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "watch/incident.hpp"

namespace locarno::watch {

struct ClusterSettings {
  double spread_hours = 3, spread_km = 5;
  double background_per_day = 30, background_km2 = 15000;
  double same_type_if_one = 0.9, same_type_if_two = 0.3;
  static ClusterSettings of(const Terms& terms) { return {terms.spread_hours, terms.spread_km, terms.background_per_day, terms.background_km2}; }
};

/// Log likelihood ratio, one event against two.
double pair_log_ratio(const Report& a, const Report& b, const ClusterSettings& settings);

/// What people decided about pairs of reports (ids).
struct PairDecisions {
  std::set<std::pair<std::string, std::string>> together, apart;   ///< each pair in ascending order
};

struct Group {
  std::vector<Report> reports;   ///< at most member_cap
  std::vector<Link> links;       ///< the same order
  int beyond_cap = 0;            ///< further reports that belonged to it
};

class Clusterer {
 public:
  using Sink = std::function<void(Group&&)>;
  Clusterer(const ClusterSettings& settings, PairDecisions decisions, Sink sink);
  Clusterer(Clusterer&&) noexcept;
  ~Clusterer();
  /// Reports come in ascending order of `begin`; one that is earlier than the last counts as if it had come then.
  void add(Report&& report);
  void finish();
  std::size_t open_groups() const;

 private:
  struct Parts;

 public:
  /// What it holds at one moment; a clusterer made from it goes on as this one would have.
  class Held {
    friend class Clusterer;
    std::shared_ptr<const Parts> parts_;
  };
  Held hold() const;
  /// The decisions may differ from those of then, on reports that had not come by then.
  Clusterer(const Held& held, PairDecisions decisions, Sink sink);

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace locarno::watch
