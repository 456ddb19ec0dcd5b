// A group of reports -> the incident they tell of.
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "watch/circumstances.hpp"
#include "watch/cluster.hpp"
#include "watch/fuse.hpp"
#include "watch/severity.hpp"

namespace locarno::watch {
namespace {

/// Weighted by 1 / radius^2; the radius covers every report that does not merely copy a text.
void settle_place(Incident& out) {
  double weights = 0, lat = 0, lon = 0, first_lon = 0;
  for (const Report& report : out.reports) {
    if (!report.has_place) continue;
    const double radius = std::max(0.3, report.radius_km), weight = 1 / (radius * radius);
    if (weights == 0) first_lon = report.lon;
    double away = report.lon - first_lon;
    if (away > 180) away -= 360;
    if (away < -180) away += 360;
    weights += weight, lat += weight * report.lat, lon += weight * away;
  }
  if (weights == 0) return;
  out.has_place = true;
  out.lat = lat / weights;
  out.lon = first_lon + lon / weights;
  if (out.lon > 180) out.lon -= 360;
  if (out.lon < -180) out.lon += 360;
  double radius = 1 / std::sqrt(weights);
  for (const Report& report : out.reports)
    if (report.has_place) radius = std::max(radius, std::min(report.radius_km, kilometres(out.lat, out.lon, report.lat, report.lon)));
  for (const Report& report : out.reports)
    if (report.has_place) radius = std::max(radius, kilometres(out.lat, out.lon, report.lat, report.lon) - report.radius_km);
  out.radius_km = out.reports.size() == 1 ? out.reports[0].radius_km : radius;
}

/// The narrowest interval; of equals a checked one, then the earlier.
void settle_time(Incident& out) {
  const Report* best = &out.reports[0];
  const auto width = [](const Report& report) { return report.end - report.begin; };
  for (const Report& report : out.reports) {
    if (report.claim == Claim::denial) continue;
    const bool is_checked = report.claim == Claim::verification && best->claim != Claim::verification;
    if (best->claim == Claim::denial || width(report) < width(*best) || (width(report) == width(*best) && is_checked)) best = &report;
  }
  out.begin = best->begin, out.end = best->end;
}

/// The act most reports name; a thermal anomaly or `other` only where nobody names one.
void settle_act(Incident& out) {
  std::map<WatchAct, int> votes;
  for (const Report& report : out.reports) votes[report.act] += report.act == WatchAct::other ? 0 : report.act == WatchAct::fire_spot ? 1 : 1000;
  int most = -1;
  for (const auto& [act, count] : votes)
    if (count > most) most = count, out.act = act;
  for (const Report& report : out.reports)
    if (report.claim != Claim::denial) out.calibre_mm = std::max(out.calibre_mm, report.calibre_mm);
}

/// Numbers of those who are no party first; a party's only where nobody else counted. Of several, the median.
int number_of(const std::vector<Report>& reports, int Report::*field) {
  std::vector<int> told, claimed;
  for (const Report& report : reports) {
    if (report.claim == Claim::denial || report.claim == Claim::refutation) continue;
    (report.source_class == SourceClass::party ? claimed : told).push_back(report.*field);
  }
  std::vector<int>& use = told.empty() ? claimed : told;
  if (use.empty()) return 0;
  std::sort(use.begin(), use.end());
  return use[use.size() / 2];
}

void count_claims(Incident& out) {
  int civilian = 0, says_yes = 0;
  for (const Report& report : out.reports) {
    switch (report.claim) {
      case Claim::allegation: ++out.allegations; break;
      case Claim::denial: ++out.denials; break;
      case Claim::verification: ++out.verifications; break;
      case Claim::refutation: ++out.refutations; break;
    }
    if (report.claim == Claim::denial || report.claim == Claim::refutation) continue;
    ++says_yes;
    civilian += report.civilian ? 1 : 0;
  }
  out.civilian = civilian * 2 > says_yes || (civilian > 0 && civilian * 2 == says_yes);
}

/// Which side the fire came from: the point ten kilometres along the reported bearing, against the sides' sectors.
int fire_came_from(const Incident& incident, const Terms& terms, const Geometry& geometry) {
  int out = -1;
  for (const Report& report : incident.reports) {
    if (report.bearing_deg < 0 || !incident.has_place) continue;
    const double rad = report.bearing_deg * std::numbers::pi / 180, km = 10;
    const double lat = incident.lat + km * std::cos(rad) / 111.2, lon = incident.lon + km * std::sin(rad) / (111.2 * std::max(0.01, std::cos(incident.lat * std::numbers::pi / 180)));
    int side = -1;
    for (std::size_t s = 0; s < terms.shapes.size(); ++s) {
      const TermsShape& shape = terms.shapes[s];
      if (shape.kind != TermsShape::Kind::sector || shape.side.empty() || incident.begin < shape.from || incident.begin >= shape.until) continue;
      if (geometry.inside(s, lat, lon, 0) > 0.5) side = shape.side == terms.sides[0] ? 0 : shape.side == terms.sides[1] ? 1 : side;
    }
    if (side >= 0 && out >= 0 && side != out) return -1;   // bearings that contradict each other say nothing
    if (side >= 0) out = side;
  }
  return out;
}

struct Ground { double side_a = 0, side_b = 0; bool in_exempt = false; };

Ground ground_of(Incident& incident, const Terms& terms, const Geometry& geometry) {
  Ground out;
  double best = 0;
  for (std::size_t s = 0; s < terms.shapes.size() && incident.has_place; ++s) {
    const TermsShape& shape = terms.shapes[s];
    const bool is_sector = shape.kind == TermsShape::Kind::sector, is_exempt = shape.kind == TermsShape::Kind::exempt;
    if ((!is_sector && !is_exempt) || incident.begin < shape.from || incident.begin >= shape.until) continue;
    const double share = geometry.inside(s, incident.lat, incident.lon, incident.radius_km);
    if (is_exempt) { out.in_exempt = out.in_exempt || share > 0.5; continue; }
    if (shape.side == terms.sides[0]) out.side_a += share;
    if (shape.side == terms.sides[1]) out.side_b += share;
    if (share > best) best = share, incident.sector = shape.id;
  }
  return out;
}

}  // namespace

int severity(const Incident& incident, bool in_exempt) {
  int points = 0;
  if (incident.calibre_mm >= 100 || incident.act == WatchAct::strike) points += 2;
  else if (incident.calibre_mm >= 20 || incident.act == WatchAct::explosion || incident.act == WatchAct::incursion || incident.act == WatchAct::shelling) points += 1;
  if (incident.civilian || in_exempt) points += 1;
  if (incident.killed >= 10) points += 3;
  else if (incident.killed >= 3) points += 2;
  else if (incident.killed > 0 || incident.injured > 0) points += 1;
  if (incident.count >= 10 || incident.act == WatchAct::detention) points += 1;
  return std::min(points, 5);
}

Incident assess(Group&& group, const Assessor& with) {
  Incident out;
  out.links = std::move(group.links);
  out.reports = std::move(group.reports);
  out.id = "i-" + out.reports[0].id.substr(2);
  settle_time(out);
  settle_place(out);
  settle_act(out);
  count_claims(out);
  out.killed = number_of(out.reports, &Report::killed);
  out.injured = number_of(out.reports, &Report::injured);
  out.count = std::max(1, number_of(out.reports, &Report::count));
  static const SourceRates none;
  const auto evidence = evidence_of(out.reports, *with.terms, with.learned == nullptr ? none : *with.learned);
  out.exists = fused(prior_exists, evidence);
  out.copies = group.beyond_cap;
  for (const Evidence& one : evidence) out.copies += one.weight == 0 ? 1 : 0;
  const Ground ground = ground_of(out, *with.terms, *with.geometry);
  const bool is_fire = out.act == WatchAct::shelling || out.act == WatchAct::small_arms || out.act == WatchAct::strike;
  Clues clues = clues_of(out.reports, *with.terms, is_fire, ground.side_a, ground.side_b, fire_came_from(out, *with.terms, *with.geometry));
  add_circumstances(clues, out, *with.terms, *with.geometry);
  for (std::size_t i = 0; i < clues.rows.size(); ++i) out.clues.push_back({clues.what[i], clues.rows[i]});
  out.who.chance = posterior({0.45, 0.45, 0.10}, clues.rows);
  for (std::size_t side = 0; side < 2; ++side)
    if (clues.independent && out.exists >= 0.5 && out.who.chance[side] >= with.terms->name_threshold) out.who.named = with.terms->sides[side];
  out.severity = severity(out, ground.in_exempt);
  out.before_force = out.end <= with.terms->entry_into_force;
  return out;
}

}  // namespace locarno::watch
