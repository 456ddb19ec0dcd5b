// [watch] of case.toml and the shapes it names.
#include <gtest/gtest.h>

#include <cmath>

#include "watch/truce.hpp"

namespace locarno {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, from.size(), to);
}

/// The complaint about the truce with one change.
std::string complaint(const std::string& from, const std::string& to) {
  const auto terms = truce_terms(replaced(truce_watch, from, to));
  return terms ? "none" : to_string(terms.error());
}

TEST(WatchTerms, AreReadWithVersionsOfAShape) {
  const auto terms = truce_terms();
  ASSERT_TRUE(terms) << to_string(terms.error());
  EXPECT_EQ(instant_text(terms->entry_into_force), "2026-03-01T06:00:00Z");
  ASSERT_EQ(terms->shapes.size(), 3u);
  EXPECT_EQ(terms->shapes[1].version, 2);
  EXPECT_EQ(terms->clauses[0].from, terms->entry_into_force);
}

TEST(WatchTerms, EveryComplaintHasItsPlace) {
  EXPECT_NE(complaint("until = 2026-03-15", "until = 2026-03-16").find("two shapes 'buffer' hold at 2026-03-15"), std::string::npos);
  EXPECT_NE(complaint("\"small_arms\"", "\"smal_arms\"").find("no act 'smal_arms' here"), std::string::npos);
  EXPECT_NE(complaint("shapes = [\"buffer\"]", "shapes = [\"bufer\"]").find("no shape 'bufer'"), std::string::npos);
  EXPECT_NE(complaint("2026-03-01T06:00:00Z", "\"soon\"").find("is no time"), std::string::npos);
  EXPECT_NE(complaint("[\"NORTH\", \"SOUTH\"]", "[\"NORTH\", \"NORTH\"]").find("two different parties"), std::string::npos);
  EXPECT_NE(complaint("deadline = 2026-03-20", "deadline = 2025-03-20").find("before the clause binds"), std::string::npos);
  EXPECT_EQ(complaint("deeds_needed", "deed_needed").substr(0, 10), "case.toml:");
}

TEST(WatchTerms, AreDrawnFromWhatWasSigned) {
  const std::string asks = replaced(truce_watch, "name = \"an empty buffer\"", "name = \"an empty buffer\"\nwhen = \"ceasefire = kept\"");
  const auto with = [&](const std::string& settlement) {
    return truce_terms(replaced(asks, "source = \"made up\"", "source = \"made up\"\nsettlement = \"" + settlement + "\""));
  };
  const auto kept = with("ceasefire=kept"), none = with("ceasefire=none");
  ASSERT_TRUE(kept && none);
  EXPECT_EQ(kept->clauses.size(), 3u);
  EXPECT_TRUE(kept->left_out.empty());
  EXPECT_EQ(none->clauses.size(), 2u);
  EXPECT_EQ(none->left_out, std::vector<std::string>{"buffer"});
  const auto why = [](const Result<Terms>& terms) { return terms ? "none" : to_string(terms.error()); };
  EXPECT_NE(why(truce_terms(asks)).find("'when' asks what was signed"), std::string::npos);
  EXPECT_NE(why(with("ceasefire=broken")).find("case.toml:"), std::string::npos);
  EXPECT_NE(why(truce_terms(replaced(asks, "ceasefire = kept", "cease = kept"))).find("case.toml:"), std::string::npos);
}

TEST(WatchTerms, TimesAreHeldToTheCalendar) {
  EXPECT_EQ(parse_instant("2026-03-01 08:00:00+02:00")->at, parse_instant("2026-03-01T06:00Z")->at);
  EXPECT_EQ(parse_instant("2026-03-01")->open_seconds, 86400);
  for (const char* bad : {"", "2026-02-30", "2026-03-01T24:00", "2026-03-01T06:00:00+15:00", "2026-03-01Tx", "yesterday"}) EXPECT_FALSE(parse_instant(bad)) << bad;
  EXPECT_EQ(instant_text(-1), "1969-12-31T23:59:59Z");
}

TEST(WatchGeometry, AnUncertainPlaceIsPartlyInside) {
  const auto terms = truce_terms();
  const auto geometry = truce_geometry(*terms);
  EXPECT_EQ(geometry.inside(2, 9.5, 20.5, 0), 1);
  EXPECT_EQ(geometry.inside(2, 10.5, 20.5, 3), 0);
  // Half a plane, as the closed form has it: on the edge one half; one sigma away 0.1587.
  EXPECT_NEAR(geometry.inside(2, 10, 20.5, 5), 0.5, 0.01);
  const double sigma_degrees = 5 / 2.145966 / 111.195;
  EXPECT_NEAR(geometry.inside(2, 10 + sigma_degrees, 20.5, 5), 0.1587, 0.01);
  EXPECT_NEAR(geometry.distance_km(0, 10 + 5 / 111.195, 20.5), 3, 0.01);   // 2 km of it are buffer
}

TEST(WatchGeometry, BadShapesAreRefusedWithTheirPlace) {
  const auto why = [](const std::string& json) {
    const auto read = watch::read_geojson(json, "terms.geojson", "");
    return read ? std::string("none") : to_string(read.error());
  };
  EXPECT_EQ(why(R"({"type":"Polygon","coordinates":[[[0,0],[1,95],[1,1],[0,0]]]})"), "terms.geojson:1:44: latitude '95' is not between -90 and 90");
  EXPECT_NE(why(R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]})").find("four positions"), std::string::npos);
  EXPECT_NE(why(R"({"type":"Circle","coordinates":[]})").find("geometry of type 'Circle'"), std::string::npos);
  TermsShape bow;
  bow.id = "bow", bow.file = "f", bow.where = "case.toml:3:1";
  const auto made = watch::Geometry::make({bow}, {{"f", R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]})"}});
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().what.find("Self-intersection"), std::string::npos);
}

}  // namespace
}  // namespace locarno
