// Any bytes as the section [watch] behind a small case, and as the GeoJSON and the gazetteer beside it.
#include <cstdint>
#include <string_view>

#include "model/case_file.hpp"
#include "model/watch_terms.hpp"
#include "towns_case.hpp"
#include "watch/geometry.hpp"
#include "watch/normalise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  static const CheckedCase towns = *parse_case(towns_case({{"ceasefire", {"kept", "none"}}}), "case.toml", "towns");
  (void)parse_terms(bytes, "case.toml", *towns);
  (void)watch::Gazetteer::parse(bytes, "g.tsv");
  TermsShape shape;
  shape.id = "s", shape.file = "f", shape.within_km = 1;
  if (const auto made = watch::Geometry::make({shape}, {{"f", bytes}}))
    if (const double share = made->inside(0, 10, 20, 5); !(share >= 0 && share <= 1)) __builtin_trap();
  return 0;
}
