#pragma once
// locarno/watch/findings.hpp -- incidents against clauses.
//
// Question   An incident, the terms, what parties objected.
// Answer     One finding for each clause it touches.
// Method     A clause is touched when its acts name the incident's act, its time overlaps, and the incident may lie in one of its
//            shapes of that time (the likeliest counts; two versions of one shape never hold at one time). Confidence is
//            P(it happened) * P(inside). A clause that binds one party is found broken only when that party is named.
//            An exemption that covers act, time and (at P > 1/2) place leaves it on record. Nothing is found before entry into
//            force. Deeds: the same test makes a fulfilment, but only from verification or two independent reports.
// Cost       clauses * shapes per incident. Threads: as Geometry.
// Tested by  tests/watch/findings_test.cpp
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "watch/cluster.hpp"
#include "watch/finding.hpp"
#include "watch/fuse.hpp"

namespace locarno::watch {

/// Objections as they stand, by clause and by a report of the finding they were made against: an incident that gets new reports
/// keeps its objections.
class Objections {
 public:
  void add(const Objection& objection, const std::string& clause, const std::vector<std::string>& evidence);
  std::vector<Objection> against(const std::string& clause, const std::vector<std::string>& evidence) const;
  bool empty() const { return all_.empty(); }

 private:
  std::vector<Objection> all_;
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> by_report_;   ///< clause, report id
};

std::vector<Finding> findings_of(const Incident& incident, const Terms& terms, const Geometry& geometry, const Objections& objections);

/// One line, fixed form, everything that a finding says but its version: what digests and versions are made of.
std::string finding_line(const Finding& finding);

/// Reports in order of time -> incidents and their findings, one after another; memory holds what is still open.
using IncidentSink = std::function<void(const Incident&, const std::vector<Finding>&)>;

class Pipeline {
 public:
  struct Counts { std::int64_t incidents = 0, before_force = 0, placeless = 0, findings = 0; };
  /// All it knows at one moment.
  struct Held {
    Counts counts;
    std::string digest;
    Clusterer::Held open;
  };
  /// What it refers to must outlive it. `from`: it goes on where that one stood; what was decided since may concern only reports that had not come by then.
  Pipeline(const Terms& terms, const Geometry& geometry, const SourceRates& learned, const Objections& objections, PairDecisions decisions, IncidentSink sink,
           const Held* from = nullptr);
  void add(Report&& report) { clusterer_.add(std::move(report)); }
  void finish() { clusterer_.finish(); }
  Held hold() const { return {*counts_, *digest_, clusterer_.hold()}; }
  const Counts& counts() const { return *counts_; }
  /// SHA-256 over the lines of all findings so far, each with the digest before it: same input, same digest.
  const std::string& digest() const { return *digest_; }

 private:
  std::unique_ptr<Counts> counts_ = std::make_unique<Counts>();
  std::unique_ptr<std::string> digest_ = std::make_unique<std::string>(64, '0');
  Clusterer clusterer_;
};

}  // namespace locarno::watch
