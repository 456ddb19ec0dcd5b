// GeoJSON -> outlines. The tree keeps the place of each value, so that a complaint names line and column.
#include <cmath>
#include <charconv>

#include "model/json_tree.hpp"
#include "watch/geometry.hpp"

namespace locarno::watch {
namespace {

constexpr std::size_t most_positions = 200'000;

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& file, std::string_view feature) : bytes_(bytes), file_(file), wanted_(feature) {}
  Result<GeoShape> run(const JsonValue& root);

 private:
  void object(const JsonValue& value);
  void geometry(const JsonValue& value);
  Outline positions(const JsonValue& value, bool ring);
  void polygon(const JsonValue& rings);
  void line(const JsonValue& positions_of);
  void flaw(const JsonValue& at, std::string what) {
    if (!error_) error_ = Error{ErrorCode::bad_input, std::move(what), json_place(bytes_, at.at, file_)};
  }
  static std::string_view type_of(const JsonValue& value) {
    const JsonValue* type = value.find("type");
    return type == nullptr ? std::string_view() : std::string_view(type->text);
  }
  double degree(const JsonValue& value, double most, std::string_view name);

  std::string_view bytes_;
  const std::string& file_;
  std::string_view wanted_;
  GeoShape out_;
  std::size_t count_ = 0;
  bool found_ = false;
  std::optional<Error> error_;
};

double Reader::degree(const JsonValue& value, double most, std::string_view name) {
  double out = 0;
  const auto [end, code] = std::from_chars(value.text.data(), value.text.data() + value.text.size(), out);
  if (value.kind != JsonValue::Kind::number || code != std::errc() || end != value.text.data() + value.text.size() || !(std::abs(out) <= most)) {
    flaw(value, std::string(name) + " '" + value.text.substr(0, 24) + "' is not between -" + std::to_string(static_cast<int>(most)) + " and " + std::to_string(static_cast<int>(most)));
    return 0;
  }
  return out;
}

Outline Reader::positions(const JsonValue& value, bool ring) {
  Outline out;
  if (value.kind != JsonValue::Kind::list) flaw(value, "coordinates are a list of positions");
  for (const JsonValue& position : value.items) {
    if (error_) return out;
    if (position.kind != JsonValue::Kind::list || position.items.size() < 2) { flaw(position, "a position is [longitude, latitude]"); return out; }
    if (++count_ > most_positions) { flaw(position, "more than 200000 positions"); return out; }
    const double lon = degree(position.items[0], 180, "longitude"), lat = degree(position.items[1], 90, "latitude");
    out.emplace_back(lon, lat);
  }
  if (!error_ && ring && (out.size() < 4 || out.front() != out.back())) flaw(value, "a ring has four positions or more and ends where it begins");
  if (!error_ && !ring && out.size() < 2) flaw(value, "a line has two positions or more");
  return out;
}

void Reader::polygon(const JsonValue& rings) {
  if (rings.kind != JsonValue::Kind::list || rings.items.empty()) return flaw(rings, "a polygon is a list of rings");
  std::vector<Outline> polygon;
  for (const JsonValue& ring : rings.items) polygon.push_back(positions(ring, true));
  out_.polygons.push_back(std::move(polygon));
}

void Reader::line(const JsonValue& positions_of) { out_.lines.push_back(positions(positions_of, false)); }

void Reader::geometry(const JsonValue& value) {
  if (error_) return;
  const std::string_view type = type_of(value);
  if (type == "GeometryCollection") {
    const JsonValue* parts = value.find("geometries");
    if (parts == nullptr) return flaw(value, "a GeometryCollection without 'geometries'");
    // One level: the tree is as deep as the file, and collections within collections serve nobody.
    for (const JsonValue& part : parts->items)
      if (type_of(part) != "GeometryCollection") geometry(part);
      else flaw(part, "a GeometryCollection within another");
    return;
  }
  const JsonValue* coordinates = value.find("coordinates");
  if (coordinates == nullptr) return flaw(value, "a geometry without 'coordinates'");
  if (type == "Polygon") return polygon(*coordinates);
  if (type == "LineString") return line(*coordinates);
  if (type == "MultiPolygon") {
    for (const JsonValue& one : coordinates->items) polygon(one);
    return;
  }
  if (type == "MultiLineString") {
    for (const JsonValue& one : coordinates->items) line(one);
    return;
  }
  if (type == "Point") {   // an exempt site: a place with `within_km` around it
    Outline point;
    if (coordinates->items.size() < 2) return flaw(*coordinates, "a position is [longitude, latitude]");
    point.emplace_back(degree(coordinates->items[0], 180, "longitude"), degree(coordinates->items[1], 90, "latitude"));
    out_.lines.push_back(std::move(point));
    return;
  }
  flaw(value, "geometry of type '" + std::string(type.substr(0, 24)) + "', expected Polygon, LineString, Point, or several of these");
}

void Reader::object(const JsonValue& value) {
  if (error_) return;
  if (value.kind != JsonValue::Kind::object) return flaw(value, "this is no GeoJSON object");
  if (type_of(value) != "Feature") {
    if (wanted_.empty()) found_ = true, geometry(value);
    return;
  }
  if (!wanted_.empty()) {
    const JsonValue* id = value.find("id");
    const JsonValue* properties = value.find("properties");
    const JsonValue* inner = properties == nullptr ? nullptr : properties->find("id");
    const bool is_it = (id != nullptr && id->text == wanted_) || (inner != nullptr && inner->text == wanted_);
    if (!is_it) return;
  }
  found_ = true;
  const JsonValue* shape = value.find("geometry");
  if (shape == nullptr || shape->kind != JsonValue::Kind::object) return flaw(value, "a feature without a geometry");
  geometry(*shape);
}

Result<GeoShape> Reader::run(const JsonValue& root) {
  const JsonValue* features = root.find("features");
  if (features != nullptr) for (const JsonValue& one : features->items) object(one);
  else object(root);
  if (error_) return Failure(*error_);
  if (!found_) return fail(ErrorCode::bad_input, "no feature '" + std::string(wanted_) + "' in this file", file_);
  if (out_.polygons.empty() && out_.lines.empty()) return fail(ErrorCode::bad_input, "no shape in this file", file_);
  return std::move(out_);
}

}  // namespace

Result<GeoShape> read_geojson(std::string_view bytes, const std::string& file, std::string_view feature) {
  LOC_TRY(const JsonValue root, parse_json(bytes, file));
  return Reader(bytes, file, feature).run(root);
}

}  // namespace locarno::watch
