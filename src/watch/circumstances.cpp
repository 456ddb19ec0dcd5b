#include "watch/circumstances.hpp"

#include <algorithm>

#include "watch/geometry.hpp"

namespace locarno::watch {
namespace {

constexpr double holds = 0.8, not_told = 0.5, holds_none = 0.15, third_party = 0.4;
constexpr std::array<double, 3> served_a{0.6, 0.4, 0.5}, served_b{0.4, 0.6, 0.5};

/// Kilometres from the nearest sector the side holds at that time; none: it holds none that the terms show.
std::optional<double> away_km(const Incident& incident, const std::string& side, const Terms& terms, const Geometry& geometry) {
  std::optional<double> out;
  for (std::size_t s = 0; s < terms.shapes.size(); ++s) {
    const TermsShape& shape = terms.shapes[s];
    if (shape.kind != TermsShape::Kind::sector || shape.side != side || incident.begin < shape.from || incident.begin >= shape.until) continue;
    const double km = geometry.distance_km(s, incident.lat, incident.lon);
    out = out ? std::min(*out, km) : km;
  }
  return out;
}

/// P(such a weapon | it was this side). A row that says it holds some within reach outweighs one that says it has none.
double share_of(const Incident& incident, const std::string& side, const Terms& terms, const Geometry& geometry) {
  double out = not_told;
  for (const TermsInventory& row : terms.inventories) {
    if (row.party != side || incident.begin < row.from || incident.begin >= row.until) continue;
    if (incident.calibre_mm < row.calibre_from_mm || incident.calibre_mm > row.calibre_to_mm) continue;
    bool reaches = row.holds;
    if (row.holds && row.range_km > 0 && incident.has_place) {
      const auto km = away_km(incident, side, terms, geometry);
      reaches = !km || *km <= row.range_km + incident.radius_km;
    }
    if (reaches) return holds;
    out = holds_none;
  }
  return out;
}

bool serves(const TermsGain& row, const Incident& incident, const Terms& terms, const Geometry& geometry) {
  if (incident.begin < row.from || incident.begin >= row.until) return false;
  if (!row.acts.empty() && std::find(row.acts.begin(), row.acts.end(), incident.act) == row.acts.end()) return false;
  if (row.shape.empty()) return true;
  for (std::size_t s = 0; s < terms.shapes.size() && incident.has_place; ++s) {
    const TermsShape& shape = terms.shapes[s];
    if (shape.id == row.shape && incident.begin >= shape.from && incident.begin < shape.until && geometry.inside(s, incident.lat, incident.lon, incident.radius_km) > 0.5) return true;
  }
  return false;
}

}  // namespace

void add_circumstances(Clues& clues, const Incident& incident, const Terms& terms, const Geometry& geometry) {
  if (!terms.inventories.empty() && incident.calibre_mm > 0) {
    const double a = share_of(incident, terms.sides[0], terms, geometry), b = share_of(incident, terms.sides[1], terms, geometry);
    if (a != b) clues.add("inventory", {a, b, third_party});
  }
  bool a = false, b = false;
  for (const TermsGain& row : terms.gains) {
    bool& side = row.party == terms.sides[0] ? a : b;
    side = side || serves(row, incident, terms, geometry);
  }
  if (a != b) clues.add("gain", a ? served_a : served_b);
}

}  // namespace locarno::watch
