#pragma once
// The made-up river truce in short, for tests of the watch: NORTH and SOUTH, a line at latitude 10, a buffer that widens.
#include <map>
#include <string>

#include "model/case_file.hpp"
#include "model/watch_terms.hpp"
#include "towns_case.hpp"
#include "watch/geometry.hpp"

namespace locarno {

inline const std::string truce_watch = R"([watch]
entry_into_force = 2026-03-01T06:00:00Z
source = "made up"
sides = ["NORTH", "SOUTH"]
[[watch.actor]]
party = "SOUTH"
names = ["Quarry Guard"]
[[watch.feed]]
id = "Staff of the North"
class = "party"
party = "NORTH"
[[watch.shape]]
id = "buffer"
kind = "buffer"
file = "terms.geojson"
feature = "line"
within_km = 2
until = 2026-03-15
[[watch.shape]]
id = "buffer"
kind = "buffer"
file = "terms.geojson"
feature = "line"
within_km = 6
from = 2026-03-15
[[watch.shape]]
id = "south"
kind = "sector"
file = "terms.geojson"
feature = "south"
side = "SOUTH"
[[watch.clause]]
id = "fire"
name = "no fire"
forbids = ["shelling", "small_arms", "explosion"]
[[watch.clause]]
id = "buffer"
name = "an empty buffer"
forbids = ["incursion"]
shapes = ["buffer"]
[[watch.clause]]
id = "out"
name = "two batteries leave"
deeds = ["withdrawal"]
deeds_needed = 2
deadline = 2026-03-20
[[watch.exemption]]
id = "demining"
acts = ["explosion"]
from = 2026-03-05T08:00:00Z
until = 2026-03-05T16:00:00Z
source = "made up"
)";

inline const std::string truce_shapes = R"({"type":"FeatureCollection","features":[
{"type":"Feature","id":"line","properties":{},"geometry":{"type":"LineString","coordinates":[[20,10],[21,10]]}},
{"type":"Feature","id":"south","properties":{},"geometry":{"type":"Polygon","coordinates":[[[20,10],[20,9],[21,9],[21,10],[20,10]]]}}]})";

inline std::string truce_case(const std::string& watch = truce_watch) { return towns_case({{"ceasefire", {"kept", "none"}}}) + watch; }

inline Result<Terms> truce_terms(const std::string& watch = truce_watch) {
  const std::string text = truce_case(watch);
  LOC_TRY(const CheckedCase checked, parse_case(text, "case.toml", "truce"));
  LOC_TRY(auto terms, parse_terms(text, "case.toml", *checked));
  if (!terms) return fail(ErrorCode::bad_input, "no terms");
  return std::move(*terms);
}

inline watch::Geometry truce_geometry(const Terms& terms) { return std::move(*watch::Geometry::make(terms.shapes, {{"terms.geojson", truce_shapes}})); }

}  // namespace locarno
