#include "watch/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"

namespace locarno::watch {
namespace {

bool holds(const std::vector<WatchAct>& acts, WatchAct act) { return std::find(acts.begin(), acts.end(), act) != acts.end(); }

struct Where { double share = 0; std::string shape; int version = 0; };

/// The likeliest of the clause's shapes at that time.
Where where_of(const Incident& incident, const TermsClause& clause, const Terms& terms, const Geometry& geometry) {
  if (clause.shapes.empty()) return {1, "", 0};
  Where out;
  for (std::size_t s = 0; s < terms.shapes.size() && incident.has_place; ++s) {
    const TermsShape& shape = terms.shapes[s];
    if (incident.begin < shape.from || incident.begin >= shape.until) continue;
    if (std::find(clause.shapes.begin(), clause.shapes.end(), shape.id) == clause.shapes.end()) continue;
    const double share = geometry.inside(s, incident.lat, incident.lon, incident.radius_km);
    if (share > out.share) out = {share, shape.id, shape.version};
  }
  return out;
}

bool calibre_fits(const Incident& incident, const TermsClause& clause) {
  if (clause.calibre_from_mm <= 0 && clause.calibre_to_mm >= 1e9) return true;
  return incident.calibre_mm > 0 && incident.calibre_mm >= clause.calibre_from_mm && incident.calibre_mm < clause.calibre_to_mm;
}

std::string exemption_of(const Incident& incident, const TermsClause& clause, const Terms& terms, const Geometry& geometry) {
  for (const TermsExemption& one : terms.exemptions) {
    if (incident.begin < one.from || incident.end > one.until) continue;   // wholly within: a doubtful hour is not exempt
    if (!one.acts.empty() && !holds(one.acts, incident.act)) continue;
    if (!one.clauses.empty() && std::find(one.clauses.begin(), one.clauses.end(), clause.id) == one.clauses.end()) continue;
    if (one.shape.empty()) return one.id;
    for (std::size_t s = 0; s < terms.shapes.size() && incident.has_place; ++s) {
      const TermsShape& shape = terms.shapes[s];
      if (shape.id == one.shape && incident.begin >= shape.from && incident.begin < shape.until && geometry.inside(s, incident.lat, incident.lon, incident.radius_km) > 0.5) return one.id;
    }
  }
  return {};
}

FindingState state_of(const Finding& finding, const TermsClause& clause, const Terms& terms) {
  if (!finding.exemption.empty()) return FindingState::exempt;
  bool is_contested = false;
  for (const Objection& one : finding.objections) {
    if (one.ruling == "upheld") return FindingState::withdrawn;
    is_contested = is_contested || one.ruling.empty();
  }
  if (finding.confidence < clause.threshold) return FindingState::alleged;
  // A promise of one side is broken by that side only; what is not attributed breaks no name's promise.
  if (!clause.party.empty() && std::find(terms.sides.begin(), terms.sides.end(), clause.party) != terms.sides.end() && finding.who.named != clause.party) return FindingState::alleged;
  return is_contested ? FindingState::contested : FindingState::found;
}

/// A deed is done when somebody whose task it is has checked it, or two have seen it independently.
FindingState deed_state(const Finding& finding, const Incident& incident, const TermsClause& clause) {
  const bool is_checked = incident.verifications > 0 || static_cast<int>(incident.reports.size()) - incident.copies >= 2;
  for (const Objection& one : finding.objections)
    if (one.ruling == "upheld") return FindingState::withdrawn;
  for (const Objection& one : finding.objections)
    if (one.ruling.empty() && is_checked && finding.confidence >= clause.threshold) return FindingState::contested;
  return is_checked && finding.confidence >= clause.threshold ? FindingState::fulfilment : FindingState::alleged;
}

}  // namespace

void Objections::add(const Objection& objection, const std::string& clause, const std::vector<std::string>& evidence) {
  for (Objection& one : all_)
    if (one.number == objection.number) { one.ruling = objection.ruling; return; }
  all_.push_back(objection);
  for (const std::string& report : evidence) by_report_[{clause, report}].push_back(all_.size() - 1);
}

std::vector<Objection> Objections::against(const std::string& clause, const std::vector<std::string>& evidence) const {
  if (all_.empty()) return {};
  std::vector<std::size_t> numbers;
  for (const std::string& report : evidence)
    if (const auto found = by_report_.find({clause, report}); found != by_report_.end()) numbers.insert(numbers.end(), found->second.begin(), found->second.end());
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<Objection> out;
  for (const std::size_t number : numbers) out.push_back(all_[number]);
  return out;
}

std::vector<Finding> findings_of(const Incident& incident, const Terms& terms, const Geometry& geometry, const Objections& objections) {
  std::vector<Finding> out;
  if (incident.begin < terms.entry_into_force) return out;   // it may have been before: not held against anybody
  for (const TermsClause& clause : terms.clauses) {
    const bool is_deed = holds(clause.deeds, incident.act);
    if (!is_deed && !holds(clause.forbids, incident.act)) continue;
    if (incident.begin < clause.from || incident.begin >= clause.until || !calibre_fits(incident, clause)) continue;
    const Where where = where_of(incident, clause, terms, geometry);
    if (where.share <= 0) continue;
    Finding finding;
    finding.id = short_id("f-", incident.id + "\n" + clause.id, 12);
    finding.incident = incident.id;
    finding.clause = clause.id;
    finding.shape = where.shape;
    finding.shape_version = where.version;
    finding.begin = incident.begin, finding.end = incident.end;
    finding.act = incident.act;
    finding.sector = incident.sector;
    finding.exists = incident.exists;
    finding.inside = where.share;
    finding.confidence = incident.exists * where.share;
    finding.severity = is_deed ? 0 : incident.severity;
    finding.who = incident.who;
    for (const Report& report : incident.reports)
      (report.claim == Claim::denial || report.claim == Claim::refutation ? finding.dissent : finding.evidence).push_back(report.id);
    if (!is_deed) finding.exemption = exemption_of(incident, clause, terms, geometry);
    finding.objections = objections.against(clause.id, finding.evidence);
    finding.state = is_deed ? deed_state(finding, incident, clause) : state_of(finding, clause, terms);
    out.push_back(std::move(finding));
  }
  return out;
}

std::string finding_line(const Finding& f) {
  std::string out = fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{:.6f}|{:.6f}|{}|{:.6f}|{:.6f}|{:.6f}|{}|{}|", f.id, f.incident, f.clause, f.shape, f.shape_version, to_string(f.state),
                                f.begin, f.end, to_string(f.act), f.sector, f.exists, f.inside, f.severity, f.who.chance[0], f.who.chance[1], f.who.chance[2], f.who.named, f.exemption);
  for (const std::string& one : f.evidence) out.append("+").append(one);
  for (const std::string& one : f.dissent) out.append("-").append(one);
  for (const Objection& one : f.objections) out += fmt::format("|{} {} {} {}", one.number, one.party, short_id("", one.words + "\n" + one.evidence), one.ruling);
  return out;
}

Pipeline::Pipeline(const Terms& terms, const Geometry& geometry, const SourceRates& learned, const Objections& objections, PairDecisions decisions, IncidentSink sink, const Held* from)
    : clusterer_([&]() -> Clusterer {
        Clusterer::Sink judge = [&terms, &geometry, &learned, &objections, sink = std::move(sink), counts = counts_.get(), digest = digest_.get()](Group&& group) {
          const Incident incident = assess(std::move(group), {&terms, &geometry, &learned});
          const std::vector<Finding> findings = findings_of(incident, terms, geometry, objections);
          ++counts->incidents;
          counts->before_force += incident.before_force ? 1 : 0;
          counts->placeless += incident.has_place ? 0 : 1;
          counts->findings += static_cast<std::int64_t>(findings.size());
          for (const Finding& finding : findings) *digest = sha256_hex(*digest + finding_line(finding));
          if (sink) sink(incident, findings);
        };
        if (from != nullptr) return Clusterer(from->open, std::move(decisions), std::move(judge));
        return Clusterer(ClusterSettings::of(terms), std::move(decisions), std::move(judge));
      }()) {
  if (from != nullptr) *counts_ = from->counts, *digest_ = from->digest;
}

}  // namespace locarno::watch
