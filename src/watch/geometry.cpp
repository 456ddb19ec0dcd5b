#include "base/file.hpp"
#include "watch/geometry.hpp"
#include "watch/geos.hpp"

#include <array>
#include <cmath>
#include <cstdarg>
#include <filesystem>
#include <numbers>

namespace locarno::watch {
namespace {

constexpr double earth_km = 6371.0088;
constexpr double degree_rad = std::numbers::pi / 180;
/// sqrt(2 ln 10): nine tenths of a circular normal lie within so many sigma.
constexpr double sigmas_in_radius = 2.145966026289347;
constexpr std::size_t spiral_points = 256;
constexpr std::size_t most_file_bytes = 32u << 20;

void no_words(const char*, void*) {}

struct Context {
  GEOSContextHandle_t handle = geos().GEOS_init_r();
  Context() {
    geos().GEOSContext_setErrorMessageHandler_r(handle, no_words, nullptr);
    geos().GEOSContext_setNoticeMessageHandler_r(handle, no_words, nullptr);
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { geos().GEOS_finish_r(handle); }
};

struct Shape {
  GEOSGeometry* area = nullptr;                        ///< what `inside` asks; null for a line without width
  const GEOSPreparedGeometry* prepared_area = nullptr;
  GEOSGeometry* edge = nullptr;                        ///< its boundary, or the line itself
  const GEOSPreparedGeometry* prepared_edge = nullptr;
  double west = 0, east = 0, south = 0, north = 0;     ///< box of the area, km
  GeoShape outline;
};

/// Points of equal chance of the unit circular normal: radii by quantile, angles by the golden section.
const std::array<std::pair<double, double>, spiral_points>& spiral() {
  static const auto points = [] {
    std::array<std::pair<double, double>, spiral_points> out;
    for (std::size_t i = 0; i < spiral_points; ++i) {
      const double share = (static_cast<double>(i) + 0.5) / spiral_points;
      const double radius = std::sqrt(-2 * std::log1p(-share)), angle = static_cast<double>(i) * 2.399963229728653;
      out[i] = {radius * std::cos(angle), radius * std::sin(angle)};
    }
    return out;
  }();
  return points;
}

}  // namespace

struct Geometry::Parts {
  Context context;
  std::vector<Shape> shapes;
  double lat0 = 0, lon0 = 0, km_per_lon = 1;

  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    const auto h = context.handle;
    for (Shape& shape : shapes) {
      if (shape.prepared_area != nullptr) geos().GEOSPreparedGeom_destroy_r(h, shape.prepared_area);
      if (shape.prepared_edge != nullptr) geos().GEOSPreparedGeom_destroy_r(h, shape.prepared_edge);
      if (shape.area != nullptr) geos().GEOSGeom_destroy_r(h, shape.area);
      if (shape.edge != nullptr) geos().GEOSGeom_destroy_r(h, shape.edge);
    }
  }

