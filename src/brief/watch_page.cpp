#include "brief/watch_page.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::ordered_json;

/// Chances leave with four digits: more would be pretended.
double four(double value) { return std::round(value * 1e4) / 1e4; }

std::string line(const Json& json) { return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"; }

Json attribution(const watch::Attribution& who, const Terms& terms) {
  Json out;
  for (std::size_t side = 0; side < 2; ++side) out[terms.sides[side]] = four(who.chance[side]);
  out["unattributed"] = four(who.chance[2]);
  out["named"] = who.named.empty() ? Json(nullptr) : Json(who.named);
  return out;
}

Json report_json(const watch::Report& report, const watch::Link& link) {
  Json out;
  out["id"] = report.id;
  out["source"] = report.source;
  out["class"] = to_string(report.source_class);
  out["party"] = report.source_party.empty() ? Json(nullptr) : Json(report.source_party);
  out["claim"] = to_string(report.claim);
  out["act"] = to_string(report.act);
  out["begin"] = instant_text(report.begin);
  out["end"] = instant_text(report.end);
  if (report.has_place) out["lat"] = report.lat, out["lon"] = report.lon, out["radius_km"] = report.radius_km;
  out["actor"] = report.actor.empty() ? Json(nullptr) : Json(report.actor);
  out["text"] = report.text;
  out["tied_to"] = link.to.empty() ? Json(nullptr) : Json(link.to);
  out["log_ratio"] = four(link.log_ratio);
  return out;
}

}  // namespace

std::string attribution_words(const watch::Attribution& who, const Terms& terms) {
  return fmt::format("{} {:.2f}, {} {:.2f}, neither {:.2f}{}", terms.sides[0], who.chance[0], terms.sides[1], who.chance[1], who.chance[2],
                     who.named.empty() ? "; not attributed" : "; named " + who.named);
}

std::string incident_json(const watch::Incident& i, const Terms& terms, bool with_reports) {
  Json out;
  out["id"] = i.id;
  out["begin"] = instant_text(i.begin);
  out["end"] = instant_text(i.end);
  if (i.has_place) out["lat"] = four(i.lat), out["lon"] = four(i.lon), out["radius_km"] = four(i.radius_km);
  else out["lat"] = nullptr, out["lon"] = nullptr, out["radius_km"] = nullptr;
  out["sector"] = i.sector.empty() ? Json(nullptr) : Json(i.sector);
  out["act"] = to_string(i.act);
  out["calibre_mm"] = i.calibre_mm > 0 ? Json(i.calibre_mm) : Json(nullptr);
  out["killed"] = i.killed, out["injured"] = i.injured, out["count"] = i.count, out["civilian"] = i.civilian;
  out["severity"] = i.severity;
  out["exists"] = four(i.exists);
  out["who"] = attribution(i.who, terms);
  Json clues = Json::array();
  for (const watch::Clue& one : i.clues) clues.push_back({{"clue", one.what}, {terms.sides[0], four(one.chance[0])}, {terms.sides[1], four(one.chance[1])}, {"neither", four(one.chance[2])}});
  out["clues"] = std::move(clues);
  out["allegations"] = i.allegations, out["denials"] = i.denials, out["verifications"] = i.verifications, out["refutations"] = i.refutations;
  out["copies"] = i.copies;
  out["before_force"] = i.before_force;
  Json reports = Json::array();
  for (std::size_t r = 0; r < i.reports.size(); ++r) reports.push_back(with_reports ? report_json(i.reports[r], i.links[r]) : Json(i.reports[r].id));
  out["reports"] = std::move(reports);
  return line(out);
}

std::string finding_json(const watch::Finding& f, const Terms& terms) {
  Json out;
  out["id"] = f.id, out["incident"] = f.incident, out["clause"] = f.clause;
  out["shape"] = f.shape.empty() ? Json(nullptr) : Json(f.shape);
  out["shape_version"] = f.shape.empty() ? Json(nullptr) : Json(f.shape_version);
  out["state"] = to_string(f.state);
  out["begin"] = instant_text(f.begin), out["end"] = instant_text(f.end);
  out["act"] = to_string(f.act);
  out["sector"] = f.sector.empty() ? Json(nullptr) : Json(f.sector);
  out["exists"] = four(f.exists), out["inside"] = four(f.inside), out["confidence"] = four(f.confidence);
  out["severity"] = f.severity;
  out["who"] = attribution(f.who, terms);
  out["evidence"] = f.evidence, out["dissent"] = f.dissent;
  out["exemption"] = f.exemption.empty() ? Json(nullptr) : Json(f.exemption);
  Json objections = Json::array();
  for (const watch::Objection& one : f.objections) {
    Json row;
    row["number"] = one.number, row["party"] = one.party, row["words"] = one.words, row["evidence"] = one.evidence, row["at"] = one.at;
    row["ruling"] = one.ruling.empty() ? Json(nullptr) : Json(one.ruling);
    objections.push_back(std::move(row));
  }
  out["objections"] = std::move(objections);
  return line(out);
}

std::string incident_text(const watch::Incident& i, const Terms& terms) {
  const std::string place = i.has_place ? fmt::format("{:.3f},{:.3f} within {:.1f} km", i.lat, i.lon, i.radius_km) : std::string("no place");
  return visible(fmt::format("{}  {}  {}  {}{}  severity {}  happened {:.2f}  {}  {} reports ({} alleged, {} checked, {} denied, {} refuted){}", i.id, instant_text(i.begin), to_string(i.act), place,
                             i.sector.empty() ? "" : " (" + i.sector + ")", i.severity, i.exists, attribution_words(i.who, terms), i.reports.size(), i.allegations, i.verifications, i.denials,
                             i.refutations, i.before_force ? "  before entry into force" : "")) + "\n";
}

std::string finding_text(const watch::Finding& f, const Terms& terms) {
  const std::string shape = f.shape.empty() ? std::string() : fmt::format(" in {} v{}", f.shape, f.shape_version);
  return visible(fmt::format("{}  {}  {}  {}  {}{}  confidence {:.2f} (happened {:.2f}, inside {:.2f})  severity {}  {}  {} for, {} against{}{}", f.id, instant_text(f.begin), to_string(f.state),
                             f.clause, to_string(f.act), shape, f.confidence, f.exists, f.inside, f.severity, attribution_words(f.who, terms), f.evidence.size(), f.dissent.size(),
                             f.exemption.empty() ? "" : "  exempt by " + f.exemption, f.objections.empty() ? "" : fmt::format("  {} objections", f.objections.size()))) + "\n";
}

}  // namespace locarno::brief
