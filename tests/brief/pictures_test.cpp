// Pictures: what each must carry for those who cannot see it, and that hostile names stay words.
#include <gtest/gtest.h>

#include "brief/pictures.hpp"

namespace locarno::brief {
namespace {

FrontierPicture two() {
  return {"Frontier", "Three settlements.", {"North", "South"}, {1, 1}, "no agreement",
          {{{5, 1}, {}, true}, {{4, 4}, {"Nash", "Kalai-Smorodinsky"}, true}, {{0, 6}, {"largest sum"}, false}}};
}

std::size_t count(const std::string& text, const std::string& piece) {
  std::size_t n = 0;
  for (std::size_t at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1)) ++n;
  return n;
}

TEST(Pictures, TwoPartiesOnAPlane) {
  const std::string svg = frontier_svg(two());
  EXPECT_NE(svg.find("role=\"img\""), std::string::npos);
  EXPECT_NE(svg.find("<title>Frontier</title>"), std::string::npos);
  EXPECT_NE(svg.find("<desc>Three settlements.</desc>"), std::string::npos);
  EXPECT_EQ(count(svg, "<circle"), 3u);                                   // one for each settlement
  EXPECT_NE(svg.find("Nash, Kalai-Smorodinsky"), std::string::npos);      // told by words, not by colour
  EXPECT_EQ(count(svg, "stroke-dasharray"), 2u);                          // the two fallbacks
  EXPECT_EQ(svg, frontier_svg(two()));
}

TEST(Pictures, MorePartiesAcrossAxes) {
  FrontierPicture picture = two();
  picture.parties.push_back("East");
  picture.fallback.push_back(0);
  for (PicturePoint& point : picture.points) point.worth.push_back(2);    // an axis without extent
  const std::string svg = frontier_svg(picture);
  EXPECT_EQ(count(svg, "font-weight=\"600\""), 3u);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
  EXPECT_EQ(svg.find("inf"), std::string::npos);
}

TEST(Pictures, NothingToShowIsNoPicture) {
  EXPECT_TRUE(frontier_svg({}).empty());
  FrontierPicture one = two();
  one.parties.pop_back();
  EXPECT_TRUE(frontier_svg(one).empty());
  EXPECT_TRUE(bars_svg("t", "d", {}).empty());
}

TEST(Pictures, HostileNamesStayWords) {
  FrontierPicture picture = two();
  picture.parties[0] = "</text><script>alert(1)</script>";
  picture.title = "a<b & \"c\"\x1b";
  const std::string svg = frontier_svg(picture);
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_NE(svg.find("a&lt;b &amp;"), std::string::npos);
  EXPECT_EQ(svg.find('\x1b'), std::string::npos);
}

TEST(Pictures, BarsTellTheirCounts) {
  const std::string svg = bars_svg("t", "d", {{"line", "3 of 9", 1, "1 of 9", 1.0 / 3, false}, {"other", "0 of 9", 0, "", 0, false}});
  EXPECT_EQ(count(svg, "<rect"), 3u);
  EXPECT_NE(svg.find("3 of 9"), std::string::npos);
}

}  // namespace
}  // namespace locarno::brief
