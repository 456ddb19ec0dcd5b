#pragma once
// locarno/watch/geometry.hpp -- the shapes of the terms, and how likely an uncertain place lies in them.
//
// Question   GeoJSON files of the terms; a point with the radius it lies within nine times of ten.
// Answer     P(inside) of a shape, its distance, the outlines for a picture.
// Method     Shapes are laid on a plane (equirectangular about their middle, 6371.0088 km): below one per cent of error within
//            500 km of it. A place is a circular normal with sigma = radius / 2.1460 (nine tenths within the radius);
//            P(inside) is the share of 256 points of equal chance that lie inside, taken in a fixed spiral: error below 0.01
//            against the closed form of a half plane. Farther than 4 sigma from the edge it is 0 or 1 without them.
// Parts      GEOS (C interface) says what lies inside and how near; it stays in geometry.cpp.
// Certainty  shapes are judged on loading: self-crossing rings are refused with the reason GEOS gives.
// Threads    a Geometry may be used by one thread at a time.
// Tested by  tests/watch/terms_test.cpp, fuzz/watch_terms_fuzz.cpp
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/watch_terms.hpp"

namespace locarno::watch {

/// One ring or path, longitude and latitude in degrees.
using Outline = std::vector<std::pair<double, double>>;

/// Outlines of what is in a GeoJSON text: polygons' rings and lines' points, of one feature or of all ("").
struct GeoShape {
  std::vector<std::vector<Outline>> polygons;   ///< each: outer ring, then holes
  std::vector<Outline> lines;
};
/// Errors: bad_input with file:line:column: no GeoJSON, no such feature, a position beyond a pole or 180 degrees, a ring of fewer
/// than four positions or not closed, more than 200,000 positions.
Result<GeoShape> read_geojson(std::string_view bytes, const std::string& file, std::string_view feature);

class Geometry {
 public:
  /// `files`: the bytes of every file the shapes name. Errors: not_found (a file missing from it), bad_input with its place.
  static Result<Geometry> make(const std::vector<TermsShape>& shapes, const std::map<std::string, std::string>& files);
  /// The files beside FOLDER/case.toml. Errors: io besides.
  static Result<Geometry> load(const std::string& folder, const Terms& terms);
  Geometry(Geometry&&) noexcept;
  Geometry& operator=(Geometry&&) noexcept;
  ~Geometry();

  std::size_t size() const;
  /// In [0, 1]. A line without width holds nothing: 0.
  double inside(std::size_t shape, double lat, double lon, double radius_km) const;
  /// Kilometres to the shape; 0 inside.
  double distance_km(std::size_t shape, double lat, double lon) const;
  const GeoShape& outline(std::size_t shape) const;

 private:
  struct Parts;
  explicit Geometry(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Kilometres between two points on the sphere.
double kilometres(double lat1, double lon1, double lat2, double lon2);

}  // namespace locarno::watch