  std::pair<double, double> plane(double lat, double lon) const {
    double away = lon - lon0;
    if (away > 180) away -= 360;
    if (away < -180) away += 360;
    return {away * km_per_lon, (lat - lat0) * degree_rad * earth_km};
  }
  void centre(const std::vector<GeoShape>& outlines);
  GEOSCoordSequence* sequence(const Outline& outline) const;
  Result<void> build(Shape& shape, const TermsShape& terms);
  Result<GEOSGeometry*> collect(const GeoShape& outline, const TermsShape& terms) const;
};

/// The middle of the box; longitudes are taken relative to the first one, so that a shape across 180 degrees stays whole.
void Geometry::Parts::centre(const std::vector<GeoShape>& outlines) {
  double south = 90, north = -90, west = 360, east = -360, first = 400;
  const auto take = [&](const Outline& outline) {
    for (const auto& [lon, lat] : outline) {
      if (first > 360) first = lon;
      double away = lon - first;
      if (away > 180) away -= 360;
      if (away < -180) away += 360;
      south = std::min(south, lat), north = std::max(north, lat), west = std::min(west, away), east = std::max(east, away);
    }
  };
  for (const GeoShape& one : outlines) {
    for (const auto& polygon : one.polygons) for (const Outline& ring : polygon) take(ring);
    for (const Outline& line : one.lines) take(line);
  }
  if (first > 360) return;
  lat0 = (south + north) / 2;
  lon0 = first + (west + east) / 2;
  if (lon0 > 180) lon0 -= 360;
  if (lon0 < -180) lon0 += 360;
  km_per_lon = std::max(1e-3, std::cos(lat0 * degree_rad)) * degree_rad * earth_km;
}

GEOSCoordSequence* Geometry::Parts::sequence(const Outline& outline) const {
  GEOSCoordSequence* out = geos().GEOSCoordSeq_create_r(context.handle, static_cast<unsigned>(outline.size()), 2);
  for (std::size_t i = 0; i < outline.size() && out != nullptr; ++i) {
    const auto [x, y] = plane(outline[i].second, outline[i].first);
    geos().GEOSCoordSeq_setXY_r(context.handle, out, static_cast<unsigned>(i), x, y);
  }
  return out;
}

Result<GEOSGeometry*> Geometry::Parts::collect(const GeoShape& outline, const TermsShape& terms) const {
  const auto h = context.handle;
  std::vector<GEOSGeometry*> parts;
  for (const auto& polygon : outline.polygons) {
    std::vector<GEOSGeometry*> holes;
    for (std::size_t r = 1; r < polygon.size(); ++r) holes.push_back(geos().GEOSGeom_createLinearRing_r(h, sequence(polygon[r])));
    parts.push_back(geos().GEOSGeom_createPolygon_r(h, geos().GEOSGeom_createLinearRing_r(h, sequence(polygon[0])), holes.data(), static_cast<unsigned>(holes.size())));
  }
  for (const Outline& line : outline.lines)
    parts.push_back(line.size() == 1 ? geos().GEOSGeom_createPoint_r(h, sequence(line)) : geos().GEOSGeom_createLineString_r(h, sequence(line)));
  GEOSGeometry* out = geos().GEOSGeom_createCollection_r(h, GEOS_GEOMETRYCOLLECTION, parts.data(), static_cast<unsigned>(parts.size()));
  if (out == nullptr) return fail(ErrorCode::bad_input, "the shape '" + terms.id + "' cannot be built", terms.where);
  for (int i = 0; i < geos().GEOSGetNumGeometries_r(h, out); ++i) {
    const GEOSGeometry* part = geos().GEOSGetGeometryN_r(h, out, i);
    if (geos().GEOSisValid_r(h, part) == 1) continue;
    char* reason = geos().GEOSisValidReason_r(h, part);
    const std::string words = reason == nullptr ? "unknown" : reason;
    geos().GEOSFree_r(h, reason);
    geos().GEOSGeom_destroy_r(h, out);
    return fail(ErrorCode::bad_input, "the shape '" + terms.id + "' in " + terms.file + " is not valid: " + words + " (kilometres from its middle)", terms.where);
  }
  return out;
}

Result<void> Geometry::Parts::build(Shape& shape, const TermsShape& terms) {
  const auto h = context.handle;
  LOC_TRY(GEOSGeometry* const whole, collect(shape.outline, terms));
  // Neighbouring parts become one: an edge between them is no edge of the shape.
  GEOSGeometry* area = terms.within_km > 0 ? geos().GEOSBuffer_r(h, whole, terms.within_km, 16) : shape.outline.polygons.empty() ? nullptr : geos().GEOSUnaryUnion_r(h, whole);
  shape.edge = area == nullptr ? geos().GEOSGeom_clone_r(h, whole) : geos().GEOSBoundary_r(h, area);
  geos().GEOSGeom_destroy_r(h, whole);
  shape.area = area;
  if (shape.edge == nullptr) return fail(ErrorCode::bad_input, "the shape '" + terms.id + "' has no edge that can be told (lines and areas mixed without within_km)", terms.where);
  shape.prepared_edge = geos().GEOSPrepare_r(h, shape.edge);
  if (area == nullptr) return {};
  shape.prepared_area = geos().GEOSPrepare_r(h, area);
  geos().GEOSGeom_getXMin_r(h, area, &shape.west);
  geos().GEOSGeom_getXMax_r(h, area, &shape.east);
  geos().GEOSGeom_getYMin_r(h, area, &shape.south);
  geos().GEOSGeom_getYMax_r(h, area, &shape.north);
  return {};
}

Geometry::Geometry(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Geometry::Geometry(Geometry&&) noexcept = default;
Geometry& Geometry::operator=(Geometry&&) noexcept = default;
Geometry::~Geometry() = default;

Result<Geometry> Geometry::make(const std::vector<TermsShape>& shapes, const std::map<std::string, std::string>& files) {
  LOC_CHECK(open_geos());
  auto parts = std::make_unique<Parts>();
  std::vector<GeoShape> outlines;
  for (const TermsShape& terms : shapes) {
    const auto file = files.find(terms.file);
    if (file == files.end()) return fail(ErrorCode::not_found, "there is no file '" + terms.file + "' beside the case", terms.where);
    LOC_TRY(GeoShape outline, read_geojson(file->second, terms.file, terms.feature));
    if (terms.kind != TermsShape::Kind::line && outline.polygons.empty() && terms.within_km <= 0)
      return fail(ErrorCode::bad_input, "the shape '" + terms.id + "' is a line or point without 'within_km': nothing lies inside", terms.where);
    for (const auto& polygon : outline.polygons)
      for (const auto& [lon, lat] : polygon[0])
        if (std::abs(lat) > 85) return fail(ErrorCode::bad_input, "the shape '" + terms.id + "' reaches within 5 degrees of a pole, where the plane of this room does not hold", terms.where);
    outlines.push_back(std::move(outline));
  }
  parts->centre(outlines);
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    parts->shapes.emplace_back();
    parts->shapes.back().outline = std::move(outlines[i]);
    LOC_CHECK(parts->build(parts->shapes.back(), shapes[i]));
  }
  return Geometry(std::move(parts));
}

Result<Geometry> Geometry::load(const std::string& folder, const Terms& terms) {
  std::map<std::string, std::string> files;
  for (const TermsShape& shape : terms.shapes) {
    if (files.contains(shape.file)) continue;
    const std::string path = (std::filesystem::path(folder) / shape.file).string();
    LOC_TRY(std::string bytes, read_file(path, most_file_bytes, "the GeoJSON file of shape '" + shape.id + "'"));
    files.emplace(shape.file, std::move(bytes));
  }
  return make(terms.shapes, files);
}

std::size_t Geometry::size() const { return parts_->shapes.size(); }
const GeoShape& Geometry::outline(std::size_t shape) const { return parts_->shapes[shape].outline; }

double Geometry::distance_km(std::size_t index, double lat, double lon) const {
  const Shape& shape = parts_->shapes[index];
  const auto h = parts_->context.handle;
  const auto [x, y] = parts_->plane(lat, lon);
  GEOSGeometry* point = geos().GEOSGeom_createPointFromXY_r(h, x, y);
  double out = 0;
  if (shape.prepared_area == nullptr || geos().GEOSPreparedContains_r(h, shape.prepared_area, point) != 1) geos().GEOSPreparedDistance_r(h, shape.prepared_edge, point, &out);
  geos().GEOSGeom_destroy_r(h, point);
  return out;
}

double Geometry::inside(std::size_t index, double lat, double lon, double radius_km) const {
  const Shape& shape = parts_->shapes[index];
  if (shape.prepared_area == nullptr) return 0;
  const auto h = parts_->context.handle;
  const auto [x, y] = parts_->plane(lat, lon);
  const double sigma = radius_km / sigmas_in_radius, reach = 4 * sigma;
  if (x < shape.west - reach || x > shape.east + reach || y < shape.south - reach || y > shape.north + reach) return 0;
  const auto holds = [&](double px, double py) {
    GEOSGeometry* point = geos().GEOSGeom_createPointFromXY_r(h, px, py);
    const bool out = geos().GEOSPreparedIntersects_r(h, shape.prepared_area, point) == 1;
    geos().GEOSGeom_destroy_r(h, point);
    return out;
  };
  if (radius_km <= 0) return holds(x, y) ? 1 : 0;
  GEOSGeometry* point = geos().GEOSGeom_createPointFromXY_r(h, x, y);
  double edge = 0;
  geos().GEOSPreparedDistance_r(h, shape.prepared_edge, point, &edge);
  geos().GEOSGeom_destroy_r(h, point);
  if (edge >= reach) return holds(x, y) ? 1 : 0;
  std::size_t count = 0;
  for (const auto& [u, v] : spiral()) count += holds(x + sigma * u, y + sigma * v) ? 1u : 0u;
  return static_cast<double>(count) / spiral_points;
}

double kilometres(double lat1, double lon1, double lat2, double lon2) {
  const double up = std::sin((lat2 - lat1) * degree_rad / 2), across = std::sin((lon2 - lon1) * degree_rad / 2);
  const double h = up * up + std::cos(lat1 * degree_rad) * std::cos(lat2 * degree_rad) * across * across;
  return 2 * earth_km * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace locarno::watch
