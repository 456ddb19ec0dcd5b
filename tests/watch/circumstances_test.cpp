// Inventories and gain in the attribution: what they say, and what they never do.
#include <gtest/gtest.h>

#include "watch/circumstances.hpp"
#include "watch/truce.hpp"

namespace locarno::watch {
namespace {

const std::string holdings = truce_watch + R"([[watch.inventory]]
party = "NORTH"
calibre_mm = [100, 160]
range_km = 20
source = "handed over"
[[watch.inventory]]
party = "SOUTH"
calibre_mm = [100, 160]
holds = false
source = "inspected"
[[watch.gain]]
party = "SOUTH"
acts = ["shelling"]
from = 2026-03-10
source = "talks on the bridge begin"
[[watch.gain]]
party = "SOUTH"
source = "said twice is not worth more"
)";

Incident shell(double calibre) {
  Incident out;
  out.begin = parse_instant("2026-03-12")->at, out.end = out.begin + 60;
  out.act = WatchAct::shelling;
  out.calibre_mm = calibre;
  out.has_place = true, out.lat = 9.95, out.lon = 20.5, out.radius_km = 1;
  return out;
}

TEST(WatchCircumstances, WhoHoldsSuchAWeaponIsLikelierAndGainIsCapped) {
  const auto terms = truce_terms(holdings);
  ASSERT_TRUE(terms) << to_string(terms.error());
  const Geometry geometry = truce_geometry(*terms);
  Clues clues;
  add_circumstances(clues, shell(122), *terms, geometry);
  ASSERT_EQ(clues.what, (std::vector<std::string_view>{"inventory", "gain"}));
  EXPECT_EQ(clues.rows[0], (std::array{0.8, 0.15, 0.4}));
  EXPECT_EQ(clues.rows[1], (std::array{0.4, 0.6, 0.5}));
  EXPECT_FALSE(clues.independent);
  const auto who = posterior({0.45, 0.45, 0.10}, clues.rows);
  EXPECT_NEAR(who[0], 0.45 * 0.8 * 0.4 / (0.45 * 0.8 * 0.4 + 0.45 * 0.15 * 0.6 + 0.1 * 0.4 * 0.5), 1e-12);
}

TEST(WatchCircumstances, AnUnknownWeaponAndAnotherCalibreSayNothing) {
  const auto terms = truce_terms(holdings);
  const Geometry geometry = truce_geometry(*terms);
  for (const double calibre : {0.0, 82.0}) {
    Clues clues;
    add_circumstances(clues, shell(calibre), *terms, geometry);
    EXPECT_EQ(clues.what, std::vector<std::string_view>{"gain"}) << calibre;
  }
}

TEST(WatchCircumstances, AWeaponOutOfReachIsAsGoodAsNone) {
  std::string far = holdings;
  far.replace(far.find("holds = false"), 13, "range_km = 20");   // both hold some now; the South within reach of its own sector only
  const auto terms = truce_terms(far);
  ASSERT_TRUE(terms) << to_string(terms.error());
  const Geometry geometry = truce_geometry(*terms);
  Clues near, away;
  add_circumstances(near, shell(122), *terms, geometry);
  EXPECT_EQ(near.what, std::vector<std::string_view>{"gain"});      // both can
  Incident out_there = shell(122);
  out_there.lat = 11;                                               // 111 km from the sector of the South; the North shows none
  add_circumstances(away, out_there, *terms, geometry);
  EXPECT_EQ(away.rows[0], (std::array{0.8, 0.15, 0.4}));
}

TEST(WatchCircumstances, RowsMustBelongToASideAndSayWhereTheyAreFrom) {
  EXPECT_FALSE(truce_terms(truce_watch + "[[watch.inventory]]\nparty = \"EAST\"\nsource = \"x\"\n"));
  EXPECT_FALSE(truce_terms(truce_watch + "[[watch.gain]]\nparty = \"SOUTH\"\n"));
  EXPECT_FALSE(truce_terms(truce_watch + "[[watch.inventory]]\nparty = \"SOUTH\"\nsource = \"x\"\ncalibre_mm = [160, 100]\n"));
  EXPECT_FALSE(truce_terms(truce_watch + "[[watch.gain]]\nparty = \"SOUTH\"\nsource = \"x\"\nshape = \"moon\"\n"));
}

}  // namespace
}  // namespace locarno::watch
